"""When two rows say the same of one client, so that only one of them is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from crm.text import fold

Row = Mapping[str, Any]


def _contact(row: Row) -> tuple[Any, ...]:
    return row["kind"], row["normal"] or fold(row["value"])


def _columns(*names: str) -> Callable[[Row], tuple[Any, ...]]:
    return lambda row: tuple(
        fold(row[name]) if isinstance(row[name], str) else row[name] for name in names
    )


# By table, what a row says apart from whose it is. Tables not named here tell things that happened:
# two visits on one day are two visits.
_SAYS: Final[Mapping[str, Callable[[Row], tuple[Any, ...]]]] = {
    "contact_point": _contact,
    "former_name": _columns("name"),
    "client_tag": _columns("tag_id"),
    "relation": _columns("client_id", "type_id", "other_id", "other_name"),
    "household_member": _columns("household_id", "client_id"),
    "preference": _columns("kind", "category", "text"),
    "occasion": _columns("what", "on"),
    "photo": lambda _row: (),
    "custom_value": _columns("field_id"),
    "consent": _columns("channel"),
}


def folds(table: str) -> bool:
    """Whether rows of a table that say the same become one."""
    return table in _SAYS


def what_it_says(table: str, row: Row) -> tuple[Any, ...]:
    """The same for rows of one client that say the same."""
    return _SAYS[table](row)
