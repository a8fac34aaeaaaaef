"""A step goes back whole, comes again whole, and never over something newer."""

from __future__ import annotations

import base64
import json
import shutil
import threading
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.changes import Change
from crm.clients.models import Client, Photo, Tag
from crm.clock import FixedClock
from crm.errors import ConflictError, NotFoundError, StorageCause, StorageError
from crm.store.rows import unpack
from crm.store.store import Store
from crm.story.models import Item, Note, Visit


@pytest.fixture
def store(shop_file: Path, clock: FixedClock) -> Iterator[Store]:
    store = Store.open(shop_file, clock)
    yield store
    store.close()


def add_client(store: Store, name: str = "Ada") -> int:
    now = store.clock.now()
    with store.write("client.add", about=name) as step:
        client_id = step.insert(Client, name=name, created_at=now, changed_at=now)
        step.retell(client_id)
    return client_id


def rename(store: Store, client_id: int, name: str, rev: int | None = None) -> None:
    with store.write("client.change") as step:
        step.update(Client, client_id, rev=rev, name=name)
        step.retell(client_id)


def names(store: Store) -> list[Any]:
    return [row[0] for row in store.rows("SELECT name FROM client ORDER BY id")]


def test_an_insert_goes_back_and_comes_again_with_the_same_row(store: Store) -> None:
    add_client(store)
    before = store.rows("SELECT * FROM client")
    store.undo()
    assert names(store) == []
    store.redo()
    assert store.rows("SELECT * FROM client") == before


def test_a_change_goes_back_and_comes_again(store: Store) -> None:
    client_id = add_client(store)
    rename(store, client_id, "Ada Lovelace")
    store.undo()
    assert names(store) == ["Ada"]
    store.redo()
    assert names(store) == ["Ada Lovelace"]


def test_revisions_only_grow(store: Store) -> None:
    client_id = add_client(store)
    revisions = [store.scalar("SELECT rev FROM client")]
    for turn in (lambda: rename(store, client_id, "B"), store.undo, store.redo, store.undo):
        turn()
        revisions.append(store.scalar("SELECT rev FROM client"))
    assert revisions == sorted(set(revisions))


def test_a_removed_row_comes_back_with_its_bytes(store: Store) -> None:
    client_id = add_client(store)
    with store.write("photo.set") as step:
        photo = step.insert(Photo, client_id=client_id, image=b"\x00\xff\x89PNG", small=b"{}")
    with store.write("photo.remove") as step:
        step.delete(Photo, photo)
    assert store.rows("SELECT * FROM photo") == []
    store.undo()
    assert store.rows("SELECT id, image, small FROM photo") == [(photo, b"\x00\xff\x89PNG", b"{}")]
    store.redo()
    assert store.rows("SELECT * FROM photo") == []


@pytest.mark.slow
def test_many_rows_go_back_and_come_again_as_one(store: Store) -> None:
    client_id = add_client(store)
    days = [f"2020-01-{day:02d}" for day in range(1, 29)] * 500
    with store.write("import.run") as step:
        ids = step.insert_rows(Visit, ("client_id", "day"), ((client_id, day) for day in days))
        step.touch(client_id)
    assert len(ids) == 14_000
    before = store.rows("SELECT * FROM visit ORDER BY id")
    assert len({row[1] for row in before}) == 14_000  # each row has a name of its own
    store.undo()
    assert store.scalar("SELECT COUNT(*) FROM visit") == 0
    store.redo()
    assert store.rows("SELECT * FROM visit ORDER BY id") == before


def test_rows_packed_without_names_come_again_after_their_table_grew(store: Store) -> None:
    client_id = add_client(store)
    store.undo()
    row_id, data = store.rows("SELECT id, after FROM undo_row WHERE after IS NOT NULL")[0]
    nameless = zlib.compress(json.dumps(unpack(data).rows, default=_as_kept).encode())
    with store._transaction():
        store.write_derived("UPDATE undo_row SET after = ? WHERE id = ?", [nameless, row_id])
        store.write_derived("ALTER TABLE client ADD COLUMN shoe_size TEXT DEFAULT '39'")
    store.redo()
    assert store.rows("SELECT id, name, shoe_size FROM client") == [(client_id, "Ada", "39")]


def _as_kept(value: bytes) -> dict[str, str]:
    return {"$b": base64.b64encode(value).decode()}


