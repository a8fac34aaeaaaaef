"""Wishes, and what to ask about: kept until they are done."""

from __future__ import annotations

import pytest

from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client
from crm.story.drafts import NoteDraft
from crm.story.queries import list_notes, list_wishes
from crm.story.remember import add_note
from tests.flows.conftest import Start
from ui.delegates.ledger_list import LedgerList

pytestmark = pytest.mark.flow


def test_a_wish_has_its_price_and_day_and_is_told_in_the_story_once_they_have_it(
    start: Start,
) -> None:
    run = start()
    ann = add_client(run.workspace.store, ClientDraft("Ann Lee"))
    run.open("ann lee")
    run.press("Alt+W")
    run.fill(what="Touring bike", when="in spring", budget="1800", remind_on="12 Mar 2027")
    run.save()
    run = start()
    run.open("ann lee")
    assert "Touring bike\nin spring · up to £1,800" in run.texts("profile.wishes")
    (wish,) = list_wishes(run.workspace.store, ann)
    assert f"{wish.remind_on}" == "2027-03-12"
    run.see_button(f"profile.wish.{wish.id}.tick").setFocus()
    run.press("Space")
    run = start()
    run.open("ann lee")
    assert not run.sees("profile.wishes")
    (heading, row) = run.see(LedgerList, "profile.story.list").rows()
    assert heading.lead == "2026"
    assert (row.lead, row.chip, row.text) == ("21 Nov", "wish fulfilled", "Touring bike")
    assert row.note == "asked 21 Nov · up to £1,800"


def test_what_to_ask_about_waits_on_the_profile_and_is_ticked_with_the_visit(start: Start) -> None:
    run = start()
    ann = add_client(run.workspace.store, ClientDraft("Ann Lee"))
    run.open("ann lee")
    for text in ("How was Leeds?", "Is the knee better?"):
        run.press("Alt+N")
        run.fill(text=text, ask_next=" ")
        run.save()
    run = start()
    run.open("ann lee")
    assert "How was Leeds?" in run.texts("profile.ask")
    asked = {note.text: note.id for note in list_notes(run.workspace.store, ann)}
    run.press("Ctrl+Return")
    run.write("latte 3.20")
    run.tab_to(f"visit.asked.{asked['How was Leeds?']}")
    run.press("Space")
    run.save()
    assert "How was Leeds?" not in run.texts("profile.ask")
    assert "Is the knee better?" in run.texts("profile.ask")
    run = start()
    waiting = [note.text for note in list_notes(run.workspace.store, ann) if note.ask_next]
    assert waiting == ["Is the knee better?"]
    run.open("ann lee")
    run.press("Ctrl+Z")  # one step: the visit and the tick
    run.wait_for(lambda: "How was Leeds?" in run.texts("profile.ask"))
    assert run.workspace.store.scalar("SELECT COUNT(*) FROM visit") == 0


def test_a_visit_on_which_nothing_waits_asks_nothing(start: Start) -> None:
    run = start()
    ann = add_client(run.workspace.store, ClientDraft("Ann Lee"))
    add_note(run.workspace.store, NoteDraft(ann, "Likes rain"))
    run.open("ann lee")
    run.press("Ctrl+Return")
    assert "Did you ask about it?" not in run.texts("visit")
