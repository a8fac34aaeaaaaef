"""The search field keeps the focus and drives the list below."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.widgets.key_hint import KeyHint
from ui.widgets.search_field import PAGE, SearchField


@pytest.fixture
def field(theme: Theme, qtbot: QtBot) -> Iterator[SearchField]:
    window = QWidget()
    column = QVBoxLayout(window)
    field = SearchField(theme, "Find anyone")
    column.addWidget(field)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    field.setFocus()
    yield field
    window.hide()


def line_of(field: SearchField) -> QLineEdit:
    line = field.findChild(QLineEdit)
    assert line is not None
    return line


def hint_of(field: SearchField) -> str:
    hint = field.findChild(KeyHint)
    assert hint is not None
    return hint.text()


def type_text(widget: QWidget, text: str) -> None:
    for letter in text:
        press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(widget, press)


def test_typing_is_told_letter_by_letter(field: SearchField, qtbot: QtBot) -> None:
    typed: list[str] = []
    field.text_edited.connect(typed.append)
    type_text(line_of(field), "sió")
    assert typed == ["s", "si", "sió"]


def test_setting_the_text_is_not_typing(field: SearchField, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(field.text_edited):
        field.set_text("sio")
    assert field.text() == "sio"


@pytest.mark.parametrize(
    ("key", "step"),
    [
        (Qt.Key.Key_Up, -1),
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_PageUp, -PAGE),
        (Qt.Key.Key_PageDown, PAGE),
    ],
)
def test_arrows_move_the_choice_below(
    field: SearchField, qtbot: QtBot, key: Qt.Key, step: int
) -> None:
    with qtbot.waitSignal(field.moved) as told:
        QTest.keyClick(line_of(field), key)
    assert told.args == [step]
    assert line_of(field).hasFocus()


def test_enter_submits_but_control_enter_is_left_to_the_page(
    field: SearchField, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(field.submitted):
        QTest.keyClick(line_of(field), Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(field.submitted):
        QTest.keyClick(line_of(field), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_escape_clears_and_tells(field: SearchField, qtbot: QtBot) -> None:
    type_text(line_of(field), "sio")
    with qtbot.waitSignal(field.text_edited) as told:
        QTest.keyClick(line_of(field), Qt.Key.Key_Escape)
    assert told.args == [""]
    assert field.text() == ""


def test_escape_in_an_empty_field_goes_on_to_the_page(field: SearchField) -> None:
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    line_of(field).keyPressEvent(press)
    assert not press.isAccepted()


def test_the_hint_tells_what_the_keys_do_now(field: SearchField) -> None:
    assert hint_of(field) == "Ctrl K"
    field.set_text("sio")
    assert hint_of(field) == "Esc clears"


def test_it_is_forty_pixels_high_and_does_not_jump(field: SearchField) -> None:
    idle = field.height()
    field.set_text("sio")
    QApplication.processEvents()
    assert (idle, field.height()) == (40, 40)
