"""Reading people out of the data file: a few scans side by side, in the order of their ids."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from crm.clients.drafts import ClientKind
from crm.clients.names import NameParts
from crm.clients.same.people import Address, Person
from crm.store.store import Store
from crm.store.stored import find_partial, read_text

_CLIENTS: Final = (
    "SELECT id, kind, name, title, given, middle, family, suffix, called, born FROM client"
    " WHERE removed_at IS NULL"
)
_CONTACTS: Final = (
    "SELECT client_id, kind, value, normal, street, postcode, town FROM contact_point WHERE 1"
)
_FORMER: Final = "SELECT client_id, name FROM former_name WHERE 1"
_CARDS: Final = "SELECT client_id, key FROM client_key WHERE source = 'card'"
_AMONG: Final = "IN (SELECT value FROM json_each(?))"

_Row = tuple[Any, ...]


def list_people(
    store: Store, ids: Collection[int] | None = None, *, current_only: bool = False
) -> Iterator[Person]:
    """Every client (or those of ``ids``) as a person to compare, by id; not those in the trash.

    Past contact points count too, unless ``current_only``: who moved is still known by the old
    address. One at a time, so the whole list never has to be in memory.
    """
    select = _CONTACTS + " AND NOT is_past" if current_only else _CONTACTS
    contacts = _Side(_scan(store, select, "client_id", ids))
    former = _Side(_scan(store, _FORMER, "client_id", ids))
    cards = _Side(_scan(store, _CARDS, "client_id", ids))
    for row in _scan(store, _CLIENTS, "id", ids):
        yield _person(row, contacts.of(row[0]), former.of(row[0]), cards.of(row[0]))


def _scan(store: Store, select: str, key: str, ids: Collection[int] | None) -> Iterator[_Row]:
    if ids is None:
        return store.scan(f"{select} ORDER BY {key}")
    return iter(store.rows(f"{select} AND {key} {_AMONG} ORDER BY {key}", [json.dumps([*ids])]))


class _Side:
    """Rows sorted by their owner, read along with the owners."""

    def __init__(self, rows: Iterator[_Row]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._next: tuple[int, list[_Row]] | None = self._read()

    def of(self, owner: int) -> list[_Row]:
        """The rows of ``owner``, who comes after those asked for before."""
        while self._next is not None and self._next[0] < owner:
            self._next = self._read()
        if self._next is None or self._next[0] != owner:
            return []
        rows = self._next[1]
        self._next = self._read()
        return rows

    def _read(self) -> tuple[int, list[_Row]] | None:
        found = next(self._groups, None)
        return None if found is None else (found[0], list(found[1]))


def _person(row: _Row, contacts: list[_Row], former: list[_Row], cards: list[_Row]) -> Person:
    client_id, kind, name, *parts, called, born = row
    return Person(
        id=client_id,
        name=read_text(name),
        kind=_kind(kind),
        parts=NameParts(*map(read_text, parts)),
        called=read_text(called),
        former_names=tuple(read_text(each[1]) for each in former),
        phones=tuple(each[3] for each in contacts if each[1] == "phone" and each[3]),
        emails=tuple(each[3] for each in contacts if each[1] == "email" and each[3]),
        addresses=tuple(_address(each) for each in contacts if each[1] == "address"),
        born=find_partial(born),
        numbers=tuple(f"card:{each[1]}" for each in cards),
    )


def _kind(kind: str) -> ClientKind:
    if kind == "household":
        return "household"
    return "organisation" if kind == "organisation" else "person"


def _address(row: _Row) -> Address:
    """The parts, or of an address kept as lines only the first of them as the street."""
    value, street, postcode, town = map(read_text, (row[2], *row[4:]))
    if not (street or postcode or town):
        street = value.partition("\n")[0]
    return Address(street, postcode, town)
