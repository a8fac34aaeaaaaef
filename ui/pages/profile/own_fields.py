"""What stands in the shop's own fields, each edited where it stands in the way of its type."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from crm.clients.custom_fields import CustomValueRow, set_custom_value
from crm.clients.custom_values import NO, YES, ValueStyle, format_value
from crm.i18n import _
from ui.context import Context
from ui.pages.profile.lines import Row
from ui.pages.profile.reading import Profile
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Section, field_name
from ui.widgets.editable_text import INSET, EditableText
from ui.widgets.field_list import FieldList
from ui.widgets.menu import Choice, offer_menu, open_menu

OWN_KEY: Final = "own"
"""What the keys of these fields begin with: ``own.12``."""


def own_key(field_id: int) -> str:
    """The key under which a field is edited where it stands."""
    return f"{OWN_KEY}.{field_id}"


def own_field_of(key: str) -> int | None:
    """The field that is edited under ``key``; None where that is no field of the shop's own."""
    kind, _dot, number = key.partition(".")
    return int(number) if kind == OWN_KEY else None


@dataclass(frozen=True, slots=True)
class OwnValues:
    """The fields in which something stands for a client, and how the shop writes it."""

    client_id: int
    rows: tuple[CustomValueRow, ...]
    style: ValueStyle

    @classmethod
    def of(cls, profile: Profile) -> OwnValues:
        """The filled fields of a profile."""
        rows = tuple(row for row in profile.own_values if row.value)
        return cls(profile.client.id, rows, profile.value_style)


class OwnFieldsSection(Section[OwnValues]):
    """Text, number and day are typed; yes, no and a choice are chosen from a menu."""

    def __init__(self, context: Context, requests: Requests, name: str, heading: str) -> None:
        super().__init__(context, requests, name, heading)
        self._fields = self._content(FieldList(self._theme))

    def fill(self, data: OwnValues) -> bool:
        """A row a field."""
        with self._fields.anew():
            for row in data.rows:
                said = format_value(row.value, row.type, data.style)
                if row.type in ("yes_no", "choice"):
                    self._add_choice(data.client_id, row, said)
                else:
                    self._add_text(row, said)
        return bool(data.rows)

    def _add_text(self, row: CustomValueRow, said: str) -> None:
        key = own_key(row.field_id)
        editable = self._fields.add_value(row.name, key, lambda: self._make_text(row.field_id))
        editable.setObjectName(field_name(key))
        editable.setAccessibleName(row.name)
        editable.set_text(said)

    def _make_text(self, field_id: int) -> EditableText:
        key = own_key(field_id)
        editable = self._editable(key, lambda: EditableText(self._theme, name=""))
        offer_menu(editable, lambda: self._row_choices(field_id))
        return editable

    def _add_choice(self, client_id: int, row: CustomValueRow, said: str) -> None:
        holder = self._fields.add_value(
            row.name, "choice", lambda: Row(self._theme, gap=0, inset=INSET)
        )
        with holder.anew():
            link = holder.add_link()
            link.show_link(
                said,
                field_name(own_key(row.field_id)),
                lambda: _open_below(link, self._value_choices(client_id, row)),
                token="ink",
                spoken=f"{row.name}: {said}",
                choices=lambda: self._row_choices(row.field_id),
            )

    def _value_choices(self, client_id: int, row: CustomValueRow) -> list[Choice]:
        """Everything that may stand in a field to choose in; what stands there wears a tick."""
        values = [(each, each) for each in row.choices]
        if row.type == "yes_no":
            values = [(YES, _("yes")), (NO, _("no"))]
        tick = self._theme.icon("check")
        return [
            Choice(
                text,
                partial(self._requests.write, set_custom_value, client_id, row.field_id, value),
                tick if value == row.value else None,
            )
            for value, text in values
        ]

    def _row_choices(self, field_id: int) -> list[Choice]:
        if self._data is None:
            return []
        client_id = self._data.client_id
        empty = partial(self._requests.write, set_custom_value, client_id, field_id, "")
        change = partial(self._requests.edit_requested.emit, "own_field", field_id)
        return [Choice(_("Remove"), empty), Choice(_("Change the field…"), change)]


def _open_below(widget: QWidget, choices: list[Choice]) -> None:
    open_menu(widget, choices, widget.mapToGlobal(QPoint(0, widget.height())))
