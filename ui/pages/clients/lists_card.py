"""The lists beside the table, each with how many are in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QMargins, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView

from crm.clients.listing import ListCount
from crm.clients.smart_lists import BUILT_IN, SmartListRow
from crm.i18n import _
from ui.context import Context
from ui.delegates import Look, RowDelegate
from ui.models import ROW_ROLE, Column, RowModel
from ui.theme import Role
from ui.theme.tokens import RADIUS_CONTROL
from ui.widgets.key_events import is_plain
from ui.widgets.painting import draw_text, grown, text_width
from ui.widgets.surfaces import Card

_LAST: Final = ("archived", "trash")  # stand below what the shop keeps itself
_PADDING: Final = 12
_GAP: Final = 8
_ALONE: Final = (
    Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right,
)  # fmt: skip
_AT_END: Final = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A list as it is shown, or the heading above some."""

    key: str
    name: str
    count: ListCount | None = None
    row: SmartListRow | None = None

    @property
    def said_count(self) -> str:
        """84 · 21 %; empty until it is counted."""
        if self.count is None:
            return ""
        number = f"{self.count.count:,}"
        share = self.count.share
        if share is None or self.key in ("everybody", *_LAST):
            return number
        return _("{count} · {share} %").format(count=number, share=share)


class ListsCard(Card):
    """Every list; the one that is shown is lit.

    Signals:
        chosen: the SmartListRow of another list.
        menu_asked: a menu is wanted for a SmartListRow, at a point of the screen.
        rename_asked: F2 on a list that the shop keeps.
        removal_asked: Delete on one.
        move_asked: it is to go so many places down.
        left: the keyboard wants to the table.
    """

    chosen = Signal(object)
    menu_asked = Signal(object, QPoint)
    rename_asked = Signal(object)
    removal_asked = Signal(object)
    move_asked = Signal(object, int)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(QMargins(6, 6, 6, 6))
        self._context = context
        self._kept: Sequence[SmartListRow] = ()
        self._counts: Mapping[str, ListCount] = {}
        column: Column[ListEntry] = Column("", lambda each: each.name, spoken=_spoken)
        self._model = RowModel[ListEntry]([column], key=lambda each: each.key, parent=self)
        self._view = _ListsView()
        self._is_showing = False
        self._build()
        self._connect()

    def show_lists(self, kept: Sequence[SmartListRow]) -> None:
        """Show the lists every shop has and those kept here."""
        self._kept = kept
        self._show()

    def show_counts(self, counts: Mapping[str, ListCount]) -> None:
        """Say how many are in each."""
        self._counts = counts
        self._show()

    def choose(self, key: str) -> None:
        """Light a list, without telling anyone."""
        self._is_showing = True
        self._view.setCurrentIndex(self._model.index_of(key))
        self._is_showing = False

    def list_of(self, key: str) -> SmartListRow | None:
        """The list of this key."""
        return next((each.row for each in self._model.rows if each.key == key), None)

    def kept_ids(self) -> list[int]:
        """The lists the shop keeps, in their order."""
        return [each.id for each in self._kept if each.id is not None]

    def say_name(self, row: SmartListRow) -> str:
        """What a list is called."""
        return self._context.words.fill(_(row.name)) if row.id is None else row.name

    def _build(self) -> None:
        self.setObjectName("clients.lists")
        self._view.setObjectName("clients.lists.rows")
        self._view.setAccessibleName(_("Lists"))
        self._view.setModel(self._model)
        self._view.setItemDelegate(_ListDelegate(self._context.theme, self._view))
        self._view.setMouseTracking(True)
        self._view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._view)

    def _connect(self) -> None:
        self._view.selectionModel().currentChanged.connect(self._on_current_changed)
        self._view.key_asked.connect(self._on_key_asked)
        self._view.menu_wanted.connect(self._on_menu_wanted)
        self._context.theme.changed.connect(self._view.doItemsLayout)

    def _show(self) -> None:
        built_in = [self._entry(each) for each in BUILT_IN if each.key not in _LAST]
        last = [self._entry(each) for each in BUILT_IN if each.key in _LAST]
        kept = [self._entry(each) for each in self._kept]
        heading = [ListEntry("heading.kept", _("Kept"))] if kept else []
        end = [ListEntry("heading.away", _("Put away"))]
        self._is_showing = True
        self._model.set_rows([*built_in, *heading, *kept, *end, *last])
        self._is_showing = False

    def _entry(self, row: SmartListRow) -> ListEntry:
        return ListEntry(row.key, self.say_name(row), self._counts.get(row.key), row)

    def _on_current_changed(self, current: QModelIndex) -> None:
        entry: ListEntry | None = current.data(ROW_ROLE)
        if entry is not None and entry.row is not None and not self._is_showing:
            self.chosen.emit(entry.row)

    def _on_menu_wanted(self, index: QModelIndex, place: QPoint) -> None:
        entry: ListEntry | None = index.data(ROW_ROLE)
        if entry is not None and entry.row is not None:
            self.menu_asked.emit(entry.row, place)

    def _on_key_asked(self, key: int) -> None:
        entry: ListEntry | None = self._view.currentIndex().data(ROW_ROLE)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.left.emit()
        elif entry is None or entry.row is None or entry.row.id is None:
            return
        elif key == Qt.Key.Key_F2:
            self.rename_asked.emit(entry.row)
        elif key == Qt.Key.Key_Delete:
            self.removal_asked.emit(entry.row)
        else:
            self.move_asked.emit(entry.row, -1 if key == Qt.Key.Key_Up else 1)


