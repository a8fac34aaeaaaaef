"""The Qt bindings keep their hands off the objects that Python shares."""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QObject, Signal

CALLS = 100
NOISE = CALLS // 2  # other code may come and go with a few references meanwhile


class Bell(QObject):
    """Something that can be called and heard.

    Signals: ``rang``.
    """

    rang = Signal()


def test_a_call_without_a_result_takes_no_reference_to_none() -> None:
    bell = Bell()
    gc.collect()
    before = sys.getrefcount(None)

    for _ in range(CALLS):
        bell.setObjectName("bell")

    assert abs(sys.getrefcount(None) - before) < NOISE


def test_a_signal_takes_no_reference_to_true() -> None:
    bell = Bell()
    gc.collect()
    before = sys.getrefcount(True)

    for _ in range(CALLS):
        bell.rang.emit()

    assert abs(sys.getrefcount(True) - before) < NOISE
