"""The terms that stand in the search index for more than a plain word.

Each begins with a mark that no typed word can hold, so that they never meet.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from crm.store.search import LONGEST_WORD
from crm.text import words

IN_TRASH: Final = 1 << 16
"""The order from which on those in the trash stand, whom only the trash itself shows."""

SHORTEST_INSIDE: Final = 3  # letters from which the inside of a name is searched
SHORTEST_NUMBER: Final = 3  # digits from which a part of a phone number is searched

_INSIDE: Final = "·"
_NUMBER: Final = "№"
_TIE: Final = "→"
_PIECES: Final = (3, 4, 6)  # digits; other parts of a number are put together from these


def index_words(text: str) -> list[str]:
    """The folded words of ``text``, each no longer than the index keeps."""
    found = words(text)
    if len(text) <= LONGEST_WORD:
        return list(found)
    return [word[:LONGEST_WORD] for word in found]


def inside_term(word: str) -> str:
    """Begins the terms of every name that holds ``word`` anywhere inside."""
    return _INSIDE + word


def inside_terms(word: str) -> list[str]:
    """Every ending of a word of a name that its inside is found by."""
    return [_INSIDE + word[start:] for start in range(1, len(word) - SHORTEST_INSIDE + 1)]


def joined_terms(name: Sequence[str]) -> list[str]:
    """Words of a name as typed without the blanks or hyphens between: ``vandenberg``."""
    return ["".join(name[start:])[:LONGEST_WORD] for start in range(len(name) - 1)]


def number_terms(number: str) -> list[str]:
    """Every piece that the digits of a phone number are found by."""
    return [
        _NUMBER + number[start : start + length]
        for length in _PIECES
        for start in range(len(number) - length + 1)
    ]


def typed_number_terms(number: str) -> list[str]:
    """The terms that every number holding ``number`` (3 digits or more) has all of.

    Of another length than the pieces a few numbers may have all of them in another order.
    """
    length = max(piece for piece in _PIECES if piece <= len(number))
    pieces = (number[start : start + length] for start in range(len(number) - length + 1))
    return list(dict.fromkeys(_NUMBER + piece for piece in pieces))


def tie_term(role: str, name: str) -> str:
    """Says of a client: is the ``role`` of somebody called ``name``."""
    return f"{_TIE}{role}{_TIE}{name}"


def tie_terms(roles: Collection[str], name: Collection[str]) -> list[str]:
    """Every pair of a role and a word of the name it is played for."""
    return [tie_term(role, word) for role in roles for word in name]