class _ListsView(QListView):
    """Steps over headings, and hands on the keys that are not for moving.

    Signals:
        key_asked: F2, Delete, Enter, Right, or an arrow with Alt.
        menu_wanted: a menu for an index, at a point of the screen.
    """

    key_asked = Signal(int)
    menu_wanted = Signal(QModelIndex, QPoint)

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        entry = self.indexAt(event.position().toPoint()).data(ROW_ROLE)
        if entry is not None and entry.row is not None:  # a heading is no list
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        moves = event.modifiers() & Qt.KeyboardModifier.AltModifier
        steps = key in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if (is_plain(event) and key in _ALONE) or (moves and steps):
            self.key_asked.emit(int(key))
        elif is_plain(event) and steps:
            self._step(-1 if key == Qt.Key.Key_Up else 1)
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        place = self.visualRect(index).center() if by_key else event.pos()
        self.menu_wanted.emit(index, self.viewport().mapToGlobal(place))

    def _step(self, by: int) -> None:
        model, place = self.model(), self.currentIndex().row() + by
        while 0 <= place < model.rowCount():
            index = model.index(place, 0)
            if index.data(ROW_ROLE).row is not None:
                self.setCurrentIndex(index)
                return
            place += by


class _ListDelegate(RowDelegate[ListEntry]):
    """Paints the name of a list and how many are in it."""

    lines = False
    radius = RADIUS_CONTROL

    def paint_row(self, painter: QPainter, area: QRect, row: ListEntry, look: Look) -> None:
        """Paint ``row``; the name is cut, the number is not."""
        theme = self._theme
        inside = area.adjusted(_PADDING, 0, -_PADDING, 0)
        if row.row is None:
            draw_text(painter, inside, theme, "label", row.name, theme.color("ink3"))
            return
        count = row.said_count
        draw_text(painter, inside, theme, "small", count, theme.color("ink3"), _AT_END)
        wide = text_width(theme, "small", count) + grown(theme, _GAP) if count else 0
        inside.setRight(inside.right() - wide)
        ink = "rose" if row.row.problem else "ink"
        role: Role = "strong" if look.selected else "body"
        draw_text(painter, inside, theme, role, row.name, theme.color(ink))

    def _paint_ground(self, painter: QPainter, area: QRect, look: Look) -> None:
        super()._paint_ground(painter, area.adjusted(0, 1, 0, -1), look)


def _spoken(entry: ListEntry) -> str:
    problem = entry.row.problem if entry.row is not None else ""
    return ", ".join(filter(None, (entry.name, entry.said_count, problem)))
