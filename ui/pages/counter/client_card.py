"""The card beside the list: who this is, what to ask, what not to forget."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crm.clients.names import initials
from crm.i18n import _
from ui.context import Context
from ui.pages.counter.card_texts import (
    TextLine,
    ask_lines,
    card_chips,
    greeting_spans,
    lately_lines,
    like_lines,
    promise_lines,
    since_spans,
    wish_lines,
)
from ui.widgets.avatar import LARGE, Avatar
from ui.widgets.buttons import PlainButton, PrimaryButton
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.painting import tone_for
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.spans import Span
from ui.widgets.surfaces import Card, Divider, Panel
from ui.widgets.text import ElidedLabel, PlainLabel, SectionHeading

if TYPE_CHECKING:
    from crm.clients.rows import ClientDetails
    from crm.story.rows import CardDetails

_PADDING = QMargins(22, 20, 22, 16)
_GAP = 16


class ClientCard(Card):
    """One client, told in the order in which it helps; without one, what this place is for.

    Signals:
        open_requested: the whole profile is wanted.
        visit_requested: a visit is to be logged.
        form_requested: the kind of form wanted for this client.
    """

    open_requested = Signal()
    visit_requested = Signal()
    form_requested = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(QMargins(1, 1, 1, 1))
        self._context = context
        self._content: QWidget | None = None
        self._open: PlainButton | None = None
        self.setObjectName("counter.card")
        self.show_nobody()

    def show_nobody(self) -> None:
        """Say what stands here once somebody is chosen."""
        sentence = self._context.words.fill(
            _("Type any part of a name, a number, a street or a note. Enter opens the {client}.")
        )
        self._replace(
            EmptyState(self._context.theme, "search", _("Who is in front of you?"), sentence)
        )
        self._open = None

    def show_client(self, client: ClientDetails, card: CardDetails) -> None:
        """Show a client."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(_PADDING)
        column.setSpacing(_GAP)
        column.addWidget(self._header(client))
        chips = card_chips(client, card, self._context.formats)
        if chips:
            column.addWidget(self._chips(chips))
        column.addWidget(self._middle(client, card), 1)
        column.addWidget(Divider())
        column.addWidget(self._buttons())
        self._replace(content)
        self.setAccessibleName(client.name)

    def set_chosen(self, chosen: bool) -> None:
        """Whether Enter goes on to the whole profile from here."""
        if self._open is not None:
            self._open.set_keys("Return" if chosen else "")

    def _header(self, client: ClientDetails) -> QWidget:
        header = QWidget()
        row = QHBoxLayout(header)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        picture = Avatar(self._context.theme, size=LARGE)
        picture.show_person(initials(client.name), tone_for(client.id), _photo(client.photo))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._names(client), 1)
        self._open = PlainButton(self._context.theme, _("Open"), keys="Return")
        self._open.setObjectName("counter.card.open")
        self._open.clicked.connect(self.open_requested)
        row.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        return header

    def _names(self, client: ClientDetails) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        name = ElidedLabel(client.name, role="title")
        name.setObjectName("counter.card.name")
        column.addWidget(name)
        for spans in (
            greeting_spans(client),
            since_spans(client, self._context.formats, self._context.words),
        ):
            if spans:
                column.addWidget(self._line(spans))
        return column

    def _line(self, spans: Sequence[Span]) -> PlainLabel:
        label = PlainLabel(tone="ink2", wrap=True, theme=self._context.theme)
        label.set_spans(spans)
        return label

    def _chips(self, chips: Sequence[TextLine]) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder)
        for chip in chips:
            row.addWidget(Chip(self._context.theme, chip.text, chip.tone))
        return holder

    def _middle(self, client: ClientDetails, card: CardDetails) -> QWidget:
        middle = ScrollColumn()
        column = middle.body
        column.setSpacing(_GAP)
        panels = self._panels(card)
        if panels:
            column.addLayout(_in_pairs(panels))
        if card.lately:
            column.addWidget(self._lately(card))
        if not panels and not card.lately:
            column.addWidget(self._nothing_yet(client))
        column.addStretch(1)
        return middle

    def _panels(self, card: CardDetails) -> list[Panel]:
        formats = self._context.formats
        wanted = (
            (_("Ask about"), ask_lines(card, formats)),
            (_("Likes"), like_lines(card)),
            (_("We promised"), promise_lines(card, formats)),
            (_("Would like next"), wish_lines(card, formats)),
        )
        return [self._panel(title, lines) for title, lines in wanted if lines]

    def _panel(self, title: str, lines: Sequence[TextLine]) -> Panel:
        panel = Panel(title)
        block = QVBoxLayout()
        block.setSpacing(0)
        for line in lines:
            block.addWidget(PlainLabel(line.text, tone="ink2" if line.dim else "ink", wrap=True))
            if line.chip:
                block.addSpacing(3)
                chip = Chip(self._context.theme, line.chip, line.tone, small=True)
                block.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeading)
                block.addSpacing(3)
        panel.body.addLayout(block)
        panel.body.addStretch(1)
        return panel

    def _lately(self, card: CardDetails) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        grid.setHorizontalSpacing(12)
        grid.setColumnMinimumWidth(0, 74)
        grid.setColumnStretch(1, 1)
        grid.addWidget(SectionHeading(_("Lately")), 0, 0, 1, 2)
        for number, line in enumerate(lately_lines(card, self._context.formats), 1):
            day = PlainLabel(line.lead, tone="ink2")
            day.setToolTip(line.exact)
            grid.addWidget(day, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(PlainLabel(line.text, wrap=True), number, 1)
        return holder

    def _nothing_yet(self, client: ClientDetails) -> PlainLabel:
        text = _(
            "Nothing is written down about {name} yet. What did you talk about? Alt+N keeps a note."
        ).format(name=client.greeting)
        return PlainLabel(text, tone="ink2", wrap=True)

    def _buttons(self) -> QWidget:
        theme = self._context.theme
        holder = QWidget()
        row = FlowLayout(holder)
        log = PrimaryButton(theme, _("Log a visit"), keys="Ctrl+Return")
        log.setObjectName("counter.card.visit")
        log.clicked.connect(self.visit_requested)
        row.addWidget(log)
        for kind, text in (
            ("note", _("Note")), ("promise", _("Promise")), ("wish", _("Wish")),
            ("preference", _("Like")),
        ):  # fmt: skip
            button = PlainButton(theme, text)
            button.setObjectName(f"counter.card.{kind}")
            button.clicked.connect(lambda _checked=False, kind=kind: self.form_requested.emit(kind))
            row.addWidget(button)
        return holder

    def _replace(self, content: QWidget) -> None:
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        self.body.addWidget(content)


def _in_pairs(panels: Sequence[Panel]) -> QGridLayout:
    grid = QGridLayout()
    grid.setSpacing(14)
    for number, panel in enumerate(panels):
        alone = number == len(panels) - 1 and number % 2 == 0
        grid.addWidget(panel, number // 2, number % 2, 1, 2 if alone else 1)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid


def _photo(data: bytes | None) -> QPixmap | None:
    if not data:
        return None
    photo = QPixmap()
    return photo if photo.loadFromData(data) else None
