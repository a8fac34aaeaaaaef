"""The one-page card."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF

from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client
from crm.errors import StorageError
from crm.store.store import Store
from crm.story.drafts import NoteDraft
from crm.story.queries import list_visits
from crm.story.remember import add_note
from ui.context import Context
from ui.pages.profile.card_document import build_card
from ui.pages.profile.printing import write_card_pdf
from ui.pages.profile.reading import read_profile

PAGE = QSizeF(657, 986)


def _text(context: Context, client_id: int) -> str:
    store = context.workspace.store
    visits = list_visits(store, client_id, limit=8)
    profile = read_profile(context.workspace, client_id)
    return build_card(profile, visits, context.formats, "Inter", PAGE).toPlainText()


def test_the_card_says_what_one_needs_to_greet_and_to_serve(context: Context, shiv: int) -> None:
    text = _text(context, shiv)
    for wanted in (
        "Siobhan Brennan", "shi-VAWN", "Shiv", "07700 900417", "Allergic to latex", "Declan",
        "Ring before nine", "Touring bike", "Ring about the saddle", "26 Oct",
    ):  # fmt: skip
        assert wanted in text


def test_markup_is_printed_as_it_was_typed(context: Context, store: Store) -> None:
    name = "<img src=x> & <b>Co</b>"
    client_id = add_client(store, ClientDraft(name=name, kind="organisation"))
    assert name in _text(context, client_id)


def test_however_much_there_is_it_stays_on_one_page(
    context: Context, store: Store, shiv: int
) -> None:
    for number in range(25):
        add_note(store, NoteDraft(shiv, f"Pinned {number}: " + "remember " * 8, is_pinned=True))
    visits = list_visits(store, shiv, limit=8)
    profile = read_profile(context.workspace, shiv)
    document = build_card(profile, visits, context.formats, "Inter", PAGE)
    assert document.pageCount() == 1


def test_a_pdf_is_written(context: Context, shiv: int, tmp_path: Path) -> None:
    path = tmp_path / "card.pdf"
    write_card_pdf(context, shiv, path)
    assert path.read_bytes().startswith(b"%PDF-")


def test_a_folder_that_is_not_there_is_said(context: Context, shiv: int, tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        write_card_pdf(context, shiv, tmp_path / "nowhere" / "card.pdf")
