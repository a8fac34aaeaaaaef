"""Rows of purchases to visits: sorted first, so that their order in the file is no matter.

A visit is a client on a day, in one currency, with the receipt's number where the file has one.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time
from itertools import islice
from operator import itemgetter
from typing import Any, Final

from crm.clock import Clock
from crm.exchange.import_items import Items, SoldItem
from crm.exchange.import_step import ImportStep
from crm.exchange.records import PurchaseRecord
from crm.store.fields import MomentField
from crm.store.scratch import Scratch
from crm.store.store import Store
from crm.story.models import Purchase, Visit
from crm.text import clean, clean_block

STAGE_TABLE: Final = (
    "CREATE TABLE line (client_id INTEGER, day TEXT, key TEXT, currency TEXT, at TEXT, "
    "item_id INTEGER, quantity INTEGER, amount INTEGER, note TEXT)"
)
_STAGE: Final = "INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_SORTED: Final = "SELECT * FROM line ORDER BY client_id, day, key, rowid"
_STANDING: Final = (
    "SELECT v.key, v.id, v.client_id, v.total, "
    "(SELECT COALESCE(MAX(position), -1) + 1 FROM purchase WHERE visit_id = v.id) "
    "FROM visit v WHERE v.key IN (SELECT value FROM json_each(?))"
)
_SOLD: Final = (
    "SELECT visit_id, item_id, quantity, amount FROM purchase "
    "WHERE visit_id IN (SELECT value FROM json_each(?))"
)
_ANY_OF_SOURCE: Final = "SELECT 1 FROM visit WHERE key >= ? AND key < ? LIMIT 1"
_VISIT_COLUMNS: Final = ("client_id", "day", "at", "note", "currency", "total", "key")
_PURCHASE_COLUMNS: Final = ("visit_id", "position", "item_id", "quantity", "amount")
_MOST_IN_MEMORY: Final = 100_000  # rows; a file with more is sorted in the scratch file
_WRITTEN_AT_ONCE: Final = 5_000
_LONGEST_PLAIN: Final = 24

_Line = tuple[int, int, int]  # item, thousandths, minor units
_Row = tuple[Any, ...]
_Visit = tuple[_Row, list[_Line]]  # the values of _VISIT_COLUMNS, and what was bought


class Visits:
    """Takes the purchases of a file in any order, and writes them as visits.

    ``purchases``, ``count`` and ``totals`` (minor units by currency) say what was new;
    ``clients`` who was concerned, ``told`` whose visits have notes.
    """

    def __init__(
        self, store: Store, step: ImportStep, scratch: Scratch, source: str, items: Items
    ) -> None:
        self._store = store
        self._step = step
        self._scratch = scratch
        self._source = source
        self._items = items
        self._moments = _Moments(store.clock)
        self._staged: list[_Row] = []
        self._has_staged = False
        self._sold_items: dict[int, SoldItem] = {}
        self._days: dict[date, str] = {}
        self._has_standing = bool(store.scalar(_ANY_OF_SOURCE, [f"{source}:", f"{source};"]))
        self.count = 0
        self.purchases = 0
        self.totals: Counter[str] = Counter()
        self.clients: set[int] = set()
        self.told: set[int] = set()

    def take(self, record: PurchaseRecord, client_id: int, token: str) -> None:
        """Stage one row; ``token`` stands for the client in the keys of visits."""
        day_of, at, visit_key, what, quantity, amount, currency = record[3:10]
        day = self._days.get(day_of)
        if day is None:
            day = self._days[day_of] = day_of.isoformat()
        if what or quantity or amount:
            item_id = self._items.of(record).id
        else:
            item_id, currency = 0, ""
        if visit_key:
            visit_key = short_key(visit_key)
        self._staged.append(
            (
                client_id, day, f"{self._source}:{token}:{day}:{currency}:{visit_key}", currency,
                self._moments.stored(day_of, at) if at else None,
                item_id, quantity, amount, record.visit_note,
            )
        )  # fmt: skip
        if len(self._staged) >= _MOST_IN_MEMORY:
            self._stage()

    def write(self, go_on: Callable[[int], None]) -> None:
        """Write everything taken; ``go_on`` hears how many rows are behind and may raise."""
        self._items.write_new()
        self._sold_items = self._items.by_id()
        visits = self._sorted()
        rows = 0
        while batch := list(islice(visits, _WRITTEN_AT_ONCE)):
            self._write(self._add_to_standing(batch) if self._has_standing else batch)
            rows += sum(len(lines) for _row, lines in batch)
            go_on(rows)
        self._items.write_sales()

    def _stage(self) -> None:
        self._scratch.put(_STAGE, self._staged)
        self._staged = []
        self._has_staged = True

    def _sorted_rows(self) -> Iterator[_Row]:
        if self._has_staged:
            self._stage()
            return self._scratch.scan(_SORTED)
        self._staged.sort(key=itemgetter(0, 1, 2))
        return iter(self._staged)

    def _sorted(self) -> Iterator[_Visit]:
        key, note, total = "", "", 0
        lines: list[_Line] = []
        client_id, day, currency, moment = 0, "", "", None
        for who, when, name, paid_in, at, item_id, quantity, amount, said in self._sorted_rows():
            if name != key:
                if key:
                    yield (client_id, day, moment, note, currency, total, key), lines
                client_id, day, key, currency, moment = who, when, name, paid_in, at
                lines, note, total = [], "", 0
            elif at and not moment:
                moment = at
            if item_id:
                lines.append((item_id, quantity, amount))
                total += amount
            if said:
                note = _joined(note, said)
        if key:
            yield (client_id, day, moment, note, currency, total, key), lines

    def _write(self, visits: list[_Visit]) -> None:
        ids = self._step.insert_rows(Visit, _VISIT_COLUMNS, map(itemgetter(0), visits))
        lines = [
            (visit_id, position, *line)
            for visit_id, (_row, sold) in zip(ids, visits, strict=True)
            for position, line in enumerate(sold)
        ]
        self._step.insert_rows(Purchase, _PURCHASE_COLUMNS, lines)
        self.count += len(visits)
        self._count(visits)

    def _count(self, visits: Iterable[_Visit]) -> None:
        items, totals = self._sold_items, self.totals
        for (client_id, day, _at, note, currency, total, _key), lines in visits:
            self.clients.add(client_id)
            if note:
                self.told.add(client_id)
            if lines:
                self.purchases += len(lines)
                totals[currency] += total
            for item_id, quantity, amount in lines:
                if amount >= 0:  # a refund is no sale and has no price
                    items[item_id].sold(day, quantity, amount, currency)

    def _add_to_standing(self, visits: list[_Visit]) -> list[_Visit]:
        """Those not in the shop yet; to one that is, only lines that came later are added.

        A visit whose lines are not all in the file was changed by hand, and stays as it is.
        """
        found = self._store.rows(_STANDING, [json.dumps([visit[0][-1] for visit in visits])])
        standing = {row[0]: row[1:] for row in found}
        sold = self._sold([row[1] for row in found])
        for visit in visits:
            if visit[0][-1] in standing:
                visit_id, *others = standing[visit[0][-1]]
                kept, told = sold.get(visit_id, Counter()), Counter(visit[1])
                more = list((told - kept).elements()) if kept <= told else []
                if more:
                    self._add_lines(visit_id, visit, more, *others)
        return [visit for visit in visits if visit[0][-1] not in standing]

    def _add_lines(
        self,
        visit_id: int,
        visit: _Visit,
        lines: list[_Line],
        client_id: int,
        total: int,
        position: int,
    ) -> None:
        self._step.insert_rows(
            Purchase,
            _PURCHASE_COLUMNS,
            [(visit_id, position + place, *line) for place, line in enumerate(lines)],
        )
        _client, day, _at, _note, currency, _total, _key = visit[0]
        more = sum(amount for _item, _quantity, amount in lines)
        self._step.update(Visit, visit_id, total=total + more, currency=currency)
        self._count([((client_id, day, None, "", currency, more, ""), lines)])

    def _sold(self, visit_ids: list[int]) -> dict[int, Counter[_Line]]:
        sold: dict[int, Counter[_Line]] = {}
        for visit_id, *line in self._store.rows(_SOLD, [json.dumps(visit_ids)]):
            sold.setdefault(visit_id, Counter())[(line[0], line[1], line[2])] += 1
        return sold


def _joined(note: str, said: str) -> str:
    """``note`` with what another row of the visit says, once."""
    text = clean_block(said, limit=4 * len(said))
    known = note.split("\n\n") if note else []
    return note if text in known else "\n\n".join([*known, text])


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
