"""A choice from a longer list, drawn like the fields around it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from ui.theme import Theme
from ui.theme.tokens import RADIUS_CONTROL, TARGET
from ui.widgets.painting import draw_text, grown, outline_rounded, paint_focus_ring, target

_PADDING = 11
_TEXT = 13  # where the text of the line edits around it begins
_ICON = 16


class ComboBox(QComboBox):
    """A QComboBox whose closed state looks like a field; open, it is the system's list."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.update)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), target(self._theme, "body", TARGET))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line, ground = self._theme.color("line"), self._theme.color("surface")
        outline_rounded(painter, self.rect(), RADIUS_CONTROL, line, ground)
        side = grown(self._theme, _ICON)
        arrow = self._theme.pixmap("chevron-down", "ink2", side, self.devicePixelRatioF())
        left = self.width() - _PADDING - side
        painter.drawPixmap(left, (self.height() - side) // 2, arrow)
        inside = self.rect().adjusted(_TEXT, 0, -2 * _PADDING - side, 0)
        ink = self._theme.color("ink" if self.isEnabled() else "ink3")
        draw_text(painter, inside, self._theme, "body", self.currentText(), ink)
        if self.hasFocus():
            ring = self._theme.color("accent")
            paint_focus_ring(painter, self.rect(), ring, RADIUS_CONTROL)
        painter.end()
