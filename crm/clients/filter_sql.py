"""A filter as the WHERE of a statement over clients."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from crm.clients.filter_fields import FilterField
from crm.clients.filters import Among, ClientFilter, Condition

# Every statement that a filter stands in begins so: the client, and their summary.
FROM: Final = "FROM client c LEFT JOIN client_summary y ON y.client_id = c.id"
_AMONG: Final[dict[Among, str]] = {
    "present": "c.archived_at IS NULL AND c.removed_at IS NULL",
    "archived": "c.archived_at IS NOT NULL AND c.removed_at IS NULL",
    "everybody": "c.removed_at IS NULL",
    "removed": "c.removed_at IS NOT NULL",
}
_JOINT: Final = {"all": " AND ", "any": " OR "}


def where_of(
    wanted: ClientFilter, fields: Mapping[str, FilterField], today: date
) -> tuple[str, list[Any]]:
    """What stands after ``FROM`` and WHERE, and the values of its question marks."""
    values: list[Any] = []
    held = []
    for each in wanted.conditions:
        sql, marks = _holds(each, fields[each.field], today)
        held.append(sql)
        values += marks
    among = _AMONG[wanted.among]
    if not held:
        return among, values
    return f"{among} AND ({_JOINT[wanted.match].join(held)})", values


def _holds(asked: Condition, field: FilterField, today: date) -> tuple[str, list[Any]]:
    operator = field.operators[asked.operator]
    operand = field.operand.replace("{today}", f"'{today.isoformat()}'")
    holds = operator.sql.replace("{x}", operand)
    sql = f"COALESCE({field.within.replace('{}', holds)}, 0)"
    marks = list(operator.marks(asked.value, today)) * field.within.count("{}")
    return (f"NOT {sql}" if operator.negated else sql), marks
