"""The fields the shop made up: made, changed, put in order and removed."""

from __future__ import annotations

from collections.abc import Hashable
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crm.changes import Change
from crm.clients.custom_fields import (
    CustomFieldRow,
    list_custom_fields,
    order_custom_fields,
    remove_custom_field,
)
from crm.errors import CrmError
from crm.i18n import _
from ui.context import Context
from ui.delegates.arrange import ArrangeRow
from ui.delegates.arrange_list import ArrangeList
from ui.pages.settings.part import SettingsPart
from ui.sheets.own_field import OwnFieldSheet, field_types, say_values
from ui.widgets.buttons import PlainButton
from ui.widgets.text import PlainLabel

_ABOVE_BUTTON = 14


class OwnFieldsPart(SettingsPart):
    """The list of fields; Enter changes one, Alt with Up or Down moves it, Delete removes it."""

    def __init__(self, context: Context, over: QWidget) -> None:
        super().__init__(context, over)
        self._list = ArrangeList(context.theme, _("Own fields"))
        self._nothing = PlainLabel(_("There are none yet."), tone="ink3")
        self._add = PlainButton(context.theme, _("Add a field"), icon="plus")
        self._build()
        self._connect()
        self.show_anew()

    def _build(self) -> None:
        self._list.setObjectName("settings.own_fields")
        self._add.setObjectName("settings.own_fields.add")
        words = self._context.words
        card = self.add_card(
            _("Own fields"),
            words.fill(_("What you keep of every {client}, or of those with one tag.")),
        )
        card.body.addWidget(self._list)
        card.body.addWidget(self._nothing)
        card.body.addSpacing(_ABOVE_BUTTON)
        card.body.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.end(self._list)

    def _connect(self) -> None:
        self._list.row_activated.connect(self._edit)
        self._list.arranged.connect(self._on_list_arranged)
        self._list.remove_requested.connect(self._on_list_remove_requested)
        self._add.clicked.connect(lambda: self._edit(None))
        self._context.refresher.register(self, _concerns, self.show_anew)

    def show_anew(self) -> None:
        """Show the fields as they are in the file."""
        fields = list_custom_fields(self._context.workspace.store)
        self._list.set_rows([_row(each) for each in fields])
        self._list.setVisible(bool(fields))
        self._nothing.setVisible(not fields)
        self.setFocusProxy(self._list if fields else self._add)

    def _edit(self, key: Hashable) -> None:
        try:
            sheet = OwnFieldSheet(self._context, self._over, cast("int | None", key))
        except CrmError as error:
            self._context.errors.present(error)
            return
        sheet.open_sheet()

    def _on_list_arranged(self, keys: tuple[Hashable, ...]) -> None:
        self.write(order_custom_fields, keys)

    def _on_list_remove_requested(self, key: Hashable) -> None:
        self.write(remove_custom_field, key)


def _concerns(change: Change) -> bool:
    return change.everything or change.action.partition(".")[0] in ("custom_field", "custom_value")


def _row(field: CustomFieldRow) -> ArrangeRow:
    told = [dict(field_types())[field.type]]
    if field.tag is not None:
        told.append(_("tag {tag}").format(tag=field.tag.name))
    told.append(say_values(field.values))
    return ArrangeRow(field.id, field.name, " · ".join(told))
