"""The list of clients by keyboard: filtered, kept, changed many at once, put away and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QMenu

from crm.clients.custom_fields import CustomFieldDraft, add_custom_field, set_custom_value
from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client, change_client
from crm.clients.tags import tag_client
from crm.dates import PartialDate
from crm.story.drafts import PromiseDraft, VisitDraft
from crm.story.remember import add_promise
from crm.story.services import log_visit
from tests.flows.driver import Driver

pytestmark = pytest.mark.flow

Start = Callable[[], Driver]


def people(run: Driver, *names: str) -> list[int]:
    """Clients of these names, and the list of them in front."""
    store = run.workspace.store
    ids = [add_client(store, ClientDraft(name)) for name in names]
    run.press("Ctrl+3")
    run.wait_for(lambda: run.sees("clients.table") and len(table(run)) == len(ids))
    return ids


def table(run: Driver) -> list[str]:
    """The names in the table."""
    return run.rows("clients.table")


def filter_by(run: Driver, field: str, *keys: str, value: str = "") -> None:
    """Add a filter: its field by name, how it is asked by keys, and the value typed."""
    run.press("Ctrl+Shift+F")
    run.write(field)
    run.press("Return")
    for key in keys:
        run.press(key)
    if value:
        run.write(value)
    run.press("Return")
    run.settle()


def test_enter_filters_from_a_choice_as_the_button_says(start: Start) -> None:
    run = start()
    store = run.workspace.store
    people(run, "Ada Lovelace", "Bo Dee")
    change_client(
        store, 1, None, {"born": PartialDate(1815, run.workspace.clock.today().month, None)}
    )
    filter_by(run, "Birthday")
    run.wait_for(lambda: table(run) == ["Ada Lovelace"])


def sort_by(run: Driver, column: str) -> None:
    """Choose a column from the menu of columns, which is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Right)
    inside = QApplication.activePopupWidget()
    assert isinstance(inside, QMenu)
    for _step in inside.actions():
        if inside.activeAction() is not None and inside.activeAction().text() == column:
            break
        QTest.keyClick(inside, Qt.Key.Key_Down)
    QTest.keyClick(inside, Qt.Key.Key_Return)
    run.settle()


def lists(run: Driver) -> dict[str, str]:
    """What the lists are called, with what is said of them."""
    said = run.spoken_rows("clients.lists.rows")
    return {each.partition(", ")[0]: each.partition(", ")[2] for each in said}


def choose_list(run: Driver, name: str) -> None:
    """Go to a list by the arrow keys."""
    run.see(QListView, "clients.lists.rows").setFocus()
    for _step in run.rows("clients.lists.rows"):
        run.press("Up")
    for _step in run.rows("clients.lists.rows"):
        if run.see(QListView, "clients.lists.rows").currentIndex().data() == name:
            break
        run.press("Down")
    run.settle()


def test_archiving_hides_and_restores_and_keeps_what_was_promised(start: Start) -> None:
    run = start()
    anna, _bo = people(run, "Anna Brennan", "Bo Dee")
    promise = PromiseDraft(anna, "Ring about the saddle", "Jo", date(2026, 12, 1))
    add_promise(run.workspace.store, promise)
    run.press("Home")
    run.press("Space")
    run.press("Ctrl+Shift+A")
    run.wait_for(lambda: table(run) == ["Bo Dee"])
    assert run.toasts() == ["1 client archived. Nothing was deleted."]
    run = start()
    run.press("Ctrl+3")
    run.wait_for(lambda: table(run) == ["Bo Dee"])
    choose_list(run, "Archived")
    run.wait_for(lambda: table(run) == ["Anna Brennan"])
    run.press("Return")
    run.press("Space")
    run.press("Ctrl+Shift+A")
    run.wait_for(lambda: lists(run)["Archived"] == "0")
    run.open("anna")
    assert "Ring about the saddle" in run.texts("page.profile")


