"""What to remember is written, changed, settled and undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from crm.changes import Change
from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client
from crm.clock import FixedClock
from crm.dates import PartialDate
from crm.errors import ConflictError, NotFoundError, ValidationError
from crm.money import Money
from crm.shop.services import begin_shop
from crm.shop.settings import ShopDraft
from crm.store.store import Store
from crm.story.drafts import (
    NoteDraft,
    OccasionDraft,
    PreferenceDraft,
    PromiseDraft,
    WishDraft,
    WishState,
)
from crm.story.queries import (
    count_promises,
    get_card,
    list_notes,
    list_occasions,
    list_preferences,
    list_promises,
    list_wishes,
)
from crm.story.remember import (
    add_note,
    add_occasion,
    add_preference,
    add_promise,
    add_wish,
    change_note,
    change_occasion,
    change_preference,
    change_promise,
    change_wish,
    keep_promise,
    remove_note,
    remove_occasion,
    remove_preference,
    remove_promise,
    remove_wish,
    reopen_promise,
    set_wish_state,
    tick_ask_next,
    withdraw_promise,
)
from crm.story.rows import PromiseCounts
from tests.undoing import dump, undoable

TODAY = date(2026, 11, 21)


@pytest.fixture
def shiv(store: Store) -> int:
    begin_shop(store, ShopDraft("Maple Street Bicycles", "GBP"))
    return add_client(store, ClientDraft("Siobhan Brennan", born=PartialDate(1968, 11, 24)))


def test_a_note_is_written_changed_and_removed(store: Store, shiv: int) -> None:
    draft = NoteDraft(shiv, "Ring before 9\r\n\x00she teaches", "Jo", is_pinned=True)
    note_id = undoable(store, lambda: add_note(store, draft))
    (note,) = list_notes(store, shiv)
    assert (note.text, note.author, note.day) == ("Ring before 9\nshe teaches", "Jo", TODAY)
    changed = replace(draft, text="Ring after 9", is_pinned=False, is_alert=True)
    undoable(store, lambda: change_note(store, note_id, note.rev, changed))
    (after,) = list_notes(store, shiv)
    assert (after.text, after.is_pinned, after.is_alert, after.at) == (
        "Ring after 9", False, True, note.at,
    )  # fmt: skip
    undoable(store, lambda: remove_note(store, note_id))
    assert list_notes(store, shiv) == ()


def test_a_note_stands_on_the_day_it_was_said(store: Store, shiv: int) -> None:
    add_note(store, NoteDraft(shiv, "old", at=datetime(2019, 5, 4, 23, 59, tzinfo=UTC)))
    add_note(store, NoteDraft(shiv, "new"))
    assert [each.day for each in list_notes(store, shiv)] == [TODAY, date(2019, 5, 4)]


def test_what_was_asked_about_is_ticked_and_stays(store: Store, shiv: int) -> None:
    note_id = add_note(store, NoteDraft(shiv, "Finn in Leeds?", ask_next=True))
    assert len(get_card(store, shiv).ask_about) == 1
    undoable(store, lambda: tick_ask_next(store, note_id))
    assert get_card(store, shiv).ask_about == ()
    assert list_notes(store, shiv)[0].asked_at == store.clock.now()


def test_promises_are_kept_late_reopened_and_withdrawn(
    store: Store, shiv: int, clock: FixedClock
) -> None:
    draft = PromiseDraft(shiv, "Ring", "Jo", due=date(2026, 11, 27))
    late = undoable(store, lambda: add_promise(store, draft))
    early = add_promise(store, replace(draft, what="Write", due=None))
    undoable(store, lambda: keep_promise(store, early))
    clock.moment = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
    undoable(store, lambda: keep_promise(store, late))
    assert count_promises(store, shiv) == PromiseCounts(open=0, kept=2, late=1)
    assert [(each.what, each.was_late) for each in list_promises(store, shiv)] == [
        ("Ring", True), ("Write", False),
    ]  # fmt: skip
    undoable(store, lambda: reopen_promise(store, late))
    assert [each.what for each in get_card(store, shiv).promises] == ["Ring"]
    undoable(store, lambda: withdraw_promise(store, late))
    assert count_promises(store, shiv) == PromiseCounts(open=0, kept=1, late=0)


def test_a_promise_keeps_the_day_it_was_made_on_when_changed(
    store: Store, shiv: int, clock: FixedClock
) -> None:
    promise_id = add_promise(store, PromiseDraft(shiv, "Ring"))
    clock.moment = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
    change_promise(store, promise_id, None, PromiseDraft(shiv, "Write", due=date(2026, 12, 2)))
    (promise,) = list_promises(store, shiv)
    assert (promise.what, promise.made_on) == ("Write", TODAY)


@pytest.mark.parametrize(
    ("state", "closed"),
    [("waiting", None), ("here", None), ("fulfilled", TODAY), ("dropped", TODAY)],
)
def test_a_wish_goes_through_its_states(
    store: Store, shiv: int, state: WishState, closed: date | None
) -> None:
    wish_id = undoable(store, lambda: add_wish(store, WishDraft(shiv, "Saddle", budget=9000)))
    undoable(store, lambda: set_wish_state(store, wish_id, state))
    (wish,) = list_wishes(store, shiv)
    assert (wish.state, wish.closed_on, wish.budget) == (state, closed, Money(9000, "GBP"))
    assert bool(get_card(store, shiv).wishes) == (closed is None)
    undoable(store, lambda: set_wish_state(store, wish_id, "open"))
    assert list_wishes(store, shiv)[0].closed_on is None


def test_a_wish_has_no_other_state(store: Store, shiv: int) -> None:
    wish_id = add_wish(store, WishDraft(shiv, "Saddle"))
    with pytest.raises(ValidationError, match="none of"):
        set_wish_state(store, wish_id, "lost")  # type: ignore[arg-type]


def test_an_allergy_comes_before_what_they_like(store: Store, shiv: int) -> None:
    add_preference(store, PreferenceDraft(shiv, "54 cm", "size", "Frame"))
    add_preference(store, PreferenceDraft(shiv, "latex", "allergy"))
    kinds = [each.kind for each in list_preferences(store, shiv)]
    assert kinds == ["allergy", "size"]
    assert [(each.kind, each.text) for each in get_card(store, shiv).alerts] == [
        ("allergy", "latex")
    ]


def test_occasions_come_in_the_order_they_come_round(store: Store, shiv: int) -> None:
    add_occasion(store, OccasionDraft(shiv, "Wedding day", PartialDate(2001, 11, 29)))
    add_occasion(store, OccasionDraft(shiv, "Name day", PartialDate(None, 6, 24)))
    add_occasion(store, OccasionDraft(shiv, "Moved here", PartialDate(2009, None, None)))
    found = [(each.what, each.next_day, each.turns) for each in list_occasions(store, shiv)]
    assert found == [
        ("Birthday", date(2026, 11, 24), 58),
        ("Wedding day", date(2026, 11, 29), 25),
        ("Name day", date(2027, 6, 24), None),
        ("Moved here", None, None),
    ]
    coming = [each.what for each in get_card(store, shiv).occasions]
    assert coming == ["Birthday", "Wedding day"]


Nouns = tuple[Callable[..., int], Callable[..., None], Callable[..., None], Any, Any]
NOUNS: list[Nouns] = [
    (add_note, change_note, remove_note, NoteDraft(1, "a"), NoteDraft(1, "b")),
    (add_promise, change_promise, remove_promise, PromiseDraft(1, "a"), PromiseDraft(1, "b")),
    (add_wish, change_wish, remove_wish, WishDraft(1, "a"), WishDraft(1, "b", budget=1)),
    (
        add_preference,
        change_preference,
        remove_preference,
        PreferenceDraft(1, "a"),
        PreferenceDraft(1, "b", "dislike"),
    ),
    (
        add_occasion,
        change_occasion,
        remove_occasion,
        OccasionDraft(1, "a", PartialDate(2001, 5, 1)),
        OccasionDraft(1, "b", PartialDate(None, 5, 1)),
    ),
]
NAMES = ["note", "promise", "wish", "preference", "occasion"]


@pytest.mark.parametrize(("add", "change", "remove", "first", "second"), NOUNS, ids=NAMES)
def test_each_is_added_changed_removed_and_every_step_goes_back(
    store: Store,
    shiv: int,
    add: Callable[..., int],
    change: Callable[..., None],
    remove: Callable[..., None],
    first: Any,
    second: Any,
) -> None:
    assert shiv == 1
    changes: list[Change] = []
    store.changes.subscribe(changes.append)
    row_id = undoable(store, lambda: add(store, first))
    assert changes[0].clients == {shiv}
    assert changes[0].about == "Siobhan Brennan"
    undoable(store, lambda: change(store, row_id, None, second))
    with pytest.raises(ConflictError):
        change(store, row_id, 1, first)
    undoable(store, lambda: remove(store, row_id))
    with pytest.raises(NotFoundError):
        change(store, row_id, None, first)
    with pytest.raises(NotFoundError):
        remove(store, row_id)


@pytest.mark.parametrize(("add", "_change", "_remove", "first", "_second"), NOUNS, ids=NAMES)
def test_what_is_empty_is_refused(
    store: Store,
    shiv: int,
    add: Callable[..., int],
    _change: object,
    _remove: object,
    first: Any,
    _second: object,
) -> None:
    field = "text" if hasattr(first, "text") else "what"
    before = dump(store)
    with pytest.raises(ValidationError) as refused:
        add(store, replace(first, **{field: " \u200b\n"}))
    assert [*refused.value.fields] == [field]
    with pytest.raises(NotFoundError):
        add(store, replace(first, client_id=shiv + 1))
    assert dump(store) == before
