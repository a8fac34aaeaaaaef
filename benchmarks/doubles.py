"""Lists of people with known doubles: published ones, and the demo shop with errors of our own.

The published lists are FEBRL's first (Christen 2008) and splink's thousand fakes; they are read
where they lie beside the project. The third list was never looked at while weights were chosen.
"""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Final

from crm.clients.names import NameParts, join_name
from crm.clients.same.nicknames import said_for
from crm.clients.same.people import Address, Person
from crm.dates import PartialDate
from crm.errors import ValidationError
from crm.text import fold

FOLDER: Final = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "duplicates"

_LETTERS: Final = "abcdefghijklmnoprstuvwyz"
_PART_WITH_DOUBLE: Final = 0.2
_PART_WITH_NEIGHBOUR: Final = 0.1
_MARRIED: Final = ("Ashworth", "Nowicki", "Lindqvist", "Ferreira", "Oduya", "Castellani")

Pairs = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class KnownList:
    """People, and the pairs of their ids, smaller first, that are one person."""

    name: str
    people: tuple[Person, ...]
    doubles: Pairs


@dataclass(frozen=True, slots=True)
class Quality:
    """How many of the true pairs were found, and how many of those found are true."""

    recall: float
    precision: float


def quality(found: Iterable[tuple[int, int]], doubles: Collection[tuple[int, int]]) -> Quality:
    """Recall and precision of pairs."""
    pairs = set(found)
    right = len(pairs & set(doubles))
    return Quality(right / len(doubles), right / len(pairs) if pairs else 1.0)


def published() -> Iterator[KnownList]:
    """The published lists that lie beside the project; none where they do not."""
    readers: tuple[tuple[str, Callable[[Path], KnownList]], ...] = (
        ("febrl1.csv", read_febrl),
        ("splink_fake_1000.csv", read_splink),
    )
    for name, read in readers:
        if (FOLDER / name).exists():
            yield read(FOLDER / name)


def read_febrl(path: Path) -> KnownList:
    """``rec-7-org`` and ``rec-7-dup-0`` are one person; every value begins with a blank."""
    people, clusters = [], []
    for number, row in enumerate(_rows(path), 1):
        people.append(
            Person(
                number,
                f"{row['given_name']} {row['surname']}".strip(),
                parts=NameParts(given=row["given_name"], family=row["surname"]),
                addresses=(
                    Address(
                        f"{row['street_number']} {row['address_1']}, {row['address_2']}",
                        row["postcode"],
                        row["suburb"],
                    ),
                ),
                born=_day(row["date_of_birth"]),
                numbers=(f"ssn:{row['soc_sec_id']}",) if row["soc_sec_id"] else (),
            )
        )
        clusters.append(row["rec_id"].split("-")[1])
    return KnownList("FEBRL 1", tuple(people), _pairs(clusters))


def read_splink(path: Path) -> KnownList:
    """Rows of one ``cluster`` are one person."""
    people, clusters = [], []
    for number, row in enumerate(_rows(path), 1):
        people.append(
            Person(
                number,
                f"{row['first_name']} {row['surname']}".strip(),
                parts=NameParts(given=row["first_name"], family=row["surname"]),
                emails=(fold(row["email"]),) if row["email"] else (),
                addresses=(Address(town=row["city"]),) if row["city"] else (),
                born=_day(row["dob"]),
            )
        )
        clusters.append(row["cluster"])
    return KnownList("splink fake 1000", tuple(people), _pairs(clusters))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, skipinitialspace=True):
            yield {column: (value or "").strip() for column, value in row.items()}


