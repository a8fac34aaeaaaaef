"""The search field: it keeps the focus while its keys drive the list below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from crm.i18n import _
from ui.theme import Theme
from ui.theme.tokens import RADIUS_PANEL, TARGET_SEARCH
from ui.widgets.icon_label import IconLabel
from ui.widgets.key_events import ENTER_KEYS, is_plain
from ui.widgets.key_hint import KeyHint, key_text
from ui.widgets.painting import target

PAGE = 10

_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -PAGE,
    Qt.Key.Key_PageDown: PAGE,
}


class _Line(QLineEdit):
    """The line inside, which hands on the keys that are not for editing."""

    moved = Signal(int)
    submitted = Signal()
    emptied = Signal()
    focus_changed = Signal()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = is_plain(event)
        if plain and key in _STEPS:
            self.moved.emit(_STEPS[key])
        elif plain and key in ENTER_KEYS:
            self.submitted.emit()
        elif plain and key == Qt.Key.Key_Escape and self.text():
            self.emptied.emit()
        elif key in ENTER_KEYS or key == Qt.Key.Key_Escape or key in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # What was searched for is typed again sooner than undone; the keys belong to the program.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            if event.matches(undo) or event.matches(redo) or self._asks_for_keys(event):
                event.ignore()
                return True
        return super().event(event)

    def _asks_for_keys(self, event: QKeyEvent) -> bool:
        """Nobody is found by a question mark: in an empty field it is the key it is elsewhere."""
        return event.text() == "?" and not self.text()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()


class SearchField(QFrame):
    """A line to type into, at least 40 pixels high, with its icon and a hint at its keys.

    Keys it has no use for (Ctrl+Enter, Esc while empty) go on to the page.

    Signals:
        text_edited: the text is another now, typed or cleared by a person.
        submitted: Enter.
        moved: rows to move the choice below by; negative is up, a page is ``PAGE``.
    """

    text_edited = Signal(str)
    submitted = Signal()
    moved = Signal(int)

    def __init__(
        self,
        theme: Theme,
        placeholder: str,
        *,
        keys: str = "Ctrl+K",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = key_text(keys)
        self._line = _Line()
        self._icon = IconLabel(theme, "search")
        self._hint = KeyHint(self._keys)
        self._build(placeholder)
        self._connect()
        self._show_state()

    def text(self) -> str:
        """What is typed."""
        return self._line.text()

    def set_text(self, text: str) -> None:
        """Show ``text`` without telling that a person typed it."""
        self._line.setText(text)

    def clear(self) -> None:
        """Empty the field as a person would, with ``text_edited``."""
        self._line.clear()
        self.text_edited.emit("")

    def type_key(self, event: QKeyEvent) -> None:
        """Take a key that was pressed elsewhere on the page as if it had been pressed here."""
        self._line.keyPressEvent(event)

    def select_all(self) -> None:
        """Select the text, so that typing replaces it."""
        self._line.selectAll()

    def _build(self, placeholder: str) -> None:
        self._line.setProperty("kind", "bare")
        self._line.setPlaceholderText(placeholder)
        self._line.setAccessibleName(placeholder)
        self._line.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, False)
        self.setFocusProxy(self._line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._line, 1)
        row.addWidget(self._hint)

    def _connect(self) -> None:
        self._line.textEdited.connect(self.text_edited)
        self._line.submitted.connect(self.submitted)
        self._line.moved.connect(self.moved)
        self._line.emptied.connect(self.clear)
        self._line.textChanged.connect(self._show_state)
        self._line.focus_changed.connect(self._show_state)
        self._theme.changed.connect(self._show_state)

    def _show_state(self) -> None:
        awake = self._line.hasFocus() or bool(self.text())
        role = "search" if awake else "body"
        if self._line.property("role") != role:
            self._line.setProperty("role", role)
            self._line.style().unpolish(self._line)
            self._line.style().polish(self._line)
        self._hint.set_text(_("Esc clears") if self.text() else self._keys)
        self._icon.set_token("ink" if awake else "ink2")
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), target(self._theme, "search", TARGET_SEARCH))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._line.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        focused = self._line.hasFocus()
        pen = QPen(self._theme.color("accent" if focused else "line"), 1.5 if focused else 1)
        edge = pen.widthF() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(self._theme.color("surface"))
        area = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(area, RADIUS_PANEL, RADIUS_PANEL)
        painter.end()
