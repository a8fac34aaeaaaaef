"""A value one can go to: it looks like text and is pressed like a button."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Role, Theme
from ui.theme.tokens import RADIUS_KEY
from ui.widgets.painted import PaintedButton
from ui.widgets.painting import paint_focus_ring
from ui.widgets.spans import Setting, Span, lay_out, natural_width

_NARROWEST = 48


class LinkLabel(PaintedButton):
    """Text in the colour of ``token`` that wraps, is underlined under the mouse, and clicked."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        role: Role = "body",
        token: str = "accent",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, parent)
        self._role: Role = role
        self._token = token
        self._natural: tuple[str, QSize] | None = None
        self._line_counts: dict[tuple[str, int], int] = {}
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_token(self, token: str) -> None:
        """Show the text in the colour of ``token``."""
        if token != self._token:
            self._token = token
            self.update()

    def _setting(self) -> Setting:
        font = self._theme.font(self._role)
        height = self._theme.line_height(self._role)
        return Setting(font, height, self._theme, wrap=True, direction=self.layoutDirection())

    def _spans(self) -> list[Span]:
        lit = self.underMouse() and self.isEnabled()
        return [Span(self.text(), underline=lit, token=self._token)]

    def _margins(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _natural_size(self) -> QSize:
        if self._natural is None or self._natural[0] != self.text():
            setting = self._setting()
            layout = lay_out(self._spans(), setting)
            lines = max(1, layout.lineCount())
            size = QSize(int(natural_width(layout)) + 1, lines * setting.line_height)
            self._natural = (self.text(), size)
        return self._natural[1]

    def _line_count(self, width: int) -> int:
        key = (self.text(), width)
        if key not in self._line_counts:
            layout = lay_out(self._spans(), self._setting(), width)
            self._line_counts[key] = max(1, layout.lineCount())
        return self._line_counts[key]

    def _on_theme_changed(self) -> None:
        self._natural = None
        self._line_counts.clear()
        super()._on_theme_changed()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return self._natural_size() + self._margins()

    def minimumSizeHint(self) -> QSize:
        least = QSize(_NARROWEST, self._theme.line_height(self._role)) + self._margins()
        return least.boundedTo(self.sizeHint())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = max(1, width - self._margins().width())
        if room >= self._natural_size().width():
            return self.sizeHint().height()
        height = self._line_count(room) * self._theme.line_height(self._role)
        return height + self._margins().height()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = self.contentsRect()
        layout = lay_out(self._spans(), self._setting(), area.width())
        layout.draw(painter, area.topLeft().toPointF())
        if self.shows_ring():
            paint_focus_ring(painter, self.rect(), self._theme.color("accent"), RADIUS_KEY)
        painter.end()
