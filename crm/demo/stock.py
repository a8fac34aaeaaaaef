"""The goods of the demo shop as rows, with what was sold of them."""

from __future__ import annotations

from typing import Any, Final

from crm.demo.baskets import CURRENCY
from crm.demo.goods import list_goods
from crm.store.step import Step
from crm.store.store import Store
from crm.story.items import recount
from crm.story.models import Item
from crm.text import fold

_RECENT: Final = 40  # days; nearly everything was sold within them
_COUNT: Final = "SELECT item_id, COUNT(*) FROM purchase GROUP BY item_id"
_REFUNDED: Final = "SELECT item_id, COUNT(*) FROM purchase WHERE amount < 0 GROUP BY item_id"
_LATEST: Final = """
    SELECT p.item_id, p.amount, p.quantity, v.day
    FROM visit v CROSS JOIN purchase p ON p.visit_id = v.id
    WHERE v.day >= ? AND p.amount > 0 AND p.quantity > 0
    ORDER BY v.day, p.id
"""


def write_goods(step: Step) -> dict[str, int]:
    """Write everything that is sold; returns their numbers by name."""
    goods = list_goods()
    rows = [(good.name, fold(good.name), good.category) for good in goods]
    ids = step.insert_rows(Item, ("name", "folded", "category"), rows)
    return {good.name: item_id for good, item_id in zip(goods, ids, strict=True)}


def count_sales(store: Store, step: Step) -> None:
    """Say of each thing how often it was sold, when last, and for how much.

    The latest weeks say it of nearly all; only for the rest is the whole past looked through.
    """
    sold = dict(store.rows(_COUNT))
    for item_id, times in store.rows(_REFUNDED):
        sold[item_id] -= times
    latest = _latest(store)
    for item_id, times in sold.items():
        step.update(Item, item_id, times_sold=times, **latest.get(item_id, {}))
    recount(store, step, sold.keys() - latest.keys())


def _latest(store: Store) -> dict[int, dict[str, Any]]:
    today = store.clock.today()
    since = today.fromordinal(today.toordinal() - _RECENT).isoformat()
    return {
        item_id: {
            "last_price": (2000 * amount + quantity) // (2 * quantity),
            "last_currency": CURRENCY,
            "last_sold": day,
        }
        for item_id, amount, quantity, day in store.rows(_LATEST, [since])
    }
