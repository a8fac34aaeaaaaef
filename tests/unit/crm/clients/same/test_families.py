"""Who may be one family, and who was said not to be."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from crm.clients.drafts import ClientDraft, ContactDraft
from crm.clients.households import create_household
from crm.clients.models import PairAnswer
from crm.clients.same.families import Family, find_families
from crm.clients.services import add_client
from crm.shop.services import begin_shop
from crm.shop.settings import ShopDraft
from crm.store.store import Store


def home(street: str = "12 Mill Lane", *, is_past: bool = False) -> ContactDraft:
    return ContactDraft(
        "address", street=street, postcode="LS29 9XX", town="Ilkley", is_past=is_past
    )


PHONE = ContactDraft("phone", "01943 600123")


@pytest.fixture
def shop(store: Store) -> Store:
    begin_shop(store, ShopDraft("Shop", "GBP", region="GB"))
    return store


def add(store: Store, name: str, *contacts: ContactDraft) -> int:
    return add_client(store, ClientDraft(name, contacts=contacts))


def members(families: Iterable[Family]) -> list[tuple[int, ...]]:
    return [family.member_ids for family in families]


def not_a_family(store: Store, first: int, second: int) -> None:
    with store.write("test") as step:
        values = {"first_id": first, "second_id": second, "at": store.clock.now()}
        step.insert(PairAnswer, question="family", **values)


def test_people_at_one_address_may_be_a_family(shop: Store) -> None:
    siobhan = add(shop, "Siobhan Brennan", home())
    declan = add(shop, "Declan Brennan", home("12, mill ln"))
    add(shop, "Tariq Malik", home("14 Mill Lane"))
    assert find_families(shop) == [
        Family("The Brennan household", None, (siobhan, declan), "same address")
    ]


def test_two_names_make_a_household_of_both(shop: Store) -> None:
    add(shop, "Siobhan Brennan", home())
    add(shop, "Tariq Malik", home())
    assert [family.name for family in find_families(shop)] == ["The Brennan & Malik household"]


def test_one_family_name_and_one_phone_may_be_a_family(shop: Store) -> None:
    one, other = add(shop, "Siobhan Brennan", PHONE), add(shop, "Declan Brennan", PHONE)
    add(shop, "Tariq Malik", PHONE)
    (family,) = find_families(shop)
    assert (family.member_ids, family.why) == ((one, other), "same family name and phone number")


def test_who_moved_away_is_no_family_any_more(shop: Store) -> None:
    add(shop, "Siobhan Brennan", home())
    add(shop, "Declan Brennan", home(is_past=True))
    assert find_families(shop) == []


def test_who_lives_in_a_household_is_not_asked_about(shop: Store) -> None:
    ids = [add(shop, name, home()) for name in ("Siobhan Brennan", "Declan Brennan")]
    create_household(shop, "", ids)
    assert find_families(shop) == []


def test_somebody_at_the_address_of_a_household_may_belong_to_it(shop: Store) -> None:
    ids = [add(shop, name, home()) for name in ("Siobhan Brennan", "Declan Brennan")]
    household = create_household(shop, "The Brennans", ids)
    finn = add(shop, "Finn Brennan", home())
    assert find_families(shop) == [Family("The Brennans", household, (finn,), "same address")]
    not_a_family(shop, household, finn)
    assert find_families(shop) == []


def test_not_a_family_is_remembered(shop: Store) -> None:
    one, other = add(shop, "Siobhan Brennan", home()), add(shop, "Tariq Malik", home())
    not_a_family(shop, one, other)
    assert find_families(shop) == []
    third = add(shop, "Declan Brennan", home())
    assert members(find_families(shop)) == [(one, other, third)]


def test_one_person_written_twice_is_no_family(shop: Store) -> None:
    for name in ("Siobhan Brennan", "Siobahn Brennan"):
        add(shop, name, home(), PHONE)
    assert find_families(shop) == []


def test_a_block_of_flats_is_no_family_but_those_of_one_name_in_it_are(shop: Store) -> None:
    for number in range(9):
        add(shop, f"Ann {chr(65 + number)}dams", home())
    assert find_families(shop) == []
    brennans = tuple(add(shop, f"{given} Brennan", home()) for given in ("Siobhan", "Declan"))
    assert members(find_families(shop)) == [brennans]


def test_a_firm_is_no_family(shop: Store) -> None:
    add_client(shop, ClientDraft("Mill Lane Bakery", kind="organisation", contacts=(home(),)))
    add(shop, "Siobhan Brennan", home())
    assert find_families(shop) == []
