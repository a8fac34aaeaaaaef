"""The sheet that takes everything out, or a list, to a file that others can read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from crm.errors import CancelledError, CrmError
from crm.exchange.everything.writing import take_everything_out
from crm.exchange.taking_out.lists import (
    LIST_FORMATS,
    SUFFIXES,
    ListFormat,
    ListToTakeOut,
    TakenList,
    take_list_out,
)
from crm.exchange.taking_out.people import count_everybody, list_everybody
from crm.exchange.taking_out.readable import readable_parts
from crm.i18n import _
from crm.progress import Progress
from ui.context import Context
from ui.i18n import mark
from ui.tasks import JobHandle
from ui.theme.tokens import GAP, GAP_SMALL
from ui.widgets.buttons import PlainButton, PrimaryButton
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.form import Form
from ui.widgets.key_hint import KeyHint
from ui.widgets.sheet import Sheet
from ui.widgets.text import ElidedLabel, PlainLabel

_WIDTH: Final = 600
_FOOT_GAP: Final = 18
_EVERYTHING: Final = 0

# What each format is called, what it is good for, and what the system's dialog calls it.
_FORMATS: Final[dict[ListFormat, tuple[str, str, str]]] = {
    "csv": (
        mark("CSV table"),
        mark("Opens in every spreadsheet, and comes into other programs."),
        mark("CSV tables (*.csv)"),
    ),
    "xlsx": (
        mark("Excel workbook"),
        mark("Days and numbers stay days and numbers. For Excel, LibreOffice and Numbers."),
        mark("Excel workbooks (*.xlsx)"),
    ),
    "vcard3": (
        mark("Address book"),
        mark("vCard 3.0, with photos: for telephones and mail programs, old ones too."),
        mark("Address books (*.vcf)"),
    ),
    "vcard4": (
        mark("Address book, vCard 4"),
        mark("vCard 4.0, with photos and who belongs to whom: for newer programs."),
        mark("Address books (*.vcf)"),
    ),
}


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list that can be taken out: who is in it, its columns as shown, and its name."""

    ids: Sequence[int]
    columns: tuple[str, ...] = ()
    title: str = ""


