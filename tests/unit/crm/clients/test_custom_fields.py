"""A shop makes up fields; what stands in them follows them, and comes back with them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crm.clients.custom_fields import (
    CustomFieldDraft,
    TypedValue,
    add_custom_field,
    change_custom_field,
    get_custom_field,
    list_custom_fields,
    list_custom_values,
    order_custom_fields,
    remove_custom_field,
    set_custom_value,
    set_custom_values,
)
from crm.clients.custom_values import FieldType
from crm.clients.drafts import ClientDraft
from crm.clients.find import find_clients
from crm.clients.services import add_client
from crm.clients.tags import tag_client, untag_client
from crm.clock import FixedClock
from crm.errors import ConflictError, NotFoundError, ValidationError
from crm.store.store import Store
from tests.undoing import dump, statements, undoable

SIZES = ("Small", "Medium", "Large")


@pytest.fixture
def ada(store: Store) -> int:
    return add_client(store, ClientDraft("Ada Lovelace"))


@pytest.fixture
def ben(store: Store) -> int:
    return add_client(store, ClientDraft("Ben Okri"))


def add(store: Store, name: str, type: FieldType = "text", **more: object) -> int:
    return add_custom_field(store, CustomFieldDraft(name, type, **more))  # type: ignore[arg-type]


def values(store: Store, client_id: int) -> dict[str, str]:
    return {row.name: row.value for row in list_custom_values(store, client_id)}


def found(store: Store, text: str) -> list[tuple[str, str]]:
    return [(hit.name, hit.matched) for hit in find_clients(store, text).hits]


def test_a_field_is_there_for_everybody_at_once(store: Store, ada: int) -> None:
    undoable(store, lambda: add(store, "Frame number"))
    assert values(store, ada) == {"Frame number": ""}
    (field,) = list_custom_fields(store)
    assert (field.name, field.type, field.tag, field.values) == ("Frame number", "text", None, 0)


def test_a_value_is_kept_found_and_taken_back(store: Store, ada: int, ben: int) -> None:
    field = add(store, "Frame number")
    undoable(store, lambda: set_custom_value(store, ada, field, " WSBC-6021 "))
    assert values(store, ada) == {"Frame number": "WSBC-6021"}
    assert values(store, ben) == {"Frame number": ""}
    assert found(store, "wsbc") == [("Ada Lovelace", "own_field")]
    undoable(store, lambda: set_custom_value(store, ada, field, "XT-9"))
    assert not found(store, "wsbc")
    undoable(store, lambda: set_custom_value(store, ada, field, "  "))
    assert values(store, ada) == {"Frame number": ""}
    assert not found(store, "xt")


def test_a_value_that_stays_the_same_is_no_step(store: Store, ada: int) -> None:
    field = add(store, "Size", "number")
    set_custom_value(store, ada, field, "54.0")
    before = dump(store)
    steps = store.scalar("SELECT COUNT(*) FROM undo_step")
    set_custom_value(store, ada, field, "54")
    assert (dump(store), store.scalar("SELECT COUNT(*) FROM undo_step")) == (before, steps)


def test_what_does_not_fit_is_refused_in_a_sentence(store: Store, ada: int) -> None:
    field = add(store, "Size", "choice", choices=SIZES)
    with pytest.raises(ValidationError, match="is none of: Small, Medium, Large"):
        set_custom_value(store, ada, field, "huge")
    with pytest.raises(NotFoundError):
        set_custom_value(store, ada, field + 1, "Small")
    with pytest.raises(NotFoundError):
        set_custom_value(store, ada + 99, field, "Small")


def test_several_fields_are_filled_in_as_one_step_or_not_at_all(store: Store, ada: int) -> None:
    size, color = add(store, "Size", "number"), add(store, "Colour")
    set_custom_value(store, ada, color, "red")
    typed = (TypedValue(size, "54"), TypedValue(color, ""))
    undoable(store, lambda: set_custom_values(store, ada, typed))
    assert values(store, ada) == {"Size": "54", "Colour": ""}
    wrong = (TypedValue(color, "blue"), TypedValue(size, "large"))
    with pytest.raises(ValidationError) as caught:
        set_custom_values(store, ada, wrong)
    assert list(caught.value.fields) == [f"own_{size}"]
    assert values(store, ada) == {"Size": "54", "Colour": ""}


def test_the_field_of_a_tag_is_there_with_the_tag_alone(store: Store, ada: int) -> None:
    tag = tag_client(store, ada, "cyclist")
    field = add(store, "Frame number", tag_id=tag)
    set_custom_value(store, ada, field, "WSBC-6021")
    untag_client(store, ada, tag)
    assert values(store, ada) == {}
    assert not found(store, "wsbc")
    with pytest.raises(ValidationError, match="for those with the tag cyclist"):
        set_custom_value(store, ada, field, "XT-9")
    tag_client(store, ada, "cyclist")
    assert values(store, ada) == {"Frame number": "WSBC-6021"}
    assert found(store, "wsbc") == [("Ada Lovelace", "own_field")]


def test_a_field_that_leaves_its_tag_is_found_with_everybody(store: Store, ada: int) -> None:
    tag = tag_client(store, ada, "cyclist")
    field = add(store, "Frame number", tag_id=tag)
    set_custom_value(store, ada, field, "WSBC-6021")
    untag_client(store, ada, tag)
    draft = CustomFieldDraft("Frame number")
    undoable(store, lambda: change_custom_field(store, field, None, draft))
    assert found(store, "wsbc") == [("Ada Lovelace", "own_field")]


def test_removing_a_field_takes_its_values_and_brings_them_back(
    store: Store, ada: int, ben: int
) -> None:
    field = add(store, "Frame number")
    set_custom_value(store, ada, field, "WSBC-6021")
    set_custom_value(store, ben, field, "XT-9")
    told: list[str] = []
    store.changes.subscribe(lambda change: told.append(change.about))
    assert undoable(store, lambda: remove_custom_field(store, field)) == 2
    assert told[0] == "Frame number and 2 values"
    assert values(store, ada) == {}
    assert not found(store, "wsbc")
    store.undo()
    assert values(store, ada) == {"Frame number": "WSBC-6021"}
    assert found(store, "wsbc") == [("Ada Lovelace", "own_field")]
    with pytest.raises(NotFoundError):
        remove_custom_field(store, field + 1)


def test_fields_stand_in_the_order_they_are_given(store: Store, ada: int) -> None:
    one, two, three = (add(store, name) for name in ("One", "Two", "Three"))
    undoable(store, lambda: order_custom_fields(store, [three, one, 99, three]))
    assert [row.id for row in list_custom_fields(store)] == [three, one, two]
    assert list(values(store, ada)) == ["Three", "One", "Two"]


def test_another_type_reads_every_value_anew(store: Store, ada: int, ben: int) -> None:
    field = add(store, "Size")
    set_custom_value(store, ada, field, "1,250.50")
    set_custom_value(store, ben, field, "54")
    undoable(
        store, lambda: change_custom_field(store, field, None, CustomFieldDraft("Size", "number"))
    )
    assert values(store, ada) == {"Size": "1250.5"}
    undoable(store, lambda: change_custom_field(store, field, None, CustomFieldDraft("Size")))
    assert (values(store, ada), values(store, ben)) == ({"Size": "1250.5"}, {"Size": "54"})


def test_another_type_is_refused_naming_those_it_does_not_fit(store: Store, ada: int) -> None:
    field = add(store, "Size")
    for name in ("Carl", "Dora", "Emil"):
        client_id = add_client(store, ClientDraft(name))
        set_custom_value(store, client_id, field, "large")
    set_custom_value(store, ada, field, "fifty")
    before = dump(store)
    with pytest.raises(ValidationError) as caught:
        change_custom_field(store, field, None, CustomFieldDraft("Size", "number"))
    assert caught.value.fields == {
        "type": "What stands there does not fit for: Carl, Dora, Emil and 1 more."
    }
    assert dump(store) == before


def test_a_choice_in_the_place_of_another_is_its_new_name(store: Store, ada: int) -> None:
    field = add(store, "Size", "choice", choices=("Small", "Meduim", "Large"))
    set_custom_value(store, ada, field, "meduim")
    draft = CustomFieldDraft("Size", "choice", SIZES)
    undoable(store, lambda: change_custom_field(store, field, None, draft))
    assert values(store, ada) == {"Size": "Medium"}
    with pytest.raises(ValidationError, match="does not fit for: Ada Lovelace"):
        change_custom_field(store, field, None, CustomFieldDraft("Size", "choice", ("Small",)))
    turned = CustomFieldDraft("Size", "choice", SIZES[::-1])
    change_custom_field(store, field, None, turned)
    assert values(store, ada) == {"Size": "Medium"}
    assert get_custom_field(store, field).choices == SIZES[::-1]


def test_a_name_is_taken_once_in_whatever_letters(store: Store) -> None:
    add(store, "Größe")
    with pytest.raises(ValidationError, match="of this name already"):
        add(store, "GROSSE".replace("SS", "ß"))
    for draft in (
        CustomFieldDraft(" "),
        CustomFieldDraft("x" * 501),
        CustomFieldDraft("Size", "choice"),
        CustomFieldDraft("Size", "choice", tuple(str(each) for each in range(201))),
        CustomFieldDraft("Size", "colour"),  # type: ignore[arg-type]
    ):
        with pytest.raises(ValidationError):
            add_custom_field(store, draft)
    with pytest.raises(NotFoundError):
        add(store, "Size", tag_id=99)


def test_choices_are_kept_once_and_without_blanks(store: Store) -> None:
    field = add(store, "Size", "choice", choices=("Small", " ", "SMALL", "Large  "))
    assert get_custom_field(store, field).choices == ("Small", "Large")


def test_a_field_somebody_changed_meanwhile_is_not_overwritten(store: Store) -> None:
    field = add(store, "Size")
    rev = get_custom_field(store, field).rev
    change_custom_field(store, field, rev, CustomFieldDraft("Frame size"))
    with pytest.raises(ConflictError):
        change_custom_field(store, field, rev, CustomFieldDraft("Wheel size"))


def test_days_are_seen_from_the_day_they_are_typed(
    store: Store, ada: int, clock: FixedClock
) -> None:
    clock.moment = datetime(2026, 11, 21, 9, tzinfo=UTC)
    field = add(store, "Insured until", "day")
    set_custom_value(store, ada, field, "in 3 days")
    assert values(store, ada) == {"Insured until": "2026-11-24"}


def test_the_values_of_a_client_are_one_query(store: Store, ada: int) -> None:
    for number in range(20):
        set_custom_value(store, ada, add(store, f"Field {number}"), "x")
    with statements(store) as seen:
        assert len(list_custom_values(store, ada)) == 20
        assert len(list_custom_fields(store)) == 20
    assert len(seen) == 2
