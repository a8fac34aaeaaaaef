"""A big figure with its caption, which opens what it was counted from."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme
from ui.theme.tokens import RADIUS_CONTROL
from ui.widgets.painted import PaintedButton
from ui.widgets.painting import draw_text, fill_rounded, paint_focus_ring, text_width

_PADDING = 8
_GAP = 1


class StatFigure(PaintedButton):
    """``figure`` over ``caption``; text stands at the trailing edge unless ``leading``."""

    def __init__(
        self,
        theme: Theme,
        figure: str = "",
        caption: str = "",
        *,
        clickable: bool = True,
        leading: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent=parent)
        self._clickable = clickable
        side = Qt.AlignmentFlag.AlignLeft if leading else Qt.AlignmentFlag.AlignRight
        self._alignment = side | Qt.AlignmentFlag.AlignVCenter
        self._figure = self._caption = ""
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if clickable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.show_figure(figure, caption)

    def show_figure(self, figure: str, caption: str) -> None:
        """Show another figure."""
        self._figure, self._caption = figure, caption
        self.setAccessibleName(f"{figure} {caption}".strip())
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        width = max(
            text_width(self._theme, "figure", self._figure),
            text_width(self._theme, "small", self._caption),
        )
        lines = self._theme.line_height("figure") + self._theme.line_height("small")
        return QSize(width + 2 * _PADDING, lines + _GAP + _PADDING)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        return self._clickable

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._clickable and self.underMouse():
            fill_rounded(painter, self.rect(), RADIUS_CONTROL, self._theme.color("hover"))
        inside = self.rect().adjusted(_PADDING, _PADDING // 2, -_PADDING, -_PADDING // 2)
        line = self._theme.line_height("figure")
        upper = QRect(inside.left(), inside.top(), inside.width(), line)
        lower = inside.adjusted(0, line + _GAP, 0, 0)
        ink, faint = self._theme.color("ink"), self._theme.color("ink3")
        draw_text(painter, upper, self._theme, "figure", self._figure, ink, self._alignment)
        draw_text(painter, lower, self._theme, "small", self._caption, faint, self._alignment)
        if self.shows_ring():
            paint_focus_ring(painter, self.rect(), self._theme.color("accent"), RADIUS_CONTROL)
        painter.end()
