"""The short way of a zip that everything was taken out into: what is in it, and in it goes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.exchange.everything.reading import EverythingInside
from crm.i18n import _, ngettext
from ui.context import Context
from ui.widgets.surfaces import Card
from ui.widgets.text import Heading, PlainLabel

_PADDING: Final = QMargins(24, 20, 24, 20)


class EverythingView(QWidget):
    """Says what such a zip holds, and where it can go."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("bring_in.everything")
        self._context = context
        self._title = Heading()
        self._text = PlainLabel(tone="ink2", wrap=True)
        self._text.setObjectName("bring_in.inside")
        card = Card(_PADDING)
        card.body.addWidget(self._title)
        card.body.addSpacing(6)
        card.body.addWidget(self._text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)

    def show_inside(self, inside: EverythingInside) -> None:
        """Show what another one holds."""
        words = self._context.words
        self._title.set_text(_("A whole shop: {file}").format(file=inside.file_name))
        visits = ngettext("{count} visit", "{count} visits", inside.visits)
        purchases = ngettext("{count} purchase", "{count} purchases", inside.purchases)
        told = (
            f"{inside.clients:,} {words.of(inside.clients)}",
            visits.format(count=f"{inside.visits:,}"),
            purchases.format(count=f"{inside.purchases:,}"),
        )
        sentence = words.fill(
            _(
                "{what}, and everything else that was in it: nothing is asked, all of it comes "
                "back as it was. It can only come into a shop that has no {clients} yet."
            ),
            what=", ".join(told),
        )
        self._text.set_text(sentence)
