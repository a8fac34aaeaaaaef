"""Text is edited where it stands, and nothing typed is lost or cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.widgets.editable_text import EditableText

Show = Callable[..., EditableText]


@pytest.fixture
def show(theme: Theme, qtbot: QtBot) -> Iterator[Show]:
    """Shows a text in a window that lives as long as the test."""
    window = QWidget()
    column = QVBoxLayout(window)

    def show_text(text: str, *, multi_line: bool = False) -> EditableText:
        editable = EditableText(
            theme, text, name="Work", placeholder="What do they do?", multi_line=multi_line
        )
        column.addWidget(editable)
        column.addWidget(QLineEdit())
        with qtbot.waitActive(window):
            window.show()
        editable.setFocus()
        return editable

    qtbot.addWidget(window)
    yield show_text
    window.hide()


def editor_of(editable: EditableText) -> QLineEdit | QPlainTextEdit:
    found = editable.findChild(QLineEdit) or editable.findChild(QPlainTextEdit)
    assert found is not None
    return found


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return])
def test_a_key_opens_the_editor(show: Show, qtbot: QtBot, key: Qt.Key) -> None:
    editable = show("Teaches chemistry")
    QTest.keyClick(editable, key)
    assert editable.is_editing()
    assert editor_of(editable).hasFocus()
    assert editor_of(editable).accessibleName() == "Work"


def test_a_click_opens_the_editor_and_enter_commits(show: Show, qtbot: QtBot) -> None:
    editable = show("Teaches chemistry")
    QTest.mouseClick(editable, Qt.MouseButton.LeftButton)
    QTest.keyClicks(editor_of(editable), "Retired")
    with qtbot.waitSignal(editable.committed) as told:
        QTest.keyClick(editor_of(editable), Qt.Key.Key_Return)
    assert told.args == ["Retired"]
    assert editable.text() == "Retired"
    assert not editable.is_editing()
    assert editable.hasFocus()


def test_escape_leaves_everything_as_it_was(show: Show, qtbot: QtBot) -> None:
    editable = show("Teaches chemistry")
    editable.begin_edit()
    QTest.keyClicks(editor_of(editable), "x")
    with qtbot.assertNotEmitted(editable.committed):
        QTest.keyClick(editor_of(editable), Qt.Key.Key_Escape)
    assert editable.text() == "Teaches chemistry"


def test_leaving_the_field_commits(show: Show, qtbot: QtBot) -> None:
    editable = show("Teaches")
    editable.begin_edit()
    QTest.keyClicks(editor_of(editable), "Retired")
    with qtbot.waitSignal(editable.committed):
        QTest.keyClick(editor_of(editable), Qt.Key.Key_Tab)


def test_an_unchanged_text_is_not_committed(show: Show, qtbot: QtBot) -> None:
    editable = show("Teaches")
    editable.begin_edit()
    with qtbot.assertNotEmitted(editable.committed):
        QTest.keyClick(editor_of(editable), Qt.Key.Key_Return)


def test_several_lines_take_enter_and_commit_with_control_enter(show: Show, qtbot: QtBot) -> None:
    editable = show("one", multi_line=True)
    editable.begin_edit()
    editor = editor_of(editable)
    QTest.keyClick(editor, Qt.Key.Key_End)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "two")
    with qtbot.waitSignal(editable.committed) as told:
        QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["one\ntwo"]


@pytest.mark.slow
@pytest.mark.parametrize("multi_line", [False, True])
def test_a_text_longer_than_a_line_edit_takes_is_kept_whole(
    show: Show, qtbot: QtBot, *, multi_line: bool
) -> None:
    text = "a" * 40_000
    editable = show(text, multi_line=multi_line)
    editable.begin_edit()
    editor = editor_of(editable)
    QTest.keyClick(editor, Qt.Key.Key_End)
    QTest.keyClicks(editor, "b")
    editable.commit()
    assert editable.text() == text + "b"


def test_lines_survive_an_editor_for_one_line(show: Show, qtbot: QtBot) -> None:
    editable = show("one\ntwo")
    editable.begin_edit()
    editable.commit()
    assert editable.text() == "one\ntwo"


@pytest.mark.parametrize("text", ["Teaches chemistry", "one\ntwo"])
def test_the_row_does_not_jump_when_editing_begins(show: Show, qtbot: QtBot, text: str) -> None:
    editable = show(text)
    before = editable.sizeHint().height()
    editable.begin_edit()
    assert editable.sizeHint().height() == before
