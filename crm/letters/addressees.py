"""Whom a letter goes to: one to a household, nobody who said no to post, nobody without a place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from crm.errors import CancelledError
from crm.i18n import _
from crm.letters.countries import Country, find_country, town_lines
from crm.progress import NoProgress, Progress
from crm.shop.queries import get_settings
from crm.store.batches import in_batches
from crm.store.fields import read_text
from crm.store.store import Store
from crm.text import fold

_BATCH: Final = 2_000
_MOST_NAMED: Final = 3  # more people than that are their household

_IDS: Final = "WITH ids (id) AS MATERIALIZED (SELECT value FROM json_each(?)) "
_PEOPLE: Final = f"""{_IDS}
    SELECT c.id, c.kind, c.name, c.called, c.given, c.family, c.has_died,
        c.archived_at IS NOT NULL OR c.removed_at IS NOT NULL,
        EXISTS (SELECT 1 FROM consent a
            WHERE a.client_id = c.id AND a.channel = 'post' AND NOT a.given),
        (SELECT MIN(m.household_id) FROM household_member m
            CROSS JOIN client h ON h.id = m.household_id
            WHERE m.client_id = c.id AND h.archived_at IS NULL AND h.removed_at IS NULL)
    FROM ids CROSS JOIN client c ON c.id = ids.id
"""
_ADDRESSES: Final = f"""{_IDS}
    SELECT p.client_id, p.value, p.street, p.postcode, p.town, p.region, p.country
    FROM ids CROSS JOIN contact_point p ON p.client_id = ids.id
    WHERE p.kind = 'address' AND NOT p.is_past
    ORDER BY p.client_id, p.is_primary, p.id DESC
