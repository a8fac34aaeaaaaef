"""What was said to be saved is there after the program was killed, and nothing is half there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crm.clock import FixedClock
from crm.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
WRITER = Path(__file__).with_name("writer.py")
KILLS = int(os.environ.get("REGULARS_KILLS", "12"))  # some thousands for a night

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")


def start_writer(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(WRITER), str(path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


def kill_after(process: subprocess.Popen[str], lines: int) -> list[int]:
    """Read ``lines`` acknowledgements, kill the writer, and give the visits it had said so far."""
    assert process.stdout is not None
    said = [process.stdout.readline() for _each in range(lines)]
    os.kill(process.pid, signal.SIGKILL)
    said += process.stdout.readlines()
    process.stdout.close()
    process.wait()
    return [int(line.split()[1]) for line in said if line.startswith("visit") and "\n" in line]


@pytest.mark.slow
def test_what_was_said_to_be_saved_survives_a_kill(tmp_path: Path, clock: FixedClock) -> None:
    seed = random.randrange(1 << 32)
    chance = random.Random(seed)
    path = tmp_path / "shop.db"
    acknowledged: set[int] = set()
    for turn in range(KILLS):
        acknowledged.update(kill_after(start_writer(path), chance.randrange(1, 60)))
        workspace = Workspace.open(path, clock)
        store = workspace.store
        present = {row[0] for row in store.rows("SELECT id FROM visit")}
        purchases = store.scalar("SELECT COUNT(*) FROM purchase")
        notes = store.scalar("SELECT COUNT(*) FROM note")
        problems = store.check()
        workspace.close()
        assert acknowledged <= present, f"lost in turn {turn}, seed {seed}"
        assert len(present) <= len(acknowledged) + turn + 1, f"seed {seed}"
        assert (purchases, notes) == (2 * len(present), len(present)), f"half a visit, seed {seed}"
        assert problems == [], f"seed {seed}"


@pytest.mark.slow
def test_a_kill_while_the_file_is_made_is_in_nobodys_way(tmp_path: Path, clock: FixedClock) -> None:
    chance = random.Random(7)
    for turn in range(KILLS):
        path = tmp_path / f"shop-{turn}.db"
        process = start_writer(path)
        try:
            process.wait(chance.uniform(0.05, 0.6))
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
        workspace = Workspace.open(path, clock)
        assert workspace.store.check() == []
        workspace.close()


@pytest.mark.slow
def test_undo_still_works_after_a_kill(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "shop.db"
    kill_after(start_writer(path), 10)
    workspace = Workspace.open(path, clock)
    before = workspace.store.scalar("SELECT COUNT(*) FROM visit")
    workspace.undo()
    assert workspace.store.scalar("SELECT COUNT(*) FROM visit") == before - 1
    assert workspace.store.check() == []
    workspace.close()
