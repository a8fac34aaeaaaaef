"""Days typed beside other work are read as the people who type them mean them."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.dates_typed import moment_at, parse_typed_day, parse_typed_moment
from crm.errors import ValidationError

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", SATURDAY),
        ("Tomorrow", date(2026, 11, 22)),
        ("Friday", date(2026, 11, 27)),
        ("fri", date(2026, 11, 27)),
        ("on Monday", date(2026, 11, 23)),
        ("saturday", SATURDAY),
        ("next Saturday", date(2026, 11, 28)),
        ("last friday", date(2026, 11, 20)),
        ("in 2 weeks", date(2026, 12, 5)),
        ("two weeks", date(2026, 12, 5)),
        ("in a month", date(2026, 12, 21)),
        ("3 days ago", date(2026, 11, 18)),
        ("12 Dec", date(2026, 12, 12)),
        ("12 Nov", date(2027, 11, 12)),
        ("24/12", date(2026, 12, 24)),
        ("24 Dec 2027", date(2027, 12, 24)),
        ("2027-01-31", date(2027, 1, 31)),
        ("the 24th", date(2026, 11, 24)),
        ("3rd", date(2026, 12, 3)),
        ("next month", date(2026, 12, 21)),
    ],
)
def test_days_to_come_are_the_next_such_day(text: str, day: date) -> None:
    assert parse_typed_day(text, SATURDAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("yesterday", date(2026, 11, 20)),
        ("12 Nov", date(2026, 11, 12)),
        ("12 Dec", date(2025, 12, 12)),
        ("29 Feb", date(2024, 2, 29)),
        ("Friday", date(2026, 11, 20)),
        ("saturday", SATURDAY),
        ("last Saturday", date(2026, 11, 14)),
        ("2 weeks", date(2026, 11, 7)),
        ("the 24th", date(2026, 10, 24)),
        ("the 31st", date(2026, 10, 31)),
    ],
)
def test_days_gone_by_are_the_latest_such_day(text: str, day: date) -> None:
    assert parse_typed_day(text, SATURDAY, toward="past") == day


def test_the_order_of_the_shop_decides_what_reads_both_ways() -> None:
    assert parse_typed_day("3/4", SATURDAY) == date(2027, 4, 3)
    assert parse_typed_day("3/4", SATURDAY, day_first=False) == date(2027, 3, 4)


@pytest.mark.parametrize(
    "text", ["", "soon", "March", "2027", "24", "32nd", "31 Feb", "\0", "x" * 99]
)
def test_what_names_no_day_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValidationError) as caught:
        parse_typed_day(text, SATURDAY)
    assert caught.value.fields["date"]


@pytest.mark.parametrize(
    ("text", "day", "at"),
    [
        ("yesterday", date(2026, 11, 20), None),
        ("yesterday, 14:30", date(2026, 11, 20), time(14, 30)),
        ("12 Nov at 9:05", date(2026, 11, 12), time(9, 5)),
        ("11:52", SATURDAY, time(11, 52)),
        ("today 2pm", SATURDAY, time(14, 0)),
        ("12am", SATURDAY, time(0, 0)),
    ],
)
def test_a_time_may_follow_the_day(text: str, day: date, at: time | None) -> None:
    assert parse_typed_moment(text, SATURDAY) == (day, at)


@pytest.mark.parametrize("text", ["25:00", "today 11:75", "13pm"])
def test_a_time_no_clock_shows_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        parse_typed_moment(text, SATURDAY)


@pytest.mark.parametrize(
    ("day", "at"),
    [
        (date(2026, 7, 1), time(11, 52)),
        (date(2026, 11, 21), time(0, 30)),
        (date(2026, 3, 29), time(4, 0)),
        (date(2026, 10, 25), time(4, 0)),
    ],
)
def test_a_moment_shows_the_same_wall_clock_again(day: date, at: time) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    moment = moment_at(day, at, lambda each: each.astimezone(berlin))
    assert moment.tzinfo is UTC
    assert moment.astimezone(berlin).replace(tzinfo=None) == datetime.combine(day, at)


@given(st.text(max_size=80), st.sampled_from(["future", "past"]))
def test_any_text_is_a_day_or_a_sentence(text: str, toward: str) -> None:
    with suppress(ValidationError):
        parse_typed_moment(text, SATURDAY, toward="past" if toward == "past" else "future")


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1)))
def test_a_whole_day_is_read_as_itself(day: date) -> None:
    assert parse_typed_day(f"{day:%d}/{day:%m}/{day:%Y}", SATURDAY) == day
    assert parse_typed_day(day.isoformat(), SATURDAY, toward="past") == day


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 1, 1)), st.integers(0, 400))
def test_spans_go_both_ways(today: date, days: int) -> None:
    there = parse_typed_day(f"in {days} days", today)
    assert there == today + timedelta(days=days)
    assert parse_typed_day(f"{days} days ago", there) == today
