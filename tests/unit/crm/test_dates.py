"""Dates are kept as far as they are known, read as typed and said in few words."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.dates import (
    PartialDate,
    parse_day,
    parse_day_format,
    parse_partial,
    say_day,
    say_partial,
    say_span,
    say_together,
    short_day,
)
from crm.errors import ValidationError

TODAY = date(2026, 11, 21)
NO_DATES = (
    *("", "  ", "soon", "31.4.1990", "29.2.1967", "32 Nov", "0", "121", "999", "19681", "1.2.3.4"),
    *("24 Juillembre", "jui 1990", "24 Nov 1968 x", "24_11_1968", "1/2/345", "Nov Dec", "Dec Nov"),
    *("24\0Nov", "~", "about", "--13-01", "5 000"),
)
IN_ANOTHER_ORDER = (
    *(("11/24/1968", "dmy"), ("24.11.1968", "ymd"), ("24 Nov", "dmy"), ("19970101", "dmy")),
    *(("1997", "ymd"), ("31/4/1990", "dmy"), ("0000-01-01", "ymd"), ("24/11/968", "dmy")),
)
FULL = st.dates().map(PartialDate.from_date)
PARTIAL = FULL | st.builds(
    lambda day, keep, about: PartialDate(
        day.year if keep != "md" else None,
        day.month if keep != "y" else None,
        day.day if keep == "md" else None,
        about,
    ),
    st.dates(),
    st.sampled_from(["y", "ym", "md"]),
    st.booleans(),
)
ODD_TEXT = st.text(alphabet="0123456789 ./-'~,abceijlmnotuv%")


@given(PARTIAL)
def test_the_storage_form_is_read_back(value: PartialDate) -> None:
    assert PartialDate.from_text(value.text) == value
    if not value.about:
        assert parse_partial(value.text, TODAY) == value


def test_storage_forms_are_the_documented_ones() -> None:
    assert PartialDate(1968, 11, 24).text == "1968-11-24"
    assert PartialDate(1968, 11, None).text == "1968-11"
    assert PartialDate(968, None, None, about=True).text == "~0968"
    assert PartialDate(None, 11, 24).text == "--11-24"
    assert PartialDate(None, 11, None).text == "--11"


@pytest.mark.parametrize(
    "parts",
    [
        (None, None, None),
        (None, None, 3),
        (1968, None, 3),
        (0, 1, 1),
        (10_000, 1, 1),
        (1968, 13, None),
        (1968, 0, 1),
        (1968, 4, 31),
        (1967, 2, 29),
        (None, 2, 30),
        (1968, 4, 0),
    ],
)
def test_days_no_calendar_has_are_refused(parts: tuple[int | None, int | None, int | None]) -> None:
    with pytest.raises(ValidationError) as refused:
        PartialDate(*parts)
    assert list(refused.value.fields) == ["date"]


@pytest.mark.parametrize(
    "stored", ["", "~", "1968-11-24 ", "68", "1968-1-1", "١٩٦٨", "--", "-11-24"]
)
def test_only_the_storage_form_comes_from_storage(stored: str) -> None:
    with pytest.raises(ValidationError):
        PartialDate.from_text(stored)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("24 Nov", "--11-24"),
        ("24. November", "--11-24"),
        ("November 24th", "--11-24"),
        ("24 November 1968", "1968-11-24"),
        ("Nov 24, 1968", "1968-11-24"),
        ("1968 Nov 24", "1968-11-24"),
        ("24 Nov 68", "1968-11-24"),
        ("24 nov '68", "1968-11-24"),
        ("Nov 1968", "1968-11"),
        ("Nov 68", "1968-11"),
        ("November", "--11"),
        ("24.11.1968", "1968-11-24"),
        ("24/11/68", "1968-11-24"),
        ("24-11-1968", "1968-11-24"),
        ("11/24/1968", "1968-11-24"),
        ("24.11.", "--11-24"),
        ("11/1968", "1968-11"),
        ("1968/11/24", "1968-11-24"),
        ("1968-11-24", "1968-11-24"),
        ("--11-24", "--11-24"),
        ("1968", "1968"),
        ("~1968", "~1968"),
        ("about 58", "~1968"),
        ("ca. 1968", "~1968"),
        ("58", "~1968"),
        ("aged 58", "~1968"),
        ("about Nov 1968", "~1968-11"),
        ("29 Feb", "--02-29"),
        ("24/12/26", "1926-12-24"),
        ("21/11/26", "2026-11-21"),
        ("３.５.１９９０", "1990-05-03"),
        ("3. März 1990", "1990-03-03"),
        ("1er août 1990", "1990-08-01"),
        ("3 de marzo de 1990", "1990-03-03"),
        ("3 dicembre 1990", "1990-12-03"),
        ("3 mrt 1990", "1990-03-03"),
        ("3 października 1990", "1990-10-03"),
        ("3 fevereiro 1990", "1990-02-03"),
        ("Jänner 1990", "1990-01"),
    ],
)
def test_dates_are_read_as_people_type_them(typed: str, stored: str) -> None:
    assert parse_partial(typed, TODAY).text == stored


def test_month_first_countries_are_read_their_way() -> None:
    assert parse_partial("3/4/1990", TODAY).text == "1990-04-03"
    assert parse_partial("3/4/1990", TODAY, day_first=False).text == "1990-03-04"
    assert parse_partial("3/4", TODAY, day_first=False).text == "--03-04"
    assert parse_partial("24/4", TODAY, day_first=False).text == "--04-24"


@pytest.mark.parametrize(
    "typed",
    [*NO_DATES, "9" * 90],
)
def test_what_is_no_date_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse_partial(typed, TODAY)
    assert list(refused.value.fields) == ["date"]


@given(st.text() | ODD_TEXT, st.booleans(), st.dates())
def test_any_text_is_a_date_or_a_sentence(text: str, day_first: bool, today: date) -> None:
    with suppress(ValidationError):
        assert parse_partial(text, today, day_first=day_first).text
    for order in ("dmy", "mdy", "ymd"):
        with suppress(ValidationError):
            assert parse_day(text, order=order).year
    with suppress(ValidationError):
        assert parse_day_format("1997-01-01", text).year
    with suppress(ValidationError):
        assert parse_day_format(text, "%d.%m.%Y").year


@given(PARTIAL)
def test_a_said_date_is_read_back(value: PartialDate) -> None:
    if value.year is None or value.year >= 1000:
        assert parse_partial(say_partial(value), TODAY) == value


@pytest.mark.parametrize(
    ("typed", "order", "day"),
    [
        ("19970101", "ymd", date(1997, 1, 1)),
        ("970102", "ymd", date(1997, 1, 2)),
        ("02011997", "dmy", date(1997, 1, 2)),
        ("3/4/1990", "dmy", date(1990, 4, 3)),
        ("3/4/1990", "mdy", date(1990, 3, 4)),
        ("3/4/68", "mdy", date(2068, 3, 4)),
        ("3/4/69", "mdy", date(1969, 3, 4)),
        ("1990-04-03", "dmy", date(1990, 4, 3)),
        ("12/1/2010 8:26", "mdy", date(2010, 12, 1)),
        ("2010-12-01T08:26:00.5Z", "ymd", date(2010, 12, 1)),
        ("2010-12-01 08:26:00 +0100", "ymd", date(2010, 12, 1)),
        ("1-Dec-10 8:26 PM", "dmy", date(2010, 12, 1)),
        ("Dec 1, 2010", "dmy", date(2010, 12, 1)),
    ],
)
def test_full_dates_are_read_in_the_order_named(typed: str, order: str, day: date) -> None:
    assert parse_day(typed, order=order) == day


@pytest.mark.parametrize(
    ("typed", "order"),
    IN_ANOTHER_ORDER,
)
def test_the_order_named_is_never_bent(typed: str, order: str) -> None:
    with pytest.raises(ValidationError):
        parse_day(typed, order=order)


@given(st.dates())
def test_iso_days_are_read_in_every_order(day: date) -> None:
    assert {parse_day(day.isoformat(), order=order) for order in ("dmy", "mdy", "ymd")} == {day}


def test_a_format_must_name_the_whole_date() -> None:
    assert parse_day_format(" 24|11|69 ", "%d|%m|%y") == date(1969, 11, 24)
    assert parse_day_format("24|11|1968", "%d|%m|%Y") == date(1968, 11, 24)
    for text, form in (("24.11.", "%d.%m."), ("1968", "%Y"), ("a", "%"), ("24", "%d%d%m%Y")):
        with pytest.raises(ValidationError):
            parse_day_format(text, form)


def test_ages_grow_on_the_birthday() -> None:
    born = PartialDate(1968, 11, 24)
    assert [born.age_on(date(2026, 11, day)) for day in (23, 24)] == [57, 58]
    assert PartialDate(1968, None, None, about=True).age_on(TODAY) == 58
    assert PartialDate(None, 11, 24).age_on(TODAY) is None
    assert PartialDate(2030, 1, 1).age_on(TODAY) is None
    assert PartialDate(2004, 2, 29).age_on(date(2026, 2, 28)) == 22
    assert born.years_on(date(2026, 1, 1)) == 58


def test_anniversaries_come_round_also_on_29_february() -> None:
    leap = PartialDate(None, 2, 29)
    assert leap.next_anniversary(date(2026, 1, 1)) == date(2026, 2, 28)
    assert leap.next_anniversary(date(2027, 3, 1)) == date(2028, 2, 29)
    assert PartialDate(1968, 11, 21).next_anniversary(TODAY) == TODAY
    assert PartialDate(1968, 11, 20).next_anniversary(TODAY) == date(2027, 11, 20)
    assert PartialDate(2028, 6, 1).next_anniversary(TODAY) == date(2028, 6, 1)
    assert PartialDate(1968, 11, None).next_anniversary(TODAY) is None
    assert PartialDate(None, 1, 1).next_anniversary(date(9999, 6, 1)) is None


@given(st.dates(min_value=date(1970, 1, 1), max_value=date(2200, 1, 1)), FULL)
def test_an_anniversary_is_never_past(today: date, value: PartialDate) -> None:
    following = value.next_anniversary(today)
    assert following is not None
    assert following >= today


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (0, "today"),
        (1, "yesterday"),
        (-1, "tomorrow"),
        (2, "2 days ago"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (59, "8 weeks ago"),
        (60, "in September"),
        (300, "in January"),
        (340, "in December 2025"),
        (2800, "in March 2019"),
        (-2, "Monday"),
        (-6, "Friday"),
        (-7, "28 Nov"),
        (-60, "20 Jan 2027"),
    ],
)
def test_days_are_said_as_people_say_them(ago: int, said: str) -> None:
    assert say_day(TODAY - timedelta(days=ago), TODAY) == said


def test_a_month_of_last_year_needs_no_year_within_ten_months() -> None:
    assert say_day(date(2025, 8, 1), date(2026, 6, 1)) == "in August"
    assert say_day(date(2025, 7, 31), date(2026, 6, 1)) == "in July 2025"


@given(st.dates(), st.dates())
def test_every_day_can_be_said(day: date, today: date) -> None:
    assert say_day(day, today)
    assert short_day(day, today)
    assert say_together(day, today)
    assert say_span((today - day).days)


def test_spans_are_said_in_their_largest_unit() -> None:
    assert [say_span(days) for days in (-3, 1, 13, 35, 215, 400, 5850)] == [
        *("0 days", "1 day", "13 days", "5 weeks", "7 months", "13 months", "16 years")
    ]


def test_time_together_is_counted_by_the_calendar() -> None:
    assert say_together(date(2010, 7, 21), TODAY) == "16 years 4 months"
    assert say_together(date(2010, 7, 22), TODAY) == "16 years 3 months"
    assert say_together(date(2010, 11, 21), TODAY) == "16 years"
    assert say_together(date(2026, 4, 1), TODAY) == "7 months"
    assert say_together(date(2026, 10, 31), TODAY) == "3 weeks"
    assert say_together(TODAY, TODAY) == "0 days"


def test_short_days_show_only_another_year() -> None:
    assert short_day(date(2026, 11, 12), TODAY) == "12 Nov"
    assert short_day(date(2019, 11, 12), TODAY) == "12 Nov 2019"
    assert say_partial(PartialDate(None, 11, None)) == "Nov"
