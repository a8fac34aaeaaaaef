"""Bring in: choose a file, see what is in it, take it in, or take it back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMargins, QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm.errors import CancelledError, CrmError
from crm.exchange.import_report import ImportReport
from crm.exchange.importing import import_file
from crm.exchange.preview import Examination, examine_file, save_rejected
from crm.i18n import _
from crm.progress import Progress
from ui.context import Context
from ui.pages.bring_in.busy import BusyView
from ui.pages.bring_in.choosing import ChooseView
from ui.pages.bring_in.findings import FindingsView
from ui.tasks import JobHandle
from ui.widgets.buttons import PlainButton, PrimaryButton
from ui.widgets.text import ElidedLabel, PlainLabel

_MARGINS: Final = QMargins(24, 16, 24, 20)


class BringInPage(QWidget):
    """One file at a time: chosen, looked at, brought in.

    Reading and writing run beside the window and can be stopped; what is stopped leaves nothing.

    Signals:
        finished: the user is done here.
    """

    finished = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._path = Path()
        self._report: ImportReport | None = None
        self._job: JobHandle | None = None
        self._facts = ElidedLabel(tone="ink2")
        self._choose = ChooseView(context.theme)
        self._busy = BusyView(context.theme)
        self._findings = FindingsView(context.theme, context.words, context.formats)
        self._stack = QStackedWidget()
        self._hint = PlainLabel(tone="ink2", wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        self._other = PlainButton(context.theme, _("Another file"))
        self._bring_in = PrimaryButton(context.theme, _("Bring in"), icon="download")
        self._finish = PrimaryButton(context.theme, _("To the counter"), icon="arrow-right")
        self._build()
        self._connect()
        self._show_choosing()

    def examine(self, path: Path) -> None:
        """Read a file and show what is in it; nothing is written."""
        self._path = path
        self._facts.set_text(path.name)
        self._show_busy(_("Reading {file}").format(file=path.name))
        self._job = self._context.tasks.job(
            examine_file,
            self._context.workspace.store,
            path,
            self._today,
            writes=False,
            progress=self._busy.show_progress,
            done=self._on_examined,
            failed=self._on_failed,
        )

    def bring_in(self) -> None:
        """Write what was shown, as one step."""
        self._show_busy(_("Bringing in {file}").format(file=self._path.name))
        store, path, today = self._context.workspace.store, self._path, self._today

        def work(progress: Progress) -> ImportReport:
            return import_file(store, path, today=today, progress=progress)

        self._job = self._context.tasks.job(
            work,
            progress=self._busy.show_progress,
            done=self._on_brought_in,
            failed=self._on_failed,
        )

    @property
    def _today(self) -> date:
        return self._context.workspace.clock.today()

    def _build(self) -> None:
        self.setAccessibleName(_("Bring in"))
        for name, widget in (
            ("other_file", self._other), ("bring_in", self._bring_in), ("finish", self._finish),
            ("facts", self._facts),
        ):  # fmt: skip
            widget.setObjectName(f"bring_in.{name}")
        for view in (self._choose, self._busy, self._findings):
            self._stack.addWidget(view)
        title = self._context.words.fill(_("Bring in your {clients}"))
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGINS)
        column.setSpacing(16)
        column.addLayout(_row(PlainLabel(title, role="title"), self._facts, wide=1, gap=24))
        column.addWidget(self._stack, 1)
        buttons = (self._hint, self._other, self._bring_in, self._finish)
        column.addLayout(_row(*buttons, wide=0, gap=12))

    def _connect(self) -> None:
        self._choose.choose_requested.connect(self._on_choose_requested)
        self._choose.file_dropped.connect(lambda path: self.examine(Path(path)))
        self._busy.stop_requested.connect(self._on_stop_requested)
        self._findings.save_requested.connect(self._on_save_requested)
        self._other.clicked.connect(self._on_choose_requested)
        self._bring_in.clicked.connect(self.bring_in)
        self._finish.clicked.connect(self._on_finish_clicked)

    def _show_choosing(self, problem: str = "") -> None:
        self._facts.set_text("")
        self._choose.say(problem)
        self._show(self._choose, hint=_("Everything a file brings can be undone as one."))

    def _show_busy(self, title: str) -> None:
        self._busy.begin(title)
        self._show(self._busy)

    def _show(self, view: QWidget, *buttons: QWidget, hint: str = "") -> None:
        self._stack.setCurrentWidget(view)
        for button in (self._other, self._bring_in, self._finish):
            button.setVisible(button in buttons)
        self._hint.set_text(hint)
        self.setFocusProxy(buttons[-1] if buttons else view)
        if self.isVisible():
            self.setFocus()

    @Slot()
    def _on_choose_requested(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kinds = _("Tables and address books (*.csv *.txt *.tsv *.vcf *.vcard);;All files (*)")
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose a file"), folder, kinds)
        if name:
            self.examine(Path(name))

    @Slot()
    def _on_stop_requested(self) -> None:
        if self._job is not None:
            self._job.cancel()

    @Slot()
    def _on_save_requested(self) -> None:
        if self._report is None:
            return
        proposal = self._path.with_name(f"{self._path.stem}-{_('rejected')}.csv")
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save the rejected rows"), str(proposal), _("Tables (*.csv)")
        )
        if name:
            self._context.tasks.read(save_rejected, Path(name), self._report.rejected)

    @Slot()
    def _on_finish_clicked(self) -> None:
        self._show_choosing()
        self.finished.emit()

    def _on_examined(self, found: Examination) -> None:
        self._report = found.report
        kind = found.preview.kind
        self._facts.set_text(f"{found.preview.name} · {kind}" if kind else found.preview.name)
        self._findings.show_examined(found.preview, found.report)
        if found.report.already_known:
            self._show(self._findings, self._finish, self._other)
            return
        hint = _("Nothing is saved until you bring it in, and then all of it can be undone.")
        self._show(self._findings, self._other, self._bring_in, hint=hint)

    def _on_brought_in(self, report: ImportReport) -> None:
        self._report = report
        self._findings.show_done(report)
        hint = _("This was one step: Ctrl+Z takes all of it back.")
        self._show(self._findings, self._other, self._finish, hint=hint)

    def _on_failed(self, error: CrmError) -> None:
        if isinstance(error, CancelledError):
            self._show_choosing(_("Stopped. Nothing was saved."))
        else:
            self._show_choosing(str(error))


def _row(*widgets: QWidget, wide: int, gap: int) -> QHBoxLayout:
    """The widgets beside each other; the one at ``wide`` takes the room that is left."""
    row = QHBoxLayout()
    row.setSpacing(gap)
    for place, widget in enumerate(widgets):
        row.addWidget(widget, int(place == wide))
    return row
