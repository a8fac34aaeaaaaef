"""What stands in one cell of a table that is taken out: a text, a number, a day or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from crm.clients.custom_values import FieldType, read_value
from crm.dates import PartialDate
from crm.money import exponent

Cell = str | int | Decimal | date | None
Row = Sequence[Cell]
CellKind = Literal["text", "number", "day"]

YES_NO: Final = {True: "yes", False: "no"}


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a column; ``width`` is in letters, ``decimals`` those of its numbers."""

    text: str
    kind: CellKind = "text"
    width: int = 16
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class TableToWrite:
    """A table with as many cells in each row as there are headings."""

    headings: tuple[Heading, ...]
    rows: Iterable[Row]
    title: str = ""


def told_apart(headings: Iterable[Heading]) -> tuple[Heading, ...]:
    """``headings`` with a number after those that another one is called already."""
    taken: set[str] = set()
    return tuple(_fresh(heading, taken) for heading in headings)


def _fresh(heading: Heading, taken: set[str]) -> Heading:
    text, number = heading.text, 1
    while text in taken:
        number += 1
        text = f"{heading.text} {number}"
    taken.add(text)
    return Heading(text, heading.kind, heading.width, heading.decimals)


def money_cell(minor: int, currency: str) -> Decimal:
    """An amount in whole units of its currency, with all the decimals that has."""
    return Decimal(minor).scaleb(-exponent(currency))


@lru_cache(maxsize=4096)
def quantity_cell(thousandths: int) -> Decimal:
    """A quantity without decimals it does not have."""
    quantity = Decimal(thousandths).scaleb(-3)
    return quantity.quantize(Decimal(1)) if not thousandths % 1000 else quantity.normalize()


@lru_cache(maxsize=4096)
def day_cell(text: str) -> Cell:
    """A day as far as it is known: a day where it is whole, its text where parts are missing."""
    if not text:
        return None
    when = PartialDate.from_text(text)
    whole = when.as_date() if not when.about else None
    return whole or when.text


def own_cell(stored: str, type: FieldType) -> Cell:
    """What a field of the shop's own holds."""
    value = read_value(stored, type) if stored else None
    return YES_NO[value] if isinstance(value, bool) else value


def plain_text(cell: Cell) -> str:
    """A cell as text that any program reads the same: 12.50, 2026-11-24."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return cell.isoformat() if isinstance(cell, date) else str(cell)
