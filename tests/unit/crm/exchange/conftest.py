"""A shop with everything that follows from its rows, to bring files into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crm.clock import FixedClock
from crm.store.store import Store
from crm.workspace import derived_rows


@pytest.fixture
def store(shop_file: Path, clock: FixedClock) -> Iterator[Store]:
    """An empty shop, whole before and after the test."""
    store = Store.open(shop_file, clock, derived_rows())
    yield store
    assert store.check() == []
    store.close()
