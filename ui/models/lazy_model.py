"""Rows that are read when they are looked at, however many there are."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ui.models.columns import Column
from ui.models.row_model import KEY_ROLE, ROW_ROLE, Index, column_data, header_data

Row = TypeVar("Row")

_PAGE: Final = 64  # rows read at once
_MOST_PAGES: Final = 40
_NO_PARENT = QModelIndex()


class LazyModel(QAbstractTableModel, Generic[Row]):
    """A table of which only the ids are known; ``fetch`` reads rows, a screenful at a time.

    ``fetch`` gets some ids and gives the rows of those who are still there, by id. It is called on
    the window's thread, so it has to be quick.
    """

    def __init__(
        self, fetch: Callable[[Sequence[int]], dict[int, Row]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._columns: tuple[Column[Row], ...] = ()
        self._ids: Sequence[int] = array("q")
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()
        self._places: dict[int, int] | None = None

    @property
    def ids(self) -> Sequence[int]:
        """Everybody in the table, in its order, not to be changed."""
        return self._ids

    def set_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Show other columns from now on."""
        self.beginResetModel()
        self._columns = tuple(columns)
        self._pages.clear()
        self.endResetModel()

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show others, or the same in another order; the view's selection goes."""
        self.beginResetModel()
        self._ids = ids
        self._places = None
        self._pages.clear()
        self.endResetModel()

    def forget_rows(self) -> None:
        """Read every row again when it is looked at: it may say something else now."""
        self._pages.clear()
        if self._ids and self._columns:
            last = self.index(len(self._ids) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row(self, place: int) -> Row | None:
        """The row at ``place``; None where there is none (any more)."""
        if not 0 <= place < len(self._ids):
            return None
        return self._page(place // _PAGE).get(self._ids[place])

    def column(self, number: int) -> Column[Row]:
        """What is shown in a column."""
        return self._columns[number]

    def place_of(self, id: int) -> int | None:
        """Where somebody stands; None for those not in the table."""
        if self._places is None:
            self._places = {each: place for place, each in enumerate(self._ids)}
        return self._places.get(id)

    def _page(self, number: int) -> dict[int, Row]:
        page = self._pages.get(number)
        if page is None:
            start = number * _PAGE
            page = self._pages[number] = self._fetch(self._ids[start : start + _PAGE])
            if len(self._pages) > _MOST_PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page

    # Qt overrides

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == KEY_ROLE:
            return self._ids[index.row()]
        row = self.row(index.row())
        if role == ROW_ROLE or row is None:
            return row
        return column_data(self._columns[index.column()], row, role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        return header_data(self._columns, section, orientation, role)
