"""Where a day lies on the ribbon, and which days its axis names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from enum import Enum

YOUNG_DAYS = 28
"""A relationship younger than this is drawn as a part of it, so that a day stays a day wide."""
_LARGEST_AHEAD = 0.45


@dataclass(frozen=True, slots=True)
class DayScale:
    """Days to horizontal positions; the days ahead of today may have a rate of their own."""

    first: date
    today: date
    last: date
    left: float
    today_x: float
    right: float

    @property
    def past_rate(self) -> float:
        """Positions a day before today; 0 where there is no such day."""
        days = (self.today - self.first).days
        return (self.today_x - self.left) / days if days else 0.0

    @property
    def ahead_rate(self) -> float:
        """Positions a day after today; 0 where there is no such day."""
        days = (self.last - self.today).days
        return (self.right - self.today_x) / days if days else 0.0

    @property
    def named_until(self) -> date:
        """The last day the axis may name: days ahead only where they are as wide as the past."""
        past, ahead = self.past_rate, self.ahead_rate
        true_to_scale = past == 0 or abs(ahead - past) * (self.last - self.today).days < 1
        return self.last if true_to_scale else self.today

    def x(self, day: date) -> float:
        """The position of ``day``."""
        return self.position()(day)

    def position(self) -> Callable[[date], float]:
        """``x`` made ready for thousands of calls."""
        today, today_x = self.today.toordinal(), self.today_x
        past, ahead = self.past_rate, self.ahead_rate

        def place(day: date) -> float:
            days = day.toordinal() - today
            return today_x + days * (past if days <= 0 else ahead)

        return place


def fit_days(
    first: date, today: date, last: date, *, left: float, right: float, reserve: float
) -> DayScale:
    """The scale from ``first`` over ``today`` to ``last`` between ``left`` and ``right``.

    The days ahead get their true share, but at least ``reserve`` and, the longer the past, at
    most somewhat less than half: a visit expected in two years must not squeeze what has been.
    """
    past = (today - first).days
    if past < YOUNG_DAYS and (last - first).days < YOUNG_DAYS:
        last = _later(first, YOUNG_DAYS)
    days, width = (last - first).days, right - left
    largest = width * (1 - (1 - _LARGEST_AHEAD) * min(1.0, past / YOUNG_DAYS))
    true_share = width * (days - past) / days if days else 0.0
    ahead = min(max(true_share, reserve), largest)
    return DayScale(first, today, last, left, right - ahead, right)


def _later(day: date, days: int) -> date:
    return day + timedelta(days=min(days, (date.max - day).days))


class Unit(Enum):
    """What the axis counts in; the value is its usual length in days."""

    DAY = 1.0
    WEEK = 7.0
    MONTH = 30.44
    YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Step:
    """From one named day to the next: every ``count`` units."""

    unit: Unit
    count: int

    @property
    def days(self) -> float:
        """The usual length in days."""
        return self.unit.value * self.count


STEPS = (
    Step(Unit.DAY, 1),
    Step(Unit.DAY, 2),
    Step(Unit.WEEK, 1),
    Step(Unit.WEEK, 2),
    Step(Unit.MONTH, 1),
    Step(Unit.MONTH, 3),
    Step(Unit.MONTH, 6),
    Step(Unit.YEAR, 1),
    Step(Unit.YEAR, 2),
    Step(Unit.YEAR, 5),
    Step(Unit.YEAR, 10),
    Step(Unit.YEAR, 20),
    Step(Unit.YEAR, 50),
)
_MONTHS_FROM = 100
"""From so many days on, months are easier to read than many weeks."""
_MINOR = {
    Step(Unit.DAY, 2): Step(Unit.DAY, 1),
    Step(Unit.WEEK, 1): Step(Unit.DAY, 1),
    Step(Unit.WEEK, 2): Step(Unit.WEEK, 1),
    Step(Unit.MONTH, 1): Step(Unit.WEEK, 1),
    Step(Unit.MONTH, 3): Step(Unit.MONTH, 1),
    Step(Unit.MONTH, 6): Step(Unit.MONTH, 1),
    Step(Unit.YEAR, 1): Step(Unit.MONTH, 3),
    Step(Unit.YEAR, 2): Step(Unit.YEAR, 1),
    Step(Unit.YEAR, 5): Step(Unit.YEAR, 1),
    Step(Unit.YEAR, 10): Step(Unit.YEAR, 1),
    Step(Unit.YEAR, 20): Step(Unit.YEAR, 5),
    Step(Unit.YEAR, 50): Step(Unit.YEAR, 10),
}


@dataclass(frozen=True, slots=True)
class Tick:
    """A stroke under the band; ``text`` starts at ``text_x`` and is empty where it goes unnamed."""

    day: date
    x: float
    text: str
    text_x: float


@dataclass(frozen=True, slots=True)
class AxisWords:
    """How an axis speaks: its first day, its other days, how wide a text is, and Monday or not."""

    first: Callable[[date, Unit], str]
    tick: Callable[[date, Unit], str]
    width: Callable[[str], float]
    week_start: int = 0


def step_days(step: Step, first: date, last: date, week_start: int = 0) -> Iterator[date]:
    """The days of ``step`` from ``first`` to ``last``, on round dates; weeks on ``week_start``."""
    if step.unit in (Unit.DAY, Unit.WEEK):
        yield from _every_days(int(step.days), first, last, week_start)
        return
    months = step.count * (12 if step.unit is Unit.YEAR else 1)
    index = -(-_month_index(first) // months) * months
    while index // 12 <= MAXYEAR:
        day = date(max(index // 12, 1), index % 12 + 1, 1)
        if day > last:
            return
        if day >= first:
            yield day
        index += months


def _month_index(day: date) -> int:
    return day.year * 12 + day.month - 1


def _every_days(days: int, first: date, last: date, week_start: int) -> Iterator[date]:
    # Ordinal 1 is a Monday, so this offset puts every multiple of seven on the week's first day.
    offset = week_start + 1 if days % 7 == 0 else 0
    ordinal = first.toordinal() + (offset - first.toordinal()) % days
    for value in range(ordinal, last.toordinal() + 1, days):
        yield date.fromordinal(value)


@dataclass(frozen=True, slots=True)
class AxisRoom:
    """The positions names must stay within, the gap between two, and the least room of a stroke."""

    left: float
    right: float
    gap: float
    stroke: float


def place_ticks(scale: DayScale, words: AxisWords, room: AxisRoom) -> list[Tick]:
    """The ticks of the finest step whose names keep apart and uncut; the first day has a name."""
    rate = scale.past_rate or scale.ahead_rate
    least = words.width("00") + room.gap
    long = (scale.named_until - scale.first).days > _MONTHS_FROM
    for step in STEPS:
        if step.days * rate < least or (step.days < Unit.MONTH.value and long):
            continue
        named = _name_all(_ticks(scale, step, words, room), words, room)
        if named is not None:
            return named + _between(scale, step, words, room, {tick.day for tick in named})
    return [_first_tick(scale, STEPS[-1].unit, words, room)]


def _name_all(ticks: list[Tick], words: AxisWords, room: AxisRoom) -> list[Tick] | None:
    """The ticks with those names that fit; None where two round days would meet."""
    placed, edge, round_days = [], room.left, 0
    for tick in ticks:
        if tick.text_x >= edge:
            edge = tick.text_x + words.width(tick.text) + room.gap
            round_days += tick is not ticks[0]
            placed.append(tick)
        elif round_days and not _shifted(tick, words):
            return None
        else:
            placed.append(Tick(tick.day, tick.x, "", tick.x))
    return placed


def _shifted(tick: Tick, words: AxisWords) -> bool:
    """Whether the name had to leave the middle of its stroke to stay uncut."""
    return abs(tick.text_x + words.width(tick.text) / 2 - tick.x) > 0.01


def _ticks(scale: DayScale, step: Step, words: AxisWords, room: AxisRoom) -> list[Tick]:
    place = scale.position()
    days = step_days(step, scale.first, scale.named_until, words.week_start)
    later = [
        _tick(day, place(day), words.tick(day, step.unit), words, room)
        for day in days
        if day != scale.first
    ]
    return [_first_tick(scale, step.unit, words, room), *later]


def _first_tick(scale: DayScale, unit: Unit, words: AxisWords, room: AxisRoom) -> Tick:
    return _tick(scale.first, scale.left, words.first(scale.first, unit), words, room)


def _tick(day: date, x: float, text: str, words: AxisWords, room: AxisRoom) -> Tick:
    width = words.width(text)
    return Tick(day, x, text, max(room.left, min(x - width / 2, room.right - width)))


def _between(
    scale: DayScale, step: Step, words: AxisWords, room: AxisRoom, taken: set[date]
) -> list[Tick]:
    """Unnamed strokes of the next finer step, where they do not crowd."""
    minor, rate = _MINOR.get(step), scale.past_rate or scale.ahead_rate
    if minor is None or minor.days * rate < room.stroke:
        return []
    place = scale.position()
    days = step_days(minor, scale.first, scale.named_until, words.week_start)
    return [Tick(day, place(day), "", place(day)) for day in days if day not in taken]
