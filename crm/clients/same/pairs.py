"""The verdict on two records: how likely they are one person, and why."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from crm.clients.same.frequencies import Frequencies
from crm.clients.same.people import Person
from crm.clients.same.reason_words import say_reason
from crm.clients.same.records import Record, make_record
from crm.clients.same.seeing import see
from crm.clients.same.weights import RELATIVES_A_PAIR, Evidence

LIKELY: Final = 0.9  # from here on a pair is shown as one person

_RELATIVES: Final = math.log2(RELATIVES_A_PAIR)
_CLEARLY: Final = -1.0  # bits against
_WHOLE_NAME: Final = frozenset(("given.same", "family.same"))
_MOST_BITS: Final = 60.0


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that was seen: its ``code`` (``born.digit``), the words for it, its bits.

    Of the bits against strangers and those against relatives the greater ones count, or the worse
    ones where either speaks clearly against.
    """

    code: str
    text: str
    bits: float

    @property
    def field(self) -> str:
        """What was looked at: ``name``, ``given``, ``born``, ``phone`` ..."""
        return self.code.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, smaller id first; ``score`` is the probability (0 to 1) of one person.

    ``reasons`` speak for it and ``against`` against it, the weightiest first.
    """

    first: int
    second: int
    score: float
    reasons: tuple[Reason, ...]
    against: tuple[Reason, ...]


def compare(one: Person, other: Person, frequencies: Frequencies | None = None) -> Pair:
    """How likely two people are one; without ``frequencies`` as in a list of a few hundred."""
    found = make_record(one), make_record(other)
    return judge(*found, frequencies or Frequencies())


def judge(one: Record, other: Record, frequencies: Frequencies) -> Pair:
    """The same for records made ready."""
    first, second = (one, other) if one.id <= other.id else (other, one)
    if first.kind != second.kind:
        return Pair(first.id, second.id, 0.0, (), ())
    seen = list(see(first, second, frequencies))
    return Pair(first.id, second.id, score(seen, frequencies), *_said(seen))


def score(seen: Iterable[Evidence], frequencies: Frequencies) -> float:
    """The probability of one person: ``1 / (1 + 2^-strangers + 2^-relatives)`` of the bits.

    Bayes' rule with three explanations; each one's odds beforehand are counted in.
    """
    strangers, relatives = -frequencies.stranger_bits(), -_RELATIVES
    for _code, stranger, relative in seen:
        strangers += stranger
        relatives += relative
    return 1 / (1 + _power(-strangers) + _power(-relatives))


def _power(bits: float) -> float:
    return math.exp2(min(max(bits, -_MOST_BITS), _MOST_BITS))


def _said(seen: Iterable[Evidence]) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """What speaks for and against, in words."""
    weighed = {each.code: _weight(each) for each in seen}
    if weighed.keys() >= _WHOLE_NAME:
        weighed["name.same"] = sum(weighed.pop(code) for code in _WHOLE_NAME)
    ordered = sorted(weighed.items(), key=lambda each: (-abs(each[1]), each[0]))
    said = [Reason(code, say_reason(code), bits) for code, bits in ordered]
    return tuple(r for r in said if r.bits >= 0), tuple(r for r in said if r.bits < 0)


def _weight(seen: Evidence) -> float:
    least = min(seen.stranger, seen.relative)
    return least if least < _CLEARLY else max(seen.stranger, seen.relative)
