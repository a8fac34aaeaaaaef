"""Reading what is sold: what a client usually takes, and what completes a line being typed."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from crm.money import Money
from crm.store.fields import read_day
from crm.store.store import Store
from crm.story.rows import ItemRow, UsualRow
from crm.text import fold

USUAL_VISITS: Final = 100  # what somebody took long ago is not what they usually take
_LONGEST_TYPED: Final = 200  # more letters than an item may have

_BOUGHT: Final = """
    SELECT p.item_id, i.name, i.category, v.day, v.currency, p.quantity, p.amount
    FROM visit v JOIN purchase p ON p.visit_id = v.id JOIN item i ON i.id = p.item_id
    WHERE v.id IN (SELECT id FROM visit WHERE client_id = ? {latest})
    ORDER BY p.item_id, v.day, p.id
"""
_LATEST: Final = "ORDER BY day DESC, id DESC LIMIT ?"
_ITEMS: Final = """
    SELECT id, name, category, last_price, last_currency, last_sold, times_sold FROM item
    WHERE {words}
    ORDER BY {rank} times_sold DESC, name, id LIMIT ?
"""
_BEGINS: Final = "CASE WHEN folded LIKE ? ESCAPE '\\' THEN 0 ELSE 1 END,"
_HAS_WORD: Final = "(' ' || folded) LIKE ? ESCAPE '\\'"


def list_usual(store: Store, client_id: int, limit: int = 5) -> tuple[UsualRow, ...]:
    """What a client took most often on their latest hundred visits."""
    rows = store.rows(_BOUGHT.format(latest=_LATEST), [client_id, USUAL_VISITS])
    return _usual(rows)[:limit]


def list_items_bought(store: Store, client_id: int) -> tuple[UsualRow, ...]:
    """Everything a client ever took, the most often taken first."""
    return _usual(store.rows(_BOUGHT.format(latest=""), [client_id]))


def complete_items(store: Store, prefix: str, limit: int = 8) -> tuple[ItemRow, ...]:
    """What the shop sells that has words beginning with those typed, the most sold first.

    Names that begin as typed come before those that hold the words further on.
    """
    if len(prefix) > _LONGEST_TYPED:
        return ()
    typed = [_like(word) for word in fold(prefix).split()]
    sql = _ITEMS.format(
        words=" AND ".join([_HAS_WORD] * len(typed)) or "times_sold > 0",
        rank=_BEGINS if typed else "",
    )
    begins = [f"{' '.join(typed)}%"] if typed else []
    rows = store.rows(sql, [*(f"% {word}%" for word in typed), *begins, limit])
    return tuple(_item(*row) for row in rows)


def find_item(store: Store, what: str) -> ItemRow | None:
    """What the shop sells under this name, whatever its letters' case and accents."""
    sql = _ITEMS.format(words="folded = ?", rank="")
    rows = store.rows(sql, [fold(what), 1])
    return _item(*rows[0]) if rows else None


def last_price(store: Store, what: str) -> Money | None:
    """What one of these was last sold for, None where it never was."""
    item = find_item(store, what)
    return item.last_price if item else None


def _like(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _item(*row: Any) -> ItemRow:
    item_id, name, category, price, currency, sold, times = row
    money = None if price is None else Money(price, currency)
    return ItemRow(item_id, name, category, money, read_day(sold) if sold else None, times)


def _usual(rows: list[tuple[Any, ...]]) -> tuple[UsualRow, ...]:
    groups = [list(group) for _id, group in groupby(rows, key=itemgetter(0))]
    found = [row for row in map(_bought, groups) if row is not None]
    return tuple(
        sorted(found, key=lambda row: (-row.times, -row.last_day.toordinal(), row.item_id))
    )


def _bought(rows: list[tuple[Any, ...]]) -> UsualRow | None:
    """One item from the lines it stands on; refunds lessen the sum, but were not taken."""
    taken = [row for row in rows if row[6] >= 0]
    if not taken:
        return None
    item_id, what, category, day, currency, quantity, amount = taken[-1]
    sums: dict[str, int] = {}
    for row in rows:
        sums[row[4]] = sums.get(row[4], 0) + row[6]
    return UsualRow(
        item_id=item_id,
        what=what,
        category=category,
        times=len(taken),
        quantity=sum(row[5] for row in taken),
        last_day=read_day(day),
        last_quantity=quantity,
        last_amount=Money(amount, currency),
        spend=tuple(Money(total, unit) for unit, total in sorted(sums.items())),
    )