def test_fields_of_the_shops_own_are_filters(start: Start) -> None:
    run = start()
    anna, bo, _cy = people(run, "Anna Brennan", "Bo Dee", "Cy Fox")
    store = run.workspace.store
    frame = add_custom_field(store, CustomFieldDraft("Frame size", "number"))
    set_custom_value(store, anna, frame, "54")
    set_custom_value(store, bo, frame, "58")
    run.settle()
    filter_by(run, "frame", value="56")
    run.wait_for(lambda: table(run) == ["Bo Dee"])
    assert run.see_button("clients.filter.chip.0").text() == "Frame size: at least 56"
    run.press("Ctrl+Shift+S")
    run.write("Tall people")
    run.press("Return")
    run.wait_for(lambda: "Tall people" in lists(run))
    run = start()
    run.press("Ctrl+3")
    run.wait_for(lambda: table(run) == ["Bo Dee"])
    run.see_button("clients.filter.chip.0").setFocus()
    run.press("Delete")
    run.wait_for(lambda: len(table(run)) == 3)


def test_a_smart_list_fills_itself(start: Start) -> None:
    run = start()
    anna, bo, _cy, _dee = people(run, "Anna Brennan", "Bo Dee", "Cy Fox", "Dee Gray")
    tag_client(run.workspace.store, anna, "racer")
    filter_by(run, "tag", value="racer")
    run.wait_for(lambda: table(run) == ["Anna Brennan"])
    run.press("Ctrl+Shift+S")
    run.write("Racers")
    run.press("Return")
    run.wait_for(lambda: lists(run).get("Racers") == "1 · 25 %")
    run.open("bo dee")
    run.press("Alt+T")
    run.write("racer")
    run.press("Ctrl+Return")
    run = start()
    run.press("Ctrl+3")
    run.wait_for(lambda: table(run) == ["Anna Brennan", "Bo Dee"])
    run.wait_for(lambda: lists(run).get("Racers") == "2 · 50 %")
    log_visit(run.workspace.store, VisitDraft(bo, day=date(2026, 11, 20)))
    run.press("Ctrl+Z")
    run.press("Ctrl+Z")
    run.wait_for(lambda: table(run) == ["Anna Brennan"])
    run.wait_for(lambda: lists(run).get("Racers") == "1 · 25 %")


def test_many_are_tagged_set_and_removed_at_once_and_undone_at_once(start: Start) -> None:
    run = start()
    people(run, "Anna Brennan", "Bo Dee", "Cy Fox")
    run.press("Home")
    run.press("Shift+Down")
    assert run.see(QLabel, "clients.count").text() == "3 clients, 2 selected"
    run.press("Ctrl+Shift+T")
    run.write("Saturday")
    run.press("Return")
    run.wait_for(lambda: run.toasts() == ["2 clients tagged."])
    filter_by(run, "tag", value="saturday")
    run.wait_for(lambda: table(run) == ["Anna Brennan", "Bo Dee"])
    run.press("Ctrl+A")
    run.press("Delete")
    run.wait_for(lambda: run.toasts() == ["2 clients are in the trash."])
    run.wait_for(lambda: not run.sees("clients.table"))
    run.press("Ctrl+Z")
    run.wait_for(lambda: run.sees("clients.table") and len(table(run)) == 2)
    run = start()
    run.press("Ctrl+3")
    run.wait_for(lambda: len(table(run)) == 3)
    store = run.workspace.store
    assert store.scalar("SELECT COUNT(*) FROM client_tag") == 2
    run.press("Ctrl+Z")
    run.settle()
    assert store.scalar("SELECT COUNT(*) FROM client_tag") == 0


def test_the_profile_goes_on_in_the_order_of_the_list(start: Start) -> None:
    run = start()
    people(run, "Anna Brennan", "Bo Dee", "Cy Fox")
    run.press("Ctrl+Shift+C")
    sort_by(run, "Name")
    run.wait_for(lambda: table(run) == ["Cy Fox", "Bo Dee", "Anna Brennan"])
    run.press("Home")
    run.press("Return")
    run.wait_for(run.is_profile_whole)
    assert "Cy Fox" in run.texts("page.profile")
    run.press("Alt+Down")
    run.settle()
    assert "Bo Dee" in run.texts("page.profile")
    run.press("Escape")
    run.press("Ctrl+Return")
    run.save()
    assert run.workspace.store.scalar("SELECT client_id FROM visit") == 3
