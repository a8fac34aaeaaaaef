"""The third column: what happened, by years that fold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from typing import Final

from PySide6.QtCore import QMargins, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedLayout

from crm.i18n import _, ngettext
from crm.story.attachments import AttachmentRow
from crm.story.remember import remove_note, remove_promise, remove_wish
from crm.story.rows import PurchaseRow, StoryEntry, StoryFilter, StoryYear
from crm.story.services import remove_visit
from crm.story.timeline import list_story, list_year
from ui.context import Context
from ui.delegates.ledger import LedgerRow
from ui.delegates.ledger_list import LedgerList
from ui.pages.profile.choices import row_choices
from ui.pages.profile.reading import Profile, read_whole_story
from ui.pages.profile.requests import Requests
from ui.pages.profile.story_rows import RowKey, found_rows, story_rows
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_events import is_enter
from ui.widgets.menu import Choice, open_menu
from ui.widgets.surfaces import Card
from ui.widgets.text import Heading

LEAST_WIDTH: Final = 300
_PADDING: Final = QMargins(10, 14, 8, 8)
_HEADING_INSET: Final = 8
_REMOVALS: Final[Mapping[str, Callable[..., object]]] = {
    "visit": remove_visit,
    "note": remove_note,
    "promise": remove_promise,
    "wish": remove_wish,
}
"""The kinds of entry that can be changed from here, with what takes one away."""


class StoryCard(Card):
    """Years with what was in them; those further back are one line until they are opened.

    Typing in it looks for words in the whole story; Esc goes back to the years.
    """

    def __init__(self, context: Context, requests: Requests) -> None:
        super().__init__(_PADDING)
        self._context = context
        self._requests = requests
        self._client_id: int | None = None
        self._files: tuple[AttachmentRow, ...] = ()
        self._filter: StoryFilter = "all"
        self._years: tuple[StoryYear, ...] = ()
        self._opened: dict[int, tuple[StoryEntry, ...]] = {}
        self._whole: tuple[StoryEntry, ...] | None = None
        self._asked: tuple[int, StoryFilter] | None = None
        self._chips: dict[StoryFilter, Chip] = {}
        self._line = _FindLine()
        self._list = LedgerList(context.theme, _("Story"))
        self._stack = QStackedLayout()
        self._build()
        self._connect()

    def show_profile(self, profile: Profile) -> None:
        """Show the story of another client from its end, or the same one anew as it stands."""
        if profile.client.id != self._client_id:
            self._client_id = profile.client.id
            self._filter = "all"
            self._opened.clear()
            self._whole = None
            self._line.clear()
            self._line.hide()
            self._list.scrollToTop()
        self._files = profile.files
        self._read()

    def reveal(self, day: date, key: RowKey | None = None) -> None:
        """Open the year of ``day`` and go to the entry with ``key``, else to one of that day."""
        if self._filter != "all" or self._line.text():
            self._choose("all")
        if day.year not in self._opened:
            self._opened[day.year] = self._entries_of(day.year)
        self._show_rows()
        entries = self._opened[day.year]
        same = [each for each in entries if each.day == day]
        wanted = [key] if key is not None else []
        wanted += [(each.kind, each.id) for each in same]
        wanted.append(("year", day.year))
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        any(self._list.show_row(each) for each in wanted)

    def _build(self) -> None:
        self.setObjectName("profile.story")
        self.setAccessibleName(_("Story"))
        self._list.setObjectName("profile.story.list")
        self._line.setObjectName("profile.story.find")
        self.body.addLayout(self._header())
        self.body.addSpacing(8)
        self.body.addWidget(self._line)
        sentence = self._context.words.fill(
            _("Visits, notes and kept promises will be told here, year by year.")
        )
        empty = EmptyState(
            self._context.theme,
            "book-open",
            _("The story begins with the first visit"),
            sentence,
            action=_("Log a visit"),
            keys="Ctrl+Return",
        )
        empty.setObjectName("profile.story.empty")
        empty.action_triggered.connect(lambda: self._requests.form_requested.emit("visit"))
        # Into the card first: the layout shows its first widget at once, wherever that is.
        self.body.addLayout(self._stack, 1)
        self._stack.addWidget(self._list)
        self._stack.addWidget(empty)
        self._line.hide()

    def _header(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(_HEADING_INSET, 0, _HEADING_INSET, 0)
        row.setSpacing(4)
        row.addWidget(Heading(_("Story")))
        row.addStretch(1)
        choices: tuple[tuple[StoryFilter, str], ...] = (
            ("all", _("All")), ("visits", _("Visits")), ("notes", _("Notes")),
        )  # fmt: skip
        for filter, text in choices:
            chip = Chip(self._context.theme, text, choice=True)
            chip.setObjectName(f"profile.story.{filter}")
            chip.clicked.connect(partial(self._on_chip_clicked, filter))
            self._chips[filter] = chip
            row.addWidget(chip)
        self._chips["all"].setChecked(True)
        return row

    def _connect(self) -> None:
        self._list.row_activated.connect(self._on_list_row_activated)
        self._list.row_opened.connect(self._edit)
        self._list.remove_requested.connect(self._remove)
        self._list.menu_requested.connect(self._on_list_menu_requested)
        self._list.typed.connect(self._on_list_typed)
        self._line.textEdited.connect(self._on_line_text_edited)
        self._line.left = self._leave_finding
        self._line.moved_on = self._list.setFocus

    # Reading

    def _read(self) -> None:
        assert self._client_id is not None
        store = self._context.workspace.store
        self._years = list_story(store, self._client_id, self._filter)
        known = {each.year for each in self._years}
        self._opened = {year: self._entries_of(year) for year in self._opened if year in known}
        self._whole = None
        if self._line.text():
            self._find(self._line.text())
        else:
            self._show_rows()

    def _entries_of(self, year: int) -> tuple[StoryEntry, ...]:
        assert self._client_id is not None
        return list_year(self._context.workspace.store, self._client_id, year, self._filter)

    def _show_rows(self) -> None:
        for filter, chip in self._chips.items():
            chip.setChecked(filter == self._filter)
        rows = story_rows(self._years, self._opened, self._context.formats)
        self._list.set_rows(self._with_files(rows))
        nothing = not rows and self._filter == "all"
        self._stack.setCurrentIndex(1 if nothing else 0)

    # Folding and filtering

    def _on_chip_clicked(self, filter: StoryFilter, _checked: bool = False) -> None:
        self._choose(filter)

    def _choose(self, filter: StoryFilter) -> None:
        self._filter = filter
        self._line.clear()
        self._line.hide()
        self._opened.clear()
        self._read()

    def _on_list_row_activated(self, key: RowKey) -> None:
        kind, year = key
        if kind == "more" or (kind == "year" and year not in self._opened):
            self._opened[year] = self._entries_of(year)
            self._show_rows()
        elif kind == "year":
            del self._opened[year]
            self._show_rows()

    # Finding

    def _on_list_typed(self, text: str) -> None:
        self._line.show()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._line.setText(self._line.text() + text)
        self._find(self._line.text())

    def _on_line_text_edited(self, text: str) -> None:
        self._find(text)

    def _find(self, typed: str) -> None:
        assert self._client_id is not None
        if not typed.strip():
            self._show_rows()
            return
        if self._whole is not None:
            self._show_found(typed, self._whole)
            return
        self._asked = (self._client_id, self._filter)
        self._context.tasks.read(
            read_whole_story,
            self._context.workspace,
            self._client_id,
            self._filter,
            key="profile.story",
            done=self._on_story_read,
        )

    def _on_story_read(self, entries: tuple[StoryEntry, ...]) -> None:
        if self._asked != (self._client_id, self._filter):
            return  # somebody else is shown by now
        self._whole = entries
        if self._line.text().strip():
            self._show_found(self._line.text(), entries)

    def _show_found(self, typed: str, entries: tuple[StoryEntry, ...]) -> None:
        self._list.set_rows(self._with_files(found_rows(entries, typed, self._context.formats)))
        self._list.scrollToTop()

    def _leave_finding(self) -> None:
        self._line.clear()
        self._line.hide()
        self._show_rows()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    # Changing

    def _on_list_menu_requested(self, key: RowKey, place: QPoint) -> None:
        kind, row_id = key
        if kind in _REMOVALS:
            choices = row_choices(self._requests, kind, row_id, _REMOVALS[kind])
            if kind == "visit":
                choices += self._file_choices(row_id)
            open_menu(self._list, choices, place)

    def _file_choices(self, visit_id: int) -> list[Choice]:
        """The files of a visit to open, and one to add to it or to what was bought then."""
        assert self._client_id is not None
        files = self._requests.files
        opens = [
            Choice(_("Open {file}").format(file=row.name), partial(files.open_copy, row))
            for row in self._files
            if row.visit_id == visit_id
        ]
        add = partial(files.ask_to_add, self, self._client_id)
        to_line = _("Add a file to {what}…")
        lines = [
            Choice(to_line.format(what=line.what), partial(add, None, line.id))
            for line in self._lines_of(visit_id)
        ]
        return [*opens, Choice(_("Add a file…"), partial(add, visit_id)), *lines]

    def _lines_of(self, visit_id: int) -> tuple[PurchaseRow, ...]:
        """What was bought at a visit that is shown."""
        years = (*(year.entries for year in self._years), *self._opened.values())
        for entry in chain(*years, self._whole or ()):
            if entry.visit is not None and entry.visit.id == visit_id:
                return entry.visit.lines
        return ()

    def _with_files(self, rows: Sequence[LedgerRow]) -> tuple[LedgerRow, ...]:
        """``rows`` that say how many files hang on a visit."""
        counts: Counter[Hashable] = Counter(("visit", row.visit_id) for row in self._files)
        return tuple(
            replace(row, note=_say_files(row.note, counts[row.key])) if counts[row.key] else row
            for row in rows
        )

    def _edit(self, key: RowKey) -> None:
        if key[0] in _REMOVALS:
            self._requests.edit_requested.emit(*key)

    def _remove(self, key: RowKey) -> None:
        kind, row_id = key
        if kind in _REMOVALS:
            self._requests.write(_REMOVALS[kind], row_id)


def _say_files(note: str, count: int) -> str:
    said = ngettext("{count} file", "{count} files", count).format(count=count)
    return f"{note} · {said}" if note else said


class _FindLine(QLineEdit):
    """The line that appears while one types into the story; Esc leaves it, Down goes to the list.

    ``left`` and ``moved_on`` are what these keys do.
    """

    def __init__(self) -> None:
        super().__init__()
        self.left: Callable[[], object] = self.clear
        self.moved_on: Callable[[], object] = self.clear
        self.setPlaceholderText(_("Find in this story"))
        self.setAccessibleName(_("Find in this story"))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left()
        elif event.key() == Qt.Key.Key_Down or is_enter(event):
            self.moved_on()
        else:
            super().keyPressEvent(event)
