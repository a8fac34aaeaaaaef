"""Logging a visit until its commit returned, beside writing the same rows by hand."""

from __future__ import annotations

import os
import random
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any, Final

from benchmarks.figures import Figure, at_most_times
from benchmarks.timing import spread, time_in_turn
from crm.clients.search_index import standing_order
from crm.lifetime.summary import standing_rank
from crm.store.connection import DataFileDatabase, connect
from crm.store.search import order_of, place_of
from crm.story.drafts import VisitDraft
from crm.story.lines import LineDraft
from crm.story.services import log_visit
from crm.text import fold
from crm.workspace import Workspace

_SEED: Final = 20261121
_AIM: Final = at_most_times(2)
_CURRENCY: Final = "GBP"
_NOW: Final = "2026-11-21T11:52:00Z"
_WORDS: Final = "name, alias, other, code, part"


@dataclass(frozen=True, slots=True)
class _Sale:
    client_id: int
    lines: tuple[tuple[str, int], ...]


def measure(path: Path, folder: Path, clients: int, visits: int) -> list[Figure]:
    """Log ``visits`` visits of two lines in a copy of ``path``, each way in turn."""
    copy = folder / "logging.db"
    shutil.copy(path, copy)
    workspace = Workspace.open(copy)
    database = connect(copy)
    try:
        store = workspace.store
        ours, theirs = (iter(_sales(database, visits + 2, seed)) for seed in (_SEED, _SEED + 1))
        by_hand = _ByHand(database, store.clock.today())

        def log() -> None:
            sale = next(ours)
            lines = tuple(LineDraft(what, 1_000, price) for what, price in sale.lines)
            log_visit(store, VisitDraft(sale.client_id, lines, currency=_CURRENCY))

        def write() -> None:
            by_hand.write(next(theirs))

        time_in_turn(log, write, rounds=2)
        times, floor = time_in_turn(log, write, rounds=visits)
    finally:
        database.close()
        workspace.close()
        for each in folder.glob("logging.db*"):
            each.unlink()
    more = spread(times) | {"floor p95": spread(floor)["p95"]}
    return [Figure("log", "log a visit", clients, median(times), median(floor), "ms", _AIM, more)]


def _sales(database: DataFileDatabase, count: int, seed: int) -> list[_Sale]:
    chance = random.Random(seed)
    last = database.execute_sql("SELECT MAX(id) FROM client").fetchone()[0]
    sql = "SELECT name, COALESCE(last_price, 100) FROM item ORDER BY times_sold DESC, id LIMIT 20"
    goods = database.execute_sql(sql).fetchall()
    return [
        _Sale(chance.randint(1, last), tuple(chance.sample(goods, 2))) for _each in range(count)
    ]


class _ByHand:
    """The rows that logging a visit leaves behind, written as plainly as SQL can.

    It looks up what it must (the item, where the client stands among those who are found) and
    nothing to be sure of anything: no rule is checked, no row is read back.
    """

    def __init__(self, database: DataFileDatabase, today: date) -> None:
        self._database = database
        self._today = today.isoformat()

    def write(self, sale: _Sale) -> None:
        """One visit with its purchases, what follows from them, and what is kept for Undo."""
        with self._database.transaction():
            step_id = self._insert("undo_step", at=_NOW, action="visit.log", about="A client",
                                   clients=f"[[{sale.client_id}],[]]", everything=0)  # fmt: skip
            total = sum(price for _what, price in sale.lines)
            visit_id = self._insert(
                "visit", uuid=os.urandom(16), rev=1, client_id=sale.client_id, day=self._today,
                at=_NOW, channel="visit", staff="", note="", currency=_CURRENCY, total=total,
            )  # fmt: skip
            self._keep(step_id, "visit", "insert", visit_id)
            self._sell(step_id, visit_id, sale)
            self._sum_up(sale.client_id, total)
            self._move(sale.client_id)

    def _sell(self, step_id: int, visit_id: int, sale: _Sale) -> None:
        last = 0
        for place, (what, price) in enumerate(sale.lines):
            item = self._run(
                "SELECT id, times_sold, last_price FROM item WHERE folded = ?", fold(what)
            )
            item_id, times, before = item.fetchone()
            self._run(
                "UPDATE item SET times_sold = ?, last_price = ?, last_sold = ?, rev = rev + 1 "
                "WHERE id = ?",
                times + 1, price, self._today, item_id,
            )  # fmt: skip
            self._keep(step_id, "item", "update", item_id, f'{{"last_price":{before}}}', "{}")
            last = self._insert(
                "purchase", uuid=os.urandom(16), rev=1, visit_id=visit_id, position=place,
                item_id=item_id, quantity=1_000, amount=price,
            )  # fmt: skip
        self._keep(step_id, "purchase", "insert", last)

    def _sum_up(self, client_id: int, total: int) -> None:
        self._run(
            "UPDATE client_summary SET visits = visits + 1, visit_days = visit_days + 1, "
            "last_visit = ? WHERE client_id = ?",
            self._today, client_id,
        )  # fmt: skip
        self._run(
            "INSERT INTO client_spend (client_id, currency, total, visits) VALUES (?, ?, ?, 1) "
            "ON CONFLICT (client_id, currency) "
            "DO UPDATE SET total = total + excluded.total, visits = visits + 1",
            client_id, _CURRENCY, total,
        )  # fmt: skip

    def _move(self, client_id: int) -> None:
        """Let the client stand earlier among those who are found, where that changes by two."""
        sql = "SELECT visits FROM client_summary WHERE client_id = ?"
        (visits,) = self._run(sql, client_id).fetchone()
        rank = standing_rank(visits, self._today)
        self._run(
            "UPDATE client_summary SET standing_rank = ? WHERE client_id = ?", rank, client_id
        )
        sql = f"SELECT place, {_WORDS} FROM search_entry WHERE owner = ?"
        place, *words = self._run(sql, client_id).fetchone()
        order = standing_order(rank, starred=False, archived=False)
        if abs(order - order_of(place)) < 2:
            return
        new = place_of(order, client_id)
        self._run(
            f"INSERT INTO search_word (search_word, rowid, {_WORDS}) "
            "VALUES ('delete', ?, ?, ?, ?, ?, ?)",
            place, *words,
        )  # fmt: skip
        self._run("UPDATE search_entry SET place = ? WHERE place = ?", new, place)
        sql = f"INSERT INTO search_word (rowid, {_WORDS}) VALUES (?, ?, ?, ?, ?, ?)"
        self._run(sql, new, *words)

    def _keep(
        self, step_id: int, table: str, operation: str, row_id: int, before: str | None = None,
        after: str | None = None,
    ) -> None:  # fmt: skip
        self._insert(
            "undo_row", step_id=step_id, target=table, operation=operation, first_id=row_id,
            last_id=row_id, before=before, after=after,
        )  # fmt: skip

    def _insert(self, table: str, **values: Any) -> int:
        marks = ", ".join("?" * len(values))
        sql = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"
        row_id: int = self._run(sql, *values.values()).lastrowid
        return row_id

    def _run(self, sql: str, *values: Any) -> Any:
        return self._database.execute_sql(sql, values)
