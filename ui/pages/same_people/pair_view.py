"""Two clients side by side: why they may be one, and field by field what would stay."""

from __future__ import annotations

from functools import partial
from typing import Final, Literal

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QWidget

from crm.clients.merging.finding import SamePair
from crm.clients.merging.rows import FieldPair, MergeDraft, MergePreview, PersonFacts, Side
from crm.i18n import _, ngettext
from ui.context import Context
from ui.pages.same_people.choosing import PersonChoice, ValueChoice
from ui.theme import Tone
from ui.theme.tokens import GAP
from ui.widgets.chip import Chip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.painting import grown
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.surfaces import Card, Divider
from ui.widgets.text import PlainLabel, SectionHeading

Place = Literal["left", "right"]

_LABEL_WIDTH: Final = 116
_PADDING: Final = QMargins(18, 16, 18, 16)
_TOP: Final = 6


class PairView(Card):
    """Shows a pair; the first of it always stands left, whoever stays.

    Signals:
        kept_chosen: "left" or "right": who is to stay.
    """

    kept_chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(QMargins())
        self._context = context
        self._preview: MergePreview | None = None
        self._kept_place: Place = "left"
        self._ids: tuple[int, int] | None = None
        self._chosen: dict[str, Place] = {}
        theme = context.theme
        self._people = {"left": PersonChoice(theme), "right": PersonChoice(theme)}
        self._reasons = QWidget()
        self._reason_flow = FlowLayout(self._reasons, gap=6)
        self._warning = PlainLabel(tone="rose", wrap=True)
        self._fields = QWidget()
        self._grid = QGridLayout(self._fields)
        self._moved = PlainLabel(tone="ink2", wrap=True)
        self._buttons: dict[str, dict[Side, ValueChoice]] = {}
        self._build()

    def show_pair(self, pair: SamePair, preview: MergePreview) -> None:
        """Show two clients and what becomes of them; of the same two, what was chosen stays."""
        self._preview = preview
        if self._ids != pair.ids:
            self._ids, self._chosen = pair.ids, {}
        self._kept_place = "left" if preview.kept.id == pair.first.id else "right"
        self._show_people(preview)
        self._show_reasons(pair)
        self._warning.set_text("\n".join(preview.warnings))
        self._warning.setVisible(bool(preview.warnings))
        self._show_fields(preview)
        self._moved.set_text(_say_moved(preview))
        self._moved.setVisible(bool(preview.moved))

    def draft(self) -> MergeDraft | None:
        """What would be merged, as it was chosen."""
        preview = self._preview
        if preview is None:
            return None
        there = {pair.name for pair in preview.fields}
        choices: dict[str, Side] = {
            name: "kept" if place == self._kept_place else "gone"
            for name, place in self._chosen.items()
            if name in there
        }
        ids = preview.kept.id, preview.gone.id
        return MergeDraft(*ids, choices, preview.kept_rev, preview.gone_rev)

    def kept_place(self) -> Place:
        """On which side the one stands who stays."""
        return self._kept_place

    def _build(self) -> None:
        scroll = ScrollColumn()
        scroll.body.setContentsMargins(_PADDING)
        scroll.body.setSpacing(GAP)
        people = QHBoxLayout()
        people.setSpacing(GAP)
        people.addSpacing(grown(self._context.theme, _LABEL_WIDTH) + GAP)
        for place, button in self._people.items():
            button.setObjectName(f"same_people.{place}")
            button.clicked.connect(partial(self.kept_chosen.emit, place))
            button.turned.connect(self.kept_chosen)
            people.addWidget(button, 1)
        self._warning.setObjectName("same_people.warning")
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnMinimumWidth(0, grown(self._context.theme, _LABEL_WIDTH))
        for column in (1, 2):
            self._grid.setColumnStretch(column, 1)
        scroll.body.addLayout(people)
        for widget in (self._reasons, self._warning, Divider(), self._fields, Divider()):
            scroll.body.addWidget(widget)
        scroll.body.addWidget(self._moved)
        scroll.body.addStretch(1)
        self.body.addWidget(scroll)

    def _show_people(self, preview: MergePreview) -> None:
        for place, facts in self._by_place(preview.kept, preview.gone).items():
            button = self._people[place]
            button.show_person(facts.id, facts.name, self._say_facts(facts))
            button.show_chosen(chosen=place == self._kept_place)

    def _by_place(self, kept: PersonFacts, gone: PersonFacts) -> dict[Place, PersonFacts]:
        if self._kept_place == "left":
            return {"left": kept, "right": gone}
        return {"left": gone, "right": kept}

    def _say_facts(self, facts: PersonFacts) -> str:
        visits = ngettext("{count} visit", "{count} visits", facts.visits)
        told = [visits.format(count=f"{facts.visits:,}") if facts.visits else _("never here")]
        if facts.last_visit:
            told.append(_("last {day}").format(day=self._context.formats.day(facts.last_visit)))
        return " · ".join(told)

    def _show_reasons(self, pair: SamePair) -> None:
        _empty(self._reason_flow)
        said: list[tuple[str, Tone]] = [(text, "accent") for text in pair.reasons]
        said += [(text, "amber") for text in pair.against]
        for text, tone in said:
            spoken = text if tone == "accent" else _("speaks against it: {what}").format(what=text)
            chip = Chip(self._context.theme, text, tone)
            chip.setAccessibleName(spoken)
            self._reason_flow.addWidget(chip)
        self._reasons.setVisible(bool(said))

    def _show_fields(self, preview: MergePreview) -> None:
        _empty(self._grid)
        self._buttons.clear()
        ordered = sorted(preview.fields, key=lambda pair: not pair.differs)
        for row, pair in enumerate(ordered):
            self._add_label(row, pair.label, is_grave=pair.is_grave)
            if pair.differs:
                self._add_values(row, pair)
            else:
                self._add_known(row, pair.kept, pair.gone)
        row = len(ordered)
        if preview.both:
            heading = SectionHeading(_("All of both is kept"))
            heading.setContentsMargins(0, GAP, 0, _TOP)
            self._grid.addWidget(heading, row, 0, 1, 3)
        for place, both in enumerate(preview.both, row + 1):
            self._add_label(place, both.label)
            self._add_known(place, both.kept, both.gone)

    def _add_known(self, row: int, kept: str, gone: str) -> None:
        """What needs no choice: it is the same, known of one only, or kept of both."""
        texts = (kept, gone) if self._kept_place == "left" else (gone, kept)
        for column, text in enumerate(texts, 1):
            label = PlainLabel(text or "–", tone="ink2" if text else "ink3", wrap=True)
            label.setContentsMargins(10, _TOP, 10, _TOP)
            self._grid.addWidget(label, row, column)

    def _add_label(self, row: int, text: str, *, is_grave: bool = False) -> None:
        label = PlainLabel(text, role="small", tone="rose" if is_grave else "ink3", wrap=True)
        label.setContentsMargins(0, _TOP, 0, _TOP)
        label.setFixedWidth(grown(self._context.theme, _LABEL_WIDTH))
        self._grid.addWidget(label, row, 0)

    def _add_values(self, row: int, pair: FieldPair) -> None:
        buttons: dict[Side, ValueChoice] = {}
        values: dict[Side, str] = {"kept": pair.kept, "gone": pair.gone}
        for side, value in values.items():
            button = ValueChoice(self._context.theme, pair.label, value)
            button.setObjectName(f"same_people.field.{pair.name}.{self._place_of(side)}")
            button.setChecked(self._is_chosen(pair, side))
            button.clicked.connect(partial(self._choose, pair.name, self._place_of(side)))
            button.turned.connect(partial(self._turn, pair.name))
            column = 1 if self._place_of(side) == "left" else 2
            self._grid.addWidget(button, row, column)
            buttons[side] = button
        self._buttons[pair.name] = buttons

    def _place_of(self, side: Side) -> Place:
        return "left" if (side == "kept") == (self._kept_place == "left") else "right"

    def _is_chosen(self, pair: FieldPair, side: Side) -> bool:
        if pair.name in self._chosen:
            return self._place_of(side) == self._chosen[pair.name]
        return side == pair.proposed

    def _turn(self, name: str, place: Place) -> None:
        self._choose(name, place)
        for side, button in self._buttons[name].items():
            if self._place_of(side) == place:
                button.setFocus()

    def _choose(self, name: str, place: Place) -> None:
        self._chosen[name] = place
        for side, button in self._buttons[name].items():
            button.setChecked(self._place_of(side) == place)


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _say_moved(preview: MergePreview) -> str:
    what = ", ".join(moved.text for moved in preview.moved)
    return _("Comes along from {name}: {what}.").format(name=preview.gone.name, what=what)
