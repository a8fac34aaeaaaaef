"""How rows are painted: from what the row itself says, never asking anybody else."""

from ui.delegates.base import Look, RowDelegate

__all__ = ["Look", "RowDelegate"]
