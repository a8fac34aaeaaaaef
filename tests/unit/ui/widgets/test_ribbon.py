"""The ribbon in the hands of a person: pointing, clicking, walking with keys, listening."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.widgets.ribbon import RibbonWidget
from ui.widgets.ribbon_axis import axis_words
from ui.widgets.ribbon_data import RibbonData, RibbonGroup, RibbonMark, RibbonMoment
from ui.widgets.ribbon_scale import Unit
from ui.widgets.ribbon_stops import Stop

TODAY = date(2026, 11, 21)
FIRST = RibbonMoment(TODAY - timedelta(days=700), "First visit", "accent", "visit:1")
VISITS = (RibbonMark(TODAY - timedelta(days=400), 8600), RibbonMark(TODAY - timedelta(days=90), 0))
DATA = RibbonData(
    FIRST.day, TODAY, TODAY + timedelta(days=26), "next around 17 Dec", VISITS, (FIRST,)
)

Make = Callable[[RibbonData], RibbonWidget]


def say(group: RibbonGroup) -> str:
    return f"{group.count} x" if group.amount is None else f"{group.count} x {group.amount}"


@pytest.fixture
def theme(qapp: object) -> Theme:
    return Theme("light")


@pytest.fixture
def make(qtbot: QtBot, theme: Theme) -> Make:
    """Makes a shown ribbon of 992 pixels."""

    def make_ribbon(data: RibbonData) -> RibbonWidget:
        ribbon = RibbonWidget(theme, say, date.isoformat)
        qtbot.addWidget(ribbon)
        ribbon.resize(992, ribbon.minimumSizeHint().height())
        ribbon.set_data(data)
        ribbon.show()
        qtbot.waitExposed(ribbon)
        return ribbon

    return make_ribbon


def where(stop: Stop) -> QPoint:
    """On the dot of a moment, on the foot of a bar."""
    y = 65 if isinstance(stop.item, RibbonMoment) else 50
    return QPoint(round(stop.x), y)


def picture(ribbon: RibbonWidget) -> QImage:
    return ribbon.grab().toImage()


def test_pointing_at_a_bar_tells_its_day_and_amount(make: Make) -> None:
    ribbon = make(DATA)
    before = picture(ribbon)
    QTest.mouseMove(ribbon, where(ribbon.stops()[1]))
    assert ribbon.told == "2025-10-17 1 x 8600"
    assert ribbon.cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert picture(ribbon) != before


def test_pointing_at_nothing_tells_nothing(make: Make) -> None:
    ribbon = make(DATA)
    QTest.mouseMove(ribbon, QPoint(100, 50))
    assert ribbon.told == ""
    assert ribbon.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_pointing_at_a_moment_tells_it(make: Make) -> None:
    ribbon = make(DATA)
    QTest.mouseMove(ribbon, where(ribbon.stops()[0]))
    assert ribbon.told == "2024-12-21 First visit"


def test_visits_in_one_bar_are_told_together(make: Make) -> None:
    visits = tuple(RibbonMark(date(2006, 5, day), 5) for day in (3, 1, 2))
    ribbon = make(RibbonData(date(1986, 1, 1), TODAY, marks=visits))
    QTest.mouseMove(ribbon, where(ribbon.stops()[0]))
    assert ribbon.told == "2006-05-01 to 2006-05-03 3 x 15"


def test_clicking_a_bar_asks_for_its_day(make: Make, qtbot: QtBot) -> None:
    ribbon = make(DATA)
    with qtbot.waitSignal(ribbon.mark_activated) as asked:
        QTest.mouseClick(ribbon, Qt.MouseButton.LeftButton, pos=where(ribbon.stops()[1]))
    assert asked.args == [VISITS[0].day]


def test_clicking_a_moment_hands_its_key_back(make: Make, qtbot: QtBot) -> None:
    ribbon = make(DATA)
    with qtbot.waitSignal(ribbon.moment_activated) as asked:
        QTest.mouseClick(ribbon, Qt.MouseButton.LeftButton, pos=where(ribbon.stops()[0]))
    assert asked.args == ["visit:1"]


def test_a_press_that_is_let_go_elsewhere_asks_for_nothing(make: Make, qtbot: QtBot) -> None:
    ribbon = make(DATA)
    with qtbot.assertNotEmitted(ribbon.mark_activated):
        QTest.mousePress(ribbon, Qt.MouseButton.LeftButton, pos=where(ribbon.stops()[1]))
        QTest.mouseRelease(ribbon, Qt.MouseButton.LeftButton, pos=QPoint(100, 50))


def test_keys_walk_over_everything_and_enter_opens_it(make: Make, qtbot: QtBot) -> None:
    ribbon = make(DATA)
    QTest.keyClick(ribbon, Qt.Key.Key_Home)
    assert ribbon.told == "2024-12-21 First visit"
    QTest.keyClick(ribbon, Qt.Key.Key_Left)
    assert ribbon.told == "2024-12-21 First visit"
    QTest.keyClick(ribbon, Qt.Key.Key_Right)
    with qtbot.waitSignal(ribbon.mark_activated) as asked:
        QTest.keyClick(ribbon, Qt.Key.Key_Return)
    assert asked.args == [VISITS[0].day]
    QTest.keyClick(ribbon, Qt.Key.Key_End)
    assert ribbon.told == "2026-12-17 next around 17 Dec"
    QTest.keyClick(ribbon, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert ribbon.told == "2024-12-21 First visit"
    QTest.keyClick(ribbon, Qt.Key.Key_Escape)
    assert ribbon.told == ""


def test_enter_on_the_expected_day_opens_nothing(make: Make, qtbot: QtBot) -> None:
    ribbon = make(DATA)
    QTest.keyClick(ribbon, Qt.Key.Key_End)
    with (
        qtbot.assertNotEmitted(ribbon.mark_activated),
        qtbot.assertNotEmitted(ribbon.moment_activated),
    ):
        QTest.keyClick(ribbon, Qt.Key.Key_Return)


def test_tab_enters_at_the_latest_and_leaving_ends_the_telling(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field, ribbon = QLineEdit(window), RibbonWidget(theme, say, date.isoformat, window)
    ribbon.set_data(DATA)
    ribbon.setGeometry(0, 40, 992, 90)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert ribbon.told == "2026-12-17 next around 17 Dec"
    QTest.keyClick(ribbon, Qt.Key.Key_Tab)
    assert ribbon.told == ""


def test_a_screen_reader_hears_the_whole_and_then_each_stop(make: Make) -> None:
    ribbon = make(DATA)
    assert ribbon.accessibleName() == "Timeline"
    assert ribbon.accessibleDescription() == "Since 2024-12-21: 2 entries, next around 17 Dec"
    QTest.keyClick(ribbon, Qt.Key.Key_Home)
    assert ribbon.accessibleDescription() == "2024-12-21 First visit"


def test_hidden_amounts_are_neither_drawn_nor_told(make: Make) -> None:
    ribbon = make(DATA)
    tops = [stop.top for stop in ribbon.stops()]
    ribbon.set_amounts_hidden(True)
    assert ribbon.stops()[1].top == ribbon.stops()[2].top
    QTest.mouseMove(ribbon, where(ribbon.stops()[1]))
    assert ribbon.told == "2025-10-17 1 x"
    ribbon.set_amounts_hidden(False)
    assert [stop.top for stop in ribbon.stops()] == tops


def test_another_client_is_shown_from_the_start(make: Make) -> None:
    ribbon = make(DATA)
    QTest.keyClick(ribbon, Qt.Key.Key_End)
    ribbon.set_data(RibbonData(TODAY, TODAY))
    assert ribbon.told == ""
    assert ribbon.stops() == ()
    QTest.keyClick(ribbon, Qt.Key.Key_End)
    assert ribbon.told == ""


def test_a_ribbon_without_data_paints_and_takes_keys(theme: Theme, qtbot: QtBot) -> None:
    ribbon = RibbonWidget(theme, say, date.isoformat)
    qtbot.addWidget(ribbon)
    ribbon.show()
    QTest.keyClick(ribbon, Qt.Key.Key_Right)
    QTest.mouseMove(ribbon, QPoint(20, 20))
    assert not picture(ribbon).isNull()


def test_height_grows_with_the_text(make: Make, theme: Theme) -> None:
    ribbon = make(DATA)
    usual = ribbon.minimumSizeHint().height()
    theme.set_text_scale(1.5)
    assert ribbon.minimumSizeHint().height() >= 1.4 * usual
    assert ribbon.minimumSizeHint().width() == 300


def test_a_change_of_theme_is_drawn_at_once(make: Make, theme: Theme) -> None:
    ribbon = make(DATA)
    light = picture(ribbon)
    theme.set_mode("dark")
    assert picture(ribbon) != light


def test_a_narrower_ribbon_keeps_everything_within_reach(make: Make) -> None:
    ribbon = make(DATA)
    ribbon.resize(300, ribbon.height())
    assert len(ribbon.stops()) == 4
    assert all(0 <= stop.x <= 300 for stop in ribbon.stops())


def test_axis_speaks_as_the_country_does() -> None:
    day, january = date(2026, 7, 14), date(2026, 1, 1)
    british = axis_words(QLocale("en_GB"), len)
    american = axis_words(QLocale("en_US"), len)
    assert british.tick(day, Unit.WEEK) == "14 Jul"
    assert american.tick(day, Unit.WEEK) == "Jul 14"
    assert (british.week_start, american.week_start) == (0, 6)
    assert british.first(day, Unit.YEAR) == "Jul 2026"
    assert british.tick(day, Unit.MONTH) == "Jul"
    assert british.tick(january, Unit.MONTH) == "2026"
