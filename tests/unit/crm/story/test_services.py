"""A visit and all that goes with it is written whole, keeps the items true, and is undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from crm.changes import Change
from crm.clients.drafts import ClientDraft
from crm.clients.queries import get_client
from crm.clients.services import add_client
from crm.clock import FixedClock
from crm.errors import ConflictError, NotFoundError, ValidationError
from crm.money import Money
from crm.shop.queries import get_settings
from crm.shop.services import begin_shop, save_settings
from crm.shop.settings import ShopDraft
from crm.store.store import Store
from crm.story.drafts import (
    NoteDraft,
    PreferenceDraft,
    PromiseDraft,
    VisitDraft,
    WishDraft,
)
from crm.story.goods import find_item, last_price
from crm.story.lines import LineDraft
from crm.story.queries import (
    get_card,
    get_visit,
    list_notes,
    list_preferences,
    list_promises,
    list_visits,
    list_wishes,
)
from crm.story.services import change_visit, log_visit, remove_visit
from tests.undoing import dump, statements, undoable

WINTER = (LineDraft("Winter service", 1000, 6500), LineDraft("Brake pads", 2000, 2100))


@pytest.fixture
def shiv(store: Store) -> int:
    begin_shop(store, ShopDraft("Maple Street Bicycles", "GBP"))
    return add_client(store, ClientDraft("Siobhan Brennan"))


def bought(store: Store, client_id: int) -> list[list[tuple[str, int, int]]]:
    visits = list_visits(store, client_id)
    return [[(line.what, line.quantity, line.amount) for line in each.lines] for each in visits]


def test_a_visit_with_purchases_is_one_step(store: Store, shiv: int) -> None:
    draft = VisitDraft(shiv, WINTER, " ran over glass again ", staff="Jo")
    visit_id = undoable(store, lambda: log_visit(store, draft))
    details = get_visit(store, visit_id)
    visit = details.visit
    assert (details.client_id, details.client_name) == (shiv, "Siobhan Brennan")
    assert (visit.day, visit.at) == (date(2026, 11, 21), datetime(2026, 11, 21, 11, 52, tzinfo=UTC))
    assert (visit.note, visit.staff, visit.money) == (
        "ran over glass again", "Jo", Money(8600, "GBP"),
    )  # fmt: skip
    assert bought(store, shiv) == [[("Winter service", 1000, 6500), ("Brake pads", 2000, 2100)]]
    summary = get_client(store, shiv).summary
    assert (summary.visits, [each.money for each in summary.spend]) == (1, [Money(8600, "GBP")])


def test_coming_in_for_a_chat_holds_no_purchase_and_no_currency(store: Store, shiv: int) -> None:
    log_visit(store, VisitDraft(shiv))
    (visit,) = list_visits(store, shiv)
    assert (visit.money, visit.lines) == (None, ())
    assert get_client(store, shiv).summary.spend == ()


def test_what_was_said_beside_a_visit_goes_back_with_it(store: Store, shiv: int) -> None:
    draft = VisitDraft(
        shiv,
        also=(
            PromiseDraft(shiv, "Ring when the saddle is back", "Jo", date(2026, 11, 27)),
            WishDraft(shiv, "Touring bike", "spring 2027", budget=180_000),
            PreferenceDraft(shiv, "latex", "allergy"),
            NoteDraft(shiv, "Finn off to Leeds", ask_next=True),
        ),
    )
    undoable(store, lambda: log_visit(store, draft))
    card = get_card(store, shiv)
    assert [each.text for each in card.alerts] == ["latex"]
    assert [each.text for each in card.ask_about] == ["Finn off to Leeds"]
    assert [(each.what, each.due) for each in card.promises] == [
        ("Ring when the saddle is back", date(2026, 11, 27))
    ]
    assert [each.budget for each in card.wishes] == [Money(180_000, "GBP")]
    store.undo()
    assert (list_notes(store, shiv), list_promises(store, shiv)) == ((), ())
    assert (list_wishes(store, shiv), list_preferences(store, shiv)) == ((), ())


def test_items_are_made_once_and_remember_their_last_price(
    store: Store, shiv: int, clock: FixedClock
) -> None:
    log_visit(store, VisitDraft(shiv, (LineDraft("Latté", 3000, 1000, "drinks"),)))
    clock.moment += timedelta(days=1)
    undoable(store, lambda: log_visit(store, VisitDraft(shiv, (LineDraft("LATTE", 1000, 340),))))
    item = find_item(store, "latte")
    assert item is not None
    assert (item.name, item.category, item.times_sold) == ("Latté", "drinks", 2)
    assert (item.last_price, item.last_sold) == (Money(340, "GBP"), date(2026, 11, 22))
    store.undo()
    assert last_price(store, "latte") == Money(333, "GBP")


def test_a_line_without_price_or_a_refund_leaves_the_price_alone(store: Store, shiv: int) -> None:
    log_visit(store, VisitDraft(shiv, (LineDraft("Helmet", 1000, 4000),)))
    lines = (LineDraft("helmet", 1000, -4000), LineDraft("Helmet", 1000, None))
    log_visit(store, VisitDraft(shiv, lines))
    item = find_item(store, "helmet")
    assert item is not None
    assert (item.last_price, item.times_sold) == (Money(4000, "GBP"), 2)
    assert get_client(store, shiv).summary.spend[0].money == Money(0, "GBP")


def test_a_visit_of_an_earlier_day_does_not_set_the_price(store: Store, shiv: int) -> None:
    log_visit(store, VisitDraft(shiv, (LineDraft("Tea", 1000, 300),)))
    earlier = VisitDraft(shiv, (LineDraft("Tea", 1000, 250),), day=date(2020, 5, 1))
    visit_id = log_visit(store, earlier)
    assert last_price(store, "tea") == Money(300, "GBP")
    assert get_visit(store, visit_id).visit.at is None


def test_a_visit_is_written_anew_with_its_lines(store: Store, shiv: int) -> None:
    visit_id = log_visit(store, VisitDraft(shiv, WINTER))
    before = get_visit(store, visit_id).visit
    draft = VisitDraft(shiv, (LineDraft("Brake pads", 1000, 1150), LineDraft("Tube", 1000, 700)))
    undoable(store, lambda: change_visit(store, visit_id, before.rev, draft))
    after = get_visit(store, visit_id).visit
    assert (after.day, after.at, after.money) == (before.day, before.at, Money(1850, "GBP"))
    assert bought(store, shiv) == [[("Brake pads", 1000, 1150), ("Tube", 1000, 700)]]
    assert last_price(store, "winter service") is None
    assert last_price(store, "brake pads") == Money(1150, "GBP")
    with pytest.raises(ConflictError):
        change_visit(store, visit_id, before.rev, VisitDraft(shiv))


def test_changing_only_the_note_leaves_the_lines_untouched(store: Store, shiv: int) -> None:
    visit_id = log_visit(store, VisitDraft(shiv, WINTER))
    lines = get_visit(store, visit_id).visit.lines
    undoable(store, lambda: change_visit(store, visit_id, None, VisitDraft(shiv, WINTER, "x")))
    assert get_visit(store, visit_id).visit.lines == lines


def test_changing_nothing_of_a_visit_writes_nothing(store: Store, shiv: int) -> None:
    visit_id = log_visit(store, VisitDraft(shiv, WINTER))
    before = dump(store), get_visit(store, visit_id)
    change_visit(store, visit_id, None, VisitDraft(shiv, WINTER))
    assert (dump(store), get_visit(store, visit_id)) == before


def test_a_visit_keeps_its_currency_when_the_shop_has_another_now(store: Store, shiv: int) -> None:
    visit_id = log_visit(store, VisitDraft(shiv, WINTER))
    save_settings(store, replace(get_settings(store), currency="EUR"))
    change_visit(store, visit_id, None, VisitDraft(shiv, WINTER[:1]))
    assert get_visit(store, visit_id).visit.money == Money(6500, "GBP")


def test_a_visit_logged_for_the_wrong_client_moves(store: Store, shiv: int) -> None:
    ann = add_client(store, ClientDraft("Ann"))
    visit_id = log_visit(store, VisitDraft(shiv, WINTER))
    changes: list[Change] = []
    store.changes.subscribe(changes.append)
    change_visit(store, visit_id, None, VisitDraft(ann, WINTER))
    assert changes[0].clients == {shiv, ann}
    assert [get_client(store, each).summary.visits for each in (shiv, ann)] == [0, 1]


def test_a_visit_moved_to_another_day_tells_the_price_of_the_latest(
    store: Store, shiv: int
) -> None:
    first = log_visit(store, VisitDraft(shiv, (LineDraft("Tea", 1000, 250),), day=date(2020, 5, 1)))
    log_visit(store, VisitDraft(shiv, (LineDraft("Tea", 1000, 300),), day=date(2021, 5, 1)))
    moved = VisitDraft(shiv, (LineDraft("Tea", 1000, 250),), day=date(2022, 5, 1))
    undoable(store, lambda: change_visit(store, first, None, moved))
    assert last_price(store, "tea") == Money(250, "GBP")


def test_a_visit_removed_takes_its_lines_and_its_price_along(store: Store, shiv: int) -> None:
    log_visit(store, VisitDraft(shiv, (LineDraft("Tea", 1000, 250),), day=date(2020, 5, 1)))
    latest = log_visit(store, VisitDraft(shiv, (LineDraft("Tea", 1000, 300),)))
    undoable(store, lambda: remove_visit(store, latest))
    item = find_item(store, "tea")
    assert item is not None
    assert (item.last_price, item.last_sold, item.times_sold) == (
        Money(250, "GBP"), date(2020, 5, 1), 1,
    )  # fmt: skip
    with pytest.raises(NotFoundError, match="This visit is not there"):
        remove_visit(store, latest)
    with pytest.raises(NotFoundError, match="This visit is not there"):
        get_visit(store, latest)


def test_what_something_newer_stands_on_is_not_undone(store: Store, shiv: int) -> None:
    changes: list[Change] = []
    store.changes.subscribe(changes.append)
    log_visit(store, VisitDraft(shiv, (LineDraft("Tea", 1000, 250),)))
    log_visit(store, VisitDraft(shiv, (LineDraft("Tea", 1000, 300),)))
    with pytest.raises(ConflictError, match="Something newer stands on this"):
        store.undo(changes[0].step_id)
    assert len(list_visits(store, shiv)) == 2


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"lines": (LineDraft(" "),)}, "what"),
        ({"lines": (LineDraft("tea", 0),)}, "quantity"),
        ({"lines": (LineDraft("tea", 1000, 2**60),)}, "amount"),
        ({"lines": (LineDraft("tea"),), "currency": "POUND"}, "currency"),
        ({"lines": (LineDraft("tea"),) * 501}, "lines"),
        ({"channel": "pigeon"}, "channel"),
        ({"day": date(2026, 11, 22)}, "day"),
        ({"note": "x" * 20_001}, "note"),
        ({"also": (NoteDraft(1, ""),)}, "text"),
        ({"also": (PromiseDraft(1, "Ring", due=date(2026, 11, 1)),)}, "due"),
        ({"also": (WishDraft(1, "Bike", budget=-1),)}, "budget"),
        ({"also": (PreferenceDraft(1, "x", "hate"),)}, "kind"),  # type: ignore[arg-type]
    ],
)
def test_a_visit_that_cannot_be_is_refused_and_nothing_is_written(
    store: Store, shiv: int, given: dict[str, Any], field: str
) -> None:
    before = dump(store)
    with pytest.raises(ValidationError) as refused:
        log_visit(store, VisitDraft(shiv, **given))
    assert [*refused.value.fields] == [field]
    assert dump(store) == before


def test_a_visit_of_nobody_is_refused(store: Store, shiv: int) -> None:
    with pytest.raises(NotFoundError):
        log_visit(store, VisitDraft(shiv + 1, WINTER))


def test_logging_costs_no_more_statements_after_many_visits(store: Store, shiv: int) -> None:
    draft = VisitDraft(shiv, (LineDraft("Tea", 1000, 300),), note="x", currency="GBP")
    counts = []
    for _number in range(30):
        with statements(store) as seen:
            log_visit(store, draft)
        counts.append(len(seen))
    assert counts[-1] <= counts[1] <= 50


def test_a_visit_with_words_is_retold_and_one_without_is_not(store: Store, shiv: int) -> None:
    told: list[tuple[str, bool]] = []

    def note(change: Change) -> None:
        row = store.rows("SELECT clients FROM undo_step WHERE id = ?", [change.step_id])
        told.append((change.action, row[0][0] == f"[[{shiv}],[{shiv}]]"))

    store.changes.subscribe(note)
    log_visit(store, VisitDraft(shiv, WINTER))
    log_visit(store, VisitDraft(shiv, WINTER, "with a note"))
    assert told == [("visit.log", False), ("visit.log", True)]
