"""Keeping the list of what the shop sells true to its sales, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from crm.store.step import Step
from crm.store.store import Store
from crm.story.attachments import move_to_visit
from crm.story.lines import LineDraft
from crm.story.models import Item, Purchase
from crm.text import fold

_COLUMNS: Final = ("visit_id", "position", "item_id", "quantity", "amount")
_LAST_SALE: Final = """
    SELECT p.amount, p.quantity, v.currency, v.day
    FROM purchase p JOIN visit v ON v.id = p.visit_id
    WHERE p.item_id = ? AND p.amount > 0 AND p.quantity > 0
    ORDER BY v.day DESC, p.id DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class _Standing:
    id: int
    category: str
    last_sold: str
    times_sold: int


def sell(
    store: Store,
    step: Step,
    visit_id: int,
    lines: Sequence[LineDraft],
    day: date,
    currency: str,
) -> None:
    """Write the checked lines of a visit, making new items and remembering their last price.

    The last price is that of the latest day on which money was taken for it; a line without a
    price, or a refund, leaves it alone. Refunds do not count as sold.
    """
    if not lines:
        return
    standing = _standing(store, {fold(line.what) for line in lines})
    ids: dict[str, int] = {}
    for folded, group in _by_item(lines).items():
        values = _sold(group, standing.get(folded), day, currency)
        if item := standing.get(folded):
            ids[folded] = item.id
            step.update(Item, item.id, **values)
        else:
            ids[folded] = step.insert(Item, name=group[0].what, folded=folded, **values)
    step.insert_rows(
        Purchase,
        _COLUMNS,
        [
            (visit_id, place, ids[fold(line.what)], line.quantity, line.amount or 0)
            for place, line in enumerate(lines)
        ],
    )


def unsell(store: Store, step: Step, visit_id: int) -> set[int]:
    """Remove the lines of a visit; returns the items that :func:`recount` has to look at."""
    sql = "SELECT id, item_id, amount FROM purchase WHERE visit_id = ? ORDER BY id DESC"
    rows = store.rows(sql, [visit_id])
    move_to_visit(store, step, visit_id)
    for purchase_id, _item_id, _amount in rows:
        step.delete(Purchase, purchase_id)
    sold = Counter(item_id for _id, item_id, amount in rows if amount >= 0)
    for item_id, times in sold.items():
        before = store.scalar("SELECT times_sold FROM item WHERE id = ?", [item_id])
        step.update(Item, item_id, times_sold=before - times)
    return {item_id for _id, item_id, _amount in rows}


def recount(store: Store, step: Step, item_ids: Iterable[int]) -> None:
    """Find the last price of items anew, from the sales as they stand now."""
    for item_id in sorted(item_ids):
        rows = store.rows(_LAST_SALE, [item_id])
        amount, quantity, currency, day = rows[0] if rows else (0, 0, "", None)
        price = _price(amount, quantity) if rows else None
        step.update(Item, item_id, last_price=price, last_currency=currency, last_sold=day)


def count_sales(store: Store, step: Step, item_ids: Iterable[int]) -> None:
    """Count anew how often items were sold, from the sales as they stand now."""
    sql = "SELECT COUNT(*) FROM purchase WHERE item_id = ? AND amount >= 0"
    for item_id in sorted(item_ids):
        step.update(Item, item_id, times_sold=store.scalar(sql, [item_id]))


def list_item_ids(store: Store, visit_id: int) -> set[int]:
    """The items of a visit."""
    rows = store.rows("SELECT DISTINCT item_id FROM purchase WHERE visit_id = ?", [visit_id])
    return {row[0] for row in rows}


def _standing(store: Store, folded: set[str]) -> dict[str, _Standing]:
    marks = ", ".join("?" * len(folded))
    rows = store.rows(
        "SELECT folded, id, category, COALESCE(last_sold, ''), times_sold FROM item "
        f"WHERE folded IN ({marks})",
        sorted(folded),
    )
    return {row[0]: _Standing(*row[1:]) for row in rows}


def _by_item(lines: Sequence[LineDraft]) -> dict[str, list[LineDraft]]:
    groups: dict[str, list[LineDraft]] = {}
    for line in lines:
        groups.setdefault(fold(line.what), []).append(line)
    return groups


def _sold(
    lines: Sequence[LineDraft], item: _Standing | None, day: date, currency: str
) -> dict[str, Any]:
    """What an item's row says after these sales of it."""
    sales = [line for line in lines if (line.amount or 0) >= 0]
    values: dict[str, Any] = {"times_sold": len(sales) + (item.times_sold if item else 0)}
    if category := next((line.category for line in lines if line.category), ""):
        values["category"] = category
    priced = [line for line in lines if (line.amount or 0) > 0 and line.quantity > 0]
    if priced and (item is None or day.isoformat() >= item.last_sold):
        price = _price(priced[-1].amount or 0, priced[-1].quantity)
        values |= {"last_price": price, "last_currency": currency, "last_sold": day}
    return values


def _price(amount: int, quantity: int) -> int:
    """Minor units for one, the half cent up."""
    return (2000 * amount + quantity) // (2 * quantity)
