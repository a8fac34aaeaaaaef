"""The whole program in its real window, driven as a person drives it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from crm.clock import FixedClock
from tests.flows.driver import Driver

Start = Callable[[], Driver]


@pytest.fixture
def start(qapp: QApplication, tmp_path: Path, clock: FixedClock) -> Iterator[Start]:
    """Starts the program on one data file; called again, it is a restart."""
    running: list[Driver] = []

    def run() -> Driver:
        while running:
            running.pop().close()
        running.append(Driver(qapp, tmp_path / "shop.db", clock))
        return running[-1]

    yield run
    while running:
        running.pop().close()
