"""The sheet that makes a field of the shop's own, or changes one with all that stands in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from crm.clients.custom_fields import (
    CustomFieldDraft,
    CustomFieldRow,
    add_custom_field,
    change_custom_field,
    get_custom_field,
    remove_custom_field,
)
from crm.clients.custom_values import FieldType
from crm.clients.queries import list_tags
from crm.clients.tags import add_tag
from crm.i18n import _, ngettext
from crm.text import clean, fold
from ui.context import Context
from ui.sheets.editors import BlockEditor, ChoiceEditor, CompletedEditor, Editor, LineEditor
from ui.sheets.entry_sheet import EntrySheet
from ui.sheets.kept import Values
from ui.widgets.completion_popup import Completion
from ui.widgets.form import Form

_NAME = "own_field"
_MOST_TAGS = 6
_LONGEST_TOLD = 200
_CHOICE_LINES = 3


class OwnFieldSheet(EntrySheet):
    """What the field is called, what stands in it, and who has it.

    Raises NotFoundError where the field ``field_id`` is not there any more.
    """

    def __init__(self, context: Context, over: QWidget, field_id: int | None = None) -> None:
        store = context.workspace.store
        self._field = None if field_id is None else get_custom_field(store, field_id)
        self._tags = list_tags(store)
        super().__init__(context, over, name=_NAME, key=field_id, width=560)
        self._form = Form()
        self._editors: dict[str, Editor] = {
            "name": LineEditor(_("frame number, blood group, rank …")),
            "type": ChoiceEditor(context.theme, field_types()),
            "choices": BlockEditor(_("one a line"), least=_CHOICE_LINES),
            "tag": CompletedEditor(context.theme, self._complete_tag, _("everybody")),
        }
        self._build_fields()
        self._show_field()
        self.begin(self._editors["name"])

    def values(self) -> dict[str, object]:
        """Everything typed, by the name of its field."""
        return {name: editor.value() for name, editor in self._editors.items()}

    def show_values(self, values: Values) -> None:
        """Show what ``values`` gave earlier."""
        for name, value in values.items():
            self._editors[name].set_value(value)
        self._show_fitting()

    def save(self) -> None:
        """Make the field, or change it where nobody changed it since."""
        draft = CustomFieldDraft(
            name=str(self._editors["name"].value()),
            type=cast(FieldType, self._editors["type"].value()),
            choices=tuple(str(self._editors["choices"].value()).splitlines()),
        )
        self.write(_save, self._field, draft, str(self._editors["tag"].value()).strip())

    def _show_errors(self, errors: Mapping[str, str]) -> Mapping[str, str]:
        return self._form.show_field_errors(errors)

    def _build_fields(self) -> None:
        labels = {
            "name": (_("What is it called?"), ""),
            "type": (_("What stands in it?"), ""),
            "choices": (_("What is there to choose from?"), ""),
            "tag": (
                self._context.words.fill(_("Which {clients} have it?")),
                _("A tag, so that only those who wear it have the field; else everybody has it."),
            ),
        }
        for name, (label, hint) in labels.items():
            editor = self._editors[name]
            editor.call(f"{_NAME}.{name}", label)
            editor.edited.connect(self._on_editor_edited)
            self._form.add_field(name, label, editor, hint=hint)
        self.column.addWidget(self._form)

    def _show_field(self) -> None:
        field = self._field
        if field is None:
            self._set_head(_("A field of our own"), _("What nobody else thought of keeping."))
        else:
            self._set_head(field.name, say_values(field.values))
            self._add_remove(remove_custom_field, field.id)
            self._show_row(field)
        self._show_fitting()

    def _show_row(self, field: CustomFieldRow) -> None:
        self._editors["name"].set_value(field.name)
        self._editors["type"].set_value(field.type)
        self._editors["choices"].set_value("\n".join(field.choices))
        self._editors["tag"].set_value("" if field.tag is None else field.tag.name)

    def _show_fitting(self) -> None:
        self._form.set_field_shown("choices", self._editors["type"].value() == "choice")

    def _complete_tag(self, text: str) -> Sequence[Completion]:
        wanted = fold(text)
        found = [tag for tag in self._tags if fold(tag.name).startswith(wanted)]
        return [Completion(tag.name, str(tag.clients)) for tag in found[:_MOST_TAGS]]

    def _on_editor_edited(self) -> None:
        self._show_fitting()
        self._on_typed()


def _save(store: Any, field: CustomFieldRow | None, draft: CustomFieldDraft, tag: str) -> None:
    """On the writer: the field, and its tag where that is new, as one step."""
    action = "custom_field.add" if field is None else "custom_field.change"
    with store.together(action, clean(draft.name[:_LONGEST_TOLD])):
        if tag:
            draft = replace(draft, tag_id=add_tag(store, tag))
        if field is None:
            add_custom_field(store, draft)
        else:
            change_custom_field(store, field.id, field.rev, draft)


def field_types() -> list[tuple[FieldType, str]]:
    """Every type of field with its word, in the order they are offered."""
    return [
        ("text", _("text")),
        ("number", _("number")),
        ("day", _("day")),
        ("yes_no", _("yes or no")),
        ("choice", _("choice")),
    ]


def say_values(count: int) -> str:
    """For how many something stands in a field."""
    if not count:
        return _("nothing stands in it yet")
    return ngettext("{count} value", "{count} values", count).format(count=count)
