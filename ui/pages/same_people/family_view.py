"""A group of people who may live together."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.clients.merging.finding import FamilyGroup
from crm.i18n import _
from ui.context import Context
from ui.theme.tokens import GAP, GAP_SMALL
from ui.widgets.link_label import LinkLabel
from ui.widgets.surfaces import Card
from ui.widgets.text import Heading, PlainLabel

_PADDING: Final = QMargins(18, 16, 18, 16)


class FamilyView(Card):
    """Shows who would live in which household.

    Signals:
        client_opened: whose profile is wanted.
    """

    client_opened = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__(_PADDING)
        self._context = context
        self._title = Heading()
        self._why = PlainLabel(tone="ink2", wrap=True)
        self._people = QWidget()
        self._column = QVBoxLayout(self._people)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_SMALL)
        self._hint = PlainLabel(tone="ink3", wrap=True)
        self._title.setObjectName("same_people.family")
        for widget in (self._title, self._why, self._people, self._hint):
            self.body.addWidget(widget)
            self.body.addSpacing(GAP)
        self.body.addStretch(1)

    def show_family(self, family: FamilyGroup) -> None:
        """Show another group."""
        self._title.set_text(family.name)
        self._why.set_text(family.why)
        self._hint.set_text(
            _("They would join this household, which is here already.")
            if family.household_id is not None
            else _("One household, one address: each of them stays a person of their own.")
        )
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for member in family.members:
            link = LinkLabel(self._context.theme, member.name)
            link.clicked.connect(partial(self.client_opened.emit, member.id))
            self._column.addWidget(link)
