"""Whatever call of the disk fails, a sentence says why, nothing is left by halves, and it mends.

Ten things a person does, each with every ``REGULARS_FAULT_STRIDE``-th write, sync, open, rename,
removal and truncation failing: the disk full or broken, once or for good. A night takes stride 1.
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest

from tests.robustness.conftest import Disk

STRIDE = int(os.environ.get("REGULARS_FAULT_STRIDE", "9"))
DEEDS = 10

pytestmark = pytest.mark.slow


def test_every_call_that_fails_is_survived(
    disk: Disk, tmp_path: Path, chance: random.Random
) -> None:
    people = "".join(f"Grace {number},0151 {number:06}\n" for number in range(40))
    (tmp_path / "people.csv").write_text("Name,Phone\n" + people)
    done = disk.run("failing.py", disk.root, STRIDE, chance.randrange(1 << 32))
    assert done.returncode == 0, done.stderr
    seen: dict[str, int] = json.loads(done.stdout)
    assert len({name.split(":")[0] for name in seen}) == DEEDS
    for outcome in ("disk_full", "io"):  # the control: faults were met by every deed
        assert sum(outcome in name for name in seen) == DEEDS, seen
