"""What two birthdays say that are the same, or nearly."""

from __future__ import annotations

from datetime import date
from typing import Final

from rapidfuzz.distance import OSA

from crm.clients.same.frequencies import Frequencies
from crm.clients.same.records import Day
from crm.clients.same.weights import FIXED, Seen

_GENERATION: Final = 15  # years
_NEAR_DAYS: Final = 366


def see_birthdays(one: Day, other: Day, frequencies: Frequencies) -> Seen:
    """What two birthdays say, of which either may be known in part."""
    if 0 in one or 0 in other:
        return _partial(one, other)
    if one == other:
        return (frequencies.evidence("born.same", "born", one),)
    return (FIXED[_nearly_born(one, other)],)


def _nearly_born(one: Day, other: Day) -> str:
    """The level of two whole birthdays that differ, the closest that fits."""
    if one.year == other.year:
        if (one.month, one.day) == (other.day, other.month):
            return "born.swapped"
        if _is_digit(one, other):
            return "born.digit"
        return "born.month" if one.month == other.month else "born.year"
    if (one.month, one.day) == (other.month, other.day):
        return "born.digit" if _is_digit(one, other) else "born.day_month"
    years = abs(one.year - other.year)
    if years >= _GENERATION:
        return "born.generation"
    if years <= 1 and abs((date(*one) - date(*other)).days) <= _NEAR_DAYS:
        return "born.near"
    return "born.other"


def _is_digit(one: Day, other: Day) -> bool:
    """One digit wrong, or two neighbours swapped."""
    return OSA.distance(_digits(one), _digits(other), score_cutoff=1) == 1


def _digits(day: Day) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _partial(one: Day, other: Day) -> Seen:
    """What two dates say of which at least one is not whole."""
    both = [a == b for a, b in zip(one, other, strict=True) if a and b]
    if not both:
        return ()
    if not all(both):
        return (FIXED["born.part_other"],)
    if one.year and other.year:
        return (FIXED["born.part_month" if len(both) > 1 else "born.part_year"],)
    return (FIXED["born.part_day"],) if len(both) > 1 else ()
