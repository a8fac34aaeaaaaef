"""How much a whole shop holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crm.store.fields import read_day
from crm.store.store import Store


@dataclass(frozen=True, slots=True)
class ShopTotals:
    """Everybody and everything in the file, those put away included.

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
        store.scalar(f"SELECT COUNT(*) FROM {table}") for table in ("client", "visit", "purchase")
    )
    sums = "SELECT currency, SUM(total) FROM client_spend GROUP BY currency ORDER BY currency"
    days = store.rows("SELECT MIN(first_visit), MAX(last_visit) FROM client_summary")[0]
    first, last = (None if day is None else read_day(day) for day in days)
    return ShopTotals(clients, visits, purchases, dict(store.rows(sums)), first, last)
