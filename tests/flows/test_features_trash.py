"""The trash by keyboard: put in, searched, brought back, and erased for good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QListView

from crm.clients.drafts import ClientDraft
from crm.clients.filters import TRASH_DAYS
from crm.clients.services import add_client
from crm.clock import FixedClock
from crm.story.drafts import NoteDraft, PromiseDraft
from crm.story.remember import add_note, add_promise
from tests.flows.driver import Driver
from ui.trash_watch import TrashWatch

pytestmark = pytest.mark.flow

Start = Callable[[], Driver]


def show_trash(run: Driver) -> None:
    """Go to the list Trash by keyboard."""
    run.press("Ctrl+3")
    lists = run.see(QListView, "clients.lists.rows")
    lists.setFocus()
    for _step in run.rows("clients.lists.rows"):
        if lists.currentIndex().data() != "Trash":
            run.press("Down")
    run.settle()


def table(run: Driver) -> list[str]:
    """The names in the table; empty where nobody is in the list."""
    return run.rows("clients.table") if run.sees("clients.table") else []


def remove(run: Driver, typed: str) -> None:
    """Open somebody's profile and put them into the trash."""
    run.open(typed)
    run.press("Ctrl+Shift+Del")
    run.wait_for(lambda: run.sees("profile.away"))


def test_whoever_was_removed_waits_in_a_trash_anyone_can_search_and_restore(start: Start) -> None:
    run = start()
    store = run.workspace.store
    anna, _bo, _cy = (add_client(store, ClientDraft(name)) for name in ("Anna", "Bo Dee", "Cy Fox"))
    add_promise(store, PromiseDraft(anna, "Ring about the saddle"))
    add_note(store, NoteDraft(anna, "likes the tandem"))
    remove(run, "anna")
    assert run.toasts() == ["Anna is in the trash."]
    remove(run, "bo dee")
    run = start()
    run.write("anna")
    run.settle()
    assert "Nobody" in run.texts("page.counter")
    run.press("Esc")
    show_trash(run)
    run.wait_for(lambda: table(run) == ["Anna", "Bo Dee"])
    assert run.sees("clients.empty_trash")
    run.press("Ctrl+F")
    run.write("tandem")
    run.wait_for(lambda: table(run) == ["Anna"])
    run.press("Down")
    run.press("Space")
    run.press_button("clients.many.restore")
    run.wait_for(lambda: run.toasts() == ["Anna is back from the trash."])
    run.press("Ctrl+1")
    run.open("anna")
    assert not run.sees("profile.away")
    assert "Ring about the saddle" in run.texts("page.profile")


def test_the_profile_says_who_is_away_and_brings_them_back(start: Start) -> None:
    run = start()
    add_client(run.workspace.store, ClientDraft("Anna Brennan"))
    remove(run, "anna")
    said = f"Anna is in the trash, and can come back for {TRASH_DAYS} more days."
    assert said in run.texts("profile.away")
    run.press_button("profile.restore")
    run.wait_for(lambda: not run.sees("profile.away"))
    run.press("Alt+Shift+A")
    run.wait_for(lambda: run.sees("profile.away"))
    assert "Anna is archived" in run.texts("profile.away")
    run.press("Ctrl+Z")
    run.wait_for(lambda: not run.sees("profile.away"))


def test_erasing_says_what_will_go_and_leaves_nothing(start: Start, tmp_path: Path) -> None:
    run = start()
    store = run.workspace.store
    anna, _bo = (add_client(store, ClientDraft(name)) for name in ("Anna Zebraneedle", "Bo Dee"))
    add_note(store, NoteDraft(anna, "likes zebraneedles"))
    remove(run, "anna")
    show_trash(run)
    run.wait_for(lambda: table(run) == ["Anna Zebraneedle"])
    run.press_button("clients.empty_trash")
    said = run.texts("clients.erase")
    assert "Erase 1 client for good?" in said
    assert "Anna Zebraneedle" in said
    assert "With them go 1 note." in said
    assert "cannot be undone" in said
    assert "Backups" in said
    run.press("Return")  # the keyboard is on Cancel
    assert not run.sees("clients.erase")
    assert table(run) == ["Anna Zebraneedle"]
    run.press_button("clients.empty_trash")
    run.press_button("clients.erase.answer")
    run.wait_for(lambda: run.toasts() == ["Anna Zebraneedle erased for good."])
    run.wait_for(lambda: table(run) == [])
    run = start()
    files = [each.read_bytes().lower() for each in tmp_path.glob("shop.db*")]
    assert not any(b"zebraneedle" in each for each in files)


def test_after_thirty_days_they_go_by_themselves(start: Start, clock: FixedClock) -> None:
    run = start()
    store = run.workspace.store
    for name in ("Anna Brennan", "Bo Dee"):
        add_client(store, ClientDraft(name))
    remove(run, "anna")
    clock.moment += timedelta(days=TRASH_DAYS)
    add_client(store, ClientDraft("Cy Fox"))
    run.app.window.findChildren(TrashWatch)[-1].look()
    run.settle()
    assert store.rows("SELECT name FROM client ORDER BY id") == [("Bo Dee",), ("Cy Fox",)]


def test_a_shop_that_was_closed_is_looked_at_no_more(start: Start) -> None:
    run = start()
    watch = run.app.window.findChildren(TrashWatch)[-1]
    run.app.close()
    assert not any(timer.isActive() for timer in watch.findChildren(QTimer))
