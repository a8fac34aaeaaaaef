"""Where the words of a search stand in a text as it is shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from crm.clients.search_terms import SHORTEST_INSIDE
from crm.text import fold, words

Span = tuple[int, int]

_AROUND: Final = 60  # characters of a long text that are shown around a match
_BEFORE: Final = 16  # of which so many before it
_WORD: Final = re.compile(r"\S+")
_BLANK: Final = re.compile(r"\s")


class _GapTable(dict[int, str]):
    """Blanks out what parts words, one character for one, so that places stay what they are."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = fold(character)
        kept = character if not folded or folded == "'" or words(folded) else " "
        if not folded and not unicodedata.category(character).startswith(("M", "Cf")):
            kept = " "
        self[code] = kept
        return kept


class _FlatTable(dict[int, str]):
    """Folds one letter for one, and marks what cannot be folded so."""

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        if len(folded) == 1 and folded != "'":
            kept = folded if words(folded) else " "
        else:
            kept = " " if chr(code).isspace() else _UNEVEN
        self[code] = kept
        return kept


_UNEVEN: Final = "\0"
_GAPS: Final = _GapTable()
_FLAT: Final = _FlatTable()


class _Word(NamedTuple):
    """A folded word of a text, and where in the text it stands."""

    text: str
    start: int
    raw: str

    def span(self, start: int, length: int) -> Span:
        """The place of some of the folded letters; marks go with the letter they stand on."""
        if self.raw.isascii() and len(self.raw) == len(self.text):
            return self.start + start, self.start + start + length
        places = [
            place
            for place, letter in enumerate(self.raw)
            for _folded in fold(letter).replace("'", "")
        ]
        end = places[start + length - 1] + 1
        while end < len(self.raw) and unicodedata.combining(self.raw[end]):
            end += 1
        return self.start + places[start], self.start + end


def find_spans(
    text: str, wanted: Sequence[str], near: dict[str, list[str]], *, is_name: bool
) -> dict[str, Span]:
    """Where in ``text`` each of the folded words ``wanted`` begins a word; those found only.

    In a name a word may also stand inside another or run over several ("vandenberg"). ``near`` are
    the words each one may have been meant for.
    """
    flat = text.lower() if text.isascii() else text.translate(_FLAT)
    spans: dict[str, Span] = {}
    if not ("'" in flat or "`" in flat or _UNEVEN in flat):
        # Letters and folded letters stand at the same places, so one search is enough. This is
        # done for hundreds of texts with every key typed.
        for word in wanted:
            found = _begun(word).search(flat) if word in flat else None
            if found is None and (meant := near.get(word)):
                found = _whole(tuple(meant)).search(flat)
            if found is not None:
                spans[word] = found.span()
        if not is_name:
            return spans
    rest = [word for word in wanted if word not in spans]
    plain = "".join(words(text))
    if not any(_may_stand_in(plain, word, near) for word in rest):
        return spans
    gapped = text.translate(_GAPS)
    cut = list(_cut(gapped))
    for word in rest:
        if span := _find(gapped, cut, word, near.get(word, ()), is_name=is_name):
            spans[word] = span
    return spans


@lru_cache(maxsize=64)
def _begun(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(word)}")


@lru_cache(maxsize=64)
def _whole(near: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, near))})(?![^\W_])")


def find_number(text: str, number: str) -> Span | None:
    """Where in ``text`` the digits ``number`` stand, as far as they were written down."""
    places = [place for place, character in enumerate(text) if character.isdecimal()]
    written = "".join(str(unicodedata.decimal(text[place])) for place in places)
    for start in range(len(number) - SHORTEST_INSIDE + 1):
        at = written.find(number[start:])
        if at >= 0:
            return places[at], places[at + len(number) - start - 1] + 1
    return None


def merged(spans: Collection[Span]) -> tuple[Span, ...]:
    """``spans`` in order, those that touch made one."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def shortened(text: str, spans: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """The part of a long ``text`` around the first span, on one line, and the spans in it."""
    line = _BLANK.sub(" ", text)
    first = spans[0][0] if spans else 0
    start = 0 if len(line) <= _AROUND or first <= _BEFORE else _word_start(line, first - _BEFORE)
    end = min(len(line), max(start + _AROUND, spans[0][1] if spans else 0))
    before, after = "…" if start else "", "…" if end < len(line) else ""
    moved = len(before) - start
    inside = tuple((a + moved, min(b, end) + moved) for a, b in spans if start <= a < end)
    return before + line[start:end] + after, inside


def _word_start(line: str, place: int) -> int:
    blank = line.find(" ", place, place + _BEFORE)
    return blank + 1 if blank >= 0 else place


def _may_stand_in(plain: str, word: str, near: dict[str, list[str]]) -> bool:
    return word in plain or any(each in plain for each in near.get(word, ()))


def _cut(gapped: str) -> Iterator[_Word]:
    for match in _WORD.finditer(gapped):
        raw = match[0]
        if folded := fold(raw).removesuffix("'s").replace("'", ""):
            yield _Word(folded, match.start(), raw)


def _find(
    gapped: str, cut: Sequence[_Word], wanted: str, near: Collection[str], *, is_name: bool
) -> Span | None:
    begun = [word for word in cut if word.text.startswith(wanted)]
    if begun:
        best = min(begun, key=lambda word: len(word.text) != len(wanted))
        return best.span(0, len(wanted))
    if is_name and (span := _find_in_name(gapped, cut, wanted)):
        return span
    meant = next((word for word in cut if word.text in near), None)
    return meant.span(0, len(meant.text)) if meant else None


def _find_in_name(gapped: str, cut: Sequence[_Word], wanted: str) -> Span | None:
    for number, word in enumerate(cut[:-1]):
        run = _Word("".join(each.text for each in cut[number:]), word.start, gapped[word.start :])
        if run.text.startswith(wanted):
            return run.span(0, len(wanted))
    if len(wanted) >= SHORTEST_INSIDE:
        for word in cut:
            if (at := word.text.find(wanted)) > 0:
                return word.span(at, len(wanted))
    return None
