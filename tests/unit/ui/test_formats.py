"""What a shop shows follows its own convention, and is exact where somebody asks."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from crm.clock import FixedClock
from crm.dates import PartialDate
from crm.shop.settings import DayOrder, ShopSettings
from ui.formats import Formats

BRITISH = ShopSettings(name="Maple Street Bicycles", currency="GBP", region="GB")
GERMAN = ShopSettings(
    currency="EUR",
    decimal_mark=",",
    group_mark=".",
    symbol_first=False,
    symbol_space=True,
    region="DE",
)


@pytest.fixture
def british(clock: FixedClock) -> Formats:
    return Formats.of(BRITISH, clock)


@pytest.fixture
def german(clock: FixedClock) -> Formats:
    return Formats.of(GERMAN, clock)


def test_money_is_written_as_the_shop_writes_it(british: Formats, german: Formats) -> None:
    assert british.money(123450) == "£1,234.50"
    assert german.money(123450) == "1.234,50\u00a0€"
    assert british.money(123450, cents=False) == "£1,234"
    assert british.money(500, "EUR") == "€5.00"
    assert german.quantity(2500) == "2,5"


def test_currencies_are_never_added_up(british: Formats) -> None:
    assert british.totals({"EUR": 1200, "GBP": 8600}) == "£86.00 + €12.00"
    assert british.totals({}) == "£0.00"


def test_days_are_said_from_today_also_after_midnight(clock: FixedClock, british: Formats) -> None:
    assert british.day(date(2026, 11, 21)) == "today"
    clock.moment = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
    assert british.day(date(2026, 11, 21)) == "yesterday"
    assert british.short_day(date(2025, 11, 12)) == "12 Nov 2025"
    assert british.together(date(2010, 7, 22)) == "16 years 4 months"
    assert british.span(35) == "5 weeks"


def test_a_day_is_exact_on_hover(british: Formats) -> None:
    assert british.exact_day(date(2026, 11, 24)) == "Tuesday, 24 Nov 2026"
    assert british.exact_partial(PartialDate(1968, 11, 24)) == "Sunday, 24 Nov 1968"
    assert british.exact_partial(PartialDate(1968, 11, 24, about=True)) == "about 24 Nov 1968"
    assert british.exact_partial(PartialDate(None, 11, 24)) == british.partial(
        PartialDate(None, 11, 24)
    )


@pytest.mark.parametrize(
    ("order", "text"), [("dmy", "09/03/2026"), ("mdy", "03/09/2026"), ("ymd", "2026-03-09")]
)
def test_a_typed_day_stands_in_the_order_of_the_shop(
    clock: FixedClock, order: DayOrder, text: str
) -> None:
    formats = Formats.of(ShopSettings(day_order=order), clock)
    assert formats.numeric_day(date(2026, 3, 9)) == text


def test_a_moment_tells_day_and_time_on_the_wall_clock(british: Formats) -> None:
    moment = datetime(2026, 11, 20, 16, 5, tzinfo=UTC)
    assert british.moment(moment) == "yesterday, 16:05"
    assert british.exact_moment(moment) == "Friday, 20 Nov 2026, 16:05"


def test_a_phone_number_is_shown_as_the_shop_dials_it(british: Formats, german: Formats) -> None:
    assert british.phone("0161 496 0123", "+441614960123") == "0161 496 0123"
    assert german.phone("0161 496 0123", "+441614960123") == "+44 161 496 0123"
    assert british.phone("ring the bakery", None) == "ring the bakery"
