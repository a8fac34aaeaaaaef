"""A letter being written: its text, the fields it may hold, and its name once it is kept."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from crm.clients.custom_fields import list_custom_fields
from crm.errors import CrmError
from crm.i18n import _
from crm.letters.letter_text import FIELDS, check_letter
from crm.letters.letters import (
    LetterDraft,
    LetterRow,
    add_letter,
    change_letter,
    list_letters,
    remove_letter,
)
from ui.context import Context
from ui.widgets.buttons import PlainButton
from ui.widgets.combo_box import ComboBox
from ui.widgets.elastic_text import ElasticText
from ui.widgets.form import Form

_GAP: Final = 8


class LetterEditor(Form):
    """One letter at a time: a new one, or one of those that are kept.

    Signals:
        edited: the text is another.
    """

    edited = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._which = ComboBox(context.theme)
        self._text = ElasticText(least=9, most=14)
        self._insert = ComboBox(context.theme)
        self._name = QLineEdit()
        self._own_fields: tuple[str, ...] = ()
        self._keep = PlainButton(context.theme, _("Keep"))
        self._remove = PlainButton(context.theme, _("Remove"))
        self._build()
        self._connect()
        self._text.setPlainText(_("{address}\n\n{today}\n\nDear {greeting},\n\n\n\n{shop}"))

    def text(self) -> str:
        """The letter with its fields."""
        return self._text.toPlainText()

    def check(self) -> None:
        """Raise ValidationError (``text``) where the letter names a field that nobody knows."""
        check_letter(self.text(), self._own_fields)

    def load(self) -> None:
        """Show the letters and fields there are now; what is being written stays."""
        store = self._context.workspace.store
        with QSignalBlocker(self._which):
            chosen = self._row()
            self._which.clear()
            self._which.addItem(_("A new letter"), None)
            for row in list_letters(store):
                self._which.addItem(row.name, row)
            self._which.setCurrentIndex(self._place_of(chosen.id if chosen else 0))
        with QSignalBlocker(self._insert):
            self._insert.clear()
            self._insert.addItem(_("Insert a field …"), "")
            for name, meaning in FIELDS.items():
                self._insert.addItem(f"{{{name}}}  {_(meaning)}", name)
            self._own_fields = tuple(field.name for field in list_custom_fields(store))
            for name in self._own_fields:
                self._insert.addItem(f"{{{name}}}", name)
        self._remove.setVisible(self._row() is not None)

    def _build(self) -> None:
        for name, widget in (
            ("which", self._which), ("text", self._text), ("insert", self._insert),
            ("name", self._name), ("keep", self._keep), ("remove", self._remove),
        ):  # fmt: skip
            widget.setObjectName(f"letters.letter.{name}")
        self._name.setPlaceholderText(_("spring sale"))
        self.add_field("which", _("Letter"), self._which)
        self.add_field("text", _("Text"), self._text)
        self.add_field("insert", "", self._insert)
        self.add_field("name", _("Keep it as"), self._name)
        self.add_field("buttons", "", self._buttons())

    def _buttons(self) -> QWidget:
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self._keep)
        row.addWidget(self._remove)
        row.addStretch(1)
        return part

    def _connect(self) -> None:
        self._which.activated.connect(self._on_which_activated)
        self._text.textChanged.connect(self.edited)
        self._insert.activated.connect(self._on_insert_activated)
        self._keep.clicked.connect(self._on_keep_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)

    def _row(self) -> LetterRow | None:
        row = self._which.currentData()
        return row if isinstance(row, LetterRow) else None

    def _place_of(self, letter_id: int) -> int:
        rows = (self._which.itemData(place) for place in range(self._which.count()))
        places = (
            place
            for place, row in enumerate(rows)
            if isinstance(row, LetterRow) and row.id == letter_id
        )
        return next(places, 0)

    def _on_which_activated(self, _place: int) -> None:
        row = self._row()
        self._name.setText(row.name if row else "")
        if row is not None:
            self._write_anew(row.text)
        self._remove.setVisible(row is not None)

    def _write_anew(self, text: str) -> None:
        """Put ``text`` in place of what stood there, so that Ctrl+Z brings that back."""
        cursor = QTextCursor(self._text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def _on_insert_activated(self, _place: int) -> None:
        name = self._insert.currentData()
        self._insert.setCurrentIndex(0)
        if name:
            self._text.insertPlainText(f"{{{name}}}")
            self._text.setFocus()

    def _on_keep_clicked(self) -> None:
        row, draft = self._row(), LetterDraft(self._name.text(), self.text())
        store, tasks = self._context.workspace.store, self._context.tasks
        if row is None:
            tasks.write(add_letter, store, draft, done=self._on_kept, failed=self._on_failed)
        else:
            tasks.write(
                change_letter, store, row.id, row.rev, draft,
                done=lambda _nothing: self._on_kept(row.id), failed=self._on_failed,
            )  # fmt: skip

    def _on_kept(self, letter_id: int) -> None:
        self.show_field_errors({})
        self.load()
        self._which.setCurrentIndex(self._place_of(letter_id))
        self._remove.setVisible(True)

    def _on_remove_clicked(self) -> None:
        row = self._row()
        if row is not None:
            store = self._context.workspace.store
            self._context.tasks.write(
                remove_letter, store, row.id, done=lambda _nothing: self.load()
            )

    def _on_failed(self, error: CrmError) -> None:
        self._context.errors.present(error, self)
