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
from crm.dates import PartialDate
from crm.store.fields import read_partial, read_text
from crm.store.store import Store

_CLIENTS: Final = (
    "SELECT id, kind, name, title, given, middle, family, suffix, called, born FROM client"
)
_CONTACTS: Final = (
    "SELECT client_id, kind, value, normal, street, postcode, town FROM contact_point"
    " INDEXED BY contact_point_client_id"
)
_FORMER: Final = "SELECT client_id, name FROM former_name"
_AMONG: Final = "IN (SELECT value FROM json_each(?))"

_Row = tuple[Any, ...]


def list_people(store: Store, ids: Collection[int] | None = None) -> Iterator[Person]:
    """Every client (or those of ``ids``) as a person to compare, by id.

    Past contact points count too: who moved is still known by the old address. One at a time, so
    the whole list never has to be in memory.
    """
    contacts = _Side(_scan(store, _CONTACTS, "client_id", ids))
    former = _Side(_scan(store, _FORMER, "client_id", ids))
    for row in _scan(store, _CLIENTS, "id", ids):
        yield _person(row, contacts.of(row[0]), former.of(row[0]))


def _scan(store: Store, select: str, key: str, ids: Collection[int] | None) -> Iterator[_Row]:
    if ids is None:
        return store.scan(f"{select} ORDER BY {key}")
    return iter(store.rows(f"{select} WHERE {key} {_AMONG} ORDER BY {key}", [json.dumps([*ids])]))


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


def _person(row: _Row, contacts: list[_Row], former: list[_Row]) -> Person:
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
        born=_born(born),
    )


def _kind(kind: str) -> ClientKind:
    if kind == "household":
        return "household"
    return "organisation" if kind == "organisation" else "person"


def _address(row: _Row) -> Address:
    """The parts, or of an address kept as lines only the first of them as the street."""
    _client_id, _kind, value, _normal, street, postcode, town = map(str, row)
    if not (street or postcode or town):
        street = value.partition("\n")[0]
    return Address(street, postcode, town)


def _born(stored: str) -> PartialDate | None:
    return read_partial(stored) if stored else None
