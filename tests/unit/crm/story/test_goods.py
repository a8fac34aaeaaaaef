"""What was sold before completes what is typed, and tells what somebody usually takes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client
from crm.clock import FixedClock
from crm.money import Money
from crm.store.store import Store
from crm.story.drafts import VisitDraft
from crm.story.goods import (
    USUAL_VISITS,
    complete_items,
    find_item,
    last_price,
    list_items_bought,
    list_usual,
)
from crm.story.lines import LineDraft
from crm.story.services import log_visit
from tests.undoing import statements

FIRST = date(2020, 1, 1)


@pytest.fixture
def ann(store: Store) -> int:
    return add_client(store, ClientDraft("Ann"))


def buy(store: Store, client_id: int, *items: tuple[str, int], day: date = FIRST) -> None:
    lines = tuple(LineDraft(what, 1000, amount) for what, amount in items)
    log_visit(store, VisitDraft(client_id, lines, currency="EUR", day=day))


def names(store: Store, prefix: str, limit: int = 8) -> list[str]:
    return [each.name for each in complete_items(store, prefix, limit)]


def test_any_word_completes_and_beginnings_come_first(store: Store, ann: int) -> None:
    buy(store, ann, ("Winter service", 6500), ("Brake pads", 1050), ("Café au lait", 320))
    buy(store, ann, ("Service kit", 900))
    buy(store, ann, ("Winter service", 6500))
    assert names(store, "serv") == ["Service kit", "Winter service"]
    assert names(store, "PAD") == ["Brake pads"]
    assert names(store, "cafe la") == ["Café au lait"]
    assert names(store, "ervice") == []
    assert names(store, "", limit=2) == ["Winter service", "Brake pads"]
    assert complete_items(store, "wint")[0].last_price == Money(6500, "EUR")


@pytest.mark.parametrize("hostile", ["%", "_", "\\", "100%", "'; DROP TABLE item; --", '"', "\0"])
def test_signs_that_mean_something_to_the_database_mean_nothing(
    store: Store, ann: int, hostile: str
) -> None:
    buy(store, ann, ("Tea", 300), ("100% wool", 900), ("back\\slash", 100))
    expected = {"100%": ["100% wool"]}.get(hostile, [])
    if hostile != "\0":
        assert names(store, hostile) == expected
    assert find_item(store, "tea") is not None


def test_a_name_finds_its_price_whatever_its_letters(store: Store, ann: int) -> None:
    buy(store, ann, ("Crème brûlée", 650))
    assert last_price(store, " CREME  brulee") == Money(650, "EUR")
    assert last_price(store, "creme") is None
    assert find_item(store, "") is None


def test_the_usual_is_what_was_taken_most_often_of_late(
    store: Store, ann: int, clock: FixedClock
) -> None:
    for number in range(5):
        buy(store, ann, ("Old habit", 100), day=FIRST + timedelta(days=number))
    for number in range(USUAL_VISITS):
        items = [("Latte", 320)] + ([("Cake", 400)] if number % 2 else [])
        buy(store, ann, *items, day=FIRST + timedelta(days=10 + number))
    latte, cake = list_usual(store, ann)
    assert (latte.what, latte.times, latte.quantity) == ("Latte", 100, 100_000)
    assert (latte.last_day, latte.last_amount) == (FIRST + timedelta(days=109), Money(320, "EUR"))
    assert (cake.what, cake.times, cake.spend) == ("Cake", 50, (Money(20_000, "EUR"),))
    assert [each.what for each in list_items_bought(store, ann)] == ["Latte", "Cake", "Old habit"]
    assert [each.what for each in list_usual(store, ann, limit=1)] == ["Latte"]
    assert list_usual(store, ann + 1) == ()


def test_a_refund_lessens_the_sum_and_is_not_the_usual(store: Store, ann: int) -> None:
    buy(store, ann, ("Helmet", 4000), ("Refund only", -100))
    buy(store, ann, ("Helmet", -4000), day=FIRST + timedelta(days=1))
    (helmet,) = list_items_bought(store, ann)
    assert (helmet.times, helmet.last_amount, helmet.spend) == (
        1, Money(4000, "EUR"), (Money(0, "EUR"),),
    )  # fmt: skip


def test_each_reading_is_one_statement(store: Store, ann: int) -> None:
    buy(store, ann, ("Tea", 300), ("Cake", 400))
    for read in (
        lambda: list_usual(store, ann),
        lambda: list_items_bought(store, ann),
        lambda: complete_items(store, "te"),
    ):
        with statements(store) as seen:
            read()
        assert len(seen) == 1


@given(text=st.text(max_size=30))
def test_whatever_is_typed_completes_to_something_or_nothing(store: Store, text: str) -> None:
    assert isinstance(complete_items(store, text), tuple)


@pytest.mark.parametrize("text", ["latte " * 1_000, "%" * 60_000])
def test_what_is_too_long_for_a_name_completes_to_nothing(store: Store, text: str) -> None:
    assert complete_items(store, text) == ()
