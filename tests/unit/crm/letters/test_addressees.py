"""Whom letters go to."""

from __future__ import annotations

import pytest

from crm.clients.consent import set_consent
from crm.clients.contacts import add_contact
from crm.clients.drafts import ClientDraft, ContactDraft
from crm.clients.households import add_to_household, create_household
from crm.clients.services import add_client, archive_client, mark_died
from crm.clients.trash import remove_clients
from crm.errors import CancelledError
from crm.letters.addressees import list_addressees
from crm.shop.services import begin_shop
from crm.shop.settings import ShopDraft
from crm.store.store import Store


@pytest.fixture(autouse=True)
def british(store: Store) -> None:
    begin_shop(store, ShopDraft("Maple Street Bicycles", "GBP", region="GB"))


def person(store: Store, name: str, street: str = "", **parts: str) -> int:
    address = ContactDraft("address", street=street, **parts)  # type: ignore[arg-type]
    return add_client(store, ClientDraft(name, contacts=(address,) if street else ()))


def lines(store: Store, *ids: int, per_household: bool = True) -> list[tuple[str, ...]]:
    found = list_addressees(store, ids, per_household=per_household).found
    return [each.lines for each in found]


def test_an_address_is_written_as_its_country_writes_it(store: Store) -> None:
    shiv = person(store, "Siobhan Brennan", "14 Wharfe View", town="Ilkley", postcode="LS29 8KV")
    uli = person(
        store, "Uli Maier", "Hauptstr. 3", town="Köln", postcode="50667", country="Deutschland"
    )
    joe = person(
        store, "Joe Bloggs", "1 Main St", town="Salem", region="OR", postcode="97301", country="USA"
    )
    assert lines(store, shiv, uli, joe) == [
        ("Siobhan Brennan", "14 Wharfe View", "Ilkley", "LS29 8KV"),
        ("Uli Maier", "Hauptstr. 3", "50667 Köln", "DEUTSCHLAND"),
        ("Joe Bloggs", "1 Main St", "Salem, OR 97301", "USA"),
    ]


def test_at_home_the_country_is_not_named(store: Store) -> None:
    ann = person(store, "Ann Lee", "3 Quay", town="Otley", country="England")
    assert lines(store, ann) == [("Ann Lee", "3 Quay", "Otley")]


def test_two_of_one_name_and_place_get_one_letter(store: Store) -> None:
    ann = person(store, "Ann Lee", "3 Quay Street", town="Otley", postcode="LS21 1AA")
    ben = person(store, "Ben Lee", "3 quay street", town="Otley", postcode="LS21 1AA")
    bo = person(store, "Bo Dee", "3 Quay Street", town="Otley", postcode="LS21 1AA")
    found = list_addressees(store, [ann, ben, bo]).found
    assert [each.name for each in found] == ["Ann and Ben Lee", "Bo Dee"]
    assert found[0].greeting == "Ann and Ben"
    assert found[0].client_ids == (ann, ben)
    names = [each[0] for each in lines(store, ann, ben, bo, per_household=False)]
    assert names == ["Ann Lee", "Ben Lee", "Bo Dee"]


def test_a_household_gets_one_letter_under_its_name(store: Store) -> None:
    people = [person(store, name) for name in ("Ann Lee", "Ben Lee", "Cleo Dee", "Dan Lee")]
    home = create_household(store, "The Lees", people)
    add_contact(store, home, ContactDraft("address", street="3 Quay", town="Otley"))
    assert lines(store, *people) == [("The Lees", "3 Quay", "Otley")]
    assert lines(store, home, people[2]) == [("The Lees", "3 Quay", "Otley")]
    assert lines(store, people[0], people[2]) == [("Ann Lee and Cleo Dee", "3 Quay", "Otley")]


def test_a_household_in_the_trash_names_no_letter(store: Store) -> None:
    people = [person(store, f"{each} Lee", "3 Quay", town="Otley") for each in ("Ann", "Ben")]
    remove_clients(store, [create_household(store, "The Lees", people)])
    assert lines(store, *people) == [("Ann and Ben Lee", "3 Quay", "Otley")]


def test_who_lives_elsewhere_gets_a_letter_there(store: Store) -> None:
    ann, dan = person(store, "Ann Lee"), person(store, "Dan Lee", "9 Mill Lane", town="Leeds")
    home = create_household(store, "The Lees", [ann])
    add_contact(store, home, ContactDraft("address", street="3 Quay", town="Otley"))
    add_to_household(store, home, dan)
    assert lines(store, ann, dan) == [
        ("Ann Lee", "3 Quay", "Otley"),
        ("Dan Lee", "9 Mill Lane", "Leeds"),
    ]


def test_who_gets_no_letter_is_said(store: Store) -> None:
    gone = person(store, "Ada Gone", "1 Quay")
    mark_died(store, gone, None, None)
    away = person(store, "Bea Away", "2 Quay")
    archive_client(store, away)
    quiet = person(store, "Cy Quiet", "3 Quay")
    set_consent(store, quiet, "post", given=False)
    nowhere = person(store, "Di Nowhere")
    addressees = list_addressees(store, [gone, away, quiet, nowhere])
    assert addressees.found == ()
    assert [(each.name, each.why) for each in addressees.left_out] == [
        ("Ada Gone", "has died"),
        ("Bea Away", "archived"),
        ("Cy Quiet", "wants no post"),
        ("Di Nowhere", "no address"),
    ]


def test_the_first_address_in_use_is_taken_never_a_past_one(store: Store) -> None:
    ann = person(store, "Ann Lee", "1 Old Road")
    add_contact(store, ann, ContactDraft("address", street="2 Older Road", is_past=True))
    add_contact(store, ann, ContactDraft("address", street="3 New Road", is_primary=True))
    assert lines(store, ann) == [("Ann Lee", "3 New Road")]


def test_an_address_typed_as_lines_is_kept_as_typed(store: Store) -> None:
    contact = ContactDraft("address", "Rose Cottage\n The Green \n\nOtley")
    ann = add_client(store, ClientDraft("Ann Lee", contacts=(contact,)))
    assert lines(store, ann) == [("Ann Lee", "Rose Cottage", "The Green", "Otley")]


def test_it_can_be_stopped(store: Store) -> None:
    class Stopped:
        def step(self, done: int, total: int | None, text: str = "") -> None: ...

        def stopped(self) -> bool:
            return True

    with pytest.raises(CancelledError):
        list_addressees(store, [person(store, "Ann Lee", "1 Quay")], progress=Stopped())
