"""Lists of clients: who is in one, in which order, and the rows that are looked at."""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Self

from crm.clients.columns import ClientColumn, list_columns, read_cell
from crm.clients.filter_fields import list_filter_fields
from crm.clients.filter_sql import FROM, where_of
from crm.clients.filters import ClientFilter, checked_filter
from crm.clients.find_query import asked_in_all, read_query
from crm.errors import NotFoundError
from crm.i18n import _
from crm.shop.queries import get_settings
from crm.store.fields import DayField
from crm.store.search import find_owners
from crm.store.store import Store

_MOST_FOUND: Final = 10_000_000
_FIXED: Final = 10  # columns of _ROWS, before the cells
_AWAY: Final = "SELECT id FROM client WHERE archived_at IS NOT NULL OR removed_at IS NOT NULL"
_ROWS: Final = (
    "SELECT c.id, c.name, c.kind, c.standing, c.starred, c.archived_at IS NOT NULL, "
    "c.removed_at IS NOT NULL, c.has_died, y.last_visit, y.rhythm_days"
)


@dataclass(frozen=True, slots=True)
class Sort:
    """By which column a list is sorted; those of whom nothing is known there come last."""

    column: str = "name"
    descending: bool = False

    @property
    def text(self) -> str:
        """As the file keeps it: ``last_visit`` or ``-last_visit``."""
        return f"-{self.column}" if self.descending else self.column

    @classmethod
    def from_text(cls, text: str) -> Self:
        """The order that ``text`` keeps; any other text is a column that no list has."""
        return cls(text.removeprefix("-"), text.startswith("-"))


@dataclass(frozen=True, slots=True)
class ClientListRow:
    """A client in a list; ``cells`` hold what the columns asked for say, in their order.

    What a cell holds follows from the kind of its column, see :mod:`crm.clients.columns`.
    """

    id: int
    name: str
    kind: str
    standing: str
    starred: bool
    archived: bool
    removed: bool
    has_died: bool
    last_visit: date | None
    rhythm_days: int | None
    cells: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class ListCount:
    """How many are in a list, and of how many: everybody not put away."""

    count: int
    of: int

    @property
    def share(self) -> int | None:
        """In whole per cent, None where there is nobody at all."""
        return round(100 * self.count / self.of) if self.of else None


def list_client_ids(
    store: Store, wanted: ClientFilter, sort: Sort | None = None, text: str = ""
) -> Sequence[int]:
    """Who is in a list, in its order.

    ``text`` keeps those that a search for it finds exactly. 100,000 clients take about a tenth of
    a second. Raises ValidationError where the filter cannot be asked.
    """
    sort = sort or Sort()
    ids = _walk(store, sort) if wanted == ClientFilter() else None
    if ids is None:
        where, values = _where(store, wanted)
        order = _order_of(store, sort)
        rows = store.rows(f"SELECT c.id {FROM} WHERE {where} {order}", values)
        ids = array("q", [row[0] for row in rows])
    if not text.strip():
        return ids
    found = _found(store, text)
    return array("q", (each for each in ids if each in found))


def count_client_ids(store: Store, wanted: ClientFilter) -> int:
    """How many are in a list; raises ValidationError like listing them does."""
    where, values = _where(store, wanted)
    count: int = store.scalar(f"SELECT COUNT(*) {FROM} WHERE {where}", values)
    return count


def list_client_rows(
    store: Store, ids: Sequence[int], columns: Sequence[str]
) -> tuple[ClientListRow, ...]:
    """The rows of ``ids`` in their order, by one query; those who are gone are left out.

    ``columns`` are keys of :func:`crm.clients.columns.list_columns`; raises NotFoundError where
    one of them is not there any more.
    """
    known = list_columns(store)
    found = [_column(each, known) for each in columns]
    cells = "".join(f", {each.cell}" for each in found)
    sql = (
        f"{_ROWS}{cells} FROM json_each(?) j CROSS JOIN client c ON c.id = j.value "
        "LEFT JOIN client_summary y ON y.client_id = c.id ORDER BY j.key"
    )
    kinds = [each.kind for each in found]
    return tuple(_row(row, kinds) for row in store.rows(sql, [json.dumps(list(ids))]))


def _column(key: str, columns: Mapping[str, ClientColumn]) -> ClientColumn:
    column = columns.get(key)
    if column is None:
        raise NotFoundError(_("This column is not there any more."))
    return column


def _where(store: Store, wanted: ClientFilter) -> tuple[str, list[Any]]:
    fields = list_filter_fields(store)
    return where_of(checked_filter(wanted, fields), fields, store.clock.today())


def _walk(store: Store, sort: Sort) -> array[int] | None:
    """Everybody by name, straight from the index: half of what sorting them takes."""
    if sort.column != "name":
        return None
    way = _way(sort)
    away = {row[0] for row in store.rows(_AWAY)}
    rows = store.rows(f"SELECT id FROM client ORDER BY sort_name{way}, id{way}")
    return array("q", [row[0] for row in rows if row[0] not in away])


def _way(sort: Sort) -> str:
    return " DESC" if sort.descending else ""


def _order_of(store: Store, sort: Sort) -> str:
    column = list_columns(store).get(sort.column)
    way = _way(sort)
    if column is None or column.key == "name":
        return f"ORDER BY c.sort_name{way}, c.id{way}"
    key = (column.order or column.cell).replace("{currency}", get_settings(store).currency)
    if column.kind in _TEXTS:
        key = f"NULLIF({key}, '') COLLATE NOCASE"
    return f"ORDER BY {key}{way} NULLS LAST, +c.sort_name, c.id"


_TEXTS: Final = ("text", "phone", "partial", "names", "own_text", "own_choice", "own_yes_no")


def _found(store: Store, text: str) -> frozenset[int]:
    labels = store.rows("SELECT name, reverse FROM relation_type")
    query = read_query(text, [label for row in labels for label in row])
    if query.is_empty:
        return frozenset()
    return frozenset(find_owners(store, asked_in_all(query), _MOST_FOUND))


_day = DayField().python_value


def _row(row: tuple[Any, ...], kinds: Sequence[Any]) -> ClientListRow:
    client_id, name, kind, standing, *flags, last_visit, rhythm = row[:_FIXED]
    starred, archived, removed, has_died = map(bool, flags)
    cells = tuple(read_cell(kind, each) for kind, each in zip(kinds, row[_FIXED:], strict=True))
    return ClientListRow(
        client_id, name, kind, standing, starred, archived, removed, has_died,
        _day(last_visit), rhythm, cells,
    )  # fmt: skip
