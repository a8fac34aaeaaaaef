"""Taking a step back and doing it again, row by row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlcipher3 import dbapi2 as driver

from crm.errors import ConflictError, NotFoundError
from crm.i18n import _
from crm.store.connection import DataFileDatabase
from crm.store.rows import from_json, packed, to_json, unpack
from crm.store.runs import insert_sql, put_in, read_run, read_the_same, take_out

ERASED: Final = "step.erased"
"""The action of a step that lacks what was erased for good; whom it was about is not told."""

_ROW = "SELECT id, target, operation, first_id, last_id, before, after FROM undo_row WHERE id = ?"


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of the undo log, as a list shows it. ``undone`` steps can be done again."""

    id: int
    action: str
    about: str
    undone: bool
    touched: frozenset[int]
    retold: frozenset[int]
    everything: bool

    @property
    def is_incomplete(self) -> bool:
        """Whether rows of it were erased for good, see :mod:`crm.store.erasing`."""
        return self.action == ERASED


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    target: str
    operation: str
    first_id: int
    last_id: int
    before: str | None
    after: Any


class UndoLog:
    """The steps of one data file; every call expects to stand inside the write transaction."""

    def __init__(self, database: DataFileDatabase) -> None:
        self._database = database

    def begin(self, at: str, action: str, about: str) -> int:
        """Open a new step and forget the steps that were taken back before it."""
        self._run(
            "INSERT INTO undo_step (at, action, about, clients, everything) "
            "VALUES (?, ?, ?, '[[],[]]', 0)",
            at, action, about,
        )  # fmt: skip
        step_id = int(self._run("SELECT last_insert_rowid()").fetchone()[0])
        # Only now, so that the number of a forgotten step is not that of the new one.
        self._run("DELETE FROM undo_step WHERE undone IS NOT NULL")
        return step_id

    def finish(
        self, step_id: int, touched: set[int], retold: set[int], *, everything: bool
    ) -> None:
        """Keep with the step whose derived rows follow from it."""
        clients = json.dumps([sorted(touched), sorted(retold)], separators=(",", ":"))
        self._run(
            "UPDATE undo_step SET clients = ?, everything = ? WHERE id = ?",
            clients, everything, step_id,
        )  # fmt: skip

    def forget(self, step_id: int) -> None:
        """Remove a step that wrote nothing."""
        self._run("DELETE FROM undo_step WHERE id = ?", step_id)

    def forget_all(self) -> None:
        """Remove every step; what they wrote stays."""
        self._run("DELETE FROM undo_step")

    def latest(self) -> StepRow | None:
        """The step that Undo takes back next; those of which nothing is left are passed over."""
        return self._step(
            "undone IS NULL AND (action <> ? OR EXISTS "
            "(SELECT 1 FROM undo_row r WHERE r.step_id = undo_step.id)) ORDER BY id DESC",
            ERASED,
        )

    def latest_undone(self) -> StepRow | None:
        """The step that Redo does again next."""
        return self._step("undone IS NOT NULL ORDER BY undone DESC")

    def get_step(self, step_id: int) -> StepRow:
        """One step; raises NotFoundError where the log no longer holds it."""
        step = self._step("id = ?", step_id)
        if step is None:
            raise NotFoundError(_("This can no longer be undone."))
        return step

    def undo(self, step: StepRow) -> None:
        """Put every row of the step back as it was.

        Raises ConflictError, and leaves the transaction to be rolled back, where something newer
        stands on the step.
        """
        if step.undone:
            raise ConflictError(_("This was undone already."))
        if step.is_incomplete:
            raise ConflictError(
                _("Somebody in this was erased for good, so it can no longer be undone."),
                code="undo.erased",
            )
        try:
            for row in self._rows(step.id, "DESC"):
                self._undo_row(step, row)
        except driver.IntegrityError as error:
            raise _newer() from error
        self._run(
            "UPDATE undo_step SET undone = (SELECT COALESCE(MAX(undone), 0) + 1 FROM undo_step) "
            "WHERE id = ?",
            step.id,
        )

    def redo(self, step: StepRow) -> None:
        """Write every row of an undone step again; raises ConflictError like :meth:`undo`."""
        try:
            for row in self._rows(step.id):
                self._redo_row(row)
        except driver.IntegrityError as error:
            raise _newer() from error
        self._run("UPDATE undo_step SET undone = NULL WHERE id = ?", step.id)

    def _undo_row(self, step: StepRow, row: _Row) -> None:
        match row.operation:
            case "insert":
                self._refuse_if_written_since(step, row)
                self._take_out(row)
            case "delete":
                self._put_in(row.target, from_json(row.before or "{}"))
            case "remove":
                self._put_packed_in(row)
            case _:
                self._set(row, expected=row.after, wanted=row.before)

    def _redo_row(self, row: _Row) -> None:
        match row.operation:
            case "insert":
                self._put_packed_in(row)
                self._run("UPDATE undo_row SET after = NULL WHERE id = ?", row.id)
            case "delete":
                self._delete_again(row)
            case "remove":
                self._remove_again(row)
            case _:
                self._set(row, expected=row.before, wanted=row.after)

    def _refuse_if_written_since(self, step: StepRow, row: _Row) -> None:
        newer = self._run(
            "SELECT 1 FROM undo_row r JOIN undo_step s ON s.id = r.step_id "
            "WHERE r.target = ? AND r.first_id BETWEEN ? AND ? AND r.step_id > ? "
            "AND s.undone IS NULL LIMIT 1",
            row.target, row.first_id, row.last_id, step.id,
        ).fetchone()  # fmt: skip
        if newer:
            raise _newer()

    def _take_out(self, row: _Row) -> None:
        rows = read_run(self._database, row.target, row.first_id, row.last_id)
        take_out(self._database, row.target, rows)
        self._run("UPDATE undo_row SET after = ? WHERE id = ?", packed(rows), row.id)

    def _put_packed_in(self, row: _Row) -> None:
        put_in(self._database, row.target, unpack(bytes(row.after)))

    def _put_in(self, table: str, row: dict[str, Any]) -> None:
        values = {**row, "rev": row["rev"] + 1}
        self._run(insert_sql(table, tuple(values)), *values.values())

    def _remove_again(self, row: _Row) -> None:
        before = unpack(bytes(row.after))
        place = before.columns.index("id")
        ids = json.dumps([values[place] for values in before.rows])
        there = f"x.id IN (SELECT value FROM json_each('{ids}'))"
        current = read_run(self._database, row.target, row.first_id, row.last_id, there)
        if not read_the_same(before, current):
            raise _newer()
        take_out(self._database, row.target, current)
        self._run("UPDATE undo_row SET after = ? WHERE id = ?", packed(current), row.id)

    def _delete_again(self, row: _Row) -> None:
        before = from_json(row.before or "{}")
        current = self._current(row.target, tuple(before), row.first_id)
        if current is None or {**current, "rev": 0} != {**before, "rev": 0}:
            raise _newer()
        self._run(f'DELETE FROM "{row.target}" WHERE id = ?', row.first_id)
        self._run("UPDATE undo_row SET before = ? WHERE id = ?", to_json(current), row.id)

    def _set(self, row: _Row, *, expected: str | None, wanted: str | None) -> None:
        values = from_json(wanted or "{}")
        if self._current(row.target, tuple(values), row.first_id) != from_json(expected or "{}"):
            raise _newer()
        sets = ", ".join(f'"{name}" = ?' for name in values)
        sql = f'UPDATE "{row.target}" SET {sets}, rev = rev + 1 WHERE id = ?'
        self._run(sql, *values.values(), row.first_id)

    def _current(self, table: str, columns: tuple[str, ...], row_id: int) -> dict[str, Any] | None:
        names = ", ".join(f'"{name}"' for name in columns)
        row = self._run(f'SELECT {names} FROM "{table}" WHERE id = ?', row_id).fetchone()
        return None if row is None else dict(zip(columns, row, strict=True))

    def _rows(self, step_id: int, order: str = "ASC") -> Iterator[_Row]:
        """The rows of a step one by one, because those of an import do not fit into memory."""
        sql = f"SELECT id FROM undo_row WHERE step_id = ? ORDER BY id {order}"
        for (row_id,) in self._run(sql, step_id).fetchall():
            yield _Row(*self._run(_ROW, row_id).fetchone())

    def _step(self, where: str, *values: Any) -> StepRow | None:
        row = self._run(
            "SELECT id, action, about, undone IS NOT NULL, clients, everything FROM undo_step "
            f"WHERE {where} LIMIT 1",
            *values,
        ).fetchone()
        if row is None:
            return None
        touched, retold = json.loads(row[4])
        return StepRow(
            row[0],
            row[1],
            row[2],
            bool(row[3]),
            frozenset(touched),
            frozenset(retold),
            bool(row[5]),
        )

    def _run(self, sql: str, *values: Any) -> Any:
        return self._database.execute_sql(sql, values)


def _newer() -> ConflictError:
    return ConflictError(
        _("Something newer stands on this. Undo what came after it first."), code="undo.newer"
    )
