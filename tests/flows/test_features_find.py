"""Finding somebody: by whatever one remembers, before, while and after typing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from crm.clients.drafts import ClientDraft, ContactDraft
from crm.clients.services import add_client
from crm.story.drafts import VisitDraft
from crm.story.services import log_visit
from tests.flows.conftest import Start
from tests.flows.driver import Driver
from tests.flows.network import open_network_sockets
from ui.action_list import ACTIONS
from ui.dialogs.keys import KeysDialog

pytestmark = pytest.mark.flow

TODAY = date(2026, 11, 21)


def find(run: Driver, typed: str) -> list[str]:
    """Who is listed once ``typed`` stands in the field."""
    run.press("Ctrl+1")
    run.write(typed)
    return run.rows("counter.list")


def test_any_part_of_any_name_somebody_ever_had_finds_them(start: Start) -> None:
    run = start()
    run.press("Ctrl+N")
    run.fill(name="Siobhan Brennan", called="Shiv")
    run.save()
    run.wait_for(run.is_profile_whole)
    run.press("Ctrl+E")
    run.fill(former="O'Connor")
    run.save()
    run = start()
    for typed in ("siob", "bren", "shi", "connor", "oconn", "bhan"):
        assert find(run, typed) == ["Siobhan Brennan"], typed


@pytest.mark.parametrize(
    "stored", ["+44 7700 900417", "0044 (0)7700-900417", "07700 900 417", "077 00.90.04.17"]
)
def test_any_digits_of_a_number_find_whoever_has_it_however_it_is_written(
    start: Start, stored: str
) -> None:
    run = start()
    for name, number in (("Ann Lee", stored), ("Bo Dee", "01632 960001")):
        contacts = (ContactDraft("phone", number),)
        add_client(run.workspace.store, ClientDraft(name, contacts=contacts))
    for typed in ("417", "0417", "900 417", "90 04 17", "07700", "+447700900417", "7700-900"):
        assert find(run, typed) == ["Ann Lee"], typed


def test_somebody_is_found_by_a_word_from_a_note(start: Start) -> None:
    run = start()
    for name in ("Ann Lee", "Bo Dee"):
        add_client(run.workspace.store, ClientDraft(name))
    find(run, "ann")
    run.press("Alt+N")
    run.fill(text="Won a prize for her gardening")
    run.save()
    run = start()
    assert find(run, "garden") == ["Ann Lee"]
    assert "gardening" in run.spoken_rows("counter.list")[0]


def test_a_relative_or_the_dog_leads_to_the_person(start: Start) -> None:
    run = start()
    for name in ("Anna Brennan", "Declan Shaw", "Bo Dee"):
        add_client(run.workspace.store, ClientDraft(name))
    find(run, "anna bren")
    run.press("Alt+R")
    run.fill(word="husband", other="Declan Shaw")
    run.press("Down")
    run.press("Return")
    run.save()
    run.press("Alt+R")
    run.fill(word="dog", other="Biscuit")
    run.save()
    run = start()
    assert find(run, "anna's husband")[0] == "Declan Shaw"
    assert find(run, "biscuit") == ["Anna Brennan"]


def test_two_of_one_name_are_told_apart_by_town_number_and_last_visit(start: Start) -> None:
    run = start()
    store = run.workspace.store
    for town, phone, days in (("Ilkley", "01632 960001", 3), ("Otley", "01632 960742", 40)):
        contacts = (ContactDraft("phone", phone), ContactDraft("address", town=town))
        john = add_client(store, ClientDraft("John Smith", contacts=contacts))
        log_visit(store, VisitDraft(john, day=TODAY - timedelta(days=days)))
    find(run, "smith")
    one, other = run.spoken_rows("counter.list")
    assert all(each in one for each in ("Ilkley", "0001", "last here 3 days ago"))
    assert all(each in other for each in ("Otley", "0742", "last here 5 weeks ago"))


def test_who_they_may_already_be_stands_beside_while_a_new_client_is_typed(start: Start) -> None:
    run = start()
    contacts = (ContactDraft("phone", "+44 7700 900417"),)
    shiv = add_client(run.workspace.store, ClientDraft("Siobhan Brennan", contacts=contacts))
    run.press("Ctrl+N")
    run.fill(name="Siobhan")
    assert not run.sees("new_client.likely")
    run.fill(name="Siobhan Brenan")  # not as she writes herself
    assert "Siobhan Brennan\nsimilar name" in run.texts("new_client.likely")
    run.fill(name="Somebody", phone="07700 900417")
    assert "Siobhan Brennan\nsame phone number" in run.texts("new_client.likely")
    run.tab_to(f"new_client.likely.{shiv}")
    run.press("Space")
    run.wait_for(run.is_profile_whole)
    assert run.workspace.store.scalar("SELECT COUNT(*) FROM client") == 1


def test_before_typing_those_stand_there_who_were_here_last(start: Start) -> None:
    run = start()
    store = run.workspace.store
    for name, days in (("Ann Lee", 9), ("Bo Dee", 2), ("Cy Fox", 30)):
        client_id = add_client(store, ClientDraft(name))
        log_visit(store, VisitDraft(client_id, day=TODAY - timedelta(days)))
    run = start()
    assert run.rows("counter.list") == ["Bo Dee", "Ann Lee", "Cy Fox"]


def test_a_star_is_one_key_shows_on_the_row_and_goes_before_others(start: Start) -> None:
    run = start()
    for name in ("Ann Brown", "Ann Green"):
        add_client(run.workspace.store, ClientDraft(name))
    last = find(run, "ann")[-1]
    run.press("Down")
    run.press("Alt+S")
    assert run.toasts() == [f"{last} starred."]
    assert find(run, "ann")[0] == last
    run = start()
    assert find(run, "ann")[0] == last
    assert f"{last}, starred" in run.spoken_rows("counter.list")[0]
    run.press("Return")
    run.press("Return")
    run.wait_for(run.is_profile_whole)
    assert run.see_button("profile.star").isChecked()
    run.press("Alt+S")
    assert not run.see_button("profile.star").isChecked()


def test_a_flagged_note_shows_on_the_row_and_on_the_card(start: Start) -> None:
    run = start()
    add_client(run.workspace.store, ClientDraft("Bo Dee"))
    find(run, "bo")
    run.press("Alt+N")
    run.fill(text="Owes us 40 pounds", is_alert=" ")
    run.save()
    run = start()
    find(run, "bo")
    assert "Owes us 40 pounds" in run.spoken_rows("counter.list")[0]
    run.press("Return")
    assert "Owes us 40 pounds" in run.texts("counter.card")


@pytest.mark.parametrize("key", ["?", "Shift+F1"])
def test_one_key_shows_every_key(start: Start, key: str) -> None:
    run = start()
    add_client(run.workspace.store, ClientDraft("Bo Dee"))
    find(run, "bo")
    run.press("Esc")
    run.press(key)
    keys = run.see(KeysDialog, "keys")
    named = {row.text: row.keys for row in keys.rows if not row.heading}
    assert len(named) > 25
    for action in ("New client", "Log a visit", "Add a note", "Undo", "Print the card"):
        assert named[action], action
    assert {spec.id for spec in ACTIONS if not spec.keys} == {"demo.open", "shop.own"}
    run.write("print card")
    assert [row.text for row in keys.rows if not row.heading] == ["Print the card"]
    run.press("Esc")
    run.press("Esc")
    assert not run.sees("keys")


def test_a_day_at_the_till_needs_no_network(start: Start) -> None:
    """What the system says of this process, before and after the work of a day."""
    before = open_network_sockets()
    run = start()
    run.press("Ctrl+N")
    run.fill(name="Ada Byron", phone="07700 900555")
    run.save()
    run.wait_for(run.is_profile_whole)
    run.press("Ctrl+Return")
    run.write("latte 3.20")
    run.save()
    assert find(run, "ada") == ["Ada Byron"]
    assert open_network_sockets() == before
    run = start()
    assert find(run, "555") == ["Ada Byron"]
    assert open_network_sockets() == before


def test_a_scanned_card_opens_its_client_from_anywhere(start: Start) -> None:
    run = start()
    for name in ("Ann Lee", "Bo Dee"):
        add_client(run.workspace.store, ClientDraft(name))
    run.scan("LC-20391")
    assert any("Nobody has the card LC-20391" in each for each in run.toasts())
    assert find(run, "ann") == ["Ann Lee"]
    run.press("Alt+B")
    run.scan("LC-20391")
    run.save()
    run = start()
    run.open("bo dee")
    run.press("Alt+N")
    run.fill(text="half a thought")
    run.scan("LC-20391")
    assert "Ann Lee" in run.texts("page.profile")
    run.open("bo dee")
    run.press("Alt+N")
    assert run.see(QPlainTextEdit, "note.text").toPlainText() == "half a thought"
