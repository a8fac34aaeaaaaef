"""What an import writes beside names and numbers."""

from __future__ import annotations

from crm.clients.cards import add_card, find_card
from crm.clients.custom_fields import CustomFieldDraft, add_custom_field, list_custom_fields
from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client
from crm.exchange.taking_back import take_import_back
from crm.store.store import Store
from tests.unit.crm.exchange.bringing import bring, column

_VALUES = (
    "SELECT c.name, f.name, v.value FROM custom_value v JOIN client c ON c.id = v.client_id "
    "JOIN custom_field f ON f.id = v.field_id ORDER BY c.id, f.id"
)


def _mapping(*columns: str) -> str:
    told = ", ".join(columns)
    return f'{{"header": true, "columns": [{{"as": "client.name", "header": "Name"}}, {told}]}}'


def _column(header: str, field: str, more: str = "") -> str:
    return f'{{"as": "{field}", "header": "{header}"{more}}}'


def test_a_column_that_fits_nowhere_becomes_a_field_of_its_type(store: Store) -> None:
    mapping = _mapping(_column("Shoe size", "extra", ', "type": "number"'))
    report = bring(store, "Name,Shoe size\nAda Kern,38\nBo Lind,41.5\n", mapping=mapping)
    (field,) = list_custom_fields(store)
    assert (field.name, field.type) == ("Shoe size", "number")
    assert store.rows(_VALUES) == [
        ("Ada Kern", "Shoe size", "38"),
        ("Bo Lind", "Shoe size", "41.5"),
    ]
    assert report.new_fields == ("Shoe size",)


def test_a_value_that_is_not_of_the_type_becomes_a_note_instead_of_being_lost(
    store: Store,
) -> None:
    mapping = _mapping(_column("Shoe size", "extra", ', "type": "number"'))
    bring(store, "Name,Shoe size\nAda Kern,38\nBo Lind,wide\nCy Moe,40\n", mapping=mapping)
    assert [name for name, *_rest in store.rows(_VALUES)] == ["Ada Kern", "Cy Moe"]
    (text,) = column(store, "SELECT text FROM note")
    assert "Shoe size: wide" in text


def test_choices_are_gathered_and_written_with_the_field(store: Store) -> None:
    mapping = _mapping(_column("Colour", "extra", ', "type": "choice"'))
    bring(store, "Name,Colour\nAda Kern,Red\nBo Lind,blue\nCy Moe,RED\n", mapping=mapping)
    (field,) = list_custom_fields(store)
    assert field.choices == ("Red", "blue")
    assert [value for *_rest, value in store.rows(_VALUES)] == ["Red", "blue", "Red"]


def test_a_field_the_shop_has_is_filled_and_never_overwritten(store: Store) -> None:
    add_custom_field(store, CustomFieldDraft("Hobby"))
    mapping = _mapping(_column("Hobby", "extra", ', "type": "text"'))
    bring(store, "Name,Hobby\nAda Kern,chess\n", mapping=mapping)
    bring(store, "Name,Hobby\nAda Kern,rowing\n", mapping=mapping)
    assert len(list_custom_fields(store)) == 1
    assert store.rows(_VALUES) == [("Ada Kern", "Hobby", "chess")]
    assert any("Hobby: rowing" in text for text in column(store, "SELECT text FROM note"))


def test_consents_come_with_where_they_were_told(store: Store) -> None:
    mapping = _mapping(_column("News", "consent.email"))
    bring(store, "Name,News\nAda Kern,yes\nBo Lind,no\nCy Moe,\n", mapping=mapping)
    said = store.rows("SELECT client_id, channel, given, source FROM consent ORDER BY id")
    assert said == [(1, "email", 1, "from till.csv"), (2, "email", 0, "from till.csv")]


def test_what_a_client_said_at_the_counter_stands_against_the_file(store: Store) -> None:
    mapping = _mapping(_column("News", "consent.email"))
    bring(store, "Name,News\nAda Kern,no\n", mapping=mapping)
    bring(store, "Name,News\nAda Kern,yes\n", mapping=mapping)
    assert column(store, "SELECT given FROM consent") == [0]


