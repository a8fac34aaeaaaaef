"""Labels, envelopes and letters: chosen on the left, seen on the right, then printed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm.errors import CancelledError, CrmError, ValidationError
from crm.i18n import _, ngettext
from crm.letters.addressees import Addressees, list_addressees
from crm.progress import Progress
from ui.context import Context
from ui.pages.letters.left_out import LeftOutList
from ui.pages.letters.options import LettersOptions
from ui.pages.letters.preview import PaperPreview
from ui.pages.letters.printing import print_paper, save_paper
from ui.pages.letters.requests import PREVIEWED, PrintRequest
from ui.paper import ask_for_printer
from ui.sheets.editors import CheckEditor
from ui.tasks import JobHandle
from ui.widgets.buttons import PlainButton, PrimaryButton
from ui.widgets.icon_button import IconButton
from ui.widgets.painting import grown
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.surfaces import Card
from ui.widgets.text import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_MARGINS: Final = QMargins(24, 16, 24, 20)
_OPTIONS_WIDTH: Final = 372
_GAP: Final = 14
_FACTS_GAP: Final = 24
_NOBODY: Final = Addressees((), ())


class LettersPage(QWidget):
    """Paper for a list of clients, one per household unless told otherwise.

    Signals:
        left: one wants back to where one came from.
        client_opened: whose profile is wanted.
    """

    left = Signal()
    client_opened = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._ids: tuple[int, ...] = ()
        self._addressees = _NOBODY
        self._job: JobHandle | None = None
        theme = context.theme
        self._back = IconButton(theme, "arrow-left", _("Back"))
        self._facts = PlainLabel(tone="ink2")
        self._options = LettersOptions(context)
        self._together = CheckEditor(theme, _("One for each household"))
        self._left_out = LeftOutList(theme)
        self._preview = PaperPreview(theme)
        self._previous = IconButton(theme, "chevron-left", _("Previous page"))
        self._next = IconButton(theme, "chevron-right", _("Next page"))
        self._place = PlainLabel(tone="ink2", tabular=True)
        self._hint = PlainLabel(tone="ink2", wrap=True)
        self._stop = PlainButton(theme, _("Stop"), icon="x")
        self._print = PlainButton(theme, _("Print"), icon="printer", keys="Ctrl+P")
        self._save = PrimaryButton(theme, _("Save as PDF"), icon="download", keys="Ctrl+S")
        self._pages = 0
        self._turn_of_work = 0  # answers of earlier work come too late
        self._build()
        self._connect()

    def show_clients(self, client_ids: Sequence[int]) -> None:
        """Take another list of clients."""
        self._ids = tuple(client_ids)
        self._options.load()
        self._read()

    def client_ids(self) -> tuple[int, ...]:
        """The clients the paper is for."""
        return self._ids

    def _build(self) -> None:
        self.setAccessibleName(_("Labels and letters"))
        for name, widget in (
            ("back", self._back), ("facts", self._facts), ("previous", self._previous),
            ("next", self._next), ("place", self._place), ("stop", self._stop),
            ("print", self._print), ("save", self._save), ("hint", self._hint),
        ):  # fmt: skip
            widget.setObjectName(f"letters.{name}")
        self._together.call("letters.together", "")
        self._together.set_value(True)
        self._stop.hide()
        self.setFocusProxy(self._options)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGINS)
        column.setSpacing(_GAP)
        column.addLayout(self._head())
        middle = QHBoxLayout()
        middle.setSpacing(_GAP)
        middle.addWidget(self._options_card())
        middle.addWidget(self._preview_card(), 1)
        column.addLayout(middle, 1)
        column.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        row.addWidget(self._back)
        row.addWidget(PlainLabel(_("Labels and letters"), role="title"))
        row.addSpacing(_FACTS_GAP - _GAP)
        row.addWidget(self._facts)
        row.addStretch(1)
        return row

    def _options_card(self) -> Card:
        card = Card(QMargins(0, 0, 0, 0))
        card.setFixedWidth(grown(self._context.theme, _OPTIONS_WIDTH))
        scroll = ScrollColumn()
        scroll.body.setContentsMargins(18, 16, 18, 16)
        scroll.body.setSpacing(16)
        scroll.body.addWidget(self._options)
        scroll.body.addWidget(self._together)
        scroll.body.addWidget(self._left_out)
        scroll.body.addStretch(1)
        card.body.addWidget(scroll)
        return card

    def _preview_card(self) -> Card:
        card = Card(QMargins(18, 16, 18, 12))
        card.body.addWidget(self._preview, 1)
        card.body.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for widget in (self._previous, self._place, self._next):
            row.addWidget(widget)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        row.addWidget(self._hint, 1)
        for button in (self._stop, self._print, self._save):
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._options.changed.connect(self._show_paper)
        self._together.edited.connect(self._read)
        self._left_out.client_activated.connect(self.client_opened)
        self._preview.start_chosen.connect(self._options.begin_at)
        self._preview.page_changed.connect(self._on_preview_page_changed)
        self._previous.clicked.connect(lambda: self._turn(-1))
        self._next.clicked.connect(lambda: self._turn(1))
        self._stop.clicked.connect(self._on_stop_clicked)
        self._save.clicked.connect(self.save_pages)
        self._print.clicked.connect(self.print_pages)

    def _read(self) -> None:
        store, ids, together = self._store, self._ids, bool(self._together.value())

        def work(progress: Progress) -> Addressees:
            return list_addressees(store, ids, per_household=together, progress=progress)

        self._run(work, self._on_read)

    def _run(self, work: Any, done: Any) -> None:
        """Work beside the window, with a count and a way to stop it; what ran before gives way."""
        if self._job is not None:
            self._job.cancel()
        self._turn_of_work += 1
        turn = self._turn_of_work

        def if_last(answer: Any) -> Any:
            return lambda *told: answer(*told) if turn == self._turn_of_work else None

        self._show_busy(busy=True)
        self._job = self._context.tasks.job(
            work,
            writes=False,
            progress=if_last(self._on_progress),
            done=if_last(done),
            failed=if_last(self._on_failed),
            ended=if_last(lambda: self._show_busy(busy=False)),
        )

    def _show_busy(self, *, busy: bool) -> None:
        self._stop.setVisible(busy)
        self._stop.setEnabled(busy)
        self._print.setEnabled(not busy and bool(self._addressees.found))
        self._save.setEnabled(not busy and bool(self._addressees.found))
        if not busy:
            self._job = None
            self._hint.set_text(self._say_shown())

    def _say_shown(self) -> str:
        found = len(self._addressees.found)
        if self._options.kind() == "letters" and found > PREVIEWED:
            said = _("The first {count} of {all} letters are shown; all of them are printed.")
            return said.format(count=PREVIEWED, all=f"{found:,}")
        return _("What is shown here comes out of the printer.")

    def _request(self) -> PrintRequest | None:
        """What is to be printed; None, and said beside its field, where that cannot be."""
        try:
            request = self._options.request()
        except ValidationError as error:
            self._options.show_field_errors(error.fields)
            return None
        self._options.show_field_errors({})
        return request

    def _show_paper(self) -> None:
        request = self._request()
        if request is None:
            return
        if self._job is None:
            self._hint.set_text(self._say_shown())
        paper = request.preview(self._store, self._addressees.found)
        self._pages = paper.count()
        self._preview.show_paper(paper)

    def _turn(self, step: int) -> None:
        self._preview.show_page(self._preview.number() + step)

    def _print_with(self, request: PrintRequest, send: Any, done: Any) -> None:
        store, found = self._store, self._addressees.found

        def work(progress: Progress) -> object:
            return send(request.paper(store, found, progress), progress)

        self._run(work, done)

    @property
    def _store(self) -> Any:
        return self._context.workspace.store

    def _on_read(self, addressees: Addressees) -> None:
        self._addressees = addressees
        self._facts.set_text(self._say_facts())
        self._left_out.show_rows(addressees.left_out)
        self._show_paper()

    def _say_facts(self) -> str:
        count, found = len(self._ids), len(self._addressees.found)
        clients = f"{count:,} {self._context.words.of(count)}"
        pieces = ngettext("{count} address", "{count} addresses", found)
        return f"{clients} · {pieces.format(count=f'{found:,}')}"

    def _on_progress(self, done: int, total: int | None, text: str) -> None:
        self._hint.set_text(f"{text}  {done:,} / {total:,}" if total else text)

    def _on_preview_page_changed(self, number: int) -> None:
        place = _("Page {number} of {count}")
        self._place.set_text(place.format(number=number + 1, count=self._pages))
        self._previous.setEnabled(number > 0)
        self._next.setEnabled(number + 1 < self._pages)

    def _on_stop_clicked(self) -> None:
        self._stop.setEnabled(False)
        if self._job is not None:
            self._job.cancel()

    def _on_failed(self, error: CrmError) -> None:
        if not isinstance(error, CancelledError):
            self._context.errors.present(error)

    def save_pages(self) -> None:
        """Ask for a file and save the pages there, once there are some."""
        request = self._request() if self._save.isEnabled() else None
        if request is None:
            return
        title, name = _("Save the pages"), f"{_(request.kind)}.pdf"
        self._context.files.ask_to_save(
            self, title, name, _("PDF (*.pdf)"), lambda path: self.save(path, request)
        )

    def save(self, path: Path, request: PrintRequest | None = None) -> None:
        """Write the pages to ``path`` beside the window, and say so once they are there."""
        self._print_with(
            request or self._options.request(),
            lambda paper, progress: save_paper(paper, path, progress),
            self._context.files.tell_saved,
        )

    def print_pages(self) -> None:
        """Ask for a printer and send the pages there; without any they are saved."""
        request = self._request() if self._print.isEnabled() else None
        if request is None:
            return

        def send(printer: QPrinter) -> None:
            self._print_with(
                request,
                lambda paper, progress: print_paper(paper, printer, progress),
                lambda _nothing: self._context.files.tell_printed(),
            )

        if not ask_for_printer(self, None, send):
            self.save_pages()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
