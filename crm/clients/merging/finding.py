"""Who may be one person, and who may be a family, ready to be looked at one after the other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from crm.clients.households import add_to_household, create_household
from crm.clients.merging.services import answer_pair
from crm.clients.rows import NamedClient
from crm.clients.same.families import Family, find_families
from crm.clients.same.in_store import answered_pairs, find_same_people
from crm.clients.same.pairs import Pair
from crm.i18n import _
from crm.progress import Progress
from crm.store.fields import read_text
from crm.store.store import Store
from crm.text import clean

_NAMES = (
    "SELECT c.id, c.name FROM json_each(?) j CROSS JOIN client c ON c.id = j.value "
    "WHERE c.removed_at IS NULL"
)
_LIVES = (
    "SELECT client_id, household_id FROM household_member "
    "WHERE client_id IN (SELECT value FROM json_each(?))"
)


@dataclass(frozen=True, slots=True)
class SamePair:
    """Two clients who may be one; ``score`` is the probability, None where a person said so.

    ``reasons`` speak for it, ``against`` against it, the weightiest first.
    """

    first: NamedClient
    second: NamedClient
    score: float | None = None
    reasons: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[int, int]:
        """The two, smaller first."""
        return min(self.first.id, self.second.id), max(self.first.id, self.second.id)


@dataclass(frozen=True, slots=True)
class FamilyGroup:
    """People who may live together; ``household_id`` where a household of theirs is known."""

    name: str
    household_id: int | None
    members: tuple[NamedClient, ...]
    why: str

    @property
    def ids(self) -> tuple[int, ...]:
        """The people in their order."""
        return tuple(member.id for member in self.members)


@dataclass(frozen=True, slots=True)
class SameFindings:
    """All that was found: pairs, the surest first, and families by name."""

    pairs: tuple[SamePair, ...] = ()
    families: tuple[FamilyGroup, ...] = ()


def find_same_and_families(store: Store, progress: Progress | None = None) -> SameFindings:
    """Look through the whole list; raises CancelledError when ``progress`` was stopped."""
    pairs = find_same_people(store, progress)
    families = find_families(store, progress)
    ids = {client_id for pair in pairs for client_id in (pair.first, pair.second)}
    names = _names(store, ids.union(*(family.member_ids for family in families)))
    found = SameFindings(
        tuple(_pair(pair, names) for pair in pairs),
        tuple(_family(family, names) for family in families),
    )
    return keep_open(store, found)


def pair_of(store: Store, first_id: int, second_id: int) -> SamePair:
    """Two clients whom a person takes for one."""
    names = _names(store, (first_id, second_id))
    first, second = (NamedClient(each, names.get(each, "")) for each in (first_id, second_id))
    return SamePair(first, second, None, (_("you chose them"),))


def keep_open(store: Store, found: SameFindings) -> SameFindings:
    """What is still to be answered of what was found, with the names as they are now."""
    ids = {each for pair in found.pairs for each in pair.ids}
    names = _names(store, ids.union(*(family.ids for family in found.families)))
    answered = answered_pairs(store, "same")
    pairs = (
        replace(
            pair,
            first=NamedClient(pair.first.id, names[pair.first.id]),
            second=NamedClient(pair.second.id, names[pair.second.id]),
        )
        for pair in found.pairs
        if set(pair.ids) <= names.keys() and pair.ids not in answered
    )
    return SameFindings(tuple(pairs), tuple(_open_families(store, found.families, names)))


def make_household(store: Store, family: FamilyGroup) -> int:
    """Let a family live together, in the household they have or in a new one; returns its id."""
    if family.household_id is None:
        return create_household(store, family.name, family.ids)
    with store.together("household.create", about=clean(family.name)):
        for client_id in family.ids:
            add_to_household(store, family.household_id, client_id)
    return family.household_id


def refuse_family(store: Store, family: FamilyGroup) -> None:
    """Remember for good that these are no family."""
    ids = [*family.ids, *([family.household_id] if family.household_id is not None else [])]
    with store.together("pair.answer", about=clean(family.name)):
        for first, second in combinations(ids, 2):
            answer_pair(store, "family", first, second)


def _pair(pair: Pair, names: dict[int, str]) -> SamePair:
    return SamePair(
        NamedClient(pair.first, names.get(pair.first, "")),
        NamedClient(pair.second, names.get(pair.second, "")),
        pair.score,
        tuple(dict.fromkeys(reason.text for reason in pair.reasons)),
        tuple(dict.fromkeys(reason.text for reason in pair.against)),
    )


def _family(family: Family, names: dict[int, str]) -> FamilyGroup:
    members = tuple(NamedClient(each, names.get(each, "")) for each in family.member_ids)
    return FamilyGroup(family.name, family.household_id, members, family.why)


def _open_families(
    store: Store, families: Sequence[FamilyGroup], names: dict[int, str]
) -> Iterable[FamilyGroup]:
    """Without those who live in a household now, and without groups answered with no."""
    answered = answered_pairs(store, "family")
    ids = json.dumps([each for family in families for each in family.ids])
    housed = {client_id for client_id, _home in store.rows(_LIVES, [ids])}
    for family in families:
        left = [each for each in family.ids if each in names and each not in housed]
        around = left if family.household_id is None else [*left, family.household_id]
        pairs = [(min(pair), max(pair)) for pair in combinations(around, 2)]
        if left and any(pair not in answered for pair in pairs):
            members = tuple(NamedClient(each, names[each]) for each in left)
            yield replace(family, members=members)


def _names(store: Store, ids: Iterable[int]) -> dict[int, str]:
    rows = store.rows(_NAMES, [json.dumps(sorted(ids))])
    return {client_id: read_text(name) for client_id, name in rows}
