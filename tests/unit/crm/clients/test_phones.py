"""Phone numbers are found by any part of them, however they were written down."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.clients.phones import (
    normal_phone,
    query_digits,
    say_phone,
    search_digits,
    split_extension,
)

NUMBER_LIKE = st.text(alphabet="0123456789 +-()/.x#٣", max_size=30)


@pytest.mark.parametrize(
    ("typed", "region", "normal"),
    [
        ("07700 900123", "GB", "+447700900123"),
        ("+44 (0)7700 900-123", "US", "+447700900123"),
        ("0044 7700 900123", "GB", "+447700900123"),
        ("(415) 555-0132 ext. 12", "US", "+14155550132"),
        ("06 1234 5678", "IT", "+390612345678"),
        ("٠٧٧٠٠ ٩٠٠١٢٣", "GB", "+447700900123"),
        ("0171 1234567", "DE", "+491711234567"),
        ("+47 22 33 44 55", "", "+4722334455"),
        ("07700 900123", "", None),
        ("12", "GB", None),
        ("call me", "GB", None),
        ("", "GB", None),
        ("9" * 1000, "GB", None),
    ],
)
def test_numbers_have_one_normal_form(typed: str, region: str, normal: str | None) -> None:
    assert normal_phone(typed, region) == normal


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("415 555 0132 ext. 12", ("415 555 0132", "12")),
        ("415 555 0132 x12", ("415 555 0132", "12")),
        ("4155550132x12", ("4155550132", "12")),
        ("415 555 0132, Extension 7", ("415 555 0132", "7")),
        ("+49 89 123456 DW 22", ("+49 89 123456", "22")),
        ("415 555 0132 #9", ("415 555 0132", "9")),
        ("tel:+1-415-555-0132;ext=33", ("tel:+1-415-555-0132", "33")),
        (" 415 555 0132 ", ("415 555 0132", "")),
        ("x12", ("x12", "")),
        ("#12", ("#12", "")),
    ],
)
def test_extensions_are_kept_apart(typed: str, parts: tuple[str, str]) -> None:
    assert split_extension(typed) == parts


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("077", "077"),
        ("07700", "7700"),
        ("+44 77", "4477"),
        ("0044 77", "4477"),
        ("+44 (0)77", "4477"),
        ("900-12", "90012"),
        ("(415) 55", "41555"),
        ("٩٠٠", "900"),
        ("00", None),
        ("+44", None),
        ("12", None),
        ("room 101", None),
        ("", None),
    ],
)
def test_a_search_that_looks_like_a_number_is_one(typed: str, wanted: str | None) -> None:
    assert query_digits(typed) == wanted


@given(
    st.sampled_from(
        [
            ("07700 900123", "GB", ["07700 900123", "+44 7700 900123", "0044 (0)7700-900123"]),
            ("+1 415-555-0132", "US", ["(415) 555-0132", "1 415 555 0132", "001 415 555 0132"]),
            ("06 1234 5678", "IT", ["06 1234 5678", "+39 06 1234 5678"]),
            ("+7 916 123-45-67", "RU", ["8 (916) 123-45-67", "+7 916 123 45 67"]),
            ("030 901820", "DE", ["030/901820", "+49 30 901820", "004930901820"]),
        ]
    ),
    st.data(),
)
def test_any_three_digits_find_the_number(
    entry: tuple[str, str, list[str]], data: st.DataObject
) -> None:
    typed, region, spellings = entry
    index = search_digits(typed, normal_phone(typed, region))
    spelling = data.draw(st.sampled_from(spellings))
    end = data.draw(st.integers(min_value=8, max_value=len(spelling)))
    wanted = query_digits(spelling[:end])
    assert wanted is not None
    assert any(wanted in form for form in index.split())
    tail = query_digits(spelling[-4:])
    assert tail is not None
    assert any(tail in form for form in index.split())


def test_numbers_nobody_can_read_are_still_found_by_their_digits() -> None:
    assert search_digits("call 123-45 x9", None) == "12345 9"
    assert search_digits("none", None) == ""


@given(st.text() | NUMBER_LIKE, st.sampled_from(["GB", "US", "DE", "", "??"]))
def test_any_text_goes_through(text: str, region: str) -> None:
    normal = normal_phone(text, region)
    index = search_digits(text, normal)
    assert all(form.isascii() and form.isdecimal() for form in index.split())
    assert isinstance(say_phone(text, normal, region), str)
    wanted = query_digits(text)
    assert wanted is None or len(wanted) >= 3


def test_zeros_that_lead_nowhere_are_no_number() -> None:
    assert normal_phone("000000", "DE") is None
    assert normal_phone("0001562", "DE") is None
    assert normal_phone("06 69812345", "IT") == "+390669812345"


@given(NUMBER_LIKE, st.sampled_from(["GB", "US", "DE"]))
def test_a_normal_form_is_its_own(text: str, region: str) -> None:
    normal = normal_phone(text, region)
    if normal is not None:
        assert normal_phone(normal, region) in (normal, None)


def test_numbers_are_said_as_at_home_or_from_abroad() -> None:
    assert say_phone("+447400123456", "+447400123456", "GB") == "07400 123456"
    assert say_phone("07400123456", "+447400123456", "US") == "+44 7400 123456"
    assert say_phone("4155550132 x7", "+14155550132", "US") == "(415) 555-0132 ext. 7"
    assert say_phone(" ask  for Jo ", None, "US") == "ask for Jo"
