"""Bringing a data file to the schema of this program, one numbered file a step."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from playhouse.migrations import Migration, Runner

from crm.store.connection import APPLICATION_ID, DataFileDatabase

MIGRATIONS = Path(__file__).with_name("migrations")


class _NumberedRunner(Runner):  # type: ignore[misc]  # playhouse is untyped
    """A runner that keeps the schema number in the file's header, in the same transaction."""

    def _run(self, name: str, module: ModuleType, direction: str, fake: bool = False) -> None:  # noqa: FBT001, FBT002
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


def newest_schema(folder: Path = MIGRATIONS) -> int:
    """The number of the last migration; raises RuntimeError where the program has none."""
    found = Migration.load_directory(str(folder))
    if not found:
        raise RuntimeError(f"The program is incomplete: no migrations in {folder}.")
    return int(found[-1].idx)


def migrate(database: DataFileDatabase, folder: Path = MIGRATIONS) -> list[str]:
    """Apply what is missing; returns the names applied. Each file is one transaction."""
    newest_schema(folder)
    applied: list[str] = _NumberedRunner(database, str(folder)).up()
    if applied:
        database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return applied


def stamp(database: DataFileDatabase) -> None:
    """Mark a new file as one of ours, before anything is in it."""
    database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
