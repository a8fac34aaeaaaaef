"""How common each value is in a list: what two strangers have in common by chance."""

from __future__ import annotations

from collections import Counter
from math import log2
from typing import Final

from crm.clients.same.records import Record
from crm.clients.same.weights import (
    COMMON,
    FEWEST_RECORDS,
    IMAGINED,
    IMAGINED_OF_MANY,
    LEVELS,
    OF_MANY,
    OWNED,
    STRANGERS_A_RECORD,
    Evidence,
)

_FEWEST_FOR_A_NAME: Final = 4  # records a spelling needs before it is a name of its own
_COMPARED: Final = 2  # records
_RAREST: Final = 20.0  # bits
_COMMONEST: Final = 1.0

# Of each level whose weight follows from its value: bits beside the value's own, and relative bits.
_LEVEL_BITS: Final = {
    code: (log2(level.same / level.spread), log2(level.same / level.relative))
    for code, level in LEVELS.items()
    if level.stranger is None
}


class Frequencies:
    """Counts the values of a list as it is read, and says how many bits a shared one weighs."""

    def __init__(self) -> None:
        self.records = 0
        self._counts: dict[str, Counter[object]] = {kind: Counter() for kind in COMMON}
        self._known: Counter[str] = Counter()  # records that have anything of a kind

    def add(self, record: Record) -> None:
        """Count what a record holds."""
        self.records += 1
        names = "given" if record.kind == "person" else "whole"
        for name in record.given:
            self._count("given", name.letters, *(name.words if len(name.words) > 1 else ()))
        for name in record.family:
            own = "family" if names == "given" else "whole"
            self._count(own, name.letters, *(name.words if len(name.words) > 1 else ()))
        if record.born is not None and record.born.day and record.born.year:
            self._count("born", record.born)
        self._count("phone", *record.phones)
        self._count("mail", *(mail.whole for mail in record.mails))
        for place in record.places:
            self._count("street", place.street)
            self._count("place", *{place.postcode, place.town})

    def assume_records(self, records: int) -> None:
        """Speak for a list of so many records without reading it."""
        self.records = records
        self._known = Counter(dict.fromkeys(COMMON, records))

    def assume(self, kind: str, value: object, count: int) -> None:
        """Take a value to stand in so many of the records."""
        self._counts[kind][value] = count

    def is_name(self, given: str) -> bool:
        """Whether several people spell their given name so."""
        return self._counts["given"][given] >= _FEWEST_FOR_A_NAME

    def stranger_bits(self) -> float:
        """How much speaks against two records of the list being one person before any look."""
        return log2(STRANGERS_A_RECORD * max(self.records, FEWEST_RECORDS))

    def bits(self, kind: str, value: object) -> float:
        """How rare a value is, in bits."""
        imagined = IMAGINED_OF_MANY if kind in OF_MANY else IMAGINED
        count = self._counts[kind].get(value, 0)
        if kind in OWNED:
            count = max(count - _COMPARED, 0)
        chance = (count + imagined * COMMON[kind]) / (self._known[kind] + imagined)
        return min(max(-log2(chance), _COMMONEST), _RAREST)

    def evidence(self, code: str, kind: str, value: object) -> Evidence:
        """What sharing a value says, on a level whose weight follows from it."""
        own, relative = _LEVEL_BITS[code]
        return Evidence(code, max(own + self.bits(kind, value), 0.0), relative)

    def evidence_of_two(self, code: str, kind: str, one: str, other: str) -> Evidence:
        """The level for two spellings of one value, as common as the commoner of them."""
        value = min((one, other), key=lambda each: self.bits(kind, each))
        return self.evidence(code, kind, value)

    def _count(self, kind: str, *values: object) -> None:
        kept = [value for value in values if value]
        if kept:
            self._counts[kind].update(kept)
            self._known[kind] += 1
