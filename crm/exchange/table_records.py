"""Rows of a table to records: the one path that millions of purchases go through."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, time
from functools import lru_cache
from operator import itemgetter
from typing import Final, TypeVar

from crm.dates import parse_day, parse_day_format
from crm.errors import CrmError, ValidationError
from crm.exchange.mapping import Mapping
from crm.exchange.records import ClientRecord, Problem, PurchaseRecord, Record
from crm.exchange.table_clients import ClientReader, clean_cell
from crm.exchange.table_plan import TablePlan
from crm.exchange.table_visits import Totals, VisitNotes
from crm.i18n import _
from crm.money import (
    currency_signs,
    is_currency,
    list_currencies,
    parse_minor,
    parse_quantity,
)

_REMEMBERED: Final = 20_000
"""Values of one kind kept read: files repeat days and prices, and memory is bounded."""

_REMEMBERED_CLIENTS: Final = 100_000
"""Clients kept read: in the order of time they come in any, and each costs as much as ten rows."""

_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:[.,]\d+)?\s*([ap])?", re.IGNORECASE
)
_YES = frozenset(
    {"yes", "y", "true", "refund", "refunded", "return", "returned", "ja", "oui", "si", "tak", "x"}
)
_NO = frozenset({"", "0", "no", "n", "false", "nein", "non", "nie", "nao"})
_LONGEST_TEXT = 1_000
_ISO_DAY_WIDTH = 10

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
Rows = Iterable[tuple[int, list[str]] | Problem]


class _RowError(Exception):
    """Why a row cannot be a record: the field, and the sentence."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field


def read_clients(rows: Rows, plan: TablePlan, mapping: Mapping, today: date) -> Iterator[Record]:
    """A client for every row that tells of one; every other row a problem."""
    reader = ClientReader(plan, mapping, today)
    key_place = plan.place("client.key")
    for item in rows:
        if isinstance(item, Problem):
            yield item
            continue
        row, cells = item
        cells = _filled(cells, plan.width)
        if plan.only and not _is_wanted(plan, cells):
            continue
        key = clean_cell(cells[key_place]) if key_place >= 0 else ""
        client = reader.read(row, cells, key)
        yield from _taken(reader.problems)
        if client is not None:
            yield client
        elif any(cell.strip() for cell in cells):
            yield Problem(row, "", _("This row names nobody."), cells=tuple(cells))


def read_purchases(
    rows: Rows, plan: TablePlan, mapping: Mapping, today: date, home_currency: str
) -> Iterator[Record]:
    """A purchase for every row, and one more for what a row says was given back.

    Sales to nobody, such as guest orders, and of days that have not come are problems. A row
    whose day is empty goes on with the visit of the row before it when both have the same visit
    key, as order exports write the second and later lines of an order.
    """
    reader = _SaleReader(plan, mapping, today, home_currency)
    width = plan.width
    for item in rows:
        if item.__class__ is Problem:
            yield item
            continue
        row, cells = item  # type: ignore[misc]  # isinstance costs too much a row
        if len(cells) < width:
            cells = _filled(cells, width)
        if plan.only and not _is_wanted(plan, cells):
            continue
        try:
            record = reader.read(row, cells)
        except _RowError as error:
            yield Problem(row, error.field, str(error), cells=tuple(cells))
            continue
        if reader.problems:
            yield from _taken(reader.problems)
        if record.day > today or not record.client_key:
            reader.refunded = 0
            yield _refused(record, cells)
            continue
        if reader.totals is not None:
            yield from reader.totals.before(record)
        yield record
        if reader.refunded:
            yield reader.refund_of(record)
    if reader.totals is not None:
        yield from reader.totals.rest()


