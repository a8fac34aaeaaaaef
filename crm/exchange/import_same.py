"""Who of the files is probably a client already, or stands in them twice: people are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from crm.clients.cards import CARD
from crm.clients.names import NameParts
from crm.clients.same.in_store import find_same_among
from crm.clients.same.pairs import Pair
from crm.clients.same.people import Address, Person
from crm.clients.same.store_people import list_people
from crm.exchange.import_rows import ClientTold
from crm.exchange.importing import FileToImport, import_files
from crm.exchange.same_plan import FilePair, FilePerson
from crm.progress import Progress
from crm.store.store import Store
from crm.store.stored import find_partial

MOST_COMPARED: Final = 200_000
"""New people who are compared; of more the first so many, which take half a gigabyte."""

_Which = Callable[[int], FilePerson | int]


@dataclass(frozen=True, slots=True)
class SameInFiles:
    """The pairs to ask about, the surest first.

    ``is_whole`` is False where there were more people than are compared.
    """

    pairs: tuple[FilePair, ...]
    is_whole: bool = True


def find_same_in_files(
    store: Store, files: Sequence[FileToImport], today: date, progress: Progress
) -> SameInFiles:
    """Compare everybody who would be new with the shop and with each other; writes nothing.

    Whoever is found again by a number of the other program, a card, or a phone or e-mail together
    with the name is not asked about. Raises what :func:`import_files` raises.
    """
    arriving = _Arriving()
    import_files(store, files, today=today, progress=progress, dry_run=True, met=arriving.take)
    found = find_same_among(store, arriving.list_people(), progress)
    pairs = (*found.with_clients, *found.within)
    clients = {each for pair in found.with_clients for each in (pair.first, pair.second)}
    known = {each.id: each for each in list_people(store, {each for each in clients if each > 0})}
    told = (_told(pair, arriving, known) for pair in sorted(pairs, key=lambda pair: -pair.score))
    return SameInFiles(tuple(told), arriving.is_whole)


class _Arriving:
    """Everybody who would be new, numbered downwards from -1."""

    def __init__(self) -> None:
        self._places: list[FilePerson] = []
        self._people: list[Person] = []
        self._seen: set[FilePerson] = set()
        self.is_whole = True

    def take(self, place: FilePerson, told: ClientTold) -> None:
        if len(self._people) >= MOST_COMPARED:
            self.is_whole = False
        elif place not in self._seen:
            self._seen.add(place)
            self._places.append(place)
            self._people.append(_person(-len(self._places), told))

    def list_people(self) -> Iterator[Person]:
        return iter(self._people)

    def place(self, number: int) -> FilePerson:
        return self._places[-number - 1]

    def person(self, number: int) -> Person:
        return self._people[-number - 1]


def _told(pair: Pair, arriving: _Arriving, clients: dict[int, Person]) -> FilePair:
    """A pair with what is known of both; of two of the files the later one is asked about."""
    # Numbers count downwards, so the lesser id is the later one of a file, and never a client.
    person, other = pair.first, pair.second
    return FilePair(
        arriving.place(person),
        other if other > 0 else arriving.place(other),
        arriving.person(person),
        clients[other] if other > 0 else arriving.person(other),
        pair.score,
        tuple(dict.fromkeys(reason.text for reason in pair.reasons)),
        tuple(dict.fromkeys(reason.text for reason in pair.against)),
    )


def _person(number: int, told: ClientTold) -> Person:
    columns = told.columns
    parts = (columns[name] for name in ("title", "given", "middle", "family", "suffix"))
    return Person(
        id=number,
        name=told.name,
        kind=columns["kind"],
        parts=NameParts(*parts),
        called=columns["called"],
        former_names=told.former_names,
        phones=_normals(told, "phone"),
        emails=_normals(told, "email"),
        addresses=tuple(_address(each.row) for each in told.contacts if each.kind == "address"),
        born=find_partial(columns["born"]),
        numbers=tuple(f"{CARD}:{code}" for code in told.cards),
    )


def _normals(told: ClientTold, kind: str) -> tuple[str, ...]:
    return tuple(each.normal for each in told.contacts if each.kind == kind and each.normal)


def _address(row: tuple[str, ...]) -> Address:
    value, street, postcode, town = row[2], row[4], row[5], row[6]
    if not (street or postcode or town):
        street = value.partition("\n")[0]
    return Address(street, postcode, town)
