"""What the cells of the table say, by the kind of their column."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from crm.clients.columns import CellKind, ClientColumn
from crm.clients.custom_values import FieldType, ValueStyle, format_value
from crm.clients.listing import ClientListRow
from crm.dates import PartialDate, say_partial
from crm.i18n import _
from ui.context import Context
from ui.models import Align, Column
from ui.sheets.name_form import KIND_WORDS, STANDING_WORDS

_OWN_TYPES: Final[Mapping[CellKind, FieldType]] = {
    "own_text": "text",
    "own_number": "number",
    "own_day": "day",
    "own_yes_no": "yes_no",
    "own_choice": "choice",
}
_AT_END: Final[frozenset[CellKind]] = frozenset({"number", "money", "own_number"})


def column_title(context: Context, column: ClientColumn) -> str:
    """What stands over the column."""
    return column.text if column.is_own else context.words.fill(_(column.text))


def cell_column(
    context: Context, column: ClientColumn, place: int, *, on_paper: bool = False
) -> Column[ClientListRow]:
    """The column whose cells stand at ``place`` of each row; ``on_paper`` no day is "yesterday"."""
    say = _sayer(context, column.kind, on_paper=on_paper)
    exact = _exact(context, column.kind)
    return Column(
        column_title(context, column),
        lambda row: say(row.cells[place]),
        Align.END if column.kind in _AT_END else Align.START,
        None if exact is None else lambda row: exact(row.cells[place]),
        _spoken_name if column.kind == "name" else None,
    )


def say_word(context: Context, word: str) -> str:
    """A kind or standing in the shop's words."""
    said = next((text for key, text in (*STANDING_WORDS, *KIND_WORDS) if key == word), word)
    return context.words.fill(_(said))


def _spoken_name(row: ClientListRow) -> str:
    return ", ".join(filter(None, (row.name, _("starred") if row.starred else "")))


def _sayer(context: Context, kind: CellKind, *, on_paper: bool = False) -> Callable[[Any], str]:
    formats = context.formats
    say_day = _say_exactly if on_paper else formats.day
    says: dict[CellKind, Callable[[Any], str]] = {
        "phone": lambda cell: formats.phone(cell[0], cell[1] or None) if cell[0] else "",
        "day": lambda cell: say_day(cell) if cell else "",
        "partial": lambda cell: formats.partial(cell) if cell else "",
        "number": lambda cell: f"{cell:,}" if cell else "",
        "span": lambda cell: _("every {span}").format(span=formats.span(cell)) if cell else "",
        "money": lambda cell: _amounts(context, cell),
        "word": lambda cell: say_word(context, cell),
        "names": lambda cell: ", ".join(cell),
    }
    if kind in _OWN_TYPES:
        style = ValueStyle.of(context.settings, context.workspace.clock.today())
        own = _OWN_TYPES[kind]
        return lambda cell: format_value(cell, own, style) if cell else ""
    return says.get(kind, lambda cell: " ".join(str(cell or "").split()))


def _say_exactly(day: date) -> str:
    return say_partial(PartialDate.from_date(day))


def _exact(context: Context, kind: CellKind) -> Callable[[Any], str] | None:
    formats = context.formats
    if kind == "day":
        return lambda cell: formats.exact_day(cell) if cell else ""
    if kind == "partial":
        return lambda cell: formats.exact_partial(cell) if cell else ""
    if kind == "money":
        return lambda cell: _amounts(context, cell, cents=True)
    if kind in ("text", "names", "own_text"):
        return _sayer(context, kind)
    return None


def _amounts(context: Context, cell: Any, *, cents: bool = False) -> str:
    totals = {each.currency: each.minor for each in cell}
    return context.formats.totals(totals, cents=None if cents else False) if totals else ""
