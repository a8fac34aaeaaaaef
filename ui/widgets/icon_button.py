"""A button that is only an icon; its words are told on hover and read aloud."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme
from ui.theme.tokens import RADIUS_CONTROL, TARGET_SMALL
from ui.widgets.painted import PaintedButton
from ui.widgets.painting import fill_rounded, grown, paint_focus_ring
from ui.widgets.text import set_tooltip

_ICON = 16


class IconButton(PaintedButton):
    """Icon ``icon`` on a square of 28 pixels; with ``lit`` it can be on, and is in that colour.

    ``lit`` names a tone: the icon takes its colour and its ground while the button is on.
    """

    def __init__(
        self,
        theme: Theme,
        icon: str,
        text: str,
        *,
        lit: str = "",
        size: int = TARGET_SMALL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent=parent)
        self._icon_name = icon
        self._lit = lit
        self._size = size
        self.setCheckable(bool(lit))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_words(text)

    def set_words(self, text: str) -> None:
        """Tell what it does."""
        self.setAccessibleName(text)
        set_tooltip(self, text)

    # Qt overrides

    def sizeHint(self) -> QSize:
        side = grown(self._theme, self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.isChecked():
            ground = self._theme.color(f"{self._lit}_soft")
            fill_rounded(painter, self.rect(), RADIUS_CONTROL, ground)
        elif self.underMouse() and self.isEnabled():
            fill_rounded(painter, self.rect(), RADIUS_CONTROL, self._theme.color("hover"))
        side = grown(self._theme, _ICON)
        token = self._lit if self.isChecked() else "ink3"
        picture = self._theme.pixmap(self._icon_name, token, side, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, picture)
        if self.shows_ring():
            paint_focus_ring(painter, self.rect(), self._theme.color("accent"), RADIUS_CONTROL)
        painter.end()
