"""What all painted widgets share: the theme, and a focus ring for those who use the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.theme import Theme
from ui.widgets.key_events import is_enter, is_plain


class PaintedButton(QAbstractButton):
    """Something to press, by Space or Enter too, that paints itself.

    Subclasses give size and picture.
    """

    def __init__(self, theme: Theme, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._came_by_key = False
        self.setText(text)
        self.setAccessibleName(text.replace("&", ""))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self._on_theme_changed)

    def shows_ring(self) -> bool:
        """Whether the keyboard is here and came by key, not by a click."""
        return self.hasFocus() and self._came_by_key

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_plain(event) and is_enter(event):
            self.click()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._came_by_key = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()