class _SaleReader:
    """Reads one row after another, remembering the values that come again."""

    def __init__(self, plan: TablePlan, mapping: Mapping, today: date, home_currency: str) -> None:
        self._clients = ClientReader(plan, mapping, today)
        self.problems = self._clients.problems
        self.refunded = 0
        self._constants = plan.constants
        self._key_at = plan.place("client.key")
        self._day_at = plan.place("visit.day")
        self._time_at = plan.place("visit.time")
        self._visit_at = plan.place("visit.key")
        self._note_at = plan.place("visit.note")
        self._what_at = plan.place("purchase.what")
        self._quantity_at = plan.place("purchase.quantity")
        self._amount_at = plan.place("purchase.amount")
        self._price_at = plan.place("purchase.price")
        self._category_at = plan.place("purchase.category")
        self._currency_at = plan.place("purchase.currency")
        self._refund_at = plan.place("purchase.refund")
        self._discount_at = plan.place("purchase.discount")
        self._total_at = plan.place("visit.total")
        self.totals = Totals() if self._total_at >= 0 else None
        self._notes = VisitNotes(plan)
        self._what = plan.constants.get("purchase.what", "")
        self._category = plan.constants.get("purchase.category", "")
        self._currency = plan.constants.get("purchase.currency", mapping.currency) or home_currency
        self._marks = {
            name: (column.decimal_mark or mapping.decimal_mark) or None
            for name, column in plan.columns.items()
        }
        day_column = plan.columns.get("visit.day")
        self._date_format = (day_column and day_column.date_format) or mapping.date_format
        self._sells = any(
            field.startswith("purchase.") for field in [*plan.places, *plan.constants]
        )
        self._pick = _picker([cell.place for cell in plan.client])
        self._days: dict[str, tuple[date, time | None]] = {}
        self._amounts: dict[tuple[str, str], int] = {}
        self._quantities: dict[str, int] = {"": 1000}
        self._names: dict[str, str] = {}
        self._known: dict[object, tuple[str, ClientRecord | None]] = {}
        self._last: PurchaseRecord | None = None

    def read(self, row: int, cells: Sequence[str]) -> PurchaseRecord:
        """The purchase of a row; raises _RowError where it cannot be one."""
        visit_key = cells[self._visit_at].strip() if self._visit_at >= 0 else ""
        last = self._last
        goes_on = last is not None and visit_key != "" and visit_key == last.visit_key
        day_text = cells[self._day_at] if self._day_at >= 0 else self._constants["visit.day"]
        known = self._days.get(day_text)
        if known is None:
            known = self._read_day(day_text) if day_text.strip() else self._day_before(visit_key)
        day, at = known
        if self._time_at >= 0 and cells[self._time_at].strip():
            at = self._read_time(cells[self._time_at])
        currency = self._currency
        if self._currency_at >= 0 and cells[self._currency_at]:
            currency = self._read_currency(cells[self._currency_at])
        key = cells[self._key_at].strip() if self._key_at >= 0 else ""
        client = None
        if self._pick is not None:
            told = (key, self._pick(cells))
            key, client = self._known.get(told) or self._read_client(row, cells, key, told)
        if goes_on and last is not None and not key and client is None:
            key, client = last.client_key, last.client
            currency = currency or last.currency
        quantity, amount = self._read_sums(cells, currency, continued=goes_on)
        record = PurchaseRecord(
            row,
            key,
            client,
            day,
            at,
            visit_key,
            (self._name(cells[self._what_at]) or self._what) if self._what_at >= 0 else self._what,
            quantity,
            amount,
            currency,
            self._name(cells[self._category_at]) if self._category_at >= 0 else self._category,
            amount < 0,
            clean_cell(cells[self._note_at]) if self._note_at >= 0 else "",
        )
        if self._notes.are_wanted:
            record = self._notes.added_to(record, cells)
        if self.totals is not None:
            text = cells[self._total_at]
            self.totals.said = (
                self._read_amount(text, currency, "visit.total", empty=True)
                if text.strip()
                else None
            )
        if len(record.what) > _LONGEST_TEXT or len(key) > _LONGEST_TEXT:
            raise _RowError("", _("This row holds a text far too long to be a name."))
        if self._visit_at >= 0:
            self._last = record
        if self._refund_at >= 0:
            record = self._read_refund(record, cells[self._refund_at])
        return record

    def refund_of(self, record: PurchaseRecord) -> PurchaseRecord:
        """The line for what was given back of ``record``."""
        minor, self.refunded = self.refunded, 0
        return record._replace(quantity=-1000, amount=-abs(minor), refund=True, visit_note="")

    def _read_sums(
        self, cells: Sequence[str], currency: str, *, continued: bool
    ) -> tuple[int, int]:
        """Thousandths and minor units of the whole line."""
        if not self._sells:
            return 0, 0
        quantity = 1000
        if self._quantity_at >= 0:
            text = cells[self._quantity_at]
            found = self._quantities.get(text)
            quantity = self._read_quantity(text) if found is None else found
        amount = 0
        if self._amount_at >= 0:
            text = cells[self._amount_at]
            known = self._amounts.get((text, currency))
            if known is None:
                known = self._read_amount(text, currency, "purchase.amount", empty=continued)
            amount = known
        elif self._price_at >= 0:
            text = cells[self._price_at]
            price = self._read_amount(text, currency, "purchase.price", empty=continued)
            amount = _times(price, quantity)
            if self._discount_at >= 0:
                text = cells[self._discount_at]
                amount -= abs(self._read_amount(text, currency, "purchase.discount", empty=True))
        return quantity, amount

    def _name(self, text: str) -> str:
        """What is sold, or its category, cleaned."""
        known = self._names.get(text)
        if known is None:
            known = clean_cell(text)
            if len(text) <= _LONGEST_TEXT:
                _remember(self._names, text, known)
        return known

    def _read_day(self, text: str) -> tuple[date, time | None]:
        try:
            if "%" in self._date_format:
                found: tuple[date, time | None] = (
                    parse_day_format(text.strip(), self._date_format),
                    None,
                )
            else:
                day_text = text.strip()
                day = parse_day(_day_part(day_text), order=self._date_format or "ymd")
                found = (day, self._read_time(day_text) if len(day_text) > _ISO_DAY_WIDTH else None)
        except CrmError as error:
            raise _RowError("visit.day", str(error)) from None
        _remember(self._days, text, found)
        return found

    def _read_time(self, text: str) -> time | None:
        clock = _CLOCK.search(text)
        if clock is None:
            return None
        hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
        if clock[4]:
            hour = hour % 12 + (12 if clock[4].lower() == "p" else 0)
        if hour > 23 or minute > 59 or second > 59:
            return None
        return time(hour, minute, second)

    def _day_before(self, visit_key: str) -> tuple[date, time | None]:
        last = self._last
        if last is None or not visit_key or last.visit_key != visit_key:
            raise _RowError("visit.day", _("This row has no day."))
        return last.day, last.at

    def _read_currency(self, text: str) -> str:
        code = text.strip().upper()
        if not code or is_currency(code):
            return code or self._currency
        found = _currency_of(text.strip(), self._currency)
        if not found:
            why = _("There is no currency “{code}”.").format(code=code[:40])
            raise _RowError("purchase.currency", why)
        return found

    def _read_quantity(self, text: str) -> int:
        try:
            quantity = parse_quantity(
                text.strip(), decimal_mark=self._marks.get("purchase.quantity")
            )
        except ValidationError as error:
            raise _RowError("purchase.quantity", str(error)) from None
        _remember(self._quantities, text, quantity)
        return quantity

    def _read_amount(self, text: str, currency: str, field: str, *, empty: bool) -> int:
        """An empty amount is nothing where the order was already counted on its first row."""
        stripped = clean_cell(text)
        if not stripped and empty:
            return 0
        if not stripped:
            raise _RowError(field, _("This row has no amount."))
        try:
            minor = parse_minor(stripped, currency, decimal_mark=self._marks.get(field))
        except ValidationError as error:
            raise _RowError(field, str(error)) from None
        if field == "purchase.amount":
            _remember(self._amounts, (text, currency), minor)
        return minor

    def _read_refund(self, record: PurchaseRecord, text: str) -> PurchaseRecord:
        word = text.strip().lower()
        if word in _NO:
            return record
        if word in _YES:
            return record._replace(amount=-abs(record.amount), refund=True)
        self.refunded = self._read_amount(text, record.currency, "purchase.refund", empty=True)
        return record

    def _read_client(
        self, row: int, cells: Sequence[str], key: str, told: object
    ) -> tuple[str, ClientRecord | None]:
        """The client of the row; rows of which the client cells are ``told`` share one record."""
        client = self._clients.read(row, cells, key)
        known = (key or _own_key(client), client)
        _remember(self._known, told, known, _REMEMBERED_CLIENTS)
        return known


