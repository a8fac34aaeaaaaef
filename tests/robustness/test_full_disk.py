"""A disk without space: it is said, all can be read, nothing is lost, and saving goes on after."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from crm.clients.drafts import ClientDraft
from crm.clients.queries import get_client, list_clients
from crm.clients.services import add_client
from crm.clock import FixedClock
from crm.errors import StorageCause, StorageError
from crm.story.drafts import VisitDraft
from crm.story.lines import LineDraft
from crm.story.queries import list_visits
from crm.story.services import log_visit
from crm.workspace import Workspace
from tests.undoing import dump

SIZE = 2 * 1024 * 1024


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB of its own."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("a disk of its own needs Linux and root")
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def shop(small_disk: Path, clock: FixedClock) -> Iterator[Workspace]:
    workspace = Workspace.open(small_disk / "shop.db", clock)
    add_client(workspace.store, ClientDraft("Ada Lovelace"))
    yield workspace
    workspace.close()


def fill(folder: Path) -> Path:
    """Use up every byte; removing the file that is returned gives them back."""
    filler = folder / "filler"
    with filler.open("ab", buffering=0) as file:
        for size in (65_536, 512, 1):
            try:
                while file.write(bytes(size)) == size:
                    pass
            except OSError:
                continue
    return filler


def log_one(shop: Workspace) -> int:
    lines = (LineDraft("latte", 1000, 320),)
    return log_visit(shop.store, VisitDraft(1, lines, note="again " * 50, currency="GBP"))


def log_many(shop: Workspace) -> list[int]:
    """Log visits until the disk is full; returns those that were said to be saved."""
    said: list[int] = []
    with suppress(StorageError):
        while True:
            said.append(log_one(shop))
    return said


def refusal(shop: Workspace) -> StorageError:
    log_many(shop)
    with pytest.raises(StorageError) as caught:
        log_one(shop)
    return caught.value


def test_nothing_saved_is_lost_when_the_disk_fills_up(shop: Workspace) -> None:
    said = log_many(shop)
    assert len(said) > 5
    error = refusal(shop)
    assert error.cause is StorageCause.DISK_FULL
    assert "Free some space" in str(error)
    assert {each.id for each in list_visits(shop.store, 1)} == set(said)
    assert shop.store.check() == []


def test_with_not_a_byte_left_everything_can_be_read(shop: Workspace) -> None:
    filler = fill(shop.path.parent)
    before = dump(shop.store)
    assert refusal(shop).cause is StorageCause.DISK_FULL
    assert get_client(shop.store, 1).name == "Ada Lovelace"
    assert len(list_clients(shop.store)) == 1
    assert len(list_visits(shop.store, 1)) == len(dump(shop.store)["visit"])
    assert dump(shop.store)["client"] == before["client"]
    assert shop.store.check() == []
    filler.unlink()


def test_saving_goes_on_once_there_is_space(shop: Workspace) -> None:
    filler = fill(shop.path.parent)
    refusal(shop)
    count = len(dump(shop.store)["visit"])
    filler.unlink()
    log_one(shop)
    shop.undo()
    shop.redo()
    assert len(dump(shop.store)["visit"]) == count + 1
    assert shop.store.check() == []


def test_a_program_that_closes_on_a_full_disk_has_lost_nothing(
    shop: Workspace, clock: FixedClock
) -> None:
    said = log_one(shop)
    filler = fill(shop.path.parent)
    shop.close()
    filler.unlink()
    again = Workspace.open(shop.path, clock)
    assert [each.id for each in list_visits(again.store, 1)] == [said]
    assert again.store.check() == []
    again.close()


def test_opening_on_a_full_disk_says_so_and_harms_nothing(
    shop: Workspace, clock: FixedClock
) -> None:
    log_one(shop)
    shop.close()
    before = shop.path.read_bytes()
    filler = fill(shop.path.parent)
    with pytest.raises(StorageError) as caught:
        Workspace.open(shop.path, clock)
    assert caught.value.cause is StorageCause.DISK_FULL
    assert shop.path.read_bytes() == before
    filler.unlink()
    Workspace.open(shop.path, clock).close()


def test_a_file_that_cannot_be_made_leaves_nothing_behind(
    small_disk: Path, clock: FixedClock
) -> None:
    filler = fill(small_disk)
    with pytest.raises(StorageError) as caught:
        Workspace.open(small_disk / "shop.db", clock)
    assert caught.value.cause is StorageCause.DISK_FULL
    assert {each.name for each in small_disk.iterdir()} <= {"filler", "shop.db.lock"}
    filler.unlink()
    Workspace.open(small_disk / "shop.db", clock).close()


def test_a_copy_that_does_not_fit_leaves_nothing_behind(shop: Workspace, tmp_path: Path) -> None:
    target = shop.path.with_name("copy.db")
    shop.store.snapshot(target)
    old = target.read_bytes()
    filler = fill(shop.path.parent)
    names = {each.name for each in shop.path.parent.iterdir()}
    with pytest.raises(StorageError) as caught:
        shop.store.snapshot(target)
    assert caught.value.cause is StorageCause.DISK_FULL
    assert target.read_bytes() == old
    assert {each.name for each in shop.path.parent.iterdir()} == names
    filler.unlink()
    shop.store.snapshot(target)
    shop.store.snapshot(tmp_path / "elsewhere.db")
