"""The connection to the one file, and the settings that keep what was saved."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2 as driver

from crm.errors import StorageCause
from crm.store.failures import explained, storage_error
from crm.text import fold

APPLICATION_ID = 0x52454731  # "REG1"
MINIMUM_SQLITE = (3, 51, 3)  # earlier ones can corrupt a WAL file (sqlite.org/wal.html)
BUSY_SECONDS = 10

_HEADER_LENGTH = 100
_MAGIC = b"SQLite format 3\x00"

# Setting -> (value written, value read back). WAL with synchronous FULL is the setting that kept
# every acknowledged commit through simulated power cuts (docs/adr/0001).
_PRAGMAS: dict[str, tuple[object, object]] = {
    "journal_mode": ("wal", "wal"),
    "synchronous": ("full", 2),
    "foreign_keys": (1, 1),
    "secure_delete": (1, 1),
    "trusted_schema": (0, 0),
    "cell_size_check": (1, 1),
    "cache_size": (-32_000, -32_000),
    "temp_store": ("memory", 2),
    "mmap_size": (0, 0),
    "journal_size_limit": (33_554_432, 33_554_432),
    "wal_autocheckpoint": (1000, 1000),
}


class DataFileDatabase:
    """The one way to a data file: a connection for each thread, its settings read back.

    It hands on what the driver raises. Peewee, which describes the tables, is not needed to open
    and read a file; migrations are given the same connection (:mod:`crm.store.migrating`).
    """

    server_version: Final[tuple[int, int, int]] = driver.sqlite_version_info

    def __init__(self, path: Path) -> None:
        self.path = path
        self._of_thread = threading.local()

    def connection(self) -> Any:
        """The calling thread's connection, opened when it is first asked for."""
        connection = self._open_connection()
        if connection is None:
            connection = self._of_thread.connection = _connect(self.path)
        return connection

    def execute_sql(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The cursor of one statement; outside :meth:`transaction` it is kept at once."""
        return self.connection().execute(sql, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all the block writes, or, where an exception leaves it, nothing.

        No other program can write meanwhile, from the first statement on.
        """
        connection = self.connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # of some errors SQLite has rolled back by itself
                connection.execute("ROLLBACK")
            raise

    def is_closed(self) -> bool:
        """Whether the calling thread has no connection."""
        return self._open_connection() is None

    def close(self) -> None:
        """Close the calling thread's connection, if it has one."""
        connection = self._open_connection()
        if connection is not None:
            self._of_thread.connection = None
            connection.close()

    def _open_connection(self) -> Any:
        return getattr(self._of_thread, "connection", None)


def _connect(path: Path) -> Any:
    connection = driver.connect(str(path), timeout=BUSY_SECONDS, isolation_level=None)
    try:
        _set_up(connection)
        connection.create_function("folded", 1, _folded, deterministic=True)
    except BaseException:
        connection.close()
        raise
    return connection


def _folded(text: object) -> str | None:
    """Text as it is compared, for statements; NULL of what is no text."""
    return fold(text) if isinstance(text, str) else None


def _set_up(connection: Any) -> None:
    for name, (value, expected) in _pragmas().items():
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        found = connection.execute(f"PRAGMA {name}").fetchone()
        if found is not None and found[0] != expected:
            raise RuntimeError(f"SQLite did not take {name}: {found[0]!r}")


def _pragmas() -> dict[str, tuple[object, object]]:
    if sys.platform == "darwin":
        return {**_PRAGMAS, "fullfsync": (1, 1), "checkpoint_fullfsync": (1, 1)}
    return _PRAGMAS


def connect(path: Path) -> DataFileDatabase:
    """An open database on ``path``; raises StorageError with a sentence where that cannot be."""
    if DataFileDatabase.server_version < MINIMUM_SQLITE:
        raise RuntimeError("The SQLite inside is too old to keep data safely.")
    database = DataFileDatabase(path)
    with explained(path):
        database.connection()
    return database


def look_at(path: Path, newest: int) -> int | None:
    """The schema number of an existing data file, read from its header without opening it.

    None where there is no file yet. Raises StorageError for a file that is empty, not ours, cut
    off, or newer than schema ``newest``; the file is left byte for byte as it was.
    """
    if not path.parent.is_dir():
        raise storage_error(StorageCause.MISSING, path)
    if not path.exists():
        return None
    header = _read_header(path)
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise storage_error(StorageCause.READ_ONLY, path)
    version = int.from_bytes(header[60:64], "big")
    if version > newest:
        raise storage_error(StorageCause.NEWER, path)
    return version


def _read_header(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_LENGTH)
    except PermissionError as error:
        raise storage_error(StorageCause.READ_ONLY, path) from error
    except OSError as error:
        raise storage_error(StorageCause.MISSING, path) from error
    if not header:
        raise storage_error(StorageCause.EMPTY, path)
    ours = int.from_bytes(header[68:72], "big") == APPLICATION_ID
    if not header.startswith(_MAGIC) or not ours:
        raise storage_error(StorageCause.NOT_OURS, path)
    if _is_cut_off(path, header):
        raise storage_error(StorageCause.DAMAGED, path)
    return header


def _is_cut_off(path: Path, header: bytes) -> bool:
    # A crash while the log is copied back leaves a short file that the log beside it completes.
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        return False
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    return path.stat().st_size < (65_536 if page == 1 else page) * pages
