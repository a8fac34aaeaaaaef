"""What a condition says on its chip, and the words for what it can be compared with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from crm.clients.filter_fields import FilterField
from crm.clients.filters import ClientFilter, Condition
from crm.clients.queries import get_name
from crm.dates import PartialDate
from crm.errors import NotFoundError
from crm.exchange.queries import list_imports
from crm.i18n import _, ngettext
from crm.text import elide
from ui.context import Context
from ui.i18n import mark
from ui.pages.clients.cells import say_word

_LONGEST: Final = 40
_WORDS: Final = {
    "agreed": mark("agreed"),
    "declined": mark("declined"),
    "not_asked": mark("not asked"),
    "yes": mark("yes"),
    "no": mark("no"),
}
AMONG_WORDS: Final = {
    "archived": mark("Archived"),
    "everybody": mark("With those archived"),
    "removed": mark("In the trash"),
}


def field_title(context: Context, field: FilterField) -> str:
    """What the field is called."""
    return field.text if field.is_own else context.words.fill(_(field.text))


def say_condition(context: Context, asked: Condition, field: FilterField) -> str:
    """A condition in one line: "Last visit: over 60 days ago"."""
    operator = field.operators[asked.operator]
    value = elide(_say_value(context, asked, field), _LONGEST)
    said = _(operator.text).replace("{value}", value)
    return _("{field}: {said}").format(field=field_title(context, field), said=said)


def say_choice(context: Context, field: FilterField, choice: str) -> str:
    """One of the values of a field that has few."""
    if choice in _WORDS and (not field.is_own or choice in ("yes", "no")):
        return _(_WORDS[choice])
    return choice if field.is_own else say_word(context, choice)


def say_filter(context: Context, wanted: ClientFilter, fields: Mapping[str, FilterField]) -> str:
    """All conditions in one line, for what is printed."""
    said = [say_condition(context, each, fields[each.field]) for each in wanted.conditions]
    if wanted.among in AMONG_WORDS:
        said.insert(0, _(AMONG_WORDS[wanted.among]))
    return ", ".join(said) if wanted.match == "all" else _(" or ").join(said)


def month_names() -> Sequence[str]:
    """January to December."""
    return (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"),
        _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
    )  # fmt: skip


def import_choices(context: Context) -> list[tuple[int, str]]:
    """What was brought in, the latest first, by id."""
    formats = context.formats
    return [
        (each.id, f"{each.file_name}, {formats.moment(each.at)}" if each.at else each.file_name)
        for each in list_imports(context.workspace.store)
    ]


def _say_value(context: Context, asked: Condition, field: FilterField) -> str:
    value: Any = asked.value
    formats = context.formats
    match field.operators[asked.operator].takes:
        case "nothing":
            return ""
        case "choice":
            return say_choice(context, field, value)
        case "days":
            return ngettext("{count} day", "{count} days", value).format(count=value)
        case "day":
            return formats.partial(PartialDate.from_date(date.fromisoformat(value)))
        case "month":
            return str(month_names()[value - 1])
        case "season":
            first, last = (PartialDate(None, int(each[:2]), int(each[3:])) for each in value)
            both = _("{first} and {last}")
            return both.format(first=formats.partial(first), last=formats.partial(last))
        case "money":
            return formats.money(*value)
        case "client":
            return _name(context, value)
        case "import":
            return str(dict(import_choices(context)).get(value, _("something taken back")))
        case "text":
            return f"“{value}”" if field.kind in ("text", "bought") else str(value)
    return f"{value:,}" if isinstance(value, int) else str(value)


def _name(context: Context, client_id: int) -> str:
    try:
        return get_name(context.workspace.store, client_id)
    except NotFoundError:
        return _("somebody who is gone")
