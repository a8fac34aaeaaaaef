"""Names are taken apart without losing a word and put together as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.clients.names import NameParts, initials, join_name, sort_key, split_name

WORDS = st.text(st.characters(exclude_characters=",", exclude_categories=("Z", "C")), min_size=1)
NAMES = st.lists(
    WORDS
    | st.sampled_from(["Dr.", "van", "der", "de", "y", "Jr.", "Maria", "Silva", "김", "山田"]),
    max_size=7,
)


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Siobhan", NameParts(given="Siobhan")),
        ("Siobhan Brennan", NameParts(given="Siobhan", family="Brennan")),
        ("Brennan, Siobhan", NameParts(given="Siobhan", family="Brennan")),
        ("Brennan, Siobhan Mary", NameParts(given="Siobhan", middle="Mary", family="Brennan")),
        ("Brennan,", NameParts(given="Brennan")),
        (", Siobhan", NameParts(given="Siobhan")),
        ("Smith, Dr. John, Jr.", NameParts("Dr.", "John", "", "Smith", "Jr.")),
        ("John Smith, PhD", NameParts("", "John", "", "Smith", "PhD")),
        ("Dr. Maria da Silva Jr.", NameParts("Dr.", "Maria", "", "da Silva", "Jr.")),
        ("Prof. Dr. Anna Groß", NameParts("Prof. Dr.", "Anna", "", "Groß")),
        ("van der Berg", NameParts(family="van der Berg")),
        ("Van der Berg", NameParts(family="Van der Berg")),
        ("Van Morrison", NameParts(given="Van", family="Morrison")),
        ("van Dijk", NameParts(family="van Dijk")),
        ("de Vries", NameParts(family="de Vries")),
        ("Ben Smith", NameParts(given="Ben", family="Smith")),
        ("Jan van der Berg", NameParts(given="Jan", family="van der Berg")),
        ("Rosa García y Vega", NameParts(given="Rosa", family="García y Vega")),
        ("John Ronald Reuel Tolkien", NameParts("", "John", "Ronald Reuel", "Tolkien")),
        ("Sr. Juan Pérez", NameParts("Sr.", "Juan", "", "Pérez")),
        ("Dr.", NameParts(given="Dr.")),
        ("김 철수", NameParts(given="철수", family="김")),
        ("山田太郎", NameParts(given="山田太郎")),
        ("", NameParts()),
        (" , ", NameParts()),
    ],
)
def test_names_are_taken_apart(typed: str, parts: NameParts) -> None:
    assert split_name(typed) == parts


@given(NAMES)
def test_a_name_taken_apart_keeps_every_word(names: list[str]) -> None:
    typed = " ".join(names)
    assert sorted(join_name(split_name(typed)).split()) == sorted(typed.split())


@given(NAMES, NAMES)
def test_a_comma_loses_no_word_either(family: list[str], rest: list[str]) -> None:
    shown = join_name(split_name(f"{' '.join(family)}, {' '.join(rest)}"))
    assert sorted(shown.split()) == sorted([*family, *rest])


@given(st.text(st.characters()))
def test_any_text_has_parts_initials_and_a_place_in_the_list(text: str) -> None:
    assert isinstance(sort_key(split_name(text)), str)
    assert 1 <= len(initials(text)) <= 2


@pytest.mark.parametrize(
    ("shown", "letters"),
    [
        ("Siobhan Brennan", "SB"),
        ("Siobhan", "S"),
        ("Dr. Maria da Silva Jr.", "MS"),
        ("Vincent van Gogh", "VG"),
        ("van der Berg", "B"),
        ("e\u0301mile zola", "ÉZ"),
        ("ß ß", "ßß"),
        ("Сергей Иванов", "СИ"),
        ("山田 太郎", "山太"),
        ("김 철수", "김철"),
        ("(the) 3 chimneys", "TC"),
        ("🚲", "?"),
        ("", "?"),
        ("da", "D"),
    ],
)
def test_initials_are_never_empty(shown: str, letters: str) -> None:
    assert initials(shown) == letters


def test_names_join_in_the_order_they_are_spoken() -> None:
    assert join_name(NameParts("Dr.", "Maria", "", "da Silva", "Jr.")) == "Dr. Maria da Silva Jr."
    assert join_name(NameParts(given="철수", family="김")) == "김 철수"


def test_lists_are_sorted_by_family_name_without_accents() -> None:
    names = ["Zoë Adams", "Brennan, Siobhan", "Øyvind Brenna", "Ann Adams", "Cher"]
    assert sorted(names, key=sort_key) == [
        *("Ann Adams", "Zoë Adams", "Øyvind Brenna", "Brennan, Siobhan", "Cher")
    ]
