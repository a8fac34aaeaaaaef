"""Step three: people of the files who may be clients already, or stand in them twice."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from crm.clients.same.people import Person
from crm.exchange.same_plan import FilePair, FilePerson
from crm.i18n import _, ngettext
from ui.context import Context
from ui.formats import Formats
from ui.pages.bring_in.journey import Journey
from ui.pages.bring_in.same_list import AskedPair, SameList, say_answer
from ui.theme.tokens import GAP, GAP_CARD
from ui.widgets.buttons import PlainButton, SmallButton
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.surfaces import Card, Divider
from ui.widgets.text import ElidedLabel, PlainLabel

_PADDING: Final = QMargins(18, 16, 18, 16)
_HEAD_PADDING: Final = QMargins(18, 11, 18, 11)


class SameView(QWidget):
    """The pairs, one of them side by side, and the buttons that answer.

    Signals:
        answered: the number of a pair, and what was said (True, False, None for nothing).
        sure_accepted: all sure ones are the same.
        all_refused: nobody is joined.
    """

    answered = Signal(int, object)
    sure_accepted = Signal()
    all_refused = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("bring_in.same")
        theme = context.theme
        self._journey: Journey | None = None
        self._summary = PlainLabel(role="strong", wrap=True)
        self._summary.setObjectName("bring_in.same_summary")
        self._accept = SmallButton(theme, _("All sure ones are the same"))
        self._refuse = SmallButton(theme, _("Keep all apart for now"))
        self._list = SameList(theme)
        self._pair = _PairCard(context)
        self._nobody = EmptyState(
            theme, "users", _("Everybody is somebody else"),
            _("Nobody in the file looks like somebody you have, or stands there twice."),
        )  # fmt: skip
        self._layers = QStackedLayout(self)
        self._build()
        self._connect()

    def show_journey(self, journey: Journey) -> None:
        """Show the pairs as they are answered now."""
        self._journey = journey
        pairs = journey.pairs()
        self._layers.setCurrentIndex(0 if pairs else 1)
        rows = [
            AskedPair(number, pair, same)
            for number, (pair, same) in enumerate(zip(pairs, journey.answers, strict=True))
        ]
        self._list.show_pairs(rows)
        self._summary.set_text(_say_summary(journey))
        self._accept.setEnabled(any(row.pair.is_sure and row.same is not True for row in rows))
        self._refuse.setEnabled(any(row.same is not None for row in rows))
        self._show_current()

    def focus_first(self) -> None:
        """Bring the keyboard to the list."""
        self._list.setFocus()

    def _build(self) -> None:
        for name, widget in (("accept_sure", self._accept), ("refuse_all", self._refuse)):
            widget.setObjectName(f"bring_in.{name}")
        head = Card(_HEAD_PADDING)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._summary, 1)
        self._summary.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        row.addWidget(self._accept)
        row.addWidget(self._refuse)
        head.body.addLayout(row)
        sides = QHBoxLayout()
        sides.setSpacing(GAP_CARD)
        sides.addWidget(self._list, 4)
        sides.addWidget(self._pair, 6)
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_CARD)
        column.addWidget(head)
        column.addLayout(sides, 1)
        self._layers.setContentsMargins(0, 0, 0, 0)
        self._layers.addWidget(found)
        self._layers.addWidget(self._nobody)

    def _connect(self) -> None:
        self._list.chosen.connect(lambda _number: self._show_current())
        self._list.answered.connect(self._on_answered)
        self._pair.answered.connect(self._on_pair_answered)
        self._accept.clicked.connect(self.sure_accepted)
        self._refuse.clicked.connect(self.all_refused)

    def _show_current(self) -> None:
        row = self._list.current()
        if row is not None and self._journey is not None:
            self._pair.show_pair(row.pair, self._journey.answers[row.number])

    def _on_answered(self, number: int, same: object) -> None:
        self.answered.emit(number, same)
        if same is not None:
            self._list.choose_next()

    def _on_pair_answered(self, same: object) -> None:
        row = self._list.current()
        if row is not None:
            self._on_answered(row.number, same)


class _PairCard(Card):
    """Two people side by side, why they may be one, and two buttons.

    Signals:
        answered: what was said.
    """

    answered = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(_PADDING)
        self._formats = context.formats
        self._theme = context.theme
        self._state = Chip(context.theme, "")
        self._scroll = ScrollColumn()
        self._facts = QWidget()
        self._same = PlainButton(context.theme, _("The same"), keys="S", icon="check")
        self._other = PlainButton(context.theme, _("Not the same"), keys="N", icon="x")
        self._open = PlainButton(context.theme, _("Leave open"))
        self._build()

    def show_pair(self, pair: FilePair, same: bool | None) -> None:
        """Show another pair, or the same one answered."""
        self._state.show_state(*say_answer(same))
        self._facts.hide()
        self._scroll.body.removeWidget(self._facts)
        self._facts.deleteLater()
        self._facts = self._make_facts(pair)
        self._scroll.body.insertWidget(0, self._facts)

    def _build(self) -> None:
        self._scroll.body.addWidget(self._facts)
        self._scroll.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, button, said in (
            ("same_yes", self._same, True), ("same_no", self._other, False),
            ("same_open", self._open, None),
        ):  # fmt: skip
            button.setObjectName(f"bring_in.{name}")
            button.clicked.connect(lambda _checked=False, each=said: self.answered.emit(each))
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._state)
        self.body.addWidget(self._scroll, 1)
        self.body.addSpacing(GAP)
        self.body.addLayout(row)

    def _make_facts(self, pair: FilePair) -> QWidget:
        block = QWidget()
        grid = QGridLayout(block)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for place, person in enumerate((pair.person, pair.other), start=1):
            grid.addWidget(ElidedLabel(_say_place(person), role="label", tone="ink3"), 0, place)
        line = 1
        for label, mine, its in _facts(pair.this, pair.that, self._formats):
            grid.addWidget(_inset(Divider()), line, 0, 1, 3)
            grid.addWidget(PlainLabel(label, role="small", tone="ink3"), line + 1, 0)
            grid.addWidget(PlainLabel(mine, wrap=True), line + 1, 1)
            grid.addWidget(PlainLabel(its, wrap=True), line + 1, 2)
            line += 2
        for title, reasons in ((_("For it"), pair.reasons), (_("Against it"), pair.against)):
            if reasons:
                grid.addWidget(_inset(Divider()), line, 0, 1, 3)
                grid.addWidget(PlainLabel(title, role="small", tone="ink3"), line + 1, 0)
                said = PlainLabel(", ".join(reasons), tone="ink2", wrap=True)
                grid.addWidget(said, line + 1, 1, 1, 2)
                line += 2
        return block


def _say_place(person: FilePerson | int) -> str:
    """Where somebody stands: here, or in a row of a file."""
    if isinstance(person, int):
        return _("Here already")
    return _("Row {row} of {file}").format(row=f"{person.row:,}", file=Path(person.file).name)


def _inset(divider: Divider) -> QWidget:
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 7, 0, 7)
    column.addWidget(divider)
    return block


def _facts(this: Person, that: Person, formats: Formats) -> list[tuple[str, str, str]]:
    """What is known of either, line by line."""
    lines = []
    told = zip(_say(this, formats), _say(that, formats), strict=True)
    for (label, mine), (_label, its) in told:
        if mine or its:
            lines.append((label, mine, its))
    return lines


def _say(person: Person, formats: Formats) -> list[tuple[str, str]]:
    born = formats.partial(person.born) if person.born else ""
    phones = (formats.phone(phone, phone) for phone in person.phones)
    addresses = (
        ", ".join(filter(None, (each.street, f"{each.postcode} {each.town}".strip())))
        for each in person.addresses
    )
    return [
        (_("Name"), person.name),
        (_("Called"), person.called),
        (_("Before"), "\n".join(person.former_names)),
        (_("Birthday"), born),
        (_("Phone"), "\n".join(phones)),
        (_("E-mail"), "\n".join(person.emails)),
        (_("Address"), "\n".join(addresses)),
        (_("Card"), "\n".join(number.partition(":")[2] for number in person.numbers)),
    ]


def _say_summary(journey: Journey) -> str:
    pairs = journey.pairs()
    same = sum(answer is True for answer in journey.answers)
    text = ngettext(
        "{count} pair may be one person.", "{count} pairs may be one person each.", len(pairs)
    )
    said = text.format(count=f"{len(pairs):,}")
    text = ngettext("{count} is taken for the same.", "{count} are taken for the same.", same)
    said = f"{said} {text.format(count=f'{same:,}')}"
    if journey.same is not None and not journey.same.is_whole:
        said = f"{said} {_('There are so many people that only a part of them was compared.')}"
    return said