class TakeOutSheet(Sheet):
    """Asks what, as what and where; then says how far it is, and can be stopped.

    Without a list everybody is the one that is offered beside everything. Esc while a file is
    being written stops that; nothing of it is left.
    """

    def __init__(self, context: Context, over: QWidget, shown: ShownList | None = None) -> None:
        title = _("Take out")
        super().__init__(context.theme, over, title=title, width=_WIDTH)
        self._context = context
        self._store: Any = context.workspace.store
        self._shown = shown
        self._count = count_everybody(self._store) if shown is None else len(shown.ids)
        self._job: JobHandle | None = None
        theme = context.theme
        people = f"{self._count:,} {context.words.of(self._count)}"
        self._what = ChoiceRow(theme, [_("Everything"), people], int(shown is not None))
        self._format = ChoiceRow(theme, [_(text) for text, _hint, _kind in _FORMATS.values()])
        self._columns = ChoiceRow(theme, [_("As shown"), _("All that is known")])
        self._form = Form()
        self._told = PlainLabel(tone="ink2", wrap=True)
        self._progress = QProgressBar()
        self._counted = PlainLabel(tone="ink2", tabular=True)
        self._problem = PlainLabel(tone="rose", wrap=True)
        self._doing = QWidget()
        self._cancel = PlainButton(theme, _("Cancel"))
        self._take = PrimaryButton(theme, _("Save as…"), icon="download", keys="Ctrl+Return")
        self._build_sheet(title)
        self._connect()
        self._show_choices()

    def close_sheet(self) -> None:
        """Take the sheet away; where a file is being written, stop that first."""
        if self._job is not None:
            self._stop()
            return
        super().close_sheet()

    def write(self, path: Path) -> None:
        """Write what is chosen to ``path`` beside the window."""
        self._show_busy(busy=True)
        work: Callable[[Progress], object] = partial(_write_everything, self._store, path)
        if not self._is_everything():
            work = partial(_write_list, self._store, path, self._wanted())
        self._job = self._context.tasks.job(
            work,
            writes=False,
            progress=self._on_progress,
            done=lambda taken: self._on_taken(path, taken),
            failed=self._on_failed,
            ended=self._on_ended,
        )

    # Building

    def _build_sheet(self, title: str) -> None:
        self.setObjectName("take_out")
        for name, widget in (
            ("what", self._what), ("format", self._format), ("columns", self._columns),
            ("told", self._told), ("problem", self._problem), ("cancel", self._cancel),
            ("save", self._take), ("progress", self._counted),
        ):  # fmt: skip
            widget.setObjectName(f"take_out.{name}")
        head = QHBoxLayout()
        head.addWidget(ElidedLabel(title, role="heading"), 1)
        head.addWidget(KeyHint("Esc"))
        self._form.add_field("what", _("What?"), self._what)
        self._form.add_field("format", _("As what?"), self._format)
        self._form.add_field("columns", _("Which columns?"), self._columns)
        foot = QHBoxLayout()
        foot.setSpacing(GAP_SMALL)
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._take)
        self.body.addLayout(head)
        for part in (self._form, self._told):
            self.body.addSpacing(GAP)
            self.body.addWidget(part)
        self._problem.setContentsMargins(0, GAP, 0, 0)
        self.body.addWidget(self._progress_row())
        self.body.addWidget(self._problem)
        self.body.addSpacing(_FOOT_GAP)
        self.body.addLayout(foot)

    def _progress_row(self) -> QWidget:
        self._progress.setTextVisible(False)
        column = QVBoxLayout(self._doing)
        column.setContentsMargins(0, GAP, 0, 0)
        column.setSpacing(GAP_SMALL)
        column.addWidget(self._progress)
        column.addWidget(self._counted)
        self._doing.hide()
        self._problem.hide()
        return self._doing

    def _connect(self) -> None:
        self._context.actions.cover(self)
        for choice in (self._what, self._format, self._columns):
            choice.chosen.connect(lambda _number: self._show_choices())
        self._cancel.clicked.connect(self.close_sheet)
        self._take.clicked.connect(self._ask_where)
        self.submitted.connect(self._ask_where)
        self.closed.connect(self.deleteLater)

    # Asking

    def _is_everything(self) -> bool:
        return self._what.current() == _EVERYTHING

    def _chosen_format(self) -> ListFormat:
        return LIST_FORMATS[self._format.current()]

    def _wanted(self) -> ListToTakeOut:
        """What is chosen; nobody is named where everybody is meant."""
        shown, format = self._shown or ShownList(()), self._chosen_format()
        as_shown = self._columns.current() == 0
        return ListToTakeOut(shown.ids, format, shown.columns if as_shown else (), shown.title)

    def _show_choices(self) -> None:
        """Ask only what follows from what is chosen, and say what will be in the file."""
        everything = self._is_everything()
        is_table = not everything and self._chosen_format() in ("csv", "xlsx")
        self._form.set_field_shown("format", not everything)
        has_columns = self._shown is not None and bool(self._shown.columns)
        self._form.set_field_shown("columns", is_table and has_columns)
        self._told.set_text(_say_everything() if everything else self._say_format())
        self._take.setEnabled(everything or bool(self._count))
        self._say_problem("")

    def _say_format(self) -> str:
        if not self._count:
            return _("There is nobody in this list.")
        return _(_FORMATS[self._chosen_format()][1])

    def _ask_where(self) -> None:
        if self._job is not None or not self._take.isEnabled():
            return
        if self._is_everything():
            day = self._context.workspace.clock.today().isoformat()
            name = f"{self._context.settings.name} {day}.zip"
            kind = _("Everything in one archive (*.zip)")
        else:
            format = self._chosen_format()
            named = self._shown.title if self._shown is not None else ""
            title = named or self._context.words.fill(_("{Clients}"))
            name, kind = f"{title}{SUFFIXES[format]}", _(_FORMATS[format][2])
        self._context.files.ask_to_save(self, _("Take out"), name, kind, self.write)

    # Working

    def _show_busy(self, *, busy: bool) -> None:
        self._doing.setVisible(busy)
        self._form.setEnabled(not busy)
        self._take.setEnabled(not busy)
        self._cancel.setEnabled(True)
        self._cancel.set_label(_("Stop") if busy else _("Cancel"))
        self._say_problem("")
        self._progress.setRange(0, 0)
        self._counted.set_text("")
        if busy:
            self._cancel.setFocus()

    def _on_progress(self, done: int, total: int | None, text: str) -> None:
        self._progress.setRange(0, total or 0)
        self._progress.setValue(done)
        count = f"{done:,} / {total:,}" if total else ""
        self._counted.set_text("  ".join(filter(None, (text, count))))

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._counted.set_text(_("Stopping …"))
        if self._job is not None:
            self._job.cancel()

    def _on_taken(self, path: Path, taken: object) -> None:
        self._job = None
        more = taken.sentence() if isinstance(taken, TakenList) else ""
        self._context.files.tell_saved(path)
        if not more:
            self.close_sheet()
            return
        self._told.set_text(more)  # it has to be read: the sheet waits for that

    def _on_failed(self, error: CrmError) -> None:
        self._job = None
        self._show_busy(busy=False)
        self._show_choices()
        if isinstance(error, CancelledError):
            self._told.set_text(_("Stopped. Nothing was taken out."))
        else:
            self._say_problem(str(error))

    def _on_ended(self) -> None:
        self._job = None
        self._doing.hide()
        self._cancel.setEnabled(True)
        self._form.setEnabled(True)
        self._cancel.set_label(_("Close"))

    def _say_problem(self, sentence: str) -> None:
        self._problem.set_text(sentence)
        self._problem.setVisible(bool(sentence))

    # Qt overrides

    def hideEvent(self, event: QHideEvent) -> None:
        if self._job is not None and not event.spontaneous():
            self._job.cancel()  # the window is closed; what is half written goes
        super().hideEvent(event)


def _write_everything(store: Any, path: Path, progress: Progress) -> object:
    return take_everything_out(store, path, readable_parts(), progress)


def _write_list(store: Any, path: Path, wanted: ListToTakeOut, progress: Progress) -> TakenList:
    if not len(wanted.ids):
        wanted = replace(wanted, ids=list_everybody(store))
    return take_list_out(store, path, wanted, progress)


def _say_everything() -> str:
    return _(
        "One archive (zip) with everybody, every visit, every note, photo and file: as tables and "
        "an address book for people and other programs, and as a whole that makes the same shop "
        "again in Regulars, on this computer or another."
    )
