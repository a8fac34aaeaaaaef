"""Who one person may already be, looked up rather than searched for."""

from __future__ import annotations

import pytest

from crm.clients.drafts import ClientDraft, ContactDraft
from crm.clients.likely import list_likely_same
from crm.clients.models import PairAnswer
from crm.clients.names import NameParts
from crm.clients.same.one_person import DRAFT_ID, find_same_as
from crm.clients.services import add_client
from crm.dates import PartialDate
from crm.errors import NotFoundError
from crm.shop.services import begin_shop
from crm.shop.settings import ShopDraft
from crm.store.store import Store

PHONE = ContactDraft("phone", "07700 900417")
BORN = PartialDate(1968, 11, 24)


@pytest.fixture
def shop(store: Store) -> Store:
    begin_shop(store, ShopDraft("Shop", "GBP", region="GB"))
    return store


@pytest.fixture
def robert(shop: Store) -> int:
    draft = ClientDraft("Robert Brennan", born=BORN, contacts=(PHONE,))
    add_client(shop, ClientDraft("Somebody Else"))
    return add_client(shop, draft)


def found(store: Store, draft: ClientDraft | int) -> list[int]:
    return [pair.second for pair in find_same_as(store, draft)]


@pytest.mark.parametrize(
    "draft",
    [
        ClientDraft("Robert Brennan"),
        ClientDraft("Bob Brennan"),
        ClientDraft("Rboert Brenan"),
        ClientDraft("Brennan, Robert"),
        ClientDraft("R. Brennan"),
        ClientDraft("Xaver Unheard", contacts=(ContactDraft("phone", "+44 7700 900417"),)),
        ClientDraft("Robert Walsh", former_names=("Robert Brennan",)),
        ClientDraft(parts=NameParts(given="Bobby", family="Brennan"), name="?"),
    ],
)  # fmt: skip
def test_a_draft_is_known_again(shop: Store, robert: int, draft: ClientDraft) -> None:
    assert found(shop, draft) == [robert]


def test_the_pair_of_a_draft_says_why(shop: Store, robert: int) -> None:
    (pair,) = find_same_as(shop, ClientDraft("Bob Brennan", born=BORN, contacts=(PHONE,)))
    assert (pair.first, pair.second) == (DRAFT_ID, robert)
    assert {each.text for each in pair.reasons} == {
        "same phone number",
        "same birthday",
        "short form of the same given name",
        "same family name",
    }


def test_a_client_is_compared_with_the_others_but_not_with_themselves(
    shop: Store, robert: int
) -> None:
    assert found(shop, robert) == []
    other = add_client(shop, ClientDraft("Bob Brennan", contacts=(PHONE,)))
    for who in (robert, other):
        (pair,) = find_same_as(shop, who)
        assert (pair.first, pair.second) == (robert, other)
    with shop.write("test") as step:
        values = {"first_id": robert, "second_id": other, "at": shop.clock.now()}
        step.insert(PairAnswer, question="same", **values)
    assert found(shop, robert) == []
    with pytest.raises(NotFoundError):
        find_same_as(shop, 99)


def test_likelier_ones_come_first_and_no_more_than_asked_for(shop: Store, robert: int) -> None:
    for _each in range(3):
        add_client(shop, ClientDraft("Robert Brennan"))
    draft = ClientDraft("Robert Brennan", contacts=(PHONE,))
    assert find_same_as(shop, draft)[0].second == robert
    assert len(find_same_as(shop, draft, limit=2)) == 2


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (ClientDraft("Bob Brennan"), "same family name, short form of the same given name"),
        (ClientDraft("Robert Brennan", born=BORN), "same birthday, same name"),
        (
            ClientDraft("Robert Brennan", born=PartialDate(1999, 2, 3)),
            "same name, but born a generation apart",
        ),
        (ClientDraft("Robert Bren"), "similar name"),
        (ClientDraft("Xaver Brennan"), ""),
        (ClientDraft("Robert"), ""),
    ],
)
def test_what_is_said_while_a_new_client_is_typed(
    shop: Store, robert: int, draft: ClientDraft, why: str
) -> None:
    assert "".join(row.why for row in list_likely_same(shop, draft) if row.id == robert) == why
