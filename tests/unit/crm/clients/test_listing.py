"""Lists of clients: filters, orders, rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.clients.columns import DEFAULT_COLUMNS, known_columns, list_columns
from crm.clients.consent import set_consent
from crm.clients.contacts import add_contact
from crm.clients.custom_fields import CustomFieldDraft, add_custom_field, set_custom_value
from crm.clients.drafts import ClientDraft, ContactDraft
from crm.clients.filter_fields import DRIFTING, list_filter_fields
from crm.clients.filter_operators import OPERATORS
from crm.clients.filters import ClientFilter, Condition, filter_from_json, filter_to_json
from crm.clients.households import create_household
from crm.clients.listing import Sort, count_client_ids, list_client_ids, list_client_rows
from crm.clients.services import add_client, archive_client, mark_died
from crm.clients.trash import remove_clients
from crm.dates import PartialDate
from crm.errors import ValidationError
from crm.lifetime.absence import stays_away
from crm.money import Money
from crm.store.store import Store
from crm.story.drafts import NoteDraft, VisitDraft
from crm.story.lines import LineDraft
from crm.story.remember import add_note
from crm.story.services import log_visit

TODAY = date(2026, 11, 21)


def add(store: Store, name: str, **more: Any) -> int:
    return add_client(store, ClientDraft(name, **more))


def visit(store: Store, client_id: int, ago: int, *lines: LineDraft) -> None:
    day = TODAY - timedelta(days=ago)
    log_visit(store, VisitDraft(client_id, lines, day=day, currency="GBP" if lines else ""))


def lists(store: Store, *asked: tuple[Any, ...], **more: Any) -> list[str]:
    """The names of those for whom all conditions hold, in the order of their names."""
    wanted = ClientFilter(tuple(Condition(*each) for each in asked), **more)
    return names(store, list_client_ids(store, wanted))


def names(store: Store, ids: Sequence[int]) -> list[str]:
    return [row.name for row in list_client_rows(store, ids, ())]


@pytest.fixture
def people(store: Store) -> dict[str, int]:
    """Three people and a firm, as different as can be."""
    address = ContactDraft("address", street="2 Mill Lane", town="Ötley", postcode="LS21 3AB")
    anna = add(
        store, "Anna Brennan", born=PartialDate(1968, 11, 24), tags=("Regular",), starred=True,
        contacts=(ContactDraft("phone", "01632 960001"), address),
    )  # fmt: skip
    bo = add(store, "José Dee", born=PartialDate(None, 1, 3), called="Pepe", sent_by_id=anna)
    cy = add(store, "Cy Fox", born=PartialDate(1990, None, None), standing="supplier")
    firm = add(store, "Mill Ltd", kind="organisation", contacts=(ContactDraft("email", "a@b.cd"),))
    for ago in (70, 50, 30):
        visit(store, anna, ago, LineDraft("Brake pads", 2000, 2100))
    visit(store, bo, 400, LineDraft("Pump", 1000, 3000), LineDraft("Pump", -1000, -1000))
    add_note(store, NoteDraft(cy, "Knee surgery in the spring"))
    return {"anna": anna, "bo": bo, "cy": cy, "firm": firm}


ASKED: list[tuple[tuple[Any, ...], list[str]]] = [
    (("name", "contains", "jose"), ["José Dee"]),
    (("name", "contains", "PEPE"), ["José Dee"]),
    (("name", "begins", "cy"), ["Cy Fox"]),
    (("tag", "has", "regular"), ["Anna Brennan"]),
    (("tag", "has_not", "Regular"), ["José Dee", "Cy Fox", "Mill Ltd"]),
    (("tag", "filled"), ["Anna Brennan"]),
    (("standing", "is", "supplier"), ["Cy Fox"]),
    (("kind", "is_not", "person"), ["Mill Ltd"]),
    (("starred", "yes"), ["Anna Brennan"]),
    (("birthday", "this_month"), ["Anna Brennan"]),
    (("birthday", "in_month", 1), ["José Dee"]),
    (("birthday", "coming_days", 7), ["Anna Brennan"]),
    (("birthday", "coming_days", 60), ["Anna Brennan", "José Dee"]),
    (("birthday", "between", ("12-20", "01-05")), ["José Dee"]),
    (("birthday", "between", ("01-05", "12-20")), ["Anna Brennan"]),
    (("birthday", "empty"), ["Cy Fox", "Mill Ltd"]),
    (("age", "exactly", 57), ["Anna Brennan"]),
    (("age", "at_most", 40), ["Cy Fox"]),
    (("sent_by", "is", 1), ["José Dee"]),
    (("sent_by", "filled"), ["José Dee"]),
    (("town", "is", "otley"), ["Anna Brennan"]),
    (("postcode", "begins", "ls21"), ["Anna Brennan"]),
    (("phone", "filled"), ["Anna Brennan"]),
    (("email", "filled"), ["Mill Ltd"]),
    (("address", "empty"), ["José Dee", "Cy Fox", "Mill Ltd"]),
    (("last_visit", "over_days", 60), ["José Dee"]),
    (("last_visit", "within_days", 60), ["Anna Brennan"]),
    (("last_visit", "before", "2026-01-01"), ["José Dee"]),
    (("last_visit", "after", "2026-01-01"), ["Anna Brennan"]),
    (("last_visit", "on", "2026-10-22"), ["Anna Brennan"]),
    (("last_visit", "empty"), ["Cy Fox", "Mill Ltd"]),
    (("first_visit", "this_year"), ["Anna Brennan"]),
    (("client_since", "before", "2026-01-01"), ["José Dee"]),
    (("visits", "at_least", 3), ["Anna Brennan"]),
    (("visits", "exactly", 0), ["Cy Fox", "Mill Ltd"]),
    (("brought", "at_least", (6300, "GBP")), ["Anna Brennan"]),
    (("brought", "at_most", (2000, "GBP")), ["José Dee", "Cy Fox", "Mill Ltd"]),
    (("brought", "at_least", (1, "EUR")), []),
    (("rhythm", "exactly", 20), ["Anna Brennan"]),
    (("drifting", "yes"), []),
    (("bought", "contains", "BRAKE"), ["Anna Brennan"]),
    (("bought", "never", "pump"), ["Anna Brennan", "Cy Fox", "Mill Ltd"]),
    (("note", "contains", "KNEE"), ["Cy Fox"]),
    (("import", "is", 1), []),
    (("has_died", "yes"), []),
]


@pytest.mark.parametrize(("asked", "found"), ASKED, ids=[str(each[0]) for each in ASKED])
def test_a_condition_finds_those_for_whom_it_holds(
    store: Store, people: dict[str, int], asked: tuple[Any, ...], found: list[str]
) -> None:
    assert sorted(lists(store, asked)) == sorted(found)


@pytest.mark.parametrize(("asked", "found"), ASKED, ids=[str(each[0]) for each in ASKED])
def test_a_condition_comes_back_from_json_as_it_was(
    store: Store, asked: tuple[Any, ...], found: list[str]
) -> None:
    wanted = ClientFilter((Condition(*asked),), "any", "everybody")
    assert filter_from_json(filter_to_json(wanted), list_filter_fields(store)) == wanted


def test_all_or_any_of_the_conditions_have_to_hold(store: Store, people: dict[str, int]) -> None:
    asked = (("starred", "yes"), ("standing", "is", "supplier"))
    assert lists(store, *asked) == []
    assert lists(store, *asked, match="any") == ["Anna Brennan", "Cy Fox"]


def test_drifting_follows_the_rule_of_absence(store: Store) -> None:
    for rhythm in (3, 5, 6, 20, 36):
        for away in (6, 7, 8, 9, 10, 29, 30, 31, 53, 54, 55):
            sql = DRIFTING.replace("{today}", "'2026-11-21'")
            last = TODAY - timedelta(days=away)
            row = f"(SELECT '{last}' AS last_visit, {rhythm} AS rhythm_days) y"
            drifts = store.scalar(f"SELECT {sql} FROM {row}, (SELECT 0 AS has_died) c")
            assert bool(drifts) == stays_away(away, rhythm), (away, rhythm)


def test_those_of_a_household_are_reached_by_its_phone(
    store: Store, people: dict[str, int]
) -> None:
    create_household(store, "The Foxes", (people["cy"],))
    house = store.scalar("SELECT id FROM client WHERE kind = 'household'")
    add_contact(store, house, ContactDraft("phone", "01632 960777"))
    assert "Cy Fox" in lists(store, ("phone", "filled"))
    row = list_client_rows(store, [people["cy"]], ["phone"])[0]
    assert row.cells[0] == ("01632 960777", "+441632960777") or row.cells[0][0] == "01632 960777"


def test_who_has_died_has_no_birthday_to_come(store: Store, people: dict[str, int]) -> None:
    mark_died(store, people["anna"], None, None)
    assert lists(store, ("birthday", "this_month")) == []
    assert lists(store, ("age", "at_least", 1)) == ["Cy Fox"]


def test_those_put_away_are_in_lists_of_their_own(store: Store, people: dict[str, int]) -> None:
    archive_client(store, people["cy"])
    remove_clients(store, [people["bo"]])
    assert lists(store) == ["Anna Brennan", "Mill Ltd"]
    assert lists(store, among="archived") == ["Cy Fox"]
    assert lists(store, among="removed") == ["José Dee"]
    assert lists(store, among="everybody") == ["Anna Brennan", "Cy Fox", "Mill Ltd"]


def test_consent_is_asked_by_channel(store: Store, people: dict[str, int]) -> None:
    set_consent(store, people["anna"], "email", given=True)
    set_consent(store, people["cy"], "email", given=False)
    assert lists(store, ("consent_email", "is", "agreed")) == ["Anna Brennan"]
    assert lists(store, ("consent_email", "is", "declined")) == ["Cy Fox"]
    assert lists(store, ("consent_sms", "is_not", "not_asked")) == []


@pytest.mark.parametrize(
    ("type", "typed", "asked"),
    [
        ("text", "Blue frame", ("contains", "FRAME")),
        ("number", "12.5", ("at_least", "12.5")),
        ("day", "2026-03-01", ("before", "2026-03-02")),
        ("yes_no", "yes", ("is", "yes")),
        ("choice", "Brooks", ("is", "Brooks")),
        ("choice", "Brooks", ("filled", None)),
    ],
)
def test_fields_of_the_shops_own_are_asked_by_their_type(
    store: Store, people: dict[str, int], type: Any, typed: str, asked: tuple[str, Any]
) -> None:
    choices = ("Brooks", "Fizik") if type == "choice" else ()
    field_id = add_custom_field(store, CustomFieldDraft("Saddle", type, choices))
    set_custom_value(store, people["anna"], field_id, typed)
    assert lists(store, (f"own:{field_id}", *asked)) == ["Anna Brennan"]
    column = list_columns(store)[f"own:{field_id}"]
    rows = list_client_rows(store, [people["anna"], people["cy"]], [column.key])
    assert rows[0].cells[0]
    assert rows[1].cells == (None,)
    ids = list_client_ids(store, ClientFilter(), Sort(column.key, descending=True))
    assert ids[0] == people["anna"]


def test_days_of_the_shops_own_may_lie_ahead(store: Store, people: dict[str, int]) -> None:
    field_id = add_custom_field(store, CustomFieldDraft("Insured until", "day"))
    set_custom_value(store, people["anna"], field_id, "2026-12-01")
    set_custom_value(store, people["bo"], field_id, "2027-04-01")
    own = f"own:{field_id}"
    assert lists(store, (own, "next_days", 30)) == ["Anna Brennan"]
    assert lists(store, (own, "next_days", 365)) == ["Anna Brennan", "José Dee"]
    assert lists(store, (own, "this_year", None)) == ["Anna Brennan"]
    assert lists(store, (own, "empty", None)) == ["Cy Fox", "Mill Ltd"]


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "3", '{"match":"some"}', '{"among":"nobody"}', '{"more":1}',
        '{"conditions":[{"field":"shoe","operator":"is"}]}',
        '{"conditions":[{"field":"tag","operator":"smells"}]}',
        '{"conditions":[{"field":"tag","operator":"has"}]}',
        '{"conditions":[{"field":"tag","operator":"has","value":3}]}',
        '{"conditions":[{"field":"visits","operator":"exactly","value":true}]}',
        '{"conditions":[{"field":"visits","operator":"exactly","value":1.5}]}',
        '{"conditions":[{"field":"last_visit","operator":"on","value":"2026-02-30"}]}',
        '{"conditions":[{"field":"birthday","operator":"between","value":["02-30","03-01"]}]}',
        '{"conditions":[{"field":"brought","operator":"at_least","value":[1,"XXZ"]}]}',
        '{"conditions":[{"field":"starred","operator":"yes","value":1}]}',
        '{"conditions":[{"field":"starred","operator":"yes","also":1}]}',
    ],
)  # fmt: skip
def test_what_is_no_filter_is_refused_in_a_sentence(store: Store, text: str) -> None:
    with pytest.raises(ValidationError):
        filter_from_json(text, list_filter_fields(store))


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_any_value_is_read_or_refused(store: Store, value: Any) -> None:
    for field in list_filter_fields(store).values():
        for operator in field.operators:
            wanted = ClientFilter((Condition(field.name, operator, value),))
            try:
                list_client_ids(store, wanted)
            except ValidationError:
                continue


def test_every_kind_of_field_can_be_asked_and_every_operator_is_its_own() -> None:
    for operators in OPERATORS.values():
        assert len({each.name for each in operators}) == len(operators)


def test_every_column_sorts_both_ways_with_nothing_known_last(
    store: Store, people: dict[str, int]
) -> None:
    for key in list_columns(store):
        for way in (False, True):
            ids = list_client_ids(store, ClientFilter(), Sort(key, way))
            assert sorted(ids) == sorted(people.values())
            cells = [each.cells[0] for each in list_client_rows(store, ids, [key])]
            known = [bool(cell) and cell != ("", "") for cell in cells]
            if key not in ("visits", "brought", "birthday"):
                assert known == sorted(known, reverse=True), key


def test_lists_are_sorted_by_what_columns_mean(store: Store, people: dict[str, int]) -> None:
    def sorted_by(text: str) -> list[str]:
        return names(store, list_client_ids(store, ClientFilter(), Sort.from_text(text)))

    assert sorted_by("name") == ["Anna Brennan", "José Dee", "Cy Fox", "Mill Ltd"]
    assert sorted_by("-name") == ["Mill Ltd", "Cy Fox", "José Dee", "Anna Brennan"]
    assert sorted_by("last_visit")[:2] == ["José Dee", "Anna Brennan"]
    assert sorted_by("-last_visit")[:2] == ["Anna Brennan", "José Dee"]
    assert sorted_by("-visits")[:2] == ["Anna Brennan", "José Dee"]
    assert sorted_by("birthday")[:2] == ["José Dee", "Anna Brennan"]
    assert sorted_by("shoe") == sorted_by("name")


def test_a_row_holds_what_its_columns_say(store: Store, people: dict[str, int]) -> None:
    keys = (
        "name",
        "town",
        "phone",
        "tags",
        "last_visit",
        "visits",
        "birthday",
        "sent_by",
        "rhythm",
    )
    row = list_client_rows(store, [people["anna"]], keys)[0]
    assert row.starred
    assert row.cells == (
        "Anna Brennan", "Ötley", ("01632 960001", row.cells[2][1]), ("Regular",),
        date(2026, 10, 22), 3, PartialDate(1968, 11, 24), None, 20,
    )  # fmt: skip
    brought = list_client_rows(store, [people["anna"]], ["brought"])[0].cells[0]
    assert brought == (Money(6300, "GBP"),)


def test_rows_come_in_the_order_asked_for_without_those_gone(
    store: Store, people: dict[str, int]
) -> None:
    rows = list_client_rows(store, [people["cy"], 999, people["anna"]], ())
    assert [row.id for row in rows] == [people["cy"], people["anna"]]


def test_text_keeps_those_a_search_finds(store: Store, people: dict[str, int]) -> None:
    found = list_client_ids(store, ClientFilter(), None, "mill lane")
    assert list(found) == [people["anna"]]
    assert list(list_client_ids(store, ClientFilter(), None, "…")) == []
    among = ClientFilter((Condition("starred", "no"),))
    assert list(list_client_ids(store, among, None, "mill")) == [people["firm"]]


def test_counting_agrees_with_listing(store: Store, people: dict[str, int]) -> None:
    for asked, found in ASKED:
        assert count_client_ids(store, ClientFilter((Condition(*asked),))) == len(found)


def test_columns_that_are_gone_are_left_out_and_the_name_stays(store: Store) -> None:
    columns = list_columns(store)
    assert known_columns(("own:9", "town"), columns) == ("name", "town")
    assert known_columns(("own:9",), columns) == DEFAULT_COLUMNS
    assert columns["last_visit"].begins_with_most
    assert not replace(columns["town"]).begins_with_most
