"""What was found in a file, or brought in from it: columns, figures, and rows left out."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crm.errors import RejectedLine
from crm.exchange.import_report import ImportReport
from crm.exchange.preview import ColumnPreview, FilePreview
from crm.i18n import _
from crm.shop.words import Words
from ui.formats import Formats
from ui.theme import Theme
from ui.widgets.buttons import SmallButton
from ui.widgets.chip import Chip
from ui.widgets.scroll_card import BareScrollArea
from ui.widgets.surfaces import Card, Divider
from ui.widgets.text import ElidedLabel, PlainLabel

_PADDING = QMargins(18, 12, 18, 12)
_LIST_PADDING = QMargins(2, 4, 2, 4)
_MOST_SHOWN = 200
_GAP = 14


class FindingsView(QWidget):
    """Shows an examined file, or what became of it.

    Signals:
        save_requested: the rows left out are wanted as a file.
    """

    save_requested = Signal()

    def __init__(self, theme: Theme, words: Words, formats: Formats) -> None:
        super().__init__()
        self.setObjectName("bring_in.findings")
        self._theme = theme
        self._words = words
        self._formats = formats
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP)
        self._cards: list[QWidget] = []

    def show_examined(self, preview: FilePreview, report: ImportReport) -> None:
        """Show what a file is taken for and what it would bring."""
        self._clear()
        self._add(self._summary(report))
        if preview.columns and not report.already_known:
            self._add(_columns_card(preview.columns), stretch=2)
        self._add_lines(report)

    def show_done(self, report: ImportReport) -> None:
        """Show what was brought in."""
        self._clear()
        self._add(self._summary(report))
        self._add_lines(report)

    def _clear(self) -> None:
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards.clear()
        while self._column.takeAt(0) is not None:
            pass

    def _add(self, card: QWidget, *, stretch: int = 0) -> None:
        self._cards.append(card)
        self._column.addWidget(card, stretch)

    def _summary(self, report: ImportReport) -> Card:
        card = Card(_PADDING)
        row = QHBoxLayout()
        row.setSpacing(12)
        label = PlainLabel(self._sentence(report), role="strong", wrap=True)
        label.setObjectName("bring_in.summary")
        label.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        row.addWidget(label, 1)
        if report.rows_rejected:
            row.addWidget(Chip(self._theme, report.rejected_sentence(), "amber"))
            save = SmallButton(self._theme, _("Save the rejected rows"))
            save.setObjectName("bring_in.save_rejected")
            save.clicked.connect(self.save_requested)
            row.addWidget(save)
        card.body.addLayout(row)
        return card

    def _sentence(self, report: ImportReport) -> str:
        said = report.sentence(self._words)
        if report.totals:
            said = f"{said} {self._formats.totals(report.totals)}"
        return said

    def _add_lines(self, report: ImportReport) -> None:
        lines = (*report.rejected, *report.remarks)
        if lines:
            self._add(_lines_card(report), stretch=1)
        else:
            self._column.addStretch(1)


def _columns_card(columns: tuple[ColumnPreview, ...]) -> Card:
    content = QWidget()
    grid = QGridLayout(content)
    grid.setContentsMargins(18, 10, 18, 10)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(0)
    titles = (_("Column in your file"), _("What it is"), _("First rows"))
    for place, title in enumerate(titles):
        heading = PlainLabel(title, role="small", tone="ink3")
        heading.setContentsMargins(0, 0, 0, 9)
        grid.addWidget(heading, 0, place)
        grid.setColumnStretch(place, (2, 3, 4)[place])
    for number, column in enumerate(columns, start=1):
        grid.addWidget(Divider(), 2 * number - 1, 0, 1, len(titles))
        texts = (column.name, column.meaning, "  ·  ".join(filter(None, column.samples)))
        for place, text in enumerate(texts):
            label = ElidedLabel(text, tone="ink2") if place else ElidedLabel(text, role="strong")
            label.setContentsMargins(0, 9, 0, 9)
            grid.addWidget(label, 2 * number, place)
    grid.setRowStretch(2 * len(columns) + 1, 1)
    return _scrolling(content, "bring_in.columns")


def _lines_card(report: ImportReport) -> Card:
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(18, 8, 18, 8)
    column.setSpacing(6)
    groups = (
        (_("Left out"), report.rejected),
        (_("Kept, but not all of it could be read"), report.remarks),
    )
    for title, lines in groups:
        if lines:
            column.addWidget(PlainLabel(title, role="label", tone="ink3"))
            for line in lines[:_MOST_SHOWN]:
                column.addWidget(_line_label(line))
            if len(lines) > _MOST_SHOWN:
                column.addWidget(PlainLabel(_("… and more."), tone="ink3"))
    column.addStretch(1)
    return _scrolling(content, "bring_in.lines")


def _line_label(line: RejectedLine) -> PlainLabel:
    text = _("Row {row}: {why}").format(row=f"{line.row:,}", why=line.why)
    return PlainLabel(text, tone="ink2", wrap=True)


def _scrolling(content: QWidget, name: str) -> Card:
    card = Card(_LIST_PADDING)
    card.setObjectName(name)
    area = BareScrollArea(content)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    card.body.addWidget(area, 1)
    return card
