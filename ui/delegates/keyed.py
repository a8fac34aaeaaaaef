"""Rows of an icon, a text, something more about it, and the keys that do the same."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPainter

from ui.delegates.base import Look, RowDelegate
from ui.theme import Role
from ui.theme.tokens import GAP, GAP_SMALL, RADIUS_CONTROL
from ui.widgets.key_hint import key_text
from ui.widgets.painting import draw_text, grown, key_size, paint_key

_ICON = 18
_PADDING = 14
_HEADING_HEIGHT = 32


@dataclass(frozen=True, slots=True)
class KeyedRow:
    """One row; ``keys`` are portable key sequences, ``heading`` marks the title of a group."""

    key: Hashable
    text: str
    detail: str = ""
    icon: str = ""
    keys: tuple[str, ...] = ()
    heading: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        keys = [key_text(each) for each in self.keys]
        return ", ".join(part for part in (self.text, self.detail, *keys) if part)


class KeyedDelegate(RowDelegate[KeyedRow]):
    """Paints icon, text and detail from the left and the keys from the right."""

    lines = False
    radius = RADIUS_CONTROL

    def row_height(self, row: KeyedRow) -> int:
        """Headings are lower than rows."""
        drawn = super().row_height(row)
        return drawn if not row.heading else min(drawn, grown(self._theme, _HEADING_HEIGHT))

    def paint_row(self, painter: QPainter, area: QRect, row: KeyedRow, look: Look) -> None:
        """Paint ``row``; text is cut before the keys are."""
        inside = area.adjusted(_PADDING, 0, -_PADDING, 0)
        if row.heading:
            ink = self._theme.color("ink3")
            draw_text(painter, inside, self._theme, "label", row.text, ink)
            return
        for keys in reversed(row.keys):
            inside.setRight(self._paint_key(painter, inside, key_text(keys)) - GAP_SMALL)
        if row.icon:
            inside.setLeft(self._paint_icon(painter, inside, row.icon, look) + GAP)
        left = self._paint_text(painter, inside, "body", row.text, "ink")
        inside.setLeft(left + GAP_SMALL)
        self._paint_text(painter, inside, "small", row.detail, "ink2")

    def _paint_key(self, painter: QPainter, area: QRect, text: str) -> int:
        """Paint a key at the right end of ``area``; gives its left edge."""
        size = key_size(self._theme, text)
        left = area.right() - size.width()
        top = area.top() + (area.height() - size.height()) // 2
        paint_key(painter, QRect(left, top, size.width(), size.height()), self._theme, text)
        return left

    def _paint_icon(self, painter: QPainter, area: QRect, name: str, look: Look) -> int:
        """Paint an icon at the left end of ``area``; gives its right edge."""
        side = grown(self._theme, _ICON)
        token = "accent" if look.selected else "ink2"
        pixmap = self._theme.pixmap(name, token, side, look.screen_scale)
        painter.drawPixmap(area.left(), area.top() + (area.height() - side) // 2, pixmap)
        return area.left() + side

    def _paint_text(self, painter: QPainter, area: QRect, role: Role, text: str, token: str) -> int:
        """Paint ``text`` as far as there is room; gives where it ends."""
        if area.width() <= 0 or not text:
            return area.left()
        draw_text(painter, area, self._theme, role, text, self._theme.color(token))
        return area.left() + QFontMetrics(self._theme.font(role)).horizontalAdvance(text)
