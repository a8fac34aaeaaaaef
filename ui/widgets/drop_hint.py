"""What is said over a page while something is dragged across it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.theme.tokens import RADIUS_CARD
from ui.widgets.painting import draw_text, outline_rounded, text_width

_PADDING = QSize(24, 16)


class DropHint(QWidget):
    """Lies over ``over``, lets every event through, and says what dropping would do."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme = theme
        self._over = over
        self._text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, text: str) -> None:
        """Show ``text`` over all of it."""
        self._text = text
        self.setAccessibleName(text)
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("scrim"))
        width = text_width(self._theme, "heading", self._text) + 2 * _PADDING.width()
        height = self._theme.line_height("heading") + 2 * _PADDING.height()
        card = QRect(0, 0, min(width, self.width()), height)
        card.moveCenter(self.rect().center())
        accent, ground = self._theme.color("accent"), self._theme.color("surface")
        outline_rounded(painter, card, RADIUS_CARD, accent, ground)
        middle = Qt.AlignmentFlag.AlignCenter
        draw_text(
            painter, card, self._theme, "heading", self._text, self._theme.color("ink"), middle
        )
        painter.end()
