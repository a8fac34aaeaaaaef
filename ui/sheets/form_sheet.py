"""The one sheet behind all forms: it builds what a spec declares and saves what it collects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from crm.clients.queries import get_client
from crm.i18n import _
from ui.context import Context
from ui.sheets.editors import Editor
from ui.sheets.entry_sheet import EntrySheet
from ui.sheets.form_spec import Call, Field, FormSpec, Subject, Typed
from ui.sheets.kept import Values
from ui.widgets.form import Form


class FormSheet(EntrySheet):
    """A form about a client, for a new row or for the one named.

    Raises NotFoundError where the client or the row is not there any more.
    """

    def __init__(
        self,
        context: Context,
        over: QWidget,
        kind: str,
        spec: FormSpec,
        client_id: int,
        row_id: int | None = None,
    ) -> None:
        # Read first: where something is gone, no half-built sheet stays behind.
        subject = Subject(context, get_client(context.workspace.store, client_id), row_id)
        loaded = spec.load(subject)
        super().__init__(context, over, name=kind, key=(client_id, row_id), width=spec.width)
        self._spec = spec
        self._noun = spec.noun or kind
        self._subject = subject
        self._loaded = loaded
        self._form = Form()
        self._editors: dict[str, Editor] = {}
        self._build_fields(kind)
        self._show(self._loaded.values)
        self.begin(next(iter(self._editors.values())))
        self._show_fitting()

    def values(self) -> dict[str, object]:
        """Everything typed, by the name of its field."""
        return {name: editor.value() for name, editor in self._editors.items()}

    def show_values(self, values: Values) -> None:
        """Show what ``values`` gave earlier."""
        self._show(values)
        self._show_fitting()

    def save(self) -> None:
        """Write what was typed; without any change there is nothing to write."""
        typed = Typed(self._subject, self.values())
        calls = self._spec.save(self._subject, typed, self._loaded)
        typed.done()
        if calls:
            client = self._subject.client
            verb = "add" if self._subject.is_new else "change"
            self.write(_run_together, calls, f"{self._noun}.{verb}", client.name)
        else:
            self._kept.forget(self._key)
            self.close_sheet()

    def _show_errors(self, errors: Mapping[str, str]) -> Mapping[str, str]:
        return self._form.show_field_errors(
            {self._field_of(name): text for name, text in errors.items()}
        )

    def _field_of(self, name: str) -> str:
        """The field shown under which a service's ``name`` is meant."""
        if name in self._editors and self._editors[name].isVisibleTo(self._form):
            return name
        return next((each.name for each in self._spec.fields if name in each.also), name)

    def _build_fields(self, kind: str) -> None:
        for each in self._spec.fields:
            self._add(kind, each)
        self.column.addWidget(self._form)
        title = self._spec.title if self._subject.is_new else self._spec.edit_title
        self._set_head(_(title).format(name=self._subject.client.greeting))
        self._show_client(self._subject.client)
        remove = self._spec.remove(self._subject, self._loaded)
        if remove is not None:
            self._add_remove(remove.fn, *remove.args)

    def _add(self, kind: str, spec: Field) -> None:
        editor = spec.make(self._subject)
        label = self._context.words.fill(_(spec.label)) if spec.label else ""
        editor.call(f"{kind}.{spec.name}", label)
        editor.edited.connect(self._on_editor_edited)
        self._form.add_field(
            spec.name,
            label,
            editor,
            hint=_(spec.hint) if spec.hint else "",
            beside=spec.beside,
            stretch=spec.stretch,
        )
        self._editors[spec.name] = editor

    def _show(self, values: Values) -> None:
        for name, value in values.items():
            if name in self._editors:
                self._editors[name].set_value(value)

    def _show_fitting(self) -> None:
        values = self.values()
        for each in self._spec.fields:
            if each.shown is not None:
                self._form.set_field_shown(each.name, each.shown(self._subject, values))

    def _on_editor_edited(self) -> None:
        self._show_fitting()
        self._on_typed()


def _run_together(store: Any, calls: Sequence[Call], action: str, about: str) -> None:
    """On the writer: one service as it is, several as one step, all of them or none."""
    if len(calls) == 1:
        calls[0].fn(store, *calls[0].args)
        return
    with store.together(action, about):
        for call in calls:
            call.fn(store, *call.args)