@lru_cache(maxsize=256)
def _currency_of(sign: str, home: str) -> str:
    """The currency of a sign; of one that several share the shop's own, else the best known."""
    codes = (home, "EUR", "USD", "GBP", "JPY", *list_currencies())
    folded = sign.casefold()
    return next(
        (
            code
            for code in codes
            if code and folded in {each.casefold() for each in currency_signs(code)}
        ),
        "",
    )


def _refused(record: PurchaseRecord, cells: Sequence[str]) -> Problem:
    """Why a sale that can be read is none of a client until now."""
    field, why = "visit.day", _("This day has not come yet.")
    if not record.client_key:
        field, why = "", _("This row names nobody.")
    return Problem(record.row, field, why, cells=tuple(cells))


def _remember(
    memory: dict[_Key, _Value], key: _Key, value: _Value, most: int = _REMEMBERED
) -> None:
    if len(memory) >= most:
        memory.clear()
    memory[key] = value


def _own_key(client: ClientRecord | None) -> str:
    """What tells the client from others in a file without ids: the mail, number or name."""
    if client is None:
        return ""
    for kind in ("email", "phone"):
        for contact in client.contacts:
            if contact.kind == kind:
                return contact.value.casefold()
    return client.display_name.casefold()


def _picker(places: Sequence[int]) -> Callable[[Sequence[str]], object] | None:
    return itemgetter(*places) if places else None


def _filled(cells: list[str], width: int) -> list[str]:
    return cells + [""] * (width - len(cells)) if len(cells) < width else cells


def _is_wanted(plan: TablePlan, cells: Sequence[str]) -> bool:
    return all(cells[place].strip() in values for place, values in plan.only)


def _taken(problems: list[Problem]) -> list[Problem]:
    taken = problems[:]
    problems.clear()
    return taken


def _times(price: int, quantity: int) -> int:
    """Minor units of ``quantity`` thousandths, half a unit rounded away from nothing."""
    product = price * quantity
    rounded = (abs(product) + 500) // 1000
    return rounded if product >= 0 else -rounded


def _day_part(text: str) -> str:
    """The day of "2025-01-05T10:00:00Z"; words and short forms stay whole."""
    head, mark, _clock = text.partition("T")
    return head if mark and head[:4].isdecimal() else text
