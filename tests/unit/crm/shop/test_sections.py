"""A shop shows, hides and orders the sections of the profile for each kind of client."""

from __future__ import annotations

import pytest

from crm.errors import StorageError, ValidationError
from crm.shop.queries import get_settings
from crm.shop.sections import Arrangement, arrange_sections, get_arrangement
from crm.shop.services import begin_shop, save_settings
from crm.shop.settings import ShopDraft
from crm.store.store import Store
from tests.undoing import undoable

NAMES = ("pinned", "people", "dates", "places")


def test_nothing_chosen_shows_all_as_they_are_declared(store: Store) -> None:
    assert get_arrangement(store, "person").shown(NAMES) == NAMES


def test_sections_are_hidden_and_ordered_by_kind(store: Store) -> None:
    undoable(store, lambda: arrange_sections(store, "household", ["places", "pinned"], ["dates"]))
    assert get_arrangement(store, "household").shown(NAMES) == ("places", "pinned", "people")
    assert get_arrangement(store, "household").arranged(NAMES) == (
        "places", "pinned", "people", "dates",
    )  # fmt: skip
    assert get_arrangement(store, "person") == Arrangement()
    undoable(store, lambda: arrange_sections(store, "household", ["dates"], []))
    assert get_arrangement(store, "household").shown(NAMES)[0] == "dates"


def test_other_settings_that_are_saved_leave_the_sections_alone(store: Store) -> None:
    begin_shop(store, ShopDraft("Shop", "GBP"))
    settings = get_settings(store)
    arrange_sections(store, "person", [], ["dates"])
    save_settings(store, settings)
    assert get_arrangement(store, "person").hidden == {"dates"}


@pytest.mark.parametrize("names", [["Dates"], [""], ["a" * 41], ["dates"] * 101, ["\ud800"]])
def test_what_is_no_section_is_refused(store: Store, names: list[str]) -> None:
    with pytest.raises(ValidationError, match="not a section"):
        arrange_sections(store, "person", names, [])
    with pytest.raises(ValidationError, match="is none of"):
        arrange_sections(store, "robot", [], [])  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ["", "[]", "{}", '{"order": 1, "hidden": []}'])
def test_a_ruined_choice_is_called_damage(store: Store, value: str) -> None:
    arrange_sections(store, "person", NAMES, [])
    store.write_derived("UPDATE setting SET value = ?", [value])
    with pytest.raises(StorageError):
        get_arrangement(store, "person")
