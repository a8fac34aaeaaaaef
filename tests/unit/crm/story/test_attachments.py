"""Files hang on clients and what happened, come back whole, and harm nobody by their name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client
from crm.errors import ConflictError, NotFoundError, StorageError, ValidationError
from crm.store.store import Store
from crm.story.attachments import (
    LARGEST_FILE,
    AttachmentDraft,
    add_attachment,
    change_attachment,
    get_attachment_content,
    list_attachments,
    read_file,
    remove_attachment,
    safe_name,
    save_copy,
)
from crm.story.drafts import VisitDraft
from crm.story.lines import LineDraft
from crm.story.services import change_visit, log_visit, remove_visit
from tests.undoing import undoable

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
PDF = b"%PDF-1.7 a warranty"


@pytest.fixture
def ada(store: Store) -> int:
    return add_client(store, ClientDraft("Ada Lovelace"))


@pytest.fixture
def visit(store: Store, ada: int) -> int:
    lines = (LineDraft("Winter service", 1000, 6500), LineDraft("Brake pads", 2000, 2100))
    return log_visit(store, VisitDraft(ada, lines, currency="GBP"))


def add(store: Store, client_id: int, name: str = "warranty.pdf", **more: Any) -> int:
    draft = AttachmentDraft(client_id, name, PDF, **more)
    return add_attachment(store, draft)


def purchases(store: Store, visit: int) -> list[int]:
    sql = "SELECT id FROM purchase WHERE visit_id = ? ORDER BY position"
    return [row_id for (row_id,) in store.rows(sql, [visit])]


def test_a_file_is_kept_whole_and_taken_back(store: Store, ada: int) -> None:
    small = PNG
    file_id = undoable(
        store, lambda: add(store, ada, "C:\\Users\\ada\\photo 1.PNG", note="the frame", small=small)
    )
    (row,) = list_attachments(store, ada)
    assert (row.name, row.media_type, row.size, row.note, row.small) == (
        "photo 1.PNG", "image/png", len(PDF), "the frame", PNG,
    )  # fmt: skip
    assert get_attachment_content(store, file_id) == PDF
    undoable(store, lambda: remove_attachment(store, file_id))
    assert list_attachments(store, ada) == ()
    store.undo()
    assert get_attachment_content(store, file_id) == PDF


def test_a_file_is_called_something_else_and_keeps_its_suffix(store: Store, ada: int) -> None:
    file_id = add(store, ada)
    (row,) = list_attachments(store, ada)
    undoable(store, lambda: change_attachment(store, file_id, row.rev, "the bike", "until 2030"))
    (changed,) = list_attachments(store, ada)
    assert (changed.name, changed.note) == ("the bike.pdf", "until 2030")
    with pytest.raises(ConflictError):
        change_attachment(store, file_id, row.rev, "x.pdf", "")
    with pytest.raises(ValidationError):
        change_attachment(store, file_id, None, " ", "")
    with pytest.raises(NotFoundError):
        change_attachment(store, file_id + 1, None, "x", "")


def test_a_file_hangs_on_a_visit_or_a_purchase_of_the_same_client(
    store: Store, ada: int, visit: int
) -> None:
    pads = purchases(store, visit)[1]
    add(store, ada, "bill.pdf", visit_id=visit)
    add(store, ada, "warranty.pdf", purchase_id=pads)
    today = store.clock.today()
    rows = list_attachments(store, ada)
    assert {(row.visit_id, row.purchase_id, row.day, row.what) for row in rows} == {
        (visit, None, today, ""), (visit, pads, today, "Brake pads"),
    }  # fmt: skip
    bob = add_client(store, ClientDraft("Bob Ray"))
    with pytest.raises(NotFoundError):
        add(store, bob, visit_id=visit)
    with pytest.raises(NotFoundError):
        add(store, bob, purchase_id=pads)
    with pytest.raises(NotFoundError):
        add(store, ada, visit_id=99)
    with pytest.raises(ValidationError, match="not to both"):
        add(store, ada, visit_id=visit, purchase_id=pads)


def test_files_stay_when_their_visit_changes_or_goes(store: Store, ada: int, visit: int) -> None:
    pads = purchases(store, visit)[1]
    add(store, ada, "bill.pdf", visit_id=visit)
    add(store, ada, "warranty.pdf", purchase_id=pads)
    lines = (LineDraft("Winter service", 1000, 7000),)
    draft = VisitDraft(ada, lines, currency="GBP")
    undoable(store, lambda: change_visit(store, visit, None, draft))
    assert {(row.visit_id, row.purchase_id) for row in list_attachments(store, ada)} == {
        (visit, None)
    }
    undoable(store, lambda: remove_visit(store, visit))
    assert [(row.visit_id, row.purchase_id) for row in list_attachments(store, ada)] == [
        (None, None), (None, None),
    ]  # fmt: skip


def test_what_is_empty_or_too_large_is_refused_in_a_sentence(
    store: Store, ada: int, tmp_path: Path
) -> None:
    with pytest.raises(ValidationError, match="is empty"):
        add_attachment(store, AttachmentDraft(ada, "a.txt", b""))
    with pytest.raises(ValidationError, match="too large: at most 20 MB"):
        add_attachment(store, AttachmentDraft(ada, "a.txt", bytes(LARGEST_FILE + 1)))
    with pytest.raises(ValidationError, match="small picture"):
        add(store, ada, small=b"GIF89a")
    large = tmp_path / "film.mov"
    with large.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(ValidationError, match=r"“film.mov” is too large"):
        read_file(large)
    with pytest.raises(ValidationError, match="is not a file"):
        read_file(tmp_path)
    with pytest.raises(ValidationError, match="is not a file"):
        read_file(tmp_path / "gone.pdf")


def test_a_copy_is_written_whole_or_not_at_all(store: Store, ada: int, tmp_path: Path) -> None:
    file_id = add(store, ada)
    folder = tmp_path / "copies"
    folder.mkdir()
    source = folder / "warranty.pdf"
    save_copy(store, file_id, source)
    assert source.read_bytes() == PDF
    assert read_file(source).content == PDF
    with pytest.raises(StorageError):
        save_copy(store, file_id, folder / "nowhere" / "warranty.pdf")
    with pytest.raises(NotFoundError):
        save_copy(store, file_id + 1, folder / "gone.pdf")
    assert [each.name for each in folder.iterdir()] == ["warranty.pdf"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"), ("C:\\Windows\\a.txt", "a.txt"),
        ("con.txt", "file con.txt"),
        ("a\0b\u202egnp.exe", "a b gnp.exe"), ("...", "file"), ("", "file"),
        (" .hidden ", "hidden"),
        ("what?*.pdf", "what.pdf"), ("a" * 300 + ".jpeg", "a" * 115 + ".jpeg"), ("x. ", "x"),
    ],
)  # fmt: skip
def test_a_name_is_safe_on_every_system(name: str, kept: str) -> None:
    assert safe_name(name) == kept


@given(name=st.text(st.characters(codec=None), max_size=300))
def test_any_name_becomes_one_that_is_safe_and_stays(name: str) -> None:
    kept = safe_name(name)
    assert kept
    assert len(kept) <= 130
    assert not set(kept) & set('<>:"/\\|?*\0')
    assert not kept.startswith(".")
    assert not kept.endswith((".", " "))
    assert safe_name(kept) == kept
