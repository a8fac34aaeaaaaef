"""Clients are read in few statements, in an order that never changes by itself."""

from __future__ import annotations

from itertools import pairwise

import pytest

from crm.clients.drafts import ClientDraft, ContactDraft, RelationDraft
from crm.clients.households import create_household
from crm.clients.likely import list_likely_same
from crm.clients.queries import (
    count_clients,
    find_neighbours,
    get_client,
    get_name,
    list_clients,
)
from crm.clients.relations import add_relation
from crm.clients.services import add_client, archive_client
from crm.errors import NotFoundError
from crm.money import Money
from crm.shop.services import begin_shop
from crm.shop.settings import ShopDraft
from crm.store.store import Store
from crm.story.drafts import VisitDraft
from crm.story.lines import LineDraft
from crm.story.services import log_visit
from tests.undoing import statements


def test_a_profile_takes_the_same_few_statements_however_much_there_is(store: Store) -> None:
    lonely = add_client(store, ClientDraft("Ann Alone"))
    rich = add_client(
        store,
        ClientDraft(
            "Ann Many",
            contacts=tuple(ContactDraft("link", f"https://{n}.example") for n in range(9)),
            tags=("a", "b", "c"),
            former_names=("d", "e"),
        ),
    )
    create_household(store, "Home", [rich, lonely])
    for name in ("Finn", "Aoife", "Biscuit"):
        add_relation(store, RelationDraft(rich, "child", other_name=name))
        add_client(store, ClientDraft(name, sent_by_id=rich))
    counts = []
    for client_id in (lonely, rich):
        with statements(store) as seen:
            get_client(store, client_id)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 9


def test_what_those_they_sent_brought_is_summed_by_currency(store: Store) -> None:
    petra = add_client(store, ClientDraft("Petra Sioli"))
    for name, amount, currency in (("A", 500, "GBP"), ("B", 700, "GBP"), ("C", 900, "EUR")):
        sent = add_client(store, ClientDraft(name, sent_by_id=petra))
        log_visit(store, VisitDraft(sent, (LineDraft("tea", 1000, amount),), currency=currency))
    client = get_client(store, petra)
    assert [(each.money, each.visits) for each in client.sent_spend] == [
        (Money(1200, "GBP"), 2), (Money(900, "EUR"), 1),
    ]  # fmt: skip
    assert client.summary.spend == ()
    assert [each.name for each in client.sent] == ["C", "B", "A"]


def test_clients_are_listed_by_family_name_and_neighbours_agree(store: Store) -> None:
    names = ("Zoë Adams", "Ann Zed", "Émile Adams", "Bo Miller", "Ann Zed")
    for name in names:
        add_client(store, ClientDraft(name))
    hidden = add_client(store, ClientDraft("Ann Hidden"))
    archive_client(store, hidden)
    listed = list_clients(store)
    assert [each.name for each in listed] == [
        "Émile Adams", "Zoë Adams", "Bo Miller", "Ann Zed", "Ann Zed",
    ]  # fmt: skip
    for before, after in pairwise(listed):
        assert find_neighbours(store, before.id).next == after
        assert find_neighbours(store, after.id).previous == before
    assert find_neighbours(store, listed[0].id).previous is None
    assert find_neighbours(store, listed[-1].id).next is None
    assert list_clients(store, limit=2, offset=2) == listed[2:4]
    assert [each.id for each in list_clients(store, archived=True)] == [hidden]
    assert count_clients(store) == 5


def test_lists_are_one_statement(store: Store) -> None:
    for name in ("Ann", "Bo"):
        add_client(store, ClientDraft(name))
    with statements(store) as seen:
        list_clients(store)
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("siobhan brennan", "same name"),
        ("Brennan, Siobhán", "same name"),
        ("+44 7700 900 417", "same phone number"),
        ("07700900417", "same phone number"),
        ("SHIV@brennan.example", "same e-mail address"),
        ("Siobahn Brenan", "similar name"),
        ("Brennan Siobhan", "same name"),
        ("Siobhan", None),
        ("", None),
    ],
)
def test_who_somebody_may_already_be_is_said_with_the_reason(
    store: Store, typed: str, why: str | None
) -> None:
    begin_shop(store, ShopDraft("Shop", "GBP"))
    contacts = (
        ContactDraft("phone", "07700 900417"),
        ContactDraft("email", "shiv@brennan.example"),
    )
    add_client(store, ClientDraft("Siobhan Brennan", contacts=contacts))
    add_client(store, ClientDraft("Somebody Else"))
    assert [each.why for each in list_likely_same(store, typed)] == ([why] if why else [])


def test_more_in_common_comes_first(store: Store) -> None:
    begin_shop(store, ShopDraft("Shop", "GBP"))
    phone = (ContactDraft("phone", "07700 900417"),)
    add_client(store, ClientDraft("Ann Lee"))
    both = add_client(store, ClientDraft("Ann Lee", contacts=phone))
    found = list_likely_same(store, ClientDraft("ann lee", contacts=phone))
    assert (found[0].id, found[0].why) == (both, "same phone number, same name")
    assert len(found) == 2
    assert len(list_likely_same(store, ClientDraft("ann lee"), limit=1)) == 1


def test_a_name_that_is_gone_is_not_found(store: Store) -> None:
    with pytest.raises(NotFoundError):
        get_name(store, 1)
    with pytest.raises(NotFoundError):
        find_neighbours(store, 1)
