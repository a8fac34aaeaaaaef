"""What the tests of the worst days share: a disk that can be watched and made to fail."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_SEED = 20261121
DISK_SOURCE = Path(__file__).with_name("disk.c")


@dataclass(frozen=True)
class Disk:
    """Runs a script of this folder with ``disk.c`` between it and its files below ``root``."""

    library: Path
    root: Path
    record: Path

    def run(self, script: str, *args: object) -> subprocess.CompletedProcess[str]:
        """Run ``script`` to its end; what it changed below ``root`` is in ``record`` then."""
        return subprocess.run(
            [sys.executable, str(Path(__file__).with_name(script)), *map(str, args)],
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "LD_PRELOAD": str(self.library),
                "REGULARS_DISK_ROOT": str(self.root),
                "REGULARS_DISK_RECORD": str(self.record),
            },
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="session")
def disk_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compiler = shutil.which("gcc") or shutil.which("cc")
    if not sys.platform.startswith("linux") or compiler is None:
        pytest.skip("watching the disk needs Linux and a C compiler")
    library = tmp_path_factory.mktemp("disk") / "disk.so"
    command = [compiler, "-shared", "-fPIC", "-O2", "-o", str(library), str(DISK_SOURCE), "-ldl"]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        pytest.skip(f"disk.c cannot be compiled here: {made.stderr[:200]}")
    return library


@pytest.fixture
def disk(disk_library: Path, tmp_path: Path) -> Disk:
    root = tmp_path / "disk"
    root.mkdir()
    return Disk(disk_library, root, tmp_path / "record")


@pytest.fixture
def chance() -> random.Random:
    """Chance that can be had again: ``REGULARS_SEED`` sets it, and a failing test shows it.

    Where a change is judged (``CI``), everybody is dealt the same.
    """
    dealt = _SEED if os.environ.get("CI") else random.randrange(1 << 32)
    seed = int(os.environ.get("REGULARS_SEED", dealt))
    sys.stdout.write(f"REGULARS_SEED={seed}\n")  # pytest shows it with a failure only
    return random.Random(seed)
