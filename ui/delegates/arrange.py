"""Rows that a person puts in order: a grip, a box to show or hide them, and the way up and down."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics, QPainter

from crm.i18n import _
from ui.delegates.base import Look, RowDelegate
from ui.theme.tokens import GAP, GAP_SMALL, RADIUS_CONTROL, RADIUS_KEY
from ui.widgets.painting import draw_text, fill_rounded, grown, outline_rounded

Part = Literal["text", "box", "up", "down"]

_PADDING = 10
_BOX = 16
_ARROW = 28
_ARROW_ICON = 16
_DOT = 2
_DOT_STEP = 5
_DOTS_ACROSS = 2
_DOTS_DOWN = 3


@dataclass(frozen=True, slots=True)
class ArrangeRow:
    """One row; ``shown`` is None where there is nothing to show or hide."""

    key: Hashable
    text: str
    detail: str = ""
    shown: bool | None = None

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        state = "" if self.shown is None else _("shown") if self.shown else _("hidden")
        return ", ".join(part for part in (self.text, self.detail, state) if part)


class ArrangeDelegate(RowDelegate[ArrangeRow]):
    """Paints grip, box, text and detail; the arrows where the mouse or the keyboard is."""

    lines = False
    radius = RADIUS_CONTROL

    def part_at(self, area: QRect, row: ArrangeRow, place: QPoint) -> Part:
        """What of ``row``, painted into ``area``, stands at ``place``."""
        if self._arrow(area, "up").contains(place):
            return "up"
        if self._arrow(area, "down").contains(place):
            return "down"
        reach = self._box(area).adjusted(-GAP_SMALL, -GAP_SMALL, GAP_SMALL // 2, GAP_SMALL)
        return "box" if row.shown is not None and reach.contains(place) else "text"

    def paint_row(self, painter: QPainter, area: QRect, row: ArrangeRow, look: Look) -> None:
        """Paint ``row``; the detail is cut before the text is."""
        self._paint_grip(painter, area)
        left = self._box(area).left()
        if row.shown is not None:
            self._paint_box(painter, self._box(area), row.shown, look)
            left = self._box(area).right() + GAP
        inside = QRect(area)
        inside.setLeft(left)
        inside.setRight(self._arrow(area, "up").left() - GAP_SMALL)
        ink = self._theme.color("ink3" if row.shown is False else "ink")
        draw_text(painter, inside, self._theme, "body", row.text, ink)
        width = QFontMetrics(self._theme.font("body")).horizontalAdvance(row.text)
        inside.setLeft(left + width + GAP)
        if row.detail and inside.width() > 0:
            ink = self._theme.color("ink2")
            draw_text(painter, inside, self._theme, "small", row.detail, ink)
        if look.selected or look.hovered:
            self._paint_arrows(painter, area, look)

    def _grip(self, area: QRect) -> QRect:
        width = grown(self._theme, _DOT + _DOT_STEP * (_DOTS_ACROSS - 1))
        height = grown(self._theme, _DOT + _DOT_STEP * (_DOTS_DOWN - 1))
        top = area.top() + (area.height() - height) // 2
        return QRect(area.left() + _PADDING, top, width, height)

    def _box(self, area: QRect) -> QRect:
        side = grown(self._theme, _BOX)
        top = area.top() + (area.height() - side) // 2
        return QRect(self._grip(area).right() + GAP, top, side, side)

    def _arrow(self, area: QRect, way: Literal["up", "down"]) -> QRect:
        side = grown(self._theme, _ARROW)
        left = area.right() - _PADDING - side * (2 if way == "up" else 1)
        return QRect(left, area.top(), side, area.height())

    def _paint_grip(self, painter: QPainter, area: QRect) -> None:
        grip, dot, step = self._grip(area), grown(self._theme, _DOT), grown(self._theme, _DOT_STEP)
        ink = self._theme.color("ink3")
        for across in range(_DOTS_ACROSS):
            for down in range(_DOTS_DOWN):
                place = QRect(grip.left() + across * step, grip.top() + down * step, dot, dot)
                fill_rounded(painter, place, dot / 2, ink)

    def _paint_box(self, painter: QPainter, box: QRect, shown: bool, look: Look) -> None:
        if not shown:
            line, ground = self._theme.color("ink3"), self._theme.color("surface")
            outline_rounded(painter, box, RADIUS_KEY, line, ground)
            return
        fill_rounded(painter, box, RADIUS_KEY, self._theme.color("accent_line"))
        side = box.width() - 4
        tick = self._theme.pixmap("check", "ink", side, look.screen_scale)
        painter.drawPixmap(box.left() + 2, box.top() + 2, tick)

    def _paint_arrows(self, painter: QPainter, area: QRect, look: Look) -> None:
        side = grown(self._theme, _ARROW_ICON)
        ways: tuple[Literal["up", "down"], ...] = ("up", "down")
        for way in ways:
            picture = self._theme.pixmap(f"chevron-{way}", "ink2", side, look.screen_scale)
            place = QRect(0, 0, side, side)
            place.moveCenter(self._arrow(area, way).center())
            painter.drawPixmap(place.topLeft(), picture)
