"""What a shop keeps that nobody else thought of, what clients agreed to, what a profile shows."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from crm.clients.consent import ConsentRow, list_consents
from crm.clients.custom_fields import (
    CustomFieldDraft,
    add_custom_field,
    list_custom_fields,
    list_custom_values,
    set_custom_value,
)
from crm.clients.drafts import ClientDraft
from crm.clients.households import create_household
from crm.clients.services import add_client
from crm.clients.tags import tag_client
from tests.flows.conftest import Start
from tests.flows.driver import Driver
from ui.delegates.arrange_list import ArrangeList

pytestmark = pytest.mark.flow


def open_part(run: Driver, part: str) -> None:
    """Go to a part of the settings."""
    run.go_to("settings")
    run.press_button(f"settings.entry.{part}")


def own_fields(run: Driver) -> list[tuple[str, str, str]]:
    """Name, type and tag of every own field, in order."""
    rows = list_custom_fields(run.workspace.store)
    return [(row.name, row.type, row.tag.name if row.tag else "") for row in rows]


def values(run: Driver, client_id: int) -> dict[str, str]:
    rows = list_custom_values(run.workspace.store, client_id)
    return {row.name: row.value for row in rows}


def add_field(run: Driver, name: str, moves: str = "", **fields: str) -> None:
    """Make a field in the settings."""
    run.press_button("settings.own_fields.add")
    run.fill(name=name)
    if moves:
        run.fill(type=moves)
    run.fill(**fields)
    run.save()


def top(run: Driver, name: str) -> int:
    """How far down something stands, in pixels."""
    widget = run.see(QWidget, name)
    return widget.mapTo(run.app.window, widget.rect().topLeft()).y()


def choose_from_popup(run: Driver, text: str) -> None:
    """Choose from the menu that is open, by keyboard."""
    menu = run.app.window.findChildren(QMenu)[-1]
    for _step in menu.actions():
        QTest.keyClick(menu, Qt.Key.Key_Down)
        if menu.activeAction().text() == text:
            break
    QTest.keyClick(menu, Qt.Key.Key_Return)
    run.settle()


def test_a_field_of_the_shops_own_has_a_type_and_is_edited_where_it_stands(start: Start) -> None:
    run = start()
    ann = add_client(run.workspace.store, ClientDraft("Ann Lee"))
    open_part(run, "own_fields")
    add_field(run, "Frame number")
    add_field(run, "Saddle height", ">")
    add_field(run, "Insured until", ">>")
    add_field(run, "Club member", ">>>")
    add_field(run, "Wheels", ">>>>", choices="26 inch")
    run.open("ann lee")
    run.press("Alt+F")
    run.fill(own_1="WSBC-6021", own_2="71,5")
    run.press("Ctrl+Return")
    refusal = run.see(QLineEdit, "own_values.own_2").accessibleDescription()
    assert refusal == "“71,5” is not a number. Write it like 12.5."
    run.fill(own_2="71.5", own_3="in 2 weeks", own_4=">", own_5=">")
    run.save()
    assert values(run, ann) == {
        "Frame number": "WSBC-6021", "Saddle height": "71.5", "Insured until": "2026-12-05",
        "Club member": "yes", "Wheels": "26 inch",
    }  # fmt: skip
    run.click("profile.field.own.2")
    run.press("Ctrl+A")
    run.write("72")
    run.press("Esc")
    run.click("profile.field.own.1")
    run.press("Ctrl+A")
    run.write("XT-9")
    run.press("Return")
    run.press_button("profile.field.own.4")
    choose_from_popup(run, "no")
    assert "XT-9" in run.texts("profile.own_fields")
    run = start()
    assert values(run, ann)["Frame number"] == "XT-9"
    assert values(run, ann)["Saddle height"] == "71.5"
    assert values(run, ann)["Club member"] == "no"
    run.press("Ctrl+Z")
    run.wait_for(lambda: values(run, ann)["Club member"] == "yes")
    run.open("xt-9")
    told = run.texts("profile.own_fields").split("\n")
    assert told == [
        "More", "Frame number", "XT-9", "Saddle height", "71.5", "Insured until", "5 Dec 2026",
        "Club member", "yes", "Wheels", "26 inch",
    ]  # fmt: skip


def test_a_value_that_does_not_fit_stays_in_its_editor_with_the_reason(start: Start) -> None:
    run = start()
    store = run.workspace.store
    ann = add_client(store, ClientDraft("Ann Lee"))
    field = add_custom_field(store, CustomFieldDraft("Saddle height", "number"))
    set_custom_value(store, ann, field, "71.5")
    run.open("ann lee")
    run.click("profile.field.own.1")
    run.press("Ctrl+A")
    run.write("high")
    run.press("Return")
    assert "“high” is not a number" in run.toasts()[-1]
    (editor,) = run.see(QWidget, "profile.field.own.1").findChildren(QLineEdit)
    assert editor.text() == "high"
    run.press("Esc")
    assert "71.5" in run.texts("profile.own_fields")
    assert values(run, ann) == {"Saddle height": "71.5"}


def test_a_field_is_made_where_it_is_missed(start: Start) -> None:
    run = start()
    ann = add_client(run.workspace.store, ClientDraft("Ann Lee"))
    run.open("ann lee")
    run.click("profile.add.own_values")
    run.press("Return")
    run.fill(name="Frame number")
    run.press("Ctrl+Return")
    run.wait_for(lambda: run.sees("own_values.own_1"))
    run.fill(own_1="WSBC-6021")
    run.save()
    assert values(run, ann) == {"Frame number": "WSBC-6021"}
    run.choose_from_menu("profile.field.own.1", "Change the field…")
    run.fill(name="Frame no.")
    run.save()
    assert "Frame no." in run.texts("profile.own_fields")
    run.choose_from_menu("profile.field.own.1", "Remove")
    assert not run.sees("profile.own_fields")
    run = start()
    assert values(run, ann) == {"Frame no.": ""}
    run.press("Ctrl+Z")
    run.wait_for(lambda: values(run, ann) == {"Frame no.": "WSBC-6021"})


def test_a_field_is_renamed_moved_converted_and_removed_with_its_values(start: Start) -> None:
    run = start()
    store = run.workspace.store
    ann = add_client(store, ClientDraft("Ann Lee"))
    for name in ("Colour", "Height", "Rank"):
        set_custom_value(store, ann, add_custom_field(store, CustomFieldDraft(name)), "54")
    open_part(run, "own_fields")
    rows = run.see(ArrangeList, "settings.own_fields")
    rows.setFocus()
    rows.go_to(3)
    run.press("Alt+Up")
    run.press("Alt+Up")
    assert [name for name, _type, _tag in own_fields(run)] == ["Rank", "Colour", "Height"]
    rows.go_to(2)
    run.press("Return")
    run.fill(name="Saddle height", type=">")
    run.save()
    assert own_fields(run)[2] == ("Saddle height", "number", "")
    rows.setFocus()
    rows.go_to(1)
    run.press("Delete")
    assert run.toasts()[-1].startswith("Colour and 1 value removed.")
    assert values(run, ann) == {"Rank": "54", "Saddle height": "54"}
    run.press("Ctrl+Z")
    assert values(run, ann) == {"Rank": "54", "Colour": "54", "Saddle height": "54"}
    run = start()
    assert [row[0] for row in own_fields(run)] == ["Rank", "Colour", "Saddle height"]


def test_a_tag_brings_its_own_fields(start: Start) -> None:
    run = start()
    store = run.workspace.store
    ann = add_client(store, ClientDraft("Ann Lee"))
    bob = add_client(store, ClientDraft("Bob Ray"))
    tag_client(store, ann, "e-bike")
    open_part(run, "own_fields")
    add_field(run, "Battery", ">>>>", choices="500 Wh", tag="e-bike")
    assert own_fields(run) == [("Battery", "choice", "e-bike")]
    add_field(run, "Chip", tag="race day")  # a tag that nobody wears yet
    assert own_fields(run)[1] == ("Chip", "text", "race day")
    run.open("bob ray")
    run.press("Alt+F")
    assert not run.sees("own_values.own_1")
    run.press("Esc")
    run.open("ann lee")
    run.press("Alt+F")
    run.fill(own_1=">")
    run.save()
    assert "500 Wh" in run.texts("profile.own_fields")
    run = start()
    assert values(run, ann) == {"Battery": "500 Wh"}
    assert values(run, bob) == {}
    run.open("ann lee")
    run.see(QWidget, "profile.tag.1").setFocus()
    run.press("Delete")
    assert not run.sees("profile.own_fields")
    run.press("Ctrl+Z")
    assert "500 Wh" in run.texts("profile.own_fields")


def test_what_they_agreed_to_is_a_toggle_with_its_day_and_source(start: Start) -> None:
    run = start()
    ann = add_client(run.workspace.store, ClientDraft("Ann Lee"))
    run.open("ann lee")
    run.press("Alt+A")
    run.fill(email=">", sms=">>", on_day="1 March 2025", source="signed form")
    run.save()
    run.press_button("profile.consent.phone.yes")
    run.press_button("profile.consent.sms.no")
    run.click("profile.consent.email")
    run.fill(source="by post")
    run.save()
    run = start()
    assert list_consents(run.workspace.store, ann) == (
        ConsentRow(1, "email", True, date(2025, 3, 1), "by post"),
        ConsentRow(3, "phone", True, date(2026, 11, 21), ""),
        ConsentRow(None, "sms", None, None, ""),
        ConsentRow(None, "post", None, None, ""),
    )
    run.open("ann lee")
    assert run.see_button("profile.consent.email.yes").isChecked()
    assert not run.see_button("profile.consent.post.no").isChecked()
    run.press("Ctrl+Z")
    run.wait_for(lambda: list_consents(run.workspace.store, ann)[0].source == "signed form")


def test_sections_are_shown_hidden_and_ordered_for_each_kind_of_client(start: Start) -> None:
    run = start()
    store = run.workspace.store
    ann = add_client(store, ClientDraft("Ann Lee", lives="Ilkley"))
    tag_client(store, ann, "club")
    home = create_household(store, "The Lee household", [ann])
    tag_client(store, home, "club")
    open_part(run, "sections")
    rows = run.see(ArrangeList, "settings.sections.remember")
    rows.setFocus()
    rows.go_to("places")
    run.press("Space")
    rows.go_to("tags")
    for _step in range(10):
        run.press("Alt+Up")
    run.open("ann lee")
    assert not run.sees("profile.places")
    assert top(run, "profile.tags") < top(run, "profile.people")
    run.open("the lee")
    assert top(run, "profile.tags") > top(run, "profile.people")
    run = start()
    run.open("ann lee")
    assert not run.sees("profile.places")
    assert top(run, "profile.tags") < top(run, "profile.people")
    open_part(run, "sections")
    run.press_button("settings.sections.reset")
    run.open("ann lee")
    assert run.sees("profile.places")
    run.press("Ctrl+Z")
    run.wait_for(lambda: not run.sees("profile.places"))
