"""Bringing a data file to the schema of this program, one numbered file a step."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any

from peewee import PeeweeException
from playhouse.migrations import Runner
from playhouse.sqlcipher_ext import SqlCipherDatabase

from crm.store.backup import flush_to_disk, remove_file
from crm.store.connection import APPLICATION_ID, DataFileDatabase, connect
from crm.store.failures import explained, file_explained
from crm.store.schema_number import MIGRATIONS, newest_schema


class PeeweeDatabase(SqlCipherDatabase):  # type: ignore[misc]  # playhouse is untyped
    """An open data file as Peewee's own tools want it, on the same connection."""

    def __init__(self, database: DataFileDatabase) -> None:
        super().__init__(str(database.path))
        self._database = database

    def _connect(self) -> Any:
        return self._database.connection()

    def _close(self, _connection: Any) -> None:
        """The connection belongs to the data file."""


class _NumberedRunner(Runner):  # type: ignore[misc]  # playhouse is untyped
    """A runner that keeps the schema number in the file's header, in the same transaction."""

    def _run(self, name: str, module: ModuleType, direction: str, fake: bool = False) -> None:
        super()._run(name, _WithNumber(module, self.database, name), direction, fake)


class _WithNumber:
    atomic = True

    def __init__(self, module: ModuleType, database: PeeweeDatabase, name: str) -> None:
        self._module = module
        self._database = database
        self._number = int(name.split("_")[0])

    def up(self, migrator: object, database: PeeweeDatabase) -> None:
        self._module.up(migrator, database)
        self._database.execute_sql(f"PRAGMA user_version = {self._number}")
        if self._database.execute_sql("PRAGMA foreign_key_check").fetchone() is not None:
            raise RuntimeError(f"migration {self._number} leaves a dangling reference")


def migrate(database: DataFileDatabase, folder: Path = MIGRATIONS) -> list[str]:
    """Apply what is missing; returns the names applied. Each file is one transaction."""
    newest_schema(folder)
    with explained(database.path, PeeweeException):
        applied: list[str] = _NumberedRunner(PeeweeDatabase(database), str(folder)).up()
    if applied:
        database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return applied


def create_file(path: Path) -> None:
    """Make a new, empty data file; its name appears only once all its tables are on the disk.

    Raises StorageError where the folder cannot be written to; then nothing is left behind.
    """
    part = path.with_name(path.name + ".new")
    with explained(path), file_explained(path):
        remove_file(part)
        try:
            _create(part)
            flush_to_disk(part)
            part.replace(path)
            flush_to_disk(path.parent)
        except BaseException:
            with suppress(OSError):  # why the file cannot be made is what has to be said
                remove_file(part)
            raise


def _create(path: Path) -> None:
    database = connect(path)
    try:
        database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        migrate(database)
    finally:
        database.close()
