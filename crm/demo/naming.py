"""Names of people who do not exist: some thirty thousand different ones in a hundred thousand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Final

from crm.clients.names import NameParts
from crm.demo.name_lists import (
    ENGLISH_FAMILY,
    ENGLISH_GIVEN,
    OTHER_NAMES,
    PLACE_BEGINNINGS,
    PLACE_ENDINGS,
)

_THOUSAND: Final = 1000
_MIDDLE: Final = (
    "Alexis", "Blake", "Bryn", "Carey", "Drew", "Ellis", "Francis", "Hilary", "Jean", "Jude", "Kit",
    "Lee", "Leslie", "Lindsay", "Lynn", "Morgan", "Quinn", "Rae", "Ray", "Robin", "Rowan", "Vivian",
)  # fmt: skip
_TITLES: Final = ("Dr", "Mx", "Prof", "Rev")


class Naming:
    """Draws names; given and family name come from the same corner of the world."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._english = (ENGLISH_GIVEN.split(), ENGLISH_FAMILY.split())
        self._places = _place_names()
        self._others = [(given.split(), _families(family)) for _, given, family in OTHER_NAMES]
        self._limits = list(accumulate(share for share, *_names in OTHER_NAMES))

    def draw(self) -> NameParts:
        """Somebody's name."""
        givens, families = self._corner()
        return self._parts(
            givens, self._rng.choice(families), is_english=givens is self._english[0]
        )

    def draw_relative(self, family: str) -> NameParts:
        """Somebody else of the same family name, with a given name that fits it."""
        for givens, families in self._others:
            if family in families:
                return NameParts(given=self._rng.choice(givens), family=family)
        return NameParts(given=self._rng.choice(self._english[0]), family=family)

    def _corner(self) -> tuple[Sequence[str], Sequence[str]]:
        chance = self._rng.randrange(_THOUSAND)
        for limit, names in zip(self._limits, self._others, strict=True):
            if chance < limit:
                return names
        is_place = chance % 3 == 0
        return self._english[0], self._places if is_place else self._english[1]

    def _parts(self, givens: Sequence[str], family: str, *, is_english: bool) -> NameParts:
        rng = self._rng
        given, chance = rng.choice(givens), rng.randrange(200)
        if not is_english or chance >= 30:
            return NameParts(given=given, family=family)
        if chance < 6:
            return NameParts(given=given, family=f"{family}-{rng.choice(self._english[1])}")
        if chance < 10:
            return NameParts(title=rng.choice(_TITLES), given=given, family=family)
        return NameParts(given=given, middle=rng.choice(_MIDDLE), family=family)


def _place_names() -> list[str]:
    """Family names made of places, without those whose halves do not meet well."""
    endings = PLACE_ENDINGS.split()
    return [
        begin + end
        for begin in PLACE_BEGINNINGS.split()
        for end in dict.fromkeys(endings)
        if begin[-1] != end[0] and begin.lower() != end
    ]


def _families(text: str) -> list[str]:
    """The family names of a list, in which ``De`` belongs to the word after it."""
    return [each.replace("De_", "De ") for each in text.replace("De ", "De_").split()]
