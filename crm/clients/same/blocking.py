"""Which records are held side by side at all: those that share at least one key.

A list of 100,000 has five thousand million pairs. Each record has some twenty keys, made so that
every likely double shares one whatever single thing is wrong with it; keys that very many share
are passed over, as their people share a rarer one too where they are the same.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Final
from zlib import crc32

from crm.clients.same.nicknames import full_names
from crm.clients.same.records import Name, Record
from crm.clients.same.spelling import sound

MOST_IN_A_BLOCK: Final = 40
_END: Final = 3  # letters of the end of a name that a key holds
_MOST_FULL_NAMES: Final = 4
_SHORTEST_BEFORE: Final = 5
_PLACES_A_RECORD: Final = 64  # of the table of counts, so that keys seldom meet in one place
_FEWEST_PLACES: Final = 1 << 16
_MOST_COUNTED: Final = 0xFFFF


def keys_of(record: Record) -> set[int]:
    """The keys of a record, as numbers that are the same in every run."""
    return {crc32(key.encode(errors="surrogatepass")) for key in _keys(record)}


def _keys(record: Record) -> Iterator[str]:
    kind = record.kind[:1]
    for key in _contact_keys(record):
        yield kind + key
    if record.kind == "person":
        yield from _name_keys(record)
    else:
        for name in record.family:
            yield f"{kind}w{name.letters}"
            yield from (f"{kind}v{word}" for word in name.words if len(word) > 4)


def _contact_keys(record: Record) -> Iterator[str]:
    yield from (f"p{phone}" for phone in record.phones)
    yield from (f"i{number}" for number in record.numbers)
    for mail in record.mails:
        if not mail.is_shared:
            yield f"e{mail.whole}"
            yield f"d{mail.domain}"
            if len(mail.before) >= _SHORTEST_BEFORE:
                yield f"l{mail.before}"
    for place in record.places:
        if place.street and place.numbers:
            yield f"s{place.street[:8]}{min(place.numbers)}"


def _name_keys(record: Record) -> Iterator[str]:
    given, family = record.given, (*record.family, *record.former)
    first = [full for name in given for full in _full(name.letters)]
    last = [name.letters for name in family]
    yield from _birth_keys(record, [*first, *last])
    for one in first:
        for other in last:
            yield "n" + "|".join(sorted((one, other)))
            yield "h" + "|".join(sorted((sound(one), sound(other))))
            yield from _half_keys(one, other)
            yield from _half_keys(other, one)
    for name in (*given, *family):
        yield from _part_keys(record, name)


def _full(given: str) -> list[str]:
    return sorted({given, *full_names(given)})[:_MOST_FULL_NAMES]


def _birth_keys(record: Record, names: list[str]) -> Iterator[str]:
    born = record.born
    if born is None:
        return
    if born.year and born.month and born.day:
        low, high = sorted((born.month, born.day))
        yield f"b{born.year}{low}-{high}"
    for name in names:
        if born.year:
            yield f"y{born.year}{name}"
        if born.month and born.day:
            yield f"m{born.month}-{born.day}{name}"


def _half_keys(whole: str, half: str) -> Iterator[str]:
    """One name as it is, and the beginning or the end of the other: an error is in one of them."""
    if len(half) > 1:
        yield f"a{whole}|{half[:_END]}"
        yield f"z{whole}|{half[-_END:]}"
    yield f"f{whole}|{half[:1]}"


def _part_keys(record: Record, name: Name) -> Iterator[str]:
    """A name with where they live; the parts of a double one each alone."""
    for word in {name.letters, *name.words}:
        if len(word) > 2:
            for place in record.places:
                if place.postcode or place.town:
                    yield f"t{word}|{place.postcode or place.town}"
            if word != name.letters:
                yield f"k{word}"


class KeyCounts:
    """How many records have each key, counted in a table of fixed size.

    Keys that meet in one place are counted as one (count-min, Cormode & Muthukrishnan 2005): what
    is alone may seem to have company, never the other way round.
    """

    def __init__(self, records: int) -> None:
        places = _FEWEST_PLACES
        while places < records * _PLACES_A_RECORD:
            places *= 2
        self._mask = places - 1
        self._counts = array("H", bytes(2 * places))

    def add(self, keys: set[int]) -> None:
        """Count the keys of a record."""
        counts, mask = self._counts, self._mask
        for key in keys:
            if counts[key & mask] < _MOST_COUNTED:
                counts[key & mask] += 1

    def has_any(self, keys: set[int]) -> bool:
        """Whether one of the keys may have been counted."""
        counts, mask = self._counts, self._mask
        return any(counts[key & mask] for key in keys)

    def useful(self, keys: set[int]) -> list[int]:
        """Those that lead to somebody else, but not to a crowd; in a fixed order."""
        counts, mask = self._counts, self._mask
        return sorted(key for key in keys if 1 < counts[key & mask] <= MOST_IN_A_BLOCK)
