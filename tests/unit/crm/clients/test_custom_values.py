"""What people type into a field of the shop's own is kept in one form, or refused in a sentence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.clients.custom_values import (
    FIELD_TYPES,
    FieldType,
    ValueStyle,
    format_value,
    parse_value,
    read_value,
)
from crm.errors import StorageError, ValidationError
from crm.text import clean_block

TODAY = date(2026, 11, 21)
AT_HOME = ValueStyle(today=TODAY)
IN_BERLIN = ValueStyle(",", ".", "dmy", TODAY)
IN_ZURICH = ValueStyle(".", "’", "dmy", TODAY)
IN_BOSTON = ValueStyle(".", ",", "mdy", TODAY)
IN_A_FILE = ValueStyle(day_order="ymd")
STYLES = (AT_HOME, IN_BERLIN, IN_ZURICH, IN_BOSTON, ValueStyle(",", "\u202f", "ymd", TODAY))
SIZES = ("Small", "Medium", "Très grand")


def refused(text: str, type: FieldType, style: ValueStyle = AT_HOME) -> str:
    with pytest.raises(ValidationError) as caught:
        parse_value(text, type, style, SIZES)
    return caught.value.fields["value"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1", "1"), ("007", "7"), ("-1.50", "-1.5"), ("−2", "-2"), (" + 4 ", "4"), (".5", "0.5"),
        ("5.", "5"), ("0.0", "0"), ("-0", "0"), ("1,250", "1250"), ("1 250.75", "1250.75"),
        ("1'250'000", "1250000"), ("١٢", "12"), ("0.000000001", "0.000000001"), ("", ""),
    ],
)  # fmt: skip
def test_a_number_is_kept_as_plain_digits(typed: str, kept: str) -> None:
    assert parse_value(typed, "number", AT_HOME) == kept


def test_a_number_is_read_and_said_in_the_convention_of_the_shop() -> None:
    assert parse_value("1.250,5", "number", IN_BERLIN) == "1250.5"
    assert parse_value("1’250.5", "number", IN_ZURICH) == "1250.5"
    assert format_value("12500.5", "number", IN_BERLIN) == "12.500,5"
    assert format_value("-12500.5", "number", AT_HOME) == "\u221212,500.5"
    assert format_value("2019", "number", AT_HOME) == "2019"


@pytest.mark.parametrize(
    "typed", ["x", "-", "1,5", "12,50,000", "1e5", "5 cm", "1.2.3", "--1", "½", "1,250,5", "9" * 65]
)
def test_what_is_no_number_is_refused_and_never_guessed(typed: str) -> None:
    assert "is not a number. Write it like 12.5." in refused(typed, "number")


def test_more_digits_than_are_exact_everywhere_are_refused() -> None:
    assert parse_value("9" * 15, "number", AT_HOME) == "9" * 15
    assert "more digits" in refused("9" * 16, "number")
    assert "more digits" in refused("0.0123456789", "number")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("24/11/2026", "2026-11-24"), ("2026-11-24", "2026-11-24"), ("24 Nov 2026", "2026-11-24"),
        ("today", "2026-11-21"), ("in 2 weeks", "2026-12-05"), ("3 days ago", "2026-11-18"),
        ("20 Nov", "2026-11-20"), ("1 March", "2027-03-01"), ("1 Sept", "2026-09-01"),
        ("next Friday", "2026-11-27"), ("3/4/2026", "2026-04-03"),
    ],
)  # fmt: skip
def test_a_day_may_be_typed_as_people_say_it(typed: str, kept: str) -> None:
    assert parse_value(typed, "day", AT_HOME) == kept


def test_the_order_of_day_and_month_is_that_of_the_shop() -> None:
    assert parse_value("3/4/2026", "day", IN_BOSTON) == "2026-03-04"
    assert parse_value("2026/3/4", "day", IN_A_FILE) == "2026-03-04"


def test_in_a_file_a_day_has_to_be_whole() -> None:
    assert "is not a date" in refused("next Friday", "day", IN_A_FILE)


@pytest.mark.parametrize("typed", ["1998", "soon", "99/99/9999", "30 Feb 2026"])
def test_what_is_no_day_is_refused_in_a_sentence(typed: str) -> None:
    assert refused(typed, "day").endswith(".")


def test_yes_and_no_are_understood_in_many_words() -> None:
    for typed in ("yes", "Y", "TRUE", "1", "ja", "Oui", "sì", "x"):
        assert parse_value(typed, "yes_no", AT_HOME) == "yes"
    for typed in ("no", "N", "false", "0", "nein", "não"):
        assert parse_value(typed, "yes_no", AT_HOME) == "no"
    assert refused("maybe", "yes_no") == "“maybe” is neither yes nor no."


def test_a_choice_is_kept_as_the_field_names_it() -> None:
    assert parse_value("  très GRAND ", "choice", AT_HOME, SIZES) == "Très grand"
    assert refused("huge", "choice") == "“huge” is none of: Small, Medium, Très grand."


def test_a_text_keeps_its_lines() -> None:
    assert parse_value("one\r\ntwo \n", "text", AT_HOME) == "one\ntwo"
    assert "too long" in refused("x" * 20_001, "text")


def test_values_are_compared_as_what_they_are() -> None:
    assert read_value("-12.5", "number") == Decimal("-12.5")
    assert read_value("2026-11-24", "day") == date(2026, 11, 24)
    assert read_value("yes", "yes_no") is True
    assert read_value("Small", "choice") == "Small"


@pytest.mark.parametrize(("stored", "type"), [("12,5", "number"), ("", "number"), ("x", "day")])
def test_a_ruined_value_is_called_damage(stored: str, type: FieldType) -> None:
    with pytest.raises(StorageError):
        format_value(stored, type, AT_HOME)
    with pytest.raises(StorageError):
        read_value(stored, type)


numbers = st.decimals(
    allow_nan=False, allow_infinity=False, places=9, min_value=-(10**15) + 1, max_value=10**15 - 1
)


@given(number=numbers, style=st.sampled_from(STYLES))
def test_a_number_that_is_shown_is_read_as_the_same(number: Decimal, style: ValueStyle) -> None:
    kept = parse_value(f"{number:f}", "number", AT_HOME)
    assert read_value(kept, "number") == number
    assert parse_value(format_value(kept, "number", style), "number", style) == kept


@given(day=st.dates(min_value=date(1000, 1, 1)), style=st.sampled_from(STYLES))
def test_a_day_that_is_shown_is_read_as_the_same(day: date, style: ValueStyle) -> None:
    assert parse_value(format_value(day.isoformat(), "day", style), "day", style) == str(day)


@given(text=st.text(st.characters(codec=None), max_size=80), style=st.sampled_from(STYLES))
def test_any_text_is_kept_in_a_form_that_stays_or_refused(text: str, style: ValueStyle) -> None:
    for type in FIELD_TYPES:
        kept = kept_or_refused(text, type, style)
        if kept:
            assert parse_value(format_value(kept, type, style), type, style, SIZES) == kept
        assert kept is None or bool(kept) == bool(clean_block(text).strip())


def kept_or_refused(text: str, type: FieldType, style: ValueStyle) -> str | None:
    try:
        return parse_value(text, type, style, SIZES)
    except ValidationError as error:
        return None if error.fields["value"].endswith(".") else "refused without a sentence"
