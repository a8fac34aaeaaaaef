"""What to ask about this time, to be ticked off with the visit on which it was."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.i18n import _
from crm.story.rows import NoteRow
from ui.context import Context
from ui.sheets.editors import CheckEditor
from ui.widgets.text import SectionHeading

_ABOVE = 16
_LABEL_GAP = 4


class AskedField(QWidget):
    """A box for each note that waits to be asked about; without any it is not there.

    Signals:
        edited: a person ticked one, or took the tick away.
    """

    edited = Signal()

    def __init__(self, context: Context, notes: Sequence[NoteRow]) -> None:
        super().__init__()
        self._boxes = {note.id: CheckEditor(context.theme, note.text) for note in notes}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, _ABOVE, 0, 0)
        column.setSpacing(_LABEL_GAP)
        column.addWidget(SectionHeading(_("Did you ask about it?")))
        for note_id, box in self._boxes.items():
            box.call(f"visit.asked.{note_id}", "")
            box.edited.connect(self.edited)
            column.addWidget(box)
        if not notes:
            self.hide()

    def asked(self) -> tuple[int, ...]:
        """The ids of the notes that are ticked."""
        return tuple(note_id for note_id, box in self._boxes.items() if box.value())

    def show_asked(self, note_ids: object) -> None:
        """Tick those in ``note_ids`` and no other."""
        wanted = note_ids if isinstance(note_ids, tuple) else ()
        for note_id, box in self._boxes.items():
            box.set_value(note_id in wanted)
