"""The round picture of somebody, to be pressed when it should be another."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme, Tone
from ui.widgets.painted import PaintedButton
from ui.widgets.painting import grown, outline_rounded, paint_avatar, paint_focus_ring
from ui.widgets.text import set_tooltip

_BADGE_SHARE = 3


class AvatarButton(PaintedButton):
    """An avatar ``size`` pixels wide that shows a camera while one points at it."""

    def __init__(self, theme: Theme, text: str, size: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._initials = ""
        self._tone: Tone = "neutral"
        self._photo: QPixmap | None = None
        self._size = size
        self.setAccessibleName(text)
        set_tooltip(self, text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_person(self, initials: str, tone: Tone, photo: QPixmap | None = None) -> None:
        """Show somebody else."""
        self._initials, self._tone, self._photo = initials, tone, photo
        self.update()

    def _paint_camera(self, painter: QPainter) -> None:
        side = self.width() // _BADGE_SHARE
        area = self.rect().adjusted(self.width() - side, self.height() - side, 0, 0)
        line, ground = self._theme.color("line"), self._theme.color("surface")
        outline_rounded(painter, area, side / 2, line, ground)
        inside = side * 2 // 3
        picture = self._theme.pixmap("camera", "ink2", inside, self.devicePixelRatioF())
        gap = (side - inside) // 2
        painter.drawPixmap(area.left() + gap, area.top() + gap, picture)

    # Qt overrides

    def sizeHint(self) -> QSize:
        side = grown(self._theme, self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_avatar(
            painter, self.rect(), self._theme, self._initials, self._tone, photo=self._photo
        )
        if self.underMouse() or self.shows_ring():
            self._paint_camera(painter)
        if self.shows_ring():
            radius = self.width() / 2
            paint_focus_ring(painter, self.rect(), self._theme.color("accent"), radius)
        painter.end()