def test_steps_go_back_in_reverse_and_come_again_in_order(store: Store) -> None:
    client_id = add_client(store)
    for name in "BCD":
        rename(store, client_id, name)
    seen = []
    for _turn in range(3):
        store.undo()
        seen += names(store)
    for _turn in range(3):
        store.redo()
        seen += names(store)
    assert seen == ["C", "B", "Ada", "B", "C", "D"]


def test_something_newer_is_never_written_over(store: Store) -> None:
    client_id = add_client(store)
    rename(store, client_id, "B")
    step = store.scalar("SELECT MAX(id) FROM undo_step")
    rename(store, client_id, "C")
    with pytest.raises(ConflictError, match="newer stands on this"):
        store.undo(step)
    assert names(store) == ["C"]


def test_a_client_with_a_newer_visit_cannot_be_undone_away(store: Store) -> None:
    client_id = add_client(store)
    with store.write("visit.log") as step:
        step.insert(Visit, client_id=client_id, day="2026-11-21")
    with pytest.raises(ConflictError, match="newer stands on this"):
        store.undo(1)
    assert names(store) == ["Ada"]
    assert store.scalar("SELECT COUNT(*) FROM visit") == 1


def test_an_older_step_goes_back_where_nothing_stands_on_it(store: Store) -> None:
    first, second = add_client(store), add_client(store, "Bo")
    rename(store, first, "Ada L.")
    step = store.scalar("SELECT MAX(id) FROM undo_step")
    rename(store, second, "Bo D.")
    store.undo(step)
    assert names(store) == ["Ada", "Bo D."]


def test_a_new_step_ends_what_could_be_done_again(store: Store) -> None:
    client_id = add_client(store)
    rename(store, client_id, "B")
    store.undo()
    rename(store, client_id, "C")
    with pytest.raises(ConflictError, match="nothing to do again"):
        store.redo()


def test_nothing_to_undo_is_said(store: Store) -> None:
    with pytest.raises(ConflictError, match="nothing to undo"):
        store.undo()


def test_how_a_shop_began_cannot_be_undone(store: Store) -> None:
    add_client(store)
    with store.write("shop.begin", undoable=False) as step:
        step.insert(Tag, name="VIP", folded="vip")
    with pytest.raises(ConflictError, match="nothing to undo"):
        store.undo()
    assert names(store) == ["Ada"]
    assert store.scalar("SELECT COUNT(*) FROM tag") == 1


def test_a_step_cannot_go_back_twice(store: Store) -> None:
    add_client(store)
    step = store.undo().step_id
    with pytest.raises(ConflictError, match="undone already"):
        store.undo(step)


def test_undo_survives_a_restart(tmp_path: Path, clock: FixedClock) -> None:
    store = Store.open(tmp_path / "shop.db", clock)
    rename(store, add_client(store), "B")
    store.close()
    store = Store.open(tmp_path / "shop.db", clock)
    store.undo()
    assert names(store) == ["Ada"]
    store.close()
    store = Store.open(tmp_path / "shop.db", clock)
    store.redo()
    assert names(store) == ["B"]
    store.close()


def test_an_error_leaves_nothing_behind(store: Store) -> None:
    class InterruptedHereError(Exception):
        pass

    def begin_and_fail() -> None:
        with store.write("tag.add") as step:
            step.insert(Tag, name="VIP", folded="vip")
            raise InterruptedHereError

    with pytest.raises(InterruptedHereError):
        begin_and_fail()
    assert store.rows("SELECT * FROM tag") == []
    assert store.rows("SELECT * FROM undo_step") == []


def test_a_step_that_wrote_nothing_is_no_step(store: Store) -> None:
    heard: list[Change] = []
    client_id = add_client(store)
    store.changes.subscribe(heard.append)
    rename(store, client_id, "Ada")
    assert heard == []
    assert store.scalar("SELECT COUNT(*) FROM undo_step") == 1


def test_a_change_is_told_after_its_commit_and_never_before(store: Store) -> None:
    seen_by_another_connection: list[Any] = []

    def look(_change: Change) -> None:
        def read() -> None:
            seen_by_another_connection.extend(names(store))
            store.close_thread()

        thread = threading.Thread(target=read)
        thread.start()
        thread.join()

    store.changes.subscribe(look)
    client_id = add_client(store)
    assert seen_by_another_connection == ["Ada"]
    assert client_id == 1


def test_saving_over_a_newer_revision_is_a_conflict(store: Store) -> None:
    client_id = add_client(store)
    rename(store, client_id, "B", rev=1)
    with pytest.raises(ConflictError, match="changed in the meantime"):
        rename(store, client_id, "C", rev=1)
    assert names(store) == ["B"]


