"""Whoever is in the trash is left out of every list, count and search, as if never written down."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import Any, Final

import pytest

import crm
from crm.clients.cards import add_card, find_card
from crm.clients.drafts import ClientDraft, ContactDraft
from crm.clients.filters import ClientFilter
from crm.clients.find import find_clients
from crm.clients.hits import count_all_clients, list_lately
from crm.clients.likely import list_likely_same
from crm.clients.listing import count_client_ids, list_client_ids
from crm.clients.many import archive_clients
from crm.clients.merging.finding import find_same_and_families
from crm.clients.queries import (
    count_clients,
    find_neighbours,
    get_client,
    list_clients,
    list_sent,
    list_tags,
)
from crm.clients.same.families import find_families
from crm.clients.same.in_store import find_same_people
from crm.clients.same.one_person import find_same_as
from crm.clients.same.store_people import list_people
from crm.clients.services import add_client, archive_client
from crm.clients.smart_lists import BUILT_IN, count_lists
from crm.clients.tags import add_tag
from crm.clients.trash import remove_clients
from crm.lifetime.totals import get_totals
from crm.shop.services import begin_shop
from crm.shop.settings import ShopDraft
from crm.store.store import Store
from crm.story.drafts import VisitDraft
from crm.story.lines import LineDraft
from crm.story.services import log_visit

ADA: Final = 1
_TWIN: Final = ClientDraft(
    "Ada Lovelace", contacts=(ContactDraft("phone", "0151 234 5678"),), tags=("club",),
    sent_by_id=ADA,
)  # fmt: skip
_LISTS: Final = tuple(each for each in BUILT_IN if each.filter.among != "removed")
_EVERYBODY: Final = ClientFilter(among="everybody")

# What lists, finds or counts clients; by its place, as it is called.
LISTS: Final[dict[str, Callable[[Store], Any]]] = {
    "clients.find.find_clients": lambda store: find_clients(store, "ada"),
    "clients.find.find_clients, by number": lambda store: find_clients(store, "234 56"),
    "clients.find.find_clients, mistyped": lambda store: find_clients(store, "lovelacce"),
    "clients.hits.list_lately": list_lately,
    "clients.hits.count_all_clients": count_all_clients,
    "clients.queries.list_clients": list_clients,
    "clients.queries.list_clients, archived": lambda store: list_clients(store, archived=True),
    "clients.queries.count_clients": count_clients,
    "clients.queries.find_neighbours": lambda store: find_neighbours(store, ADA),
    "clients.queries.list_sent": lambda store: list_sent(store, ADA),
    "clients.queries.get_client, sent": lambda store: get_client(store, ADA).sent_spend,
    "clients.queries.list_tags": list_tags,
    "clients.listing.list_client_ids": lambda store: list_client_ids(store, ClientFilter()),
    "clients.listing.list_client_ids, everybody": lambda store: list_client_ids(store, _EVERYBODY),
    "clients.listing.count_client_ids": lambda store: count_client_ids(store, _EVERYBODY),
    "clients.smart_lists.count_lists": lambda store: count_lists(store, _LISTS),
    "clients.likely.list_likely_same": lambda store: list_likely_same(store, _TWIN),
    "clients.same.one_person.find_same_as": lambda store: find_same_as(store, _TWIN),
    "clients.same.in_store.find_same_people": find_same_people,
    "clients.same.families.find_families": find_families,
    "clients.same.store_people.list_people": lambda store: list(list_people(store)),
    "lifetime.totals.get_totals": get_totals,
    "clients.merging.finding.find_same_and_families": find_same_and_families,
}
# What is asked about clients who were chosen already, or about nobody.
ABOUT_OTHERS: Final = frozenset(
    {
        "clients.cards.find_card",  # a card belongs to one, and says so where they are
        "clients.custom_fields.list_custom_fields",
        "clients.filter_fields.list_filter_fields",
        "clients.columns.list_columns",
        "clients.find_rows.list_cards",
        "clients.hits.list_small_photos",
        "clients.listing.list_client_rows",
        "clients.merging.preview.list_fields",
        "clients.merging.queries.list_later_runs",
        "clients.relations.list_relation_types",
        "clients.smart_lists.list_smart_lists",
        "clients.same.in_store.find_same_among",
        "letters.addressees.list_addressees",  # which says why it leaves somebody out
        "letters.letter_values.list_letter_values",
        "letters.letters.list_letters",
        "letters.letters.list_own_sheets",
        "lifetime.brought.list_brought",
    }
)
_INSIDE_OTHERS: Final = ("clients.search_sources.", "exchange.", "store.", "story.", "shop.")


def functions() -> set[str]:
    """Every public function that lists, finds or counts without being told of which client."""
    found = set()
    for module in pkgutil.walk_packages(crm.__path__, "crm."):
        place = module.name.removeprefix("crm.")
        if f"{place}.".startswith((*_INSIDE_OTHERS, "cli.", "demo.")):
            continue
        for name, each in inspect.getmembers(import_module(module.name), inspect.isfunction):
            names = list(inspect.signature(each).parameters)
            about_one = {"client_id", "step"} & set(names)
            is_ours = each.__module__ == module.name and names[:1] == ["store"]
            if is_ours and not about_one and name.startswith(("list_", "find_", "count_")):
                found.add(f"{place}.{name}")
    return found


def test_every_function_that_lists_clients_is_looked_at() -> None:
    looked_at = {each.partition(",")[0] for each in LISTS}
    assert functions() - looked_at - ABOUT_OTHERS == set()
    assert ABOUT_OTHERS - functions() == set()


@pytest.fixture
def shop(store: Store) -> Store:
    begin_shop(store, ShopDraft("Shop", "GBP", region="GB"))
    add_client(store, ClientDraft("Ada Lovelace", contacts=_TWIN.contacts, tags=("club",)))
    archive_client(store, add_client(store, ClientDraft("Ben Archived")))
    add_tag(store, "other")
    log_visit(store, VisitDraft(ADA, (LineDraft("tea", 1000, 320),)))
    return store


def write_twin(store: Store) -> list[int]:
    """Somebody who would show everywhere, and a brother of hers."""
    twin = add_client(store, _TWIN)
    log_visit(store, VisitDraft(twin, (LineDraft("cake", 1000, 450),)))
    add_card(store, twin, "WS-7")
    return [twin, add_client(store, ClientDraft("Byron Lovelace", contacts=_TWIN.contacts))]


@pytest.mark.parametrize("place", LISTS)
def test_who_is_in_the_trash_is_left_out(place: str, shop: Store) -> None:
    before = repr(LISTS[place](shop))
    twin = write_twin(shop)
    if "archived" in place:
        archive_clients(shop, twin)
    with_her = repr(LISTS[place](shop))
    assert with_her != before, "the control: it would show her"

    remove_clients(shop, twin)

    assert repr(LISTS[place](shop)) == before


def test_the_trash_itself_is_searched(shop: Store) -> None:
    twin = write_twin(shop)
    remove_clients(shop, twin)
    removed = ClientFilter(among="removed")
    assert list(list_client_ids(shop, removed)) == twin
    assert list(list_client_ids(shop, removed, text="lovelace")) == twin
    assert list(list_client_ids(shop, removed, text="zuse")) == []


def test_a_card_still_leads_to_whom_it_belongs(shop: Store) -> None:
    twin = write_twin(shop)
    remove_clients(shop, twin)
    assert find_card(shop, "WS-7") == twin[0]
