"""Taking an older step back as a step of its own, sparing what people did since.

Undo refuses where something newer stands on a step. Here what is newer stays, with all it stands
on, and the rest goes: rows the step wrote are removed, rows it changed get their columns back,
rows it removed come again. All of that is written into the undo log, so it can be undone itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlcipher3 import dbapi2 as driver

from crm.errors import CancelledError, ConflictError
from crm.i18n import _
from crm.progress import NoProgress, Progress
from crm.store.rows import Pack, from_json, packed, to_json
from crm.store.runs import insert_sql, read_run, take_out
from crm.store.sparing import Spared, SparedRow, Sparing
from crm.store.step import Step
from crm.store.undo import StepRow, UndoLog

_LOG: Final = (
    "SELECT target, operation, first_id, last_id, before, after FROM undo_row WHERE id = ?"
)


@dataclass(frozen=True, slots=True)
class KeptChange:
    """Columns of an older row that the step changed, and that were changed again since."""

    table: str
    id: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was taken back: rows ``removed`` and ``restored`` by table, rows ``reverted``.

    ``kept_changes`` stay as they are now; ``lost`` are rows that could not come again, because
    what they belonged to is gone.
    """

    removed: Mapping[str, int]
    restored: Mapping[str, int]
    reverted: int
    kept_changes: tuple[KeptChange, ...]
    lost: tuple[tuple[str, int], ...]


