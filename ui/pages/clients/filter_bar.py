"""The chips above the table: what the list is filtered by, and the way to more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.clients.filter_fields import FilterField
from crm.clients.filters import ClientFilter, Match
from crm.i18n import _
from ui.context import Context
from ui.pages.clients.condition_texts import AMONG_WORDS, say_condition
from ui.widgets.buttons import SmallButton
from ui.widgets.chip import Chip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.link_label import LinkLabel


class FilterBar(QWidget):
    """Shows a ClientFilter; each chip is changed by pressing it and taken away by its cross.

    Signals:
        changed: another ClientFilter is wanted.
        condition_pressed: the number of a condition that is to be changed.
        add_asked: another condition is wanted.
        keep_asked: this is to be kept as a list of its own.
        save_asked: the list is to show from now on what is shown here.
        reset_asked: the list is to be shown as it is kept.
    """

    changed = Signal(object)
    condition_pressed = Signal(int)
    add_asked = Signal()
    keep_asked = Signal()
    save_asked = Signal()
    reset_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._filter = ClientFilter()
        self._chips: list[QWidget] = []
        theme = context.theme
        self._row = FlowLayout(self)
        self._add = SmallButton(theme, _("Filter"), icon="plus")
        self._keep = SmallButton(theme, _("Keep as list"))
        self._save = SmallButton(theme, _("Save list"))
        self._reset = LinkLabel(theme, _("As it was"), role="small")
        self._build()

    def show_filter(
        self,
        wanted: ClientFilter,
        fields: Mapping[str, FilterField],
        *,
        is_changed: bool,
        is_kept: bool,
    ) -> None:
        """Show the chips of ``wanted``; ``is_changed`` from what the list ``is_kept`` with."""
        focused = next((n for n, each in enumerate(self._chips) if each.hasFocus()), None)
        self._filter = wanted
        self._drop_chips()
        if wanted.among in AMONG_WORDS:
            self._add_chip(_(AMONG_WORDS[wanted.among]), "among", self._take_among_away)
        for number, asked in enumerate(wanted.conditions):
            text = say_condition(self._context, asked, fields[asked.field])
            chip = self._add_chip(text, str(number), lambda each=number: self._take_away(each))
            chip.clicked.connect(lambda _on=False, each=number: self.condition_pressed.emit(each))
        if len(wanted.conditions) > 1:
            self._add_match()
        for widget in (self._add, self._keep, self._save, self._reset):
            self._row.removeWidget(widget)
            self._row.addWidget(widget)
        self._keep.setVisible(is_changed)
        self._save.setVisible(is_changed and is_kept)
        self._reset.setVisible(is_changed)
        if focused is not None:
            places = [*self._chips, self._add]
            places[min(focused, len(places) - 1)].setFocus()

    def _build(self) -> None:
        self.setObjectName("clients.filters")
        for name, widget in (
            ("add", self._add), ("keep", self._keep), ("save", self._save), ("reset", self._reset),
        ):  # fmt: skip
            widget.setObjectName(f"clients.filter.{name}")
            self._row.addWidget(widget)
        self._add.clicked.connect(self.add_asked)
        self._keep.clicked.connect(self.keep_asked)
        self._save.clicked.connect(self.save_asked)
        self._reset.clicked.connect(self.reset_asked)

    def _add_chip(self, text: str, name: str, take_away: object) -> Chip:
        chip = Chip(self._context.theme, text, "accent", clickable=True, removable=True)
        chip.setObjectName(f"clients.filter.chip.{name}")
        chip.removed.connect(take_away)
        self._row.addWidget(chip)
        self._chips.append(chip)
        return chip

    def _add_match(self) -> None:
        every = self._filter.match == "all"
        words = _("All of these") if every else _("Any of these")
        chip = Chip(self._context.theme, words, clickable=True)
        chip.setObjectName("clients.filter.match")
        chip.clicked.connect(self._turn_match)
        self._row.addWidget(chip)
        self._chips.append(chip)

    def _drop_chips(self) -> None:
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []

    def _take_away(self, number: int) -> None:
        rest = self._filter.conditions[:number] + self._filter.conditions[number + 1 :]
        self.changed.emit(replace(self._filter, conditions=rest))

    def _take_among_away(self) -> None:
        self.changed.emit(replace(self._filter, among="present"))

    def _turn_match(self) -> None:
        match: Match = "any" if self._filter.match == "all" else "all"
        self.changed.emit(replace(self._filter, match=match))
