"""Reading which clients were made one, and whether they can be parted again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from crm.clients.merging.rows import MergeRow
from crm.clients.merging.sameness import folds, what_it_says
from crm.clients.rows import NamedClient
from crm.dates import PartialDate, say_partial
from crm.errors import NotFoundError
from crm.i18n import _
from crm.store.fields import MomentField, read_text
from crm.store.sparing import WRITTEN_BY
from crm.store.store import Store

_IN_LOG: Final = WRITTEN_BY.format(step="m.step_id", table="merge", row="m.id")
_MERGES: Final = f"""
    SELECT m.id, m.kept_id, c.name, m.gone_id, m.gone_name, m.at, m.step_id, m.split_at, {_IN_LOG}
    FROM merge m JOIN client c ON c.id = m.kept_id
    WHERE {{where}} ORDER BY m.step_id DESC, m.id DESC
"""
_LOG: Final = (
    "SELECT target, operation, first_id, last_id, before, after FROM undo_row WHERE step_id = ?"
)
_POINTING_BOTH_WAYS: Final = frozenset({"relation", "household_member"})
_LINKS: Final = (
    'SELECT m.name, f."from" FROM sqlite_master m CROSS JOIN pragma_foreign_key_list(m.name) f '
    "WHERE m.type = 'table' AND f.\"table\" = 'client'"
)
_BOOKKEEPING: Final = frozenset({"changed_at"})

_moment: Callable[[Any], datetime | None] = MomentField().python_value


@dataclass(frozen=True, slots=True)
class KeptMerge:
    """A merge as the file keeps it; ``in_log`` while the log holds the step that did it."""

    id: int
    kept: NamedClient
    gone_id: int
    gone_name: str
    at: datetime | None
    step_id: int
    is_split: bool
    in_log: bool


def list_merges(
    store: Store, client_id: int, *, with_obstacles: bool = True
) -> tuple[MergeRow, ...]:
    """Who was made one with a client and was not parted again, the latest first.

    Without ``with_obstacles`` nothing is said of what stands in the way of a split, which takes a
    look at every later merge.
    """
    found = _kept(store, "m.kept_id = ? AND m.split_at IS NULL", client_id)
    return tuple(_row(each, why_not(store, each) if with_obstacles else "") for each in found)


def get_merge(store: Store, merge_id: int) -> MergeRow:
    """One merge; raises NotFoundError."""
    merge = get_kept_merge(store, merge_id)
    return _row(merge, why_not(store, merge))


def get_kept_merge(store: Store, merge_id: int) -> KeptMerge:
    """One merge with its step; raises NotFoundError."""
    found = _kept(store, "m.id = ?", merge_id)
    if not found:
        raise NotFoundError(_("This is not there any more. Somebody may have removed it."))
    return found[0]


def _kept(store: Store, where: str, value: int) -> list[KeptMerge]:
    return [
        KeptMerge(
            merge_id, NamedClient(kept_id, read_text(kept_name)), gone_id, read_text(gone_name),
            _moment(at), step_id, split_at is not None, bool(in_log),
        )
        for merge_id, kept_id, kept_name, gone_id, gone_name, at, step_id, split_at, in_log
        in store.rows(_MERGES.format(where=where), [value])
    ]  # fmt: skip


def _row(merge: KeptMerge, obstacle: str) -> MergeRow:
    return MergeRow(merge.id, merge.kept, merge.gone_id, merge.gone_name, merge.at, obstacle)


def why_not(store: Store, merge: KeptMerge) -> str:
    """What stands in the way of parting two clients again; empty where nothing does."""
    if merge.is_split:
        return _("They were parted again already.")
    if not merge.in_log:
        return _("This can no longer be undone.")
    later = _kept(store, "m.step_id > ? AND m.split_at IS NULL", merge.step_id)
    if not later:
        return ""
    mine = _Written.of(store, merge.step_id)
    for each in later:
        others = _Written.of(store, each.step_id)
        if mine.stands_under(store, others, merge.id) or mine.points_at(store, each.gone_id):
            sentence = _("{name} was joined to {other} after that, on {day}. Split those first.")
            day = store.clock.to_local(each.at).date() if each.at else None
            said = say_partial(PartialDate.from_date(day)) if day else "?"
            return sentence.format(name=each.gone_name, other=each.kept.name, day=said)
    return ""


@dataclass(frozen=True, slots=True)
class _Written:
    """What the step of a merge wrote: cells by table, row and column; rows added and removed."""

    cells: frozenset[tuple[str, int, str]]
    added: frozenset[tuple[str, int]]
    removed: tuple[tuple[str, dict[str, Any]], ...]
    moved: tuple[tuple[str, int], ...]
    before: tuple[tuple[str, dict[str, Any]], ...]

    @classmethod
    def of(cls, store: Store, step_id: int) -> _Written:
        cells: set[tuple[str, int, str]] = set()
        added: set[tuple[str, int]] = set()
        removed: list[tuple[str, dict[str, Any]]] = []
        stood: list[tuple[str, dict[str, Any]]] = []
        for target, operation, first, last, before, _after in store.rows(_LOG, [step_id]):
            if operation == "insert":
                added |= {(target, row_id) for row_id in range(first, last + 1)}
                continue
            row = json.loads(before)
            stood.append((target, row))
            if operation == "delete":
                removed.append((target, row))
            else:
                cells |= {(target, first, name) for name in row.keys() - _BOOKKEEPING}
        moved = {(target, row_id) for target, row_id, _name in cells if folds(target)}
        return cls(
            frozenset(cells), frozenset(added), tuple(removed), tuple(sorted(moved)), tuple(stood)
        )

    def points_at(self, store: Store, client_id: int) -> bool:
        """Whether something that goes back would point at this client again."""
        links = set(store.rows(_LINKS))
        return any(
            value == client_id and (table, name) in links
            for table, row in self.before
            for name, value in row.items()
        )

    def stands_under(self, store: Store, later: _Written, merge_id: int) -> bool:
        """Whether a later merge built on what this one did: they go back in turn only."""
        gone = {(target, row["id"]) for target, row in later.removed}
        touched = {(target, row_id) for target, row_id, _name in later.cells} | gone
        mine = {(target, row_id) for target, row_id, _name in self.cells}
        return bool(
            self.cells & later.cells
            or self.added & touched
            or mine & gone
            or ("merge", merge_id) in touched
            or self._holds_what_was_folded(store, later)
        )

    def _holds_what_was_folded(self, store: Store, later: _Written) -> bool:
        """Whether the later one left a row out because one that came with this says the same."""
        for target, row in later.removed:
            for moved_target, row_id in self.moved:
                if moved_target == target and _say_the_same(store, target, row, row_id):
                    return True
        return False


def _say_the_same(store: Store, table: str, row: dict[str, Any], row_id: int) -> bool:
    if not folds(table) or table in _POINTING_BOTH_WAYS:
        return folds(table)
    names = list(row)
    columns = ", ".join(f'"{name}"' for name in names)
    found = store.rows(f'SELECT {columns} FROM "{table}" WHERE id = ?', [row_id])
    if not found:
        return False
    current = dict(zip(names, found[0], strict=True))
    return what_it_says(table, current) == what_it_says(table, row)


def list_later_runs(store: Store, step_id: int) -> Iterator[tuple[str, int, int]]:
    """Runs of rows that were added after a step, by table."""
    sql = (
        "SELECT r.target, r.first_id, r.last_id FROM undo_row r "
        "CROSS JOIN undo_step s ON s.id = r.step_id "
        "WHERE r.step_id > ? AND s.undone IS NULL AND r.operation = 'insert' ORDER BY r.id"
    )
    yield from store.rows(sql, [step_id])
