"""Writing rows of tables that are known by name only, because whoever writes them stands below.

Clients are pointed at by tables of floors above them; joining two clients has to move the rows of
all of these, and of tables that are made later.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crm.store.links import Link, list_links
from crm.store.rows import to_json
from crm.store.runs import read_run
from crm.store.step import Step

__all__ = ["Link", "change_row", "delete_row", "list_pointing", "list_pointing_ids", "read_rows"]


def list_pointing(step: Step, target: str) -> tuple[Link, ...]:
    """Every column that holds ids of ``target``."""
    return tuple(link for link in list_links(step.database) if link.target == target)


def list_pointing_ids(step: Step, link: Link, target_id: int) -> list[int]:
    """The rows that point at one row, in their order."""
    sql = f'SELECT id FROM "{link.table}" WHERE "{link.column}" = ? ORDER BY id'
    return [row[0] for row in step.execute(sql, [target_id]).fetchall()]


def read_rows(step: Step, link: Link, target_id: int) -> list[dict[str, Any]]:
    """The whole rows that point at one row, in their order."""
    return [_read(step, link.table, row_id) for row_id in list_pointing_ids(step, link, target_id)]


def change_row(step: Step, table: str, row_id: int, values: Mapping[str, Any]) -> None:
    """Change stored columns of a row that is there."""
    if not values:
        return
    names = ", ".join(f'"{name}"' for name in values)
    found = step.execute(f'SELECT {names} FROM "{table}" WHERE id = ?', [row_id]).fetchone()
    before = dict(zip(values, found, strict=True))
    changed = {name: value for name, value in values.items() if before[name] != value}
    if not changed:
        return
    sets = ", ".join(f'"{name}" = ?' for name in changed)
    sql = f'UPDATE "{table}" SET {sets}, rev = rev + 1 WHERE id = ?'
    step.execute(sql, [*changed.values(), row_id])
    old = to_json({name: before[name] for name in changed})
    step.keep(table, "update", row_id, row_id, old, to_json(changed))


def delete_row(step: Step, table: str, row_id: int) -> None:
    """Remove a row that is there."""
    before = _read(step, table, row_id)
    step.execute(f'DELETE FROM "{table}" WHERE id = ?', [row_id])
    step.keep(table, "delete", row_id, row_id, to_json(before))


def _read(step: Step, table: str, row_id: int) -> dict[str, Any]:
    found = read_run(step.database, table, row_id, row_id)
    return dict(zip(found.columns, found.rows[0], strict=True))
