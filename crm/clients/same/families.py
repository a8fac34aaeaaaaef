"""Who may be one family: people at one address, or of one name with one phone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from crm.clients.same.engine import counted
from crm.clients.same.frequencies import Frequencies
from crm.clients.same.groups import Groups
from crm.clients.same.in_store import answered_pairs
from crm.clients.same.pairs import LIKELY, judge
from crm.clients.same.people import Person
from crm.clients.same.records import Record, make_record
from crm.clients.same.store_people import list_people
from crm.i18n import _
from crm.progress import NoProgress, Progress
from crm.store.batches import in_batches
from crm.store.store import Store

_MOST: Final = 8  # people at one address who may be a family; more are a block of flats
_BATCH: Final = 200
_LIVES: Final = "SELECT client_id, household_id FROM household_member"
_COUNT: Final = "SELECT COUNT(*) FROM client WHERE removed_at IS NULL"


@dataclass(frozen=True, slots=True)
class Family:
    """People who may live together: ``household_id`` where one of that address is here already.

    ``name`` is what their household would be called; ``member_ids`` are those not in it yet.
    """

    name: str
    household_id: int | None
    member_ids: tuple[int, ...]
    why: str


@dataclass(slots=True)
class _Roofs:
    """What people share, by key: who does, by family name, and the household there."""

    people: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    households: dict[str, int] = field(default_factory=dict)


def find_families(store: Store, progress: Progress | None = None) -> list[Family]:
    """People who share an address, or a family name and a phone, and live in no household yet.

    The street with its number has to be the same, and the postcode or the town. Left out are firms,
    past addresses, who was answered with "not a family", and records that are one person. By name.
    Raises CancelledError when stopped, StorageError.
    """
    told = progress or NoProgress()
    roofs = _roofs(store, dict(store.scan(_LIVES)), told)
    answered = answered_pairs(store, "family")
    homes = _homes(roofs, answered)
    groups, reasons = _groups(roofs, homes, answered)
    found = _families(store, groups, reasons, homes)
    return sorted(found, key=lambda family: (family.name, family.member_ids))


def _roofs(store: Store, lives: dict[int, int], told: Progress) -> _Roofs:
    roofs = _Roofs()
    total = store.scalar(_COUNT)
    people = list_people(store, current_only=True)
    for person in counted(people, total, told, _("Reading clients")):
        record = make_record(person)
        home = person.id if person.kind == "household" else lives.get(person.id)
        if home is not None:
            roofs.households.update(dict.fromkeys(_addresses(record), home))
        elif person.kind == "person":
            family = record.family[0].letters if record.family else ""
            for key in (*_addresses(record), *_phones(record, family)):
                roofs.people[key].append((person.id, family))
    return roofs


def _addresses(record: Record) -> Iterator[str]:
    for place in record.places:
        if place.street and place.numbers:
            house = f"a{place.street}|{' '.join(sorted(place.numbers))}|"
            yield from (house + where for where in {place.postcode, place.town} if where)


def _phones(record: Record, family: str) -> Iterator[str]:
    return (f"p{family}|{phone}" for phone in record.phones if family)


def _homes(roofs: _Roofs, answered: Collection[tuple[int, int]]) -> dict[int, int]:
    """The household at the address of each who may belong to it."""
    return {
        client_id: home
        for key, home in roofs.households.items()
        for client_id, _family in roofs.people.get(key, ())
        if (min(client_id, home), max(client_id, home)) not in answered
    }


def _groups(
    roofs: _Roofs, homes: dict[int, int], answered: Collection[tuple[int, int]]
) -> tuple[list[list[int]], dict[int, str]]:
    """The groups of ids, and for each id the kind of key that put it there, addresses first."""
    groups = Groups()
    reasons: dict[int, str] = {}
    for key, people in roofs.people.items():
        for ids in _of_a_size(people):
            pairs = [pair for pair in combinations(sorted(ids), 2) if pair not in answered]
            for first, second in pairs:
                groups.join(first, second)
            alone = {each for each in ids if each in homes}
            for each in alone.union(*pairs):
                groups.join(each, each)
                reasons[each] = min(reasons.get(each, "p"), key[0])
    return groups.lists(), reasons


def _of_a_size(people: list[tuple[int, str]]) -> Iterable[set[int]]:
    """All who share a key, or where they are many only those of one family name."""
    everybody = {client_id for client_id, _family in people}
    if len(everybody) <= _MOST:
        return [everybody]
    named: dict[str, set[int]] = defaultdict(set)
    for client_id, family in people:
        if family:
            named[family].add(client_id)
    return [ids for ids in named.values() if len(ids) <= _MOST]


def _families(
    store: Store, groups: list[list[int]], reasons: dict[int, str], homes: dict[int, int]
) -> Iterator[Family]:
    for batch in in_batches(groups, _BATCH):
        wanted = {each for ids in batch for each in (*ids, *(homes[i] for i in ids if i in homes))}
        people = {person.id: person for person in list_people(store, wanted)}
        for ids in batch:
            home = next((homes[each] for each in ids if each in homes), None)
            members = [people[each] for each in ids if each in people]
            if _persons(members) + (home is not None) > 1:
                is_address = any(reasons[each] == "a" for each in ids)
                yield Family(
                    people[home].name if home in people else _household_name(members),
                    home,
                    tuple(ids),
                    _("same address") if is_address else _("same family name and phone number"),
                )


def _persons(members: list[Person]) -> int:
    """How many different persons the records are about."""
    records = [make_record(each) for each in members]
    same = Groups()
    for record in records:
        same.join(record.id, record.id)
    for one, other in combinations(records, 2):
        if judge(one, other, Frequencies()).score >= LIKELY:
            same.join(one.id, other.id)
    return len(same.lists())


def _household_name(members: list[Person]) -> str:
    """After the family name most of them have, or the two where they share none."""
    families = Counter(each.parts.family or each.name for each in members)
    (first, count), *others = families.most_common(2)
    names = [first, *(other for other, others_count in others if others_count == count)]
    return _("The {name} household").format(name=" & ".join(names))
