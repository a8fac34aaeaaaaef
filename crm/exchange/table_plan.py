"""A mapping laid over a real table: which cell of a row is what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final

from crm.errors import ImportRejected
from crm.exchange.fields import is_of_client
from crm.exchange.headers import folded_header
from crm.exchange.mapping import Column, Mapping
from crm.i18n import _

NOWHERE: Final = -1


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of every row: where it is, what it is, and where its label is, if anywhere."""

    place: int
    column: Column
    name: str
    label_place: int = NOWHERE


@dataclass(frozen=True, slots=True)
class TablePlan:
    """The cells of a row by what they are; ``width`` is how many a row needs at least.

    ``only`` holds places and the values that rows must have there, ``constants`` the fields that
    every row has the same. ``noted`` are the cells that go into the note of a visit, ``columns``
    the first of each field, with its own ways to write days and numbers.
    """

    client: tuple[Cell, ...]
    noted: tuple[Cell, ...]
    columns: dict[str, Column]
    places: dict[str, int]
    constants: dict[str, str]
    only: tuple[tuple[int, frozenset[str]], ...]
    width: int

    @property
    def has_visits(self) -> bool:
        """Whether rows are visits, or only tell of clients."""
        return "visit.day" in self.places or "visit.day" in self.constants

    def place(self, field: str) -> int:
        """Where the cell of ``field`` is, NOWHERE where no column has it."""
        return self.places.get(field, NOWHERE)


def plan_table(mapping: Mapping, headers: Sequence[str]) -> TablePlan:
    """The plan for a table with these column names, none where it has no header.

    Raises ImportRejected where a column of the mapping is not in the file.
    """
    cells = _told_apart(
        [cell for column in mapping.columns for cell in _cells(column, mapping, headers)]
    )
    client = [cell for cell in cells if is_of_client(cell.column.field)]
    noted = [cell for cell in cells if cell.column.field == "visit.extra"]
    columns = {cell.column.field: cell.column for cell in reversed(cells)}
    places: dict[str, int] = {}
    for cell in cells:
        if not is_of_client(cell.column.field):
            places.setdefault(cell.column.field, cell.place)
    only = tuple(
        (_find(name, headers)[0], frozenset(value.strip() for value in values))
        for name, values in mapping.only
    )
    reached = [cell.place for cell in cells] + [cell.label_place for cell in cells]
    width = 1 + max([*reached, *(place for place, _values in only)], default=0)
    constants = dict(mapping.constants)
    return TablePlan(tuple(client), tuple(noted), columns, places, constants, only, width)


def _told_apart(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` with the fields of the shop's own numbered where several have one name."""
    times: Counter[str] = Counter()
    found = []
    for cell in cells:
        if cell.column.field == "extra":
            times[cell.name] += 1
            if times[cell.name] > 1:
                cell = replace(cell, name=f"{cell.name} {times[cell.name]}")
        found.append(cell)
    return found


def _cells(column: Column, mapping: Mapping, headers: Sequence[str]) -> list[Cell]:
    if column.field == "ignore":
        return []
    label = _find(column.label_from, headers)[0] if column.label_from else NOWHERE
    return [
        Cell(place, column, _name(place, column, headers), label)
        for place in places_of(column, mapping, headers)
    ]


def _name(place: int, column: Column, headers: Sequence[str]) -> str:
    """The header of a column; one without is known by where it stands."""
    written = headers[place] if place < len(headers) else ""
    return written or column.header or _("Column {number}").format(number=place + 1)


def places_of(column: Column, mapping: Mapping, headers: Sequence[str]) -> list[int]:
    """Where the cells of a column are, from 0; raises ImportRejected where it is not there."""
    if column.start:
        return [mapping.columns.index(column)]
    if column.position:
        return [column.position - 1]
    return _find(column.header, headers)


def _find(name: str, headers: Sequence[str]) -> list[int]:
    """Every column of that name, written alike or nearly so."""
    exact = [place for place, header in enumerate(headers) if header.strip() == name]
    folded = folded_header(name)
    places = exact or [
        place for place, header in enumerate(headers) if folded and folded_header(header) == folded
    ]
    if places:
        return places
    near = get_close_matches(name, list(headers), n=1, cutoff=0.4)
    if near:
        text = _("The file has no column “{name}”; did you mean “{near}”?")
        raise ImportRejected(text.format(name=name, near=near[0]), code="import.column")
    text = _("The file has no column “{name}”.")
    raise ImportRejected(text.format(name=name), code="import.column")
