"""A cell is never run by a spreadsheet, and is itself again when it comes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.exchange.formulas import bare, protect

MARKS = "'=+-@\uff1d\uff0b\uff0d\uff20\t\r09aé \n"


@given(st.one_of(st.text(), st.text(alphabet=MARKS)))
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert bare(protect(text)) == text


@given(st.text(alphabet=MARKS))
def test_nothing_begins_like_a_formula(text: str) -> None:
    assert protect(text)[:1] not in set("=+-@\uff1d\uff0b\uff0d\uff20\t\r")


@pytest.mark.parametrize("text", ["Ann", "'t Hooft", "", "12.50", "O'Neil", "''quoted''"])
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert protect(text) == text
    assert bare(text) == text
