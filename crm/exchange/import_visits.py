"""Rows of purchases to visits: sorted in a scratch file first, so that their order is no matter.

A visit is a client on a day, in one currency, with the receipt's number where the file has one.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, Final

from crm.clock import Clock
from crm.exchange.import_items import Items, SoldItem
from crm.exchange.import_step import ImportStep, next_id
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
_STAGED_AT_ONCE: Final = 10_000
_WRITTEN_AT_ONCE: Final = 5_000
_LONGEST_PLAIN: Final = 24

_Line = tuple[int, int, int]  # item, thousandths, minor units


class _Visit:
    """One visit of the file with its lines, as the sorted rows bring them."""

    __slots__ = ("at", "client_id", "currency", "day", "key", "lines", "notes", "total")

    def __init__(self, client_id: int, day: str, key: str, currency: str) -> None:
        self.client_id = client_id
        self.day = day
        self.key = key
        self.currency = currency
        self.at: str | None = None
        self.notes: list[str] = []
        self.lines: list[_Line] = []
        self.total = 0

    @property
    def row(self) -> tuple[Any, ...]:
        note = "\n".join(self.notes) if self.notes else ""
        return (
            self.client_id, self.day, self.at, note,
            self.currency if self.lines else "", self.total, self.key,
        )  # fmt: skip


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
        self._staged: list[tuple[Any, ...]] = []
        self._days: dict[date, str] = {}
        self._has_standing = bool(store.scalar(_ANY_OF_SOURCE, [f"{source}:", f"{source};"]))
        self.count = 0
        self.purchases = 0
        self.totals: Counter[str] = Counter()
        self.clients: set[int] = set()
        self.told: set[int] = set()

    def take(self, record: PurchaseRecord, client_id: int, token: str) -> None:
        """Stage one row; ``token`` stands for the client in the keys of visits."""
        _row, _key, _client, day_of, at, visit_key, what, quantity, amount, currency, *_rest = record
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
        if len(self._staged) >= _STAGED_AT_ONCE:
            self._stage()

    def write(self, go_on: Callable[[int], None]) -> None:
        """Write everything taken; ``go_on`` hears how many rows are behind and may raise."""
        self._stage()
        self._items.write_new()
        items = self._items.by_id()
        batch: list[_Visit] = []
        rows = 0
        for visit in self._sorted():
            batch.append(visit)
            rows += len(visit.lines)
            if len(batch) >= _WRITTEN_AT_ONCE:
                self._write(batch, items)
                batch = []
                go_on(rows)
        self._write(batch, items)
        self._items.write_sales()

    def _stage(self) -> None:
        self._scratch.put(_STAGE, self._staged)
        self._staged = []

    def _sorted(self) -> Iterator[_Visit]:
        visit: _Visit | None = None
        for row in self._scratch.scan(_SORTED):
            client_id, day, key, currency, at, item_id, quantity, amount, note = row
            if visit is None or visit.key != key:
                if visit is not None:
                    yield visit
                visit = _Visit(client_id, day, key, currency)
            if item_id:
                visit.lines.append((item_id, quantity, amount))
                visit.total += amount
            if at and not visit.at:
                visit.at = at
            if note and (text := clean_block(note, limit=len(note) * 4)) not in visit.notes:
                visit.notes.append(text)
        if visit is not None:
            yield visit

    def _write(self, visits: list[_Visit], items: dict[int, SoldItem]) -> None:
        new = self._add_to_standing(visits, items) if self._has_standing else visits
        first = self._step.insert_rows(Visit, _VISIT_COLUMNS, (visit.row for visit in new)).start
        self._step.insert_rows(
            Purchase,
            _PURCHASE_COLUMNS,
            (
                (visit_id, position, *line)
                for visit_id, visit in enumerate(new, start=first)
                for position, line in enumerate(visit.lines)
            ),
        )
        self.count += len(new)
        for visit in new:
            self._count(visit, visit.lines, items)

    def _count(
        self, visit: _Visit, lines: Sequence[_Line], items: dict[int, SoldItem]
    ) -> None:
        self.clients.add(visit.client_id)
        if visit.notes:
            self.told.add(visit.client_id)
        if not lines:
            return
        self.purchases += len(lines)
        for item_id, quantity, amount in lines:
            self.totals[visit.currency] += amount
            items[item_id].sold(visit.day, quantity, amount, visit.currency)

    def _add_to_standing(
        self, visits: list[_Visit], items: dict[int, SoldItem]
    ) -> list[_Visit]:
        """Those not in the shop yet; to one that is, only lines that came later are added.

        A visit whose lines are not all in the file was changed by hand, and stays as it is.
        """
        found = self._store.rows(_STANDING, [json.dumps([visit.key for visit in visits])])
        standing = {row[0]: row[1:] for row in found}
        sold = self._sold([row[1] for row in found])
        for visit in visits:
            if visit.key in standing:
                visit_id, client_id, total, position = standing[visit.key]
                kept, told = sold.get(visit_id, Counter()), Counter(visit.lines)
                more = list((told - kept).elements()) if kept <= told else []
                if more:
                    visit.client_id = client_id
                    self._add_lines(visit_id, visit, more, total, position)
                    self._count(visit, more, items)
        return [visit for visit in visits if visit.key not in standing]

    def _add_lines(
        self, visit_id: int, visit: _Visit, lines: Sequence[_Line], total: int, position: int
    ) -> None:
        self._step.insert_rows(
            Purchase,
            _PURCHASE_COLUMNS,
            [(visit_id, position + place, *line) for place, line in enumerate(lines)],
        )
        total += sum(line[2] for line in lines)
        self._step.update(Visit, visit_id, total=total, currency=visit.currency)

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
