"""The form that gives a client a loyalty card, or takes it away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from crm.clients.cards import add_card, list_cards, remove_card
from crm.i18n import _
from ui.i18n import mark
from ui.scanner import SCANNED_INTO
from ui.sheets.editors import Editor, LineEditor
from ui.sheets.form_spec import Call, Field, FormSpec, Loaded, Subject, Typed, row_of


def _code_field(_subject: Subject) -> Editor:
    editor = LineEditor(_("scan it, or type what stands on it"))
    editor.line.setProperty(SCANNED_INTO, True)
    return editor


def _load(subject: Subject) -> Loaded:
    if subject.is_new:
        return Loaded({})
    row = row_of(list_cards(subject.store, subject.client.id), subject.row_id)
    return Loaded({"code": row.code})


def _save(subject: Subject, typed: Typed, loaded: Loaded) -> Sequence[Call]:
    code = typed.text("code")
    if subject.is_new:
        return [Call(add_card, (subject.client.id, code))]
    if code.strip() == loaded.values["code"]:
        return []
    return [Call(add_card, (subject.client.id, code)), Call(remove_card, (subject.row_id,))]


def _remove(subject: Subject, _loaded: Loaded) -> Call | None:
    return subject.removal(remove_card)


CARD_FORM: Final = FormSpec(
    mark("A card for {name}"),
    mark("The card of {name}"),
    (
        Field(
            "code",
            mark("Card or barcode"),
            _code_field,
            hint=mark("Scanned at any time, it opens the profile."),
        ),
    ),
    _load,
    _save,
    _remove,
)
