"""Who lives together shares what their household keeps."""

from __future__ import annotations

import pytest

from crm.clients.drafts import ClientDraft
from crm.clients.households import add_to_household, create_household, leave_household
from crm.clients.queries import get_client
from crm.clients.services import add_client, change_client
from crm.errors import NotFoundError, ValidationError
from crm.store.store import Store
from tests.undoing import undoable


@pytest.fixture
def people(store: Store) -> list[int]:
    names = ("Siobhan Brennan", "Declan Brennan", "Finn Brennan")
    return [add_client(store, ClientDraft(name)) for name in names]


def test_a_household_is_named_after_its_first_member(store: Store, people: list[int]) -> None:
    home = undoable(store, lambda: create_household(store, " ", people[:2]))
    household = get_client(store, home)
    assert (household.name, household.kind) == ("The Brennan household", "household")
    assert [each.name for each in household.members] == ["Siobhan Brennan", "Declan Brennan"]
    (seen,) = get_client(store, people[0]).households
    assert (seen.id, seen.name, len(seen.members)) == (home, "The Brennan household", 2)


def test_people_come_and_go(store: Store, people: list[int]) -> None:
    home = create_household(store, "Wells Road", people[:2])
    undoable(store, lambda: add_to_household(store, home, people[2], "the eldest"))
    undoable(store, lambda: add_to_household(store, home, people[2], "the youngest"))
    assert [each.role for each in get_client(store, home).members] == ["", "", "the youngest"]
    undoable(store, lambda: leave_household(store, home, people[0]))
    assert get_client(store, people[0]).households == ()
    with pytest.raises(NotFoundError, match="do not live"):
        leave_household(store, home, people[0])


def test_what_cannot_live_together_is_refused(store: Store, people: list[int]) -> None:
    home = create_household(store, "Wells Road", people)
    other = create_household(store, "Grove Road", [])
    with pytest.raises(ValidationError, match="cannot live in another"):
        add_to_household(store, home, other)
    with pytest.raises(ValidationError, match="not a household"):
        add_to_household(store, people[0], people[1])
    with pytest.raises(ValidationError, match="needs a name"):
        create_household(store, "", [])
    with pytest.raises(NotFoundError):
        create_household(store, "Somewhere", [99])
    with pytest.raises(ValidationError, match="People live in this household"):
        change_client(store, home, None, {"kind": "person"})
    with pytest.raises(ValidationError, match="cannot live in another"):
        change_client(store, people[0], None, {"kind": "household"})
