"""The strokes of the ribbon: a placed layout onto a painter, in the colours of a theme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ui.theme import Theme
from ui.widgets.ribbon_data import RibbonGroup, RibbonMoment
from ui.widgets.ribbon_labels import Place
from ui.widgets.ribbon_parts import Bar, Dot, Note, RibbonLayout
from ui.widgets.ribbon_stops import Stop

_WEIGHTS = (0.66, 0.76, 0.88, 1.0)
"""How opaque a bar is by the weight of what is gathered in it."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """What is told about the ``stop`` one points at: its day, and more."""

    stop: Stop
    day: str
    text: str


def ribbon_font(theme: Theme) -> QFont:
    """The letters of a ribbon: as light as it is small, so that the bars speak first."""
    font = theme.font("tiny")
    font.setWeight(QFont.Weight.Normal)
    return font


class RibbonPainter:
    """Paints one ribbon; lives for one paint event."""

    def __init__(self, painter: QPainter, layout: RibbonLayout, theme: Theme) -> None:
        self._painter = painter
        self._layout = layout
        self._rows = layout.rows
        self._theme = theme
        self._pixel = 1 / painter.device().devicePixelRatioF()
        self._stroke = max(1, round(1 / self._pixel)) * self._pixel
        self._font = ribbon_font(theme)
        self._metrics = QFontMetricsF(self._font)
        painter.setFont(self._font)

    def paint(self, width: float, bubble: Bubble | None, *, focused: bool) -> None:
        """The whole ribbon, ``focused`` or not, and over it the ``bubble`` within ``width``."""
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_band()
        if focused:
            self._paint_focus()
        self._paint_axis()
        self._paint_bars(self._layout.bars)
        ground = None if bubble is None else self._bubble_place(bubble, width)
        for dot in self._layout.dots:
            self._paint_label(dot, ground)
        for dot in self._layout.dots:
            self._paint_dot(dot)
        self._paint_notes()
        if bubble is not None and ground is not None:
            self._paint_bubble(bubble, ground)

    def _paint_focus(self) -> None:
        """The frame around the band that says that keys go here."""
        layout = self._layout
        end = layout.band if layout.ahead is None else layout.ahead
        out = self._pixel / 2
        rect = self._band_rect(Place(layout.band.left, end.right)).adjusted(-out, -out, out, out)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(self._pen("accent"))
        self._painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)

    def _paint_band(self) -> None:
        layout = self._layout
        self._fill_band(layout.band, "accent_soft")
        if layout.overdue is not None:
            self._fill_band(layout.overdue, "amber_soft")
        if layout.ahead is not None:
            late = layout.overdue is not None
            plain = "accent_line" if layout.expected is not None else "line"
            self._outline(layout.ahead, self._color("amber", 0.6) if late else self._color(plain))

    def _fill_band(self, place: Place, token: str) -> None:
        rect = self._band_rect(place)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.color(token))
        self._painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)

    def _outline(self, place: Place, color: QColor) -> None:
        half = self._stroke / 2
        rect = self._band_rect(place).adjusted(half, half, -half, -half)
        pen = QPen(color, self._stroke)
        pen.setDashPattern([3, 3])
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)

    def _band_rect(self, place: Place) -> QRectF:
        top, bottom = self._rows.band_top, self._rows.band_bottom
        return QRectF(place.left, top, place.width, bottom - top)

    def _paint_axis(self) -> None:
        rows = self._rows
        top, long = rows.band_bottom, rows.tick_bottom
        short = top + (long - top) / 2
        lines = [
            self._upright(tick.x, top, long if tick.text else short) for tick in self._layout.ticks
        ]
        self._painter.setPen(self._pen("line"))
        self._painter.drawLines(lines)
        self._painter.setPen(self._theme.color("ink3"))
        for tick in self._layout.ticks:
            if tick.text:
                self._text(tick.text_x, rows.axis_top, tick.text)

    def _upright(self, x: float, top: float, bottom: float) -> QLineF:
        """A line whose stroke covers whole device pixels."""
        middle = (round(x / self._pixel - 0.5) + 0.5) * self._pixel
        return QLineF(middle, top, middle, bottom)

    def _paint_bars(self, bars: Sequence[Bar]) -> None:
        painter, rows = self._painter, self._rows
        shades = [self._color("accent", opacity) for opacity in _WEIGHTS]
        rose = self._color("rose")
        for bar in bars:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shades[bar.weight])
            if bar.ahead:
                self._paint_bar_ahead(bar)
            elif bar.up:
                self._bar(bar.left, rows.bar_bottom - bar.up, bar.width, bar.up)
            if bar.down:
                painter.setBrush(rose)
                self._bar(bar.left, rows.band_bottom + self._pixel, bar.width, bar.down)

    def _bar(self, left: float, top: float, width: float, height: float) -> None:
        radius = width / 2 if width > 2 else 0.5
        self._painter.drawRoundedRect(QRectF(left, top, width, height), radius, radius)

    def _paint_bar_ahead(self, bar: Bar) -> None:
        """Hollow, and wider to be so: it has not happened yet."""
        half = self._stroke / 2
        top = self._rows.bar_bottom - bar.up
        rect = QRectF(bar.left - 2 * half, top, bar.width + 4 * half, bar.up)
        self._painter.setPen(self._pen("accent"))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), half, half)

    def _paint_label(self, dot: Dot, ground: Place | None) -> None:
        """The label and its stem, unless a part of it would show beside the bubble's ``ground``."""
        if dot.label is None or (ground is not None and dot.label.meets(ground)):
            return
        self._painter.setPen(self._pen("line"))
        top = self._rows.label_bottom + 2 * self._rows.unit
        if dot.stem_bottom > top:
            self._painter.drawLine(self._upright(dot.x, top, dot.stem_bottom))
        self._painter.setPen(self._theme.color("ink2"))
        text = self._elided(dot.moment.text, dot.label.width)
        self._text(dot.label.left, self._rows.label_top, text)

    def _paint_dot(self, dot: Dot, grown: float = 0.0) -> None:
        radius = self._rows.dot_radius + grown
        centre = QPointF(dot.x, self._rows.dot_y)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.color("surface"))
        self._painter.drawEllipse(centre, radius + 1, radius + 1)
        self._painter.setPen(QPen(self._theme.color(dot.moment.tone), 2 * self._rows.unit))
        self._painter.drawEllipse(centre, radius - self._rows.unit, radius - self._rows.unit)

    def _paint_notes(self) -> None:
        layout = self._layout
        if layout.expected is not None:
            self._paint_note(layout.expected, "ink3" if layout.overdue is None else "amber")
        if layout.empty is not None:
            self._paint_note(layout.empty, "ink3")

    def _paint_note(self, note: Note, token: str) -> None:
        self._painter.setPen(self._theme.color(token))
        text = self._elided(note.text, note.place.width)
        left = note.place.right - self._metrics.horizontalAdvance(text)
        self._text(left, note.top, text)

    def _bubble_place(self, bubble: Bubble, width: float) -> Place:
        """Centred on what it tells about, within ``width``."""
        texts = self._metrics.horizontalAdvance(bubble.day)
        if bubble.text:
            texts += self._bubble_pad + self._metrics.horizontalAdvance(bubble.text)
        full = min(texts + 2 * self._bubble_pad, width)
        left = max(0.0, min(bubble.stop.x - full / 2, width - full))
        return Place(left, left + full)

    @property
    def _bubble_pad(self) -> float:
        return 8 * self._rows.unit

    def _paint_bubble(self, bubble: Bubble, ground: Place) -> None:
        """One line in place of the labels, and what it tells about in full strength."""
        self._emphasise(bubble.stop)
        rect = QRectF(ground.left, 0, ground.width, self._rows.label_bottom + 2 * self._rows.unit)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.color("ink"))
        self._painter.drawRoundedRect(rect, 5 * self._rows.unit, 5 * self._rows.unit)
        self._painter.setPen(self._theme.color("surface"))
        pad, top = self._bubble_pad, (rect.height() - self._metrics.height()) / 2
        self._text(ground.left + pad, top, bubble.day)
        beside = ground.left + 2 * pad + self._metrics.horizontalAdvance(bubble.day)
        self._text(beside, top, self._elided(bubble.text, ground.right - pad - beside))

    def _emphasise(self, stop: Stop) -> None:
        if isinstance(stop.item, RibbonMoment):
            self._emphasise_moment(stop.item)
        elif isinstance(stop.item, RibbonGroup):
            self._emphasise_bar(stop)

    def _emphasise_moment(self, moment: RibbonMoment) -> None:
        rows = self._rows
        dot = next(dot for dot in self._layout.dots if dot.moment is moment)
        self._painter.setPen(self._pen("ink"))
        self._painter.drawLine(self._upright(dot.x, rows.label_bottom, dot.stem_bottom))
        self._paint_dot(dot, grown=rows.unit)

    def _emphasise_bar(self, stop: Stop) -> None:
        rows = self._rows
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.color("ink"))
        self._bar(stop.extent.left, stop.top, stop.extent.width, rows.bar_bottom - stop.top)
        self._painter.setPen(self._pen("ink"))
        self._painter.drawLine(self._upright(stop.x, rows.label_bottom, stop.top))

    def _text(self, x: float, top: float, text: str) -> None:
        """``text`` with its line's upper edge at ``top``, the letters standing on a pixel."""
        baseline = round((top + self._metrics.ascent()) / self._pixel) * self._pixel
        self._painter.drawText(QPointF(x, baseline), text)

    def _elided(self, text: str, width: float) -> str:
        # Half a pixel of grace: a text in a place of just its own width stays whole.
        return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width + 0.5)

    def _pen(self, token: str) -> QPen:
        return QPen(self._theme.color(token), self._stroke)

    def _color(self, token: str, opacity: float = 1.0) -> QColor:
        color = QColor(self._theme.color(token))
        color.setAlphaF(opacity)
        return color
