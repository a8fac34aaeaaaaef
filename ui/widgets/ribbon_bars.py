"""Marks gathered into bars that stay apart, and how high each one stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf, log
from operator import itemgetter
from statistics import median_low

from ui.widgets.ribbon_data import RibbonGroup, RibbonMark
from ui.widgets.ribbon_scale import DayScale

_day = itemgetter(0)

_LEAST_SPREAD = 3
"""The bar that reaches the top stands for at least this many usual ones."""


@dataclass(slots=True)
class Column:
    """The marks of one bar at device pixel ``pixel``; ``taken`` >= 0 >= ``returned``."""

    pixel: int
    first: date
    last: date
    count: int = 0
    taken: int = 0
    returned: int = 0

    def group(self, *, amounts_hidden: bool) -> RibbonGroup:
        """What this bar tells when pointed at."""
        amount = None if amounts_hidden else self.taken + self.returned
        return RibbonGroup(self.first, self.last, self.count, amount)


def gather_columns(
    marks: Iterable[RibbonMark], scale: DayScale, *, pixel_ratio: float, pitch: int
) -> list[Column]:
    """Marks in order of their days; what is less than ``pitch`` device pixels apart is one column.

    A lone mark keeps its exact pixel. Days ahead of today never share a column with days past.
    """
    place, today = scale.position(), scale.today
    columns: list[Column] = []
    edge, last = -inf, date.min
    # Thousands of marks come by here before the first paint: no call but the one for the place.
    for day, height, count in sorted(marks, key=_day):
        pixel = round(place(day) * pixel_ratio)
        if pixel >= edge or last <= today < day:
            column = Column(pixel, day, day)
            columns.append(column)
            edge = pixel + pitch
        column.last = last = day
        column.count += count
        if height >= 0:
            column.taken += height
        else:
            column.returned += height
    return columns


@dataclass(frozen=True, slots=True)
class Heights:
    """The damped scale of a set of amounts: the usual one stands low, the largest at the top.

    height(v) = log(1 + v / usual) / log(1 + top / usual), with top at least three times the usual,
    so that equal visits look usual and one large sale does not flatten all others.
    """

    usual: int
    top: int

    @classmethod
    def of(cls, columns: Sequence[Column]) -> Heights:
        """The scale in which every column finds room."""
        amounts = [column.taken for column in columns if column.taken]
        amounts += [-column.returned for column in columns if column.returned]
        if not amounts:
            return cls(1, _LEAST_SPREAD)
        usual = median_low(amounts)
        return cls(usual, max(max(amounts), _LEAST_SPREAD * usual))

    def share(self, amount: int) -> float:
        """Between 0 for nothing and 1 for the largest."""
        # Sums of whole numbers before the logarithm: no amount is too large for it.
        floor = log(self.usual)
        return (log(self.usual + amount) - floor) / (log(self.usual + self.top) - floor)
