"""What the columns of a table most likely are, from their names and from what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from crm.clients.drafts import ADDRESS_PARTS
from crm.errors import ValidationError
from crm.exchange.fields import DATES, MONEY, is_of_visit
from crm.exchange.headers import folded_header, known_field
from crm.exchange.mapping import Column, Mapping
from crm.exchange.shapes import FAMILY_FIRST, KnownShape, known_shape
from crm.exchange.statistics import ColumnStatistics, TableStatistics
from crm.exchange.tables import SAMPLE_ROWS, Table
from crm.exchange.value_kinds import Kind
from crm.money import currency_signs, is_currency, list_currencies, parse_minor, parse_quantity

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

_DAYS: Final = Kind.DAY_FIRST | Kind.MONTH_FIRST | Kind.YEAR_FIRST | Kind.NAMED_DAY
_MOST_CHOICES: Final = 12
_LONGEST_CHOICE: Final = 40
_FIRST_CURRENCIES: Final = ("EUR", "USD", "GBP", "JPY", "SEK", "NOK", "DKK")
SAYS_NOTHING: Final = "constant"
"""The label of a column left out only because it says the same in every row, or nothing."""

_TITLES: Final = frozenset({"title", "titel", "titre", "titulo", "titolo", "tytul"})
_TELLING: Final = frozenset(
    {"client.key", "client.name", "client.given", "client.family", "client.email",
     "client.phone", "client.company", "client.card"}
)  # fmt: skip


def detect_mapping(
    table: Table, statistics: TableStatistics, *, home_currency: str = ""
) -> Mapping:
    """The mapping that a table with these columns and values most likely wants.

    Every column is in it; what nothing tells is ``extra``. Where ``statistics`` are of the whole
    table, columns that are empty or the same in every row are left out. ``home_currency`` is the
    shop's own, which a sign that several currencies share stands for.
    """
    known = known_shape(table.columns)
    columns = _named_columns(table, known) if table.columns else _from_values(table, statistics)
    columns = [_by_value(column, statistics.column(column.position)) for column in columns]
    columns = [_mail_by_value(column, table, statistics) for column in columns]
    if known is None:
        columns = [_of_work(column, table, statistics) for column in columns]
    columns = _settled(columns, table)
    columns = [_typed(column, statistics) for column in columns]
    order, columns = _with_orders(columns, table, statistics)
    mark, columns = _with_marks(columns, statistics)
    return Mapping(
        format=table.format,
        encoding=table.encoding,
        delimiter=table.text.delimiter if table.format == "delimited" else "",
        header=table.header if table.header is not None else False,
        sheet=table.sheet,
        decimal_mark=mark,
        currency=_currency(columns, statistics, home_currency),
        date_format=order,
        only=known.only if known else (),
        columns=tuple(columns),
    )


def sample_statistics(table: Table) -> TableStatistics:
    """What stands in the first rows of a table; all of them where there are no more."""
    statistics = TableStatistics(table.width)
    statistics.take(table.sample[:SAMPLE_ROWS])
    return statistics


def list_open_dates(mapping: Mapping, statistics: TableStatistics) -> list[int]:
    """The positions of columns whose days can all be read in two orders."""
    return [
        column.position
        for column in mapping.columns
        if (column.field in DATES or column.type == "day")
        and statistics.column(column.position).count(Kind.DAY_FIRST)
        and not date_order(statistics.column(column.position))
    ]


def is_recognised(mapping: Mapping) -> bool:
    """Whether the columns tell who somebody is, or when how much was paid."""
    fields = {column.field for column in mapping.columns}
    return bool(fields & _TELLING) or {"visit.day", "purchase.amount"} <= fields


def own_type(column: ColumnStatistics) -> str:
    """The type of a field of the shop's own that holds what this column does."""
    if not column.filled:
        return "text"
    if column.count(_DAYS | Kind.PART_OF_DAY) == column.filled and column.count(_DAYS):
        return "day"
    if column.count(Kind.NUMBER) == column.filled and not column.count(Kind.LONG):
        return "number"
    if column.count(Kind.YES | Kind.NO) == column.filled:
        return "yes_no"
    varied = column.is_diverse or len(column.distinct) > _MOST_CHOICES
    if not varied and column.longest <= _LONGEST_CHOICE and column.filled >= 20:
        return "choice"
    return "text"


