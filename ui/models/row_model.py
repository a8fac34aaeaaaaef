"""Rows of any frozen dataclass behind Qt's model interface, renewed without losing one's place."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.models.columns import Column
from ui.widgets.text import plain_tooltip

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
KEY_ROLE = Qt.ItemDataRole.UserRole + 2

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

# Beyond this many separate stretches of changed rows, one signal over all of them is cheaper.
_MOST_STRETCHES = 32
_NO_PARENT = QModelIndex()


class RowModel(QAbstractTableModel, Generic[Row]):
    """A list or table of rows; any index gives its whole row through ``ROW_ROLE``.

    ``key`` names a row for good (its id), unique in the list. Selection, current row and scroll
    position stay with the rows they were on when ``set_rows`` brings new ones.
    """

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._key = key
        self._rows: list[Row] = []
        self._keys: list[Hashable] = []
        self._places: dict[Hashable, int] | None = None

    @property
    def rows(self) -> Sequence[Row]:
        """All rows in their order, not to be changed."""
        return self._rows

    def row(self, index: Index) -> Row | None:
        """The row at ``index``; None for an index that points nowhere."""
        return self._rows[index.row()] if self._is_inside(index) else None

    def index_of(self, key: Hashable, column: int = 0) -> QModelIndex:
        """Where the row of ``key`` stands; an invalid index where it is not in the list."""
        if self._places is None:
            self._places = {each: place for place, each in enumerate(self._keys)}
        place = self._places.get(key)
        return QModelIndex() if place is None else self.index(place, column)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show ``rows`` from now on, telling views only what is different.

        At most one removal, one insertion and two reorderings are told, whatever the difference,
        so that it stays quick with 100,000 rows. Raises ValueError where two rows share a key.
        """
        keys = [self._key(row) for row in rows]
        if len(set(keys)) != len(keys):
            raise ValueError("two rows share a key")
        head, tail = _common_ends(self._keys, keys)
        self._renew_middle(rows, keys, head, tail)
        self._renew_contents(rows)
        self._places = None

    def _renew_middle(
        self, rows: Sequence[Row], keys: Sequence[Hashable], head: int, tail: int
    ) -> None:
        """Between ``head`` and ``tail`` rows that stay: leavers last, off, comers on, in order."""
        old = self._keys[head : len(self._keys) - tail]
        new = keys[head : len(keys) - tail]
        coming, staying = set(new), set(old)
        stayers = [key for key in old if key in coming]
        leavers = [key for key in old if key not in coming]
        comers = [place for place in range(head, head + len(new)) if keys[place] not in staying]
        self._reorder(head, stayers + leavers)
        self._remove(head + len(stayers), len(leavers))
        self._insert(head + len(stayers), [rows[place] for place in comers])
        self._reorder(head, new)

    def _reorder(self, start: int, wanted: Sequence[Hashable]) -> None:
        stop = start + len(wanted)
        if self._keys[start:stop] == wanted:
            return
        self.layoutAboutToBeChanged.emit()
        old = dict(zip(self._keys[start:stop], self._rows[start:stop], strict=True))
        moved = {key: place for place, key in enumerate(wanted, start)}
        before = self.persistentIndexList()
        after = [
            self.index(moved.get(self._keys[each.row()], each.row()), each.column())
            for each in before
        ]
        self._keys[start:stop] = wanted
        self._rows[start:stop] = [old[key] for key in wanted]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _remove(self, start: int, count: int) -> None:
        if not count:
            return
        self.beginRemoveRows(_NO_PARENT, start, start + count - 1)
        del self._rows[start : start + count]
        del self._keys[start : start + count]
        self.endRemoveRows()

    def _insert(self, start: int, rows: Sequence[Row]) -> None:
        if not rows:
            return
        self.beginInsertRows(_NO_PARENT, start, start + len(rows) - 1)
        self._rows[start:start] = rows
        self._keys[start:start] = [self._key(row) for row in rows]
        self.endInsertRows()

    def _renew_contents(self, rows: Sequence[Row]) -> None:
        changed = [
            place
            for place, (old, new) in enumerate(zip(self._rows, rows, strict=True))
            if old is not new and old != new
        ]
        self._rows = list(rows)
        stretches = _stretches(changed)
        if len(stretches) > _MOST_STRETCHES:
            stretches = [(changed[0], changed[-1])]
        for first, last in stretches:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))

    def _is_inside(self, index: Index) -> bool:
        return index.isValid() and index.row() < len(self._rows)

    # Qt overrides

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self._is_inside(index):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == KEY_ROLE:
            return self._keys[index.row()]
        return column_data(self._columns[index.column()], row, role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        return header_data(self._columns, section, orientation, role)


def header_data(
    columns: Sequence[Column[Row]], section: int, orientation: Qt.Orientation, role: int
) -> Any:
    """What Qt asks of the header over ``columns``."""
    if orientation is Qt.Orientation.Vertical or not 0 <= section < len(columns):
        return None
    column = columns[section]
    if role == Qt.ItemDataRole.DisplayRole:
        return column.title
    return column.align.value if role == Qt.ItemDataRole.TextAlignmentRole else None


def column_data(column: Column[Row], row: Row, role: int) -> Any:
    """What Qt asks of the cell of ``row`` in ``column``."""
    if role == Qt.ItemDataRole.DisplayRole:
        return column.text(row)
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return column.align.value
    if role == Qt.ItemDataRole.ToolTipRole and column.exact is not None:
        return plain_tooltip(column.exact(row))
    if role == Qt.ItemDataRole.AccessibleTextRole and column.spoken is not None:
        return column.spoken(row)
    return None


def _common_ends(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[int, int]:
    """How many keys are the same at the start, and of the rest how many at the end."""
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    return head, tail


def _stretches(places: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending ``places`` as (first, last) of each unbroken run."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs
