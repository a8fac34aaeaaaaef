"""The Qt bindings keep their hands off the objects that Python shares."""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QObject, Signal

from tests.architecture.sources import ROOT

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


def test_nothing_walks_the_chain_of_focus_which_would_make_its_widgets_own_each_other() -> None:
    walks = ("nextInFocusChain(", "previousInFocusChain(")
    files = list((ROOT / "ui").rglob("*.py"))
    assert files
    texts = {file.name: file.read_text("utf-8") for file in files}
    assert not [name for name, text in texts.items() if any(f".{walk}" in text for walk in walks)]
