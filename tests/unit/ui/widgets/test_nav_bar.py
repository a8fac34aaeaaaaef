"""The navigation says where one is, and what waits elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.widgets.nav_bar import NavBar, NavEntry


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot) -> NavBar:
    bar = NavBar(theme, "Regulars", "Maple Street Bicycles")
    bar.add_entry(NavEntry("counter", "Counter", "search", "Ctrl+1"))
    bar.add_entry(NavEntry("today", "Today", "calendar"))
    bar.add_entry(NavEntry("staff", "Jo", initials="JW", keys="F12"), bottom=True)
    bar.select("counter")
    qtbot.addWidget(bar)
    bar.resize(bar.sizeHint().width(), 640)
    bar.show()
    return bar


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_an_entry_is_chosen_by_key(bar: NavBar, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(bar.activated) as told:
        QTest.keyClick(bar.item("today"), key)
    assert told.args == ["today"]


def test_a_click_asks_and_the_program_decides_where_one_is(bar: NavBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.activated):
        QTest.mouseClick(bar.item("today"), Qt.MouseButton.LeftButton)
    assert bar.item("counter").isChecked()
    bar.select("today")
    assert bar.item("today").isChecked()
    assert not bar.item("counter").isChecked()


def test_a_badge_is_heard(bar: NavBar) -> None:
    bar.set_badge("today", 7)
    assert "7" in bar.item("today").accessibleName()
    bar.set_badge("today", 0)
    assert bar.item("today").accessibleName() == "Today"


def test_the_bar_is_196_pixels_wide_until_words_need_more(bar: NavBar, theme: Theme) -> None:
    assert bar.sizeHint().width() == 196
    theme.set_text_scale(2.0)
    assert bar.sizeHint().width() > 196
