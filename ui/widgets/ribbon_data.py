"""What a ribbon shows, and what it answers when one points at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Tone = Literal["accent", "plum", "rose", "blue", "amber"]


class RibbonMark(NamedTuple):
    """One day on which something happened.

    ``height`` is an amount in minor units: 0 where nothing was paid, negative for a refund.
    ``times`` says how often it happened on that day, at least 1.
    """

    day: date
    height: int = 0
    times: int = 1


@dataclass(frozen=True, slots=True)
class RibbonMoment:
    """A day that is remembered by name; where room is short the heavier ``weight`` keeps its label.

    ``key`` is handed back when the moment is activated.
    """

    day: date
    text: str
    tone: Tone
    key: str
    weight: int = 0


@dataclass(frozen=True, slots=True)
class RibbonGroup:
    """The marks drawn as one bar, from ``first`` to ``last`` day.

    ``amount`` is their sum in minor units, None while amounts are hidden.
    """

    first: date
    last: date
    count: int
    amount: int | None


@dataclass(frozen=True, slots=True)
class RibbonExpected:
    """The next day something is expected; ``overdue`` once that day has passed."""

    day: date
    text: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class RibbonData:
    """A whole relationship: from ``start`` to ``today``, and on to the ``expected`` day.

    Marks and moments may come in any order and lie outside of start and today.
    ``empty_text`` is what stands there while there are no marks.
    """

    start: date
    today: date
    expected: date | None = None
    expected_text: str = ""
    marks: tuple[RibbonMark, ...] = ()
    moments: tuple[RibbonMoment, ...] = ()
    empty_text: str = ""

    @property
    def overdue(self) -> bool:
        """Whether the expected day has passed."""
        return self.expected is not None and self.expected < self.today

    def extent(self) -> tuple[date, date]:
        """The first and the last day that must find room."""
        days = [self.start, self.today, *(moment.day for moment in self.moments)]
        if self.marks:
            days += [min(self.marks).day, max(self.marks).day]
        if self.expected is not None:
            days.append(self.expected)
        return min(days), max(days)
