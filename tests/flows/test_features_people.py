"""People and their people: ties, households, and who sent whom."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client
from crm.story.drafts import VisitDraft
from crm.story.lines import LineDraft
from crm.story.services import log_visit
from tests.flows.conftest import Start
from tests.flows.driver import Driver
from ui.delegates.ledger_list import LedgerList

pytestmark = pytest.mark.flow


def clients(run: Driver, *names: str) -> list[int]:
    """Write down clients of these names."""
    return [add_client(run.workspace.store, ClientDraft(name)) for name in names]


def relate(run: Driver, word: str, other: str, **more: str) -> None:
    """Say who somebody is to the one whose profile is open, chosen from the list."""
    run.press("Alt+R")
    run.fill(word=word, other=other)
    run.press("Down")
    run.press("Return")
    run.fill(**more)
    run.save()


def test_a_tie_stands_on_both_profiles_with_its_word_on_each(start: Start) -> None:
    run = start()
    clients(run, "Anna Brennan", "Declan Shaw", "Finn Brennan")
    run.open("anna")
    relate(run, "husband", "Declan Shaw")
    relate(run, "child", "Finn Brennan")
    run = start()
    run.open("declan")
    assert run.texts("profile.people").split("\n")[1:] == ["Wife", "Anna Brennan"]
    run.open("finn")
    people = run.texts("profile.people")
    assert "Anna" in people
    assert "Mother" in people or "Parent" in people
    run.open("anna bren")
    assert run.texts("profile.people").split("\n")[1:] == [
        "Husband",
        "Declan Shaw",
        "Child",
        "Finn",
    ]


def test_a_new_kind_of_tie_is_made_by_naming_it(start: Start) -> None:
    run = start()
    clients(run, "Anna Brennan", "Moira Kelly", "Bo Dee", "Cy Fox")
    run.open("anna")
    relate(run, "piano teacher", "Moira Kelly", reverse="piano pupil")
    run = start()
    run.open("moira")
    assert run.texts("profile.people").split("\n")[1:] == ["Piano pupil", "Anna Brennan"]
    run.open("cy fox")
    run.press("Alt+R")
    run.fill(word="piano t", other="Bo Dee")
    assert not run.sees("relation.reverse"), "it is known by now"
    run.press("Esc")
    run.press("Esc")
    run.open("bo dee")
    relate(run, "piano teacher", "Moira Kelly")
    run.open("moira")
    assert "Bo Dee" in run.texts("profile.people")


def test_a_household_has_one_address_and_number_for_all_edited_once(start: Start) -> None:
    run = start()
    clients(run, "Anna Brennan", "Declan Shaw")
    run.open("anna")
    run.click("profile.add.household")
    run.fill(household="The Brennans")
    run.save()
    run.open("declan")
    run.click("profile.add.household")
    run.fill(household="The Brennans")
    run.press("Down")
    run.press("Return")
    run.save()
    run.open("the brennans")
    run.click("profile.add.contact")
    run.fill(value="01632 960001", label="home")
    run.save()
    run.click("profile.add.contact")
    run.fill(kind=">>")
    run.fill(street="2 Mill Lane", town="Otley")
    run.save()
    run = start()
    for name in ("anna", "declan"):
        run.open(name)
        told = run.texts("profile.remember")
        assert "01632 960001 (The Brennans)" in told
        assert "2 Mill Lane" in told
    run.open("the brennans")
    number = run.workspace.store.scalar("SELECT id FROM contact_point WHERE kind = 'phone'")
    run.choose_from_menu(f"profile.contact.{number}", "Change…")
    run.fill(value="01632 960777")
    run.save()
    address = run.workspace.store.scalar("SELECT id FROM contact_point WHERE kind = 'address'")
    run.choose_from_menu(f"profile.contact.{address}", "Change…")
    run.fill(street="9 High Street")
    run.save()
    run = start()
    for name in ("anna", "declan"):
        run.open(name)
        told = run.texts("profile.remember")
        assert "01632 960777 (The Brennans)" in told
        assert "9 High Street" in told
        assert "Mill Lane" not in told
    run.press("Ctrl+1")
    run.write("960777")
    assert sorted(run.rows("counter.list")) == ["Anna Brennan", "Declan Shaw", "The Brennans"]


def test_who_sent_whom_is_kept_and_what_they_brought_is_counted(start: Start) -> None:
    run = start()
    clients(run, "Anna Brennan", "Bo Dee")
    run.open("bo dee")
    run.press("Ctrl+E")
    run.fill(sent_by="Anna")
    run.press("Down")
    run.press("Return")
    run.save()
    run.press("Ctrl+N")
    run.fill(name="Cy Fox", sent_by="Anna")
    run.press("Down")
    run.press("Return")
    run.save()
    run.wait_for(run.is_profile_whole)
    assert "Anna Brennan" in run.texts("profile.people")
    for client_id, amount in ((2, 4000), (3, 2000)):
        lines = (LineDraft("Tyre", 1000, amount),)
        draft = VisitDraft(client_id, lines, currency="GBP", day=date(2026, 11, 1))
        log_visit(run.workspace.store, draft)
    run = start()
    run.open("anna")
    said = run.see(QWidget, "profile.figure.sent").accessibleName()
    assert said == "+ £60 through 2 they sent"
    run.see_button("profile.figure.sent").setFocus()
    run.press("Space")
    rows = run.see(LedgerList, "profile.counting.list")
    run.wait_for(lambda: len(rows.rows()) == 2)
    assert sorted((row.text, row.amount) for row in rows.rows()) == [
        ("Bo Dee", "£40.00"),
        ("Cy Fox", "£20.00"),
    ]
