"""A scanner types faster than any hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.scanner import LONGEST_GAP_MS, SCANNED_INTO, Scanner

CARD = "LC-20391"


class Desk:
    """A window with two fields and a scanner that takes one card."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.line, self.block = QLineEdit(), QPlainTextEdit()
        row = QHBoxLayout(self.window)
        row.addWidget(self.line)
        row.addWidget(self.block)
        self.entered: list[str] = []
        self.scanned: list[str] = []
        self.line.returnPressed.connect(lambda: self.entered.append(self.line.text()))
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.scanner = Scanner(self.window.windowHandle(), self._take, self.window)
        self._at_ms = 1_000

    def _take(self, code: str) -> bool:
        self.scanned.append(code)
        return code == CARD

    def type(self, text: str, gap_ms: int, *, auto_repeat: bool = False) -> None:
        """After a moment, press the keys of ``text`` as the system would hand them over."""
        self._at_ms += 500
        for letter in text:
            self._at_ms += gap_ms
            key = Qt.Key.Key_Return if letter == "\n" else 0
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter, auto_repeat)
                event.setTimestamp(self._at_ms)
                QCoreApplication.sendEvent(self.window.windowHandle(), event)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    desk = Desk(qtbot)
    desk.line.setFocus()
    return desk


def test_a_card_is_heard_and_leaves_the_field_as_it_was(desk: Desk) -> None:
    desk.type("brake ", 120)
    desk.type(f"{CARD}\n", 8)
    assert desk.scanned == [CARD]
    assert desk.line.text() == "brake "
    assert desk.entered == []


def test_a_card_leaves_a_note_as_it_was(desk: Desk) -> None:
    desk.block.setFocus()
    desk.type("two\nlines ", 150)
    desk.type(f"{CARD}\n", 8)
    assert desk.scanned == [CARD]
    assert desk.block.toPlainText() == "two\nlines "


def test_what_a_person_types_is_theirs(desk: Desk) -> None:
    desk.type(f"{CARD}\n", 2 * LONGEST_GAP_MS)
    assert desk.scanned == []
    assert desk.entered == [CARD]


def test_a_code_that_is_no_card_stays_in_the_field(desk: Desk) -> None:
    desk.type("4006381333931\n", 8)
    assert desk.scanned == ["4006381333931"]
    assert desk.entered == ["4006381333931"]


def test_a_key_held_down_is_no_scan(desk: Desk) -> None:
    desk.type("aaaaaaaa\n", 30, auto_repeat=True)
    assert desk.scanned == []


def test_a_field_for_codes_gets_every_code(desk: Desk) -> None:
    desk.line.setProperty(SCANNED_INTO, True)
    desk.type(f"{CARD}\n", 8)
    assert desk.scanned == []
    assert desk.entered == [CARD]


def test_whoever_follows_the_field_hears_that_the_code_is_gone(desk: Desk) -> None:
    followed: list[str] = []
    desk.line.textEdited.connect(followed.append)
    desk.type(f"{CARD}\n", 8)
    assert followed[-1] == ""
