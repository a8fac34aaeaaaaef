"""What tests of services ask of every write: that it goes back whole and comes again whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from crm.schema import MODELS
from crm.store.rows import plan_of
from crm.store.store import Store

T = TypeVar("T")

_LEFT_OUT = {"undo_step", "undo_row"}
_DERIVED = {"client_summary", "client_spend"}


def dump(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table as it reads; revisions only grow and are left out."""
    tables = {}
    for model in MODELS:
        plan = plan_of(model)
        if plan.name in _LEFT_OUT:
            continue
        hidden = {"rev", "id"} if plan.name in _DERIVED else {"rev"}
        columns = ", ".join(f'"{name}"' for name in plan.columns if name not in hidden)
        tables[plan.name] = sorted(store.rows(f'SELECT {columns} FROM "{plan.name}"'), key=repr)
    return tables


def undoable(store: Store, act: Callable[[], T]) -> T:
    """Do something that is one step, take it back, do it again, and see that all is the same."""
    before = dump(store)
    steps = store.scalar("SELECT COUNT(*) FROM undo_step WHERE undone IS NULL")
    result = act()
    after = dump(store)
    assert after != before, "nothing was written"
    assert store.scalar("SELECT COUNT(*) FROM undo_step WHERE undone IS NULL") == steps + 1
    store.undo()
    assert dump(store) == before
    store.redo()
    assert dump(store) == after
    return result


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    """The statements that reach the database inside the block."""
    seen: list[str] = []
    connection = store._database.connection()
    connection.set_trace_callback(seen.append)
    try:
        yield seen
    finally:
        connection.set_trace_callback(None)
