"""One undo step being written: the only way rows get into the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import add
from typing import TYPE_CHECKING, Any

from crm.errors import ConflictError, NotFoundError
from crm.i18n import _
from crm.store.connection import DataFileDatabase
from crm.store.rows import new_uuids, plan_of, to_json

if TYPE_CHECKING:
    from peewee import Model

_BATCH = 5_000
_INSERT_UNDO_ROW = (
    "INSERT INTO undo_row (step_id, target, operation, first_id, last_id, before, after) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)


class Step:
    """Writes rows and keeps, in the same transaction, what is needed to take them back."""

    def __init__(self, database: DataFileDatabase, step_id: int) -> None:
        self.id = step_id
        self.touched: set[int] = set()
        self.retold: set[int] = set()
        self.everything = False
        self.is_empty = True
        self.database = database
        self._next_ids: dict[str, int] = {}

    def insert(self, model: type[Model], **values: Any) -> int:
        """Add one row; columns by name (``client_id``), the rest by default. Returns its id."""
        plan = plan_of(model)
        row = plan.complete(values)
        row_id = self._take_ids(plan.name, 1)
        self.execute(plan.insert_sql, [row_id, *(row[name] for name in plan.columns[1:])])
        self.keep(plan.name, "insert", row_id, row_id)
        return row_id

    def insert_rows(
        self, model: type[Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
    ) -> range:
        """Add many rows of stored values (as the database keeps them), in one run of ids.

        ``columns`` are neither ``id`` nor ``uuid``; columns not named take their default. Rows are
        read as they come, so any number fits into memory. Returns the ids in the order of ``rows``.
        """
        plan = plan_of(model)
        sql = plan.insert_rows_sql(columns)
        first = self._peek_id(plan.name)
        for batch in _batches(rows):
            count = len(batch)
            start = self._take_ids(plan.name, count)
            heads = zip(range(start, start + count), new_uuids(count), strict=True)
            self._connection().executemany(sql, map(add, heads, batch))
            self.keep(plan.name, "insert", start, start + count - 1)
        return range(first, self._peek_id(plan.name))

    def insert_select(
        self,
        model: type[Model],
        count: int,
        values: Mapping[str, str],
        source: str,
        parameters: Sequence[Any] = (),
    ) -> range:
        """Add what a SELECT finds, without handing millions of rows through Python.

        ``values`` gives SQL for each column; ``source`` is the SELECT from its FROM on. The SQL
        for ``id`` counts the rows from 0, up to ``count`` at most, and may leave numbers out.
        Returns the ids set aside for them.
        """
        plan = plan_of(model)
        ids = self._take_ids(plan.name, count)
        values = {**values, "id": f"{ids} + ({values['id']})"}
        self.execute(plan.insert_select_sql(values, source), parameters)
        for start in range(ids, ids + count, _BATCH):
            last = min(start + _BATCH, ids + count) - 1
            self.keep(plan.name, "insert", start, last)
        return range(ids, ids + count)

    def update(
        self, model: type[Model], row_id: int, *, rev: int | None = None, **values: Any
    ) -> None:
        """Change columns of one row. Given ``rev``, only if nobody saved the row since.

        Raises NotFoundError where the row is gone, ConflictError where it is newer.
        """
        plan = plan_of(model)
        wanted = plan.stored(values)
        before = self._current(plan.name, tuple(wanted), row_id)
        if rev is not None and before.pop("rev") != rev:
            raise ConflictError(
                _("This was changed in the meantime. Look at it again before you save.")
            )
        before.pop("rev", None)
        changed = {name: value for name, value in wanted.items() if before[name] != value}
        if not changed:
            return
        sets = ", ".join(f'"{name}" = ?' for name in changed)
        sql = f'UPDATE "{plan.name}" SET {sets}, rev = rev + 1 WHERE id = ?'
        self.execute(sql, [*changed.values(), row_id])
        old = to_json({name: before[name] for name in changed})
        self.keep(plan.name, "update", row_id, row_id, old, to_json(changed))

    def delete(self, model: type[Model], row_id: int) -> None:
        """Remove one row; raises NotFoundError where it is gone."""
        plan = plan_of(model)
        before = self._current(plan.name, plan.columns, row_id)
        self.execute(f'DELETE FROM "{plan.name}" WHERE id = ?', [row_id])
        self.keep(plan.name, "delete", row_id, row_id, to_json(before))

    def touch(self, *client_ids: int) -> None:
        """Say whose summary follows from what was written (a visit, a purchase)."""
        self.touched.update(client_ids)

    def retell(self, *client_ids: int) -> None:
        """Say whose words changed (a name, a number, a note), so that they are found by them."""
        self.touched.update(client_ids)
        self.retold.update(client_ids)

    def touch_everything(self) -> None:
        """Say that all clients are concerned; every derived row is made anew."""
        self.everything = True

    # For the rooms of the store only

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The cursor of a statement; what it writes is not kept for undo by itself."""
        return self.database.execute_sql(sql, values)

    def keep(
        self,
        table: str,
        operation: str,
        first: int,
        last: int,
        before: str | None = None,
        after: str | bytes | None = None,
    ) -> None:
        """Write into the undo log what was done to a row, or to a run of rows."""
        self.is_empty = False
        self.execute(_INSERT_UNDO_ROW, [self.id, table, operation, first, last, before, after])

    def _current(self, table: str, columns: Sequence[str], row_id: int) -> dict[str, Any]:
        wanted = list(dict.fromkeys((*columns, "rev")))
        names = ", ".join(f'"{name}"' for name in wanted)
        sql = f'SELECT {names} FROM "{table}" WHERE id = ?'
        row = self.execute(sql, [row_id]).fetchone()
        if row is None:
            raise NotFoundError(_("This is not there any more. Somebody may have removed it."))
        return dict(zip(wanted, row, strict=True))

    def _take_ids(self, table: str, count: int) -> int:
        first = self._peek_id(table)
        self._next_ids[table] = first + count
        return first

    def _peek_id(self, table: str) -> int:
        if table not in self._next_ids:
            self._next_ids[table] = self.execute(next_id_sql(table), [table]).fetchone()[0]
        return self._next_ids[table]

    def _connection(self) -> Any:
        return self.database.connection()


def next_id_sql(table: str) -> str:
    """A statement for the number of the next row of ``table``, whose name is its one value.

    A row that went can come back under its number as long as the log holds it, so that number is
    not given to another one. Of a run that went the last row stands in the log by itself; see
    :mod:`crm.store.taking_back`.
    """
    return (
        f'SELECT MAX(COALESCE((SELECT MAX(id) FROM "{table}"), 0), '
        "COALESCE((SELECT MAX(first_id) FROM undo_row WHERE target = ?), 0)) + 1"
    )


def _batches(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
