"""The notes that were pinned: what must be read before anything else."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QMargins

from crm.story.remember import remove_note
from crm.story.rows import NoteRow
from ui.context import Context
from ui.pages.profile.choices import row_choices
from ui.pages.profile.lines import Link, Stack
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Section
from ui.widgets.surfaces import Panel

_PADDING: Final = QMargins(10, 8, 10, 8)
_GAP: Final = 6


class PinnedSection(Section[tuple[NoteRow, ...]]):
    """Pinned notes, on the ground that says: read this."""

    def __init__(self, context: Context, requests: Requests, name: str, heading: str) -> None:
        super().__init__(context, requests, name, heading)
        panel = self._content(Panel(tone="amber", padding=_PADDING))
        self._notes = Stack(gap=_GAP)
        panel.body.addWidget(self._notes)

    def fill(self, data: tuple[NoteRow, ...]) -> bool:
        """Every note, pressed to change it."""
        with self._notes.anew():
            for note in data:
                self._show(self._notes.add("note", lambda: Link(self._theme)), note)
        return bool(data)

    def _show(self, link: Link, note: NoteRow) -> None:
        asked = self._requests
        link.show_link(
            note.text,
            f"profile.note.{note.id}",
            partial(asked.edit_requested.emit, "note", note.id),
            token="ink",
            choices=lambda: row_choices(asked, "note", note.id, remove_note),
        )