"""
_NAMES: Final = f"{_IDS} SELECT c.id, c.name FROM ids CROSS JOIN client c ON c.id = ids.id"


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who one letter goes to.

    ``lines`` is the whole address with the name first, ``greeting`` what to call them at the
    head of a letter, ``client_ids`` everybody it is for.
    """

    client_ids: tuple[int, ...]
    name: str
    greeting: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody no letter goes to, and why."""

    client_id: int
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Addressees:
    """Who letters go to, in the order of the list, and who gets none."""

    found: tuple[Addressee, ...]
    left_out: tuple[LeftOut, ...]


class _Person(NamedTuple):
    id: int
    kind: str
    name: str
    called: str
    given: str
    family: str
    has_died: bool
    is_archived: bool
    refuses_post: bool
    household_id: int | None


class _Address(NamedTuple):
    value: str
    street: str
    postcode: str
    town: str
    region: str
    country: str

    @property
    def folded(self) -> tuple[str, ...]:
        """What two spellings of one place have in common."""
        if not self.street:
            return (fold(self.value),)
        return fold(self.street), fold(self.postcode or self.town)


def list_addressees(
    store: Store,
    client_ids: Sequence[int],
    *,
    per_household: bool = True,
    progress: Progress | None = None,
) -> Addressees:
    """Who a letter to these clients goes to.

    ``per_household`` joins those who share a household, or an address and a family name. Who has
    died, is archived, said no to post or has no address is left out, which is said. Raises
    CancelledError where ``progress`` was stopped.
    """
    progress = progress or NoProgress()
    post = _Post(store, per_household=per_household)
    done = 0
    for batch in in_batches(dict.fromkeys(client_ids), _BATCH):
        if progress.stopped():
            raise CancelledError(_("Stopped."))
        post.take(batch)
        done += len(batch)
        progress.step(done, len(client_ids), _("Looking for addresses"))
    return post.sorted()


class _Post:
    """Letters being sorted: who goes into which envelope."""

    def __init__(self, store: Store, *, per_household: bool) -> None:
        self._store = store
        self._per_household = per_household
        self._home = find_country(get_settings(store).region)
        self._groups: dict[tuple[object, ...], list[_Person]] = {}
        self._places: dict[tuple[object, ...], _Address] = {}
        self._household_names: dict[int, str] = {}
        self._left_out: list[LeftOut] = []

    def take(self, ids: Sequence[int]) -> None:
        """Sort some more people in."""
        people = {row[0]: _person(row) for row in self._rows(_PEOPLE, ids)}
        homes = {each.household_id for each in people.values() if each.household_id is not None}
        self._household_names |= dict(self._rows(_NAMES, homes))
        places = _places(self._rows(_ADDRESSES, {*people, *homes}))
        for person in (people[each] for each in ids if each in people):
            self._sort_in(person, places)

    def sorted(self) -> Addressees:
        """Everything taken so far."""
        found = tuple(self._addressee(key, people) for key, people in self._groups.items())
        return Addressees(found, tuple(self._left_out))

    def _sort_in(self, person: _Person, places: Mapping[int, _Address]) -> None:
        shared = places.get(person.household_id) if person.household_id is not None else None
        place = places.get(person.id) or shared
        why = _why_not(person, place)
        if why or place is None:
            self._left_out.append(LeftOut(person.id, person.name, why))
            return
        key = self._key(person, place, shared)
        self._groups.setdefault(key, []).append(person)
        self._places.setdefault(key, place)

    def _key(self, person: _Person, place: _Address, shared: _Address | None) -> tuple[object, ...]:
        if not self._per_household:
            return ("client", person.id)
        if person.kind == "household":
            return ("household", person.id)
        if shared is not None and place.folded == shared.folded:
            return ("household", person.household_id)
        if shared is None and person.household_id is not None:
            return ("household", person.household_id, *place.folded)
        if person.kind == "person" and person.family:
            return ("family", *place.folded, fold(person.family))
        return ("client", person.id)

    def _addressee(self, key: tuple[object, ...], people: list[_Person]) -> Addressee:
        members = [each for each in people if each.kind != "household"]
        is_whole = len(members) < len(people) or len(members) > _MOST_NAMED
        name = ""
        if is_whole and key[0] == "household":
            name = next((each.name for each in people if each.kind == "household"), "")
            name = name or self._household_names.get(people[0].household_id or 0, "")
        name = name or _joined_names(members)
        greeting = name if not members or is_whole else _listed(_greetings(members))
        lines = (name, *self._lines(self._places[key]))
        return Addressee(tuple(each.id for each in people), name, greeting, lines)

    def _lines(self, place: _Address) -> Iterator[str]:
        if not place.street and place.value:
            yield from filter(None, (line.strip() for line in place.value.splitlines()))
            return
        yield from filter(None, (line.strip() for line in place.street.splitlines()))
        country = find_country(place.country) if place.country else None
        there = country or self._home
        order = there.town_line if there is not None else None
        yield from town_lines(order, place.town, place.region, place.postcode)
        if place.country and not _same_country(country, self._home):
            yield place.country.upper()

    def _rows(self, sql: str, ids: Iterable[int]) -> list[tuple[Any, ...]]:
        return self._store.rows(sql, [json.dumps(list(ids))])


def _person(row: tuple[Any, ...]) -> _Person:
    id, kind, name, called, given, family, has_died, is_archived, refuses_post, household = row
    name, called, given, family = map(read_text, (name, called, given, family))
    flags = bool(has_died), bool(is_archived), bool(refuses_post)
    return _Person(id, kind, name, called, given, family, *flags, household)


def _places(rows: Iterable[tuple[Any, ...]]) -> dict[int, _Address]:
    """The address to use of each: the primary one, else the oldest; it comes last in ``rows``."""
    return {row[0]: _Address(*map(read_text, row[1:])) for row in rows}


def _why_not(person: _Person, place: _Address | None) -> str:
    if person.has_died:
        return _("has died")
    if person.is_archived:
        return _("archived")
    if person.refuses_post:
        return _("wants no post")
    return "" if place is not None else _("no address")


def _same_country(country: Country | None, home: Country | None) -> bool:
    return country is not None and home is not None and country.code == home.code


def _joined_names(people: Sequence[_Person]) -> str:
    """The names as people write them on an envelope: "Anna and Ben Lee".

    >>> ann = _Person(1, "person", "Ann Lee", "", "Ann", "Lee", False, False, False, None)
    >>> _joined_names([ann, ann._replace(name="Ben Lee", given="Ben")])
    'Ann and Ben Lee'
    """
    families = {fold(each.family) for each in people}
    if len(people) > 1 and len(families) == 1 and all(each.given for each in people):
        givens = list(dict.fromkeys(each.given for each in people))
        return f"{_listed(givens)} {people[0].family}".strip()
    return _listed(list(dict.fromkeys(each.name for each in people)))


def _greetings(people: Iterable[_Person]) -> list[str]:
    return list(dict.fromkeys(each.called or each.given or each.name for each in people))


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
