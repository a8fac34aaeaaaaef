"""A list as it is shown: its columns, in its order, as texts, numbers and days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

from crm.clients.columns import CellKind, ClientColumn, list_columns
from crm.clients.custom_values import FieldType
from crm.clients.listing import ClientListRow, list_client_rows
from crm.errors import CancelledError, NotFoundError
from crm.exchange.taking_out.cells import (
    Cell,
    Heading,
    TableToWrite,
    money_cell,
    own_cell,
    told_apart,
)
from crm.i18n import _
from crm.money import exponent
from crm.progress import Progress
from crm.shop.queries import get_settings
from crm.shop.words import words_of
from crm.store.store import Store

_AT_ONCE: Final = 500
_PIXELS_A_LETTER: Final = 7
_OWN: Final = "own_"


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of the list as one or, for amounts of several currencies, more of the table."""

    headings: tuple[Heading, ...]
    cells: Callable[[Any], Sequence[Cell]]


def shown_table(
    store: Store,
    ids: Sequence[int],
    keys: Sequence[str],
    progress: Progress,
    text: str,
    title: str = "",
) -> TableToWrite:
    """A row for each client of ``ids`` with the columns ``keys``; see :mod:`crm.clients.columns`.

    Raises NotFoundError where a column is not there any more.
    """
    known = list_columns(store)
    missing = [key for key in keys if key not in known]
    if missing or not keys:
        raise NotFoundError(_("This column is not there any more."))
    columns = [_column(store, known[key]) for key in keys]
    headings = told_apart(each for column in columns for each in column.headings)
    return TableToWrite(headings, _rows(store, ids, keys, columns, progress, text), title)


def _rows(
    store: Store,
    ids: Sequence[int],
    keys: Sequence[str],
    columns: Sequence[_Column],
    progress: Progress,
    text: str,
) -> Iterator[list[Cell]]:
    for start in range(0, len(ids), _AT_ONCE):
        if progress.stopped():
            raise CancelledError(_("Stopped. Nothing was taken out."))
        progress.step(start, len(ids), text)
        for row in list_client_rows(store, ids[start : start + _AT_ONCE], keys):
            yield _cells(row, columns)
    progress.step(len(ids), len(ids), text)


def _cells(row: ClientListRow, columns: Sequence[_Column]) -> list[Cell]:
    pairs = zip(columns, row.cells, strict=True)
    return [cell for column, held in pairs for cell in column.cells(held)]


def _column(store: Store, column: ClientColumn) -> _Column:
    settings = get_settings(store)
    text = column.text if column.is_own else words_of(settings).fill(_(column.text))
    width = max(8, column.width // _PIXELS_A_LETTER)
    if column.kind == "money":
        return _amounts(store, text, settings.currency)
    if column.kind.startswith(_OWN):
        type = cast("FieldType", column.kind.removeprefix(_OWN))
        kind = "day" if type == "day" else "text"
        heading = Heading(text, "day" if kind == "day" else "text", width)
        return _Column((heading,), lambda held: (own_cell(held or "", type),))
    if column.kind == "span":
        text = _("{column} (days)").format(column=text)
    heading = Heading(text, _KINDS.get(column.kind, "text"), width)
    read: Callable[[Any], Cell] = _READ.get(column.kind, _as_it_is)
    return _Column((heading,), lambda held: (read(held) if held else None,))


def _amounts(store: Store, text: str, home: str) -> _Column:
    """A column for each currency that was paid in, the shop's own first."""
    rows = store.rows("SELECT DISTINCT currency FROM client_spend ORDER BY 1")
    currencies = sorted({row[0] for row in rows} | {home}, key=lambda each: (each != home, each))
    headings = tuple(
        Heading(f"{text} ({currency})", "number", 14, exponent(currency)) for currency in currencies
    )

    def cells(held: Any) -> Sequence[Cell]:
        said = {each.currency: money_cell(each.minor, each.currency) for each in held}
        return [said.get(currency) for currency in currencies]

    return _Column(headings, cells)


def _as_it_is(held: Any) -> Cell:
    cell: Cell = held
    return cell


def _partial(held: Any) -> Cell:
    whole: date | None = None if held.about else held.as_date()
    return whole or str(held.text)


_KINDS: Final[dict[CellKind, Any]] = {
    "day": "day", "partial": "day", "number": "number", "span": "number",
}  # fmt: skip
_READ: Final[dict[CellKind, Callable[[Any], Cell]]] = {
    "phone": lambda held: str(held[0]),
    "partial": _partial,
    "names": lambda held: ", ".join(held),
}
