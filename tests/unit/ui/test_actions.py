"""Actions: one key means one thing, where it counts, also while somebody types."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crm.shop.words import Words
from ui.action_list import ACTIONS
from ui.actions import Actions, ActionSpec, Scope, find_key_clashes
from ui.resources import list_icons

WORDS = Words("guest", "guests")


class Desk:
    """A window with a counter and a profile page, and a notebook of what was done."""

    def __init__(self, specs: tuple[ActionSpec, ...]) -> None:
        self.window = QWidget()
        self.search = QLineEdit()
        self.counter = QWidget()
        self.profile = QWidget()
        self.note = QPlainTextEdit()
        QVBoxLayout(self.counter).addWidget(self.search)
        QVBoxLayout(self.profile).addWidget(self.note)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.counter)
        self.pages.addWidget(self.profile)
        QVBoxLayout(self.window).addWidget(self.pages)
        self.done: list[str] = []
        self.actions = Actions(self.window, specs, WORDS, lambda _name: QIcon())
        self.actions.attach(Scope.COUNTER, self.counter)
        self.actions.attach(Scope.PROFILE, self.profile)
        self.actions.attach(Scope.CLIENT, self.counter)
        self.actions.attach(Scope.CLIENT, self.profile)

    def bind_all(self) -> None:
        for spec in ACTIONS:
            self.actions.bind(spec.id, self.noting(spec.id))

    def noting(self, text: str) -> Callable[[], None]:
        return lambda: self.done.append(text)

    def show_profile(self) -> None:
        self.pages.setCurrentWidget(self.profile)
        self.note.setFocus()


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    desk = Desk(ACTIONS)
    qtbot.addWidget(desk.window)
    desk.window.show()
    desk.window.activateWindow()
    desk.search.setFocus()
    qtbot.waitUntil(desk.search.hasFocus)
    return desk


def _press(desk: Desk, keys: str) -> None:
    combination = QKeySequence(keys)[0]  # type: ignore[index]  # missing in the stubs
    focused = desk.window.focusWidget()
    QTest.keyClick(focused, combination.key(), combination.keyboardModifiers())


def _shortcuts(*scopes: Scope) -> list[tuple[str, str]]:
    return [
        (spec.id, keys)
        for spec in ACTIONS
        if spec.scope in scopes and not spec.widget_keys
        for keys in spec.keys
        if keys != "?"
    ]


@pytest.mark.parametrize(("id", "keys"), _shortcuts(Scope.GLOBAL, Scope.COUNTER, Scope.CLIENT))
def test_every_key_of_the_counter_works_while_the_search_field_has_the_focus(
    desk: Desk, id: str, keys: str
) -> None:
    desk.bind_all()
    _press(desk, keys)
    assert desk.done == [id]
    assert desk.search.text() == ""


@pytest.mark.parametrize(("id", "keys"), _shortcuts(Scope.GLOBAL, Scope.PROFILE, Scope.CLIENT))
def test_every_key_of_the_profile_works_while_a_note_has_the_focus(
    desk: Desk, id: str, keys: str
) -> None:
    desk.bind_all()
    desk.show_profile()
    _press(desk, keys)
    assert desk.done == [id]
    assert desk.note.toPlainText() == ""


def test_the_declared_actions_are_sound() -> None:
    find_key_clashes(ACTIONS)
    assert len({spec.id for spec in ACTIONS}) == len(ACTIONS)
    assert {spec.icon for spec in ACTIONS} <= set(list_icons())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (ActionSpec("a.do", "A", ("Ctrl+J",)), ActionSpec("b.do", "B", ("ctrl+j",))),
        (
            ActionSpec("a.do", "A", ("Alt+J",), scope=Scope.CLIENT),
            ActionSpec("b.do", "B", ("Alt+J",), scope=Scope.PROFILE),
        ),
        (
            ActionSpec("a.do", "A", ("Alt+J",), scope=Scope.COUNTER),
            ActionSpec("b.do", "B", ("Alt+J",)),
        ),
    ],
)
def test_one_key_cannot_mean_two_things(first: ActionSpec, second: ActionSpec) -> None:
    with pytest.raises(ValueError, match=r"a\.do and b\.do"):
        find_key_clashes([first, second])


def test_pages_never_shown_together_may_share_a_key() -> None:
    find_key_clashes(
        [
            ActionSpec("a.do", "A", ("Alt+J",), scope=Scope.COUNTER),
            ActionSpec("b.do", "B", ("Alt+J",), scope=Scope.PROFILE),
        ]
    )


@pytest.mark.parametrize("keys", ["F1", ""])
def test_a_reserved_or_empty_key_is_refused(keys: str) -> None:
    with pytest.raises(ValueError, match="no key"):
        find_key_clashes([ActionSpec("a.do", "A", (keys,))])


def test_a_question_mark_is_typed_in_a_text_field(desk: Desk) -> None:
    desk.bind_all()
    QTest.keyClicks(desk.search, "?")
    assert desk.search.text() == "?"
    assert desk.done == []


def test_a_question_mark_outside_text_fields_shows_the_keys(desk: Desk) -> None:
    desk.bind_all()
    desk.pages.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    desk.pages.setFocus()
    QTest.keyClick(desk.pages, Qt.Key.Key_Question)
    assert desk.done == ["keys.show"]


def test_undo_belongs_to_the_field_while_it_has_something_to_take_back(desk: Desk) -> None:
    desk.bind_all()
    QTest.keyClicks(desk.search, "smith")
    _press(desk, "Ctrl+Z")
    assert desk.search.text() == ""
    assert desk.done == []
    _press(desk, "Ctrl+Z")
    assert desk.done == ["history.undo"]


def test_redo_belongs_to_the_field_while_it_has_something_to_do_again(desk: Desk) -> None:
    desk.bind_all()
    desk.show_profile()
    QTest.keyClicks(desk.note, "hello")
    _press(desk, "Ctrl+Z")
    _press(desk, "Ctrl+Shift+Z")
    assert desk.note.toPlainText() == "hello"
    assert desk.done == []
    _press(desk, "Ctrl+Shift+Z")
    assert desk.done == ["history.redo"]


def test_keys_of_a_hidden_page_do_nothing(desk: Desk) -> None:
    desk.bind_all()
    _press(desk, "Alt+Down")
    assert desk.done == []
    desk.show_profile()
    _press(desk, "Alt+Down")
    assert desk.done == ["client.next"]


def test_an_action_nobody_bound_does_nothing_and_is_in_no_list(desk: Desk) -> None:
    assert desk.actions.rows() == ()
    assert not desk.actions.trigger("visit.log")
    assert not desk.actions.action("visit.log").isEnabled()
    desk.actions.set_enabled("visit.log", True)
    assert not desk.actions.is_available("visit.log")


def test_the_page_that_is_looked_at_decides_what_an_action_does(desk: Desk) -> None:
    desk.actions.bind("visit.log", desk.noting("at the counter"), desk.counter)
    desk.actions.bind("visit.log", desk.noting("on the profile"), desk.profile)
    _press(desk, "Ctrl+Return")
    desk.show_profile()
    assert desk.actions.trigger("visit.log")
    assert desk.done == ["at the counter", "on the profile"]


def test_a_sheet_keeps_the_keys_of_the_page_below_from_working(desk: Desk) -> None:
    sheet = QWidget(desk.window)
    desk.actions.cover(sheet)
    desk.actions.bind("note.add", desk.noting("below"), desk.counter)
    desk.actions.bind("note.add", desk.noting("on the sheet"), sheet)
    desk.actions.bind("visit.log", desk.noting("below"), desk.counter)
    desk.actions.bind("curtain.toggle", desk.noting("curtain"))
    sheet.show()
    for keys in ("Alt+N", "Ctrl+Return", "F9"):
        _press(desk, keys)
    assert desk.done == ["on the sheet", "curtain"]
    sheet.hide()
    _press(desk, "Ctrl+Return")
    assert desk.done[-1] == "below"


def test_a_sheet_may_use_the_keys_of_the_page_below_as_mnemonics(desk: Desk, qtbot: QtBot) -> None:
    sheet = QWidget(desk.window)
    button = QPushButton("&Name", sheet)
    button.clicked.connect(desk.noting("name"))
    desk.actions.cover(sheet)
    desk.actions.bind("note.add", desk.noting("below"), desk.counter)
    sheet.show()
    _press(desk, "Alt+N")
    qtbot.waitUntil(lambda: desk.done == ["name"])
    shiboken6.delete(sheet)
    _press(desk, "Alt+N")
    assert desk.done == ["name", "below"]


def test_an_action_of_a_page_not_looked_at_is_not_available(desk: Desk) -> None:
    desk.actions.bind("client.next", desk.noting("next"), desk.profile)
    assert not desk.actions.is_available("client.next")
    assert [row.available for row in desk.actions.rows()] == [False]
    desk.show_profile()
    assert desk.actions.is_available("client.next")


def test_a_disabled_action_is_not_done(desk: Desk) -> None:
    desk.bind_all()
    desk.actions.set_enabled("visit.log", False)
    _press(desk, "Ctrl+Return")
    assert not desk.actions.trigger("visit.log")
    assert desk.done == []


def test_actions_speak_the_shop_s_words(desk: Desk) -> None:
    assert desk.actions.text("client.new") == "New guest"
    assert desk.actions.action("client.new").text() == "New guest"
    assert desk.actions.action("page.clients").text() == "Guests"


def test_rows_tell_what_palette_and_key_list_show(desk: Desk) -> None:
    desk.actions.bind("visit.log", desk.noting("visit"))
    (row,) = desk.actions.rows()
    assert row.text == "Log a visit"
    assert row.keys[0] == "Ctrl+Return"
    assert row.scope_title == "With a guest open"
    assert row.available
    assert "refund" in row.also
