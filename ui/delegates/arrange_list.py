"""A short list that a person puts in order: by dragging, by the arrows, or with Alt and a key."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QListView, QSizePolicy, QWidget

from crm.i18n import _
from ui.delegates.arrange import ArrangeDelegate, ArrangeRow
from ui.models import Column, RowModel
from ui.theme import Theme
from ui.widgets.key_events import is_enter, is_plain

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ArrangeList(QListView):
    """Shows ArrangeRows, all of them at once; Alt with Up or Down moves the row one is at.

    Signals:
        arranged: a person put the rows in another order: their keys.
        toggled: the row with this key is to be shown, or no longer, by its box or Space.
        row_activated: the key of a row that was clicked or entered.
        remove_requested: Delete was pressed on the row with this key.
    """

    arranged = Signal(tuple)
    toggled = Signal(object)
    row_activated = Signal(object)
    remove_requested = Signal(object)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = ArrangeDelegate(theme, self)
        self._rows: RowModel[ArrangeRow] = RowModel([_COLUMN], lambda row: row.key, self)
        self._pressed: QPoint | None = None
        self._dragged: Hashable | None = None
        self._before_drag: tuple[Hashable, ...] = ()
        self._build(name)
        theme.changed.connect(self._on_theme_changed)

    def rows(self) -> Sequence[ArrangeRow]:
        """What is shown, in its order."""
        return self._rows.rows

    def set_rows(self, rows: Sequence[ArrangeRow]) -> None:
        """Show ``rows``; the row one is at stays."""
        self._rows.set_rows(rows)
        self._fit()

    def current_key(self) -> Hashable | None:
        """The key of the row one is at."""
        row = self._rows.row(self.currentIndex())
        return None if row is None else row.key

    def go_to(self, key: Hashable) -> None:
        """Be at the row with ``key``, where there is one."""
        self.setCurrentIndex(self._rows.index_of(key))

    def _build(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setAccessibleDescription(_("Alt+Up and Alt+Down move a row."))
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        for bar in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _fit(self) -> None:
        self.doItemsLayout()
        self.updateGeometry()

    def _on_theme_changed(self) -> None:
        self._fit()

    def _keys(self) -> tuple[Hashable, ...]:
        return tuple(row.key for row in self._rows.rows)

    def _move(self, key: Hashable, to: int) -> bool:
        """Let the row with ``key`` stand at ``to``; False where it stands there already."""
        start = self._rows.index_of(key).row()
        to = max(0, min(to, len(self._rows.rows) - 1))
        if start < 0 or start == to:
            return False
        rows = list(self._rows.rows)
        rows.insert(to, rows.pop(start))
        self._rows.set_rows(rows)
        self.go_to(key)
        return True

    def _step(self, index: QModelIndex, by: int) -> None:
        row = self._rows.row(index)
        if row is not None and self._move(row.key, index.row() + by):
            self.arranged.emit(self._keys())

    def _drag_to(self, place: QPoint) -> None:
        assert self._dragged is not None
        inside = QPoint(1, max(0, min(place.y(), self.viewport().height() - 1)))
        over = self.indexAt(inside)
        self._move(self._dragged, over.row() if over.isValid() else len(self._rows.rows) - 1)

    def _begins_drag(self, place: QPoint) -> bool:
        if self._pressed is None or self._dragged is not None:
            return False
        return (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()

    def _press(self, index: QModelIndex, place: QPoint) -> None:
        row = self._rows.row(index)
        if row is None:
            return
        part = self._delegate.part_at(self.visualRect(index), row, place)
        if part == "box":
            self.toggled.emit(row.key)
        elif part == "text":
            self.row_activated.emit(row.key)
        else:
            self._step(index, -1 if part == "up" else 1)

    # Qt overrides

    def sizeHint(self) -> QSize:
        heights = (self._delegate.row_height(row) for row in self._rows.rows)
        return QSize(super().sizeHint().width(), sum(heights))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if is_left else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._begins_drag(place):
            assert self._pressed is not None
            row = self._rows.row(self.indexAt(self._pressed))
            self._dragged = None if row is None else row.key
            self._before_drag = self._keys()
        if self._dragged is None:
            super().mouseMoveEvent(event)
        else:
            self._drag_to(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        dragged, self._dragged = self._dragged, None
        place = event.position().toPoint()
        if dragged is not None:
            if self._keys() != self._before_drag:
                self.arranged.emit(self._keys())
        elif pressed is not None and self.indexAt(pressed) == self.indexAt(place):
            self._press(self.indexAt(place), place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        key = self.current_key()
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._step(self.currentIndex(), step)
        elif key is None or not is_plain(event):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self.toggled.emit(key)
        elif is_enter(event):
            self.row_activated.emit(key)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_requested.emit(key)
        else:
            super().keyPressEvent(event)


_COLUMN: Column[ArrangeRow] = Column("", lambda row: row.text, spoken=lambda row: row.spoken)
