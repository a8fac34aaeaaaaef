"""The rows of a file that could not be read, as a table whose cells can be put right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from crm.errors import RejectedLine
from crm.exchange.preview import FilePreview
from crm.i18n import _
from ui.theme import Theme
from ui.widgets.text import plain_tooltip

FIXED_COLUMNS: Final = 2
"""The number of the row and the reason stand before the cells of the file."""

MOST_SHOWN: Final = 2_000

Index = QModelIndex | QPersistentModelIndex
Cells = tuple[str, ...]
_NO_PARENT: Final = QModelIndex()


class MendingModel(QAbstractTableModel):
    """Rows with their reason; what is typed into a cell is kept and told.

    Signals:
        mended: the number of a row, and its cells; None where it is to be left out.
    """

    mended = Signal(int, object)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: list[RejectedLine] = []
        self._header: tuple[str, ...] = ()
        self._preview: FilePreview | None = None
        self._mended: dict[int, Cells | None] = {}
        self._still_wrong: dict[int, str] = {}
        self._width = 0

    def show_lines(
        self,
        preview: FilePreview | None,
        lines: Sequence[RejectedLine],
        mended: Mapping[int, Cells | None],
    ) -> None:
        """Show the rows of another file; ``mended`` are those that were put right before."""
        self.beginResetModel()
        self._lines = list(lines[:MOST_SHOWN])
        self._preview = preview
        self._header = preview.header if preview else ()
        self._mended = dict(mended)
        self._still_wrong = {line.row: line.why for line in lines}
        self._width = max(
            [len(self._header), *(len(line.cells) for line in self._lines)], default=0
        )
        self.endResetModel()

    def show_checked(self, lines: Sequence[RejectedLine]) -> None:
        """The file was read again: these rows are still wrong, the others are right now."""
        self._still_wrong = {line.row: line.why for line in lines}
        if self._lines:
            last = self.index(len(self._lines) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def leave_out(self, row: int) -> None:
        """Let the row in this place be left out, or not any more."""
        line = self._lines[row]
        if not line.cells:
            return
        if line.row in self._mended and self._mended[line.row] is None:
            self._mended[line.row] = line.cells
        else:
            self._mended[line.row] = None
        self._tell(row)

    def blamed_column(self, row: int) -> int:
        """Where the cell stands that is to blame; the first one where that is not known."""
        place = _blamed(self._preview, self._lines[row])
        return FIXED_COLUMNS + place if 0 <= place < self._width else FIXED_COLUMNS

    @property
    def has_cells(self) -> bool:
        """Whether there is anything to be put right here."""
        return any(line.cells for line in self._lines)

    def _cells(self, line: RejectedLine) -> Cells:
        return self._mended.get(line.row) or line.cells

    def _reason(self, line: RejectedLine) -> str:
        if line.row in self._mended and self._mended[line.row] is None:
            return _("left out")
        if line.row in self._mended and line.row not in self._still_wrong:
            return _("right now")
        return self._still_wrong.get(line.row, line.why)

    def _tell(self, row: int) -> None:
        line = self._lines[row]
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
        self.mended.emit(line.row, self._mended[line.row])

    def _ground(self, line: RejectedLine, column: int) -> Any:
        if line.row in self._mended and line.row not in self._still_wrong:
            return self._theme.color("accent_soft") if column == 1 else None
        if column - FIXED_COLUMNS == _blamed(self._preview, line):
            return self._theme.color("amber_soft")
        return None

    # Qt overrides

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else FIXED_COLUMNS + self._width

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        place = section - FIXED_COLUMNS
        if place < 0:
            return (_("Row"), _("Why"))[section]
        return self._header[place] if place < len(self._header) else str(place + 1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        held = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        line = self._lines[index.row()]
        gone = line.row in self._mended and self._mended[line.row] is None
        if index.column() >= FIXED_COLUMNS and line.cells and not gone:
            return held | Qt.ItemFlag.ItemIsEditable
        return held

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._ground(line, index.column())
        text = self._text(line, index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return text
        return plain_tooltip(text) if role == Qt.ItemDataRole.ToolTipRole else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        line = self._lines[index.row()]
        cells = list(self._cells(line))
        place = index.column() - FIXED_COLUMNS
        if role != Qt.ItemDataRole.EditRole or place < 0 or not line.cells:
            return False
        cells += [""] * (place + 1 - len(cells))
        if cells[place] == str(value):
            return False
        cells[place] = str(value)
        self._mended[line.row] = tuple(cells)
        self._tell(index.row())
        return True

    def _text(self, line: RejectedLine, column: int) -> str:
        if column < FIXED_COLUMNS:
            return (f"{line.row:,}", self._reason(line))[column]
        cells, place = self._cells(line), column - FIXED_COLUMNS
        return cells[place] if place < len(cells) else ""


def _blamed(preview: FilePreview | None, line: RejectedLine) -> int:
    """The place, from 0, of the cell that is to blame; -1 where that is not known."""
    if preview is None or not line.column:
        return -1
    if line.column in preview.header:
        return preview.header.index(line.column)
    fields = [column for column in preview.columns if line.column in (column.field, column.name)]
    if fields:
        return fields[0].position - 1
    return int(line.column) - 1 if line.column.isdecimal() else -1
