"""Many at once, the trash, and lists that fill themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm.clients.consent import list_consents
from crm.clients.custom_fields import (
    CustomFieldDraft,
    add_custom_field,
    list_custom_values,
    remove_custom_field,
)
from crm.clients.drafts import ClientDraft
from crm.clients.filters import ClientFilter, Condition
from crm.clients.find import find_clients
from crm.clients.households import create_household
from crm.clients.listing import list_client_ids
from crm.clients.many import (
    archive_clients,
    set_consent_of_many,
    set_custom_value_of_many,
    set_kind_of_many,
    set_standing_of_many,
    tag_clients,
    unarchive_clients,
    untag_clients,
)
from crm.clients.queries import get_client
from crm.clients.services import add_client, archive_client
from crm.clients.smart_lists import (
    BUILT_IN,
    SmartListDraft,
    add_smart_list,
    change_smart_list,
    count_lists,
    list_smart_lists,
    order_smart_lists,
    remove_smart_list,
    rename_smart_list,
)
from crm.clients.tags import tag_client
from crm.clients.trash import remove_clients, restore_clients
from crm.clock import FixedClock
from crm.errors import CancelledError, ConflictError, NotFoundError, ValidationError
from crm.store.store import Store
from tests.undoing import dump, undoable


class Stopping:
    """Work that is stopped after so many rows."""

    def __init__(self, after: int) -> None:
        self.after = after
        self.said: list[tuple[int, int | None]] = []

    def step(self, done: int, total: int | None, text: str = "") -> None:
        self.said.append((done, total))

    def stopped(self) -> bool:
        return len(self.said) >= self.after


@pytest.fixture
def four(store: Store) -> list[int]:
    return [add_client(store, ClientDraft(name)) for name in ("Anna", "Bo", "Cy", "Dee")]


def regulars(store: Store, name: str = "Regular") -> list[int]:
    return list(list_client_ids(store, ClientFilter((Condition("tag", "has", name),))))


def test_a_tag_is_put_on_many_and_taken_off_as_one_step(store: Store, four: list[int]) -> None:
    tag_client(store, four[0], "Regular")
    assert undoable(store, lambda: tag_clients(store, four, "#REGULAR")) == 3
    assert regulars(store) == four
    assert len(find_clients(store, "regular").hits) == 4
    assert undoable(store, lambda: untag_clients(store, four[:2], "regular")) == 2
    assert regulars(store) == four[2:]
    assert undoable(store, lambda: tag_clients(store, four, "new")) == 4


def test_what_is_so_already_makes_no_step(store: Store, four: list[int]) -> None:
    before = dump(store)
    assert set_standing_of_many(store, four, "client") == 0
    assert untag_clients(store, four, "nobody wears it") == 0
    assert unarchive_clients(store, four) == 0
    assert restore_clients(store, four) == 0
    assert tag_clients(store, [], "empty") == 0
    assert dump(store) == before


def test_standing_kind_and_putting_away_are_one_step_each(store: Store, four: list[int]) -> None:
    assert undoable(store, lambda: set_standing_of_many(store, four, "supplier")) == 4
    assert undoable(store, lambda: set_kind_of_many(store, four[:2], "organisation")) == 2
    assert get_client(store, four[0]).kind == "organisation"
    archive_client(store, four[3])
    assert undoable(store, lambda: archive_clients(store, four)) == 3
    assert list(list_client_ids(store, ClientFilter())) == []
    assert undoable(store, lambda: unarchive_clients(store, four)) == 4


def test_a_kind_that_a_household_forbids_changes_nobody(store: Store, four: list[int]) -> None:
    create_household(store, "All", (four[3],))
    before = dump(store)
    with pytest.raises(ValidationError):
        set_kind_of_many(store, four, "household")
    assert dump(store) == before


def test_consent_of_many_is_written_with_the_day(store: Store, four: list[int]) -> None:
    assert undoable(store, lambda: set_consent_of_many(store, four, "email", True)) == 4
    assert undoable(store, lambda: set_consent_of_many(store, four[:1], "email", False)) == 1
    said = list_consents(store, four[1])[0]
    assert (said.given, said.on_day) == (True, store.clock.today())
    assert undoable(store, lambda: set_consent_of_many(store, four, "email", None)) == 4
    assert list_consents(store, four[0])[0].given is None


def test_a_field_of_the_shops_own_is_set_for_those_who_have_it(
    store: Store, four: list[int]
) -> None:
    tag_id = tag_client(store, four[0], "racer")
    field_id = add_custom_field(store, CustomFieldDraft("Team size", "number", tag_id=tag_id))
    assert undoable(store, lambda: set_custom_value_of_many(store, four, field_id, "12.50")) == 1
    assert list_custom_values(store, four[0])[0].value == "12.5"
    assert undoable(store, lambda: set_custom_value_of_many(store, four, field_id, "7")) == 1
    assert undoable(store, lambda: set_custom_value_of_many(store, four, field_id, "")) == 1
    with pytest.raises(ValidationError):
        set_custom_value_of_many(store, four, field_id, "many")
    with pytest.raises(NotFoundError):
        set_custom_value_of_many(store, four, 99, "7")


def test_the_trash_gives_back_what_it_was_given(
    store: Store, four: list[int], clock: FixedClock
) -> None:
    archive_client(store, four[0])
    clock.moment += timedelta(minutes=1)
    before = dump(store)
    assert undoable(store, lambda: remove_clients(store, four[:2])) == 2
    assert list(list_client_ids(store, ClientFilter(among="removed"))) == four[:2]
    assert list(list_client_ids(store, ClientFilter(among="archived"))) == []
    assert undoable(store, lambda: restore_clients(store, four)) == 2
    assert dump(store) == before


def test_one_client_is_told_by_name_and_many_by_their_number(store: Store, four: list[int]) -> None:
    told = []
    store.changes.subscribe(lambda change: told.append((change.action, change.about)))
    remove_clients(store, four[:1])
    remove_clients(store, four)
    assert told == [("client.remove", "Anna"), ("client.remove_many", "3 clients")]


def test_stopped_work_leaves_nothing_behind(store: Store, four: list[int]) -> None:
    before = dump(store)
    for stop in (1, 2, 3):
        with pytest.raises(CancelledError):
            tag_clients(store, four, "half", Stopping(stop))
        with pytest.raises(CancelledError):
            remove_clients(store, four, Stopping(stop))
    assert dump(store) == before
    through = Stopping(99)
    archive_clients(store, four, through)
    assert through.said[-1] == (4, 4)


def draft(name: str, *conditions: Condition) -> SmartListDraft:
    return SmartListDraft(name, ClientFilter(conditions), ("name", "town"), "-last_visit")


def test_a_list_is_kept_changed_renamed_moved_and_forgotten(store: Store, four: list[int]) -> None:
    starred = Condition("starred", "yes")
    first = undoable(store, lambda: add_smart_list(store, draft("Stars", starred)))
    second = undoable(store, lambda: add_smart_list(store, draft("All")))
    rows = list_smart_lists(store)
    assert [(row.name, row.columns, row.sort) for row in rows] == [
        ("Stars", ("name", "town"), "-last_visit"),
        ("All", ("name", "town"), "-last_visit"),
    ]
    assert rows[0].filter == ClientFilter((starred,))
    undoable(store, lambda: rename_smart_list(store, first, "The stars"))
    undoable(store, lambda: order_smart_lists(store, [second]))
    assert [row.name for row in list_smart_lists(store)] == ["All", "The stars"]
    with pytest.raises(ConflictError):
        change_smart_list(store, second, 99, draft("All"))
    rev = list_smart_lists(store)[0].rev
    undoable(store, lambda: change_smart_list(store, second, rev, draft("All", starred)))
    undoable(store, lambda: remove_smart_list(store, first))
    with pytest.raises(NotFoundError):
        remove_smart_list(store, first)


def test_two_lists_of_one_name_are_refused(store: Store) -> None:
    add_smart_list(store, draft("Stars"))
    other = add_smart_list(store, draft("Others"))
    for name in ("stárs", "", "  "):
        with pytest.raises(ValidationError):
            add_smart_list(store, draft(name))
    with pytest.raises(ValidationError):
        rename_smart_list(store, other, "STARS")


def test_a_list_of_a_field_that_is_gone_says_so(store: Store, four: list[int]) -> None:
    field_id = add_custom_field(store, CustomFieldDraft("Saddle"))
    add_smart_list(store, draft("Saddled", Condition(f"own:{field_id}", "filled")))
    remove_custom_field(store, field_id)
    row = list_smart_lists(store)[0]
    assert "not there any more" in row.problem
    assert count_lists(store, [row]) == {}


def test_lists_are_counted_with_their_share(store: Store, four: list[int]) -> None:
    archive_client(store, four[0])
    tag_client(store, four[1], "Regular")
    add_smart_list(store, draft("Tagged", Condition("tag", "filled")))
    counts = count_lists(store, [*BUILT_IN, *list_smart_lists(store)])
    assert (counts["everybody"].count, counts["everybody"].share) == (3, 100)
    assert (counts["list:1"].count, counts["list:1"].share) == (1, 33)
    assert counts["archived"].count == 1
    assert counts["new"].count == 3
    assert counts["unreachable"].count == 3
    assert counts["trash"].count == 0
