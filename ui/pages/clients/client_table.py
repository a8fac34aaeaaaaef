"""The table itself: any number of clients, of whom only those in sight are read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from crm.clients.columns import ClientColumn
from crm.clients.listing import ClientListRow, Sort, list_client_rows
from crm.i18n import _
from ui.context import Context
from ui.models import LazyModel
from ui.pages.clients.cell_delegate import CellDelegate
from ui.pages.clients.cells import cell_column
from ui.widgets.key_events import ENTER_KEYS, is_command, is_plain
from ui.widgets.painting import grown
from ui.widgets.table_header import TableHeader

_MOST_STRETCHES: Final = 5_000  # a selection in more pieces does not outlive another order
_ARRANGED_AFTER_MS: Final = 400
_FLAGS: Final = QItemSelectionModel.SelectionFlag


class ClientTable(QTableView):
    """Everybody in a list; the name stands first, the other columns where they were put.

    Signals:
        selection_changed: others are selected, or somebody else is current.
        activated_client: Enter or a double click on a client.
        sort_asked: the key of the column whose title was pressed.
        arranged: columns were moved or made wider.
        menu_asked: a menu is wanted here, a point of the screen.
        typed: somebody typed a letter, which is meant for the search.
        removal_asked: Delete was pressed.
    """

    selection_changed = Signal()
    activated_client = Signal(int)
    sort_asked = Signal(str)
    arranged = Signal()
    menu_asked = Signal(QPoint)
    typed = Signal(QKeyEvent)
    removal_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._columns: tuple[ClientColumn, ...] = ()
        self._model = LazyModel[ClientListRow](self._fetch, self)
        self._delegate = CellDelegate(context, self, self._model)
        self._header = TableHeader(context.theme, self)
        self._is_arranging = False
        self._arranged_timer = QTimer(self, singleShot=True, interval=_ARRANGED_AFTER_MS)
        self._build()
        self._connect()

    # What the page asks

    def show_columns(self, columns: Sequence[ClientColumn], widths: dict[str, int]) -> None:
        """Show ``columns`` from left to right; ``widths`` are pixels of those made wider."""
        self._is_arranging = True
        self._columns = tuple(columns)
        self._model.set_columns(
            [cell_column(self._context, each, place) for place, each in enumerate(columns)]
        )
        for visual in range(self._header.count()):
            self._header.moveSection(self._header.visualIndex(visual), visual)
        theme = self._context.theme
        for place, each in enumerate(columns):
            width = widths.get(each.key) or grown(theme, each.width)
            self._header.resizeSection(place, width)
        keys = [each.key for each in columns]
        self._delegate.last_visit = keys.index("last_visit") if "last_visit" in keys else -1
        self._is_arranging = False

    def show_sort(self, sort: Sort) -> None:
        """Mark the column that everybody is sorted by."""
        keys = [each.key for each in self._columns]
        section = keys.index(sort.column) if sort.column in keys else -1
        way = Qt.SortOrder.DescendingOrder if sort.descending else Qt.SortOrder.AscendingOrder
        self._header.setSortIndicator(section, way)

    def show_ids(self, ids: Sequence[int], *, anew: bool = False) -> None:
        """Show these clients; those selected stay so, and what is looked at stays in sight.

        With ``anew`` one looks at the first of them instead.
        """
        if ids == self._model.ids and not anew:
            self._model.forget_rows()
            return
        selected = self.selected_ids()
        everybody = bool(selected) and len(selected) == len(self._model.ids)
        current, top = self.current_client(), self.rowAt(0)
        self._model.set_ids(ids)
        self._header.reset()
        if everybody:
            self.selectAll()
        elif selected:
            self._select(selected)
        if anew:
            self._begin_at_first()
        else:
            self._return_to(current, top)
        self.selection_changed.emit()

    def forget_rows(self) -> None:
        """Read again what is in sight."""
        self._model.forget_rows()

    @property
    def ids(self) -> Sequence[int]:
        """Everybody in the table, in its order."""
        return self._model.ids

    def selected_ids(self) -> Sequence[int]:
        """Those selected, in the order of the table."""
        stretches = sorted((each.top(), each.bottom()) for each in self._ranges())
        ids = self._model.ids
        return [each for top, bottom in stretches for each in ids[top : bottom + 1]]

    def selected_count(self) -> int:
        """How many are selected."""
        return sum(each.height() for each in self._ranges())

    def current_client(self) -> int | None:
        """The one the keyboard is on."""
        place = self.currentIndex().row()
        return self._model.ids[place] if 0 <= place < len(self._model.ids) else None

    def current_row(self) -> ClientListRow | None:
        """What is known of the one the keyboard is on."""
        return self._model.row(self.currentIndex().row())

    def go_to(self, client_id: int) -> None:
        """Bring the keyboard to a client, if they are in the list."""
        place = self._model.place_of(client_id)
        if place is not None:
            index = self._model.index(place, 0)
            self.selectionModel().setCurrentIndex(index, _FLAGS.ClearAndSelect | _FLAGS.Rows)

    def keys_in_order(self) -> tuple[str, ...]:
        """The columns as they stand now, from left to right."""
        visual = [self._header.logicalIndex(each) for each in range(self._header.count())]
        return tuple(self._columns[each].key for each in visual)

    def widths(self) -> dict[str, int]:
        """How wide each column is now, in pixels."""
        return {
            each.key: self._header.sectionSize(place) for place, each in enumerate(self._columns)
        }

    # Inside

    def _build(self) -> None:
        self.setObjectName("clients.table")
        self.setAccessibleName(self._context.words.fill(_("{Clients}")))
        self.setModel(self._model)
        self.setHorizontalHeader(self._header)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setCornerWidget(QWidget())  # or the style draws the corner of a frame there
        self.setMouseTracking(True)
        self._header.setStretchLastSection(True)
        self.verticalHeader().hide()
        self._fit_rows()

    def _connect(self) -> None:
        self._header.sectionClicked.connect(self._on_header_section_clicked)
        self._header.sectionMoved.connect(self._on_arranged)
        self._header.sectionResized.connect(self._on_arranged)
        self._arranged_timer.timeout.connect(self.arranged)
        self.selectionModel().selectionChanged.connect(self.selection_changed)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.doubleClicked.connect(self._on_double_clicked)
        self._context.theme.changed.connect(self._fit_rows)

    def _fetch(self, ids: Sequence[int]) -> dict[int, ClientListRow]:
        store = self._context.workspace.store
        rows = list_client_rows(store, ids, [each.key for each in self._columns])
        return {row.id: row for row in rows}

    def _fit_rows(self) -> None:
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(rows.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self._delegate.row_height())

    def _ranges(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(number) for number in range(selection.count())]

    def _select(self, ids: Collection[int]) -> None:
        found = (self._model.place_of(each) for each in ids)
        stretches = _stretches(sorted(each for each in found if each is not None))
        if len(stretches) > _MOST_STRETCHES:
            return
        selection = QItemSelection()
        last = self._model.columnCount() - 1
        for top, bottom in stretches:
            selection.select(self._model.index(top, 0), self._model.index(bottom, last))
        self.selectionModel().select(selection, _FLAGS.ClearAndSelect)

    def _return_to(self, current: int | None, top: int) -> None:
        place = None if current is None else self._model.place_of(current)
        if place is not None:
            index = self._model.index(place, 0)
            self.selectionModel().setCurrentIndex(index, _FLAGS.NoUpdate)
            self.scrollTo(index)
        elif 0 < top < len(self._model.ids):
            hint = QAbstractItemView.ScrollHint.PositionAtTop
            self.scrollTo(self._model.index(top, 0), hint)

    def _begin_at_first(self) -> None:
        self.scrollToTop()
        if len(self._model.ids):
            index = self._model.index(0, 0)
            self.selectionModel().setCurrentIndex(index, _FLAGS.NoUpdate)

    def _on_header_section_clicked(self, section: int) -> None:
        self.sort_asked.emit(self._columns[section].key)

    def _on_arranged(self, *_sections: int) -> None:
        if not self._is_arranging:
            self._arranged_timer.start()

    def _on_current_row_changed(self) -> None:
        self.viewport().update()
        self.selection_changed.emit()

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.activated_client.emit(self._model.ids[index.row()])

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = Qt.Key(event.key()), self.currentIndex()
        if is_plain(event) and key in ENTER_KEYS:
            if current.isValid():
                self.activated_client.emit(self._model.ids[current.row()])
        elif is_plain(event) and key == Qt.Key.Key_Space and current.isValid():
            self.selectionModel().select(current, _FLAGS.Toggle | _FLAGS.Rows)
        elif is_plain(event) and key == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        elif key in ENTER_KEYS or key == Qt.Key.Key_Escape:
            event.ignore()
        elif event.text().isprintable() and event.text().strip() and not is_command(event):
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        area = self.visualRect(self.currentIndex())
        place = area.bottomLeft() if by_key and area.isValid() else event.pos()
        self.menu_asked.emit(self.viewport().mapToGlobal(place))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)


def _stretches(places: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending ``places`` as (first, last) of each unbroken run."""
    if not places:
        return []
    ends = [one for one, two in pairwise(places) if two != one + 1]
    starts = [two for one, two in pairwise(places) if two != one + 1]
    return list(zip([places[0], *starts], [*ends, places[-1]], strict=True))
