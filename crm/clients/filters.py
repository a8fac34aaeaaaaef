"""Which clients a list shows, as data: conditions over what is known of them, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from crm.clients.filter_fields import FilterField
from crm.clients.filter_values import FilterValue, read_value
from crm.errors import ValidationError
from crm.i18n import _
from crm.text import elide

Match = Literal["all", "any"]
Among = Literal["present", "archived", "everybody", "removed"]

TRASH_DAYS: Final = 30
"""How long those who were removed wait in the trash, and can come back."""

MATCHES: Final[tuple[Match, ...]] = ("all", "any")
AMONG: Final[tuple[Among, ...]] = ("present", "archived", "everybody", "removed")
_MOST_CONDITIONS: Final = 40


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that has to hold: a field, how it is asked, and the value it is compared with.

    ``field`` names a FilterField and ``operator`` one of its kind's; the value is what that
    operator takes (see :mod:`crm.clients.filter_values`), None where it takes none.
    """

    field: str
    operator: str
    value: FilterValue = None


@dataclass(frozen=True, slots=True)
class ClientFilter:
    """Conditions of which all or any have to hold, among those present or those put away."""

    conditions: tuple[Condition, ...] = ()
    match: Match = "all"
    among: Among = "present"


def filter_to_json(wanted: ClientFilter) -> str:
    """A filter as the file keeps it."""
    conditions = []
    for each in wanted.conditions:
        value = list(each.value) if isinstance(each.value, tuple) else each.value
        named = {"field": each.field, "operator": each.operator, "value": value}
        conditions.append({key: said for key, said in named.items() if said is not None})
    whole = {"among": wanted.among, "match": wanted.match, "conditions": conditions}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def filter_from_json(text: str, fields: Mapping[str, FilterField]) -> ClientFilter:
    """The filter that :func:`filter_to_json` wrote.

    Raises ValidationError (field ``filter``) for whatever is not one over these ``fields``.
    """
    try:
        read: Any = json.loads(text)
    except (RecursionError, ValueError):
        raise _unreadable() from None
    if not isinstance(read, dict) or not read.keys() <= {"among", "match", "conditions"}:
        raise _unreadable()
    conditions = read.get("conditions", [])
    if not isinstance(conditions, list) or len(conditions) > _MOST_CONDITIONS:
        raise _unreadable()
    return ClientFilter(
        tuple(_condition(each, fields) for each in conditions),
        _one_of(read.get("match", "all"), MATCHES),
        _one_of(read.get("among", "present"), AMONG),
    )


def checked_filter(wanted: ClientFilter, fields: Mapping[str, FilterField]) -> ClientFilter:
    """``wanted`` in the form it is kept in; raises ValidationError like reading it would."""
    return filter_from_json(filter_to_json(wanted), fields)


def _condition(read: Any, fields: Mapping[str, FilterField]) -> Condition:
    if not isinstance(read, dict) or not read.keys() <= {"field", "operator", "value"}:
        raise _unreadable()
    field = fields.get(str(read.get("field")))
    if field is None:
        name = elide(str(read.get("field")), 40)
        raise _refused(
            _("This list asks for “{field}”, which is not there any more.").format(field=name),
            "filter.field",
        )
    operator = field.operators.get(str(read.get("operator")))
    if operator is None:
        asked = elide(str(read.get("operator")), 40)
        raise _refused(
            _("“{field}” cannot be asked for “{operator}”.").format(
                field=_(field.text), operator=asked
            ),
            "filter.operator",
        )
    return Condition(field.name, operator.name, read_value(read.get("value"), operator.takes))


def _one_of(value: Any, allowed: tuple[Any, ...]) -> Any:
    if value not in allowed:
        raise _unreadable()
    return value


def _unreadable() -> ValidationError:
    return _refused(_("This is not a list as it is kept here."), "filter.unreadable")


def _refused(sentence: str, code: str) -> ValidationError:
    return ValidationError({"filter": sentence}, code=code)
