"""What holds for any two records whatever is in them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.clients.names import NameParts
from crm.clients.same.blocking import keys_of
from crm.clients.same.engine import find_same
from crm.clients.same.pairs import LIKELY, compare
from crm.clients.same.people import Address, Person
from crm.clients.same.records import make_record
from crm.dates import PartialDate

# Few letters, so that names, phones and addresses meet; and any text at all beside them.
words = st.one_of(
    st.sampled_from(("Ann", "Anna", "Bob", "Robert", "Lee", "Brennan", "Brenan", "van der Berg")),
    st.text(st.characters(), max_size=12),
    st.text("ab é-.'", max_size=8),
)
several = st.lists(words, max_size=2).map(tuple)
days = (
    st.none()
    | st.dates().map(PartialDate.from_date)
    | st.builds(
        PartialDate,
        st.none() | st.integers(1900, 2026),
        st.integers(1, 12),
        st.none(),
        st.booleans(),
    )
)
people = st.builds(
    Person,
    id=st.integers(-3, 3),
    name=words.map(lambda text: text or "?"),
    kind=st.sampled_from(("person", "person", "person", "household", "organisation")),
    parts=st.builds(NameParts, title=words, given=words, middle=words, family=words, suffix=words),
    called=words,
    former_names=several,
    phones=st.lists(st.sampled_from(("+447700900417", "+447700900471", "+44")), max_size=2).map(
        tuple
    ),
    emails=several | st.just(("info@acme.example",)) | st.just(("a@b.example",)),
    addresses=st.lists(st.builds(Address, words, words, words), max_size=2).map(tuple),
    born=days,
    numbers=several,
)


@given(people, people)
def test_it_makes_no_difference_who_is_asked_about_first(one: Person, other: Person) -> None:
    one, other = replace(one, id=1), replace(other, id=2)
    there, back = compare(one, other), compare(other, one)
    assert there == back
    swapped = compare(replace(one, id=2), replace(other, id=1))
    assert swapped.score == pytest.approx(there.score)
    assert 0 <= there.score <= 1


@given(people)
def test_nothing_speaks_against_a_record_beside_itself(one: Person) -> None:
    found = compare(one, replace(one, id=one.id + 1))
    assert not found.against


@given(people)
def test_a_whole_record_is_the_same_as_itself(one: Person) -> None:
    whole = replace(
        one,
        kind="person",
        parts=NameParts(given="Siobhan", family="Brennan"),
        phones=("+447700900417",),
        born=PartialDate(1968, 11, 24),
    )
    assert compare(whole, replace(whole, id=one.id + 1)).score >= LIKELY


@given(st.lists(people, max_size=8))
def test_any_list_can_be_gone_through(found: list[Person]) -> None:
    records = [replace(each, id=place) for place, each in enumerate(found)]
    pairs = find_same(records, least=0.0)
    assert len({(pair.first, pair.second) for pair in pairs}) == len(pairs)
    assert all(pair.first < pair.second for pair in pairs)
    assert pairs == find_same(records, least=0.0)


@given(people)
def test_keys_are_the_same_however_often_they_are_made(one: Person) -> None:
    assert keys_of(make_record(one)) == keys_of(make_record(replace(one)))
