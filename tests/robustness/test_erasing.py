"""Where the words of a removed note are, and where they are not, any more.

The undo log keeps what was removed, so that Ctrl+Z can bring it back; nothing else holds the words.
Erasing somebody for good is proven in tests/unit/crm/clients/test_erasing.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from crm.clients.drafts import ClientDraft
from crm.clients.find import find_clients
from crm.clients.services import add_client, change_client
from crm.clock import FixedClock
from crm.store.store import Store
from crm.story.drafts import NoteDraft
from crm.story.remember import add_note, remove_note
from crm.workspace import Workspace, derived_rows

NEEDLE = "zebraneedle"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "shop.db"


def raw(path: Path) -> int:
    """How often the needle is in the bytes of the file and of what lies beside it."""
    files = path.parent.glob(path.name + "*")
    return sum(each.read_bytes().lower().count(NEEDLE.encode()) for each in files)


def holders(store: Store) -> set[str]:
    """The tables in which any column holds the needle."""
    tables = [row[0] for row in store.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    found = set()
    for table in tables:
        columns = [row[1] for row in store.rows(f'PRAGMA table_info("{table}")')]
        texts = " || ' ' || ".join(f"COALESCE(CAST(\"{each}\" AS TEXT), '')" for each in columns)
        if store.scalar(f'SELECT 1 FROM "{table}" WHERE {texts} LIKE ?', [f"%{NEEDLE}%"]):
            found.add(table)
    return found


def indexed(store: Store) -> int:
    """How many places of the search index the needle leads to, by its own list of words."""
    store.rows("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search_word, row)")
    count: int = store.scalar(
        "SELECT COALESCE(SUM(doc), 0) FROM temp.words WHERE term = ?", [NEEDLE]
    )
    store.rows("DROP TABLE temp.words")
    return count


def test_a_removed_note_is_found_no_more_and_only_undo_knows_it(
    path: Path, clock: FixedClock
) -> None:
    workspace = Workspace.open(path, clock)
    store = workspace.store
    client_id = add_client(store, ClientDraft("Ada Lovelace"))
    note_id = add_note(store, NoteDraft(client_id, f"said {NEEDLE}"))
    assert indexed(store) == 1
    assert len(find_clients(store, NEEDLE).hits) == 1
    assert "search_entry" in holders(store)
    remove_note(store, note_id)
    assert indexed(store) == 0
    assert len(find_clients(store, NEEDLE).hits) == 0
    assert holders(store) == {"undo_row"}
    store.undo()
    assert len(find_clients(store, NEEDLE).hits) == 1
    workspace.close()


def test_a_name_that_was_corrected_is_found_no_more(path: Path, clock: FixedClock) -> None:
    workspace = Workspace.open(path, clock)
    store = workspace.store
    client_id = add_client(store, ClientDraft(f"Ada {NEEDLE}"))
    assert "search_near" in holders(store)
    change_client(store, client_id, None, {"name": "Ada Lovelace"})
    assert holders(store) == {"undo_row", "undo_step"}
    assert indexed(store) == 0
    assert len(find_clients(store, NEEDLE).hits) == 0
    workspace.close()


def test_without_the_undo_log_and_once_scrubbed_no_byte_is_left(
    path: Path, clock: FixedClock
) -> None:
    """What erasing somebody for good will stand on: secure_delete, scrubbing, a folded log."""
    store = Store.open(path, clock, derived_rows())
    client_id = add_client(store, ClientDraft("Ada Lovelace"))
    remove_note(store, add_note(store, NoteDraft(client_id, f"said {NEEDLE}")))
    assert raw(path) > 0
    store.rows("DELETE FROM undo_row")
    store.rows("INSERT INTO search_word (search_word) VALUES ('optimize')")
    store.close()
    assert raw(path) == 0
