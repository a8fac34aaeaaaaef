"""The connection to the one file, and the settings that keep what was saved."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from playhouse.sqlcipher_ext import SqlCipherDatabase

from crm.errors import StorageCause
from crm.store.failures import explained, storage_error

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


class DataFileDatabase(SqlCipherDatabase):  # type: ignore[misc]  # the driver class is untyped
    """A SQLite database whose every connection has its settings read back.

    WORKAROUND: Peewee takes ``timeout`` for the SQLite driver only, so sqlcipher3 is given it here.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(str(path), timeout=BUSY_SECONDS)
        self.connect_params.setdefault("timeout", BUSY_SECONDS)

    def _add_conn_hooks(self, conn: Any) -> None:
        super()._add_conn_hooks(conn)
        for name, (value, expected) in _pragmas().items():
            conn.execute(f"PRAGMA {name} = {value}").fetchall()
            found = conn.execute(f"PRAGMA {name}").fetchone()
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
        database.connect()
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
