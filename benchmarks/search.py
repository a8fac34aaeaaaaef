"""How long a search takes, from the typed text to the rows, beside the bare look-up in FTS5."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from statistics import quantiles
from time import perf_counter
from typing import Final

from crm.clients.find import find_clients
from crm.store.search import find_owners, quoted
from crm.store.store import Store
from crm.text import words

_SEED: Final = 20261121
_SAMPLES: Final = 400  # rows of each table that fragments are cut from
_LETTERS: Final = "abcdefghijklmnoprstuvw"


@dataclass(frozen=True, slots=True)
class SearchTimes:
    """Milliseconds of many searches and, for the same words, of one FTS5 query each."""

    name: str
    searches: int
    median: float
    p95: float
    longest: float
    floor_median: float
    floor_p95: float


def run(store: Store, fragments: int = 1_000) -> list[SearchTimes]:
    """Search ``store`` for mixed fragments of what is in it, and again with typing errors."""
    chance = random.Random(_SEED)
    find_clients(store, "a")  # the first search loads the pages every search needs
    mixed = list(islice(mixed_fragments(store, chance), fragments))
    chance.shuffle(mixed)
    mistyped = list(islice(mistyped_names(store, chance), fragments // 4))
    return [
        _measure(store, "search", mixed),
        _measure(store, "search with a typing error", mistyped),
    ]


def _measure(store: Store, name: str, texts: list[str]) -> SearchTimes:
    times = _timed(lambda text: find_clients(store, text), texts)
    floor = _timed(
        lambda query: find_owners(store, query, 50),
        (quoted(typed[0], begun=True) for text in texts if (typed := words(text))),
    )
    return SearchTimes(
        name, len(times), _at(times, 50), _at(times, 95), max(times), _at(floor, 50), _at(floor, 95)
    )


def _timed(work: Callable[[str], object], texts: Iterable[str]) -> list[float]:
    times = []
    for text in texts:
        started = perf_counter()
        work(text)
        times.append((perf_counter() - started) * 1_000)
    return times


def _at(times: list[float], percent: int) -> float:
    return quantiles(times, n=100, method="inclusive")[percent - 1]


def mixed_fragments(store: Store, chance: random.Random) -> Iterator[str]:
    """Every kind of fragment in turn, without end."""
    names = _some(store, chance, "SELECT name FROM client", "id")
    contacts = {
        kind: _some(store, chance, f"SELECT {column} FROM contact_point", "id", f"kind = '{kind}'")
        for kind, column in (("phone", "value"), ("email", "value"), ("address", "street"))
    }
    notes = _some(store, chance, "SELECT text FROM note", "id")
    for turn in cycle(range(20)):
        name = chance.choice(names)
        if turn < 9:
            yield chance.choice(name.split())[: turn or 1]
        elif turn < 12:
            parts = [part[: chance.randint(2, 8)] for part in name.split()]
            yield " ".join(chance.sample(parts, min(2, len(parts))))
        elif turn == 12:
            yield name
        elif turn == 13:
            yield name[1:6]
        elif turn < 16:
            yield _piece(chance, chance.choice(contacts["phone"]), shortest=3 if turn == 14 else 6)
        elif turn == 16:
            yield chance.choice(contacts["email"])[: chance.randint(3, 20)]
        elif turn == 17:
            yield chance.choice(contacts["address"])
        elif turn == 18:
            yield chance.choice(chance.choice(notes).split())
        else:
            yield "".join(chance.choices(_LETTERS + "  ", k=200))


def mistyped_names(store: Store, chance: random.Random) -> Iterator[str]:
    names = _some(store, chance, "SELECT name FROM client", "id")
    while True:
        word = chance.choice(chance.choice(names).split())
        if len(word) >= 5:
            yield _with_error(chance, word)


def _with_error(chance: random.Random, word: str) -> str:
    place, letter = chance.randint(1, len(word) - 2), chance.choice(_LETTERS)
    return chance.choice(
        (
            word[:place] + word[place + 1 :],
            word[:place] + letter + word[place:],
            word[:place] + letter + word[place + 1 :],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        )
    )


def _piece(chance: random.Random, text: str, *, shortest: int) -> str:
    if len(text) <= shortest:
        return text
    start = chance.randint(0, len(text) - shortest)
    return text[start : start + chance.randint(shortest, shortest + 4)]


def _some(
    store: Store, chance: random.Random, select: str, key: str, where: str = "1"
) -> list[str]:
    """Texts from rows spread over the whole table; a lone dash from an empty one."""
    last = store.scalar(f"SELECT MAX({key}) FROM {select.split(' FROM ')[1]}") or 0
    sql = f"{select} WHERE {key} >= ? AND {where} ORDER BY {key} LIMIT 1"
    texts = (
        store.scalar(sql, [chance.randint(1, last)]) for _each in range(_SAMPLES if last else 0)
    )
    return [text for text in texts if text and text.strip()] or ["-"]
