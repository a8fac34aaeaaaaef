"""The open shop: the door from the window and the command line to the data."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from crm.changes import Change, ChangeFeed
from crm.clock import Clock, SystemClock
from crm.errors import StorageCause
from crm.paths import Paths
from crm.store.backup import snapshot
from crm.store.connection import DataFileDatabase
from crm.store.failures import file_explained, storage_error
from crm.store.lock import InstanceLock
from crm.store.store import Derived, Store


def derived_rows() -> tuple[Derived, ...]:
    """Everything that follows from other rows, in the order it has to be made."""
    from crm.clients.search_index import SearchIndex
    from crm.lifetime.summary import ClientSummaries

    return ClientSummaries(), SearchIndex()


class _DerivedRows:
    """All derived rows as one, so that only a write imports what makes them, and no start."""

    def refresh(self, store: Store, touched: Collection[int], retold: Collection[int]) -> None:
        for derived in derived_rows():
            derived.refresh(store, touched, retold)

    def rebuild(self, store: Store) -> None:
        for derived in derived_rows():
            derived.rebuild(store)

    def check(self, store: Store) -> list[str]:
        return [sentence for derived in derived_rows() for sentence in derived.check(store)]

    def scrub(self, store: Store) -> None:
        for derived in derived_rows():
            derived.scrub(store)


class Workspace:
    """One shop, opened for writing by one program at a time.

    ``store`` is what every read and every service takes first.
    """

    def __init__(self, store: Store, lock: InstanceLock | None) -> None:
        self.store = store
        self._lock = lock

    @classmethod
    def open(
        cls, path: Path, clock: Clock | None = None, *, create: bool = True, alone: bool = True
    ) -> Workspace:
        """Lock and open the data file, after a backup where its tables have to change.

        ``alone=False`` opens beside a running program, for reading. Raises StorageError, also
        (``IN_USE``) where another program has the file.
        """
        lock = _take_lock(path) if alone else None
        try:
            store = Store.open(
                path,
                clock or SystemClock(),
                [_DerivedRows()],
                create=create,
                before_migration=lambda database, schema: _keep_copy(database, path, schema),
            )
        except BaseException:
            if lock is not None:
                lock.release()
            raise
        return cls(store, lock)

    @property
    def path(self) -> Path:
        """The data file."""
        return self.store.path

    @property
    def clock(self) -> Clock:
        """The shop's clock."""
        return self.store.clock

    @property
    def changes(self) -> ChangeFeed:
        """Tells of every write."""
        return self.store.changes

    def undo(self, step_id: int | None = None) -> Change:
        """Take a step back; see :meth:`crm.store.store.Store.undo`."""
        return self.store.undo(step_id)

    def redo(self) -> Change:
        """Do an undone step again; see :meth:`crm.store.store.Store.redo`."""
        return self.store.redo()

    def close(self) -> None:
        """Close the file and let other programs have it."""
        try:
            self.store.close()
        finally:
            if self._lock is not None:
                self._lock.release()


def _take_lock(path: Path) -> InstanceLock:
    if not path.parent.is_dir():
        raise storage_error(StorageCause.MISSING, path)
    lock = InstanceLock(path)
    with file_explained(path):
        taken = lock.acquire()
    if not taken:
        raise storage_error(StorageCause.IN_USE, path)
    return lock


def _keep_copy(database: DataFileDatabase, path: Path, schema: int) -> None:
    name = f"{path.stem}-before-schema-{schema + 1}{path.suffix}"
    snapshot(database, Paths().backup_dir(path) / name)
