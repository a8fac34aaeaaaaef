"""Every kind of file that cannot be opened says why and stays as it was."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest

from crm.clock import FixedClock
from crm.errors import StorageCause, StorageError
from crm.store.connection import APPLICATION_ID, DataFileDatabase
from crm.store.store import Store


@pytest.fixture
def data_file(tmp_path: Path, clock: FixedClock) -> Path:
    path = tmp_path / "shop.db"
    Store.open(path, clock).close()
    return path


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def refusal(path: Path, clock: FixedClock, *, create: bool = True) -> StorageError:
    before = fingerprint(path) if path.is_file() else None
    with pytest.raises(StorageError) as caught:
        Store.open(path, clock, create=create).close()
    assert (fingerprint(path) if path.is_file() else None) == before
    assert str(caught.value).endswith(".")
    return caught.value


def change_header(path: Path, offset: int, value: int) -> None:
    data = bytearray(path.read_bytes())
    data[offset : offset + 4] = value.to_bytes(4, "big")
    path.write_bytes(data)


def test_the_sqlite_inside_does_not_corrupt_its_log() -> None:
    assert DataFileDatabase.server_version >= (3, 51, 3)


def test_a_new_file_is_ours_private_and_whole(data_file: Path) -> None:
    header = data_file.read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(header[60:64], "big") >= 1
    assert [path.name for path in data_file.parent.iterdir()] == ["shop.db"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions elsewhere")
def test_files_made_under_the_private_umask_are_readable_by_their_owner_only(
    tmp_path: Path, clock: FixedClock
) -> None:
    old = os.umask(0o077)
    try:
        store = Store.open(tmp_path / "shop.db", clock)
        modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
        store.close()
    finally:
        os.umask(old)
    assert modes == {0o600}


def test_settings_that_keep_what_was_saved_are_on(data_file: Path, clock: FixedClock) -> None:
    store = Store.open(data_file, clock)
    found = {
        name: store.scalar(f"PRAGMA {name}")
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
    }
    trusted = store.scalar("PRAGMA trusted_schema")
    store.close()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 10_000,
    }
    assert trusted == 0


def test_an_empty_file_is_refused(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "shop.db"
    path.touch()
    assert refusal(path, clock).cause is StorageCause.EMPTY


def test_a_file_of_another_program_is_refused(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "shop.db"
    path.write_text("Name;Phone\nAda;12345\n" * 100)
    assert refusal(path, clock).cause is StorageCause.NOT_OURS


def test_another_programs_database_is_refused(data_file: Path, clock: FixedClock) -> None:
    change_header(data_file, 68, 0x1234)
    assert refusal(data_file, clock).cause is StorageCause.NOT_OURS


def test_a_file_of_a_newer_program_is_refused(data_file: Path, clock: FixedClock) -> None:
    change_header(data_file, 60, 9_999)
    assert refusal(data_file, clock).cause is StorageCause.NEWER


def test_a_file_that_was_cut_off_is_refused(data_file: Path, clock: FixedClock) -> None:
    data_file.write_bytes(data_file.read_bytes()[:-9_000])
    assert refusal(data_file, clock).cause is StorageCause.DAMAGED


def test_a_file_with_a_ruined_table_of_contents_is_refused(
    data_file: Path, clock: FixedClock
) -> None:
    data = bytearray(data_file.read_bytes())
    data[100:4096] = b"\xa5" * 3996
    data_file.write_bytes(data)
    assert refusal(data_file, clock).cause is StorageCause.DAMAGED


def test_a_missing_folder_is_said(tmp_path: Path, clock: FixedClock) -> None:
    assert refusal(tmp_path / "not there" / "shop.db", clock).cause is StorageCause.MISSING


def test_a_missing_file_is_made_only_when_asked(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "shop.db"
    assert refusal(path, clock, create=False).cause is StorageCause.MISSING
    assert not path.exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_may_only_be_read_is_refused(data_file: Path, clock: FixedClock) -> None:
    data_file.chmod(0o400)
    assert refusal(data_file, clock).cause is StorageCause.READ_ONLY


def test_a_half_made_file_of_an_earlier_start_is_in_nobodys_way(
    tmp_path: Path, clock: FixedClock
) -> None:
    (tmp_path / "shop.db.new").write_bytes(b"half")
    store = Store.open(tmp_path / "shop.db", clock)
    assert store.check() == []
    store.close()
