"""Rows of purchases to visits, so that their order in the file is no matter.

A visit is a client on a day, in one currency, with the receipt's number where the file has one.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any, Final

from crm.clock import Clock
from crm.exchange.import_gathering import (
    Gathering,
    ItemSales,
    StandingVisit,
    place_of,
    said_of,
)
from crm.exchange.import_items import Items, SoldItem
from crm.exchange.import_step import ImportStep
from crm.exchange.records import PurchaseRecord
from crm.store.fields import MomentField
from crm.store.store import Store
from crm.story.models import Purchase, Visit
from crm.text import clean

_SOLD: Final = (
    "SELECT visit_id, item_id, quantity, amount FROM purchase "
    "WHERE visit_id IN (SELECT value FROM json_each(?))"
)
_ANY_OF_SOURCE: Final = "SELECT 1 FROM visit WHERE key >= ? AND key < ? LIMIT 1"
_PURCHASE_COLUMNS: Final = ("visit_id", "position", "item_id", "quantity", "amount")
_FROM_VISITS: Final = "FROM scratch.gathered g WHERE g.visit BETWEEN ? AND ? ORDER BY g.visit"
_FROM_LINES: Final = (
    "FROM scratch.gathered g CROSS JOIN scratch.sorted s ON s.number BETWEEN g.first AND g.last "
    "WHERE g.visit BETWEEN ? AND ? AND s.item_id > 0 ORDER BY g.visit, s.number"
)
_MOMENT: Final = (
    "(SELECT s.at FROM scratch.sorted s WHERE s.number BETWEEN g.first AND g.last "
    "AND s.at IS NOT NULL ORDER BY s.number LIMIT 1)"
)
_NOTE: Final = "COALESCE((SELECT d.note FROM scratch.said d WHERE d.visit = g.visit), '')"
# Of a visit with lines that are no purchases, those before a line do not count for its position.
_POSITION: Final = (
    "(SELECT COUNT(*) FROM scratch.sorted o "
    "WHERE o.number >= g.first AND o.number < s.number AND o.item_id > 0)"
)
_CHANNEL: Final = (
    "COALESCE((SELECT NULLIF(d.channel, '') FROM scratch.said d WHERE d.visit = g.visit), 'visit')"
)
_STAFF: Final = "COALESCE((SELECT d.staff FROM scratch.said d WHERE d.visit = g.visit), '')"
_STAGED_AT_ONCE: Final = 20_000
_WRITTEN_AT_ONCE: Final = 20_000
_STANDING_AT_ONCE: Final = 1_000
_LONGEST_PLAIN: Final = 24

_Line = tuple[int, int, int]  # item, thousandths, minor units


class Visits:
    """Takes the purchases of a file in any order, and writes them as visits.

    ``purchases``, ``count`` and ``totals`` (minor units by currency) say what was new.
    """

    def __init__(
        self, store: Store, step: ImportStep, gathering: Gathering, source: str, items: Items
    ) -> None:
        self._store = store
        self._step = step
        self._gathering = gathering
        self._source = source
        self._items = items
        self._moments = _Moments(store.clock)
        self._days: dict[date, tuple[int, str]] = {}
        self._staged: list[tuple[Any, ...]] = []
        self._has_notes = self._has_moments = self._has_others = self._has_served = False
        self._sold_items: dict[int, SoldItem] = {}
        self._has_standing = bool(store.scalar(_ANY_OF_SOURCE, [f"{source}:", f"{source};"]))
        self._added: set[int] = set()
        self.count = 0
        self.purchases = 0
        self.totals: Counter[str] = Counter()

    def take(self, record: PurchaseRecord, client_id: int, token: str) -> None:
        """Stage one row; ``token`` stands for the client in the keys of visits."""
        day, at, visit_key, what, quantity, amount, currency = record[3:10]
        known = self._days.get(day)
        if known is None:
            known = self._days[day] = (day.toordinal(), day.isoformat())
        ordinal, day_text = known
        note = record.visit_note
        if what or quantity or amount:
            item_id = self._items.of(record).id
        else:
            item_id, currency = 0, ""
            self._has_others = True
        if note or record[13] or record[14]:
            self._has_notes = True
            self._has_served = self._has_served or bool(record.channel or record.staff)
            note = said_of(note, record.channel, clean(record.staff))
        moment = None
        if at is not None:
            self._has_moments = True
            moment = self._moments.stored(day, at)
        receipt = short_key(visit_key) if visit_key else ""
        self._staged.append(
            (
                place_of(client_id, ordinal), currency, receipt, token, day_text, moment,
                item_id, quantity, amount, note,
            )
        )  # fmt: skip
        if len(self._staged) >= _STAGED_AT_ONCE:
            self._stage()

    def write(self, go_on: Callable[[int], None]) -> None:
        """Write everything taken; ``go_on`` hears how many rows are behind and may raise."""
        self._items.write_new()
        self._sold_items = self._items.by_id()
        self._stage()
        self._gathering.gather(self._source)
        if self._has_standing:
            self._gathering.find_standing()
            self._add_to_standing()
            self._gathering.leave_standing_out()
        self._write(go_on)
        self.count = self._gathering.count()
        for sales in self._gathering.list_sales():
            self._count(sales)
        self._items.write_sales()

    def list_visited(self, before: int) -> set[int]:
        """The clients with ids below ``before`` who have a new visit, or more in an old one."""
        return self._gathering.list_visited(before) | self._added

    def list_told(self, before: int) -> set[int]:
        """Those of them whose visits say something they can be found by."""
        return self._gathering.list_told(before)

    def _stage(self) -> None:
        self._gathering.stage(self._staged, with_notes=self._has_notes)
        self._staged.clear()

    def _write(self, go_on: Callable[[int], None]) -> None:
        last_visit = self._gathering.last_visit()
        for first in range(1, last_visit + 1, _WRITTEN_AT_ONCE):
            last = min(first + _WRITTEN_AT_ONCE - 1, last_visit)
            span = self._gathering.span(first, last)
            if span is not None:
                self._write_visits(first, last, span)
                go_on(span[1])

    def _write_visits(self, first: int, last: int, lines: tuple[int, int]) -> None:
        visits = {
            "id": f"g.visit - {first}",
            "client_id": "g.client_id",
            "day": "g.day",
            "at": _MOMENT if self._has_moments else "NULL",
            "channel": _CHANNEL if self._has_served else "'visit'",
            "staff": _STAFF if self._has_served else "''",
            "note": _NOTE if self._has_notes else "''",
            "currency": "g.currency",
            "total": "g.total",
            "key": "g.key",
        }
        count = last - first + 1
        ids = self._step.insert_select(Visit, count, visits, _FROM_VISITS, [first, last])
        purchases = {
            "id": f"s.number - {lines[0]}",
            "visit_id": f"g.visit + {ids.start - first}",
            "position": _POSITION if self._has_others else "s.number - g.first",
            "item_id": "s.item_id",
            "quantity": "s.quantity",
            "amount": "s.amount",
        }
        count = lines[1] - lines[0] + 1
        self._step.insert_select(Purchase, count, purchases, _FROM_LINES, [first, last])

    def _count(self, sales: ItemSales) -> None:
        self.purchases += sales.lines
        self.totals[sales.currency] += sales.total
        self._sold_items[sales.item_id].sold(sales.sales, sales.last, sales.currency)

    def _add_to_standing(self) -> None:
        """Add to visits that the shop has the lines that came later.

        A visit whose lines are not all in the file was changed by hand, and stays as it is.
        """
        after = 0
        while visits := self._gathering.list_standing(after, _STANDING_AT_ONCE):
            sold = self._sold([visit.id for visit in visits])
            for visit in visits:
                kept = sold.get(visit.id, Counter())
                told = Counter(self._gathering.lines_of(visit.visit))
                more = list((told - kept).elements()) if kept <= told else []
                if more:
                    self._add_lines(visit, more)
            after = visits[-1].visit

    def _add_lines(self, visit: StandingVisit, lines: list[_Line]) -> None:
        rows = [(visit.id, visit.position + place, *line) for place, line in enumerate(lines)]
        self._step.insert_rows(Purchase, _PURCHASE_COLUMNS, rows)
        more = sum(amount for _item, _quantity, amount in lines)
        self._step.update(Visit, visit.id, total=visit.total + more, currency=visit.currency)
        self._added.add(visit.client_id)
        for item_id, quantity, amount in lines:
            last = (visit.day, quantity, amount) if amount > 0 and quantity > 0 else None
            sales = int(amount >= 0)  # a refund is no sale and has no price
            self._count(ItemSales(item_id, visit.currency, 1, amount, sales, last))

    def _sold(self, visit_ids: list[int]) -> dict[int, Counter[_Line]]:
        sold: dict[int, Counter[_Line]] = {}
        for visit_id, *line in self._store.rows(_SOLD, [json.dumps(visit_ids)]):
            sold.setdefault(visit_id, Counter())[(line[0], line[1], line[2])] += 1
        return sold


def short_key(key: str) -> str:
    """What stands for a key of a file inside a key of ours: itself, or a digest.

    A long one would make every row long, and one with a mark could be taken for two.
    """
    if len(key) <= _LONGEST_PLAIN and key.isascii() and key.replace("-", "").isalnum():
        return key
    text = clean(key, limit=len(key) * 4)
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


class _Moments:
    """The moments of times on the shop's wall clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._field = MomentField()

    def stored(self, day: date, at: time) -> str | None:
        """The moment as the database keeps it; None where no clock reaches back to that day."""
        guess = datetime.combine(day, at, UTC)
        try:
            offset = self._clock.to_local(guess).utcoffset()
            return self._field.db_value(guess - offset if offset else guess)
        except (OverflowError, ValueError, OSError):
            return None
