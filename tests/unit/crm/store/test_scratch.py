"""Much is put in order beside the shop's tables, written at once, and stopped at any moment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crm.clock import FixedClock
from crm.errors import CancelledError
from crm.store.scratch import Scratch
from crm.store.stopping import stoppable
from crm.store.store import Store
from crm.story.models import Item
from tests.undoing import dump, undoable

TABLE = "CREATE TABLE scratch.word (text TEXT)"
ENDLESS = "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n) "


@pytest.fixture
def store(shop_file: Path, clock: FixedClock) -> Iterator[Store]:
    store = Store.open(shop_file, clock)
    yield store
    store.close()


def add_words(store: Store, count: int) -> range:
    with Scratch(store, TABLE) as scratch, store.write("test.words") as step:
        words = ((f"word {n:05}",) for n in reversed(range(count)))
        scratch.put("INSERT INTO scratch.word VALUES (?)", words)
        values = {"id": "ROW_NUMBER() OVER (ORDER BY text) - 1", "name": "text", "folded": "text"}
        return step.insert_select(Item, count, values, "FROM scratch.word ORDER BY text")


def add_and_fail(store: Store) -> None:
    with Scratch(store, TABLE) as scratch, store.write("test.words") as step:
        step.insert(Item, name="a", folded="a")
        scratch.put("INSERT INTO scratch.word VALUES (?)", [("a",)])
        raise ZeroDivisionError


def add_numbers(store: Store, count: int) -> None:
    with store.write("test.numbers") as step:
        step.insert(Item, name="a", folded="a")
        values = {"id": "n - 1", "name": "n", "folded": "n"}
        source = f"FROM ({ENDLESS} SELECT n FROM n LIMIT {count})"
        step.insert_select(Item, count, values, source)


def test_rows_are_written_from_a_scratch_table_as_one_step(store: Store) -> None:
    ids = undoable(store, lambda: add_words(store, 12_000))

    rows = store.rows("SELECT id, name, category, times_sold, rev FROM item ORDER BY id")
    assert rows[0] == (ids.start, "word 00000", "", 0, 1)
    assert rows[-1][:2] == (ids[-1], "word 11999")
    assert store.scalar("SELECT MAX(last_id - first_id) FROM undo_row") < 5_000


def test_rows_added_one_by_one_and_at_once_count_on(store: Store) -> None:
    with Scratch(store, TABLE) as scratch, store.write("test.words") as step:
        first = step.insert(Item, name="a", folded="a")
        scratch.put("INSERT INTO scratch.word VALUES (?)", [("b",), ("c",)])
        values = {"id": "rowid - 1", "name": "text", "folded": "text"}
        between = step.insert_select(Item, 2, values, "FROM scratch.word ORDER BY rowid")
        last = step.insert(Item, name="d", folded="d")

    assert [first, *between, last] == list(range(first, first + 4))
    assert [row[0] for row in store.rows("SELECT name FROM item ORDER BY id")] == list("abcd")


def test_nothing_of_a_scratch_table_is_left(store: Store) -> None:
    with Scratch(store, TABLE) as scratch:
        scratch.put("INSERT INTO scratch.word VALUES (?)", [("a",), ("b",)])
        assert scratch.find("SELECT COUNT(*) FROM scratch.word") == (2,)

    assert [row[1] for row in store.rows("PRAGMA database_list")] == ["main"]
    assert store.scalar("PRAGMA temp_store") == 2
    with Scratch(store, TABLE) as scratch:
        assert list(scratch.scan("SELECT * FROM scratch.word")) == []


def test_a_write_that_fails_leaves_the_scratch_tables_to_go(store: Store) -> None:
    before = dump(store)

    with pytest.raises(ZeroDivisionError):
        add_and_fail(store)

    assert dump(store) == before
    add_words(store, 3)


def test_an_endless_statement_ends_when_it_is_stopped(store: Store) -> None:
    asked = 0

    def stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked > 3

    with pytest.raises(CancelledError), stoppable(store, stopped):
        store.scalar(ENDLESS + "SELECT COUNT(*) FROM n")

    assert store.scalar("SELECT 1 FROM (VALUES (1))") == 1


def test_a_write_stopped_in_the_middle_of_a_statement_leaves_nothing(store: Store) -> None:
    before = dump(store)

    with pytest.raises(CancelledError), stoppable(store, lambda: True):
        add_numbers(store, 1_000_000)

    assert dump(store) == before
    assert store.check() == []
