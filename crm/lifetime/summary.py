"""The summary row of each client: first and last visit, how many, how often, how much."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from crm.errors import StorageCause
from crm.i18n import _
from crm.lifetime.rhythm import rhythm_days
from crm.store.batches import in_batches
from crm.store.failures import storage_error
from crm.store.store import Store
from crm.store.stored import read_day, read_text

# One row a client, gathered from the index on client and day alone; the sum is that of the only
# currency, where there is only one.
_GATHERED = (
    "SELECT client_id, COUNT(*), GROUP_CONCAT(day, ' '), MIN(NULLIF(currency, '')), "
    "MAX(NULLIF(currency, '')), SUM(CASE WHEN currency <> '' THEN total END), "
    "COUNT(NULLIF(currency, '')) FROM visit {where} GROUP BY client_id ORDER BY client_id"
)
_ALL = _GATHERED.format(where="")
_SOME = _GATHERED.format(where="WHERE client_id IN (SELECT value FROM json_each(?))")
_SPEND = (
    "SELECT currency, SUM(total), COUNT(*) FROM visit WHERE client_id = ? AND currency <> '' "
    "GROUP BY currency ORDER BY currency"
)
_EMPTY = (
    "INSERT INTO client_summary (client_id, visits, visit_days, standing_rank) "
    "SELECT id, 0, 0, 0 FROM client c "
    "WHERE NOT EXISTS (SELECT 1 FROM client_summary WHERE client_id = c.id)"
)
_PUT_SUMMARY = (
    "INSERT INTO client_summary (client_id, first_visit, last_visit, visits, "
    "visit_days, rhythm_days, standing_rank) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_PUT_SPEND = "INSERT INTO client_spend (client_id, currency, total, visits) VALUES (?, ?, ?, ?)"
_DAYS_A_YEAR = 365.25
_BATCH = 2_000


class _Summary(NamedTuple):
    """The values of both tables for one client; ``spend`` is currency, sum and visits."""

    row: tuple[int | str | None, ...]
    spend: tuple[tuple[str, int, int], ...]


def standing_rank(visits: int, last_visit: str | None) -> int:
    """How far before strangers a client stands in a list; larger is earlier, 0 for no visits.

    A year of absence weighs as much as half of all visits, in steps of a quarter of that; so the
    order holds without being recounted while nobody comes.
    """
    if last_visit is None:
        return 0
    years = read_day(last_visit).toordinal() / _DAYS_A_YEAR
    return round(4 * (math.log2(1 + visits) + years))


class ClientSummaries:
    """Keeps ``client_summary`` and ``client_spend`` true to the visits."""

    def refresh(self, store: Store, touched: Collection[int], retold: Collection[int]) -> None:
        del retold  # words do not count
        for ids in in_batches(touched, _BATCH):
            some = json.dumps(ids)
            for table in ("client_spend", "client_summary"):
                sql = f"DELETE FROM {table} WHERE client_id IN (SELECT value FROM json_each(?))"
                store.write_derived(sql, [some])
            _put(store, _summaries(store, store.rows(_SOME, [some])))
            store.write_derived(f"{_EMPTY} AND id IN (SELECT value FROM json_each(?))", [some])

    def rebuild(self, store: Store) -> None:
        store.write_derived("DELETE FROM client_spend")
        store.write_derived("DELETE FROM client_summary")
        _put(store, _summaries(store, store.scan(_ALL)))
        store.write_derived(_EMPTY)

    def check(self, store: Store) -> list[str]:
        wrong = 0
        kept = {row[0]: row for row in store.scan(_KEPT_SUMMARIES)}
        spend = set(store.scan("SELECT client_id, currency, total, visits FROM client_spend"))
        for summary in _summaries(store, store.scan(_ALL)):
            wrong += kept.pop(summary.row[0], None) != summary.row
            rows = set(_spend_rows([summary]))
            wrong += not rows <= spend
            spend -= rows
        wrong += sum(row[3] != 0 for row in kept.values()) + len(spend)
        missing = (
            "SELECT COUNT(*) FROM client WHERE id NOT IN (SELECT client_id FROM client_summary)"
        )
        wrong += store.scalar(missing)
        if not wrong:
            return []
        return [_("{count} summaries differ from the visits.").format(count=wrong)]

    def scrub(self, store: Store) -> None:
        """Rows that were taken out are overwritten by themselves."""


_KEPT_SUMMARIES = (
    "SELECT client_id, first_visit, last_visit, visits, visit_days, rhythm_days, standing_rank "
    "FROM client_summary"
)


def _put(store: Store, summaries: Iterable[_Summary]) -> None:
    for batch in in_batches(summaries, _BATCH):
        store.write_derived_rows(_PUT_SUMMARY, (summary.row for summary in batch))
        store.write_derived_rows(_PUT_SPEND, _spend_rows(batch))


def _summaries(store: Store, gathered: Iterable[tuple[Any, ...]]) -> Iterator[_Summary]:
    for client_id, visits, told, currency, other, total, paid in gathered:
        told_days = read_text(told).split()
        if len(told_days) != visits:  # a ruined day is none, or several
            raise storage_error(StorageCause.DAMAGED, store.path)
        days = sorted(set(told_days))
        rank = standing_rank(visits, days[-1])
        rhythm = rhythm_days([read_day(day) for day in days])
        row = (client_id, days[0], days[-1], visits, len(days), rhythm, rank)
        if currency == other:
            yield _Summary(row, ((currency, total, paid),) if paid else ())
        else:
            spend = tuple((row[0], row[1], row[2]) for row in store.rows(_SPEND, [client_id]))
            yield _Summary(row, spend)


def _spend_rows(summaries: Iterable[_Summary]) -> Iterator[tuple[Any, ...]]:
    for summary in summaries:
        for spend in summary.spend:
            yield summary.row[0], *spend
