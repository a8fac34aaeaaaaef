"""The numbered migrations and the models say the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from playhouse.schema_diff import diff_models

from crm.clock import FixedClock
from crm.schema import MODELS
from crm.store.connection import connect
from crm.store.migrating import PeeweeDatabase, migrate
from crm.store.schema_number import newest_schema
from crm.store.store import Store


def test_migrations_make_exactly_the_models(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "shop.db"
    Store.open(path, clock).close()
    database = connect(path)
    difference = str(diff_models(PeeweeDatabase(database), MODELS))
    database.close()
    assert difference == ""


def test_every_reference_says_what_happens_when_its_end_goes() -> None:
    references = [
        field
        for model in MODELS
        for field in model._meta.sorted_fields
        if hasattr(field, "on_delete")
    ]
    assert references
    assert {field.on_delete for field in references} <= {"RESTRICT", "CASCADE"}


def test_a_program_without_its_migrations_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="incomplete"):
        newest_schema(tmp_path)


def test_the_schema_number_is_written_with_the_tables(tmp_path: Path) -> None:
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001_good.py").write_text(
        "def up(migrator, db):\n    db.execute_sql('CREATE TABLE good (id INTEGER)')\n"
    )
    (folder / "0002_bad.py").write_text(
        "def up(migrator, db):\n"
        "    db.execute_sql('CREATE TABLE half (id INTEGER)')\n"
        "    raise ValueError('power cut')\n"
    )
    database = connect(tmp_path / "x.db")
    with pytest.raises(ValueError, match="power cut"):
        migrate(database, folder)
    tables = {row[0] for row in database.execute_sql("SELECT name FROM sqlite_schema")}
    number = database.execute_sql("PRAGMA user_version").fetchone()[0]
    database.close()
    assert "good" in tables
    assert "half" not in tables
    assert number == 1


def test_an_older_file_is_backed_up_before_it_changes(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "shop.db"
    Store.open(path, clock).close()
    database = connect(path)
    number = database.execute_sql("PRAGMA user_version").fetchone()[0]
    database.execute_sql(f"PRAGMA user_version = {number - 1}")
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    database.close()
    seen: list[int] = []
    store = Store.open(path, clock, before_migration=lambda _database, old: seen.append(old))
    store.close()
    assert seen == [number - 1]
