"""Buttons as drawn: plain, primary and small, with the key that does the same inside."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Role, Theme
from ui.theme.tokens import GAP_SMALL, RADIUS_CONTROL, TARGET, TARGET_SMALL
from ui.widgets.key_hint import key_text
from ui.widgets.painted import PaintedButton
from ui.widgets.painting import (
    grown,
    key_size,
    outline_rounded,
    paint_focus_ring,
    paint_key,
    target,
)

Kind = Literal["plain", "primary"]

_ICON = 16
_FADED = 0.5
_KEY_LINE_OPACITY = 0.4


class Button(PaintedButton):
    """A button; ``keys`` is only shown, the action itself owns the shortcut."""

    kind: Kind = "plain"
    role: Role = "button"
    padding = 14
    least_height = TARGET

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        keys: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, parent)
        self._keys = key_text(keys) if keys else ""
        self._icon_name = icon
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if self._keys:
            self.setAccessibleDescription(self._keys)

    def set_label(self, text: str) -> None:
        """Show another text."""
        self.setText(text)
        self.setAccessibleName(text.replace("&", ""))
        self.updateGeometry()

    def set_keys(self, keys: str) -> None:
        """Show another key, or none."""
        self._keys = key_text(keys) if keys else ""
        self.setAccessibleDescription(self._keys)
        self.updateGeometry()
        self.update()

    def _ink(self) -> QColor:
        return self._theme.color("on_accent" if self.kind == "primary" else "ink")

    def _ground(self) -> QColor:
        lit = self.underMouse() and self.isEnabled()
        if self.kind == "primary":
            return self._theme.color("accent_hover" if lit or self.isDown() else "accent")
        if self.isDown():
            return self._theme.color("sunken")
        return self._theme.color("hover" if lit else "surface")

    def _text_width(self) -> int:
        metrics = QFontMetrics(self._theme.font(self.role))
        return metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width()

    def _icon_side(self) -> int:
        return grown(self._theme, _ICON) if self._icon_name else 0

    def _content_width(self) -> int:
        parts = [self._text_width()] if self.text() else []
        if self._icon_name:
            parts.append(self._icon_side())
        if self._keys:
            parts.append(key_size(self._theme, self._keys).width())
        return sum(parts) + GAP_SMALL * (len(parts) - 1)

    def _paint_content(self, painter: QPainter) -> None:
        left = max(self.padding, (self.width() - self._content_width()) // 2)
        if self._icon_name:
            self._paint_icon(painter, left)
            left += self._icon_side() + GAP_SMALL
        painter.setFont(self._theme.font(self.role))
        painter.setPen(self._ink())
        area = QRect(left, 0, self._text_width() + 1, self.height())
        painter.drawText(
            area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic, self.text()
        )
        if self._keys:
            self._paint_keys(painter, left + self._text_width() + GAP_SMALL)

    def _paint_icon(self, painter: QPainter, left: int) -> None:
        side = self._icon_side()
        token = "on_accent" if self.kind == "primary" else "ink2"
        picture = self._theme.pixmap(self._icon_name, token, side, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - side) // 2, picture)

    def _paint_keys(self, painter: QPainter, left: int) -> None:
        size = key_size(self._theme, self._keys)
        area = QRect(left, (self.height() - size.height()) // 2, size.width(), size.height())
        if self.kind == "plain":
            paint_key(painter, area, self._theme, self._keys)
            return
        line = QColor(self._ink())
        line.setAlphaF(_KEY_LINE_OPACITY)
        nothing = QColor(Qt.GlobalColor.transparent)
        paint_key(
            painter, area, self._theme, self._keys, ink=self._ink(), line=line, ground=nothing
        )

    def _paint_ring(self, painter: QPainter) -> None:
        if self.kind == "primary":
            inner = self.rect().adjusted(2, 2, -2, -2)
            paint_focus_ring(painter, inner, self._ink(), RADIUS_CONTROL - 2)
        else:
            paint_focus_ring(painter, self.rect(), self._theme.color("accent"), RADIUS_CONTROL)

    # Qt overrides

    def sizeHint(self) -> QSize:
        height = target(self._theme, self.role, self.least_height)
        return QSize(max(self._content_width() + 2 * self.padding, height), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self.isEnabled():
            painter.setOpacity(_FADED)
        ground = self._ground()
        line = ground if self.kind == "primary" else self._theme.color("line")
        outline_rounded(painter, self.rect(), RADIUS_CONTROL, line, ground)
        self._paint_content(painter)
        if self.shows_ring():
            self._paint_ring(painter)
        painter.end()


class PlainButton(Button):
    """A button on paper, 36 pixels high."""


class PrimaryButton(Button):
    """The one button of a place that does what one came for."""

    kind: Kind = "primary"


class SmallButton(Button):
    """A button inside a row, 28 pixels high."""

    role: Role = "button_small"
    padding = 10
    least_height = TARGET_SMALL
