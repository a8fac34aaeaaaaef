"""What on a ribbon can be pointed at and walked to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ui.widgets.ribbon_data import RibbonExpected, RibbonGroup, RibbonMoment
from ui.widgets.ribbon_labels import Place


@dataclass(frozen=True, slots=True)
class Stop:
    """A bar, a moment or the expected day: its extent, its upper end, its label if it has one."""

    extent: Place
    top: float
    day: date
    item: RibbonGroup | RibbonMoment | RibbonExpected
    label: Place | None = None

    @property
    def x(self) -> float:
        """Its middle."""
        return (self.extent.left + self.extent.right) / 2

    def distance(self, x: float) -> float:
        """How far to the side ``x`` is, 0 above or below it."""
        return max(self.extent.left - x, x - self.extent.right, 0.0)


@dataclass(frozen=True, slots=True)
class Reach:
    """How a point finds its stop: labels end at ``label_bottom``, the band lies ``band_top`` on.

    Within ``dot_radius`` on the band a moment comes before a bar; ``slack`` is how far off one
    may point.
    """

    label_bottom: float
    band_top: float
    dot_radius: float
    slack: float


def stop_at(stops: Sequence[Stop], x: float, y: float, reach: Reach) -> int | None:
    """The index of the stop at a point, None where there is none near."""
    if y <= reach.label_bottom:
        for index, stop in enumerate(stops):
            if stop.label is not None and stop.label.left <= x <= stop.label.right:
                return index
    distances = [_distance(stop, x, y, reach) for stop in stops]
    nearest = min(range(len(stops)), key=distances.__getitem__, default=None)
    return None if nearest is None or distances[nearest] > reach.slack else nearest


def _distance(stop: Stop, x: float, y: float, reach: Reach) -> float:
    on_band = y >= reach.band_top
    if isinstance(stop.item, RibbonMoment):
        return stop.distance(x) - (reach.dot_radius if on_band else -0.5)
    return stop.distance(x)


def next_stop(
    stops: Sequence[Stop], current: int | None, step: int, *, moments_only: bool = False
) -> int | None:
    """The stop one ``step`` (-1 or 1) further, staying at the ends; from None, the latest one."""
    wanted = [i for i, s in enumerate(stops) if not moments_only or _is_moment(s)]
    if current is None:
        return wanted[-1] if wanted else None
    further = [i for i in wanted if (i - current) * step > 0]
    return current if not further else further[0 if step > 0 else -1]


def _is_moment(stop: Stop) -> bool:
    return isinstance(stop.item, RibbonMoment)
