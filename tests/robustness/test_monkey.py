"""Anything pressed and clicked in any order: no bug, no complaint of Qt's, and the file is whole.

``REGULARS_MONKEY_SECONDS`` is how long it plays; a night has hours for it.
"""

from __future__ import annotations

import logging
import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm.clock import FixedClock
from crm.demo import make_demo
from crm.shop.queries import get_settings
from crm.shop.services import save_settings
from crm.workspace import Workspace
from tests.flows.driver import Driver

SECONDS = float(os.environ.get("REGULARS_MONKEY_SECONDS", "20"))
FEWEST = 200  # deeds, else it slept
SCHEMES = ("http", "https", "mailto", "tel", "file")

KEYS = (
    "Return", "Return", "Ctrl+Return", "Esc", "Esc", "Tab", "Shift+Tab", "Up", "Down", "Down",
    "Left", "Right", "Home", "End", "PgUp", "PgDown", "Space", "Backspace", "Del", "Ctrl+A",
    "Ctrl+K", "Ctrl+Z", "Ctrl+Y", "Ctrl+F", "Ctrl+N", "Ctrl+1", "Ctrl+2", "Ctrl+3", "F2", "F1", "?",
    "Alt+Left", "Alt+Right", "Ctrl+V", "Ctrl+C", "Menu",
)  # fmt: skip
TEXTS = (
    "a", "e", "ann", "maple", "0123", "2x latte 3.20", "refund helmet -40", "<b>x</b>", "24 nov",
    "ł", "\u202e", "😀", "finn's mum", "%", '"', "x" * 300, ",,,", "9" * 40,
)  # fmt: skip

pytestmark = [pytest.mark.slow, pytest.mark.flow]


class Outside(QObject):
    """What would leave the program ends here: links, and dialogs that wait for an answer."""

    def __init__(self) -> None:
        super().__init__()
        self.links = 0
        self._timer = QTimer(self)
        self._timer.setInterval(50)
        self._timer.timeout.connect(self._close_what_waits)

    @contextmanager
    def watching(self) -> Iterator[None]:
        method: Any = "open"  # bytes, say the stubs; they are refused when it runs
        for scheme in SCHEMES:
            QDesktopServices.setUrlHandler(scheme, self, method)
        self._timer.start()
        try:
            yield
        finally:
            self._timer.stop()
            for scheme in SCHEMES:
                QDesktopServices.unsetUrlHandler(scheme)

    @Slot(QUrl)
    def open(self, _url: QUrl) -> None:
        self.links += 1

    def _close_what_waits(self) -> None:
        waiting = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if waiting is not None:
            waiting.close()


class Monkey:
    """Hits keys and widgets of whatever window is in front."""

    def __init__(self, run: Driver, chance: random.Random) -> None:
        self._run = run
        self._chance = chance
        self.deeds: list[str] = []

    def play(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._chance.choice((self._press, self._press, self._type, self._click, self._click))()
            QApplication.processEvents()
            if len(self.deeds) % 40 == 0:
                self._run.settle()
        self._run.settle()

    def _press(self) -> None:
        keys = self._chance.choice(KEYS)
        self.deeds.append(keys)
        sequence: Any = QKeySequence(keys)
        combination = sequence[0]
        QTest.keyClick(self._target(), combination.key(), combination.keyboardModifiers())

    def _type(self) -> None:
        text = self._chance.choice(TEXTS)
        self.deeds.append(repr(text))
        self._run.write(text)

    def _click(self) -> None:
        widgets = [each for each in self._front().findChildren(QWidget) if is_open_to_clicks(each)]
        if not widgets:
            return
        widget = self._chance.choice(widgets)
        self.deeds.append(f"click {type(widget).__name__} {widget.objectName()}")
        at = QPoint(self._chance.randrange(widget.width()), self._chance.randrange(widget.height()))
        act = QTest.mouseDClick if self._chance.random() < 0.1 else QTest.mouseClick
        act(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self._front()

    def _front(self) -> QWidget:
        return QApplication.activeModalWidget() or self._run.app.window


def is_open_to_clicks(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and widget.width() > 0 < widget.height()


@pytest.fixture
def shop(tmp_path: Path, clock: FixedClock) -> Path:
    path = tmp_path / "shop.db"
    workspace = Workspace.open(path, clock)
    make_demo(workspace.store, clients=60, visits=800)
    save_settings(workspace.store, replace(get_settings(workspace.store), is_demo=False))
    workspace.store.rows("DELETE FROM undo_row")  # so that Ctrl+Z does not undo the shop itself
    workspace.store.rows("DELETE FROM undo_step")
    workspace.close()
    return path


def test_anything_may_be_pressed_and_clicked(
    qtbot: QtBot,
    qapp: QApplication,
    shop: Path,
    clock: FixedClock,
    chance: random.Random,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(shop.parent)  # where a card is printed to
    outside = Outside()
    run = Driver(qapp, shop, clock)
    monkey = Monkey(run, chance)
    try:
        with outside.watching():
            monkey.play(SECONDS)
        problems = run.workspace.store.check()
    finally:
        run.close()
    bugs = [record for record in caplog.records if record.levelno >= logging.ERROR]
    last = "\n".join(monkey.deeds[-15:])
    assert not bugs, f"{[each.exc_info for each in bugs]} after\n{last}"
    assert problems == [], last
    assert len(monkey.deeds) > min(FEWEST, 10 * SECONDS)
