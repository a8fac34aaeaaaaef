"""A shop to take out of, and empty ones to bring into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crm.clock import FixedClock
from crm.store.store import Store
from crm.workspace import Workspace
from tests.unit.crm.exchange.taking_out.full_shop import fill_shop


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A shop with everything in it, which no test changes."""
    path = tmp_path_factory.mktemp("full") / "full.db"
    workspace = Workspace.open(path, FixedClock(datetime(2026, 11, 21, 12, tzinfo=UTC)))
    fill_shop(workspace.store)
    yield workspace.store
    workspace.close()


@pytest.fixture
def open_shop(tmp_path: Path, clock: FixedClock) -> Iterator[Callable[[str], Store]]:
    """Opens a shop of its own file by name."""
    opened: list[Workspace] = []

    def open_one(name: str) -> Store:
        opened.append(Workspace.open(tmp_path / f"{name}.db", clock))
        return opened[-1].store

    yield open_one
    for workspace in opened:
        workspace.close()
