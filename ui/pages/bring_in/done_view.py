"""Step four: what came in, and what did not."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm.errors import RejectedLine
from crm.exchange.everything.reading import BroughtBack
from crm.exchange.import_report import ImportReport
from crm.i18n import _, ngettext
from ui.context import Context
from ui.theme.tokens import GAP, GAP_CARD
from ui.widgets.buttons import SmallButton
from ui.widgets.chip import Chip
from ui.widgets.icon_label import IconLabel
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.stat_figure import StatFigure
from ui.widgets.surfaces import Card
from ui.widgets.text import Heading, PlainLabel

_PADDING: Final = QMargins(24, 20, 24, 20)
_LINES_PADDING: Final = QMargins(18, 14, 4, 12)
_MOST_LINES: Final = 200
_FIGURE_GAP: Final = 36


class DoneView(QWidget):
    """Figures of what was brought in, and the rows that were left out.

    Signals:
        save_requested: the rows left out are wanted as a file.
    """

    save_requested = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("bring_in.done")
        self._context = context
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_CARD)
        self._cards: list[QWidget] = []

    def show_report(self, report: ImportReport) -> None:
        """Show what was brought in."""
        self._clear()
        self._add(self._summary(report))
        lines = (*report.rejected, *report.remarks)
        if lines:
            self._add(self._lines(report), stretch=1)
        else:
            self._column.addStretch(1)

    def show_everything(self, brought: BroughtBack) -> None:
        """Show that a whole shop came in."""
        self._clear()
        text = self._context.words.fill(
            _("{file}: {count} {clients}, with everything as it was."),
            file=brought.file_name,
            count=f"{brought.clients:,}",
        )
        self._add(self._card(text))
        self._column.addStretch(1)

    def _clear(self) -> None:
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards.clear()
        while self._column.takeAt(0) is not None:
            pass

    def _add(self, card: QWidget, *, stretch: int = 0) -> None:
        self._cards.append(card)
        self._column.addWidget(card, stretch)

    def _card(self, sentence: str) -> Card:
        card = Card(_PADDING)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(IconLabel(self._context.theme, "circle-check", "accent", 24))
        label = Heading(sentence)
        label.setObjectName("bring_in.summary")
        label.setWordWrap(True)
        row.addWidget(label, 1)
        card.body.addLayout(row)
        return card

    def _summary(self, report: ImportReport) -> Card:
        card = self._card(_("Brought in: {file}").format(file=report.file_name))
        card.body.addSpacing(16)
        figures = QHBoxLayout()
        figures.setSpacing(_FIGURE_GAP)
        for value, label in self._figures(report):
            figures.addWidget(
                StatFigure(self._context.theme, value, label, clickable=False, leading=True)
            )
        figures.addStretch(1)
        card.body.addLayout(figures)
        for sentence in self._sentences(report):
            card.body.addSpacing(10)
            card.body.addWidget(PlainLabel(sentence, tone="ink2", wrap=True))
        if report.rows_rejected:
            card.body.addSpacing(14)
            card.body.addLayout(self._rejected(report))
        return card

    def _figures(self, report: ImportReport) -> list[tuple[str, str]]:
        words = self._context.words
        new = words.fill(_("new {clients}"))
        told = [(report.clients_new, new), (report.clients_matched, _("already here"))]
        told += [(report.visits, _("visits")), (report.purchases, _("purchases"))]
        figures = [(f"{count:,}", label) for count, label in told if count or label == new]
        totals = {currency: total for currency, total in report.totals.items() if total}
        if totals:
            figures.append((self._context.formats.totals(totals), _("in all")))
        return figures

    def _sentences(self, report: ImportReport) -> list[str]:
        said = []
        if report.new_fields:
            text = ngettext(
                "One new field of your own: {names}.",
                "{count} new fields of your own: {names}.",
                len(report.new_fields),
            )
            names = ", ".join(report.new_fields)
            said.append(text.format(count=f"{len(report.new_fields):,}", names=names))
        return said

    def _rejected(self, report: ImportReport) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        text = ngettext("{count} row was left out", "{count} rows were left out",
                        report.rows_rejected)  # fmt: skip
        text = text.format(count=f"{report.rows_rejected:,}")
        row.addWidget(Chip(self._context.theme, text, "amber"))
        save = SmallButton(self._context.theme, _("Save them as a file"), icon="download")
        save.setObjectName("bring_in.save_rejected")
        save.clicked.connect(self.save_requested)
        row.addWidget(save)
        row.addStretch(1)
        return row

    def _lines(self, report: ImportReport) -> Card:
        card = Card(_LINES_PADDING)
        card.setObjectName("bring_in.lines")
        area = ScrollColumn()
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.body.setSpacing(6)
        groups = (
            (_("Left out"), report.rejected),
            (_("Kept, but not all of it could be read"), report.remarks),
        )
        for title, lines in groups:
            if lines:
                area.body.addWidget(PlainLabel(title, role="label", tone="ink3"))
                for line in lines[:_MOST_LINES]:
                    area.body.addWidget(_line_label(line))
                if len(lines) > _MOST_LINES:
                    area.body.addWidget(PlainLabel(_("… and more."), tone="ink3"))
        area.body.addStretch(1)
        card.body.addWidget(area, 1)
        return card


def _line_label(line: RejectedLine) -> PlainLabel:
    text = _("Row {row}: {why}").format(row=f"{line.row:,}", why=line.why)
    text = f"{line.file}, {text}" if line.file else text
    return PlainLabel(text, tone="ink2", wrap=True)
