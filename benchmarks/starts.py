"""The whole program beside a bare window, both started as processes: how long, how much memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.figures import Figure, at_most_above, at_most_times
from benchmarks.timing import spread, time_in_turn

_ROOT: Final = Path(__file__).resolve().parents[1]
_PROBES: Final = Path(__file__).with_name("probes")
_START: Final = at_most_times(2)
_MEMORY: Final = at_most_above(120, "MB")
_MEGABYTE: Final = 1_000_000


def measure(path: Path, folder: Path, clients: int, starts: int) -> list[Figure]:
    """Start the program on ``path`` and a bare window in turn, ``starts`` times each."""

    def start() -> None:
        _run("counter", folder, str(path))

    def start_bare() -> None:
        _run("bare_window", folder)

    time_in_turn(start, start_bare, rounds=2)  # leaves the bytecode that an installed program has
    times, floor = time_in_turn(start, start_bare, rounds=starts)
    return [
        Figure(
            "start", "start to painted Counter", clients, median(times), median(floor), "ms",
            _START, spread(times),
        )
    ]  # fmt: skip


def measure_memory(path: Path, folder: Path, clients: int) -> list[Figure]:
    """What the program has in memory after a start and 100 searches, and what a bare window has."""
    figure = int(_run("searching", folder, str(path))) / _MEGABYTE
    floor = int(_run("bare_window", folder, "--memory")) / _MEGABYTE
    what = "memory after 100 searches"
    return [Figure("memory", what, clients, figure, floor, "MB", _MEMORY)]


def _run(probe: str, folder: Path, *args: str) -> str:
    done = subprocess.run(
        [sys.executable, str(_PROBES / f"{probe}.py"), *args],
        env=_environment(folder),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def _environment(folder: Path) -> dict[str, str]:
    """That of an installed program: its bytecode kept, here in a folder of the run's own."""
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment | {
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        "XDG_CACHE_HOME": str(folder / "cache"),  # where the log lies on Linux
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
    }
