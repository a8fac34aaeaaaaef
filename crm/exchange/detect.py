"""What the columns of a table most likely are, from their names and some of their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from crm.clients.drafts import ADDRESS_PARTS
from crm.exchange.delimited_rows import TableShape
from crm.exchange.headers import folded_header, known_field
from crm.exchange.mapping import Column, Mapping
from crm.money import currency_signs, list_currencies

_NUMBERED = re.compile(
    r"(?P<thing>e-?mail|phone|address|website|relation|organization|event|im|custom field)"
    r" (?P<number>\d+) - (?P<part>.+)",
    re.IGNORECASE,
)
_NUMBERED_FIELDS: Final = {
    ("email", "value"): "client.email",
    ("phone", "value"): "client.phone",
    ("website", "value"): "client.link",
    ("im", "value"): "client.link",
    ("relation", "value"): "client.relation",
    ("event", "value"): "client.date",
    ("address", "street"): "client.street",
    ("address", "extended address"): "client.street",
    ("address", "po box"): "client.street",
    ("address", "city"): "client.town",
    ("address", "region"): "client.region",
    ("address", "postal code"): "client.postcode",
    ("address", "country"): "client.country",
    ("organization", "name"): "client.company",
    ("organization", "title"): "client.job",
}
"""Google's columns: "Phone 2 - Value", labelled by "Phone 2 - Type" or "Phone 2 - Label"."""

_DECIMALS = re.compile(r"\d([.,])\d{1,2}\D*$")
_DAY = re.compile(r"\s*(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})")


@dataclass(frozen=True, slots=True)
class KnownShape:
    """The export of a known program: told by some of its columns, some meant as nobody guesses.

    ``overrides`` pairs a header with the fields it is; ``only`` is as in a mapping.
    """

    name: str
    told_by: frozenset[str]
    overrides: tuple[tuple[str, tuple[str, ...]], ...]
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()


KNOWN_SHAPES: Final = (
    KnownShape(
        "Shopify orders",
        frozenset({"name", "email", "created at", "lineitem name"}),
        (
            ("name", ("visit.key",)),
            ("email", ("client.key", "client.email")),
            ("created at", ("visit.day",)),
            ("paid at", ("extra",)),
            ("id", ("extra",)),
            ("notes", ("visit.note",)),
            ("receipt number", ("extra",)),
            ("tags", ("extra",)),
        ),
    ),
    KnownShape(
        "Wave transactions",
        frozenset({"transaction id", "customer", "account group", "amount one column"}),
        (
            ("customer", ("client.key", "client.name")),
            ("transaction id", ("visit.key",)),
            ("transaction line description", ("purchase.what",)),
            ("account name", ("purchase.category",)),
            ("invoice number", ("extra",)),
            ("notes memo", ("visit.note",)),
        ),
        only=(("Account Group", ("Income",)),),
    ),
    KnownShape(
        "Wave customers",
        frozenset({"customer name", "ship to contact"}),
        (("shipping address", ("extra",)),),
    ),
    KnownShape(
        "Invoice Ninja clients",
        frozenset({"name", "balance", "paid to date", "vat number"}),
        (("id number", ("client.key",)), ("paid to date", ("extra",))),
    ),
    KnownShape(
        "Outlook contacts",
        frozenset({"first name", "last name", "e mail address", "title"}),
        (("title", ("client.title",)), ("location", ("extra",))),
    ),
    KnownShape(
        "Mailchimp audience",
        frozenset({"email address", "member rating"}),
        (("region", ("client.region",)), ("cc", ("client.country",))),
    ),
    KnownShape(
        "Zoho contacts",
        frozenset({"display name", "customer sub type"}),
        (
            ("status", ("extra",)),
            ("customer name", ("ignore",)),
            ("designation", ("client.job",)),
            ("reference id", ("extra",)),
            ("billing attention", ("extra",)),
            ("shipping attention", ("extra",)),
        ),
    ),
)


def detect_mapping(shape: TableShape, sample: Sequence[Sequence[str]]) -> Mapping:
    """The mapping a table with these columns and first rows most likely wants.

    Every column is in it; what nothing tells is ``extra``. Without a header, columns are told by
    their values alone.
    """
    if not shape.columns:
        return _from_values(shape, sample)
    known = _known_shape(shape.columns)
    columns = [
        column
        for position, header in enumerate(shape.columns, start=1)
        for column in _columns_of(header, position, shape.columns, known)
    ]
    columns = [_keyed(column, sample) for column in _settled(columns)]
    values = _Values(columns, sample)
    return Mapping(
        encoding=shape.encoding,
        delimiter=shape.delimiter,
        header=shape.header,
        decimal_mark=values.decimal_mark(),
        currency=values.currency(),
        date_format=values.date_order(shape),
        only=known.only if known else (),
        columns=tuple(columns),
    )


def is_recognised(mapping: Mapping) -> bool:
    """Whether the columns tell who somebody is, or when how much was paid."""
    telling = {"client.key", "client.name", "client.given", "client.family", "client.email",
               "client.phone", "client.company"}  # fmt: skip
    fields = {column.field for column in mapping.columns}
    return bool(fields & telling) or {"visit.day", "purchase.amount"} <= fields


def _known_shape(headers: Iterable[str]) -> KnownShape | None:
    folded = {folded_header(header) for header in headers}
    return next((shape for shape in KNOWN_SHAPES if shape.told_by <= folded), None)


