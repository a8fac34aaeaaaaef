"""What every part of the settings has: a column of cards of a width that reads well."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QWidget

from crm.errors import CrmError
from ui.context import Context
from ui.theme.tokens import GAP_CARD, PAGE_MARGIN
from ui.widgets.painting import grown
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.surfaces import Card
from ui.widgets.text import Heading, PlainLabel

_WIDTH = 640
_PADDING = QMargins(20, 18, 20, 20)
_TOP = 20


class SettingsPart(ScrollColumn):
    """One part; a subclass adds its cards and closes with ``end``.

    Sheets are laid over ``over``.
    """

    def __init__(self, context: Context, over: QWidget) -> None:
        super().__init__()
        self._over = over
        self._context = context
        self._theme = context.theme
        self._cards: list[Card] = []
        self.body.setContentsMargins(GAP_CARD, _TOP, PAGE_MARGIN, _TOP)
        self.body.setSpacing(GAP_CARD)
        context.theme.changed.connect(self._fit_cards)

    def add_card(self, title: str = "", hint: str = "") -> Card:
        """A new card below the others, under its title, with what it is for."""
        card = Card(_PADDING)
        self._cards.append(card)
        if title:
            card.body.addWidget(Heading(title))
            card.body.addSpacing(6 if hint else 12)
        if hint:
            card.body.addWidget(PlainLabel(hint, tone="ink2", wrap=True))
            card.body.addSpacing(12)
        self.body.addWidget(card)
        self._fit_cards()
        return card

    def write(self, service: Callable[..., Any], *args: Any) -> None:
        """Let ``service`` write beside the window; where it cannot, say so and look again."""
        self._context.tasks.write(
            service, self._context.workspace.store, *args, failed=self._on_write_failed
        )

    def show_anew(self) -> None:
        """Show what is in the file, whatever a person did on the screen."""

    def end(self, first: QWidget) -> None:
        """Nothing comes below; the keyboard begins in ``first``."""
        self.body.addStretch(1)
        self.setFocusProxy(first)

    def _fit_cards(self) -> None:
        for card in self._cards:
            card.setMaximumWidth(grown(self._theme, _WIDTH))

    def _on_write_failed(self, error: CrmError) -> None:
        self._context.errors.present(error)
        self.show_anew()
