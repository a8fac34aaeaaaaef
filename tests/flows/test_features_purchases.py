"""What they buy: the list, the things, the figures, and the usual once more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QWidget

from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client
from crm.story.drafts import VisitDraft
from crm.story.lines import LineDraft
from crm.story.queries import list_visits
from crm.story.services import log_visit
from tests.flows.conftest import Start
from tests.flows.driver import Driver
from ui.delegates.ledger_list import LedgerList

pytestmark = pytest.mark.flow

LAST = date(2026, 11, 12)


@pytest.fixture
def till(start: Start) -> Driver:
    """Ann, who comes every four weeks for a latte, at times with something else."""
    run = start()
    store = run.workspace.store
    ann = add_client(store, ClientDraft("Ann Lee"))
    for number in range(8):
        lines = [LineDraft("Latte", 1000, 320)]
        if number % 4 == 1:
            lines.append(LineDraft("Almond cake", 2000, 800))
        if number == 7:
            lines.append(LineDraft("Cup", 1000, 1240))
        day = LAST - timedelta(weeks=4 * number)
        log_visit(store, VisitDraft(ann, tuple(lines), currency="GBP", day=day))
    run.settle()
    return run


def test_purchases_are_listed_with_what_they_were_the_newest_first(till: Driver) -> None:
    till.open("ann lee")
    till.see_button("profile.story.visits").click()
    story = till.see(LedgerList, "profile.story.list")
    entries = [row for row in story.rows() if not row.strong and not row.faint]
    assert [(row.lead, row.text, row.amount) for row in entries][:2] == [
        ("12 Nov", "Latte", "£3.20"),
        ("15 Oct", "Latte, 2 × Almond cake", "£11.20"),
    ]
    years = [row.lead for row in story.rows() if row.strong]
    assert years == sorted(years, reverse=True)


def test_everything_they_ever_took_is_one_list_with_how_much_of_it(
    till: Driver, start: Start
) -> None:
    del till
    run = start()
    run.open("ann lee")
    run.see_button("profile.bought").setFocus()
    run.press("Space")
    bought = run.see(LedgerList, "profile.counting.list")
    run.wait_for(lambda: len(bought.rows()) == 3)
    assert [(row.lead, row.text, row.amount) for row in bought.rows()] == [
        ("8 ×", "Latte", "£25.60"),
        ("4 ×", "Almond cake", "£16.00"),
        ("1 ×", "Cup", "£12.40"),
    ]
    assert bought.rows()[0].note == "last Thursday, 12 Nov 2026"


def test_the_figures_at_the_top_say_spend_visits_average_since_when_and_how_long_ago(
    till: Driver, start: Start
) -> None:
    del till
    run = start()
    run.open("ann lee")
    figures = [
        run.see(QWidget, f"profile.figure.{key}").accessibleName()
        for key in ("together", "lifetime", "rhythm")
    ]
    assert figures == [
        "6 months with us, 8 visits",
        "£54 lifetime, £7 a visit",
        "4 weeks rhythm, 9 days ago",
    ]
    assert "since 30 Apr 2026" in run.texts("profile.dates")


def test_the_usual_is_repeated_with_one_key(till: Driver, start: Start) -> None:
    till.press("Ctrl+1")
    till.write("ann")
    till.press("Return")
    till.press("Ctrl+Return")
    till.press("Down")
    till.save()
    till.wait_for(lambda: bool(till.toasts()))
    run = start()
    visit = list_visits(run.workspace.store, 1, limit=1)[0]
    assert visit.day == date(2026, 11, 21)
    assert [(line.what, line.amount) for line in visit.lines] == [("Latte", 320)]
