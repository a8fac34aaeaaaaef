"""A word on a rounded ground: a state, a tag, or a choice among a few."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme, Tone
from ui.theme.tokens import TONES
from ui.widgets.painted import PaintedButton
from ui.widgets.painting import (
    CHIP_PADDING,
    chip_size,
    draw_text,
    fill_rounded,
    grown,
    paint_focus_ring,
)
from ui.widgets.text import set_tooltip

_CROSS = 12
_WIDEST_KEPT = 240
_CROSS_GAP = 4
# How much the ground answers the mouse, in per cent of its brightness.
_LIT_LIGHT = 96
_LIT_DARK = 120
_REMOVE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Chip(PaintedButton):
    """A chip 22 pixels high, or 18 when ``small``; only told, unless clickable or removable.

    A ``choice`` can be on or off, and stands on no ground while it is off.

    Signals:
        removed: its cross was clicked, or Delete pressed on it.
    """

    removed = Signal()

    def __init__(
        self,
        theme: Theme,
        text: str,
        tone: Tone = "neutral",
        *,
        clickable: bool = False,
        removable: bool = False,
        choice: bool = False,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, parent)
        self._tone: Tone = tone
        self._clickable = clickable or choice
        self._removable = removable
        self._small = small
        self.setCheckable(choice)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if self._clickable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        if not (self._clickable or removable):
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_state(self, text: str, tone: Tone) -> None:
        """Say something else, in ``tone``."""
        self._tone = tone
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def _cross_width(self) -> int:
        return grown(self._theme, _CROSS) + _CROSS_GAP if self._removable else 0

    def _cross_area(self) -> QRect:
        width = self._cross_width() + CHIP_PADDING
        return QRect(self.width() - width, 0, width, self.height())

    def _colours(self) -> tuple[QColor, QColor]:
        text, ground = self._theme.tone_colors(self._tone)
        if self.isCheckable() and not self.isChecked():
            lit = self.underMouse()
            return self._theme.color("ink2" if lit else "ink3"), QColor(Qt.GlobalColor.transparent)
        if self._clickable and self.underMouse():
            ground = ground.lighter(_LIT_DARK if self._theme.tokens.dark else _LIT_LIGHT)
        return text, ground

    def _paint_cross(self, painter: QPainter) -> None:
        side = self._cross_width() - _CROSS_GAP
        token = TONES[self._tone].text
        picture = self._theme.pixmap("x", token, side, self.devicePixelRatioF())
        left = self.width() - CHIP_PADDING - side
        painter.drawPixmap(left, (self.height() - side) // 2, picture)

    # Qt overrides

    def sizeHint(self) -> QSize:
        size = chip_size(self._theme, self.text(), small=self._small)
        return size + QSize(self._cross_width(), 0)

    def minimumSizeHint(self) -> QSize:
        size = self.sizeHint()
        return QSize(min(size.width(), grown(self._theme, _WIDEST_KEPT)), size.height())

    def hitButton(self, position: QPoint) -> bool:
        return self._clickable and super().hitButton(position)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._removable and self._cross_area().contains(event.position().toPoint()):
            self.removed.emit()
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removable and event.key() in _REMOVE_KEYS:
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cut = self.sizeHint().width() > self.width()
        set_tooltip(self, self.text() if cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        text, ground = self._colours()
        fill_rounded(painter, self.rect(), self.height() / 2, ground)
        room = self.rect().adjusted(CHIP_PADDING, 0, -CHIP_PADDING - self._cross_width(), 0)
        draw_text(painter, room, self._theme, "chip", self.text(), text)
        if self._removable:
            self._paint_cross(painter)
        if self.shows_ring():
            paint_focus_ring(painter, self.rect(), text, self.height() / 2)
        painter.end()
