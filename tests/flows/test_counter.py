"""At the counter: who is this, what to know, a visit logged, all without the mouse."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QListView

from crm.clients.drafts import ClientDraft, ContactDraft
from crm.clients.hits import ClientHit
from crm.clients.queries import get_client
from crm.clients.services import add_client
from crm.dates import PartialDate
from crm.story.drafts import NoteDraft, PreferenceDraft, VisitDraft
from crm.story.lines import LineDraft
from crm.story.queries import list_visits
from crm.story.remember import add_note, add_preference
from crm.story.services import log_visit
from crm.story.timeline import list_ribbon
from tests.flows.conftest import Start
from tests.flows.driver import Driver
from ui.widgets.ribbon import RibbonWidget
from ui.widgets.text import PlainLabel

pytestmark = pytest.mark.flow


@pytest.fixture
def till(start: Start) -> Driver:
    """A small shop with Shiv, two John Smiths and a dog."""
    run = start()
    store = run.workspace.store
    shiv = add_client(
        store,
        ClientDraft(
            name="Siobhan Brennan",
            called="Shiv",
            pronunciation="shi-VAWN",
            born=PartialDate(1968, 11, 24),
            contacts=(ContactDraft("phone", "+44 7700 900417"),),
        ),
    )
    for town, phone in (("Ilkley", "01632 960001"), ("Otley", "01632 960002")):
        contacts = (ContactDraft("phone", phone), ContactDraft("address", town=town))
        add_client(store, ClientDraft(name="John Smith", contacts=contacts))
    add_preference(store, PreferenceDraft(shiv, "latex", kind="allergy"))
    add_note(store, NoteDraft(shiv, "Talked about her gardening club", ask_next=True))
    last = date(2026, 11, 12)
    for weeks in range(0, 50, 5):
        day = last - timedelta(weeks=weeks)
        lines = (LineDraft("Winter service", 1000, 6500),)
        log_visit(store, VisitDraft(shiv, lines, currency="GBP", staff="Jo", day=day))
    run.settle()
    return run


def chosen(run: Driver) -> str:
    hit = run.current_row("counter.list")
    return hit.name if isinstance(hit, ClientHit) else ""


def card_name(run: Driver) -> str:
    return run.see(PlainLabel, "counter.card.name").text()


def test_typing_finds_from_the_first_key_without_a_click(till: Driver) -> None:
    till.write("sio")
    assert till.rows("counter.list") == ["Siobhan Brennan"]
    assert chosen(till) == "Siobhan Brennan"


@pytest.mark.parametrize(
    "typed", ["shiv", "brenn", "SIOBHÁN", "900 417", "07700900417", "gardening", "siohban"]
)
def test_any_fragment_finds(till: Driver, typed: str) -> None:
    till.write(typed)
    assert "Siobhan Brennan" in till.rows("counter.list")


def test_two_of_one_name_are_told_apart(till: Driver) -> None:
    till.write("john smith")
    rows = till.spoken_rows("counter.list")
    assert len(rows) == 2
    assert {"Ilkley" in row for row in rows} == {True, False}
    assert all("Ilkley" in row or "Otley" in row for row in rows)


def test_an_alert_stands_on_the_row_before_anything_is_opened(till: Driver) -> None:
    till.write("sio")
    assert "latex" in till.spoken_rows("counter.list")[0]


def test_enter_opens_the_card_and_enter_again_the_profile(till: Driver) -> None:
    till.write("sio")
    till.press("Return")
    assert card_name(till) == "Siobhan Brennan"
    assert till.sees("page.counter")
    till.press("Return")
    assert till.sees("page.profile")


def test_arrows_choose_while_the_field_keeps_the_focus(till: Driver) -> None:
    till.write("s")
    first = chosen(till)
    till.press("Down")
    assert chosen(till) != first
    till.write("io")
    assert chosen(till) == "Siobhan Brennan"


def test_esc_clears_and_brings_back_those_here_lately(till: Driver) -> None:
    till.write("john")
    till.press("Esc")
    assert till.rows("counter.list")[0] == "Siobhan Brennan"
    assert chosen(till) == ""


def test_a_visit_is_logged_by_keyboard_alone_and_stays(till: Driver, start: Start) -> None:
    till.write("sio")
    till.press("Return")
    till.press("Ctrl+Return")
    till.write("latte 3,20")
    till.press("Ctrl+Return")
    till.wait_for(lambda: bool(till.toasts()))
    assert "Siobhan Brennan" in till.toasts()[-1]
    client_id = till.workspace.store.scalar("SELECT id FROM client WHERE called = 'Shiv'")
    visit = list_visits(till.workspace.store, client_id, limit=1)[0]
    assert [(line.what, line.amount) for line in visit.lines] == [("latte", 320)]
    till.press("Return")
    till.wait_for(lambda: till.sees("page.profile"))
    assert "11 entries" in till.see(RibbonWidget, "profile.ribbon").accessibleDescription()
    run = start()
    assert list_visits(run.workspace.store, client_id, limit=1)[0].lines[0].what == "latte"
    assert get_client(run.workspace.store, client_id).summary.visits == 11


def test_a_visit_without_purchases_is_one_key(till: Driver) -> None:
    till.write("otley")
    till.press("Ctrl+Shift+Return")
    till.wait_for(lambda: bool(till.toasts()))
    client_id = till.workspace.store.scalar("SELECT MAX(client_id) FROM visit")
    assert len(list_ribbon(till.workspace.store, client_id)) == 1


def test_what_was_logged_can_be_undone_and_done_again_by_key(till: Driver) -> None:
    visits = "SELECT COUNT(*) FROM visit"
    before = till.workspace.store.scalar(visits)
    till.write("sio")
    till.press("Ctrl+Shift+Return")
    till.press("Esc")
    till.press("Ctrl+Z")
    till.wait_for(lambda: till.workspace.store.scalar(visits) == before)
    till.press("Ctrl+Y")
    till.wait_for(lambda: till.workspace.store.scalar(visits) == before + 1)


def test_nobody_found_makes_a_new_client_with_one_key(till: Driver) -> None:
    till.write("Marguerite Duval")
    till.press("Return")
    till.press("Ctrl+Return")
    till.wait_for(lambda: till.sees("page.profile"))
    found = till.workspace.store.rows("SELECT given, family FROM client ORDER BY id DESC LIMIT 1")
    assert found == [("Marguerite", "Duval")]


def test_a_number_nobody_has_becomes_the_phone_of_the_new_client(till: Driver) -> None:
    till.write("07700 900555")
    till.press("Return")
    till.write("Ada")
    till.press("Ctrl+Return")
    till.wait_for(lambda: till.sees("page.profile"))
    found = till.workspace.store.scalar("SELECT normal FROM contact_point ORDER BY id DESC LIMIT 1")
    assert found == "+447700900555"


def test_a_write_elsewhere_shows_in_the_list_at_once(till: Driver) -> None:
    add_client(till.workspace.store, ClientDraft(name="Siobhan Newcomer"))
    till.write("siobhan")
    assert sorted(till.rows("counter.list")) == ["Siobhan Brennan", "Siobhan Newcomer"]
    add_client(till.workspace.store, ClientDraft(name="Siobhan Third"))
    till.settle()
    assert "Siobhan Third" in till.rows("counter.list")


def test_a_tall_window_is_filled_and_a_long_list_goes_on_when_scrolled(till: Driver) -> None:
    for number in range(60):
        add_client(till.workspace.store, ClientDraft(name=f"Zoe Sample{number}"))
    till.write("zoe")
    first = len(till.rows("counter.list"))
    assert 10 < first < 60
    view = till.see(QListView, "counter.list")
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    till.settle()
    assert len(till.rows("counter.list")) == 60
    till.press("Esc")
    till.app.window.resize(1280, 3000)
    till.settle()
    till.write("zoe")
    rows = till.rows("counter.list")
    assert len(rows) * view.sizeHintForRow(0) > view.height()