class TakingBack:
    """An older step on its way back, inside ``step``.

    Entered, it knows what stays (:meth:`spared`); :meth:`carry_out` takes the rest back. Raises
    NotFoundError where the log holds the older step no more, ConflictError where it was undone,
    CancelledError when ``progress`` was stopped; the write around it then leaves nothing behind.
    """

    def __init__(
        self,
        step: Step,
        older_id: int,
        sparing: Sparing,
        progress: Progress | None = None,
    ) -> None:
        self._step = step
        self._older = _find(step, older_id)
        self._kept = sparing.kept
        self._loose = sparing.loose
        self._progress = progress or NoProgress()
        self._spared = Spared(step, older_id, sparing)
        self._removed: Counter[str] = Counter()
        self._restored: Counter[str] = Counter()
        self._reverted = 0
        self._kept_changes: list[KeptChange] = []
        self._lost: list[tuple[str, int]] = []

    def __enter__(self) -> TakingBack:
        self._spared.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._spared.__exit__(*error)

    def spared(self, table: str) -> Iterator[SparedRow]:
        """The rows the step added to ``table`` that stay."""
        return self._spared.rows(table)

    def list_changed(self, table: str) -> list[int]:
        """The older rows of ``table`` that the step changed and that still stand, by their ids."""
        sql = (
            "SELECT DISTINCT r.first_id FROM undo_row r "
            f'CROSS JOIN "{table}" x ON x.id = r.first_id '
            "WHERE r.step_id = ? AND r.target = ? AND r.operation = 'update' ORDER BY 1"
        )
        ids = (row[0] for row in self._run(sql, self._older.id, table).fetchall())
        return [row_id for row_id in ids if not self._spared.is_own(table, row_id)]

    def goes_sql(self, table: str, row: str) -> str:
        """A condition for a statement: the row of the number ``row`` is taken back."""
        return self._spared.goes_sql(table, row)

    def carry_out(self) -> TakenBack:
        """Take back all that is not spared."""
        self._remove_loose()
        sql = "SELECT id FROM undo_row WHERE step_id = ? ORDER BY id DESC"
        ids = self._run(sql, self._older.id).fetchall()
        for done, (log_id,) in enumerate(ids):
            self._take_back(*self._run(_LOG, log_id).fetchone())
            self._progress.step(done + 1, len(ids), _("Taking back"))
            if self._progress.stopped():
                raise CancelledError(_("Stopped. Everything is as it was."))
        self._tell()
        return TakenBack(
            self._removed, self._restored, self._reverted,
            tuple(self._kept_changes), tuple(self._lost),
        )  # fmt: skip

    def _take_back(
        self, table: str, operation: str, first: int, last: int, before: str, after: Any
    ) -> None:
        match operation:
            case "insert":
                if table not in self._kept:
                    self._remove(table, first, last)
            case "delete":
                self._restore(table, from_json(before))
            case "update":
                self._revert(table, first, from_json(before), from_json(after))
            case _:
                raise ConflictError(_("This can only be undone as a whole."))

    def _remove_loose(self) -> None:
        """What would go with a removed row without a word is written into the log first."""
        for link in self._spared.links:
            if link.table in self._loose and link.target in self._spared.runs:
                goes = self._spared.goes_sql(link.target, f'c."{link.column}"')
                sql = f'SELECT c.id FROM "{link.table}" c WHERE {goes} ORDER BY c.id DESC'
                for (row_id,) in self._run(sql).fetchall():
                    self._remove(link.table, row_id, row_id)

    def _remove(self, table: str, first: int, last: int) -> None:
        stays = self._spared.stays_sql(table, "x.id")
        where = "TRUE" if table in self._loose else f"NOT {stays}"
        found = read_run(self._step.database, table, first, last, where)
        # The last one by itself: so it is seen at once that its number is taken (see Step).
        self._remove_rows(table, Pack(found.columns, found.rows[-1:]))
        self._remove_rows(table, Pack(found.columns, found.rows[:-1]))

    def _remove_rows(self, table: str, rows: Pack) -> None:
        if rows.rows:
            place = rows.columns.index("id")
            first, last = rows.rows[0][place], rows.rows[-1][place]
            self._step.keep(table, "remove", first, last, after=packed(rows))
            take_out(self._step.database, table, rows)
            self._removed[table] += len(rows.rows)

    def _restore(self, table: str, row: dict[str, Any]) -> None:
        row_id = row["id"]
        values = {**row, "rev": row["rev"] + 1}
        for link in self._spared.links:
            if link.table == table and self._is_gone(link.target, values[link.column]):
                values[link.column] = None
        try:
            self._run(insert_sql(table, tuple(values)), *values.values())
        except driver.IntegrityError:
            self._lost.append((table, row_id))
            return
        self._step.keep(table, "insert", row_id, row_id)
        self._restored[table] += 1

    def _revert(
        self, table: str, row_id: int, before: dict[str, Any], after: dict[str, Any]
    ) -> None:
        if self._spared.is_own(table, row_id):
            return
        rows = read_run(self._step.database, table, row_id, row_id)
        if not rows.rows:
            return
        current = dict(zip(rows.columns, rows.rows[0], strict=True))
        same = [name for name in before if current[name] == after[name]]
        kept = [name for name in before if current[name] not in (after[name], before[name])]
        if same and not self._set(table, row_id, {name: before[name] for name in same}, current):
            kept += same
        if kept:
            self._kept_changes.append(KeptChange(table, row_id, tuple(kept)))

    def _set(
        self, table: str, row_id: int, values: dict[str, Any], current: dict[str, Any]
    ) -> bool:
        """Write columns of a row; says whether the tables allow it as things stand now."""
        sets = ", ".join(f'"{name}" = ?' for name in values)
        sql = f'UPDATE "{table}" SET {sets}, rev = rev + 1 WHERE id = ?'
        try:
            self._run(sql, *values.values(), row_id)
        except driver.IntegrityError:
            return False
        old = to_json({name: current[name] for name in values})
        self._step.keep(table, "update", row_id, row_id, old, to_json(values))
        self._reverted += 1
        return True

    def _is_gone(self, table: str, row_id: int | None) -> bool:
        if row_id is None:
            return False
        return self._run(f'SELECT 1 FROM "{table}" WHERE id = ?', row_id).fetchone() is None

    def _tell(self) -> None:
        """The same clients are concerned as when the step was written."""
        if self._older.everything:
            self._step.touch_everything()
        self._step.touch(*self._older.touched)
        self._step.retell(*self._older.retold)

    def _run(self, sql: str, *values: Any) -> Any:
        return self._step.execute(sql, values)


def _find(step: Step, older_id: int) -> StepRow:
    found = UndoLog(step.database).get_step(older_id)
    if found.undone:
        raise ConflictError(_("This was undone already."))
    return found