def date_order(column: ColumnStatistics) -> str:
    """The only order that most days of a column can be read in; empty where two are possible."""
    day, month = column.count(Kind.DAY_FIRST), column.count(Kind.MONTH_FIRST)
    year = column.count(Kind.YEAR_FIRST)
    if year > max(day, month):
        return "ymd"
    if day == month:
        return ""
    return "dmy" if day > month else "mdy"


def decimal_mark(column: ColumnStatistics) -> str:
    """The mark before decimals that the numbers of a column prove; empty where none does."""
    comma, point = column.count(Kind.COMMA), column.count(Kind.POINT)
    if comma == point:
        return ""
    return "," if comma > point else "."


def _extra_column(column: Column, statistics: TableStatistics) -> Column:
    """A column nothing tells: a field of the shop's own, or left out where it says nothing."""
    told = statistics.column(column.position)
    if statistics.is_whole and (told.constant or not told.filled):
        return replace(column, field="ignore", label=SAYS_NOTHING, type="")
    return replace(column, field="extra", label="", type=own_type(told))


def _named_columns(table: Table, known: KnownShape | None) -> list[Column]:
    return [
        column
        for position, header in enumerate(table.columns, start=1)
        for column in _columns_of(header, position, table.columns, known)
    ]


def _columns_of(
    header: str, position: int, headers: Sequence[str], known: KnownShape | None
) -> list[Column]:
    name = folded_header(header)
    meant = known.overrides.get(name) if known else None
    if meant:
        return [_overridden(each, position) for each in meant]
    if known and name in known.machine:
        return [Column("ignore", position=position)]
    numbered = _NUMBERED.fullmatch(header)
    if numbered:
        return [_numbered_column(numbered, position, headers)]
    found = known_field(header)
    if found is None:
        return [Column("extra", position=position)]
    field, label, place = found
    is_address = field.removeprefix("client.") in {*ADDRESS_PARTS, "address"}
    return [Column(field, position=position, label=label, group=place if is_address else "")]


def _overridden(meant: str, position: int) -> Column:
    field, _at, label = meant.partition("@")
    return Column(field, position=position, label=label.replace("_", " "))


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


def _from_values(table: Table, statistics: TableStatistics) -> list[Column]:
    """Without names only a few things tell themselves; the text before a mail is the name."""
    told = [statistics.column(place + 1) for place in range(table.width)]
    fields = [_field_by_value(each) for each in told]
    if fields.count("visit.day") == 1 and "purchase.amount" in fields:
        fields = _sale_by_value(fields, told)
    else:
        fields = [
            "extra" if field.startswith(("visit.", "purchase.")) else field for field in fields
        ]
    if "extra" in fields and ({"client.email", "client.phone"} & set(fields)):
        fields[fields.index("extra")] = "client.name"
    return [Column(field, position=place) for place, field in enumerate(fields, start=1)]


def _field_by_value(told: ColumnStatistics) -> str:
    if told.share(Kind.EMAIL) > 0.5:
        return "client.email"
    if not told.filled or told.share(_DAYS) == 1:
        return "visit.day" if told.filled else "extra"
    if told.count_both(Kind.PHONE, Kind.LONG) * 2 > told.filled and told.longest > 7:
        return "client.phone"
    if told.share(Kind.NUMBER) == 1 and told.count(Kind.COMMA | Kind.POINT) * 2 > told.filled:
        return "purchase.amount"
    return "extra"


