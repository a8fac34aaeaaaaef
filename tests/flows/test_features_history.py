"""The story of somebody: everything on one line of time, found again by a word."""

from __future__ import annotations

from datetime import date

import pytest

from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client
from crm.dates import PartialDate
from crm.story.drafts import OccasionDraft, PromiseDraft, VisitDraft
from crm.story.lines import LineDraft
from crm.story.remember import add_occasion, add_promise
from crm.story.services import log_visit
from tests.flows.conftest import Start
from tests.flows.driver import Driver
from ui.delegates.ledger_list import LedgerList

pytestmark = pytest.mark.flow


@pytest.fixture
def till(start: Start) -> Driver:
    """Ann, who came, called, was told of, and was promised something."""
    run = start()
    store = run.workspace.store
    ann = add_client(store, ClientDraft("Ann Lee", met_on=PartialDate(2025, 5, 3)))
    lines = (LineDraft("Winter service", 1000, 6500), LineDraft("Brake pads", 1000, 2100))
    log_visit(store, VisitDraft(ann, lines, currency="GBP", day=date(2025, 5, 3)))
    log_visit(store, VisitDraft(ann, lines[:1], currency="GBP", day=date(2026, 10, 3)))
    call = VisitDraft(ann, note="asked for a lamp", channel="call", day=date(2026, 11, 2))
    log_visit(store, call)
    add_promise(store, PromiseDraft(ann, "Ring about the lamp", who="Jo"))
    add_occasion(store, OccasionDraft(ann, "Camino ride", PartialDate(2025, 6, 1)))
    run.settle()
    return run


def story(run: Driver) -> list[str]:
    rows = run.see(LedgerList, "profile.story.list").rows()
    return [" ".join(filter(None, (row.lead, row.chip, row.text))) for row in rows]


def test_one_story_holds_visits_calls_notes_promises_and_days_and_is_narrowed_by_what_is_typed(
    till: Driver, start: Start
) -> None:
    till.open("ann lee")
    till.press("Alt+N")
    till.fill(text="Her sister moves to Otley")
    till.save()
    till.see_button("profile.promise.1.tick").click()
    run = start()
    run.open("ann lee")
    whole = story(run)
    assert whole[1:5] == [
        "21 Nov promise kept Ring about the lamp",
        "21 Nov note Her sister moves to Otley",
        "2 Nov call asked for a lamp",
        "earlier 1 more visit this year",
    ]
    assert any(row.startswith("2025 1 visit") and "Camino ride" in row for row in whole)
    run.see_button("profile.story.notes").click()
    assert [row for row in story(run) if not row.startswith("20")] == [
        "21 Nov note Her sister moves to Otley",
        "2 Nov call asked for a lamp",  # what was said on it is a note as well
    ]
    run.see_button("profile.story.visits").click()
    assert not any("note" in row or "promise" in row for row in story(run))
    run.see_button("profile.story.all").click()
    run.see(LedgerList, "profile.story.list").setFocus()
    run.write("brake")
    run.wait_for(lambda: len(story(run)) == 2)
    assert story(run) == ["2025", "3 May Winter service, Brake pads"]
    run.press("Esc")
    assert story(run) == whole


def test_a_note_is_written_from_the_counter_and_saved_with_ctrl_enter(
    till: Driver, start: Start
) -> None:
    till.press("Ctrl+1")
    till.write("ann")
    till.press("Alt+N")
    till.write("Runs the Otley ten in May")
    till.press("Ctrl+Return")
    till.wait_for(lambda: bool(till.toasts()))
    assert till.sees("page.counter")
    assert till.toasts() == ["Note about Ann Lee saved."]
    run = start()
    run.press("Ctrl+1")
    run.write("otley ten")
    assert run.rows("counter.list") == ["Ann Lee"]


def test_a_note_says_who_wrote_it_when_and_what_it_is_about(till: Driver, start: Start) -> None:
    till.press("F12")  # Jo was at the till
    till.open("ann lee")
    till.press("Alt+N")
    till.fill(text="Saddle too hard", label="bike")
    till.save()
    run = start()
    run.open("ann lee")
    row = next(
        row
        for row in run.see(LedgerList, "profile.story.list").rows()
        if row.text == "Saddle too hard"
    )
    assert row.chip == "bike"
    assert row.exact == "Saturday, 21 Nov 2026, 11:52 · Marek"
    run.see(LedgerList, "profile.story.list").setFocus()
    run.write("bike")
    run.wait_for(lambda: any("Saddle too hard" in each for each in story(run)))
