"""The list of clients: sorted, filtered, read and scrolled, beside the bare statements."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Final, cast

from PySide6.QtWidgets import QTableView

from benchmarks.desk import Desk
from benchmarks.figures import Aim, Figure, at_most_times, within
from benchmarks.timing import at, spread, time_in_turn
from crm.clients.columns import DEFAULT_COLUMNS
from crm.clients.filters import ClientFilter, Condition
from crm.clients.listing import Sort, list_client_ids, list_client_rows
from crm.store.store import Store

_SEED: Final = 20261121
_ROUNDS: Final = 5
_ON_A_SCREEN: Final = 20
_WITHIN_A_FRAME: Final = within(16, "ms")
_SOON: Final = within(100, "ms")
_LIVE: Final = "FROM client c WHERE c.archived_at IS NULL AND c.removed_at IS NULL"
_SORTED: Final = {
    "name": f"SELECT c.id {_LIVE} ORDER BY c.sort_name, c.id",
    "-last_visit": "SELECT client_id FROM client_summary ORDER BY last_visit DESC, client_id",
    "-brought": "SELECT client_id FROM client_spend ORDER BY total DESC, client_id",
}
# What each filter asks, and a bare statement that looks at the same rows.
_FILTERED: Final = (
    (Condition("drifting", "yes"), "SELECT client_id, last_visit, rhythm_days FROM client_summary"),
    (Condition("name", "contains", "kelly"), f"SELECT c.id, c.name, c.called {_LIVE}"),
    (Condition("birthday", "this_month"), f"SELECT c.id, c.born {_LIVE}"),
    (Condition("tag", "filled"), "SELECT client_id, tag_id FROM client_tag"),
)


def measure(desk: Desk, clients: int, places: int) -> list[Figure]:
    """Sort and filter everybody, read the first rows, and scroll to ``places`` anywhere."""
    return [
        _sorting(desk.store, clients),
        _filtering(desk.store, clients),
        _first_rows(desk.store, clients),
        _scrolling(desk, clients, places),
    ]


def _sorting(store: Store, clients: int) -> Figure:
    def work(text: str) -> Callable[[], object]:
        return lambda: list_client_ids(store, ClientFilter(), Sort.from_text(text))

    pairs = [(work(text), _bare(store, sql)) for text, sql in _SORTED.items()]
    return _figure("list.sort", "sort a list", clients, pairs, _SOON)


def _filtering(store: Store, clients: int) -> Figure:
    def work(asked: Condition) -> Callable[[], object]:
        return lambda: list_client_ids(store, ClientFilter((asked,)))

    pairs = [(work(asked), _bare(store, sql)) for asked, sql in _FILTERED]
    return _figure("list.filter", "filter a list", clients, pairs, _SOON)


def _first_rows(store: Store, clients: int) -> Figure:
    ids = list_client_ids(store, ClientFilter())[:_ON_A_SCREEN]
    marks = ", ".join("?" * len(ids))
    joined = "client c LEFT JOIN client_summary y ON y.client_id = c.id"
    sql = f"SELECT * FROM {joined} WHERE c.id IN ({marks})"
    pair = (lambda: list_client_rows(store, ids, DEFAULT_COLUMNS), _bare(store, sql, ids))
    return _figure("list.rows", "read a screenful of a list", clients, [pair], _WITHIN_A_FRAME)


def _scrolling(desk: Desk, clients: int, places: int) -> Figure:
    """From moving the bar anywhere to painted rows; the floor paints the same place again."""
    table = cast(QTableView, desk.clients.findChild(QTableView, "clients.table"))
    bar = table.verticalScrollBar()
    chance = random.Random(_SEED)
    drawn = [chance.randint(0, bar.maximum()) for _each in range(places)]
    times = [desk.time_to_paint(lambda each=place: bar.setValue(each)) for place in drawn]  # type: ignore[misc]
    again = [desk.time_to_paint(table.viewport().update) for _place in drawn]
    return Figure(
        "list.scroll", "scroll a list anywhere", clients, at(95, times), at(95, again), "ms",
        at_most_times(2), spread(times),
    )  # fmt: skip


def _bare(store: Store, sql: str, values: Sequence[object] = ()) -> Callable[[], object]:
    return lambda: store.rows(sql, list(values))


def _figure(
    name: str,
    what: str,
    clients: int,
    pairs: Sequence[tuple[Callable[[], object], Callable[[], object]]],
    aim: Aim,
) -> Figure:
    """The slowest of several, beside its own floor."""
    found = []
    for work, floor in pairs:
        times, floors = time_in_turn(work, floor, rounds=_ROUNDS)
        found.append((at(50, times), at(50, floors), times))
    figure, floor_time, times = max(found, key=lambda each: each[0])
    return Figure(name, what, clients, figure, floor_time, "ms", aim, spread(times))