def _sale_by_value(fields: list[str], told: Sequence[ColumnStatistics]) -> list[str]:
    """A table of sales without names: a short number counts, one that comes again is a client."""
    numbers = [
        place
        for place, field in enumerate(fields)
        if field == "extra" and told[place].share(Kind.NUMBER) == 1
    ]
    found = list(fields)
    for place in numbers:
        if told[place].longest <= 2 and "purchase.quantity" not in found:
            found[place] = "purchase.quantity"
        elif "client.key" not in found:
            found[place] = "client.key"
    return found


def _by_value(column: Column, told: ColumnStatistics) -> Column:
    """What the values say against the name of a column."""
    field = column.field
    if field == "client.name" and told.filled:
        if told.count(Kind.NUMBER) == told.filled:
            return replace(column, field="client.key")  # "Client" that holds only numbers
        if told.share(Kind.FAMILY_FIRST) > 0.3 and not column.label:
            return replace(column, label=FAMILY_FIRST)
    if field == "client.photo" and told.count(Kind.LINK) * 2 > told.filled:
        return replace(column, field="extra")
    return column


def _mail_by_value(column: Column, table: Table, statistics: TableStatistics) -> Column:
    """A column of mail addresses under a name nobody knows; "Mum email" is somebody else's."""
    told = statistics.column(column.position)
    if column.field != "extra" or told.filled < 3 or told.share(Kind.EMAIL) < 0.8:
        return column
    named = folded_header(table.columns[column.position - 1]) if table.columns else ""
    is_of_another = "mail" in named and " " in named
    return column if is_of_another else replace(column, field="client.email")


def _of_work(column: Column, table: Table, statistics: TableStatistics) -> Column:
    """A column "Title" with what people are, not with how they are addressed."""
    told = statistics.column(column.position)
    is_title = table.columns and folded_header(table.columns[column.position - 1]) in _TITLES
    if is_title and column.field == "client.title" and told.filled and told.share(Kind.TITLE) < 0.5:
        return replace(column, field="client.job")
    return column


def _settled(columns: list[Column], table: Table) -> list[Column]:
    """Contradictions settled: one day, one amount, sales columns only in a table of sales."""
    fields = {column.field for column in columns}
    sells = fields & {"purchase.amount", "purchase.price", "purchase.what", "visit.total"}
    if "visit.day" not in fields or not sells:
        return [_as_client(column) for column in columns]
    if "purchase.price" not in fields and "purchase.amount" not in fields:
        columns = [_renamed(column, "visit.total", "purchase.amount") for column in columns]
    elif {"purchase.price", "purchase.quantity", "purchase.amount"} <= fields:
        spare = "purchase.price" if _amounts_are_of_lines(columns, table) else "purchase.amount"
        columns = [_renamed(column, spare, "visit.extra") for column in columns]
    for field in ("visit.day", "visit.time", "purchase.amount", "purchase.price", "purchase.what",
                  "visit.total", "purchase.quantity", "purchase.discount", "purchase.category",
                  "purchase.currency", "purchase.refund", "visit.staff", "visit.channel",
                  "visit.key"):  # fmt: skip
        columns = _only_first(columns, field)
    return [_renamed(column, "extra", "visit.extra") for column in columns]


def _as_client(column: Column) -> Column:
    """A column of an address book: what looks like sales there is about the client."""
    if is_of_visit(column.field) or column.field.startswith("visit."):
        return replace(column, field="extra")
    return column


def _renamed(column: Column, field: str, other: str) -> Column:
    return replace(column, field=other) if column.field == field else column


def _only_first(columns: list[Column], field: str) -> list[Column]:
    places = [place for place, column in enumerate(columns) if column.field == field]
    return [
        replace(column, field="extra") if place in places[1:] else column
        for place, column in enumerate(columns)
    ]


