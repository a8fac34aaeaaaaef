"""The same people in the shop's list, and between the list and a file that is brought in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from crm.clients.same.blocking import KeyCounts, keys_of
from crm.clients.same.engine import Search, counted, sorted_pairs
from crm.clients.same.pairs import Pair
from crm.clients.same.people import Person
from crm.clients.same.records import make_record
from crm.clients.same.store_people import list_people
from crm.i18n import _
from crm.progress import NoProgress, Progress
from crm.store.store import Store

# The table of a file's keys is made for so many records: a short file then fills little of it,
# and few clients seem to share a key with it who do not.
_FEWEST_COUNTED = 50_000
_COUNT = "SELECT COUNT(*) FROM client WHERE removed_at IS NULL"
_TIED = "SELECT DISTINCT client_id, other_id FROM relation WHERE other_id IS NOT NULL"


@dataclass(frozen=True, slots=True)
class SameAmong:
    """Pairs of a file's person with a client, and pairs of two of the file's people."""

    with_clients: tuple[Pair, ...]
    within: tuple[Pair, ...]


def find_same_people(store: Store, progress: Progress | None = None) -> list[Pair]:
    """Pairs of clients that are one person, the likeliest first; archived ones too.

    Left out are pairs answered with "not the same" and pairs with a tie between them: whoever
    wrote "father of" knew two people. Raises CancelledError when stopped, StorageError.
    """
    told = progress or NoProgress()
    total = store.scalar(_COUNT)
    search = Search()
    for person in counted(list_people(store), 3 * total, told, _("Reading clients")):
        search.add(make_record(person))
    known = answered_pairs(store, "same") | _tied_pairs(store)
    found = search.pairs(told)
    return sorted_pairs(pair for pair in found if (pair.first, pair.second) not in known)


def find_same_among(
    store: Store, people: Iterable[Person], progress: Progress | None = None
) -> SameAmong:
    """Who of a file's ``people`` is a client already, and who stands in the file twice.

    Their ids must be none of a client's: negative ones. Only clients who share a key with the
    file are kept in memory. Raises CancelledError when stopped, StorageError.
    """
    told = progress or NoProgress()
    arriving = [make_record(each) for each in counted(people, None, told, _("Reading the file"))]
    wanted = KeyCounts(max(len(arriving), _FEWEST_COUNTED))
    for record in arriving:
        wanted.add(keys_of(record))
    search = Search()
    total = 3 * store.scalar(_COUNT)
    for person in counted(list_people(store), total, told, _("Reading clients")):
        record = make_record(person)
        search.count(record)
        if wanted.has_any(keys_of(record)):
            search.keep(record)
    clients = len(search)
    for record in arriving:
        search.add(record)
    pairs = sorted_pairs(search.pairs(told, since=clients))
    ids = {record.id for record in arriving}
    here: tuple[list[Pair], list[Pair]] = ([], [])
    for pair in pairs:
        here[pair.first in ids and pair.second in ids].append(pair)
    return SameAmong(tuple(here[False]), tuple(here[True]))


def answered_pairs(store: Store, question: Literal["same", "family"]) -> set[tuple[int, int]]:
    """The pairs of client ids, smaller first, whose ``question`` was answered with no."""
    sql = "SELECT first_id, second_id FROM pair_answer WHERE question = ?"
    return {(first, second) for first, second in store.scan(sql, [question])}


def _tied_pairs(store: Store) -> set[tuple[int, int]]:
    return {(min(row), max(row)) for row in store.scan(_TIED)}
