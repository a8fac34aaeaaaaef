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
_SMALL: Final = 0.25  # bits that are not worth a word
_MOST_BITS: Final = 60.0


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that was seen: ``field`` (``born``), ``text`` for the user, and its weight in bits.

    ``bits`` are those of the explanation that needs refuting more: strangers or relatives.
    """

    field: str
    text: str
    bits: float


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
    """What speaks for and against, in words; what hardly weighs is left unsaid."""
    weighed = [(_weight(each), each.code) for each in seen]
    said = [
        Reason(code.partition(".")[0], say_reason(code), bits)
        for bits, code in sorted(weighed, key=lambda each: (-abs(each[0]), each[1]))
        if abs(bits) >= _SMALL
    ]
    return tuple(r for r in said if r.bits > 0), tuple(r for r in said if r.bits < 0)


def _weight(seen: Evidence) -> float:
    """The bits a reason is worth: against it counts what is worst, for it what is best."""
    least = min(seen.stranger, seen.relative)
    return least if least < -1 else max(seen.stranger, seen.relative)
