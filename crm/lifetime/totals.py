"""How much a whole shop holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from crm.store.fields import read_day
from crm.store.store import Store

# Few are in the trash, so all are counted and those taken off, which no table is walked for.
_REMOVED: Final = "SELECT COUNT(*) FROM client c {joined} WHERE c.removed_at IS NOT NULL"
_VISITS: Final = "CROSS JOIN visit v ON v.client_id = c.id"
_JOINED: Final = {
    "client": "",
    "visit": _VISITS,
    "purchase": f"{_VISITS} CROSS JOIN purchase p ON p.visit_id = v.id",
}
_SUMS: Final = """
    SELECT s.currency, SUM(s.total) FROM client_spend s CROSS JOIN client c ON c.id = s.client_id
    WHERE c.removed_at IS NULL GROUP BY s.currency ORDER BY s.currency
"""
_DAYS: Final = """
    SELECT MIN(y.first_visit), MAX(y.last_visit)
    FROM client_summary y CROSS JOIN client c ON c.id = y.client_id WHERE c.removed_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class ShopTotals:
    """Everybody and everything in the file, those put away included, those in the trash not.

    ``totals`` are minor units by currency, refunds deducted; days are None before the first visit.
    """

    clients: int
    visits: int
    purchases: int
    totals: dict[str, int]
    first_visit: date | None
    last_visit: date | None


def get_totals(store: Store) -> ShopTotals:
    """What the file holds."""
    clients, visits, purchases = (
        store.scalar(f"SELECT COUNT(*) FROM {table}") - store.scalar(_REMOVED.format(joined=joined))
        for table, joined in _JOINED.items()
    )
    days = store.rows(_DAYS)[0]
    first, last = (None if day is None else read_day(day) for day in days)
    return ShopTotals(clients, visits, purchases, dict(store.rows(_SUMS)), first, last)
