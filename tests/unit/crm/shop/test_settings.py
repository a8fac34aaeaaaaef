"""What a shop chose is kept, checked, and said in its own words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crm.clients.relations import add_builtin_relation_types, list_relation_types
from crm.errors import ValidationError
from crm.money import Money, format_money
from crm.shop.queries import get_settings
from crm.shop.services import begin_shop, save_settings
from crm.shop.settings import ShopDraft, ShopSettings
from crm.shop.words import Words, list_words, words_of
from crm.store.store import Store
from tests.undoing import statements, undoable

BICYCLES = ShopDraft("Maple Street Bicycles", "GBP", "rider", "riders", staff=("Jo", "Sam"))


def test_a_file_without_choices_has_the_defaults_and_has_not_begun(store: Store) -> None:
    assert get_settings(store) == ShopSettings()
    assert not get_settings(store).has_begun


def test_beginning_a_shop_takes_the_convention_of_its_country(store: Store) -> None:
    begin_shop(store, BICYCLES)
    settings = get_settings(store)
    assert (settings.name, settings.region, settings.day_order) == (
        "Maple Street Bicycles", "GB", "dmy",
    )  # fmt: skip
    assert (settings.staff, settings.current_staff) == (("Jo", "Sam"), "Jo")
    assert settings.has_begun
    assert format_money(Money(123456, "GBP"), settings.money_format) == "£1,234.56"


@pytest.mark.parametrize(
    ("currency", "region", "shown", "order"),
    [
        ("EUR", "DE", "1.234,50\u00a0€", "dmy"),
        ("USD", "", "$1,234.50", "mdy"),
        ("SEK", "", "1\u202f234,50\u00a0kr", "ymd"),
        ("EUR", "NL", "€\u00a01.234,50", "dmy"),
    ],
)
def test_money_and_days_are_written_as_in_the_country(
    store: Store, currency: str, region: str, shown: str, order: str
) -> None:
    begin_shop(store, ShopDraft("Shop", currency, region=region))
    settings = get_settings(store)
    assert format_money(Money(123450, currency), settings.money_format) == shown
    assert settings.day_order == order


def test_beginning_a_shop_writes_its_first_rows_in_the_same_step(store: Store) -> None:
    begin_shop(store, BICYCLES, [add_builtin_relation_types])
    assert all(each.id for each in list_relation_types(store))


def test_saving_writes_only_what_differs(store: Store) -> None:
    begin_shop(store, BICYCLES)
    settings = replace(get_settings(store), theme="dark")
    undoable(store, lambda: save_settings(store, settings))
    assert get_settings(store).theme == "dark"
    names = [row[0] for row in store.rows("SELECT name FROM setting")]
    assert "symbol_space" not in names
    store.undo()
    assert get_settings(store).theme == "system"


def test_saving_the_same_again_is_no_step(store: Store) -> None:
    begin_shop(store, BICYCLES)
    before = store.scalar("SELECT COUNT(*) FROM undo_step")
    save_settings(store, get_settings(store))
    assert store.scalar("SELECT COUNT(*) FROM undo_step") == before


def test_reading_the_settings_is_one_statement(store: Store) -> None:
    with statements(store) as seen:
        get_settings(store)
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "  "),
        ("name", "x" * 201),
        ("currency", "EURO"),
        ("region", "Britain"),
        ("decimal_mark", ";"),
        ("group_mark", "."),
        ("day_order", "dym"),
        ("theme", "pink"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    store: Store, field: str, value: str
) -> None:
    begin_shop(store, BICYCLES)
    before = get_settings(store)
    with pytest.raises(ValidationError) as refused:
        save_settings(store, _with(before, field, value))
    assert [*refused.value.fields] == [field if field != "group_mark" else "decimal_mark"]
    assert get_settings(store) == before


def _with(settings: ShopSettings, field: str, value: Any) -> ShopSettings:
    return replace(settings, **{field: value})


def test_a_shop_without_a_name_does_not_begin(store: Store) -> None:
    with pytest.raises(ValidationError, match="A shop needs a name"):
        begin_shop(store, ShopDraft("\u200b", "EUR"))


def test_the_look_can_be_chosen_before_the_shop_has_begun(store: Store) -> None:
    save_settings(store, ShopSettings(theme="dark"))
    assert get_settings(store).theme == "dark"


def test_staff_is_cleaned_and_named_once(store: Store) -> None:
    begin_shop(store, BICYCLES._replace(staff=(" Jo ", "", "Jo", "Sam")))
    assert get_settings(store).staff == ("Jo", "Sam")
    save_settings(store, replace(get_settings(store), current_staff="Kim"))
    assert get_settings(store).current_staff == ""


def test_the_words_of_the_shop_fill_a_sentence() -> None:
    words = Words("guest", "guests")
    assert words.fill("New {client}: {Clients} of {count}", count=3) == "New guest: Guests of 3"
    assert (words.of(1), words.of(0), words.of(2)) == ("guest", "guests", "guests")


def test_without_words_of_its_own_a_shop_says_client() -> None:
    assert words_of(ShopSettings()) == list_words()[0] == Words("client", "clients")
    assert words_of(ShopSettings(word_one="Gast")) == Words("Gast", "Gast")