def _amounts_are_of_lines(columns: Sequence[Column], table: Table) -> bool:
    """Whether every row has an amount of its own, near to how many times the price of one."""
    places = {column.field: column.position - 1 for column in reversed(columns)}
    wanted = ("purchase.quantity", "purchase.price", "purchase.amount")
    near = far = 0
    for row in table.sample:
        cells = [row[places[field]].strip() if places[field] < len(row) else "" for field in wanted]
        if not cells[1]:
            continue
        if _agree(*cells):
            near += 1
        else:
            far += 1
    return near > far


def _agree(quantity: str, price: str, amount: str) -> bool:
    try:
        times = parse_quantity(quantity or "1") / 1000
        one, all_of_it = parse_minor(_bare(price), ""), parse_minor(_bare(amount), "")
    except ValidationError:
        return False
    return abs(one * times - all_of_it) <= max(2, abs(all_of_it) // 4)


def _bare(amount: str) -> str:
    return re.sub(r"[^\d.,()\-]", "", amount)


def _typed(column: Column, statistics: TableStatistics) -> Column:
    told = statistics.column(column.position)
    if column.field == "extra":
        return _extra_column(column, statistics)
    if column.field == "visit.extra" and statistics.is_whole and (told.constant or not told.filled):
        return replace(column, field="ignore", label=SAYS_NOTHING)
    return column


def _with_orders(
    columns: list[Column], table: Table, statistics: TableStatistics
) -> tuple[str, list[Column]]:
    """The order most dates are in, and the columns, with their own where it is another."""
    dated = [column for column in columns if column.field in DATES or column.type == "day"]
    orders = {column.position: date_order(statistics.column(column.position)) for column in dated}
    told = [orders[column.position] for column in dated if orders[column.position]]
    has_days = any(statistics.column(column.position).count(_DAYS) for column in dated)
    main = max(set(told), key=told.count) if told else ""
    unsure = _likely_order(table) if main in {"", "ymd"} else main
    if not told:
        return (unsure if has_days else ""), columns
    return main, [
        replace(column, date_format=own)
        if column in dated
        and (own := orders[column.position] or _unsure(column, statistics, unsure)) != main
        else column
        for column in columns
    ]


def _unsure(column: Column, statistics: TableStatistics, likely: str) -> str:
    told = statistics.column(column.position)
    return likely if told.count(Kind.DAY_FIRST) else ""


def _likely_order(table: Table) -> str:
    """The order of dates that can be read both ways, by what else is American in the table."""
    american = any(known_field(name) == ("client.region", "", "") for name in table.columns)
    slashes = any("/" in cell for row in table.sample[:20] for cell in row)
    comma = table.format != "delimited" or table.text.delimiter == ","
    return "mdy" if american and slashes and comma else "dmy"


def _with_marks(columns: list[Column], statistics: TableStatistics) -> tuple[str, list[Column]]:
    """The decimal mark of most amounts, and the columns, with their own where it is another."""
    counted = [
        column
        for column in columns
        if column.field in MONEY or column.field == "purchase.quantity" or column.type == "number"
    ]
    marks = {
        column.position: decimal_mark(statistics.column(column.position)) for column in counted
    }
    told = [marks[column.position] for column in counted if marks[column.position]]
    main = max(set(told), key=told.count) if told else ""
    return main, [
        replace(column, decimal_mark=marks[column.position])
        if column in counted and marks[column.position] not in {"", main}
        else column
        for column in columns
    ]


def _currency(columns: Sequence[Column], statistics: TableStatistics, home: str) -> str:
    """The currency whose sign stands beside the amounts, where all have the same."""
    signs: set[str] = set()
    for column in columns:
        if column.field in MONEY:
            signs.update(statistics.column(column.position).signs)
    candidates = [
        code
        for code in (home, *_FIRST_CURRENCIES, *list_currencies())
        if is_currency(code) and signs and signs <= set(currency_signs(code))
    ]
    return candidates[0] if candidates else ""
