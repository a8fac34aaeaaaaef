"""What is typed about somebody unknown falls into its parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.clients.typed_person import TypedPerson, tell_apart


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("", TypedPerson()),
        ("Jane Smith", TypedPerson("Jane Smith")),
        ("Smith, John", TypedPerson("Smith, John")),
        ("07700 900123", TypedPerson(phone="07700 900123")),
        ("+44 (0)7700 900-123", TypedPerson(phone="+44 (0)7700 900-123")),
        ("jane@example.org", TypedPerson(email="jane@example.org")),
        ("Jane Smith 07700 900123", TypedPerson("Jane Smith", "07700 900123")),
        ("Jane <jane@example.org>", TypedPerson("Jane", email="jane@example.org")),
        ("Jane Smith\nKilkenny", TypedPerson("Jane Smith", lives="Kilkenny")),
        (
            "Jane Smith\r\n07700 900123\r\njane@example.org\r\n",
            TypedPerson("Jane Smith", "07700 900123", "jane@example.org"),
        ),
        ("Flat 12", TypedPerson("Flat 12")),
        ("<img src=x>", TypedPerson("img src=x")),
    ],
)
def test_a_typed_person_is_told_apart(text: str, person: TypedPerson) -> None:
    assert tell_apart(text) == person


@given(st.text())
def test_any_text_is_told_apart_into_clean_lines(text: str) -> None:
    person = tell_apart(text)
    for part in (person.name, person.phone, person.email, person.lives):
        assert "\n" not in part
        assert "\0" not in part


def test_a_megabyte_is_told_apart_at_once() -> None:
    assert len(tell_apart("1" * 1_000_000).phone) <= 2_000
