"""Days on the ribbon: in order, within the width, and named so that no two names meet."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.ribbon_scale import (
    AxisRoom,
    AxisWords,
    DayScale,
    Step,
    Unit,
    fit_days,
    place_ticks,
    step_days,
)

TODAY = date(2026, 11, 21)
WIDTH = 980.0

WORDS = AxisWords(
    first=lambda day, unit: f"{day:%d %b}" if unit in (Unit.DAY, Unit.WEEK) else f"{day:%b %Y}",
    tick=lambda day, unit: f"{day:%Y}" if unit is Unit.YEAR else f"{day:%d %b}",
    width=lambda text: 6.0 * len(text),
)


def scale_of(past: int, ahead: int = 0, *, width: float = WIDTH, reserve: float = 0.0) -> DayScale:
    first, last = TODAY - timedelta(days=past), TODAY + timedelta(days=ahead)
    return fit_days(first, TODAY, last, left=6.0, right=width - 6, reserve=reserve)


def steps_of(past: int) -> list[int]:
    """The days between the named ticks after the first."""
    ticks = place_ticks(scale_of(past), WORDS, AxisRoom(0, WIDTH, gap=36, stroke=6))
    named = sorted(tick.day for tick in ticks if tick.text)[1:]
    return [(later - earlier).days for earlier, later in pairwise(named)]


spans = st.integers(0, 45 * 366)
widths = st.floats(300, 4000)


@given(past=spans, ahead=st.integers(0, 2000), width=widths, reserve=st.floats(0, 200))
def test_days_keep_their_order_and_stay_within_the_width(
    past: int, ahead: int, width: float, reserve: float
) -> None:
    scale = scale_of(past, ahead, width=width, reserve=reserve)
    days = (scale.first, TODAY, TODAY + timedelta(days=ahead), scale.last)
    xs = [scale.x(day) for day in days]
    assert xs == sorted(xs)
    assert xs[0] >= 6 - 1e-6
    assert xs[-1] <= width - 6 + 1e-6


@given(past=spans, ahead=st.integers(0, 2000), width=widths, gap=st.floats(4, 60))
def test_names_on_the_axis_never_overlap_and_are_never_cut(
    past: int, ahead: int, width: float, gap: float
) -> None:
    scale = scale_of(past, ahead, width=width, reserve=110)
    ticks = place_ticks(scale, WORDS, AxisRoom(0, width, gap, stroke=6))
    named = sorted((tick for tick in ticks if tick.text), key=lambda tick: tick.text_x)
    assert named[0].day == scale.first
    for tick, after in pairwise(named):
        assert tick.text_x + WORDS.width(tick.text) + gap <= after.text_x + 1e-6
    assert named[0].text_x >= 0
    assert named[-1].text_x + WORDS.width(named[-1].text) <= width + 1e-6


@given(past=spans, width=widths)
def test_strokes_never_crowd(past: int, width: float) -> None:
    scale = scale_of(past, width=width)
    ticks = place_ticks(scale, WORDS, AxisRoom(0, width, gap=36, stroke=6))
    assert len(ticks) <= width / 3


@pytest.mark.parametrize(
    ("past", "days"),
    [
        pytest.param(30, {7}, id="a month in weeks"),
        pytest.param(150, {30, 31}, id="five months in months"),
        pytest.param(4 * 365, {181, 182, 184}, id="four years in half years"),
        pytest.param(20 * 365, {730, 731}, id="twenty years in twos"),
        pytest.param(40 * 365, {1826, 1827}, id="forty years in fives"),
    ],
)
def test_the_axis_counts_in_what_suits_the_span(past: int, days: set[int]) -> None:
    assert set(steps_of(past)) <= days
    assert len(steps_of(past)) >= 3


def test_weeks_begin_on_the_day_they_begin_on_in_the_country() -> None:
    for week_start in range(7):
        days = list(step_days(Step(Unit.WEEK, 1), date(2026, 1, 1), date(2026, 3, 1), week_start))
        assert {day.weekday() for day in days} == {week_start}
        assert len(days) in (8, 9)


def test_years_end_with_the_calendar() -> None:
    days = list(step_days(Step(Unit.YEAR, 5), date(9990, 2, 1), date.max))
    assert days == [date(9995, 1, 1)]
    assert list(step_days(Step(Unit.YEAR, 50), date.min, date(60, 1, 1)))[-1] == date(50, 1, 1)


def test_a_day_ahead_is_as_wide_as_one_past_while_there_is_room() -> None:
    scale = scale_of(100, 40)
    assert scale.ahead_rate == pytest.approx(scale.past_rate)
    assert scale.named_until == TODAY + timedelta(days=40)


def test_a_visit_expected_in_years_leaves_the_past_more_than_half() -> None:
    scale = scale_of(60, 1000)
    assert scale.today_x - scale.left > (scale.right - scale.left) / 2
    assert scale.named_until == TODAY


def test_a_visit_expected_tomorrow_has_a_readable_place_after_forty_years() -> None:
    scale = scale_of(40 * 365, 1, reserve=120)
    assert scale.right - scale.today_x >= 120


def test_a_first_contact_today_is_the_beginning_of_four_weeks() -> None:
    scale = scale_of(0)
    assert scale.today_x == scale.left
    assert scale.last == TODAY + timedelta(days=28)


def test_the_last_day_of_the_calendar_is_a_day_like_any_other() -> None:
    scale = fit_days(date.max, date.max, date.max, left=0, right=100, reserve=0)
    assert scale.x(date.max) == 100 or scale.x(date.max) == 0
    assert place_ticks(scale, WORDS, AxisRoom(0, 100, 8, 6))
