"""Choosing what to filter by: every field by its name, in groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.clients.filter_fields import FilterField, Group
from crm.i18n import _
from crm.text import fold
from ui.context import Context
from ui.delegates.keyed import KeyedRow
from ui.dialogs.filter_sheet import FilterSheet
from ui.i18n import mark
from ui.pages.clients.condition_texts import field_title

_GROUPS: Final[dict[Group, str]] = {
    "who": mark("Who they are"),
    "reach": mark("Where and how to reach them"),
    "story": mark("What happened"),
    "own": mark("Your own fields"),
}
_WIDTH: Final = 440


class FieldSheet(FilterSheet):
    """Finds a field while one types.

    Signals:
        field_chosen: the name of the field.
    """

    field_chosen = Signal(str)

    def __init__(self, context: Context, over: QWidget, fields: Mapping[str, FilterField]) -> None:
        super().__init__(
            context.theme,
            over,
            name="clients.fields",
            title=_("Filter by what?"),
            empty=_("Nothing is called like that."),
            width=_WIDTH,
        )
        self._fields = {name: (field_title(context, each), each) for name, each in fields.items()}
        context.actions.cover(self)
        self.closed.connect(self.deleteLater)
        self._open_empty()

    def _on_text_edited(self, text: str) -> None:
        wanted = fold(text)
        rows: list[KeyedRow] = []
        for group, title in _GROUPS.items():
            found = [
                KeyedRow(name, said)
                for name, (said, field) in self._fields.items()
                if field.group == group and wanted in fold(said)
            ]
            if found:
                rows += [KeyedRow(f"group.{group}", _(title), heading=True), *found]
        self._show_rows(rows, empty=True)
        self._select_first()

    def _on_row_chosen(self, row: KeyedRow) -> None:
        self.close_sheet()
        self.field_chosen.emit(str(row.key))
