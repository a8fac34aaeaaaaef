"""The line under the columns: what all of it would bring, and how many rows need a look."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm.exchange.examining import FilesExamination, say_rows
from crm.exchange.import_report import ImportReport
from crm.i18n import _, ngettext
from crm.shop.words import Words
from ui.formats import Formats
from ui.theme import Theme
from ui.widgets.buttons import SmallButton
from ui.widgets.chip import Chip
from ui.widgets.spans import Span
from ui.widgets.surfaces import Card
from ui.widgets.text import PlainLabel

_PADDING = QMargins(18, 13, 18, 13)


class FiguresCard(Card):
    """Says the figures, or how far counting them is.

    Signals:
        rows_requested: the rows that need a look are wanted.
        stop_requested: counting is to end.
        count_requested: what was stopped is wanted after all.
    """

    rows_requested = Signal()
    stop_requested = Signal()
    count_requested = Signal()

    def __init__(self, theme: Theme, words: Words, formats: Formats) -> None:
        super().__init__(_PADDING)
        self._words = words
        self._formats = formats
        self._label = PlainLabel(wrap=True, tabular=True, theme=theme)
        self._label.setObjectName("bring_in.summary")
        self._chip = Chip(theme, "", "amber")
        self._rows = SmallButton(theme, _("Show them"))
        self._stop = SmallButton(theme, _("Stop"), icon="x")
        self._count = SmallButton(theme, _("Count again"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._label, 1)
        for name, widget in (
            ("need_a_look", self._chip), ("show_rows", self._rows), ("stop_counting", self._stop),
            ("count_again", self._count),
        ):  # fmt: skip
            widget.setObjectName(f"bring_in.{name}")
            row.addWidget(widget)
        self._label.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        self.body.addLayout(row)
        self._rows.clicked.connect(self.rows_requested)
        self._stop.clicked.connect(self.stop_requested)
        self._count.clicked.connect(self.count_requested)

    def tab_places(self) -> list[QWidget]:
        """What Tab comes to, in its order."""
        return [self._rows, self._stop, self._count]

    def show_counting(self) -> None:
        """Say that the figures are being counted."""
        self._say([Span(_("Counting …"), token="ink2")])
        self._offer(self._stop)

    def show_progress(self, done: int, total: int | None, text: str) -> None:
        """Say how far counting is."""
        count = f"{done:,} / {total:,}" if total else f"{done:,}" if done else ""
        told = "  ".join(each for each in (text or _("Counting …"), count) if each)
        self._say([Span(told, token="ink2")])

    def show_stopped(self) -> None:
        """Say that nobody knows the figures."""
        self._say([Span(_("Counting was stopped."), token="ink2")])
        self._offer(self._count)

    def show_problem(self, sentence: str) -> None:
        """Say why nothing can be counted."""
        self._say([Span(sentence, token="rose")])
        self._offer(self._count)

    def show_figures(self, found: FilesExamination) -> None:
        """Say what all of it would bring."""
        report = found.report
        if found.problem:
            self._say([Span(found.problem, token="rose")])
        elif report.already_known:
            self._say([Span(report.sentence(self._words), bold=True)])
        else:
            self._say(
                [Span(self._sum(found), bold=True), Span(f" {self._rest(report)}", token="ink2")]
            )
        need = say_need(report)
        self._chip.setText(need)
        self._chip.setAccessibleName(need)
        self._chip.updateGeometry()
        if need:
            self._offer(self._chip, self._rows)
        else:
            self._offer()

    def _sum(self, found: FilesExamination) -> str:
        report = found.report
        people = report.clients_new + report.clients_matched
        told = [
            ngettext("{count} person", "{count} people", people).format(count=f"{people:,}"),
        ]
        if report.visits:
            text = ngettext("{count} visit", "{count} visits", report.visits)
            told.append(text.format(count=f"{report.visits:,}"))
        text = _("{rows}: {what}.")
        return text.format(rows=say_rows(found), what=", ".join(told))

    def _rest(self, report: ImportReport) -> str:
        new, known = report.clients_new, report.clients_matched
        if not known:
            said = _("All of them are new.") if new > 1 else ""
        else:
            told = ngettext("{count} is new", "{count} are new", new)
            here = ngettext(
                "{count} is somebody you already have",
                "{count} are people you already have",
                known,
            )
            parts = (told.format(count=f"{new:,}"), here.format(count=f"{known:,}"))
            said = _("{new}, {known}.").format(new=parts[0], known=parts[1])
        totals = {currency: total for currency, total in report.totals.items() if total}
        if totals:
            said = f"{said} {_('{sum} in all.').format(sum=self._formats.totals(totals))}"
        return said.strip()

    def _say(self, spans: list[Span]) -> None:
        self._label.set_spans(spans)

    def _offer(self, *shown: object) -> None:
        for widget in (self._chip, self._rows, self._stop, self._count):
            widget.setVisible(widget in shown)


def say_need(report: ImportReport) -> str:
    """How many rows need a look; empty where none does."""
    count = report.rows_rejected
    if count:
        text = ngettext("{count} row needs a look", "{count} rows need a look", count)
    elif report.remarks:
        count = len(report.remarks)
        text = ngettext("{count} remark", "{count} remarks", count)
    else:
        return ""
    return text.format(count=f"{count:,}")
