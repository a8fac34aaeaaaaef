"""The summary row of each client: first and last visit, how many, how often, how much."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from crm.i18n import _
from crm.lifetime.rhythm import rhythm_days
from crm.store.batches import in_batches
from crm.store.fields import read_day
from crm.store.store import Store

_VISITS = "SELECT client_id, day, currency, total FROM visit"
_ORDER = " ORDER BY client_id, day"
_PUT_SUMMARY = (
    "INSERT OR REPLACE INTO client_summary (client_id, first_visit, last_visit, visits, "
    "visit_days, rhythm_days, standing_rank) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_PUT_SPEND = "INSERT INTO client_spend (client_id, currency, total, visits) VALUES (?, ?, ?, ?)"
_DAYS_A_YEAR = 365.25
_BATCH = 2_000


@dataclass(slots=True)
class _Summary:
    client_id: int
    days: list[str] = field(default_factory=list)
    visits: int = 0
    spend: dict[str, list[int]] = field(default_factory=dict)

    def add(self, day: str, currency: str, total: int) -> None:
        self.visits += 1
        if not self.days or self.days[-1] != day:
            self.days.append(day)
        if currency:
            sums = self.spend.setdefault(currency, [0, 0])
            sums[0] += total
            sums[1] += 1

    def row(self) -> tuple[int | str | None, ...]:
        first, last = (self.days[0], self.days[-1]) if self.days else (None, None)
        rhythm = rhythm_days([read_day(day) for day in self.days])
        rank = standing_rank(self.visits, last)
        return (self.client_id, first, last, self.visits, len(self.days), rhythm, rank)


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
        for client_id in touched:
            store.write_derived("DELETE FROM client_spend WHERE client_id = ?", [client_id])
            if store.scalar("SELECT 1 FROM client WHERE id = ?", [client_id]) is None:
                store.write_derived("DELETE FROM client_summary WHERE client_id = ?", [client_id])
                continue
            visits = store.rows(_VISITS + " WHERE client_id = ?" + _ORDER, [client_id])
            summary = next(_summaries(visits), None) or _Summary(client_id)
            store.write_derived(_PUT_SUMMARY, summary.row())
            for row in _spend_rows([summary]):
                store.write_derived(_PUT_SPEND, row)

    def rebuild(self, store: Store) -> None:
        store.write_derived("DELETE FROM client_spend")
        store.write_derived("DELETE FROM client_summary")
        store.write_derived(
            "INSERT INTO client_summary (client_id, visits, visit_days, standing_rank) "
            "SELECT id, 0, 0, 0 FROM client"
        )
        for batch in in_batches(_summaries(store.scan(_VISITS + _ORDER)), _BATCH):
            store.write_derived_rows(_PUT_SUMMARY, (summary.row() for summary in batch))
            store.write_derived_rows(_PUT_SPEND, _spend_rows(batch))

    def check(self, store: Store) -> list[str]:
        wrong = 0
        kept = {row[0]: row for row in store.scan(_KEPT_SUMMARIES)}
        spend = set(store.scan("SELECT client_id, currency, total, visits FROM client_spend"))
        for summary in _summaries(store.scan(_VISITS + _ORDER)):
            wrong += kept.pop(summary.client_id, None) != summary.row()
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


_KEPT_SUMMARIES = (
    "SELECT client_id, first_visit, last_visit, visits, visit_days, rhythm_days, standing_rank "
    "FROM client_summary"
)


def _summaries(visits: Iterable[tuple[int, str, str, int]]) -> Iterator[_Summary]:
    for client_id, group in groupby(visits, key=itemgetter(0)):
        summary = _Summary(client_id)
        for _client, day, currency, total in group:
            summary.add(day, currency, total)
        yield summary


def _spend_rows(summaries: Iterable[_Summary]) -> Iterator[tuple[int, str, int, int]]:
    for summary in summaries:
        for currency, (total, visits) in summary.spend.items():
            yield summary.client_id, currency, total, visits
