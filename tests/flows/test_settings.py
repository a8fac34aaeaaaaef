"""Changing how the shop speaks and looks leaves one where one was."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client
from crm.shop.queries import get_settings
from tests.flows.conftest import Start
from ui.widgets.search_field import SearchField
from ui.widgets.text import PlainLabel

pytestmark = pytest.mark.flow


def test_light_and_dark_change_under_a_profile_that_stays(start: Start) -> None:
    run = start()
    add_client(run.workspace.store, ClientDraft(name="Ada Lovelace"))
    run.write("ada")
    run.press("Return")
    run.press("Return")
    assert run.sees("page.profile")
    before = run.app.theme.tokens.dark
    run.press("Ctrl+Shift+L")
    run.wait_for(lambda: run.app.theme.tokens.dark is not before)
    assert run.sees("page.profile")
    assert run.app.shop is not None
    assert run.app.shop.navigator is not None
    assert run.app.shop.navigator.place().client_id == 1


def test_settings_are_saved_by_the_key_drawn_on_the_button(start: Start) -> None:
    run = start()
    run.go_to("settings")
    run.see(QLineEdit, "shop.name").selectAll()
    run.write("Harbour Books")
    run.press("Ctrl+Return")
    run.wait_for(lambda: get_settings(run.workspace.store).name == "Harbour Books")
    assert "Harbour Books" in run.app.window.windowTitle()


def test_somebody_else_at_the_till_keeps_what_is_typed(start: Start) -> None:
    run = start()
    run.write("somebody")
    run.press("F12")
    run.wait_for(lambda: get_settings(run.workspace.store).current_staff == "Marek")
    run.settle()
    run.press("Esc")
    run.write("x")
    assert run.sees("counter.search")


def test_neither_the_till_nor_the_look_takes_away_what_one_is_at(start: Start) -> None:
    run = start()
    add_client(run.workspace.store, ClientDraft("Tom Brown"))
    run.press("Ctrl+3")
    run.press("Ctrl+F")
    run.write("somebody")
    page, was_dark = run.see(QWidget, "page.clients"), run.app.theme.tokens.dark
    run.press("F12")
    run.wait_for(lambda: run.see_button("nav_staff").text() == "Marek at the till")
    run.press("Ctrl+Shift+L")
    run.wait_for(lambda: run.app.theme.tokens.dark != was_dark)
    run.settle()
    assert run.see(QWidget, "page.clients") is page
    assert run.see(SearchField, "clients.search").text() == "somebody"
    run.press("Ctrl+Z")
    run.wait_for(lambda: run.app.theme.tokens.dark == was_dark)
    assert get_settings(run.workspace.store).current_staff == "Marek"


def test_the_navigation_shows_where_a_profile_was_opened_from(start: Start) -> None:
    run = start()
    add_client(run.workspace.store, ClientDraft("Tom Brown"))
    run.press("Ctrl+3")
    run.wait_for(lambda: run.rows("clients.table") == ["Tom Brown"])
    run.press("Return")
    run.wait_for(lambda: run.sees("page.profile"))
    assert run.see_button("nav_clients").isChecked()
    run.press("Ctrl+1")
    run.open("tom")
    assert run.see_button("nav_counter").isChecked()


def test_the_owners_word_stands_everywhere_at_once(start: Start) -> None:
    run = start()
    run.go_to("settings")
    run.see_button("nav_settings")
    run.choose("shop.word", "patient")
    run.press_button("settings.save")
    run.wait_for(lambda: get_settings(run.workspace.store).word_many == "patients")
    run.settle()
    run.go_to("counter")
    assert "patient" in run.see_button("counter.new").text()
    run.write("zzz")
    texts = [each.text() for each in run.app.window.findChildren(PlainLabel) if each.isVisible()]
    assert any("patients" in text for text in texts)


def test_what_is_wrong_in_the_settings_is_said_beside_its_field(start: Start) -> None:
    run = start()
    run.go_to("settings")
    run.see(QLineEdit, "shop.name").clear()
    run.press_button("settings.save")
    run.settle()
    assert "needs a name" in run.see(QLineEdit, "shop.name").accessibleDescription()
    assert get_settings(run.workspace.store).name == "Maple Street Bicycles"


def test_keys_mean_one_thing_after_another_shop_was_opened(start: Start) -> None:
    run = start()
    assert run.app.shop is not None
    assert run.app.shop.navigator is not None
    run.app.shop.navigator.do("demo.open")
    run.wait_for(lambda: "demo" in run.workspace.path.name and run.sees("counter.search"))
    run.app.window.activateWindow()  # no window manager does it here
    run.settle()
    run.press("Ctrl+N")
    assert run.sees("new_client.name")
    run.press("Esc")
    assert run.app.shop is not None
    assert run.app.shop.navigator is not None
    run.app.shop.navigator.do("shop.own")
    run.wait_for(lambda: "demo" not in run.workspace.path.name and run.sees("counter.search"))
    run.app.window.activateWindow()
    run.settle()
    run.press("Ctrl+N")
    run.write("Ada Lovelace")
    run.press("Ctrl+Return")
    run.wait_for(lambda: run.sees("page.profile"))
    assert run.workspace.store.rows("SELECT name FROM client") == [("Ada Lovelace",)]
