"""Everything the ribbon draws, placed: no painter and no window needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ui.widgets.ribbon_bars import Column, Heights, gather_columns
from ui.widgets.ribbon_data import RibbonData, RibbonExpected, RibbonMoment
from ui.widgets.ribbon_labels import Place, Wish, place_labels
from ui.widgets.ribbon_scale import AxisRoom, AxisWords, DayScale, Tick, fit_days, place_ticks
from ui.widgets.ribbon_stops import Stop

_USUAL_LINE = 14.0
"""The line height, in logical pixels, at which the distances below are what they say."""


@dataclass(frozen=True, slots=True)
class RibbonRows:
    """The heights of a ribbon, top to bottom, in logical pixels on whole device pixels."""

    unit: float
    label_top: float
    label_bottom: float
    bar_top: float
    bar_bottom: float
    band_top: float
    band_bottom: float
    tick_bottom: float
    axis_top: float
    bottom: float

    @classmethod
    def of(cls, line_height: float, pixel_ratio: float) -> RibbonRows:
        """The rows for text of ``line_height``; everything grows with it."""
        unit = line_height / _USUAL_LINE
        edges, y = [], 0.0
        for step in (3, 14, 5, 36, 2, 8, 6, 3, 15):
            y += step * unit
            edges.append(round(y * pixel_ratio) / pixel_ratio)
        return cls(unit, *edges)

    @property
    def dot_y(self) -> float:
        """The middle of the band."""
        return (self.band_top + self.band_bottom) / 2

    @property
    def dot_radius(self) -> float:
        """Half the width of a moment's ring."""
        return 5 * self.unit


@dataclass(frozen=True, slots=True)
class Measure:
    """What the layout must know of the screen: width, device pixels a logical one, and text."""

    width: float
    pixel_ratio: float
    line_height: float
    words: AxisWords

    def snap(self, value: float) -> float:
        """``value`` on a whole device pixel."""
        return round(value * self.pixel_ratio) / self.pixel_ratio


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: ``up`` high above the band, ``down`` deep below it for what was given back.

    ``weight`` from 0 (one) to 3 (eight or more) says how much is gathered in it.
    """

    left: float
    width: float
    up: float
    down: float
    weight: int
    ahead: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A moment on the band; without ``label`` it is told by pointing at it."""

    x: float
    moment: RibbonMoment
    label: Place | None
    stem_bottom: float


@dataclass(frozen=True, slots=True)
class Note:
    """A text that stands by itself, right-aligned in its place, its upper edge at ``top``."""

    place: Place
    top: float
    text: str


@dataclass(frozen=True, slots=True)
class RibbonLayout:
    """A ribbon ready to be drawn; ``stops`` are in the order of their days.

    ``ahead`` is the outline of the days to come, ``overdue`` the part of the band in which
    somebody was expected and did not come.
    """

    rows: RibbonRows
    band: Place
    overdue: Place | None
    ahead: Place | None
    ticks: list[Tick]
    bars: list[Bar]
    dots: list[Dot]
    expected: Note | None
    empty: Note | None
    stops: list[Stop]


def lay_out(data: RibbonData, measure: Measure, *, amounts_hidden: bool = False) -> RibbonLayout:
    """Place all of ``data``; with ``amounts_hidden`` neither bar nor stop gives an amount away."""
    rows = RibbonRows.of(measure.line_height, measure.pixel_ratio)
    scale = _scale(data, measure, rows)
    thick, gap = _bar_size(scale, measure)
    ratio = measure.pixel_ratio
    columns = gather_columns(data.marks, scale, pixel_ratio=ratio, pitch=thick + gap)
    bars = _bars(columns, scale, measure, rows, thick, amounts_hidden)
    expected = _expected(data, scale, measure, rows, bars)
    dots = _dots(data, scale, measure, rows, bars, expected)
    band = _band(scale, rows, measure)
    return RibbonLayout(
        rows=rows,
        band=band,
        overdue=_overdue(data, scale, band, rows),
        ahead=_ahead(scale, band, rows, measure),
        ticks=place_ticks(scale, measure.words, _axis_room(measure, rows)),
        bars=bars,
        dots=dots,
        expected=expected,
        empty=None if data.marks else _empty(data, band, dots, measure, rows),
        stops=_stops(data, columns, bars, dots, expected, rows, amounts_hidden),
    )


