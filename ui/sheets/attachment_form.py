"""The form that calls a file something else, or says what it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from crm.story.attachments import change_attachment, list_attachments, remove_attachment
from ui.i18n import mark
from ui.sheets.form_spec import Call, Field, FormSpec, Loaded, Subject, Typed, line, row_of


def _load(subject: Subject) -> Loaded:
    row = row_of(list_attachments(subject.store, subject.client.id), subject.row_id)
    return Loaded({"name": row.name, "note": row.note}, row.rev)


def _save(subject: Subject, typed: Typed, loaded: Loaded) -> Sequence[Call]:
    told = (typed.text("name"), typed.text("note"))
    if told == (loaded.values["name"], loaded.values["note"]):
        return []
    return [Call(change_attachment, (subject.row_id, loaded.rev, *told))]


ATTACHMENT_FORM: Final = FormSpec(
    mark("A file of {name}"),
    mark("A file of {name}"),
    (
        Field("name", mark("What is it called?"), line()),
        Field("note", mark("What is it?"), line(mark("warranty, signed form, the bike in May"))),
    ),
    _load,
    _save,
    lambda subject, _loaded: subject.removal(remove_attachment),
)
