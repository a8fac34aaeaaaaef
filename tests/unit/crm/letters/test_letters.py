"""Letters with fields, and the sheets a shop measured itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.clients.custom_fields import CustomFieldDraft, add_custom_field, set_custom_value
from crm.clients.drafts import ClientDraft, ContactDraft
from crm.clients.services import add_client
from crm.errors import ConflictError, NotFoundError, ValidationError
from crm.letters.addressees import list_addressees
from crm.letters.letter_text import check_letter, fill_letter
from crm.letters.letter_values import list_letter_values
from crm.letters.letters import (
    LetterDraft,
    add_letter,
    change_letter,
    keep_own_sheet,
    list_letters,
    list_own_sheets,
    remove_letter,
    remove_own_sheet,
)
from crm.letters.sheets import SHEETS
from crm.shop.services import begin_shop
from crm.shop.settings import ShopDraft
from crm.store.store import Store
from crm.story.drafts import VisitDraft
from crm.story.services import log_visit


def test_a_letter_is_filled_in_for_each_client(store: Store) -> None:
    begin_shop(store, ShopDraft("Maple Street Bicycles", "GBP", region="GB"))
    address = ContactDraft("address", street="14 Wharfe View", town="Ilkley")
    draft = ClientDraft("Siobhan Brennan", called="Shiv", contacts=(address,))
    shiv = add_client(store, draft)
    log_visit(store, VisitDraft(shiv, day=date(2026, 11, 12)))
    frame = add_custom_field(store, CustomFieldDraft("Frame number"))
    set_custom_value(store, shiv, frame, "WTU-114")
    found = list_addressees(store, [shiv]).found
    (values,) = list_letter_values(store, found)
    text = "{address}\n\nDear {greeting},\nyour {frame number} was here on {last visit}.\n{shop}"
    assert fill_letter(text, values) == (
        "Siobhan Brennan\n14 Wharfe View\nIlkley\n\nDear Shiv,\n"
        "your WTU-114 was here on 12 Nov 2026.\nMaple Street Bicycles"
    )


def test_a_field_nobody_knows_is_said_with_what_may_be_meant() -> None:
    with pytest.raises(ValidationError, match=r"no field \{greting\}. Is \{greeting\} meant"):
        check_letter("Dear {greting}")
    with pytest.raises(ValidationError, match=r"no field \{xyz\}\.$"):
        check_letter("{xyz}")
    check_letter("Dear {Greeting}, {Frame Number} {} {\n}", ["frame number"])


@given(st.text(), st.dictionaries(st.sampled_from(["name", "greeting"]), st.text()))
def test_whatever_is_written_is_filled_in_without_harm(text: str, values: dict[str, str]) -> None:
    fill_letter(text, values)


def test_a_letter_is_kept_changed_and_removed(store: Store) -> None:
    letter_id = add_letter(store, LetterDraft("Spring", "Dear {greeting}"))
    (kept,) = list_letters(store)
    assert (kept.name, kept.text) == ("Spring", "Dear {greeting}")
    change_letter(store, letter_id, kept.rev, LetterDraft("Spring sale", "Hello {name}"))
    assert list_letters(store)[0].name == "Spring sale"
    with pytest.raises(ConflictError):
        change_letter(store, letter_id, kept.rev, LetterDraft("Spring", "Too late"))
    remove_letter(store, letter_id)
    assert list_letters(store) == ()
    store.undo()
    assert list_letters(store)[0].text == "Hello {name}"
    with pytest.raises(NotFoundError):
        remove_letter(store, letter_id + 1)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (LetterDraft("", "Hello"), "name"),
        (LetterDraft("Spring", " "), "text"),
        (LetterDraft("spring", "Hello"), "name"),
        (LetterDraft("Other", "{nonsense}"), "text"),
    ],
)
def test_what_cannot_be_kept_is_said(store: Store, draft: LetterDraft, field: str) -> None:
    add_letter(store, LetterDraft("Spring", "Dear {greeting}"))
    with pytest.raises(ValidationError) as refused:
        add_letter(store, draft)
    assert field in refused.value.fields


def test_a_sheet_of_ones_own_is_kept_under_its_name(store: Store) -> None:
    sheet = replace(SHEETS[0], name="From the market")
    sheet_id = keep_own_sheet(store, sheet)
    assert keep_own_sheet(store, replace(sheet, name="from the MARKET", top=16.0)) == sheet_id
    (kept,) = list_own_sheets(store)
    assert kept.sheet == replace(sheet, name="from the MARKET", top=16.0)
    with pytest.raises(ValidationError):
        keep_own_sheet(store, replace(sheet, columns=9))
    remove_own_sheet(store, sheet_id)
    assert list_own_sheets(store) == ()
