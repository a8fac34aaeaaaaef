"""Qt objects caught in a cycle are destroyed on the window's thread, whoever made the garbage."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from ui.garbage import GarbageCollector


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[GarbageCollector]:
    gc.collect()
    collector = GarbageCollector()
    collector.start()
    yield collector
    collector.stop()
    assert gc.isenabled()


class Knot(QObject):
    """An object that holds itself, and says on which thread it went."""

    def __init__(self, went: list[str]) -> None:
        super().__init__()
        self.itself = self
        self.destroyed.connect(
            lambda: went.append(threading.current_thread().name),
            Qt.ConnectionType.DirectConnection,
        )


def _make_garbage() -> None:
    for _ in range(5000):
        knot: list[object] = []
        knot.append(knot)


def test_garbage_of_a_worker_takes_no_qt_object_with_it(
    collector: GarbageCollector, qtbot: QtBot
) -> None:
    went: list[str] = []
    Knot(went)
    worker = threading.Thread(target=_make_garbage, name="worker")
    worker.start()
    worker.join()
    assert went == []
    qtbot.waitUntil(lambda: went == ["MainThread"])


def test_what_is_not_due_is_not_collected(collector: GarbageCollector) -> None:
    went: list[str] = []
    Knot(went)
    collector.collect_due()
    assert went == []


def test_stopping_gives_collecting_back(collector: GarbageCollector) -> None:
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
