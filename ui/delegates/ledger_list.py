"""A list of ledger rows: pressed by mouse or Enter, asked for more by the menu key."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QWidget

from ui.delegates.ledger import LedgerDelegate, LedgerRow
from ui.models import Column, RowModel
from ui.theme import Theme
from ui.widgets.key_events import is_enter, is_plain

_STEP = 24


class LedgerList(QListView):
    """Shows LedgerRows, thousands as well as three; only those in sight are painted.

    Signals:
        row_activated: the key of a row that was clicked or entered.
        row_opened: the key of a row that was clicked twice.
        remove_requested: Delete was pressed on the row with this key.
        menu_requested: more is wanted about the row with this key, at this place of the screen.
        typed: letters were typed that mean no command here.
    """

    row_activated = Signal(object)
    row_opened = Signal(object)
    remove_requested = Signal(object)
    menu_requested = Signal(object, QPoint)
    typed = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ledger = LedgerDelegate(theme, self)
        self._rows: RowModel[LedgerRow] = RowModel([_COLUMN], lambda row: row.key, self)
        self._theme = theme
        self._pressed: QModelIndex | None = None
        self._build(name)
        theme.changed.connect(self._on_theme_changed)

    def rows(self) -> Sequence[LedgerRow]:
        """What is shown, in its order."""
        return self._rows.rows

    def set_rows(self, rows: Sequence[LedgerRow]) -> None:
        """Show ``rows``; the row one is at and the place one has scrolled to stay."""
        if tuple(rows) == tuple(self._rows.rows):
            return
        place = self.verticalScrollBar().value()
        self._rows.set_rows(rows)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(place)

    def current_key(self) -> Hashable | None:
        """The key of the row one is at."""
        row = self._rows.row(self.currentIndex())
        return None if row is None else row.key

    def show_row(self, key: Hashable) -> bool:
        """Go to the row with ``key`` and bring it into sight; False where there is none."""
        index = self._rows.index_of(key)
        if not index.isValid():
            return False
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
        return True

    def _build(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setModel(self._rows)
        self.setItemDelegate(self.ledger)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(_STEP)

    def _on_theme_changed(self) -> None:
        self.doItemsLayout()

    def _active_row(self, index: QModelIndex) -> LedgerRow | None:
        row = self._rows.row(index)
        return row if row is not None and row.active else None

    def _ask_for_menu(self, index: QModelIndex, place: QPoint) -> None:
        row = self._active_row(index)
        if row is not None:
            self.menu_requested.emit(row.key, self.viewport().mapToGlobal(place))

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self.indexAt(event.position().toPoint()) if left else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        index = self.indexAt(event.position().toPoint())
        if pressed is None or index != pressed or event.button() != Qt.MouseButton.LeftButton:
            return
        row = self._active_row(index)
        if row is not None:
            self.row_activated.emit(row.key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self._active_row(self.indexAt(event.position().toPoint()))
        if row is not None:
            self.row_opened.emit(row.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._active_row(self.indexAt(event.position().toPoint())) is not None:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().unsetCursor()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            self._ask_for_menu(index, self.visualRect(index).center())
        else:
            place = self.viewport().mapFromGlobal(event.globalPos())
            self._ask_for_menu(self.indexAt(place), place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = is_plain(event)
        row = self._active_row(self.currentIndex())
        if plain and is_enter(event) and row is not None:
            self.row_activated.emit(row.key)
            self.row_opened.emit(row.key)
        elif plain and event.key() == Qt.Key.Key_Delete and row is not None:
            self.remove_requested.emit(row.key)
        elif plain and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.doItemsLayout()


_COLUMN: Column[LedgerRow] = Column(
    "", lambda row: row.text, exact=lambda row: row.exact, spoken=lambda row: row.spoken
)