def test_changing_what_is_gone_is_said(store: Store) -> None:
    with pytest.raises(NotFoundError):
        rename(store, 404, "Nobody")


def test_a_full_disk_says_so_and_keeps_what_was_saved(store: Store) -> None:
    client_id = add_client(store)
    pages = store.scalar("PRAGMA page_count")
    store.rows(f"PRAGMA max_page_count = {pages + 2}")

    def write_much() -> None:
        with store.write("note.add") as step:
            step.insert(Note, client_id=client_id, at=store.clock.now(), text="x" * 100_000)

    with pytest.raises(StorageError, match="disk is full") as caught:
        write_much()
    assert caught.value.cause is StorageCause.DISK_FULL
    assert names(store) == ["Ada"]
    store.rows("PRAGMA max_page_count = 1000000")
    write_much()
    assert store.scalar("SELECT COUNT(*) FROM note") == 1


def test_a_moved_file_is_noticed_before_anything_is_written(store: Store, tmp_path: Path) -> None:
    add_client(store)
    (tmp_path / "shop.db").rename(tmp_path / "elsewhere.db")
    with pytest.raises(StorageError) as caught:
        add_client(store, "Bo")
    assert caught.value.cause is StorageCause.MOVED
    (tmp_path / "elsewhere.db").rename(tmp_path / "shop.db")


def test_writers_on_many_threads_take_turns(store: Store) -> None:
    def write() -> None:
        for _turn in range(20):
            add_client(store, "Same")
        store.close_thread()

    threads = [threading.Thread(target=write) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert names(store) == ["Same"] * 80


TURNS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.text(min_size=1, max_size=5)),
        st.tuples(st.just("rename"), st.text(min_size=1, max_size=5)),
        st.tuples(st.just("remove"), st.just("")),
        st.tuples(st.just("undo"), st.just("")),
        st.tuples(st.just("redo"), st.just("")),
    ),
    max_size=25,
)


@given(turns=TURNS)
def test_undo_and_redo_walk_like_a_list_of_pictures(
    turns: list[tuple[str, str]],
    empty_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """The table always equals the picture an ordinary undo list would show."""
    clock = FixedClock(datetime(2026, 11, 21, tzinfo=UTC))
    path = shutil.copy(empty_file, tmp_path_factory.mktemp("walk"))
    store = Store.open(Path(path), clock)
    done: list[list[tuple[Any, ...]]] = [[]]
    undone: list[list[tuple[Any, ...]]] = []
    for verb, text in turns:
        try:
            _take_turn(store, verb, text)
        except ConflictError:
            continue
        picture = _items(store)
        if verb == "undo":
            undone.append(done.pop())
        elif verb == "redo":
            done.append(undone.pop())
        elif picture != done[-1]:
            done.append(picture)
            undone.clear()
        assert picture == done[-1]
    store.close()


def _take_turn(store: Store, verb: str, text: str) -> None:
    if verb in {"undo", "redo"}:
        store.undo() if verb == "undo" else store.redo()
        return
    last = store.scalar("SELECT MAX(id) FROM item")
    with store.write(f"item.{verb}") as step:
        if verb == "add":
            folded = f"{text}{last}"
            step.insert(Item, name=text, folded=folded)
        elif last and verb == "rename":
            step.update(Item, last, name=text)
        elif last:
            step.delete(Item, last)


def _items(store: Store) -> list[tuple[Any, ...]]:
    return store.rows("SELECT id, uuid, name, folded FROM item ORDER BY id")


def test_what_is_written_together_is_one_step_and_one_change(store: Store) -> None:
    heard: list[Change] = []
    store.changes.subscribe(heard.append)
    with store.together("client.add", about="Ada"):
        client_id = add_client(store)
        rename(store, client_id, "Ada Lovelace")
    assert [(change.action, change.about) for change in heard] == [("client.add", "Ada")]
    assert heard[0].clients == {client_id}
    store.undo()
    assert names(store) == []
    store.redo()
    assert names(store) == ["Ada Lovelace"]


def test_of_what_is_written_together_all_or_nothing_is_kept(store: Store) -> None:
    def add_and_fail() -> None:
        with store.together("client.add"):
            rename(store, add_client(store), "B", rev=7)

    with pytest.raises(ConflictError):
        add_and_fail()
    assert names(store) == []
    add_client(store)  # the next write is its own step again
    store.undo()
    assert names(store) == []
