"""How well and how fast the same people are found, beside what a spreadsheet would find."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from time import process_time
from typing import Final

from benchmarks.doubles import KnownList, Quality, corrupted, published, quality
from benchmarks.figures import Aim, Figure, within
from benchmarks.timing import at, spread, time_each
from crm.clients.drafts import ClientDraft
from crm.clients.names import join_name
from crm.clients.same.engine import find_same
from crm.clients.same.in_store import find_same_people
from crm.clients.same.one_person import find_same_as
from crm.clients.same.people import Person
from crm.clients.same.spelling import letters_apart
from crm.clients.same.store_people import list_people
from crm.demo import make_demo
from crm.demo.doubles import list_doubles
from crm.store.search import find_owners, quoted
from crm.store.store import Store
from crm.text import fold, words
from crm.workspace import Workspace

PRECISION: Final = 0.99
RECALL: Final = {"FEBRL 1": 0.97, "splink fake 1000": 0.75}

_SEED: Final = 20261121
_DEMO: Final = 3_000
_WINDOW: Final = 10


def measure(path: Path, clients: int, typed: int) -> list[Figure]:
    """The whole shop gone through once, and ``typed`` new clients held against it."""
    workspace = Workspace.open(path)
    try:
        return [_scan(workspace.store, clients), _one(workspace.store, clients, typed)]
    finally:
        workspace.close()


def measure_lists(folder: Path) -> list[Figure]:
    """What is found in lists whose doubles are known, beside equal names with equal birthdays."""
    lists = [*published(), demo_with_errors(folder, _DEMO, _SEED)]
    return [_found(known) for known in lists]


def demo_with_errors(folder: Path, clients: int, seed: int) -> KnownList:
    """A demo shop of its own with errors of its own: another for every seed."""
    path = folder / f"doubles-{clients}-{seed}.db"
    path.unlink(missing_ok=True)
    workspace = Workspace.open(path)
    try:
        make_demo(workspace.store, clients=clients, visits=clients, seed=seed)
        # The demo's own doubles are told by no list; only ours are known.
        twice = {double.name for double in list_doubles()}
        people = [each for each in list_people(workspace.store) if each.name not in twice]
        return corrupted(people, seed)
    finally:
        workspace.close()


def found_in(known: KnownList) -> Quality:
    """How well the program does on a list."""
    pairs = find_same(known.people)
    return quality(((pair.first, pair.second) for pair in pairs), known.doubles)


def _found(known: KnownList) -> Figure:
    ours, plain = found_in(known), quality(_equal(known.people), known.doubles)
    aim = None
    if wanted := RECALL.get(known.name):
        text = f"{100 * wanted:g} % at precision {100 * PRECISION:g} %"
        aim = Aim(text, lambda _figure, _floor: is_reached(ours, wanted))
    more = {"precision": 100 * ours.precision, "floor's": 100 * plain.precision}
    what = f"same people found in {known.name}"
    recalls = 100 * ours.recall, max(100 * plain.recall, 0.01)
    return Figure("same.found", what, None, *recalls, "%", aim, more)


def is_reached(found: Quality, recall: float) -> bool:
    """Whether so many were found without too many wrong ones among them."""
    return found.recall >= recall and found.precision >= PRECISION


def _equal(people: Iterable[Person]) -> Iterator[tuple[int, int]]:
    """Pairs with the same folded name and the same birthday."""
    groups: dict[object, list[int]] = defaultdict(list)
    for person in people:
        if person.born:
            groups[fold(join_name(person.parts)), person.born].append(person.id)
    for ids in groups.values():
        yield from combinations(sorted(ids), 2)


def _scan(store: Store, clients: int) -> Figure:
    started = process_time()
    found = find_same_people(store)
    between = process_time()
    neighbours = _sorted_neighbours(store)
    floor = process_time() - between
    more = {"pairs": float(len(found)), "floor's": float(neighbours)}
    what = "look through all clients for the same people (processor time)"
    seconds = between - started, floor
    return Figure("same.scan", what, clients, *seconds, "s", within(120, "s"), more)


def _sorted_neighbours(store: Store) -> int:
    """A plain pass: everybody by name, beside the next few (Hernandez & Stolfo 1995)."""
    names = sorted(fold(person.name) for person in list_people(store))
    return sum(
        letters_apart(name, other) < 3
        for place, name in enumerate(names)
        for other in names[place + 1 : place + _WINDOW]
    )


def _one(store: Store, clients: int, typed: int) -> Figure:
    names = _mistyped(store, typed)
    find_same_as(store, ClientDraft(names[0]))  # the first look-up loads what every one needs
    times = time_each(lambda name: find_same_as(store, ClientDraft(name)), names)
    floor = time_each(lambda name: find_owners(store, quoted(words(name)[0]), 50), names)
    what = "who a new client may already be"
    figures = at(95, times), at(95, floor)
    return Figure("same.one", what, clients, *figures, "ms", within(16, "ms"), spread(times))


def _mistyped(store: Store, count: int) -> Sequence[str]:
    """Names of the shop, every other one with a letter left out."""
    chance = random.Random(_SEED)
    last = store.scalar("SELECT MAX(id) FROM client")
    sql = "SELECT name FROM client WHERE id >= ? AND kind = 'person' ORDER BY id LIMIT 1"
    drawn = (store.scalar(sql, [chance.randint(1, last)]) for _each in range(count))
    names = [name for name in drawn if name and words(name)]
    return [name[:2] + name[3:] if place % 2 else name for place, name in enumerate(names)]
