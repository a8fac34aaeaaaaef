"""The parts a ribbon is drawn from, in logical pixels on whole device pixels."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.ribbon_data import RibbonMoment
from ui.widgets.ribbon_labels import Place
from ui.widgets.ribbon_scale import AxisWords, Tick
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

    @property
    def bar_room(self) -> float:
        """The height of the highest bar."""
        return self.bar_bottom - self.bar_top


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
    """A ribbon ready to be drawn; ``stops`` go from left to right.

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
