"""Everything that was taken out comes in again, the same to the last row."""

from __future__ import annotations

import hashlib
import json
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crm.clients.drafts import ClientDraft
from crm.clients.photos import set_photo
from crm.clients.services import add_client
from crm.clock import FixedClock
from crm.demo import make_demo
from crm.errors import CancelledError, ConflictError, ImportRejected, StorageError
from crm.exchange.everything.descriptions import describe_column, describe_table
from crm.exchange.everything.reading import bring_everything_in, is_everything
from crm.exchange.everything.writing import take_everything_out
from crm.progress import NoProgress
from crm.store.store import Store
from crm.store.whole import list_tables, scan_table
from crm.story.attachments import AttachmentDraft, add_attachment
from crm.workspace import Workspace

Shop = dict[str, list[tuple[Any, ...]]]


def rows_of(store: Store) -> Shop:
    return {table.name: list(scan_table(store, table)) for table in list_tables(store)}


@pytest.fixture
def open_shop(tmp_path: Path, clock: FixedClock) -> Iterator[Callable[[str], Store]]:
    """Opens a shop of its own file by name."""
    opened: list[Workspace] = []

    def open_one(name: str) -> Store:
        opened.append(Workspace.open(tmp_path / f"{name}.db", clock))
        return opened[-1].store

    yield open_one
    for workspace in opened:
        workspace.close()


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A shop with everything in it, which no test changes."""
    path = tmp_path_factory.mktemp("full") / "full.db"
    workspace = Workspace.open(path, FixedClock(datetime(2026, 11, 21, 12, tzinfo=UTC)))
    make_demo(workspace.store, clients=60, visits=400)
    set_photo(workspace.store, 1, b"\xff\xd8\xff picture", b"\xff\xd8\xff small")
    add_client(workspace.store, ClientDraft("Ada Lovelace"))
    yield workspace.store
    workspace.close()


@pytest.fixture(scope="module")
def packed(full: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything of it."""
    return taken_out(full, tmp_path_factory.mktemp("packed"))


def taken_out(store: Store, folder: Path) -> Path:
    path = folder / "everything.zip"
    take_everything_out(store, path, {})
    return path


def changed(path: Path, folder: Path, part: str, content: bytes, *, told: bool = False) -> Path:
    """The zip with another content of one part; ``told`` in its list of parts too."""
    target = folder / "changed.zip"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()}
        parts[part] = content
        if told:
            manifest = json.loads(parts["regulars.json"])
            digest = hashlib.sha256(content).hexdigest()
            manifest["parts"][part] = {"bytes": len(content), "sha256": digest}
            parts["regulars.json"] = json.dumps(manifest).encode()
        for name, data in parts.items():
            new.writestr(name, data)
    return target


def test_a_shop_comes_back_the_same_to_the_last_row(
    full: Store, packed: Path, open_shop: Callable[[str], Store]
) -> None:
    assert is_everything(packed)
    again = open_shop("again")
    report = bring_everything_in(again, packed)
    assert report.clients == 61
    assert rows_of(again) == rows_of(full)
    assert again.check() == []


def test_what_could_be_undone_can_still_be_undone(
    packed: Path, open_shop: Callable[[str], Store]
) -> None:
    again = open_shop("again")
    bring_everything_in(again, packed)
    again.undo()
    assert "Ada Lovelace" not in {row[0] for row in again.rows("SELECT name FROM client")}


def test_a_shop_with_people_in_it_is_left_as_it_is(
    packed: Path, open_shop: Callable[[str], Store]
) -> None:
    other = open_shop("other")
    add_client(other, ClientDraft("Ada Lovelace"))
    before = rows_of(other)
    with pytest.raises(ConflictError, match=r"clients\.csv"):
        bring_everything_in(other, packed)
    assert rows_of(other) == before


@pytest.mark.slow
def test_files_are_taken_out_one_at_a_time(
    open_shop: Callable[[str], Store], tmp_path: Path
) -> None:
    store = open_shop("files")
    ada = add_client(store, ClientDraft("Ada Lovelace"))
    size = 1 << 20
    for number in range(24):
        content = bytes([number]) * size
        add_attachment(store, AttachmentDraft(ada, f"warranty {number}.pdf", content))
    tracemalloc.start()
    try:
        path = taken_out(store, tmp_path)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 12 * size
    again = open_shop("again")
    bring_everything_in(again, path)
    assert rows_of(again) == rows_of(store)


def test_every_table_and_column_is_described(full: Store) -> None:
    for table in list_tables(full):
        assert describe_table(table.name), table.name
        for column in table.columns:
            assert describe_column(table.name, column), f"{table.name}.{column}"


