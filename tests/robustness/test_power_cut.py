"""A power cut at any moment loses nothing that was said to be saved, and leaves nothing by halves.

``REGULARS_POWER_CUTS`` is how many cuts each kind of work gets; a night has time for thousands.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from crm.clock import FixedClock
from crm.errors import CrmError
from crm.workspace import Workspace
from tests.migrations.older import list_older, write_older
from tests.robustness.conftest import Disk
from tests.robustness.power_cut import Cut, Surface, read_record

CUTS = int(os.environ.get("REGULARS_POWER_CUTS", "120"))
PEOPLE = 120

Look = Callable[[Cut, Path], str]

pytestmark = pytest.mark.slow


def find_trouble(
    disk: Disk, job: str, look: Look, chance: random.Random, *, cuts: int = CUTS
) -> list[str]:
    """Do ``job``, cut the power ``cuts`` times, and say what ``look`` found wrong with the disks.

    Half of the disks keep a journal of their names.
    """
    before = {each.name: each.read_bytes() for each in disk.root.iterdir()}
    done = disk.run("jobs.py", job, disk.root / "shop.db")
    assert done.returncode == 0, done.stderr
    records = read_record(disk.record)
    assert len(records) > 50, "the disk was not watched"
    return [
        f"cut after {cut.at} of {len(records)} calls ({cut.how}): {wrong}"
        for journal in (True, False)
        for cut in Surface(disk.root, before).cuts(records, cuts // 2, chance, journal=journal)
        if (wrong := look_at_cut(cut, look))
    ]


def look_at_cut(cut: Cut, look: Look) -> str:
    """What ``look`` finds wrong with the files of ``cut``, laid out where no disk has to turn."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with TemporaryDirectory(dir=memory) as folder:
        cut.write(Path(folder))
        return look(cut, Path(folder) / "shop.db")


def open_cut(path: Path, clock: FixedClock) -> Workspace:
    return Workspace.open(path, clock, create=False)


def looks_at_visits(clock: FixedClock) -> Look:
    def look(cut: Cut, path: Path) -> str:
        said = {int(text.split()[1]) for text in cut.said}
        if not path.exists() and not said:
            return ""
        try:
            return compare(said, open_cut(path, clock))
        except CrmError as error:
            return str(error)

    return look


def compare(said: set[int], workspace: Workspace) -> str:
    """What is wrong with a file in which the visits ``said`` have to be, and at most one more."""
    store = workspace.store
    try:
        present = {row[0] for row in store.rows("SELECT id FROM visit")}
        purchases = store.scalar("SELECT COUNT(*) FROM purchase")
        notes = store.scalar("SELECT COUNT(*) FROM note")
        if problems := store.check():
            return " ".join(problems)
    finally:
        workspace.close()
    if not said <= present:
        return f"{len(said - present)} visits lost"
    if len(present) > len(said) + 1:
        return "more than one visit that was never said"
    return "" if (purchases, notes) == (2 * len(present), len(present)) else "half a visit"


def test_no_visit_is_lost_or_halved(disk: Disk, clock: FixedClock, chance: random.Random) -> None:
    assert find_trouble(disk, "log_visits", looks_at_visits(clock), chance, cuts=2 * CUTS) == []


def test_without_syncing_the_same_cuts_do_harm(
    disk: Disk, clock: FixedClock, chance: random.Random
) -> None:
    """The control: a harness that finds nothing here would find nothing anywhere."""
    found = find_trouble(disk, "log_carelessly", looks_at_visits(clock), chance, cuts=20)
    assert len(found) > 5


def test_undo_is_whole_or_not_at_all(disk: Disk, clock: FixedClock, chance: random.Random) -> None:
    def look(_cut: Cut, path: Path) -> str:
        if not path.exists():
            return ""
        workspace = open_cut(path, clock)
        store = workspace.store
        counts = tuple(
            store.scalar(f"SELECT COUNT(*) FROM {table}") for table in ("visit", "purchase", "note")
        )
        problems = store.check()
        workspace.close()
        return " ".join(problems) or ("" if counts in {(0, 0, 0), (1, 2, 1)} else f"{counts}")

    assert find_trouble(disk, "undo_visits", look, chance) == []


def test_a_new_file_is_there_whole_or_not_at_all(
    disk: Disk, clock: FixedClock, chance: random.Random
) -> None:
    def look(cut: Cut, path: Path) -> str:
        if not path.exists():
            return "lost" if "made" in cut.said else ""
        return checked(open_cut(path, clock))

    assert find_trouble(disk, "create", look, chance) == []


def checked(workspace: Workspace) -> str:
    problems = workspace.store.check()
    workspace.close()
    return " ".join(problems)


def test_a_migration_is_done_whole_or_not_at_all(
    disk: Disk, clock: FixedClock, chance: random.Random
) -> None:
    write_older(disk.root / "shop.db", min(list_older()))
    everybody = 5

    def look(cut: Cut, path: Path) -> str:
        workspace = open_cut(path, clock)
        people = workspace.store.scalar("SELECT COUNT(*) FROM client")
        copies = list(path.parent.glob("shop-backups/*.db"))
        wrong = checked(workspace)
        if "migrated" in cut.said and len(copies) != 1:
            return "the copy from before is lost"
        return wrong or ("" if people == everybody else f"{people} people")

    assert find_trouble(disk, "migrate", look, chance) == []


def test_a_copy_is_the_old_one_or_the_new_one(
    disk: Disk, clock: FixedClock, chance: random.Random
) -> None:
    def look(cut: Cut, path: Path) -> str:
        said = len(cut.said)
        copy = path.with_name("copy.db")
        if not copy.exists():
            return "lost" if said else ""
        workspace = open_cut(copy, clock)
        visits = workspace.store.scalar("SELECT COUNT(*) FROM visit")
        wrong = checked(workspace)
        return wrong or ("" if visits in (said, said + 1) else f"{visits} visits, {said} said")

    assert find_trouble(disk, "keep_copies", look, chance) == []


def test_a_file_is_brought_in_whole_or_not_at_all(
    disk: Disk, clock: FixedClock, chance: random.Random
) -> None:
    people = "".join(f"Ada Lovelace {number},0151 {number:06}\n" for number in range(PEOPLE))
    disk.root.with_name("people.csv").write_text("Name,Phone\n" + people)

    def look(cut: Cut, path: Path) -> str:
        if not path.exists():
            return "lost" if cut.said else ""
        workspace = open_cut(path, clock)
        count = workspace.store.scalar("SELECT COUNT(*) FROM client")
        wrong = checked(workspace)
        allowed = {1 + PEOPLE} if "imported" in cut.said else {1, 1 + PEOPLE}
        if not cut.said:
            allowed = {0, 1}
        return wrong or ("" if count in allowed else f"{count} people after {cut.said}")

    assert find_trouble(disk, "bring_in", look, chance) == []
