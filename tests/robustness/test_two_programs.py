"""Two programs on one file: one writes, others may read, and a dead one is in nobody's way."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm.clients.drafts import ClientDraft
from crm.clients.queries import count_clients
from crm.clients.services import add_client
from crm.clock import FixedClock
from crm.errors import StorageCause, StorageError
from crm.workspace import Workspace
from tests.robustness.test_kill import start_writer


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "shop.db"


@pytest.fixture
def till(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that has logged a visit and goes on logging them."""
    process = start_writer(path)
    assert process.stdout is not None
    while not process.stdout.readline().startswith("visit"):
        assert process.poll() is None
    yield process
    process.kill()
    process.communicate()


def refusal(path: Path, clock: FixedClock) -> StorageError:
    with pytest.raises(StorageError) as caught:
        Workspace.open(path, clock)
    return caught.value


@pytest.mark.slow
def test_a_second_program_is_told_that_the_file_is_open(
    path: Path, clock: FixedClock, till: subprocess.Popen[str]
) -> None:
    error = refusal(path, clock)
    assert error.cause is StorageCause.IN_USE
    assert str(error) == "Regulars is already open on this data file."
    assert till.poll() is None


def test_one_program_opens_a_file_once(path: Path, clock: FixedClock) -> None:
    first = Workspace.open(path, clock)
    assert refusal(path, clock).cause is StorageCause.IN_USE
    first.close()
    Workspace.open(path, clock).close()


@pytest.mark.slow
def test_a_reader_beside_the_writer_sees_what_was_saved(
    path: Path, clock: FixedClock, till: subprocess.Popen[str]
) -> None:
    assert till.stdout is not None
    reader = Workspace.open(path, clock, alone=False)
    for _each in range(20):
        line = till.stdout.readline()
        visit_id = int(line.split()[1])
        assert reader.store.scalar("SELECT 1 FROM visit WHERE id = ?", [visit_id]) == 1
    whole = "SELECT (SELECT COUNT(*) FROM purchase) = 2 * (SELECT COUNT(*) FROM visit)"
    assert reader.store.scalar(whole) == 1
    reader.close()
    assert till.poll() is None


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")
def test_the_lock_of_a_killed_program_is_gone(
    path: Path, clock: FixedClock, till: subprocess.Popen[str]
) -> None:
    assert refusal(path, clock).cause is StorageCause.IN_USE
    os.kill(till.pid, signal.SIGKILL)
    till.wait()
    workspace = Workspace.open(path, clock)
    assert workspace.store.check() == []
    workspace.close()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows does not stop a program so")
def test_a_program_that_hangs_keeps_its_file(
    path: Path, clock: FixedClock, till: subprocess.Popen[str]
) -> None:
    os.kill(till.pid, signal.SIGSTOP)
    assert refusal(path, clock).cause is StorageCause.IN_USE
    os.kill(till.pid, signal.SIGCONT)


@pytest.mark.skipif(os.name == "nt", reason="Windows does not move open files")
@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_that_is_moved_while_open_takes_no_more(
    path: Path, clock: FixedClock, *, replaced: bool
) -> None:
    workspace = Workspace.open(path, clock)
    add_client(workspace.store, ClientDraft("Ada Lovelace"))
    path.rename(path.with_name("moved.db"))
    if replaced:
        other = Workspace.open(path.with_name("other.db"), clock)
        other.close()
        other.path.rename(path)
    with pytest.raises(StorageError) as caught:
        add_client(workspace.store, ClientDraft("Grace Hopper"))
    assert caught.value.cause is StorageCause.MOVED
    assert count_clients(workspace.store) == 1
    if not replaced:
        path.with_name("moved.db").rename(path)
        add_client(workspace.store, ClientDraft("Grace Hopper"))
    workspace.close()


def test_a_lock_left_by_an_earlier_start_means_nothing(path: Path, clock: FixedClock) -> None:
    path.with_name("shop.db.lock").write_text("1\n")
    Workspace.open(path, clock).close()


def test_reading_needs_no_lock(path: Path, clock: FixedClock) -> None:
    Workspace.open(path, clock).close()
    reader = Workspace.open(path, clock, alone=False)
    writer = Workspace.open(path, clock)
    add_client(writer.store, ClientDraft("Ada Lovelace"))
    assert count_clients(reader.store) == 1
    writer.close()
    reader.close()
