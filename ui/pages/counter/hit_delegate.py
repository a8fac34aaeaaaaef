"""Paints a client in the list: picture, name, one line, and what to know first."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QPainter, QPixmap

from crm.clients.hits import ClientHit
from crm.clients.names import initials
from ui.context import Context
from ui.delegates import Look, RowDelegate
from ui.pages.counter.row_texts import RowChip, chip_of, name_spans, subtitle_spans
from ui.theme import Role
from ui.theme.tokens import GAP
from ui.widgets.avatar import MIDDLE
from ui.widgets.painting import (
    chip_size,
    grown,
    paint_avatar,
    paint_chip,
    text_width,
    tone_for,
)
from ui.widgets.spans import Setting, Span, paint_line

_PADDING = 16
_NARROWEST_TEXT = 150
_STAR = 14
_STAR_GAP = 6


class HitDelegate(RowDelegate[ClientHit]):
    """Paints a ClientHit, 63 pixels high.

    ``photos`` holds the small pictures at hand by id, ``twins`` the ids of those in the list who
    share their name with another.
    """

    height = 63
    role: Role = "name"

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(context.theme, parent)
        self._formats = context.formats
        self._words = context.words
        self.photos: dict[int, QPixmap] = {}
        self.twins: frozenset[int] = frozenset()

    def paint_row(self, painter: QPainter, area: QRect, row: ClientHit, look: Look) -> None:
        """Paint ``row``; its chip keeps its place, the texts are cut."""
        inside = area.adjusted(_PADDING, 0, -_PADDING, -1)
        self._paint_picture(painter, inside, row, look)
        texts = inside.adjusted(grown(self._theme, MIDDLE) + GAP, 0, 0, 0)
        chip = chip_of(row, self._formats)
        if chip is not None:
            texts.setRight(self._paint_chip(painter, texts, chip) - GAP)
        self._paint_texts(painter, texts, row)

    def _paint_picture(self, painter: QPainter, area: QRect, row: ClientHit, look: Look) -> None:
        side = grown(self._theme, MIDDLE)
        place = QRect(area.left(), area.center().y() - side // 2, side, side)
        paint_avatar(
            painter,
            place,
            self._theme,
            initials(row.name),
            tone_for(row.id),
            photo=self.photos.get(row.id),
            ground="surface" if look.selected else None,
        )

    def _paint_chip(self, painter: QPainter, area: QRect, chip: RowChip) -> int:
        """Paint the chip at the right end of ``area``; gives its left edge."""
        size = chip_size(self._theme, chip.text)
        width = min(size.width(), area.width() - grown(self._theme, _NARROWEST_TEXT))
        place = QRect(
            area.right() - width + 1, area.center().y() - size.height() // 2, width, size.height()
        )
        paint_chip(painter, place, self._theme, chip.text, chip.tone)
        return place.left()

    def _paint_texts(self, painter: QPainter, area: QRect, row: ClientHit) -> None:
        name, line = self._theme.line_height("name"), self._theme.line_height("body")
        top = area.top() + (area.height() - name - line) // 2
        first = QRect(area.left(), top, area.width(), name)
        second = QRect(area.left(), top + name, area.width(), line)
        if row.starred:
            first.setRight(first.right() - self._paint_star(painter, first, row.name))
        self._paint_line(painter, first, name_spans(row), "name", "ink")
        twin = row.id in self.twins
        subtitle = subtitle_spans(row, self._formats, self._words, twin=twin)
        self._paint_line(painter, second, subtitle, "body", "ink2")

    def _paint_star(self, painter: QPainter, area: QRect, name: str) -> int:
        """Paint a star behind the name, or at the end of ``area``; gives the room it takes."""
        side = grown(self._theme, _STAR)
        left = area.left() + text_width(self._theme, "name", name) + _STAR_GAP
        place = QRect(min(left, area.right() - side), 0, side, side)
        place.moveTop(area.center().y() - side // 2)
        scale = painter.device().devicePixelRatioF()
        painter.drawPixmap(place, self._theme.pixmap("star", "amber", side, scale))
        return side + _STAR_GAP

    def _paint_line(
        self, painter: QPainter, area: QRect, spans: tuple[Span, ...], role: Role, token: str
    ) -> None:
        setting = Setting(self._theme.font(role), self._theme.line_height(role), self._theme)
        paint_line(painter, area, spans, setting, self._theme.color(token))
