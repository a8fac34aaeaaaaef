"""Lists of clients that fill themselves: those every shop has, and those it keeps."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from crm.clients.checks import Checks
from crm.clients.columns import known_columns, list_columns
from crm.clients.filter_fields import list_filter_fields
from crm.clients.filters import (
    ClientFilter,
    Condition,
    checked_filter,
    filter_from_json,
    filter_to_json,
)
from crm.clients.listing import ListCount, count_client_ids
from crm.clients.models import SmartList
from crm.errors import NotFoundError, ValidationError
from crm.i18n import _, mark
from crm.store.fields import read_text
from crm.store.store import Store
from crm.text import fold


@dataclass(frozen=True, slots=True)
class SmartListDraft:
    """What a list is to be called, whom it shows, and how; no columns are the usual ones."""

    name: str
    filter: ClientFilter
    columns: tuple[str, ...] = ()
    sort: str = ""


@dataclass(frozen=True, slots=True)
class SmartListRow:
    """A list in the order they are shown.

    ``id`` is None for one that every shop has, whose name is a marked word with {clients} in it.
    ``problem`` says why a list kept earlier cannot be filled any more; its filter is empty then.
    """

    key: str
    id: int | None
    rev: int
    name: str
    filter: ClientFilter
    columns: tuple[str, ...]
    sort: str
    problem: str = ""


def _every_shops(key: str, name: str, *conditions: Condition, **more: Any) -> SmartListRow:
    sort, columns = more.pop("sort", ""), more.pop("columns", ())
    return SmartListRow(key, None, 0, name, ClientFilter(conditions, **more), columns, sort)


BUILT_IN: Final = (
    _every_shops("everybody", mark("Everybody")),
    _every_shops(
        "regulars",
        mark("Regulars"),
        Condition("rhythm", "at_least", 1),
        Condition("drifting", "no"),
        sort="-last_visit",
    ),
    _every_shops("drifting", mark("Drifting"), Condition("drifting", "yes"), sort="-brought"),
    _every_shops(
        "birthdays", mark("Birthday this month"), Condition("birthday", "this_month"),
        sort="birthday",
    ),
    _every_shops(
        "new", mark("New this year"), Condition("client_since", "this_year"),
        sort="-client_since",
    ),
    _every_shops(
        "unreachable", mark("No phone or e-mail"),
        Condition("phone", "empty"), Condition("email", "empty"),
    ),
    _every_shops("archived", mark("Archived"), among="archived"),
    _every_shops(
        "trash", mark("Trash"), among="removed", sort="erased_on",
        columns=("name", "town", "phone", "last_visit", "erased_on"),
    ),
)  # fmt: skip


def list_smart_lists(store: Store) -> tuple[SmartListRow, ...]:
    """The lists that the shop keeps, in its own order."""
    fields = list_filter_fields(store)
    sql = "SELECT id, rev, name, filter, columns, sort FROM smart_list ORDER BY position, id"
    rows = []
    for row_id, rev, name, stored, columns, sort in store.rows(sql):
        problem, wanted = "", ClientFilter()
        try:
            wanted = filter_from_json(read_text(stored), fields)
        except ValidationError as error:
            problem = str(error)
        keys = _column_keys(read_text(columns))
        rows.append(SmartListRow(f"list:{row_id}", row_id, rev, name, wanted, keys, sort, problem))
    return tuple(rows)


def count_lists(store: Store, lists: Sequence[SmartListRow]) -> dict[str, ListCount]:
    """How many are in each list that can be filled, by its key."""
    everybody = count_client_ids(store, ClientFilter())
    return {
        each.key: ListCount(count_client_ids(store, each.filter), everybody)
        for each in lists
        if not each.problem
    }


def add_smart_list(store: Store, draft: SmartListDraft) -> int:
    """Keep a list at the end of the others; returns its id. Raises ValidationError."""
    values = _checked(store, draft)
    last = store.scalar("SELECT MAX(position) FROM smart_list")
    with store.write("smart_list.add", about=values["name"]) as step:
        return step.insert(SmartList, **values, position=(last or 0) + 1)


def change_smart_list(store: Store, list_id: int, rev: int | None, draft: SmartListDraft) -> None:
    """Let a list show somebody else, or otherwise, where nobody saved it since ``rev``.

    Raises ValidationError, NotFoundError, ConflictError.
    """
    values = _checked(store, draft, list_id)
    with store.write("smart_list.change", about=values["name"]) as step:
        step.update(SmartList, list_id, rev=rev, **values)


def rename_smart_list(store: Store, list_id: int, name: str) -> None:
    """Call a list something else; raises ValidationError, NotFoundError."""
    name = _checked_name(store, name, list_id)
    with store.write("smart_list.rename", about=name) as step:
        step.update(SmartList, list_id, name=name, folded=fold(name))


def remove_smart_list(store: Store, list_id: int) -> None:
    """Forget a list; those in it stay. Raises NotFoundError."""
    name = store.scalar("SELECT name FROM smart_list WHERE id = ?", [list_id])
    if name is None:
        raise NotFoundError(_("This list is not there any more."))
    with store.write("smart_list.remove", about=name) as step:
        step.delete(SmartList, list_id)


def order_smart_lists(store: Store, list_ids: Sequence[int]) -> None:
    """Show the lists named first, in this order; the others stay behind them as they were."""
    standing = [row[0] for row in store.rows("SELECT id FROM smart_list ORDER BY position, id")]
    wanted = [each for each in dict.fromkeys(list_ids) if each in standing]
    order = [*wanted, *(each for each in standing if each not in wanted)]
    with store.write("smart_list.order") as step:
        for position, list_id in enumerate(order, start=1):
            step.update(SmartList, list_id, position=position)


def _checked(store: Store, draft: SmartListDraft, list_id: int | None = None) -> dict[str, Any]:
    name = _checked_name(store, draft.name, list_id)
    wanted = checked_filter(draft.filter, list_filter_fields(store))
    columns = list_columns(store)
    keys = known_columns(draft.columns, columns) if draft.columns else ()
    sort = draft.sort if draft.sort.removeprefix("-") in columns else ""
    return {
        "name": name,
        "folded": fold(name),
        "filter": filter_to_json(wanted),
        "columns": json.dumps(keys) if keys else "",
        "sort": sort,
    }


def _checked_name(store: Store, name: str, list_id: int | None) -> str:
    checks = Checks()
    name = checks.line("name", name, needed=_("A list needs a name."))
    if name and not fold(name):
        checks.refuse("name", _("A list needs a name."))
    taken = store.scalar("SELECT id FROM smart_list WHERE folded = ?", [fold(name)])
    if taken is not None and taken != list_id:
        checks.refuse("name", _("There is a list of this name already."))
    checks.done()
    return name


def _column_keys(stored: str) -> tuple[str, ...]:
    try:
        keys = json.loads(stored or "[]")
    except ValueError:
        keys = []
    return tuple(each for each in keys if isinstance(each, str)) if isinstance(keys, list) else ()
