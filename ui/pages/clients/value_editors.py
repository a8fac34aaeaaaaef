"""What is typed or chosen to compare with, for each thing an operator can take."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from crm.clients.custom_values import ValueStyle, parse_value
from crm.clients.filter_fields import FilterField
from crm.clients.filter_values import FilterValue, Takes
from crm.clients.queries import get_name, list_tags
from crm.dates import PartialDate, parse_partial
from crm.dates_typed import parse_typed_day
from crm.errors import NotFoundError, ValidationError
from crm.i18n import _
from crm.money import parse_minor
from crm.story.goods import complete_items
from crm.text import digits, fold
from ui.context import Context
from ui.pages.clients.condition_texts import import_choices, month_names, say_choice
from ui.sheets.editors import (
    ChoiceEditor,
    ClientEditor,
    ClientPick,
    CompletedEditor,
    Editor,
    LineEditor,
)
from ui.widgets.completion_popup import Completion

_MOST_SHOWN: Final = 8
_MOST_IMPORTS: Final = 12


def build_editor(context: Context, field: FilterField, takes: Takes) -> Editor | None:
    """What a value for ``takes`` is entered with; None where there is none."""
    build = _BUILDERS.get(takes)
    return None if build is None else build(context, field)


def read_editor(context: Context, takes: Takes, editor: Editor | None) -> FilterValue:
    """What was entered, as a condition keeps it; raises ValidationError (field ``value``)."""
    if editor is None:
        return None
    value = editor.value()
    if isinstance(value, ClientPick):
        if value.id is None:
            raise _refused(_("Choose somebody from the list."))
        return value.id
    if takes in ("choice", "month", "import"):
        if not isinstance(value, str | int):
            raise _refused(_("There is nothing to choose from."))
        return value
    text = str(value).strip()
    if not text:
        raise _refused(_("Type what to compare with."))
    try:
        return _PARSERS[takes](context, text)
    except ValidationError as error:
        raise _refused(str(error)) from None


def show_value(context: Context, takes: Takes, editor: Editor | None, value: FilterValue) -> None:
    """Show what a condition holds already, as it would be typed."""
    if editor is None or value is None:
        return
    if takes == "client" and isinstance(value, int):
        editor.set_value(ClientPick(value, _name(context, value)))
    elif takes in ("choice", "month", "import"):
        editor.set_value(value)
    else:
        editor.set_value(_typed(context, takes, value))


def _typed(context: Context, takes: Takes, value: FilterValue) -> str:
    if takes == "day":
        return context.formats.numeric_day(date.fromisoformat(str(value)))
    if takes == "season" and isinstance(value, tuple):
        days = (str(each) for each in value)
        ends = (PartialDate(None, int(each[:2]), int(each[3:])) for each in days)
        return " – ".join(context.formats.partial(each) for each in ends)
    if takes == "money" and isinstance(value, tuple):
        return context.formats.money(int(value[0]), str(value[1]))
    return str(value)


def _line(placeholder: str) -> Callable[[Context, FilterField], Editor]:
    return lambda _context, _field: LineEditor(placeholder)


def _text(context: Context, field: FilterField) -> Editor:
    complete = _COMPLETIONS.get(field.name)
    if complete is None:
        return LineEditor()
    return CompletedEditor(context.theme, lambda typed: complete(context, typed))


def _choice(context: Context, field: FilterField) -> Editor:
    choices = [(each, say_choice(context, field, each)) for each in field.choices]
    return ChoiceEditor(context.theme, choices)


def _month(context: Context, field: FilterField) -> Editor:
    del field
    editor = ChoiceEditor(context.theme, list(enumerate(month_names(), start=1)))
    editor.set_value(context.workspace.clock.today().month)
    return editor


def _import(context: Context, field: FilterField) -> Editor:
    del field
    choices = import_choices(context)[:_MOST_IMPORTS]
    return ChoiceEditor(context.theme, choices or [(None, _("Nothing was brought in yet"))])


def _client(context: Context, field: FilterField) -> Editor:
    del field
    return ClientEditor(context)


def _tags(context: Context, typed: str) -> Sequence[Completion]:
    wanted = fold(typed)
    found = [each.name for each in list_tags(context.workspace.store) if wanted in fold(each.name)]
    return [Completion(name) for name in found[:_MOST_SHOWN]]


def _items(context: Context, typed: str) -> Sequence[Completion]:
    found = complete_items(context.workspace.store, typed, _MOST_SHOWN)
    return [Completion(each.name) for each in found]


def _whole(context: Context, text: str) -> FilterValue:
    del context
    found = _WHOLE.fullmatch(text.strip())
    number = digits(found[1]) if found else ""
    if not number or len(number) > _MOST_DIGITS:
        raise _refused(_("Type a whole number."))
    return int(number)


def _number(context: Context, text: str) -> FilterValue:
    style = ValueStyle.of(context.settings, context.workspace.clock.today())
    return parse_value(text, "number", style)


def _day(context: Context, text: str) -> FilterValue:
    today, first = context.workspace.clock.today(), context.settings.day_first
    return parse_typed_day(text, today, toward="past", day_first=first).isoformat()


def _season(context: Context, text: str) -> FilterValue:
    ends = [each.strip() for each in text.replace("–", " - ").split(" - ")]
    if len(ends) != 2:
        raise _refused(_("Type two days with a dash between them: 1 Dec - 6 Jan."))
    first, last = (_month_day(context, each) for each in ends)
    return first, last


def _month_day(context: Context, text: str) -> str:
    today, first = context.workspace.clock.today(), context.settings.day_first
    found = parse_partial(text, today, day_first=first)
    if found.month is None or found.day is None:
        raise _refused(_("“{text}” is not a day of the year.").format(text=text[:40]))
    return f"{found.month:02}-{found.day:02}"


def _money(context: Context, text: str) -> FilterValue:
    settings = context.settings
    minor = parse_minor(text, settings.currency, decimal_mark=settings.decimal_mark)
    return minor, settings.currency


def _name(context: Context, client_id: int) -> str:
    try:
        return get_name(context.workspace.store, client_id)
    except NotFoundError:
        return ""


def _refused(sentence: str) -> ValidationError:
    return ValidationError({"value": sentence})


_MOST_DIGITS: Final = 5
_WHOLE: Final = re.compile(r"(\d{1,3}(?:[., ']\d{3})+|\d+)(?:\s*[^\W\d_]+)?")  # 60 days
_BUILDERS: Final[dict[Takes, Callable[[Context, FilterField], Editor]]] = {
    "text": _text,
    "choice": _choice,
    "count": _line(""),
    "number": _line(""),
    "days": _line("60"),
    "day": _line(""),
    "month": _month,
    "season": _line("1 Dec - 6 Jan"),
    "money": _line(""),
    "client": _client,
    "import": _import,
}
_PARSERS: Final[dict[Takes, Callable[[Context, str], FilterValue]]] = {
    "text": lambda _context, text: text,
    "count": _whole,
    "number": _number,
    "days": _whole,
    "day": _day,
    "season": _season,
    "money": _money,
}
_COMPLETIONS: Final[dict[str, Callable[[Context, str], Sequence[Completion]]]] = {
    "tag": _tags,
    "bought": _items,
}
