"""Words brought to what they have in common however they are written: letters, sounds, distance."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA, Indel

from crm.text import words

_LATIN: Final = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh",
    "з": "z", "и": "i", "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ђ": "dj", "ј": "j",
    "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz",
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
    "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
})  # fmt: skip
# What is one sound in most of the languages of Europe, the longer spelling first.
_SOUNDS: Final = (
    ("shch", "s"), ("sch", "s"), ("tsch", "c"), ("sh", "s"), ("sz", "s"), ("cz", "c"), ("ch", "c"),
    ("ph", "f"), ("th", "t"), ("gh", "g"), ("kh", "k"), ("ck", "k"), ("tz", "z"), ("ts", "z"),
    ("dt", "t"), ("qu", "k"), ("c", "k"), ("q", "k"), ("w", "v"), ("y", "i"), ("j", "i"),
    ("z", "s"), ("d", "t"), ("x", "ks"),
)  # fmt: skip
_VOWELS: Final = re.compile(r"(?<=.)[aeiouh]")
_TWICE: Final = re.compile(r"(.)\1+")
_UMLAUTS: Final = re.compile(r"(?<=[aou])e")
_LONG_SOUND: Final = 6
_SAME_LETTERS: Final = 0.8  # of all letters, in any order: beyond chance for names


@lru_cache(maxsize=65_536)
def plain_words(text: str) -> tuple[str, ...]:
    """The folded words of ``text`` in Latin letters, as far as one letter can say another."""
    found = words(text)
    if all(map(str.isascii, found)):
        return found
    return tuple(filter(None, (word.translate(_LATIN) for word in found)))


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """The consonants of a word as they sound, more or less: ``meier`` and ``mayr`` alike."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _TWICE.sub(r"\1", _VOWELS.sub("", word))[:_LONG_SOUND]


def one_umlaut(one: str, other: str) -> bool:
    """Whether two words differ only in how their umlauts are written: ``muller``, ``mueller``."""
    return _UMLAUTS.sub("", one) == _UMLAUTS.sub("", other)


def letters_apart(one: str, other: str) -> int:
    """Typing errors between two words: 0, 1, 2, or 3 for all beyond.

    Letters wrong, missing, too much or swapped with a neighbour (Damerau 1964). Short words are
    not themselves any more after two.
    """
    apart = OSA.distance(one, other, score_cutoff=2)
    shortest = min(len(one), len(other))
    if apart > 2 or shortest < 3 or (apart == 2 and shortest < 5):
        return 3
    return apart


def have_same_letters(one: str, other: str) -> bool:
    """Whether most letters are the same, in whatever order."""
    if min(len(one), len(other)) < 4:
        return False
    ordered: float = Indel.normalized_similarity("".join(sorted(one)), "".join(sorted(other)))
    return ordered >= _SAME_LETTERS
