"""Personal names taken apart and put together, without guessing anything else from them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, fields
from typing import Final

from crm.text import fold

_TITLE_WORDS: Final = (
    "mr mrs ms miss mx dr drs prof professor doctor doktor sir dame rev reverend herr frau mme mlle"
    " monsieur madame sr sra srta dott dottssa signor signora dhr mevr mevrouw capt dipl-ing"
)
_SUFFIX_WORDS: Final = "jr jnr sr snr ii iii iv phd md dds dvm esq cpa mba msc bsc obe mbe cbe"
_PARTICLE_WORDS: Final = (
    "van von vom vande vander der den de da do dos das di del della dello degli du des la le los"
    " las ten ter te 't zu zum zur af av al el bin ibn ben bint abu san santa st st. mac"
)
_TITLES: Final = frozenset(_TITLE_WORDS.split())
# Words that are names too are titles only with their dot.
_DOTTED_TITLES: Final = frozenset(("fr.", "mag.", "m.", "ing.", "sig.", "maj.", "hon.", "col."))
_SUFFIXES: Final = frozenset(_SUFFIX_WORDS.split())
_PARTICLES: Final = frozenset(_PARTICLE_WORDS.split())
# Given names as well, so alone in front they begin a family name only before another particle.
_ALSO_GIVEN: Final = frozenset(("van", "al", "ben", "di", "del", "la", "san", "santa", "mac", "st"))
_LINKS: Final = frozenset(("y", "e", "i", "und", "and", "et"))
_EAST_ASIAN: Final = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO")


@dataclass(frozen=True, slots=True)
class NameParts:
    """The parts of one person's name; any of them may be empty."""

    title: str = ""
    given: str = ""
    middle: str = ""
    family: str = ""
    suffix: str = ""


NAME_PARTS: Final = tuple(field.name for field in fields(NameParts))


def split_name(text: str) -> NameParts:
    """The parts of a name as typed: ``Brennan, Siobhan`` or ``Dr. Maria da Silva Jr.``.

    One word alone is the given name. No word is lost, changed or invented.
    """
    family, comma, rest = text.partition(",")
    after = rest.replace(",", " ").split()
    if not comma or all(map(_is_suffix, after)):
        titles, names, suffixes = _without_honours([*family.split(), *after])
        given, middle, family_words = _western(names)
    else:
        titles, names, suffixes = _without_honours(after)
        given, middle, family_words = names[:1], names[1:], family.split()
    parts = (titles, given, middle, family_words, suffixes)
    return NameParts(*(" ".join(part) for part in parts))


def join_name(parts: NameParts) -> str:
    """The name as it is shown: title, given, middle, family, suffix."""
    order = [parts.title, parts.given, parts.middle, parts.family, parts.suffix]
    if _is_east_asian(parts.family) and _is_east_asian(parts.given):
        order[1:4] = [parts.family, parts.given, parts.middle]
    return " ".join(part for part in order if part)


def initials(display_name: str) -> str:
    """One or two letters to stand for the name, ``?`` where it has none."""
    parts = split_name(unicodedata.normalize("NFC", display_name))
    family = [word for word in parts.family.split() if not _is_particle(word)]
    ends = [parts.given or parts.middle, " ".join(family) or parts.family]
    if _is_east_asian(parts.family):
        ends.reverse()
    letters = [letter for letter in map(_first_letter, ends) if letter]
    return "".join(letters) or _first_letter(display_name) or "?"


def sort_key(name: NameParts | str) -> str:
    """What lists of names are sorted by: folded, family name first."""
    parts = split_name(name) if isinstance(name, str) else name
    return fold(f"{parts.family} {parts.given} {parts.middle} {parts.suffix}")


def _without_honours(names: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Titles in front, names, suffixes behind; at least one word stays a name."""
    first, last = 0, len(names)
    while first < last - 1 and _is_title(names[first]):
        first += 1
    while last > first + 1 and _is_suffix(names[last - 1]):
        last -= 1
    return names[:first], names[first:last], names[last:]


def _western(names: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Given, middle and family words of a name in spoken order."""
    if names and all(map(_is_east_asian, names)) and len(names) > 1:
        return names[1:], [], names[:1]
    if _begins_with_family(names):
        return [], [], names
    family = _family_start(names)
    return names[:1], names[1:family], names[family:]


def _family_start(names: list[str]) -> int:
    """Where the family name begins: at the first particle, else the last word; never at 0."""
    for place in range(1, len(names) - 1):
        if _is_particle(names[place]):
            return place
        if place > 1 and names[place] in _LINKS:
            return place - 1
    return max(len(names) - 1, 1)


def _begins_with_family(names: list[str]) -> bool:
    """``van der Berg`` and ``de Vries`` are family names, ``Van Morrison`` is not one."""
    if len(names) < 2 or not _is_particle(names[0]):
        return False
    also_given = fold(names[0]) in _ALSO_GIVEN and names[0] != "van"
    return not also_given or (len(names) > 2 and _is_particle(names[1]))


def _is_title(word: str) -> bool:
    folded = fold(word)
    return folded.replace(".", "") in _TITLES or folded in _DOTTED_TITLES


def _is_suffix(word: str) -> bool:
    return fold(word).replace(".", "") in _SUFFIXES


def _is_particle(word: str) -> bool:
    return fold(word) in _PARTICLES


def _is_east_asian(word: str) -> bool:
    return unicodedata.name(word[:1] or " ", "").startswith(_EAST_ASIAN)


def _first_letter(text: str) -> str:
    letter = next(filter(str.isalnum, text), "")
    capital = letter.title()
    return capital if len(capital) == 1 else letter