def test_each_part_is_told_with_its_size_and_its_hash(packed: Path) -> None:
    with zipfile.ZipFile(packed) as file:
        manifest = json.loads(file.read("regulars.json"))
        assert set(manifest["parts"]) == set(file.namelist()) - {"regulars.json"}
        for name, facts in manifest["parts"].items():
            content = file.read(name)
            assert facts == {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        rows = {table["name"]: table["rows"] for table in manifest["tables"]}
    assert rows["client"] == 61


def _cut(content: bytes) -> bytes:
    return content[:-20]


def _other_key(content: bytes) -> bytes:
    return content.replace(b'"name"', b'"nome"', 1)


def _other_kind(content: bytes) -> bytes:
    return content.replace(b'"kind":"person"', b'"kind":17', 1)


def _not_allowed(content: bytes) -> bytes:
    return content.replace(b'"kind":"person"', b'"kind":"robot"', 1)


def _twice(content: bytes) -> bytes:
    return content + content.splitlines(keepends=True)[0]


def _nowhere(content: bytes) -> bytes:
    return content.replace(b'"sent_by_id":null', b'"sent_by_id":999999', 1)


def _huge_number(content: bytes) -> bytes:
    return content.replace(b'"rev":1', b'"rev":99999999999999999999999', 1)


def _no_text(content: bytes) -> bytes:
    return content.replace(b'"called":""', b'"called":"\\ud800"', 1)


@pytest.mark.parametrize(
    "spoil", [_cut, _other_key, _other_kind, _not_allowed, _twice, _nowhere, _huge_number, _no_text]
)
@pytest.mark.parametrize("told", [False, True])
def test_a_spoilt_part_is_said_and_nothing_comes_in(
    packed: Path,
    open_shop: Callable[[str], Store],
    tmp_path: Path,
    spoil: Callable[[bytes], bytes],
    told: bool,
) -> None:
    with zipfile.ZipFile(packed) as file:
        content = file.read("data/client.jsonl")
    spoilt = spoil(content)
    assert spoilt != content
    again = open_shop("again")
    before = rows_of(again)
    with pytest.raises(ImportRejected, match="damaged"):
        bring_everything_in(
            again, changed(packed, tmp_path, "data/client.jsonl", spoilt, told=told)
        )
    assert rows_of(again) == before


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("schema", 10_000, "newer version"),
        ("version", 2, "newer version"),
        ("format", "other", "damaged"),
        ("tables", [{"name": "client"}], "damaged"),
        ("tables", [{"name": "nothing", "rows": 1, "columns": [{"name": "id"}]}], "damaged"),
        ("parts", {"data/client.jsonl": {}}, "damaged"),
        ("parts", {}, "damaged"),
    ],
)
def test_a_list_of_parts_that_cannot_be_is_refused(
    packed: Path,
    open_shop: Callable[[str], Store],
    tmp_path: Path,
    key: str,
    value: object,
    said: str,
) -> None:
    with zipfile.ZipFile(packed) as file:
        manifest = json.loads(file.read("regulars.json"))
    manifest[key] = value
    spoilt = changed(packed, tmp_path, "regulars.json", json.dumps(manifest).encode())
    again = open_shop("again")
    before = rows_of(again)
    with pytest.raises(ImportRejected, match=said):
        bring_everything_in(again, spoilt)
    assert rows_of(again) == before


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"PK\x03\x04" + bytes(500), b"name\nAda\n"]
)
def test_what_is_no_archive_is_said(
    open_shop: Callable[[str], Store], tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "no.zip"
    path.write_bytes(content)
    assert not is_everything(path)
    with pytest.raises(ImportRejected, match="no archive"):
        bring_everything_in(open_shop("again"), path)


@pytest.mark.slow
def test_a_part_that_unpacks_to_more_than_it_can_is_refused(
    packed: Path, open_shop: Callable[[str], Store], tmp_path: Path
) -> None:
    bomb = changed(packed, tmp_path, "data/client.jsonl", bytes(300 << 20), told=False)
    with pytest.raises(ImportRejected, match="damaged"):
        bring_everything_in(open_shop("again"), bomb)


def test_stopped_it_leaves_nothing_behind(
    full: Store, packed: Path, open_shop: Callable[[str], Store], tmp_path: Path
) -> None:
    class Stopped(NoProgress):
        def stopped(self) -> bool:
            return True

    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(CancelledError):
        take_everything_out(full, folder / "everything.zip", {}, Stopped())
    assert list(folder.iterdir()) == []
    again = open_shop("again")
    before = rows_of(again)
    with pytest.raises(CancelledError):
        bring_everything_in(again, packed, Stopped())
    assert rows_of(again) == before


def test_a_folder_that_is_not_there_is_said(full: Store, tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        take_everything_out(full, tmp_path / "no" / "everything.zip", {})
