"""The whole program in its real window, driven as a person drives it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from crm.clock import FixedClock
from tests.flows.driver import Driver, begin

Start = Callable[[], Driver]


@pytest.fixture
def start_new(qapp: QApplication, tmp_path: Path, clock: FixedClock) -> Iterator[Start]:
    """Starts the program on a data file that is not there yet; called again, it is a restart."""
    running: list[Driver] = []

    def run() -> Driver:
        while running:
            running.pop().close()
        running.append(Driver(qapp, tmp_path / "shop.db", clock))
        return running[-1]

    yield run
    while running:
        running.pop().close()


@pytest.fixture
def start(start_new: Start, tmp_path: Path, clock: FixedClock) -> Start:
    """Starts the program in a shop that has begun; called again, it is a restart."""
    begin(tmp_path / "shop.db", clock)
    return start_new