def _scale(data: RibbonData, measure: Measure, rows: RibbonRows) -> DayScale:
    first, last = data.extent()
    edge = rows.dot_radius + rows.unit
    reserve = 0.0
    if data.expected is not None:
        reserve = measure.words.width(data.expected_text) + 20 * rows.unit
    right = max(measure.width - edge, edge + 1)
    return fit_days(first, data.today, last, left=edge, right=right, reserve=reserve)


def _axis_room(measure: Measure, rows: RibbonRows) -> AxisRoom:
    gap = min(max(measure.width * 0.036, 14.0), 36.0) * rows.unit
    return AxisRoom(0.0, measure.width, gap=gap, stroke=6 * rows.unit)


def _bar_size(scale: DayScale, measure: Measure) -> tuple[int, int]:
    """Thickness of a bar and least gap between two, in device pixels."""
    day = scale.past_rate or scale.ahead_rate
    thick = min(max(1.5 + day * 0.35, 2.0), 5.0)
    return round(thick * measure.pixel_ratio), max(1, round(measure.pixel_ratio))


def _bars(
    columns: Sequence[Column],
    scale: DayScale,
    measure: Measure,
    rows: RibbonRows,
    thick: int,
    amounts_hidden: bool,
) -> list[Bar]:
    heights = Heights.of(columns)
    return [
        Bar(
            left=(column.pixel - thick // 2) / measure.pixel_ratio,
            width=thick / measure.pixel_ratio,
            up=measure.snap(_up(column, heights, rows, amounts_hidden)),
            down=measure.snap(_down(column, heights, rows, amounts_hidden)),
            weight=min(column.count.bit_length() - 1, 3),
            ahead=column.first > scale.today,
        )
        for column in columns
    ]


def _up(column: Column, heights: Heights, rows: RibbonRows, amounts_hidden: bool) -> float:
    room = rows.bar_bottom - rows.bar_top
    if amounts_hidden:
        return room * 0.4
    if column.taken:
        return room * (0.17 + 0.83 * heights.share(column.taken))
    return 0.0 if column.returned else room * 0.09


def _down(column: Column, heights: Heights, rows: RibbonRows, amounts_hidden: bool) -> float:
    if amounts_hidden or not column.returned:
        return 0.0
    return rows.unit * (4 + 5 * heights.share(-column.returned))


def _band(scale: DayScale, rows: RibbonRows, measure: Measure) -> Place:
    left = scale.left - 4 * rows.unit
    right = max(scale.today_x + 3 * rows.unit, left + 8 * rows.unit)
    return Place(measure.snap(left), measure.snap(right))


def _overdue(data: RibbonData, scale: DayScale, band: Place, rows: RibbonRows) -> Place | None:
    if data.expected is None or not data.overdue:
        return None
    left = min(scale.x(data.expected), band.right - 8 * rows.unit)
    return Place(max(left, band.left), band.right)


def _ahead(scale: DayScale, band: Place, rows: RibbonRows, measure: Measure) -> Place | None:
    left, right = band.right + 2 * rows.unit, scale.right + 4 * rows.unit
    if scale.right - scale.today_x < 1 or right - left < 8 * rows.unit:
        return None
    return Place(measure.snap(left), measure.snap(right))


def _expected(
    data: RibbonData, scale: DayScale, measure: Measure, rows: RibbonRows, bars: Sequence[Bar]
) -> Note | None:
    """The expected text above the days ahead, or among the labels where something stands there."""
    if data.expected is None or not data.expected_text:
        return None
    right = measure.width - rows.unit
    left = max(0.0, right - measure.words.width(data.expected_text))
    free = left - 8 * rows.unit >= _rightmost(data, scale, bars)
    return Note(Place(left, right), _text_top(measure, rows, above_band=free), data.expected_text)


def _rightmost(data: RibbonData, scale: DayScale, bars: Sequence[Bar]) -> float:
    """Where the last bar or stem ends."""
    place = scale.position()
    stems = (place(moment.day) for moment in data.moments)
    return max((*(bar.left + bar.width for bar in bars), *stems), default=scale.left)


def _text_top(measure: Measure, rows: RibbonRows, *, above_band: bool) -> float:
    """The upper edge of a text just above the band, or of one in the row of labels."""
    if not above_band:
        return rows.label_top
    return measure.snap(rows.band_top - 5 * rows.unit - measure.line_height)


def _dots(
    data: RibbonData,
    scale: DayScale,
    measure: Measure,
    rows: RibbonRows,
    bars: Sequence[Bar],
    expected: Note | None,
) -> list[Dot]:
    moments = sorted(data.moments, key=lambda moment: moment.day)
    xs = [measure.snap(scale.x(moment.day)) for moment in moments]
    wishes = [
        Wish(x, measure.words.width(moment.text), 5 * measure.line_height, _rank(index, moment))
        for index, (x, moment) in enumerate(zip(xs, moments, strict=True))
    ]
    in_row = expected is not None and expected.top == rows.label_top
    taken = [expected.place] if expected is not None and in_row else []
    places = place_labels(wishes, left=0.0, right=measure.width, gap=12 * rows.unit, taken=taken)
    return [
        Dot(x, moment, place, _stem_bottom(x, rows, bars))
        for x, moment, place in zip(xs, moments, places, strict=True)
    ]


def _rank(index: int, moment: RibbonMoment) -> tuple[int, ...]:
    """Heavy ones first, then how it began, then from the latest back."""
    return -moment.weight, index > 0, -index


def _stem_bottom(x: float, rows: RibbonRows, bars: Sequence[Bar]) -> float:
    """A stem rests on the highest bar in its way: nothing is drawn through a bar."""
    in_way = [bar.up for bar in bars if bar.left - 1 <= x <= bar.left + bar.width + 1]
    return rows.bar_bottom - max(in_way) - 2 if in_way else rows.dot_y - rows.dot_radius


def _empty(
    data: RibbonData, band: Place, dots: Sequence[Dot], measure: Measure, rows: RibbonRows
) -> Note | None:
    """The text for no marks, in the widest free stretch between the stems."""
    if not data.empty_text:
        return None
    edges = [0.0, *(dot.x for dot in dots), measure.width]
    room = max(pairwise(edges), key=lambda pair: pair[1] - pair[0])
    left, right = room[0] + 12 * rows.unit, room[1] - 4 * rows.unit
    width = min(measure.words.width(data.empty_text), right - left)
    return Note(
        Place(left, left + max(width, 0.0)),
        _text_top(measure, rows, above_band=True),
        data.empty_text,
    )


def _stops(
    data: RibbonData,
    columns: Sequence[Column],
    bars: Sequence[Bar],
    dots: Sequence[Dot],
    expected: Note | None,
    rows: RibbonRows,
    amounts_hidden: bool,
) -> list[Stop]:
    stops = [
        Stop(
            Place(bar.left, bar.left + bar.width),
            rows.bar_bottom - bar.up,
            column.last,
            column.group(amounts_hidden=amounts_hidden),
        )
        for column, bar in zip(columns, bars, strict=True)
    ]
    stops += [
        Stop(Place(dot.x, dot.x), rows.band_top, dot.moment.day, dot.moment, dot.label)
        for dot in dots
    ]
    stops.sort(key=lambda stop: stop.day)
    if data.expected is not None and expected is not None:
        item = RibbonExpected(data.expected, data.expected_text, data.overdue)
        label = expected.place if expected.top == rows.label_top else None
        stops.append(Stop(expected.place, rows.band_top, data.expected, item, label))
    return stops
