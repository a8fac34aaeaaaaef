"""One row model for every list; a noun adds its columns as data."""

from ui.models.columns import Align, Column
from ui.models.lazy_model import LazyModel
from ui.models.row_model import KEY_ROLE, ROW_ROLE, RowModel

__all__ = ["KEY_ROLE", "ROW_ROLE", "Align", "Column", "LazyModel", "RowModel"]
