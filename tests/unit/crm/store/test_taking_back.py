"""An older step is taken back but for what is newer, and that is a step like any other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crm.clients.models import Client, FormerName, PairAnswer, Tag
from crm.clock import FixedClock
from crm.errors import CancelledError, NotFoundError
from crm.store.sparing import Sparing
from crm.store.store import Store
from crm.store.taking_back import TakenBack, TakingBack
from crm.story.models import Note, Visit

LOOSE = Sparing(loose=frozenset({"pair_answer"}))


@pytest.fixture
def store(shop_file: Path, clock: FixedClock) -> Iterator[Store]:
    store = Store.open(shop_file, clock)
    yield store
    assert store.rows("PRAGMA foreign_key_check") == []
    store.close()


def add_clients(store: Store, *names: str) -> tuple[int, range]:
    """Clients in one step; its id, and theirs."""
    now = "2026-11-21T11:52:00Z"
    with store.write("import.run") as step:
        rows = ((name, now, now) for name in names)
        ids = step.insert_rows(Client, ("name", "created_at", "changed_at"), rows)
        step.retell(*ids)
    return step.id, ids


def take_back(store: Store, step_id: int, sparing: Sparing = LOOSE) -> TakenBack:
    with store.write("import.take_back") as step, TakingBack(step, step_id, sparing) as taking:
        return taking.carry_out()


def names(store: Store) -> list[str]:
    return [row[0] for row in store.rows("SELECT name FROM client ORDER BY id")]


def everything(store: Store) -> list[object]:
    tables = ("client", "former_name", "visit", "note", "tag", "pair_answer")
    return [store.rows(f"SELECT * FROM {table} ORDER BY id") for table in tables]


def test_rows_of_an_older_step_go_and_come_again(store: Store) -> None:
    step_id, _ids = add_clients(store, "Ada", "Bo")
    add_clients(store, "Cy")
    before = everything(store)
    taken = take_back(store, step_id)
    assert (names(store), dict(taken.removed)) == (["Cy"], {"client": 2})
    store.undo()
    assert everything(store) == before
    store.redo()
    assert names(store) == ["Cy"]


def test_what_something_newer_stands_on_stays_with_all_it_stands_on_itself(store: Store) -> None:
    step_id, ids = add_clients(store, "Ada", "Bo")
    with store.write("client.set_sent_by") as step:
        step.update(Client, ids[0], sent_by_id=ids[1])
    with store.write("visit.log") as step:
        step.insert(Visit, client_id=ids[0], day="2026-11-21")
    with store.write("import.take_back") as step, TakingBack(step, step_id, LOOSE) as taking:
        why = {row.id: [each.table for each in row.reasons] for row in taking.spared("client")}
        taking.carry_out()
    assert names(store) == ["Ada", "Bo"]
    assert why == {ids[0]: ["client", "visit"], ids[1]: ["client"]}


def test_where_the_step_itself_let_an_older_row_point_nothing_is_held_back(store: Store) -> None:
    _step, (older, *_rest) = add_clients(store, "Ada")
    with store.write("import.run") as step:
        now = "2026-11-21T11:52:00Z"
        newer = step.insert(Client, name="Bo", created_at=now, changed_at=now)
        step.update(Client, older, sent_by_id=newer)
    taken = take_back(store, step.id)
    assert names(store) == ["Ada"]
    assert store.rows("SELECT sent_by_id FROM client") == [(None,)]
    assert taken.reverted == 1


def test_columns_changed_since_stay_and_are_told(store: Store) -> None:
    _step, (ada, *_rest) = add_clients(store, "Ada")
    with store.write("import.run") as step:
        step.update(Client, ada, called="Addie", work="Baker")
    step_id = step.id
    with store.write("client.change") as step:
        step.update(Client, ada, called="Countess")
    taken = take_back(store, step_id)
    assert store.rows("SELECT called, work FROM client") == [("Countess", "")]
    assert [(each.id, each.columns) for each in taken.kept_changes] == [(ada, ("called",))]


def test_a_removed_row_comes_back_under_its_number_and_name(store: Store) -> None:
    _step, (ada, bo) = add_clients(store, "Ada", "Bo")
    before = store.rows("SELECT id, uuid, name FROM client")
    with store.write("client.merge") as step:
        step.insert(FormerName, client_id=ada, name="Bo")
        step.delete(Client, bo)
    step_id = step.id
    add_clients(store, "Cy")
    taken = take_back(store, step_id)
    assert store.rows("SELECT id, uuid, name FROM client")[:2] == before
    assert names(store) == ["Ada", "Bo", "Cy"]
    assert store.rows("SELECT * FROM former_name") == []
    assert (dict(taken.removed), dict(taken.restored)) == ({"former_name": 1}, {"client": 1})


def test_what_it_belonged_to_being_gone_a_row_is_lost_and_told(store: Store) -> None:
    _step, (ada, *_rest) = add_clients(store, "Ada")
    with store.write("note.add") as step:
        note = step.insert(Note, client_id=ada, at="2026-11-21T11:52:00Z", text="Hello")
    with store.write("note.remove") as step:
        step.delete(Note, note)
    removal = step.id
    with store.write("client.erase") as step:
        step.delete(Client, ada)
    assert take_back(store, removal).lost == (("note", note),)


def test_loose_rows_go_with_what_they_stand_on_and_come_back_with_it(store: Store) -> None:
    step_id, (ada, bo) = add_clients(store, "Ada", "Bo")
    with store.write("pair.answer") as step:
        values = {"question": "same", "first_id": ada, "second_id": bo}
        step.insert(PairAnswer, **values, at="2026-11-21T11:52:00Z")
    before = everything(store)
    take_back(store, step_id)
    assert names(store) == []
    assert store.scalar("SELECT COUNT(*) FROM pair_answer") == 0
    store.undo()
    assert everything(store) == before


def test_a_row_of_another_step_under_an_old_number_is_left_alone(store: Store) -> None:
    step_id, ids = add_clients(store, "Ada", "Bo")
    with store.write("client.erase") as step:
        step.delete(Client, ids[1])
    with store.write("client.add") as step:  # as files have it that were written before
        step.execute(
            "INSERT INTO client SELECT ?, randomblob(16), rev, kind, standing, 'Cy', title, given, "
            "middle, family, suffix, sort_name, called, pronunciation, born, died, has_died, "
            "from_place, lives, work, how_met, met_on, sent_by_id, starred, created_at, "
            "changed_at, archived_at, removed_at FROM client",
            [ids[1]],
        )
        step.keep("client", "insert", ids[1], ids[1])
    take_back(store, step_id)
    assert names(store) == ["Cy"]


def test_an_undone_or_forgotten_step_is_not_taken_back(store: Store) -> None:
    step_id, _ids = add_clients(store, "Ada")
    store.undo()
    with pytest.raises(NotFoundError, match="no longer"):
        take_back(store, step_id)
    with store.write("tag.add") as step:
        step.insert(Tag, name="VIP", folded="vip")
    with pytest.raises(NotFoundError, match="no longer"):
        take_back(store, step_id)


def test_stopped_it_leaves_everything_and_no_table_of_its_own(store: Store) -> None:
    class Stopped:
        def step(self, done: int, total: int | None, text: str = "") -> None:
            """Nobody listens."""

        def stopped(self) -> bool:
            return True

    step_id, _ids = add_clients(store, "Ada")

    def stop() -> None:
        with (
            store.write("import.take_back") as step,
            TakingBack(step, step_id, LOOSE, Stopped()) as taking,
        ):
            taking.carry_out()

    with pytest.raises(CancelledError):
        stop()
    assert names(store) == ["Ada"]
    assert store.rows("SELECT name FROM temp.sqlite_master") == []
    take_back(store, step_id)
    assert names(store) == []
