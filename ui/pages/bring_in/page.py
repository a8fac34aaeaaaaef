"""Bring in: files are chosen, understood, compared with who is here, and taken in as one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMargins, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm.changes import Change
from crm.errors import CancelledError, CrmError
from crm.exchange.everything.reading import BroughtBack, EverythingInside
from crm.exchange.examining import Chosen, FilesExamination
from crm.exchange.import_report import ImportReport
from crm.exchange.import_same import SameInFiles
from crm.exchange.mapping import Mapping
from crm.exchange.preview import FilePreview, change_column
from crm.exchange.queries import list_imports
from crm.exchange.taking_back import TakenBack
from crm.i18n import _
from ui.context import Context
from ui.pages.bring_in.busy import BusyView
from ui.pages.bring_in.choosing import ChooseView
from ui.pages.bring_in.columns_view import ColumnsView
from ui.pages.bring_in.done_view import DoneView
from ui.pages.bring_in.everything_view import EverythingView
from ui.pages.bring_in.jobs import ImportJobs
from ui.pages.bring_in.journey import FileOnItsWay, Journey
from ui.pages.bring_in.same_view import SameView
from ui.pages.bring_in.saving import ask_to_save_rows
from ui.pages.bring_in.steps import COLUMNS, DONE, FILE, SAME, StepTrail
from ui.widgets.buttons import PlainButton, PrimaryButton
from ui.widgets.text import ElidedLabel, PlainLabel

_MARGINS: Final = QMargins(24, 16, 24, 20)
_COUNT_AFTER_MS: Final = 400  # after a cell was put right: another one may follow


class BringInPage(QWidget):
    """Four steps: File, Columns, Same people, Done.

    Reading, comparing and writing run beside the window and can be stopped; what is stopped leaves
    nothing. What was decided is kept while one goes back and forth; nothing is written before the
    last step.

    Signals:
        finished: the user is done here.
    """

    finished = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._journey: Journey | None = None
        self._everything: Path | None = None
        self._report: ImportReport | None = None
        self._step = FILE
        self._jobs = ImportJobs(context, self)
        self._count_timer = QTimer(self, singleShot=True, interval=_COUNT_AFTER_MS)
        theme = context.theme
        self._facts = ElidedLabel(tone="ink2")
        self._trail = StepTrail(theme)
        self._choose = ChooseView(theme, context.words, context.formats)
        self._busy = BusyView(theme)
        self._columns = ColumnsView(context)
        self._same = SameView(context)
        self._whole = EverythingView(context)
        self._done = DoneView(context)
        self._stack = QStackedWidget()
        self._first: QWidget = self._choose
        self._hint = PlainLabel(tone="ink2", wrap=True)
        self._undo = PlainButton(theme, _("Undo"), icon="undo-2")
        self._back = PlainButton(theme, _("Back"))
        self._more = PlainButton(theme, _("Bring in more"))
        self._next = PrimaryButton(theme, "")
        self._build()
        self._connect()
        self.show_choosing()

    # What is asked from outside

    def take(self, paths: Sequence[Path]) -> None:
        """Read files and folders and show what is in them; nothing is written.

        While others are being looked at, they come to them.
        """
        if self._jobs.is_writing:
            return
        known = self._journey.files if self._journey and self._step in (COLUMNS, SAME) else []
        wanted = [*(file.source.path for file in known), *paths]
        self._show_busy(_("Looking at the files"))
        done = partial(self._on_chosen, known)
        self._jobs.look_at(wanted, done, self._on_not_read, self._busy.show_progress)

    def stop_reading(self) -> None:
        """The window closes: what only reads ends, what writes is finished."""
        if not self._jobs.is_writing:
            self._jobs.leave()

    # Building

    def _build(self) -> None:
        self.setAccessibleName(_("Bring in"))
        for name, widget in (
            ("facts", self._facts), ("undo", self._undo), ("back", self._back),
            ("more", self._more), ("next", self._next),
        ):  # fmt: skip
            widget.setObjectName(f"bring_in.{name}")
        for view in (
            self._choose, self._busy, self._columns, self._same, self._whole, self._done,
        ):  # fmt: skip
            self._stack.addWidget(view)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        title = self._context.words.fill(_("Bring in your {clients}"))
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGINS)
        column.setSpacing(16)
        head = (PlainLabel(title, role="title"), self._facts, self._trail)
        column.addLayout(_row(*head, wide=1, gap=24))
        column.addWidget(self._stack, 1)
        buttons = (self._hint, self._undo, self._back, self._more, self._next)
        column.addLayout(_row(*buttons, wide=0, gap=12))

    def _connect(self) -> None:
        self._choose.files_requested.connect(self._on_files_requested)
        self._choose.folder_requested.connect(self._on_folder_requested)
        self._choose.take_back_requested.connect(self._on_take_back_requested)
        self._busy.stop_requested.connect(self._jobs.stop)
        self._columns.column_changed.connect(self._on_column_changed)
        self._columns.reading_changed.connect(self._on_reading_changed)
        self._columns.row_mended.connect(self._on_row_mended)
        self._columns.save_requested.connect(self._on_save_of_file_requested)
        self._columns.figures.stop_requested.connect(self._jobs.stop)
        self._columns.figures.count_requested.connect(self._count)
        self._same.answered.connect(self._on_same_answered)
        self._same.sure_accepted.connect(self._on_sure_accepted)
        self._same.all_refused.connect(self._on_all_refused)
        self._done.save_requested.connect(self._on_save_requested)
        self._undo.clicked.connect(self._on_undo_clicked)
        self._back.clicked.connect(self._on_back_clicked)
        self._more.clicked.connect(self._on_more_clicked)
        self._next.clicked.connect(self._on_next_clicked)
        self._count_timer.timeout.connect(self._count)
        self._context.refresher.register(self, _is_of_interest, self._show_imports)

    # Showing a step

    def show_choosing(self, problem: str = "") -> None:
        """Begin with other files; what was decided about the last ones is forgotten."""
        self._journey = self._everything = self._report = None
        self._facts.set_text("")
        self._choose.say(problem)
        self._show_imports()
        self._show(FILE, self._choose, hint=_("Everything a file brings can be undone as one."))

    def _show_columns(self) -> None:
        assert self._journey is not None
        self._facts.set_text(" · ".join(filter(None, (self._journey.name, self._journey.kind))))
        self._next.set_label(_("Next: same people"))
        self._show(COLUMNS, self._columns, self._back, self._next, hint=_unsaved())
        self._allow_next()

    def _show_same(self) -> None:
        assert self._journey is not None
        self._same.show_journey(self._journey)
        self._next.set_label(_("Bring in"))
        self._next.setEnabled(True)
        self._show(SAME, self._same, self._back, self._next, hint=_unsaved())
        if self._journey.pairs():
            self._same.focus_first()

    def _show_done(self) -> None:
        self._next.set_label(_("To the counter"))
        self._next.setEnabled(True)
        hint = _("This was one step: Ctrl+Z takes all of it back.")
        can_undo = self._report is not None and self._report.step_id is not None
        self._undo.setEnabled(can_undo)
        buttons = (self._undo, self._more, self._next) if can_undo else (self._more, self._next)
        self._show(DONE, self._done, *buttons, hint=hint if can_undo else "")

    def _show_busy(self, title: str) -> None:
        self._busy.begin(title)
        self._show(self._step, self._busy)

    def _show(self, step: int, view: QWidget, *buttons: QWidget, hint: str = "") -> None:
        if view is not self._busy:
            self._step = step
        self._trail.show_step(step)
        self._stack.setCurrentWidget(view)
        for button in (self._undo, self._back, self._more, self._next):
            button.setVisible(button in buttons)
        self._hint.set_text(hint)
        self._first = buttons[-1] if buttons else view
        self._order_tabs()
        if self.isVisible():
            self._first.setFocus()

    def _order_tabs(self) -> None:
        """From the columns, which are made anew, down to the buttons of the step."""
        places = [*self._columns.tab_places(), self._undo, self._back, self._more, self._next]
        for before, after in pairwise(places):
            QWidget.setTabOrder(before, after)

    def _show_imports(self) -> None:
        self._choose.show_imports(list_imports(self._context.workspace.store))

    def _allow_next(self) -> None:
        self._next.setEnabled(self._journey is not None and self._journey.is_ready)

    # Step one: files

    @Slot()
    def _on_files_requested(self) -> None:
        kinds = (
            _("Tables and address books")
            + " (*.csv *.tsv *.txt *.xlsx *.xlsm *.xlsb *.xls *.ods *.vcf *.vcard *.zip)",
            _("All files") + " (*)",
        )
        self._context.files.ask_to_open(self, _("Choose files"), kinds, self.take, several=True)

    @Slot()
    def _on_folder_requested(self) -> None:
        self._context.files.ask_for_folder(
            self, _("Choose a folder"), lambda path: self.take([path])
        )

    def _on_chosen(self, known: Sequence[FileOnItsWay], chosen: Chosen) -> None:
        if chosen.everything is not None:
            self._look_into(chosen.everything)
            return
        journey = Journey(chosen.sources)
        before = {file.source.path: file for file in known}
        journey.files = [before.get(file.source.path, file) for file in journey.files]
        self._journey = journey
        self._busy.begin(_("Reading {file}").format(file=journey.name))
        progress = self._busy.show_progress
        self._jobs.examine(journey, self._on_examined, self._on_not_read, progress)

    def _on_examined(self, found: FilesExamination) -> None:
        assert self._journey is not None
        self._journey.take_examination(found)
        self._columns.show_journey(self._journey)
        self._columns.show_figures()
        self._show_columns()

    def _on_not_read(self, error: CrmError) -> None:
        stopped = isinstance(error, CancelledError)
        self.show_choosing(_("Stopped. Nothing was saved.") if stopped else str(error))

    @Slot(int)
    def _on_take_back_requested(self, import_id: int) -> None:
        self._show_busy(_("Taking it back"))
        progress = self._busy.show_progress
        self._jobs.take_back(import_id, self._on_taken_back, self._on_not_read, progress)

    def _on_taken_back(self, taken: TakenBack) -> None:
        self.show_choosing()
        self._choose.show_taken_back(taken)

    # The short way of a whole shop

    def _look_into(self, path: Path) -> None:
        self._everything = path
        progress = self._busy.show_progress
        self._jobs.look_into(path, self._on_looked_into, self._on_not_read, progress)

    def _on_looked_into(self, inside: EverythingInside) -> None:
        self._journey = None
        self._facts.set_text(inside.file_name)
        self._whole.show_inside(inside)
        self._next.set_label(_("Bring in"))
        self._next.setEnabled(True)
        self._show(FILE, self._whole, self._back, self._next, hint=_("Nothing is saved yet."))

    def _bring_everything_in(self, path: Path) -> None:
        self._show_busy(_("Bringing in {file}").format(file=path.name))
        progress = self._busy.show_progress
        self._jobs.bring_everything_in(path, self._on_everything_in, self._on_not_read, progress)

    def _on_everything_in(self, brought: BroughtBack) -> None:
        self._done.show_everything(brought)
        self._show_done()

    # Step two: columns

    @Slot(object, int, str, str)
    def _on_column_changed(
        self, file: FileOnItsWay, position: int, field: str, own_type: str
    ) -> None:
        assert file.preview is not None
        file.preview = change_column(file.preview, position, field, type=own_type or None)
        self._columns.show_file()
        self._count()

    @Slot(object, object)
    def _on_reading_changed(self, file: FileOnItsWay, read: FilePreview | Mapping) -> None:
        if isinstance(read, FilePreview):
            file.preview = read
            self._columns.show_file()
        else:
            file.preview, file.mapping = None, read
            file.mended.clear()
        self._count()

    @Slot(object, int, object)
    def _on_row_mended(self, file: FileOnItsWay, row: int, cells: tuple[str, ...] | None) -> None:
        file.mended[row] = cells
        if self._journey is not None:
            self._journey.same = None
        self._next.setEnabled(False)
        self._count_timer.start()

    @Slot()
    def _count(self) -> None:
        """Count anew what the files would bring, beside the window."""
        if self._journey is None:
            return
        self._count_timer.stop()
        self._journey.forget_figures()
        self._allow_next()
        figures = self._columns.figures
        figures.show_counting()
        done, failed = self._on_counted, self._on_not_counted
        self._jobs.examine(self._journey, done, failed, figures.show_progress)

    def _on_counted(self, found: FilesExamination) -> None:
        assert self._journey is not None
        self._journey.take_examination(found)
        if not self._columns.shows_rows:
            self._columns.show_file()
        self._columns.show_figures()
        self._order_tabs()
        self._facts.set_text(" · ".join(filter(None, (self._journey.name, self._journey.kind))))
        self._allow_next()

    def _on_not_counted(self, error: CrmError) -> None:
        if isinstance(error, CancelledError):
            self._columns.figures.show_stopped()
        else:
            self._columns.figures.show_problem(str(error))

    # Step three: the same people

    def _look_for_same(self) -> None:
        assert self._journey is not None
        if self._journey.same is not None:
            self._show_same()
            return
        self._show_busy(_("Looking for people who are here already"))
        done, failed = self._on_same_found, self._on_same_not_found
        self._jobs.find_same(self._journey, done, failed, self._busy.show_progress)

    def _on_same_found(self, same: SameInFiles) -> None:
        assert self._journey is not None
        self._journey.take_same(same)
        self._show_same()

    def _on_same_not_found(self, error: CrmError) -> None:
        self._show_columns()
        if not isinstance(error, CancelledError):
            self._columns.figures.show_problem(str(error))

    @Slot(int, object)
    def _on_same_answered(self, number: int, same: bool | None) -> None:
        assert self._journey is not None
        self._journey.answers[number] = same
        self._same.show_journey(self._journey)

    @Slot()
    def _on_sure_accepted(self) -> None:
        assert self._journey is not None
        for number, pair in enumerate(self._journey.pairs()):
            if pair.is_sure:
                self._journey.answers[number] = True
        self._same.show_journey(self._journey)

    @Slot()
    def _on_all_refused(self) -> None:
        assert self._journey is not None
        self._journey.answers = [None] * len(self._journey.answers)
        self._same.show_journey(self._journey)

    # Step four: bringing in

    def _bring_in(self) -> None:
        assert self._journey is not None
        self._show_busy(_("Bringing in {file}").format(file=self._journey.name))
        done, failed = self._on_brought_in, self._on_not_brought_in
        self._jobs.bring_in(self._journey, done, failed, self._busy.show_progress)

    def _on_brought_in(self, report: ImportReport) -> None:
        self._report = report
        self._done.show_report(report)
        self._show_done()

    def _on_not_brought_in(self, error: CrmError) -> None:
        self._show_same()
        stopped = isinstance(error, CancelledError)
        self._hint.set_text(_("Stopped. Nothing was saved.") if stopped else str(error))

    @Slot()
    def _on_undo_clicked(self) -> None:
        if self._report is None:
            return
        self._undo.setEnabled(False)
        workspace = self._context.workspace
        self._context.tasks.write(workspace.undo, self._report.step_id, done=self._on_undone)

    def _on_undone(self, _change: Change) -> None:
        self.show_choosing(_("All of it was taken back."))

    # Buttons of the steps

    @Slot()
    def _on_next_clicked(self) -> None:
        if self._step == DONE:
            self.show_choosing()
            self.finished.emit()
        elif self._everything is not None:
            self._bring_everything_in(self._everything)
        elif self._step == COLUMNS:
            self._look_for_same()
        elif self._step == SAME:
            self._bring_in()

    @Slot()
    def _on_more_clicked(self) -> None:
        self.show_choosing()

    @Slot()
    def _on_back_clicked(self) -> None:
        self._jobs.leave()
        if self._step == SAME:
            self._show_columns()
        else:
            self.show_choosing()

    # Rows as files

    @Slot(object)
    def _on_save_of_file_requested(self, file: FileOnItsWay) -> None:
        if self._journey is not None:
            header = file.preview.header if file.preview else ()
            lines, name = self._journey.lines_of(file), self._journey.proposed_name()
            ask_to_save_rows(self._context, self, name, lines, header)

    @Slot()
    def _on_save_requested(self) -> None:
        if self._journey is not None and self._report is not None:
            tables = self._journey.tables
            preview = tables[0].preview if len(tables) == 1 else None
            header = preview.header if preview else ()
            lines, name = self._report.rejected, self._journey.proposed_name()
            ask_to_save_rows(self._context, self, name, lines, header)

    # Qt overrides

    def focusInEvent(self, event: QFocusEvent) -> None:
        # No proxy: that would move the page to the end of the order of Tab.
        super().focusInEvent(event)
        self._first.setFocus(event.reason())


def _is_of_interest(change: Change) -> bool:
    """Imports come and go with any step that is undone."""
    del change
    return True


def _unsaved() -> str:
    return _("Nothing is saved until the last step, and the whole import can be undone.")


def _row(*widgets: QWidget, wide: int, gap: int) -> QHBoxLayout:
    """The widgets beside each other; the one at ``wide`` takes the room that is left."""
    row = QHBoxLayout()
    row.setSpacing(gap)
    for place, widget in enumerate(widgets):
        row.addWidget(widget, int(place == wide))
    return row