def _columns_of(
    header: str, position: int, headers: Sequence[str], known: KnownShape | None
) -> list[Column]:
    overrides = dict(known.overrides) if known else {}
    fields = overrides.get(folded_header(header))
    if fields:
        return [Column(field, position=position) for field in fields]
    numbered = _NUMBERED.fullmatch(header)
    if numbered:
        return [_numbered_column(numbered, position, headers)]
    found = known_field(header)
    if found is None:
        return [Column("extra" if header else "ignore", position=position)]
    field, label, place = found
    is_address = field.removeprefix("client.") in {*ADDRESS_PARTS, "address"}
    return [Column(field, position=position, label=label, group=place if is_address else "")]


def _numbered_column(match: re.Match[str], position: int, headers: Sequence[str]) -> Column:
    thing, part = match["thing"].lower().replace("-", ""), match["part"].lower()
    stem = headers[position - 1][: match.start("part")]
    labels = [name for name in (f"{stem}Type", f"{stem}Label") if name in headers]
    if part in {"type", "label"}:
        return Column("ignore", position=position)
    if (thing, part) == ("address", "formatted"):
        return Column("client.address", position=position, group=stem)
    field = _NUMBERED_FIELDS.get((thing, part), "extra")
    group = stem if thing == "address" else ""
    return Column(field, position=position, label_from=next(iter(labels), ""), group=group)


def _settled(columns: list[Column]) -> list[Column]:
    """Contradictions settled: one day, one amount, sales columns only in a table of sales."""
    fields = {column.field for column in columns}
    sells = fields & {"purchase.amount", "purchase.price", "purchase.what"}
    if "visit.day" not in fields or not sells:
        return [_as_client(column) for column in columns]
    if "purchase.price" in fields and "purchase.quantity" in fields:
        columns = [_demoted(column, "purchase.amount") for column in columns]
    for field in ("visit.day", "visit.time", "purchase.amount", "purchase.what"):
        columns = _only_first(columns, field)
    return [_left_out(column) for column in columns]


def _left_out(column: Column) -> Column:
    """What fits nowhere is of the sale, not of the client, and a sale has no room for it."""
    return replace(column, field="ignore") if column.field == "extra" else column


def _keyed(column: Column, sample: Sequence[Sequence[str]]) -> Column:
    """A column "Client" that holds only numbers names nobody: those are keys."""
    place = column.position - 1
    values = [row[place].strip() for row in sample if place < len(row) and row[place].strip()]
    if column.field == "client.name" and values and all(value.isdecimal() for value in values):
        return replace(column, field="client.key")
    return column


def _as_client(column: Column) -> Column:
    """A column of an address book: what looks like sales there is about the client."""
    if column.field.startswith(("purchase.", "visit.")):
        return replace(column, field="extra")
    return column


def _demoted(column: Column, field: str) -> Column:
    return replace(column, field="extra") if column.field == field else column


def _only_first(columns: list[Column], field: str) -> list[Column]:
    places = [place for place, column in enumerate(columns) if column.field == field]
    return [
        replace(column, field="extra") if place in places[1:] else column
        for place, column in enumerate(columns)
    ]


class _Values:
    """What the values of some rows tell about the conventions of the file."""

    def __init__(self, columns: Sequence[Column], sample: Sequence[Sequence[str]]) -> None:
        self._columns = columns
        self._sample = sample[:200]

    def decimal_mark(self) -> str:
        marks = [match[1] for value in self._money() if (match := _DECIMALS.search(value))]
        return max(set(marks), key=marks.count) if marks else ""

    def currency(self) -> str:
        """The currency whose sign stands beside the amounts, where there is one sign only."""
        values = self._money()
        for code in ("USD", "EUR", "GBP", *list_currencies()):
            signs = currency_signs(code)
            if values and all(any(sign in value for sign in signs) for value in values):
                return code
        return ""

    def date_order(self, shape: TableShape) -> str:
        """The only order all dates agree with; where both do, the one the file's marks suggest."""
        days = [match for value in self._of(_is_date) if (match := _DAY.match(value))]
        if not days or any(len(match[1]) == 4 for match in days):
            return "ymd" if days else ""
        if any(int(match[1]) > 12 for match in days):
            return "dmy"
        american = any(known_field(name) == ("client.region", "", "") for name in shape.columns)
        slashes = all(match[2] == "/" for match in days)
        later = any(int(match[3]) > 12 for match in days)
        return "mdy" if later or (slashes and american and shape.delimiter == ",") else "dmy"

    def _money(self) -> list[str]:
        return self._of(_is_money)

    def _of(self, wanted: Callable[[Column], bool]) -> list[str]:
        places = [column.position - 1 for column in self._columns if wanted(column)]
        cells = (row[place] for row in self._sample for place in places if place < len(row))
        return [cell.strip() for cell in cells if cell.strip()]


def _is_money(column: Column) -> bool:
    return column.field in {"purchase.amount", "purchase.price"}


def _is_date(column: Column) -> bool:
    return column.field in {"visit.day", "client.born", "client.date"}


def _from_values(shape: TableShape, sample: Sequence[Sequence[str]]) -> Mapping:
    """Without names only e-mail addresses tell themselves; the text before them is the name."""
    width = max((len(row) for row in sample), default=0)
    columns = [_column_by_values(place, sample) for place in range(width)]
    named = next((place for place, column in enumerate(columns) if column.field == "extra"), None)
    if named is not None and any(column.field == "client.email" for column in columns):
        columns[named] = replace(columns[named], field="client.name")
    return Mapping(
        encoding=shape.encoding,
        delimiter=shape.delimiter,
        header=False,
        columns=tuple(columns),
    )


def _column_by_values(place: int, sample: Sequence[Sequence[str]]) -> Column:
    values = [row[place].strip() for row in sample if place < len(row) and row[place].strip()]
    mails = sum(1 for value in values if "@" in value and " " not in value)
    field = "client.email" if values and mails * 2 > len(values) else "extra"
    return Column(field if values else "ignore", position=place + 1)
