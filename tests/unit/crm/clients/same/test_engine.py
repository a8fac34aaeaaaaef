"""Going through a whole list: what is found, how it is told, how it is stopped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm.clients.names import NameParts
from crm.clients.same.blocking import MOST_IN_A_BLOCK, KeyCounts, keys_of
from crm.clients.same.engine import find_same
from crm.clients.same.groups import group_pairs
from crm.clients.same.people import Person
from crm.clients.same.records import make_record
from crm.dates import PartialDate
from crm.errors import CancelledError

SIOBHANS = ("Siobhan", "Siobahn", "Shiobhan", "Siobhan M.", "S.")


class Watching:
    """Keeps what it is told, and stops after so many steps."""

    def __init__(self, most: int = 1_000_000) -> None:
        self.told: list[tuple[int, int | None]] = []
        self._most = most

    def step(self, done: int, total: int | None, text: str = "") -> None:
        assert text
        self.told.append((done, total))

    def stopped(self) -> bool:
        return len(self.told) >= self._most


def siobhan(id: int, given: str) -> Person:
    parts = NameParts(given=given, family="Brennan")
    born = PartialDate(1968, 11, 24)
    return Person(id, f"{given} Brennan", parts=parts, phones=("+447700900417",), born=born)


def crowd(count: int) -> list[Person]:
    parts = (NameParts(given=f"Given{n}", family=f"Family{n % 97}") for n in range(count))
    return [Person(1_000 + n, "Somebody", parts=each) for n, each in enumerate(parts)]


def test_five_misspelt_siobhans_are_one_person() -> None:
    siobhans = [siobhan(number, given) for number, given in enumerate(SIOBHANS, 1)]
    pairs = find_same([*crowd(500), *siobhans])
    assert group_pairs(pairs) == [[1, 2, 3, 4, 5]]
    assert [pair.score for pair in pairs] == sorted((p.score for p in pairs), reverse=True)


def test_the_order_of_a_list_makes_no_difference() -> None:
    people = [*crowd(50), *(siobhan(number, given) for number, given in enumerate(SIOBHANS, 1))]
    assert find_same(people) == find_same(reversed(people))


def test_an_empty_list_has_no_pairs() -> None:
    assert find_same([]) == []


def test_progress_is_told_up_to_the_end() -> None:
    watching = Watching()
    find_same(crowd(1_000), watching)
    totals = [(done, total) for done, total in watching.told if total is not None]
    assert totals == sorted(totals)
    assert totals[-1][0] > 2_700
    assert {total for _done, total in totals} == {3_000}


@pytest.mark.parametrize("most", [1, 3, 6])
def test_it_can_be_stopped_at_any_point(most: int) -> None:
    with pytest.raises(CancelledError):
        find_same(crowd(1_000), Watching(most))


def test_a_value_that_very_many_share_leads_to_nobody() -> None:
    shared = [replace(each, phones=("+441943600000",)) for each in crowd(MOST_IN_A_BLOCK + 1)]
    counts = KeyCounts(len(shared))
    for each in shared:
        counts.add(keys_of(make_record(each)))
    phone_only = keys_of(make_record(Person(1, "?", phones=("+441943600000",))))
    assert counts.useful(phone_only) == []
    assert counts.has_any(phone_only)
    assert not counts.has_any(keys_of(make_record(Person(1, "?", phones=("+441943600001",)))))
