"""The same people in a real shop, and between the shop and a file."""

from __future__ import annotations

import pytest

from crm.clients.drafts import ClientDraft, ContactDraft, RelationDraft
from crm.clients.models import ClientKey, PairAnswer
from crm.clients.names import NameParts
from crm.clients.relations import add_relation
from crm.clients.same.in_store import find_same_among, find_same_people
from crm.clients.same.people import Address, Person
from crm.clients.same.store_people import list_people
from crm.clients.services import add_client, archive_client
from crm.clients.trash import remove_clients
from crm.dates import PartialDate
from crm.errors import CancelledError
from crm.shop.services import begin_shop
from crm.shop.settings import ShopDraft
from crm.store.store import Store
from tests.undoing import statements

PHONE = ContactDraft("phone", "07700 900417")
HOME = ContactDraft("address", street="12 Mill Lane", postcode="LS29 9XX", town="Ilkley")
BORN = PartialDate(1968, 11, 24)


@pytest.fixture
def shop(store: Store) -> Store:
    begin_shop(store, ShopDraft("Shop", "GBP", region="GB"))
    return store


def add(store: Store, name: str, *contacts: ContactDraft, born: PartialDate | None = None) -> int:
    return add_client(store, ClientDraft(name, contacts=contacts, born=born))


def ids(store: Store) -> list[tuple[int, int]]:
    return [(pair.first, pair.second) for pair in find_same_people(store)]


def answer(store: Store, question: str, first: int, second: int) -> None:
    with store.write("test") as step:
        values = {"first_id": first, "second_id": second, "at": store.clock.now()}
        step.insert(PairAnswer, question=question, **values)


def test_a_client_is_read_whole(shop: Store) -> None:
    draft = ClientDraft(
        "Dr. Siobhan Brennan",
        called="Shiv",
        born=BORN,
        former_names=("Siobhan Walsh",),
        contacts=(PHONE, ContactDraft("email", "Shiv@Brennan.example"), HOME),
    )
    client_id = add_client(shop, draft)
    add(shop, "Somebody Else")
    with shop.write("test") as step:
        step.insert(ClientKey, client_id=client_id, source="card", key="4007")
        step.insert(ClientKey, client_id=client_id, source="till", key="99")
        step.retell(client_id)
    assert next(list_people(shop)) == Person(
        id=client_id,
        name="Dr. Siobhan Brennan",
        parts=NameParts(title="Dr.", given="Siobhan", family="Brennan"),
        called="Shiv",
        former_names=("Siobhan Walsh",),
        phones=("+447700900417",),
        emails=("shiv@brennan.example",),
        addresses=(Address("12 Mill Lane", "LS29 9XX", "Ilkley"),),
        born=BORN,
        numbers=("card:4007",),
    )
    assert [each.name for each in list_people(shop, [client_id + 1])] == ["Somebody Else"]


def test_a_list_is_read_in_a_few_statements_however_long_it_is(shop: Store) -> None:
    for number in range(30):
        add(shop, f"Ann Lee{number}", PHONE)
    with statements(shop) as seen:
        assert len(list(list_people(shop))) == 30
    assert len(seen) == 4


def test_the_same_client_twice_is_found_with_the_reasons(shop: Store) -> None:
    one = add(shop, "Siobhan Brennan", PHONE, HOME)
    other = add(shop, "Brennan, Siobahn", PHONE, born=BORN)
    add(shop, "Declan Brennan", PHONE, HOME)
    (pair,) = find_same_people(shop)
    assert (pair.first, pair.second) == (one, other)
    assert {each.text for each in pair.reasons} >= {
        "same phone number",
        "given name one letter apart",
        "same family name",
    }


def test_an_archived_client_is_found_and_one_in_the_trash_is_not(shop: Store) -> None:
    one, other = (add(shop, "Siobhan Brennan", PHONE) for _each in range(2))
    archive_client(shop, one)
    assert ids(shop) == [(one, other)]
    remove_clients(shop, [one])
    assert ids(shop) == []


def test_not_the_same_is_remembered(shop: Store) -> None:
    one, other = (add(shop, "Siobhan Brennan", PHONE) for _each in range(2))
    answer(shop, "family", one, other)
    assert ids(shop) == [(one, other)]
    answer(shop, "same", one, other)
    assert ids(shop) == []


def test_two_with_a_tie_between_them_are_two(shop: Store) -> None:
    one, other = (add(shop, "Patrick Brennan", PHONE) for _each in range(2))
    add_relation(shop, RelationDraft(other, "parent", other_id=one))
    assert ids(shop) == []


def test_looking_for_doubles_can_be_stopped(shop: Store) -> None:
    class Stopped:
        def step(self, done: int, total: int | None, text: str = "") -> None: ...

        def stopped(self) -> bool:
            return True

    add(shop, "Ann Lee")
    with pytest.raises(CancelledError):
        find_same_people(shop, Stopped())
    with pytest.raises(CancelledError):
        find_same_among(shop, [], Stopped())


def test_a_file_is_held_against_the_clients_and_against_itself(shop: Store) -> None:
    siobhan = add(shop, "Siobhan Brennan", PHONE)
    add(shop, "Tariq Malik")
    rows = [
        Person(-1, "Siobahn Brennan", phones=("+447700900417",)),
        Person(-2, "Gerrit van der Berg", phones=("+31201234567",)),
        Person(-3, "Berg, Gerrit van der", phones=("+31201234567",)),
        Person(-4, "Somebody New"),
    ]
    found = find_same_among(shop, rows)
    assert [(pair.first, pair.second) for pair in found.with_clients] == [(-1, siobhan)]
    assert [(pair.first, pair.second) for pair in found.within] == [(-3, -2)]


def test_doubles_among_the_clients_are_no_matter_of_a_file(shop: Store) -> None:
    for _each in range(2):
        add(shop, "Siobhan Brennan", PHONE)
    found = find_same_among(shop, [Person(-1, "Somebody New")])
    assert (found.with_clients, found.within) == ((), ())
