"""A verified copy of an open data file, whole even while it is being written."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from crm.errors import StorageCause
from crm.store.connection import DataFileDatabase
from crm.store.failures import explained, file_explained, storage_error


def snapshot(database: DataFileDatabase, target: Path) -> Path:
    """Copy the database to ``target``; the name appears only once the copy is checked and on disk.

    Raises StorageError where the disk is full or the copy does not pass SQLite's quick check;
    then nothing is left behind and an older file of that name is untouched.
    """
    part = target.with_name(target.name + ".part")
    with explained(target), file_explained(target):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        remove_file(part)
        try:
            database.execute_sql("VACUUM INTO ?", [str(part)])
            _check(part)
            flush_to_disk(part)
            part.replace(target)
            flush_to_disk(target.parent)
        except BaseException:
            with suppress(OSError):  # why the copy failed is what has to be said
                remove_file(part)
            raise
    return target


def _check(path: Path) -> None:
    copy = DataFileDatabase(path)
    try:
        copy.execute_sql("PRAGMA journal_mode = delete").fetchall()
        if copy.execute_sql("PRAGMA quick_check").fetchone()[0] != "ok":
            raise storage_error(StorageCause.DAMAGED, path)
    finally:
        copy.close()


def remove_file(path: Path) -> None:
    """Remove a database that nobody has open, with what SQLite keeps beside it; or nothing."""
    for ending in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def flush_to_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows has no handle to flush a folder by
    handle = os.open(path, os.O_RDONLY if path.is_dir() or os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
