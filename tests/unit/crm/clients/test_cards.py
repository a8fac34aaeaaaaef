"""Cards that a scanner reads."""

from __future__ import annotations

import pytest

from crm.clients.cards import LONGEST_CODE, add_card, find_card, list_cards, remove_card
from crm.clients.drafts import ClientDraft
from crm.clients.find import find_clients
from crm.clients.services import add_client
from crm.errors import NotFoundError, ValidationError
from crm.store.store import Store


@pytest.fixture
def ada(store: Store) -> int:
    return add_client(store, ClientDraft(name="Ada Lovelace"))


def test_a_card_finds_its_client(store: Store, ada: int) -> None:
    add_card(store, ada, " LC-20391 ")
    assert find_card(store, "LC-20391") == ada
    assert find_card(store, "LC-20392") is None
    assert [card.code for card in list_cards(store, ada)] == ["LC-20391"]


def test_a_card_is_found_by_typing_its_code_too(store: Store, ada: int) -> None:
    add_card(store, ada, "LC-20391")
    assert [hit.id for hit in find_clients(store, "20391", limit=5).hits] == [ada]


@pytest.mark.parametrize(
    ("kept", "scanned"),
    [("036000291452", "0036000291452"), ("0036000291452", "036000291452")],
)
def test_a_code_of_twelve_digits_is_that_of_thirteen_with_a_zero(
    store: Store, ada: int, kept: str, scanned: str
) -> None:
    add_card(store, ada, kept)
    assert find_card(store, scanned) == ada


def test_a_card_belongs_to_one_client_only(store: Store, ada: int) -> None:
    add_card(store, ada, "20391")
    other = add_client(store, ClientDraft(name="Bo Dee"))
    with pytest.raises(ValidationError, match="card of Ada Lovelace"):
        add_card(store, other, "20391")
    with pytest.raises(ValidationError, match="theirs already"):
        add_card(store, ada, "20391")


@pytest.mark.parametrize("code", ["", "  ", "9" * (LONGEST_CODE + 1)])
def test_what_is_no_code_is_refused(store: Store, ada: int, code: str) -> None:
    with pytest.raises(ValidationError):
        add_card(store, ada, code)
    assert list_cards(store, ada) == ()


def test_a_lost_card_is_taken_away_and_may_come_back(store: Store, ada: int) -> None:
    card_id = add_card(store, ada, "20391")
    remove_card(store, card_id)
    assert find_card(store, "20391") is None
    store.undo()
    assert find_card(store, "20391") == ada
    with pytest.raises(NotFoundError):
        remove_card(store, card_id + 1)
