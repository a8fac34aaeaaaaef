"""A file of every schema there was opens, with everything that stood in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crm.clients.find import find_clients
from crm.clock import FixedClock
from crm.store.connection import connect
from crm.store.schema_number import newest_schema
from crm.workspace import Workspace
from tests.migrations.older import list_older, write_older
from tests.undoing import dump

FIRST_KEPT = 2  # the first schema alone had no search index, and nobody was given it
_SHADOWS = "search_word_%"  # where the search index keeps itself

Tables = dict[str, list[dict[str, Any]]]


@pytest.fixture(params=sorted(list_older()))
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "shop.db"
    write_older(path, request.param)
    return path


@pytest.fixture
def opened(older: Path, clock: FixedClock) -> Iterator[Workspace]:
    workspace = Workspace.open(older, clock, create=False)
    yield workspace
    workspace.close()


def read_tables(path: Path) -> Tables:
    """Every row of every table that is written by hand, by its column names."""
    database = connect(path)
    sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE ?"
    tables = {}
    for (name,) in database.execute_sql(sql, [_SHADOWS]).fetchall():
        cursor = database.execute_sql(f'SELECT * FROM "{name}" ORDER BY 1, 2')
        columns = [each[0] for each in cursor.description]
        tables[name] = [dict(zip(columns, row, strict=True)) for row in cursor]
    database.close()
    return tables


def test_every_schema_before_this_one_has_a_dump() -> None:
    """The control; store one together with the migration that leaves it behind."""
    assert sorted(list_older()) == list(range(FIRST_KEPT, newest_schema()))


def test_the_dumps_have_rows_in_every_table(older: Path) -> None:
    assert [name for name, rows in read_tables(older).items() if not rows] == []


def test_nothing_is_lost_on_the_way_to_todays_schema(older: Path, clock: FixedClock) -> None:
    before = read_tables(older)

    Workspace.open(older, clock, create=False).close()

    after = read_tables(older)
    applied = before.pop("schema_migration")
    assert after["schema_migration"][: len(applied)] == applied
    for name, rows in before.items():
        kept = [{column: row[column] for column in rows[0]} for row in after[name]]
        assert kept == rows, name


def test_what_was_migrated_is_sound(opened: Workspace) -> None:
    assert opened.store.check() == []


def test_what_was_derived_before_is_what_would_be_derived_today(opened: Workspace) -> None:
    before = dump(opened.store)

    opened.store.rebuild()

    assert dump(opened.store) == before


def test_everybody_is_still_found(opened: Workspace) -> None:
    for text in ("lovelace", "byron", "0151 2345678", "chonail", "finn ill"):
        assert find_clients(opened.store, text).hits, text


def test_what_was_done_before_can_be_taken_back_and_done_again(opened: Workspace) -> None:
    before = dump(opened.store)
    steps = opened.store.scalar("SELECT COUNT(*) FROM undo_step WHERE undone IS NULL")
    assert steps > 10

    for _each in range(steps):
        opened.store.undo()
    assert opened.store.scalar("SELECT COUNT(*) FROM client") == 0
    for _each in range(steps):
        opened.store.redo()

    assert dump(opened.store) == before
    assert opened.store.check() == []


def test_a_copy_from_before_is_kept(opened: Workspace) -> None:
    assert len(list(opened.path.parent.glob("shop-backups/*.db"))) == 1
