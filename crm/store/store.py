"""The open data file: reads for everyone, writes through one gateway."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from crm.changes import Change, ChangeFeed
from crm.clock import Clock
from crm.errors import ConflictError, StorageCause, StorageError
from crm.i18n import _
from crm.store.backup import snapshot
from crm.store.connection import DataFileDatabase, connect, look_at
from crm.store.failures import explained, storage_error
from crm.store.schema_number import newest_schema
from crm.store.stored import moment_text

# What writes is imported by the first write: no start waits for it.
if TYPE_CHECKING:
    from crm.store.erasing import Erasure
    from crm.store.step import Step
    from crm.store.undo import StepRow, UndoLog

_log = logging.getLogger(__name__)


class Derived(Protocol):
    """Rows that follow from other rows: kept in the same transaction, rebuildable from nothing."""

    def refresh(self, store: Store, touched: Collection[int], retold: Collection[int]) -> None:
        """Make the rows of these clients anew; ``retold`` are those whose words changed."""
        ...

    def rebuild(self, store: Store) -> None:
        """Make all rows anew."""
        ...

    def check(self, store: Store) -> list[str]:
        """Sentences that say where the rows disagree with what they follow from."""
        ...

    def scrub(self, store: Store) -> None:
        """Leave nothing in the file of rows that were taken out."""
        ...


class Store:
    """One data file. Connections are per thread; a thread that ends calls :meth:`close_thread`."""

    def __init__(
        self,
        database: DataFileDatabase,
        path: Path,
        clock: Clock,
        derived: Sequence[Derived] = (),
    ) -> None:
        self.path = path
        self.clock = clock
        self.changes = ChangeFeed()
        self._database = database
        self._derived = tuple(derived)
        self._writing = threading.Lock()
        self._joined = threading.local()  # the step that a thread's writes are part of
        self._place = _place_of(path)

    @classmethod
    def open(
        cls,
        path: Path,
        clock: Clock,
        derived: Sequence[Derived] = (),
        *,
        create: bool = True,
        before_migration: Callable[[DataFileDatabase, int], None] | None = None,
    ) -> Store:
        """Open ``path``, migrating it as needed; a file that is not there is made, or refused.

        ``before_migration`` is called with the old schema number before an existing file changes.
        Raises StorageError for every file that cannot be opened safely; it stays as it was.
        """
        newest = newest_schema()
        if look_at(path, newest) is None:
            if not create:
                raise storage_error(StorageCause.MISSING, path)
            from crm.store.migrating import create_file  # costs a start, and seldom has work

            create_file(path)
        database = connect(path)
        try:
            with explained(path):
                _bring_up_to_date(database, path, newest, before_migration)
                return cls(database, path, clock, derived)
        except BaseException:
            database.close()
            raise

    @property
    def database(self) -> DataFileDatabase:
        """The way to the file, for the rooms of ``crm.store`` only."""
        return self._database

    # Reads

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a plain statement, as the database keeps them."""
        with explained(self.path):
            found: list[tuple[Any, ...]] = self._database.execute_sql(sql, values).fetchall()
            return found

    def scan(self, sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a plain statement one by one, for tables that do not fit into memory.

        Do not keep it open while waiting for a person: an open reader holds the log file back.
        """
        with explained(self.path):
            yield from self._database.execute_sql(sql, values)

    def scalar(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first column of the first row of a plain statement, or None."""
        rows = self.rows(sql, values)
        return rows[0][0] if rows else None

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Let all reads of this thread inside the block see the file as it is at the first one."""
        with explained(self.path):
            self._database.execute_sql("BEGIN")
            try:
                yield
            finally:
                self._database.execute_sql("ROLLBACK")

    # Writes

    @contextmanager
    def write(self, action: str, about: str = "", *, undoable: bool = True) -> Iterator[Step]:
        """One user action: a transaction, an undo step and, after the commit, one Change.

        What is not ``undoable`` (how a shop began) is the ground everything stands on: it and all
        before it can no longer be taken back.

        Whatever leaves the block by an exception leaves nothing behind. A step that wrote nothing
        is forgotten. Raises StorageError where the file cannot be written.
        """
        joined: Step | None = getattr(self._joined, "step", None)
        if joined is not None:
            yield joined
            return
        from crm.store.step import Step

        with self._transaction():
            at = moment_text(self.clock.now())
            step = Step(self._database, self._undo.begin(at, action, about))
            yield step
            if step.is_empty and not step.everything:
                self._undo.forget(step.id)
            else:
                self._refresh(step.touched, step.retold, everything=step.everything)
                self._undo.finish(step.id, step.touched, step.retold, everything=step.everything)
                if not undoable:
                    self._undo.forget_all()
        if not step.is_empty or step.everything:
            self.changes.publish(
                Change(step.id, action, about, frozenset(step.touched), step.everything)
            )

    def undo(self, step_id: int | None = None) -> Change:
        """Take the latest step back, or the one named.

        Raises ConflictError where there is nothing to undo or something newer stands on it.
        """
        with self._transaction():
            step = self._undo.get_step(step_id) if step_id is not None else self._undo.latest()
            if step is None:
                raise ConflictError(_("There is nothing to undo."), code="undo.nothing")
            self._undo.undo(step)
            self._refresh(step.touched, step.retold, everything=step.everything)
        return self._publish(step, undone=True)

    def redo(self) -> Change:
        """Do the step again that was undone last; raises ConflictError like :meth:`undo`."""
        with self._transaction():
            step = self._undo.latest_undone()
            if step is None:
                raise ConflictError(_("There is nothing to do again."), code="redo.nothing")
            self._undo.redo(step)
            self._refresh(step.touched, step.retold, everything=step.everything)
        return self._publish(step, undone=False)

    @contextmanager
    def replacing(
        self, action: str, about: str = ""
    ) -> Iterator[Callable[[str, Iterable[Sequence[Any]]], None]]:
        """One transaction in which any row may be put in the place of any other.

        Yields what runs a statement for each of many rows. Only for :mod:`crm.store.whole`:
        nothing of it is kept for undo. Afterwards every derived row is made anew.
        """
        with self._transaction():
            connection = self._database.connection()
            connection.execute("PRAGMA defer_foreign_keys = ON")
            yield lambda sql, rows: connection.executemany(sql, rows)
            self._refresh(set(), set(), everything=True)
        self.changes.publish(Change(0, action, about, everything=True, undoable=False))

    @contextmanager
    def erasing(self, action: str, about: str = "") -> Iterator[Erasure]:
        """One transaction in which rows go for good; see :mod:`crm.store.erasing`.

        :meth:`rewrite` then leaves no byte of them. Copies made before still hold them.
        """
        from crm.store.erasing import Erasure

        with self._transaction():
            with Erasure(self._database) as erasure:
                yield erasure
                erasure.carry_out()
            self._refresh(erasure.retold, erasure.retold, everything=False)
            for derived in self._derived:
                derived.scrub(self)
        self.changes.publish(Change(0, action, about, frozenset(erasure.retold), undoable=False))

    def rewrite(self) -> None:
        """Write the whole file anew, so that nothing of what was erased is left between its rows.

        SQLite overwrites rows that go, but not the copies it left where it had moved them within
        a page. Takes as much room on the disk as the file twice, until it is done.
        """
        with self._writing, explained(self.path):
            self._database.execute_sql("PRAGMA temp_store = file")
            try:
                self._database.execute_sql("VACUUM").fetchall()
            finally:
                self._database.execute_sql("PRAGMA temp_store = memory")
        self._fold_log()

    def write_derived(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Run a statement on derived rows; only for ``Derived``, inside a write."""
        self._database.execute_sql(sql, values)

    def write_derived_rows(self, sql: str, rows: Iterator[Sequence[Any]]) -> None:
        """Run a statement once for each of many derived rows; only for ``Derived``."""
        self._database.connection().executemany(sql, rows)

    def rebuild(self) -> None:
        """Make every derived row anew from what it follows from."""
        with self._transaction():
            self._refresh(set(), set(), everything=True)

    @contextmanager
    def together(self, action: str, about: str = "") -> Iterator[None]:
        """Let every write inside the block, on this thread, be part of one step.

        For what a person does with one key and several services carry out: it is kept, undone and
        told as one, or not at all. ``action`` and ``about`` name the whole.
        """
        with self.write(action, about) as step:
            self._joined.step = step
            try:
                yield
            finally:
                self._joined.step = None

    # Care of the file

    def check(self, *, thorough: bool = True) -> list[str]:
        """What is wrong with the file, in sentences; empty where all is well."""
        found = self._readable(lambda: self._check_pages(thorough=thorough))
        for derived in self._derived:
            found += self._readable(partial(derived.check, self))
        return found

    def _check_pages(self, *, thorough: bool) -> list[str]:
        pragma = "integrity_check" if thorough else "quick_check"
        found = [str(row[0]) for row in self.rows(f"PRAGMA {pragma}") if row[0] != "ok"]
        dangling = self.rows("PRAGMA foreign_key_check")
        sentence = _("A row of {table} points nowhere.")
        return found + [sentence.format(table=row[0]) for row in dangling]

    def _readable(self, check: Callable[[], list[str]]) -> list[str]:
        try:
            return check()
        except (MemoryError, TypeError, ValueError) as error:  # of a damaged length, type or text
            _log.info("The file could not be checked to the end.", exc_info=error)
            return [_("Some values in the file cannot be read.")]

    def snapshot(self, target: Path) -> Path:
        """A verified copy of everything saved so far; see :func:`crm.store.backup.snapshot`."""
        return snapshot(self._database, target)

    def close_thread(self) -> None:
        """Close the connection of the calling thread, if it has one."""
        if not self._database.is_closed():
            self._database.close()

    def close(self) -> None:
        """Fold the log into the file and close the calling thread's connection.

        Where the disk will not take that, nothing is lost: the log stays beside the file and is
        folded in another time.
        """
        if self._database.is_closed():
            return
        try:
            self._fold_log()
        finally:
            self._database.close()

    def _fold_log(self) -> None:
        try:
            with explained(self.path):
                self._database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except StorageError as error:
            _log.info("The log could not be folded into the file.", exc_info=error)

    @cached_property
    def _undo(self) -> UndoLog:
        from crm.store.undo import UndoLog

        return UndoLog(self._database)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._writing, explained(self.path):
            if _place_of(self.path) != self._place:
                raise storage_error(StorageCause.MOVED, self.path)
            with self._database.transaction():
                yield

    def _refresh(
        self, touched: set[int] | frozenset[int], retold: Any, *, everything: bool
    ) -> None:
        for derived in self._derived:
            if everything:
                derived.rebuild(self)
            elif touched:
                derived.refresh(self, touched, retold)

    def _publish(self, step: StepRow, *, undone: bool) -> Change:
        change = Change(
            step.id, step.action, step.about, step.touched, step.everything, undone, not undone
        )
        self.changes.publish(change)
        return change


def _bring_up_to_date(
    database: DataFileDatabase,
    path: Path,
    newest: int,
    before_migration: Callable[[DataFileDatabase, int], None] | None,
) -> None:
    # The log may hold a later number than the header that was looked at.
    found = database.execute_sql("PRAGMA user_version").fetchone()[0]
    if found > newest:
        raise storage_error(StorageCause.NEWER, path)
    if found < newest:
        from crm.store.migrating import migrate

        if before_migration is not None:
            before_migration(database, found)
        migrate(database)


def _place_of(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
