"""The palette finds people and actions, the list of keys every key; both by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm.shop.words import Words
from ui.action_list import ACTIONS
from ui.actions import Actions, Scope
from ui.delegates.keyed import KeyedRow
from ui.dialogs.filter_sheet import FilterSheet
from ui.dialogs.keys import KeysDialog
from ui.dialogs.palette import CommandPalette, PersonEntry, fitting_actions
from ui.theme import Theme

SMITHS = (PersonEntry(7, "Ann Smith", "Leeds"), PersonEntry(8, "Bob Smith", "York"))


class Desk:
    """A window with a field, all actions, and people who are found when ``answer`` is called."""

    def __init__(self, theme: Theme) -> None:
        self.window = QWidget()
        self.window.resize(1024, 640)
        self.field = QLineEdit()
        QVBoxLayout(self.window).addWidget(self.field)
        self.actions = Actions(self.window, ACTIONS, Words("guest", "guests"), theme.icon)
        self.actions.attach(Scope.CLIENT, self.window)
        for spec in ACTIONS:
            self.actions.bind(spec.id, lambda id=spec.id: self.chosen.append(id))  # type: ignore[misc]
        self.chosen: list[object] = []
        self.asked: list[tuple[str, Callable[[Sequence[PersonEntry]], None]]] = []
        self.palette = CommandPalette(theme, self.window, self._find, self.actions.rows)
        self.keys = KeysDialog(theme, self.window, self.actions.rows)
        for sheet in (self.palette, self.keys):
            self.actions.cover(sheet)
            sheet.action_chosen.connect(self.actions.trigger)
        self.palette.person_chosen.connect(self.chosen.append)

    def _find(self, text: str, answer: Callable[[Sequence[PersonEntry]], None]) -> None:
        self.asked.append((text, answer))

    def answer(self, people: Sequence[PersonEntry], question: int = -1) -> None:
        self.asked[question][1](people)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme("light")


@pytest.fixture
def desk(theme: Theme, qtbot: QtBot) -> Desk:
    desk = Desk(theme)
    qtbot.addWidget(desk.window)
    desk.window.show()
    desk.window.activateWindow()
    desk.field.setFocus()
    qtbot.waitUntil(desk.field.hasFocus)
    return desk


def _type(text: str) -> None:
    QTest.keyClicks(_focused(), text)


def _press(key: Qt.Key) -> None:
    QTest.keyClick(_focused(), key)


def _focused() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def _texts(sheet: FilterSheet) -> list[str]:
    return [row.text for row in sheet.rows]


def _current(sheet: FilterSheet) -> KeyedRow:
    row = sheet.current_row()
    assert row is not None
    return row


def test_an_empty_palette_lists_what_can_be_done_now(desk: Desk) -> None:
    desk.actions.set_enabled("history.redo", False)
    desk.palette.open_palette()
    assert "Log a visit" in _texts(desk.palette)
    assert "Redo" not in _texts(desk.palette)
    assert "Find people and actions" not in _texts(desk.palette)
    assert desk.asked == []
    assert _current(desk.palette).text == "Counter"


def test_people_stand_before_actions(desk: Desk) -> None:
    desk.palette.open_palette()
    _type("settin")
    assert _texts(desk.palette) == ["Settings"]
    desk.answer([PersonEntry(3, "Bo Settin")])
    assert _texts(desk.palette) == ["Bo Settin", "Settings"]
    assert _current(desk.palette).text == "Bo Settin"


def test_enter_opens_the_person(desk: Desk) -> None:
    desk.palette.open_palette()
    _type("smith")
    desk.answer(SMITHS)
    _press(Qt.Key.Key_Down)
    _press(Qt.Key.Key_Return)
    assert desk.chosen == [8]
    assert desk.palette.isHidden()
    assert desk.field.hasFocus()


def test_enter_does_the_action_once_the_palette_is_gone(desk: Desk) -> None:
    desk.palette.open_palette()
    _type("refund")
    desk.answer([])
    assert _texts(desk.palette) == ["Log a visit"]
    _press(Qt.Key.Key_Return)
    assert desk.chosen == ["visit.log"]


def test_enter_waits_for_the_people_of_what_was_typed(desk: Desk) -> None:
    desk.palette.open_palette()
    _type("no")
    _press(Qt.Key.Key_Return)
    assert desk.chosen == []
    desk.answer([PersonEntry(9, "Noor Aziz")])
    assert desk.chosen == [9]


def test_a_late_answer_to_an_older_question_is_dropped(desk: Desk) -> None:
    desk.palette.open_palette()
    _type("sm")
    desk.answer(SMITHS)
    desk.answer([PersonEntry(1, "Sam")], question=0)
    assert _texts(desk.palette)[:2] == ["Ann Smith", "Bob Smith"]


def test_an_answer_after_esc_changes_nothing(desk: Desk) -> None:
    desk.palette.open_palette()
    _type("smith")
    _press(Qt.Key.Key_Escape)
    _press(Qt.Key.Key_Escape)
    assert desk.palette.isHidden()
    desk.answer(SMITHS)
    assert desk.palette.isHidden()
    assert desk.field.hasFocus()


def test_a_row_someone_moved_to_stays_chosen_when_people_arrive(desk: Desk) -> None:
    desk.palette.open_palette()
    _type("p")
    _press(Qt.Key.Key_Down)
    chosen = _current(desk.palette)
    desk.answer(SMITHS)
    assert _current(desk.palette) == chosen


def test_nothing_found_is_said(desk: Desk, qtbot: QtBot) -> None:
    desk.palette.open_palette()
    _type("zzz")
    said = [
        each
        for each in desk.palette.findChildren(QWidget)
        if each.property("text") == "Nobody and nothing here is called that."
    ]
    assert [each.isVisible() for each in said] == [False]
    desk.answer([])
    assert [each.isVisible() for each in said] == [True]
    _press(Qt.Key.Key_Return)
    assert desk.chosen == []


def test_a_row_can_be_clicked(desk: Desk, qtbot: QtBot) -> None:
    desk.palette.open_palette()
    _type("smith")
    desk.answer(SMITHS)
    rows = desk.palette.findChild(QListView, "palette.rows")
    assert rows is not None
    area = rows.visualRect(rows.model().index(1, 0))
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert desk.chosen == [8]


def test_the_page_below_hears_no_key_while_the_palette_is_open(desk: Desk) -> None:
    desk.actions.bind("note.add", lambda: desk.chosen.append("below"), desk.field)
    desk.palette.open_palette()
    QTest.keyClick(_focused(), Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert "below" not in desk.chosen


def test_opening_the_palette_again_selects_what_is_typed(desk: Desk) -> None:
    desk.palette.open_palette()
    _type("note")
    desk.palette.open_palette()
    _type("photo")
    assert desk.asked[-1][0] == "photo"


def test_actions_are_found_by_words_in_any_order_and_without_accents(desk: Desk) -> None:
    rows = desk.actions.rows()
    assert [row.id for row in fitting_actions(rows, "visit log")] == ["visit.log"]
    assert fitting_actions(rows, "Nóte")[0].id == "note.add"
    assert fitting_actions(rows, "guest")[0].id == "page.clients"
    assert fitting_actions(rows, "xyzzy") == []


def test_every_key_is_listed_under_where_it_works(desk: Desk) -> None:
    desk.keys.open_keys()
    headings = [row.text for row in desk.keys.rows if row.heading]
    assert headings[:4] == ["Everywhere", "At the counter", "With a guest open", "On the profile"]
    assert len(headings) == len(set(headings))
    listed = {row.key for row in desk.keys.rows if not row.heading}
    assert listed == {spec.id for spec in ACTIONS if spec.keys}
    assert all(row.keys for row in desk.keys.rows if not row.heading)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("visit", "Log a visit"), ("f9", "Draw or open the curtain"), ("ctrl+enter", "Log a visit")],
)
def test_a_key_is_found_by_name_or_by_itself(desk: Desk, typed: str, found: str) -> None:
    desk.keys.open_keys()
    _type(typed)
    assert found in _texts(desk.keys)
    assert len(_texts(desk.keys)) < 8


def test_the_arrows_step_over_headings(desk: Desk) -> None:
    desk.keys.open_keys()
    stood_on = [_current(desk.keys).key]
    for _ in range(len(desk.keys.rows)):
        _press(Qt.Key.Key_Down)
        stood_on.append(_current(desk.keys).key)
    assert set(stood_on) == {row.key for row in desk.keys.rows if not row.heading}
    for _ in range(len(desk.keys.rows)):
        _press(Qt.Key.Key_Up)
    assert _current(desk.keys).text == "Counter"


def test_enter_in_the_list_of_keys_does_it(desk: Desk) -> None:
    desk.keys.open_keys()
    _type("curtain")
    _press(Qt.Key.Key_Return)
    assert desk.chosen == ["curtain.toggle"]


def test_a_screen_reader_hears_text_and_keys(desk: Desk) -> None:
    desk.keys.open_keys()
    _type("curtain")
    rows = desk.keys.findChild(QListView, "keys.rows")
    assert rows is not None
    spoken = rows.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Draw or open the curtain, F9"


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_chosen_row_is_painted_on_the_accent_ground(qtbot: QtBot, mode: str) -> None:
    theme = Theme("dark" if mode == "dark" else "light")
    desk = Desk(theme)
    qtbot.addWidget(desk.window)
    desk.window.show()
    desk.palette.open_palette()
    rows = desk.palette.findChild(QListView, "palette.rows")
    assert rows is not None
    picture = rows.viewport().grab().toImage()
    corner = rows.visualRect(rows.currentIndex()).topLeft() + QPoint(9, 4)
    assert QColor(picture.pixel(corner)) == theme.color("accent_soft")
