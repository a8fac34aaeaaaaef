"""From the key that ends a fragment to the rows on the screen, beside the bare look-up in FTS5."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from benchmarks.desk import Desk
from benchmarks.figures import Aim, Figure, within
from benchmarks.search import mistyped_names, mixed_fragments
from benchmarks.timing import at, spread, time_each
from crm.store.search import find_owners, quoted
from crm.store.store import Store
from crm.text import words

_SEED: Final = 20261121
_ROWS: Final = 50
_LARGE: Final = ((1280, 1400), (1920, 1080))  # logical pixels
_TIES: Final = """
    SELECT COALESCE(o.name, r.other_name), t.reverse
    FROM relation r JOIN relation_type t ON t.id = r.type_id LEFT JOIN client o ON o.id = r.other_id
    ORDER BY r.id LIMIT 200
"""
_MIXED: Final = within(16, "ms")
_MISTYPED: Final = within(50, "ms")


def measure(desk: Desk, clients: int, fragments: int) -> list[Figure]:
    """Type ``fragments`` mixed fragments into the counter, then a quarter as many with an error."""
    chance = random.Random(_SEED)
    mixed = list(islice(_mixed(desk.store, chance), fragments))
    mistyped = list(islice(mistyped_names(desk.store, chance), max(2, fragments // 4)))
    return [
        _figure(desk, clients, "keystroke", "keystroke to painted rows", mixed, _MIXED),
        _figure(desk, clients, "typo", "the same with a typing error", mistyped, _MISTYPED),
    ]


def measure_large(desk: Desk, clients: int, fragments: int) -> list[Figure]:
    """Type ``fragments`` in windows that ask for more rows: an upright one, and one of full HD."""
    mixed = list(islice(_mixed(desk.store, random.Random(_SEED)), fragments))
    figures = []
    for width, height in _LARGE:
        desk.resize(width, height)
        what = f"keystroke in a window of {width} x {height}"
        figures.append(_figure(desk, clients, f"keystroke.{height}", what, mixed, _MIXED))
    return figures


def _mixed(store: Store, chance: random.Random) -> Iterator[str]:
    """Fragments of all kinds, every twentieth naming somebody by a relative ("finn's mum")."""
    ties = [f"{name.split()[0]}'s {role}" for name, role in store.rows(_TIES)]
    for number, fragment in enumerate(mixed_fragments(store, chance)):
        yield chance.choice(ties) if ties and number % 20 == 7 else fragment


def _figure(
    desk: Desk, clients: int, name: str, what: str, texts: Sequence[str], aim: Aim
) -> Figure:
    _type(desk, texts[0])  # the first search of a run loads what all others need
    times = [_type(desk, text) for text in texts]
    queries = [quoted(typed[0], begun=True) for text in texts if (typed := words(text))]
    floor = time_each(lambda query: find_owners(desk.store, query, _ROWS), queries)
    return Figure(name, what, clients, at(95, times), at(95, floor), "ms", aim, spread(times))


def _type(desk: Desk, text: str) -> float:
    desk.type_up_to_last(text)
    return desk.type_last(text)
