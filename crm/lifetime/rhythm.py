"""How often a client comes, by nobody's measure but their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median_high

FEWEST_DAYS = 3  # two gaps are the least that can be called a rhythm


def rhythm_days(days: Sequence[date]) -> int | None:
    """The median gap in days between distinct visit days in ascending order.

    None with fewer than three of them. The higher of two middle gaps is taken, so that nobody is
    called late by half a day.
    """
    if len(days) < FEWEST_DAYS:
        return None
    return median_high((later - earlier).days for earlier, later in pairwise(days))


def expected_next(last_visit: date, rhythm: int | None) -> date | None:
    """The day a client is expected next, or None without a rhythm."""
    return None if rhythm is None else last_visit + timedelta(days=rhythm)
