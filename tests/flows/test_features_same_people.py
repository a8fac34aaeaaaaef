"""The same people are found, made one, told apart, and parted again; an import goes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from crm.clients.drafts import ClientDraft, ContactDraft
from crm.clients.queries import get_client
from crm.clients.services import add_client
from crm.exchange.importing import import_file
from crm.exchange.queries import list_imports
from crm.exchange.taking_back import take_import_back
from crm.store.store import Store
from crm.story.drafts import VisitDraft
from crm.story.lines import LineDraft
from crm.story.services import log_visit
from tests.flows.conftest import Start
from tests.flows.driver import Driver
from tests.undoing import dump

pytestmark = pytest.mark.flow

PHONE = ContactDraft("phone", "0161 496 0123")
MAIL = ContactDraft("email", "siobhan@brennan.example")
HOME = ContactDraft("address", street="4 Mill Lane", postcode="M1 2AB", town="Manchester")
SALES = (
    "Customer ID,Customer,Date,Item,Amount,Currency\n"
    "7,Ada Byron,2026-03-01,Bell,12.50,GBP\n"
    "8,Max Weber,2026-03-09,Lamp,30.00,GBP\n"
)


def add(run: Driver, name: str, *contacts: ContactDraft, work: str = "") -> int:
    """Write down somebody."""
    return add_client(run.workspace.store, ClientDraft(name, contacts=contacts, work=work))


def look(run: Driver) -> None:
    """Open the page and wait until the whole list was looked through."""
    run.press("Ctrl+Shift+D")
    run.wait_for(lambda: run.sees("same_people.again"))
    run.settle()


def listed(run: Driver) -> list[str]:
    """What is still asked; the list itself is only there while there is something in it."""
    return run.rows("same_people.list") if run.sees("same_people.list") else []


def names(store: Store) -> list[str]:
    return [row[0] for row in store.rows("SELECT name FROM client ORDER BY id")]


def test_the_same_people_are_listed_with_the_reason_and_no_is_remembered(start: Start) -> None:
    run = start()
    add(run, "Siobhan Brennan", PHONE, MAIL)
    add(run, "Siobhan Brenan", PHONE, MAIL)
    add(run, "Eva Dee", ContactDraft("phone", "0161 496 0199"))
    look(run)
    (heading, pair) = run.spoken_rows("same_people.list")
    assert heading == "Same person?"
    assert pair.startswith("Siobhan Brennan · Siobhan Brenan, nearly sure")
    assert "same phone number" in pair
    run.press("Delete")
    assert listed(run) == []
    assert run.toasts()[-1].startswith("Siobhan Brennan and Siobhan Brenan")
    run = start()
    look(run)
    assert listed(run) == []
    run.press("Ctrl+Z")
    run.press_button("same_people.again")
    run.wait_for(lambda: len(listed(run)) == 2)


def test_two_are_made_one_by_keyboard_alone_with_what_was_chosen(start: Start) -> None:
    run = start()
    kept = add(run, "Siobhan Brennan", PHONE, MAIL, work="Teacher")
    gone = add(run, "Siobhan Brenan", PHONE, MAIL, work="Ceramicist")
    log_visit(run.workspace.store, VisitDraft(kept, lines=(LineDraft("Bell", amount=900),)))
    log_visit(run.workspace.store, VisitDraft(gone, lines=(LineDraft("Tube", amount=450),)))
    look(run)
    run.tab_to("same_people.field.work.left")
    run.press("Right")
    run.press("Ctrl+Return")
    assert names(run.workspace.store) == ["Siobhan Brennan"]
    run = start()
    details = get_client(run.workspace.store, kept)
    assert (details.work, details.summary.visits) == ("Ceramicist", 2)
    assert [each.name for each in details.former_names] == ["Siobhan Brenan"]
    run.press("Ctrl+1")
    run.write("brenan")
    assert run.rows("counter.list") == ["Siobhan Brennan"]


def test_right_lets_the_other_one_stay(start: Start) -> None:
    run = start()
    add(run, "Siobhan Brennan", PHONE, MAIL)
    other = add(run, "Siobhan Brenan", PHONE, MAIL)
    look(run)
    run.press("Right")
    run.press("Ctrl+Return")
    assert run.workspace.store.rows("SELECT id FROM client") == [(other,)]


def test_a_merge_can_be_undone_by_key_and_split_days_later(start: Start) -> None:
    run = start()
    kept = add(run, "Siobhan Brennan", PHONE, MAIL)
    gone = add(run, "Siobhan Brenan", PHONE, MAIL, work="Ceramicist")
    log_visit(run.workspace.store, VisitDraft(kept, lines=(LineDraft("Tube", amount=450),)))
    before = dump(run.workspace.store)
    look(run)
    run.press("Ctrl+Return")
    run.press("Ctrl+Z")
    assert dump(run.workspace.store) == before
    run.press("Ctrl+Return")
    later = log_visit(run.workspace.store, VisitDraft(kept, lines=(LineDraft("Lamp", amount=99),)))
    run = start()
    run.open("brennan")
    assert "with Siobhan Brenan" in run.texts("profile.dates")
    run.press("Alt+U")
    run.press_button(f"split.visit.{later}")
    run.press("Ctrl+Return")
    run.wait_for(lambda: not run.sees("split"))
    run = start()
    store = run.workspace.store
    assert names(store) == ["Siobhan Brennan", "Siobhan Brenan"]
    assert get_client(store, gone).work == "Ceramicist"
    assert [get_client(store, each).summary.visits for each in (kept, gone)] == [1, 1]
    look(run)
    assert listed(run) == []  # they were parted: they are not asked again


def test_people_of_one_address_are_asked_about_as_a_family(start: Start) -> None:
    run = start()
    tom, ruth = add(run, "Tom Ashdown", HOME), add(run, "Ruth Ashdown", HOME)
    add(run, "Ian Wood", ContactDraft("address", street="5 Mill Lane", town="Manchester"))
    look(run)
    assert listed(run) == ["Families?", "The Ashdown household"]
    run.press("Ctrl+Return")
    run = start()
    (home,) = get_client(run.workspace.store, tom).households
    assert {member.client_id for member in home.members} == {tom, ruth}
    run.press("Ctrl+Z")
    look(run)
    run.press("Delete")
    run = start()
    look(run)
    assert listed(run) == []


def test_a_whole_import_goes_back_days_later_but_for_what_was_done_since(
    start: Start, tmp_path: Path
) -> None:
    run = start()
    path = tmp_path / "till.csv"
    path.write_text(SALES)
    store = run.workspace.store
    before = dump(store)
    import_file(store, path, today=store.clock.today())
    run.press("Ctrl+Z")
    assert dump(store) == before
    run.press("Ctrl+Y")
    run.open("ada")
    run.press("Alt+N")
    run.fill(text="Likes the red one")
    run.save()
    taken = take_import_back(store, list_imports(store)[0].id)
    run.settle()
    assert [(each.name, each.why) for each in taken.spared] == [("Ada Byron", "note")]
    assert run.toasts()[-1].startswith("till.csv taken back.")
    run = start()
    assert names(run.workspace.store) == ["Ada Byron"]
    assert run.workspace.store.scalar("SELECT COUNT(*) FROM visit") == 0


def test_two_selected_in_the_list_are_shown_side_by_side(start: Start) -> None:
    run = start()
    first, second = add(run, "Anna Shaw"), add(run, "Zoe Unlike")
    run.press("Ctrl+3")
    run.see(QWidget, "clients.table").setFocus()
    run.press("Ctrl+A")
    run.press_button("clients.many.merge")
    run.wait_for(lambda: run.sees("same_people.left"))
    assert listed(run) == ["Same person?", "Anna Shaw · Zoe Unlike"]
    assert run.see_button("same_people.left").text() == "Anna Shaw"
    run.press("L")
    assert listed(run) == []
    assert run.workspace.store.rows("SELECT id FROM client") == [(first,), (second,)]


def test_an_answer_that_is_undone_stands_there_again_and_is_chosen(start: Start) -> None:
    run = start()
    for name in ("Siobhan Brennan", "Siobhan Brenan"):
        add(run, name, PHONE, MAIL)
    for name in ("Maximilian Weber", "Max Weber"):
        add(
            run,
            name,
            ContactDraft("phone", "0161 496 0777"),
            ContactDraft("email", "max@w.example"),
        )
    look(run)
    before = run.current_row("same_people.list")
    run.press("Ctrl+Return")
    assert run.current_row("same_people.list") != before
    run.press("Ctrl+Z")
    assert run.current_row("same_people.list") == before
