"""What is said over a page while something is dragged across it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.theme.tokens import PAGE_MARGIN, RADIUS_CARD
from ui.widgets.painting import draw_text, outline_rounded


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
        area = self.rect().adjusted(PAGE_MARGIN, PAGE_MARGIN, -PAGE_MARGIN, -PAGE_MARGIN)
        accent, ground = self._theme.color("accent"), self._theme.color("accent_soft")
        outline_rounded(painter, area, RADIUS_CARD, accent, ground)
        middle = Qt.AlignmentFlag.AlignCenter
        draw_text(painter, area, self._theme, "heading", self._text, accent, middle)
        painter.end()
