"""What several clients brought so far, read at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from crm.money import Money
from crm.store.fields import read_day
from crm.store.store import Store

_BROUGHT: Final = """
    SELECT y.client_id, y.first_visit, y.visits, s.currency, s.total
    FROM client_summary y LEFT JOIN client_spend s ON s.client_id = y.client_id
    WHERE y.client_id IN ({places}) ORDER BY y.client_id, s.visits DESC, s.currency
"""
_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class BroughtRow:
    """A client's own part: since when, how often, and what by currency, refunds deducted."""

    client_id: int
    first_visit: date | None
    visits: int
    spend: tuple[Money, ...]


def list_brought(store: Store, client_ids: Sequence[int]) -> tuple[BroughtRow, ...]:
    """What each of ``client_ids`` brought so far, in their order; nothing for ids unknown."""
    found: dict[int, BroughtRow] = {}
    for start in range(0, len(client_ids), _AT_ONCE):
        some = client_ids[start : start + _AT_ONCE]
        sql = _BROUGHT.format(places=", ".join("?" * len(some)))
        for client_id, first, visits, currency, total in store.rows(sql, list(some)):
            before = found.get(client_id)
            spend = () if before is None else before.spend
            if currency:
                spend = (*spend, Money(total, currency))
            day = read_day(first) if first else None
            found[client_id] = BroughtRow(client_id, day, visits, spend)
    return tuple(found[each] for each in client_ids if each in found)
