"""How much each thing that is alike or different says, as data.

The model is that of Fellegi & Sunter (1969): what is seen of a pair weighs
``log2(P(seen | one person) / P(seen | two persons))`` bits, and what is seen of different things
adds up. Two persons may be two very different things, so each weighs twice: against *strangers*,
who have in common what is common, and against *relatives*, people of one house or firm, who
share name, address, phone and sometimes e-mail. A pair is one person only where both other
explanations fail.

What strangers share by chance is counted in the list itself (frequency adjustment, Newcombe 1959,
Winkler 2000): ``spread`` says how many values stand as close to one as it is asked for. The other
probabilities are set by judgement, in round numbers, once for all lists (docs/SAME_PEOPLE.md).
"""

from __future__ import annotations

from math import log2
from typing import Final, NamedTuple


class Level(NamedTuple):
    """Probabilities of seeing this of one person, of two relatives, of two strangers.

    Without ``stranger`` the value's own frequency counts, ``spread`` times.
    """

    same: float
    relative: float
    stranger: float | None = None
    spread: float = 1.0


class Evidence(NamedTuple):
    """What was seen of a pair, and its bits for one person against strangers and relatives."""

    code: str
    stranger: float
    relative: float


Seen = tuple[Evidence, ...]


LEVELS: Final[dict[str, Level]] = {
    "given.same": Level(0.80, 0.012),
    "given.short": Level(0.05, 0.002, spread=3),
    "given.part": Level(0.03, 0.010, spread=3),
    "given.initial": Level(0.95, 0.120, 0.070),  # where one has no more than it
    "given.one_letter": Level(0.05, 0.002, spread=8),
    "given.two_letters": Level(0.02, 0.003, spread=30),
    "given.letters": Level(0.015, 0.012, 0.004),
    "given.known": Level(0.004, 0.020, 0.012),  # one letter apart, but both are names
    "given.other": Level(0.010, 0.95, 0.97),
    "middle.same": Level(0.80, 0.50, 0.050),  # a son is called like his father in full
    "middle.initial": Level(0.80, 0.50, 0.100),
    "middle.other": Level(0.08, 0.80, 0.90),
    "family.same": Level(0.82, 0.70),
    "family.one_letter": Level(0.06, 0.04, spread=8),
    "family.two_letters": Level(0.02, 0.02, spread=30),
    "family.letters": Level(0.015, 0.015, 0.004),
    "family.part": Level(0.03, 0.03, spread=3),
    "family.former": Level(0.04, 0.01, spread=2),
    "family.other": Level(0.04, 0.25, 0.97),
    "whole.same": Level(0.80, 0.02),
    "whole.part": Level(0.06, 0.01, spread=3),
    "whole.near": Level(0.08, 0.01, spread=20),
    "whole.other": Level(0.001, 0.90, 0.99),  # two houses of one street are two houses
    "names.swapped": Level(0.05, 0.05, 0.80),
    "suffix.other": Level(0.002, 0.60, 0.60),  # Jr and Sr
    "suffix.one": Level(0.10, 0.30, 0.10),
    "title.other": Level(0.02, 0.50, 0.50),  # Mr and Mrs, as written down
    "born.same": Level(0.80, 0.005),
    "born.digit": Level(0.05, 0.003, 0.0018),
    "born.swapped": Level(0.02, 0.0003, 0.0001),
    "born.day_month": Level(0.02, 0.005, 0.0027),
    "born.month": Level(0.03, 0.002, 0.0014),
    "born.year": Level(0.03, 0.015, 0.014),
    "born.near": Level(0.015, 0.030, 0.030),
    "born.other": Level(0.02, 0.50, 0.40),
    "born.generation": Level(0.007, 0.45, 0.55),
    "born.part_year": Level(0.90, 0.030, 0.016),
    "born.part_month": Level(0.90, 0.005, 0.0014),
    "born.part_day": Level(0.90, 0.010, 0.0027),
    "born.part_other": Level(0.05, 0.95, 0.95),
    "phone.same": Level(0.65, 0.45),
    "phone.digit": Level(0.03, 0.010, 0.0001),
    "phone.other": Level(0.30, 0.50, 1.0),
    "mail.same": Level(0.60, 0.10),
    "mail.shared": Level(0.60, 0.60, 0.01),  # info@
    "mail.before": Level(0.05, 0.004, 0.0005),
    "mail.near": Level(0.08, 0.004, 0.0002),
    "mail.letters": Level(0.02, 0.004, 0.0008),
    "mail.named": Level(0.20, 0.30, 0.30),  # not the same, but both made of the name
    "mail.other": Level(0.30, 0.93, 1.0),
    "street.same": Level(0.60, 0.55),
    "street.near": Level(0.12, 0.10, spread=6),
    "street.other": Level(0.28, 0.35, 1.0),
    "number.same": Level(0.90, 0.90, 0.03),
    "number.other": Level(0.10, 0.10, 0.97),
    "place.same": Level(0.85, 0.85),
    "place.with_street": Level(0.90, 0.90, 0.70),
    "place.near": Level(0.05, 0.05, spread=4),
    "place.other": Level(0.12, 0.15, 0.80),
    "paper.same": Level(0.80, 0.005, 0.00001),
    "paper.digit": Level(0.05, 0.001, 0.0002),
}

# What a value is taken to be shared by before the list was counted: so many people of a town have
# one given name, and so many of them are imagined beside every list, that a short one is no proof.
IMAGINED: Final = 200
COMMON: Final = {
    "given": 1 / 400,
    "family": 1 / 1_000,
    "whole": 1 / 10_000,
    "street": 1 / 2_000,
    "place": 1 / 300,
    "phone": 1 / 50_000,
    "mail": 1 / 50_000,
    "born": 1 / 22_000,
}
# What belongs to one person or one house by its nature: those who are compared do not count.
OWNED: Final = frozenset({"phone", "mail"})
# Of these there are so many that a list has to be large before it says more than that.
IMAGINED_OF_MANY: Final = 5_000
OF_MANY: Final = frozenset({"born", "phone", "mail"})

# Pairs of strangers to each pair that is one person, for each record of the list: one record in
# eight has a double then.
STRANGERS_A_RECORD: Final = 4
FEWEST_RECORDS: Final = 500
RELATIVES_A_PAIR: Final = 4  # pairs of one house or firm for each pair that is one person


def worth(seen: Seen) -> float:
    """How much all of it speaks for one person, in bits, against strangers and relatives alike."""
    return sum(each.stranger + each.relative for each in seen)


def by_relative(seen: Evidence) -> tuple[float, float]:
    """What orders evidence by how well it tells one person from their family."""
    return seen.relative, seen.stranger


def fixed(code: str) -> Evidence:
    """The evidence of a level that weighs the same whatever the value."""
    level = LEVELS[code]
    if level.stranger is None:
        raise KeyError(code)
    return Evidence(code, log2(level.same / level.stranger), log2(level.same / level.relative))


FIXED: Final = {code: fixed(code) for code, level in LEVELS.items() if level.stranger is not None}