def _day(text: str) -> PartialDate | None:
    """The day, None for those no calendar has, of which FEBRL holds some."""
    digits = text.replace("-", "")
    try:
        return PartialDate(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except (ValueError, ValidationError):
        return None


def _pairs(clusters: list[str]) -> Pairs:
    members: dict[str, list[int]] = defaultdict(list)
    for number, cluster in enumerate(clusters, 1):
        members[cluster].append(number)
    return frozenset(pair for ids in members.values() for pair in combinations(ids, 2))


# The demo shop with errors of our own


def corrupted(people: Iterable[Person], seed: int) -> KnownList:
    """``people`` with doubles of a fifth of them, and with people who only look like doubles.

    A double has one to three errors as they are made at a counter. Beside them stand sons of the
    same name, twins, and partners on one phone and one e-mail address: those are not doubles.
    """
    chance = random.Random(seed)
    first = list(_told_apart(person for person in people if person.kind == "person"))
    everybody = list(first)
    doubles = set()
    next_id = max(person.id for person in first) + 1
    for person in first:
        if chance.random() < _PART_WITH_DOUBLE:
            everybody.append(replace(_mistaken(person, chance), id=next_id))
            doubles.add((person.id, next_id))
            next_id += 1
        if chance.random() < _PART_WITH_NEIGHBOUR and person.parts.family:
            everybody.append(replace(_relative(person, chance), id=next_id))
            next_id += 1
    chance.shuffle(everybody)
    return KnownList("the demo shop, with errors", tuple(everybody), frozenset(doubles))


def _told_apart(people: Iterable[Person]) -> Iterator[Person]:
    """Those who share no e-mail address with anybody before, and no house under the same name.

    By chance the demo makes such pairs, of which nobody could say whether they are one person.
    """
    taken: set[object] = set()
    for person in people:
        own = {*person.emails, *((fold(person.name), each) for each in person.addresses)}
        if taken.isdisjoint(own):
            yield person
        taken |= own


def _mistaken(person: Person, chance: random.Random) -> Person:
    for error in chance.sample(_ERRORS, chance.choice((1, 1, 2, 2, 3))):
        person = error(person, chance)
    return person


def _named(person: Person, parts: NameParts) -> Person:
    return replace(person, parts=parts, name=join_name(parts) or person.name)


def _mistyped(text: str, chance: random.Random) -> str:
    if len(text) < 4:
        return text
    place, letter = chance.randint(1, len(text) - 2), chance.choice(_LETTERS)
    return chance.choice(
        (
            text[:place] + text[place + 1 :],
            text[:place] + letter + text[place:],
            text[:place] + letter + text[place + 1 :],
            text[:place] + text[place + 1] + text[place] + text[place + 2 :],
        )
    )


def _mistyped_given(person: Person, chance: random.Random) -> Person:
    return _named(person, replace(person.parts, given=_mistyped(person.parts.given, chance)))


def _mistyped_family(person: Person, chance: random.Random) -> Person:
    return _named(person, replace(person.parts, family=_mistyped(person.parts.family, chance)))


def _short_name(person: Person, chance: random.Random) -> Person:
    others = said_for(fold(person.parts.given))[1:]
    if not others:
        return person
    return _named(person, replace(person.parts, given=chance.choice(others).title()))


def _initial(person: Person, _chance: random.Random) -> Person:
    return _named(person, replace(person.parts, given=person.parts.given[:1]))


def _swapped(person: Person, _chance: random.Random) -> Person:
    parts = person.parts
    return _named(person, replace(parts, given=parts.family, family=parts.given))


def _married(person: Person, chance: random.Random) -> Person:
    return _named(person, replace(person.parts, family=chance.choice(_MARRIED)))


def _no_phone(person: Person, _chance: random.Random) -> Person:
    return replace(person, phones=())


def _other_phone(person: Person, chance: random.Random) -> Person:
    return replace(person, phones=(f"+4477009{chance.randrange(10**5):05}",))


def _no_mail(person: Person, _chance: random.Random) -> Person:
    return replace(person, emails=())


def _mistyped_mail(person: Person, chance: random.Random) -> Person:
    return replace(person, emails=tuple(_mistyped(mail, chance) for mail in person.emails))


def _moved(person: Person, chance: random.Random) -> Person:
    street = f"{chance.randint(1, 90)} {chance.choice(('Canal', 'Station', 'Priory'))} Road"
    return replace(person, addresses=(Address(street, "LS1 4AB", "Leeds"),))


def _no_birthday(person: Person, _chance: random.Random) -> Person:
    return replace(person, born=None)


def _other_birthday(person: Person, chance: random.Random) -> Person:
    """Day and month swapped where that can be, else another day of the month."""
    born = person.born
    if born is None or born.day is None or born.month is None:
        return person
    day, month = (born.month, born.day) if born.day <= 12 else (chance.randint(1, 28), born.month)
    return replace(person, born=PartialDate(born.year, month, day))


_ERRORS: Final = (
    _mistyped_given, _mistyped_family, _short_name, _initial, _swapped, _married, _no_phone,
    _other_phone, _no_mail, _mistyped_mail, _moved, _no_birthday, _other_birthday,
)  # fmt: skip


def _relative(person: Person, chance: random.Random) -> Person:
    """A son of the same name, a twin, or a partner."""
    born = person.born
    age = chance.choice(("son", "twin", "partner"))
    if age == "son" and born and born.year:
        year = min(born.year + chance.randint(20, 40), 2024)
        child = PartialDate(year, chance.randint(1, 12), chance.randint(1, 28))
        return replace(person, born=child, called="", former_names=(), numbers=())
    given = chance.choice(("Agatha", "Benedikta", "Cosimo", "Dunstan", "Evander", "Fenella"))
    other = _named(person, replace(person.parts, given=given, title=""))
    other = replace(other, called="", former_names=(), numbers=())
    return other if age == "twin" else replace(other, born=None)
