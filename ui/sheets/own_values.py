"""The sheet that fills in the shop's own fields of one client, all of them at once."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from crm.clients.custom_fields import (
    CustomValueRow,
    TypedValue,
    list_custom_values,
    set_custom_values,
    value_field,
)
from crm.clients.custom_values import NO, YES, FieldType, ValueStyle, format_value
from crm.clients.queries import get_client
from crm.errors import CrmError
from crm.i18n import _
from ui.context import Context
from ui.i18n import mark
from ui.sheets.editors import BlockEditor, ChoiceEditor, Editor, LineEditor
from ui.sheets.entry_sheet import EntrySheet
from ui.sheets.kept import Values
from ui.sheets.own_field import OwnFieldSheet
from ui.widgets.form import Form
from ui.widgets.link_label import LinkLabel
from ui.widgets.text import PlainLabel

_NAME = "own_values"
_ABOVE_LINK = 16
EXAMPLES: dict[FieldType, str] = {
    "text": "",
    "number": mark("a number"),
    "day": mark("12 March 2027, in 2 weeks"),
}


class OwnValuesSheet(EntrySheet):
    """One editor for each field that the client has; raises NotFoundError."""

    def __init__(self, context: Context, over: QWidget, client_id: int) -> None:
        store = context.workspace.store
        client = get_client(store, client_id)
        rows = list_custom_values(store, client_id)
        super().__init__(context, over, name=_NAME, key=client_id, width=560)
        self._client_id = client_id
        self._style = ValueStyle.of(context.settings, context.workspace.clock.today())
        self._form = Form()
        self._rows = {value_field(row.field_id): row for row in rows}
        self._editors = {name: self._editor(row) for name, row in self._rows.items()}
        self._more = LinkLabel(context.theme, _("+ A new field"), token="ink3")
        self._set_head(_("More about {name}").format(name=client.greeting))
        self._show_client(client)
        self._build_fields()
        self.show_values({name: self._shown(row) for name, row in self._rows.items()})
        self.begin(next(iter(self._editors.values()), self._more))

    def values(self) -> dict[str, object]:
        """Everything typed, by the name of its field."""
        return {name: editor.value() for name, editor in self._editors.items()}

    def show_values(self, values: Values) -> None:
        """Show what ``values`` gave earlier."""
        for name, value in values.items():
            if name in self._editors:
                self._editors[name].set_value(value)

    def save(self) -> None:
        """Write what is different, as one step."""
        typed = tuple(
            TypedValue(row.field_id, str(self._editors[name].value()))
            for name, row in self._rows.items()
            if self._editors[name].value() != self._shown(row)
        )
        self.write(set_custom_values, self._client_id, typed)

    def _show_errors(self, errors: Mapping[str, str]) -> Mapping[str, str]:
        return self._form.show_field_errors(errors)

    def _editor(self, row: CustomValueRow) -> Editor:
        theme = self._context.theme
        if row.type == "yes_no":
            return ChoiceEditor(theme, [("", _("not known")), (YES, _("yes")), (NO, _("no"))])
        if row.type == "choice":
            choices = [(each, each) for each in row.choices]
            return ChoiceEditor(theme, [("", _("none")), *choices])
        if "\n" in row.value:
            return BlockEditor()
        example = EXAMPLES[row.type]
        return LineEditor(_(example) if example else "")

    def _shown(self, row: CustomValueRow) -> str:
        """What the editor of a field shows of its value."""
        if not row.value or row.type in ("yes_no", "choice"):
            return row.value
        return format_value(row.value, row.type, self._style)

    def _build_fields(self) -> None:
        for name, row in self._rows.items():
            editor = self._editors[name]
            editor.call(f"{_NAME}.{name}", row.name)
            editor.edited.connect(self._on_typed)
            self._form.add_field(name, row.name, editor)
        if not self._rows:
            hint = _("There are no fields of your own yet: a frame number, a rank, a blood group.")
            self.column.addWidget(PlainLabel(hint, tone="ink2", wrap=True))
        self.column.addWidget(self._form)
        self.column.addSpacing(_ABOVE_LINK if self._rows else 0)
        self._more.setObjectName(f"{_NAME}.new")
        self._more.setAccessibleName(_("Add a new field"))
        self._more.clicked.connect(self._on_more_clicked)
        self.column.addWidget(self._more)

    def _on_more_clicked(self) -> None:
        """What was typed is kept, and there again with the new field."""
        context, over, client_id = self._context, self._over, self._client_id
        self.close_sheet()
        sheet = OwnFieldSheet(context, over)
        sheet.closed.connect(lambda: open_own_values(context, over, client_id))
        sheet.open_sheet()


def open_own_values(context: Context, over: QWidget, client_id: int) -> None:
    """Open the sheet, or say that the client is not there any more."""
    try:
        OwnValuesSheet(context, over, client_id).open_sheet()
    except CrmError as error:
        context.errors.present(error)