def test_a_card_opens_its_client_and_is_nobody_elses(store: Store) -> None:
    mapping = _mapping(_column("Card", "client.card"))
    bring(store, "Name,Card\nAda Kern,4711\nBo Lind,4711\n", mapping=mapping)
    assert find_card(store, "4711") == 1
    assert column(store, "SELECT COUNT(*) FROM client_key WHERE source = 'card'") == [1]
    assert column(store, "SELECT text FROM note WHERE client_id = 2 AND text LIKE '%4711%'")


def test_a_client_is_found_again_by_their_card_and_name(store: Store) -> None:
    ada = add_client(store, ClientDraft(name="Ada Kern"))
    add_card(store, ada, "4711")
    mapping = _mapping(_column("Card", "client.card"), _column("Phone", "client.phone"))
    report = bring(store, "Name,Card,Phone\nAda Kern,4711,07700 900417\n", mapping=mapping)
    assert (report.clients_new, report.clients_matched) == (0, 1)
    assert column(store, "SELECT client_id FROM contact_point") == [ada]


def test_a_household_is_made_once_and_found_again(store: Store) -> None:
    mapping = _mapping(_column("Home", "client.household"))
    report = bring(store, "Name,Home\nAda Kern,Kern family\nBo Kern,Kern Family\n", mapping=mapping)
    assert report.clients_new == 3
    more = bring(store, "Name,Home\nCy Kern,Kern family\n", mapping=mapping)
    assert more.clients_new == 1
    assert column(store, "SELECT name FROM client WHERE kind = 'household'") == ["Kern family"]
    assert column(store, "SELECT COUNT(*) FROM household_member") == [3]


def test_who_served_and_how_they_came_stand_with_the_visit(store: Store) -> None:
    mapping = _mapping(
        _column("Day", "visit.day"),
        _column("What", "purchase.what"),
        _column("Sum", "purchase.amount"),
        _column("By", "visit.staff"),
        _column("How", "visit.channel"),
    )
    text = (
        "Name,Day,What,Sum,By,How\n"
        "Ada Kern,2026-03-01,Soap,4.00,Jo: till 2,phone\n"
        "Ada Kern,2026-03-02,Soap,4.00,,\n"
    )
    bring(store, text, mapping=mapping)
    visits = store.rows("SELECT day, channel, staff FROM visit ORDER BY day")
    assert visits == [("2026-03-01", "call", "Jo: till 2"), ("2026-03-02", "visit", "")]


def test_no_mark_in_a_note_is_taken_for_how_they_came(store: Store) -> None:
    mapping = _mapping(
        _column("Day", "visit.day"), _column("What", "purchase.what"),
        _column("Sum", "purchase.amount"), _column("Note", "visit.note"),
    )  # fmt: skip
    text = "Name,Day,What,Sum,Note\nAda Kern,2026-03-01,Soap,4.00,\x1fxyz\x1fJo\x1fhello\n"
    bring(store, text, mapping=mapping)
    (visit,) = store.rows("SELECT channel, staff, note FROM visit")
    assert visit[:2] == ("visit", "")
    assert "hello" in visit[2]


def test_father_and_son_with_one_name_and_one_phone_are_two(store: Store) -> None:
    mapping = _mapping(_column("Phone", "client.phone"), _column("Born", "client.born"))
    bring(store, "Name,Phone,Born\nOle Berg,07700 900417,1950-02-03\n", mapping=mapping)
    report = bring(store, "Born,Name,Phone\n1981-06-07,Ole Berg,07700 900417\n", mapping=mapping)
    assert (report.clients_new, report.clients_matched) == (1, 0)


def test_all_of_it_goes_when_the_import_is_taken_back(store: Store) -> None:
    mapping = _mapping(
        _column("Home", "client.household"),
        _column("Card", "client.card"),
        _column("News", "consent.email"),
        _column("Colour", "extra", ', "type": "choice"'),
    )
    text = "Name,Home,Card,News,Colour\nAda Kern,Kern family,4711,yes,Red\n"
    report = bring(store, text, mapping=mapping)
    take_import_back(store, report.import_id)
    for table in ("client", "custom_value", "custom_field", "consent", "client_key"):
        assert column(store, f"SELECT COUNT(*) FROM {table}") == [0], table
