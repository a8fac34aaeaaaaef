"""Everything the ribbon draws, placed: no painter and no window needed."""

from __future__ import annotations

from itertools import pairwise

from ui.widgets.ribbon_bars import Column, Heights, gather_columns
from ui.widgets.ribbon_data import RibbonData, RibbonExpected, RibbonMoment
from ui.widgets.ribbon_labels import Place, Wish, place_labels
from ui.widgets.ribbon_parts import Bar, Dot, Measure, Note, RibbonLayout, RibbonRows
from ui.widgets.ribbon_scale import AxisRoom, DayScale, fit_days, place_ticks
from ui.widgets.ribbon_stops import Stop

_NAME_GAPS = (14.0, 36.0)
"""The least and the widest gap between two names on the axis; in between, a share of the width."""
_BAR_WIDTHS = (2.0, 5.0)


def lay_out(data: RibbonData, measure: Measure, *, amounts_hidden: bool = False) -> RibbonLayout:
    """Place all of ``data``; with ``amounts_hidden`` neither bar nor stop gives an amount away."""
    return _Arrangement(data, measure, amounts_hidden).layout()


class _Arrangement:
    """One ribbon while its parts find their places: bars first, then what must not meet them."""

    def __init__(self, data: RibbonData, measure: Measure, amounts_hidden: bool) -> None:
        self._data = data
        self._measure = measure
        self._amounts_hidden = amounts_hidden
        self._rows = RibbonRows.of(measure.line_height, measure.pixel_ratio)
        self._unit = self._rows.unit
        self._scale = self._fit_scale()
        self._columns, self._bars = self._place_bars()
        self._expected = self._place_expected()
        self._dots = self._place_dots()
        self._band = self._place_band()

    def layout(self) -> RibbonLayout:
        return RibbonLayout(
            rows=self._rows,
            band=self._band,
            overdue=self._place_overdue(),
            ahead=self._place_ahead(),
            ticks=place_ticks(self._scale, self._measure.words, self._axis_room()),
            bars=self._bars,
            dots=self._dots,
            expected=self._expected,
            empty=self._place_empty(),
            stops=self._collect_stops(),
        )

    def _fit_scale(self) -> DayScale:
        first, last = self._data.extent()
        edge, reserve = self._rows.dot_radius + self._unit, 0.0
        if self._data.expected is not None:
            reserve = self._text_width(self._data.expected_text) + 20 * self._unit
        right = max(self._measure.width - edge, edge + 1)
        return fit_days(first, self._data.today, last, left=edge, right=right, reserve=reserve)

    def _text_width(self, text: str) -> float:
        return self._measure.words.width(text)

    def _text_top(self) -> float:
        """The upper edge of a text just above the band."""
        top = self._rows.band_top - 5 * self._unit - self._measure.line_height
        return self._measure.snap(top)

    def _axis_room(self) -> AxisRoom:
        width = self._measure.width
        least, widest = _NAME_GAPS
        gap = min(max(width * 0.036, least), widest) * self._unit
        return AxisRoom(0.0, width, gap=gap, stroke=6 * self._unit)

    def _place_bars(self) -> tuple[list[Column], list[Bar]]:
        thick, ratio = self._bar_thickness(), self._measure.pixel_ratio
        pitch = thick + max(1, round(ratio))
        columns = gather_columns(self._data.marks, self._scale, pixel_ratio=ratio, pitch=pitch)
        heights = Heights.of(columns)
        return columns, [self._bar(column, heights, thick) for column in columns]

    def _bar_thickness(self) -> int:
        """Device pixels: slender, and stronger where a day is wide."""
        day = self._scale.past_rate or self._scale.ahead_rate
        least, most = _BAR_WIDTHS
        return round(min(max(1.5 + day * 0.35, least), most) * self._measure.pixel_ratio)

    def _bar(self, column: Column, heights: Heights, thick: int) -> Bar:
        ratio = self._measure.pixel_ratio
        return Bar(
            left=(column.pixel - thick // 2) / ratio,
            width=thick / ratio,
            up=self._measure.snap(self._up(column, heights)),
            down=self._measure.snap(self._down(column, heights)),
            weight=min(column.count.bit_length() - 1, 3),
            ahead=column.first > self._data.today,
        )

    def _up(self, column: Column, heights: Heights) -> float:
        room = self._rows.bar_room
        if self._amounts_hidden:
            return room * 0.4
        if column.taken:
            return room * (0.17 + 0.83 * heights.share(column.taken))
        return 0.0 if column.returned else room * 0.09

    def _down(self, column: Column, heights: Heights) -> float:
        if self._amounts_hidden or not column.returned:
            return 0.0
        return self._unit * (4 + 5 * heights.share(-column.returned))

    def _place_expected(self) -> Note | None:
        """Above the days ahead, or in the row of labels where something stands there."""
        text = self._data.expected_text
        if self._data.expected is None or not text:
            return None
        right = self._measure.width - self._unit
        left = max(0.0, right - self._text_width(text))
        free = self._rightmost() + 8 * self._unit <= left
        return Note(Place(left, right), self._text_top() if free else self._rows.label_top, text)

    def _rightmost(self) -> float:
        """Where the last bar or stem ends."""
        place = self._scale.position()
        stems = (place(moment.day) for moment in self._data.moments)
        bars = (bar.left + bar.width for bar in self._bars)
        return max((*bars, *stems), default=self._scale.left)

    def _expected_in_row(self) -> Place | None:
        """The place of the expected text if it stands among the labels."""
        note = self._expected
        return note.place if note is not None and note.top == self._rows.label_top else None

    def _place_dots(self) -> list[Dot]:
        moments = sorted(self._data.moments, key=lambda moment: moment.day)
        xs = [self._measure.snap(self._scale.x(moment.day)) for moment in moments]
        in_row = self._expected_in_row()
        labels = place_labels(
            [self._wish(index, xs[index], moment) for index, moment in enumerate(moments)],
            left=0.0,
            right=self._measure.width,
            gap=12 * self._unit,
            taken=[] if in_row is None else [in_row],
        )
        return [
            Dot(x, moment, label, self._stem_bottom(x))
            for x, moment, label in zip(xs, moments, labels, strict=True)
        ]

    def _wish(self, index: int, x: float, moment: RibbonMoment) -> Wish:
        """Heavy moments choose first, then how it all began, then from the latest back."""
        rank = (-moment.weight, index > 0, -index)
        return Wish(x, self._text_width(moment.text), 5 * self._measure.line_height, rank)

    def _stem_bottom(self, x: float) -> float:
        """A stem rests on the highest bar in its way: nothing is drawn through a bar."""
        in_way = [bar.up for bar in self._bars if bar.left - 1 <= x <= bar.left + bar.width + 1]
        if in_way:
            return self._rows.bar_bottom - max(in_way) - 2
        return self._rows.dot_y - self._rows.dot_radius

    def _place_band(self) -> Place:
        left = self._scale.left - 4 * self._unit
        right = max(self._scale.today_x + 3 * self._unit, left + 8 * self._unit)
        return Place(self._measure.snap(left), self._measure.snap(right))

    def _place_overdue(self) -> Place | None:
        if self._data.expected is None or not self._data.overdue:
            return None
        left = min(self._scale.x(self._data.expected), self._band.right - 8 * self._unit)
        return Place(max(left, self._band.left), self._band.right)

    def _place_ahead(self) -> Place | None:
        left = self._band.right + 2 * self._unit
        right = self._scale.right + 4 * self._unit
        if self._scale.right - self._scale.today_x < 1 or right - left < 8 * self._unit:
            return None
        return Place(self._measure.snap(left), self._measure.snap(right))

    def _place_empty(self) -> Note | None:
        """The text for no marks, in the widest free stretch between the stems."""
        text = self._data.empty_text
        if self._data.marks or not text:
            return None
        edges = [0.0, *(dot.x for dot in self._dots), self._empty_end()]
        start, end = max(pairwise(edges), key=lambda pair: pair[1] - pair[0])
        left = start + 12 * self._unit
        width = min(self._text_width(text), end - 12 * self._unit - left)
        return Note(Place(left, left + width), self._text_top(), text) if width > 0 else None

    def _empty_end(self) -> float:
        """Where the text for no marks must end: the expected text may stand in the same line."""
        if self._expected is None or self._expected_in_row() is not None:
            return self._measure.width
        return self._expected.place.left

    def _collect_stops(self) -> list[Stop]:
        bars = zip(self._columns, self._bars, strict=True)
        stops = [self._bar_stop(column, bar) for column, bar in bars]
        stops += [_dot_stop(dot, self._rows) for dot in self._dots]
        stops.sort(key=lambda stop: stop.day)
        return stops + self._expected_stop()

    def _bar_stop(self, column: Column, bar: Bar) -> Stop:
        extent = Place(bar.left, bar.left + bar.width)
        group = column.group(amounts_hidden=self._amounts_hidden)
        return Stop(extent, self._rows.bar_bottom - bar.up, column.last, group)

    def _expected_stop(self) -> list[Stop]:
        data, note = self._data, self._expected
        if data.expected is None or note is None:
            return []
        item = RibbonExpected(data.expected, note.text, data.overdue)
        in_row = self._expected_in_row()
        return [Stop(note.place, self._rows.band_top, data.expected, item, in_row)]


def _dot_stop(dot: Dot, rows: RibbonRows) -> Stop:
    return Stop(Place(dot.x, dot.x), rows.band_top, dot.moment.day, dot.moment, dot.label)
