"""Money is read as people type it and written as the shop writes it, never through a float."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crm.errors import ValidationError
from crm.money import (
    Money,
    MoneyFormat,
    currency_symbol,
    exponent,
    format_money,
    format_quantity,
    is_currency,
    list_currencies,
    parse_minor,
    parse_quantity,
)

REFUSED = (
    *("", " ", "ten", "NaN", "inf", "1e999", "1e5", "--5", "-5-", "(-5)", "5 5", "1,2,3", "1.2.3"),
    *(
        "1,23,45",
        "£",
        "-",
        ".",
        "$5",
        "5 USD",
        "12½",
        "12²",
        "①",
        "=1+1",
        "0x10",
        "5\0",
        "1,234.5.6",
    ),
)
STYLES = st.builds(
    MoneyFormat,
    decimal_mark=st.just("."),
    group_mark=st.sampled_from([",", "'", "’", "\u202f", "\u00a0", ""]),
    symbol_first=st.booleans(),
    symbol_space=st.booleans(),
    home=st.sampled_from(["", "AUD", "GBP", "CHF"]),
) | st.builds(
    MoneyFormat,
    decimal_mark=st.just(","),
    group_mark=st.sampled_from([".", "'", " ", "\u00a0", ""]),
    symbol_first=st.booleans(),
    symbol_space=st.booleans(),
)
CURRENCIES = st.sampled_from(list_currencies())
AMOUNTS = st.integers(min_value=-(2**53), max_value=2**53)


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("86", "GBP", 8600),
        ("1,234.50", "GBP", 123450),
        ("1.234,50", "EUR", 123450),
        ("1 234,50", "EUR", 123450),
        ("1\u202f234,5", "EUR", 123450),
        ("1'234.50", "CHF", 123450),
        ("1’234’567.05", "CHF", 123456705),
        ("12,34,567.00", "INR", 123456700),
        ("1.234", "EUR", 123400),
        ("1,234", "USD", 123400),
        ("1.234.567", "EUR", 123456700),
        ("1234.500", "EUR", 123450),
        ("0.500", "EUR", 50),
        (".5", "EUR", 50),
        ("12.", "EUR", 1200),
        ("£12", "GBP", 1200),
        ("12 €", "EUR", 1200),
        ("EUR 12,30", "EUR", 1230),
        ("12 zł", "PLN", 1200),
        ("$ 5", "CAD", 500),
        ("CA$5", "CAD", 500),
        ("Fr. 12.–", "CHF", 1200),
        ("12,-", "EUR", 1200),
        ("-36,99", "EUR", -3699),
        ("−36.99", "EUR", -3699),
        ("(12.00)", "USD", -1200),
        ("($12.00)", "USD", -1200),
        ("12.00-", "USD", -1200),
        ("-£12", "GBP", -1200),
        ("£-12", "GBP", -1200),
        ("+5", "GBP", 500),
        ("١٢٫٥٠", "EGP", 1250),
        ("１２.５０", "EUR", 1250),
        ("¥1,200", "JPY", 1200),
        ("12.00", "JPY", 12),
        ("1.250", "KWD", 1250),
        ("1,234.5", "KWD", 1234500),
        ("0.00", "USD", 0),
    ],
)
def test_amounts_are_read_as_people_type_them(typed: str, currency: str, minor: int) -> None:
    assert parse_minor(typed, currency) == minor


@pytest.mark.parametrize(
    "typed",
    [*REFUSED, "9" * 99],
)
def test_everything_else_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse_minor(typed, "GBP")
    assert list(refused.value.fields) == ["amount"]
    assert refused.value.code == "amount.unreadable"


@pytest.mark.parametrize(
    ("typed", "currency", "mark"),
    [
        ("0.125", "EUR", None),
        ("1234.567", "EUR", None),
        ("12.50", "JPY", None),
        ("1.005", "EUR", "."),
    ],
)
def test_decimals_the_currency_does_not_have_are_never_rounded_away(
    typed: str, currency: str, mark: str | None
) -> None:
    with pytest.raises(ValidationError, match="more decimals"):
        parse_minor(typed, currency, decimal_mark=mark)


def test_more_money_than_can_be_kept_is_refused() -> None:
    assert parse_minor("90071992547409.92", "EUR") == 2**53
    with pytest.raises(ValidationError, match="more money"):
        parse_minor("90071992547409.93", "EUR")


def test_a_known_decimal_mark_leaves_nothing_to_guess() -> None:
    assert parse_minor("1.234", "EUR", decimal_mark=",") == 123400
    assert parse_minor("1,5", "EUR", decimal_mark=",") == 150
    assert parse_minor("12", "EUR", decimal_mark=",") == 1200
    for typed, mark in (("12.50", ","), ("1,5", "."), ("1,23", "."), ("1.234.50", ".")):
        with pytest.raises(ValidationError):
            parse_minor(typed, "EUR", decimal_mark=mark)


@given(st.text() | st.text(alphabet="0123456789.,' -+()£"), CURRENCIES)
@example("9" * 60, "JPY")
def test_any_text_is_an_amount_or_a_sentence(text: str, currency: str) -> None:
    for mark in (None, ".", ","):
        with suppress(ValidationError):
            assert abs(parse_minor(text, currency, decimal_mark=mark)) <= 2**53


@given(AMOUNTS, CURRENCIES, STYLES)
def test_what_is_written_is_read_back(minor: int, currency: str, style: MoneyFormat) -> None:
    written = format_money(Money(minor, currency), style)
    assert parse_minor(written, currency, decimal_mark=style.decimal_mark) == minor


@given(AMOUNTS, st.sampled_from(["EUR", "GBP", "KWD"]))
def test_two_kinds_of_marks_need_no_hint(minor: int, currency: str) -> None:
    assert parse_minor(format_money(Money(minor, currency)), currency) == minor


@pytest.mark.parametrize(
    ("money", "style", "written"),
    [
        (Money(8600, "GBP"), MoneyFormat(), "£86.00"),
        (Money(-4000, "GBP"), MoneyFormat(), "−£40.00"),
        (Money(123450, "EUR"), MoneyFormat(",", ".", False, True), "1.234,50\u00a0€"),
        (Money(1200, "JPY"), MoneyFormat(), "¥1,200"),
        (Money(1250, "KWD"), MoneyFormat(), "KWD\u00a01.250"),
        (Money(500, "AUD"), MoneyFormat(), "A$5.00"),
        (Money(500, "AUD"), MoneyFormat(home="AUD"), "$5.00"),
        (Money(500, "SEK"), MoneyFormat(",", " ", False, home="SEK"), "5,00\u00a0kr"),
        (Money(-1, "GBP"), MoneyFormat(), "−£0.01"),
    ],
)
def test_money_is_written_as_the_shop_does(money: Money, style: MoneyFormat, written: str) -> None:
    assert format_money(money, style) == written


@pytest.mark.parametrize(
    ("minor", "written"),
    [(941_249, "£9,412"), (250, "£2"), (350, "£4"), (351, "£4"), (-250, "−£2"), (-20, "£0")],
)
def test_without_cents_a_half_goes_to_the_even_neighbour(minor: int, written: str) -> None:
    assert format_money(Money(minor, "GBP"), cents=False) == written


def test_currencies_are_those_of_the_iso_list() -> None:
    assert is_currency("GBP")
    assert not is_currency("gbp")
    assert not is_currency("XXX")
    assert (exponent("JPY"), exponent("EUR"), exponent("KWD"), exponent("???")) == (0, 2, 3, 2)
    assert currency_symbol("ISK") == "ISK"
    assert currency_symbol("XOF") == "F CFA"
    assert all(len(code) == 3 and code.isupper() for code in list_currencies())


@pytest.mark.parametrize(
    ("typed", "thousandths"),
    [("2", 2000), ("0.5", 500), ("0,5", 500), ("1.250", 1250), ("-1", -1000), ("1,234.5", 1234500)],
)
def test_quantities_are_read_in_thousandths(typed: str, thousandths: int) -> None:
    assert parse_quantity(typed) == thousandths


def test_a_quantity_finer_than_a_thousandth_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        parse_quantity("0.0001")
    assert list(refused.value.fields) == ["quantity"]


def test_quantities_are_said_as_short_as_can_be() -> None:
    assert format_quantity(2000) == "2"
    assert format_quantity(500) == "0.5"
    assert format_quantity(1250, MoneyFormat(decimal_mark=",")) == "1,25"
    assert format_quantity(-1000) == "−1"


@given(st.integers(min_value=-(10**12), max_value=10**12), st.sampled_from(".,"))
def test_a_said_quantity_is_read_back(thousandths: int, mark: str) -> None:
    said = format_quantity(thousandths, MoneyFormat(decimal_mark=mark))
    assert parse_quantity(said) == thousandths
    assert parse_quantity(said, decimal_mark=mark) == thousandths
