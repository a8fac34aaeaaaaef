"""Somebody new is written down from what was typed, unless they are there already."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm.clients.drafts import ClientDraft, ContactDraft
from crm.clients.queries import count_clients, get_client
from crm.clients.services import add_client
from crm.dates import PartialDate
from crm.store.store import Store
from crm.story.queries import list_notes
from tests.unit.ui.sheets.driving import (
    assert_nothing_is_cut,
    block,
    escape,
    find,
    line,
    press,
    submit,
    type_into,
)
from ui.context import Context
from ui.sheets.new_client import LikelyPanel, NewClientSheet


def open_new(context: Context, page: QWidget, typed: str = "") -> NewClientSheet:
    sheet = NewClientSheet(context, page, typed)
    sheet.open_sheet()
    return sheet


def likely(sheet: QWidget) -> list[str]:
    panel = find(LikelyPanel, "new_client.likely", sheet)
    return [row.name for row in panel.rows] if panel.isVisible() else []


def save(sheet: NewClientSheet) -> int:
    made: list[int] = []
    sheet.client_made.connect(made.append)
    submit(sheet)
    assert len(made) == 1
    return made[0]


@pytest.mark.parametrize(
    ("typed", "name", "phone", "email"),
    [
        ("Jane Smith", "Jane Smith", "", ""),
        ("Smith, Jane", "Smith, Jane", "", ""),
        ("07700 900123", "", "07700 900123", ""),
        ("jane@example.org", "", "", "jane@example.org"),
        ("Jane Smith\n07700 900123", "Jane Smith", "07700 900123", ""),
    ],
)
def test_what_was_typed_is_filled_in_where_it_belongs(
    typed: str, name: str, phone: str, email: str, context: Context, page: QWidget
) -> None:
    sheet = open_new(context, page, typed)
    filled = [line(sheet, f"new_client.{each}").text() for each in ("name", "phone", "email")]
    assert filled == [name, phone, email]
    assert line(sheet, "new_client.name").hasFocus()


def test_a_name_is_enough(context: Context, page: QWidget, store: Store) -> None:
    client = get_client(store, save(open_new(context, page, "Smith, John")))
    assert (client.name, client.given, client.family) == ("John Smith", "John", "Smith")


def test_a_number_alone_is_enough(context: Context, page: QWidget, store: Store) -> None:
    client = get_client(store, save(open_new(context, page, "07700 900123")))
    assert client.name == "07700 900123"
    assert [point.value for point in client.contacts] == ["07700 900123"]


def test_nothing_is_refused_at_the_name(context: Context, page: QWidget, store: Store) -> None:
    sheet = open_new(context, page)
    submit(sheet)
    assert line(sheet, "new_client.name").hasFocus()
    assert line(sheet, "new_client.name").accessibleDescription() == "A name is needed."
    assert count_clients(store) == 0


def test_everything_told_is_kept(context: Context, page: QWidget, shiv: int, store: Store) -> None:
    sheet = open_new(context, page, "Ann Kelly")
    type_into(line(sheet, "new_client.email"), "ann@example.org")
    type_into(line(sheet, "new_client.lives"), "Kilkenny")
    type_into(line(sheet, "new_client.called"), "Annie")
    type_into(line(sheet, "new_client.born"), "24 Nov 1968")
    type_into(line(sheet, "new_client.sent_by"), "shiv")
    QTest.keyClick(line(sheet, "new_client.sent_by"), Qt.Key.Key_Tab)
    type_into(line(sheet, "new_client.tags"), "club, retired")
    type_into(block(sheet, "new_client.note"), "rides a tandem")
    client = get_client(store, save(sheet))
    assert (client.lives, client.called) == ("Kilkenny", "Annie")
    assert client.born == PartialDate(1968, 11, 24)
    assert [tag.name for tag in client.tags] == ["club", "retired"]
    assert client.sent_by is not None
    assert client.sent_by.id == shiv
    assert [note.text for note in list_notes(store, client.id)] == ["rides a tandem"]


def test_a_new_client_goes_with_their_note_by_one_undo(
    context: Context, page: QWidget, store: Store
) -> None:
    sheet = open_new(context, page, "Ann Lee")
    type_into(block(sheet, "new_client.note"), "rides a tandem")
    client = save(sheet)
    assert list_notes(store, client)
    store.undo()
    assert store.rows("SELECT * FROM client WHERE name = 'Ann Lee'") == []
    assert store.rows("SELECT * FROM note") == []


def test_who_it_may_already_be_is_shown_while_typing(
    context: Context, page: QWidget, store: Store
) -> None:
    add_client(
        store,
        ClientDraft(name="Jane Smith", contacts=(ContactDraft("phone", "07700 900123"),)),
    )
    sheet = open_new(context, page)
    type_into(line(sheet, "new_client.name"), "Jane")
    assert likely(sheet) == []
    type_into(line(sheet, "new_client.name"), " Smiht")
    assert likely(sheet) == ["Jane Smith"]
    line(sheet, "new_client.name").clear()
    line(sheet, "new_client.name").textEdited.emit("")
    assert likely(sheet) == []
    type_into(line(sheet, "new_client.phone"), "+44 7700 900123")
    assert likely(sheet) == ["Jane Smith"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_who_it_is_can_be_chosen_instead(
    key: Qt.Key, context: Context, page: QWidget, shiv: int, store: Store, qtbot: QtBot
) -> None:
    sheet = open_new(context, page, "Siobhan Brennan")
    entry = find(QWidget, f"new_client.likely.{shiv}", sheet)
    entry.setFocus()
    with qtbot.waitSignal(sheet.client_chosen) as chosen:
        QTest.keyClick(entry, key)
    assert chosen.args == [shiv]
    assert sheet.isHidden()
    assert count_clients(store) == 1


@pytest.mark.parametrize(
    ("field", "text"),
    [("email", "no mail"), ("phone", "call me"), ("born", "sometime"), ("born", "Nov 2027")],
)
def test_what_is_wrong_is_said_at_its_field(
    field: str, text: str, context: Context, page: QWidget, store: Store
) -> None:
    sheet = open_new(context, page, "Ann")
    type_into(line(sheet, f"new_client.{field}"), text)
    submit(sheet)
    assert line(sheet, f"new_client.{field}").hasFocus()
    assert line(sheet, f"new_client.{field}").accessibleDescription()
    assert count_clients(store) == 0


@pytest.mark.slow
def test_a_note_too_long_leaves_no_client_behind(
    context: Context, page: QWidget, store: Store
) -> None:
    sheet = open_new(context, page, "Ann")
    block(sheet, "new_client.note").setPlainText("word " * 200_000)
    submit(sheet)
    assert block(sheet, "new_client.note").accessibleDescription()
    assert count_clients(store) == 0


def test_an_organisation_has_no_birthday(context: Context, page: QWidget, store: Store) -> None:
    sheet = open_new(context, page, "The Mill")
    editor = sheet._editors["kind"]
    editor.set_value("organisation")
    editor.edited.emit()
    assert not line(sheet, "new_client.born").isVisible()
    assert get_client(store, save(sheet)).kind == "organisation"


def test_half_a_client_comes_back(context: Context, page: QWidget) -> None:
    sheet = open_new(context, page, "Ann")
    type_into(line(sheet, "new_client.lives"), "Kilkenny")
    escape(sheet)
    assert line(open_new(context, page, "Bob"), "new_client.lives").text() == ""
    again = open_new(context, page, "Ann")
    assert line(again, "new_client.lives").text() == "Kilkenny"
    press(again, "new_client.anew")
    assert line(again, "new_client.name").text() == "Ann"
    assert line(again, "new_client.lives").text() == ""


@pytest.mark.parametrize("typed", ["<img src=x>", "caf\0é", "👩‍🌾", "x" * 1_000_000])
def test_hostile_names_are_words(typed: str, context: Context, page: QWidget, store: Store) -> None:
    sheet = open_new(context, page, typed)
    submit(sheet)
    assert count_clients(store) == 1 or line(sheet, "new_client.name").accessibleDescription()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_everything_has_room_in_a_small_window(
    scale: float, context: Context, window: QWidget, page: QWidget, shiv: int
) -> None:
    window.resize(1024, 640)
    context.theme.set_text_scale(scale)
    sheet = open_new(context, page, "Siobhan Brennan")
    QApplication.processEvents()
    assert likely(sheet)
    assert_nothing_is_cut(sheet)
