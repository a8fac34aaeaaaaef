"""Bringing a data file to the schema of this program, one numbered file a step."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from playhouse.migrations import Runner

from crm.errors import StorageCause
from crm.store.backup import flush_to_disk
from crm.store.connection import APPLICATION_ID, DataFileDatabase, connect
from crm.store.failures import explained, storage_error
from crm.store.schema_number import MIGRATIONS, newest_schema


class _NumberedRunner(Runner):  # type: ignore[misc]  # playhouse is untyped
    """A runner that keeps the schema number in the file's header, in the same transaction."""

    def _run(self, name: str, module: ModuleType, direction: str, fake: bool = False) -> None:
        super()._run(name, _WithNumber(module, self.database, name), direction, fake)


class _WithNumber:
    atomic = True

    def __init__(self, module: ModuleType, database: DataFileDatabase, name: str) -> None:
        self._module = module
        self._database = database
        self._number = int(name.split("_")[0])

    def up(self, migrator: object, database: DataFileDatabase) -> None:
        self._module.up(migrator, database)
        self._database.execute_sql(f"PRAGMA user_version = {self._number}")
        if self._database.execute_sql("PRAGMA foreign_key_check").fetchone() is not None:
            raise RuntimeError(f"migration {self._number} leaves a dangling reference")


def migrate(database: DataFileDatabase, folder: Path = MIGRATIONS) -> list[str]:
    """Apply what is missing; returns the names applied. Each file is one transaction."""
    newest_schema(folder)
    applied: list[str] = _NumberedRunner(database, str(folder)).up()
    if applied:
        database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return applied


def create_file(path: Path) -> None:
    """Make a new, empty data file; its name appears only once all its tables are on the disk.

    Raises StorageError where the folder cannot be written to.
    """
    part = path.with_name(path.name + ".new")
    with explained(path):
        try:
            part.unlink(missing_ok=True)
            database = connect(part)
            try:
                database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                migrate(database)
            finally:
                database.close()
            flush_to_disk(part)
            part.replace(path)
            flush_to_disk(path.parent)
        except PermissionError as error:
            raise storage_error(StorageCause.READ_ONLY, path) from error
