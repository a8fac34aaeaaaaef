"""Sheets, toasts and completions lie over the window and let the keyboard through rightly."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.widgets.buttons import PrimaryButton
from ui.widgets.completion_popup import Completion, CompletionPopup
from ui.widgets.sheet import Sheet
from ui.widgets.surfaces import Card
from ui.widgets.text import PlainLabel
from ui.widgets.toast import MOST_AT_ONCE, Toast, ToastHost

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    window.resize(1024, 640)
    QVBoxLayout(window).addWidget(QLineEdit())
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    yield window
    window.hide()


def line_in(window: QWidget) -> QLineEdit:
    """The line of the page, which was there first."""
    line = window.findChild(QLineEdit)
    assert line is not None
    return line


def open_sheet(theme: Theme, window: QWidget) -> tuple[Sheet, QLineEdit, PrimaryButton]:
    sheet = Sheet(theme, window, title="A visit")
    line, button = QLineEdit(), PrimaryButton(theme, "Save")
    sheet.body.addWidget(line)
    sheet.body.addWidget(button)
    sheet.open_sheet()
    return sheet, line, button


def test_a_sheet_takes_the_focus_and_gives_it_back(
    theme: Theme, window: QWidget, qtbot: QtBot
) -> None:
    behind = line_in(window)
    behind.setFocus()
    sheet, line, _button = open_sheet(theme, window)
    assert line.hasFocus()
    with qtbot.waitSignal(sheet.closed):
        QTest.keyClick(line, Qt.Key.Key_Escape)
    assert sheet.isHidden()
    assert behind.hasFocus()


def test_tab_stays_inside_a_sheet(theme: Theme, window: QWidget, qtbot: QtBot) -> None:
    _sheet, line, button = open_sheet(theme, window)
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert button.hasFocus()
    QTest.keyClick(button, Qt.Key.Key_Tab)
    assert line.hasFocus()
    QTest.keyClick(line, Qt.Key.Key_Backtab)
    assert button.hasFocus()


def test_control_enter_submits_a_sheet(theme: Theme, window: QWidget, qtbot: QtBot) -> None:
    sheet, line, _button = open_sheet(theme, window)
    with qtbot.waitSignal(sheet.submitted):
        QTest.keyClick(line, Qt.Key.Key_Return, CONTROL)


def test_a_sheet_that_is_too_high_scrolls_within_the_window(
    theme: Theme, window: QWidget, qtbot: QtBot
) -> None:
    sheet = Sheet(theme, window)
    for number in range(60):
        sheet.body.addWidget(PlainLabel(f"line {number}"))
    sheet.open_sheet()
    QApplication.processEvents()
    card = sheet.findChild(Card)
    assert card is not None
    assert window.rect().contains(card.geometry())


def test_a_sheet_follows_the_size_of_the_window(
    theme: Theme, window: QWidget, qtbot: QtBot
) -> None:
    sheet, _line, _button = open_sheet(theme, window)
    window.resize(1600, 900)
    QApplication.processEvents()
    assert sheet.size() == window.size()


def test_undo_of_a_toast_is_called_once_and_it_goes(
    theme: Theme, window: QWidget, qtbot: QtBot
) -> None:
    host = ToastHost(theme, window)
    undone: list[bool] = []
    host.show_toast("Visit saved.", on_undo=lambda: undone.append(True))
    host.focus_newest()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Space)
    assert undone == [True]
    assert host.toasts() == []


def test_a_toast_is_not_cut_by_the_place_it_stands_in(
    theme: Theme, window: QWidget, qtbot: QtBot
) -> None:
    host = ToastHost(theme, window)
    toast = host.show_toast("21 clients are in the trash.", on_undo=lambda: None)
    QApplication.processEvents()
    assert host.rect().contains(toast.geometry())


def test_a_toast_goes_by_itself(theme: Theme, window: QWidget, qtbot: QtBot) -> None:
    host = ToastHost(theme, window)
    toast = host.show_toast("Saved.", stays_ms=20)
    with qtbot.waitSignal(toast.finished):
        pass
    assert host.toasts() == []
    assert host.isHidden()


def test_a_toast_waits_while_somebody_is_at_it(theme: Theme, window: QWidget, qtbot: QtBot) -> None:
    host = ToastHost(theme, window)
    toast = host.show_toast("Saved.", on_undo=lambda: None)
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast.is_waiting()
    enter_by_mouse(toast)
    assert not toast.is_waiting()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast.is_waiting()
    host.focus_newest()
    assert not toast.is_waiting()
    host.clear()


def enter_by_mouse(toast: Toast) -> None:
    place = QPointF(QPoint(2, 2))
    QApplication.sendEvent(toast, QEnterEvent(place, place, place))


def test_only_a_few_toasts_stand_at_once_inside_the_window(
    theme: Theme, window: QWidget, qtbot: QtBot
) -> None:
    host = ToastHost(theme, window)
    for number in range(MOST_AT_ONCE + 2):
        host.show_toast(f"Saved {number}.")
    assert [toast.accessibleName() for toast in host.toasts()] == [
        "Saved 2.",
        "Saved 3.",
        "Saved 4.",
    ]
    assert window.rect().contains(host.geometry())
    host.clear()


@pytest.fixture
def popup(theme: Theme, window: QWidget) -> CompletionPopup:
    line = line_in(window)
    line.setFocus()
    popup = CompletionPopup(theme, line)
    popup.show_rows([Completion("winter service", "65.00"), Completion("winter tyres", "31.00")])
    return popup


def test_completions_are_chosen_while_the_line_keeps_the_focus(
    popup: CompletionPopup, window: QWidget, qtbot: QtBot
) -> None:
    line = line_in(window)
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Down)
    with qtbot.waitSignal(popup.chosen) as told:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert told.args == [1]
    assert line.hasFocus()
    assert popup.isHidden()


def test_tab_takes_the_first_completion(
    popup: CompletionPopup, window: QWidget, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(popup.chosen) as told:
        QTest.keyClick(line_in(window), Qt.Key.Key_Tab)
    assert told.args == [0]


def test_enter_without_a_choice_is_for_the_line(
    popup: CompletionPopup, window: QWidget, qtbot: QtBot
) -> None:
    line = line_in(window)
    with qtbot.assertNotEmitted(popup.chosen), qtbot.waitSignal(line.returnPressed):
        QTest.keyClick(line, Qt.Key.Key_Return)


def test_escape_hides_completions_and_nothing_else(
    theme: Theme, window: QWidget, qtbot: QtBot
) -> None:
    sheet, line, _button = open_sheet(theme, window)
    popup = CompletionPopup(theme, line)
    popup.show_rows([Completion("winter service")])
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert popup.isHidden()
    assert not sheet.isHidden()


def test_a_click_takes_a_completion(popup: CompletionPopup, qtbot: QtBot) -> None:
    place = popup.visualItemRect(popup.item(1)).center()
    with qtbot.waitSignal(popup.chosen) as told:
        QTest.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [1]
