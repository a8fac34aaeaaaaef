"""What to print and on what: the choices beside the preview."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from crm.errors import CrmError, ValidationError
from crm.i18n import _
from crm.letters.letters import (
    OwnSheetRow,
    keep_own_sheet,
    list_own_sheets,
    remove_own_sheet,
)
from crm.letters.sheets import ENVELOPES, SHEETS, LabelSheet, Page, checked_sheet
from ui.context import Context
from ui.pages.letters.letter_editor import LetterEditor
from ui.pages.letters.own_sheet import OwnSheetForm
from ui.pages.letters.requests import KINDS, Kind, PrintRequest
from ui.paper import prints_on_letter
from ui.widgets.buttons import PlainButton
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.combo_box import ComboBox
from ui.widgets.form import Form

_GAP: Final = 16


class LettersOptions(QWidget):
    """Labels, envelopes or letters, and everything that goes with each.

    Signals:
        changed: something else is to be printed now.
    """

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._start = 0
        self._page: Page = "Letter" if prints_on_letter(context.settings.region) else "A4"
        self._kind = ChoiceRow(context.theme, [_("Labels"), _("Envelopes"), _("Letters")])
        self._sheet = ComboBox(context.theme)
        self._own = OwnSheetForm(context.theme)
        self._keep_own = PlainButton(context.theme, _("Keep this sheet"))
        self._remove_own = PlainButton(context.theme, _("Remove this sheet"))
        self._envelope = ComboBox(context.theme)
        self._sender = QLineEdit(context.settings.name)
        self._letter = LetterEditor(context)
        self._form = Form()
        self._build()
        self._connect()
        self.load()

    def kind(self) -> Kind:
        """What is to be printed: labels, envelopes or letters."""
        return KINDS[self._kind.current()]

    def request(self) -> PrintRequest:
        """What is to be printed; raises ValidationError where a sheet or a field cannot be."""
        kind = self.kind()
        if kind == "letters":
            self._letter.check()
        sheet = self._chosen_sheet() if kind == "labels" else SHEETS[0]
        return PrintRequest(
            kind=kind,
            sheet=sheet,
            start=self._start if self._start < sheet.count else 0,
            envelope=ENVELOPES[max(0, self._envelope.currentIndex())],
            sender=self._sender.text().strip(),
            page=self._page,
            text=self._letter.text(),
        )

    def begin_at(self, label: int) -> None:
        """Begin with another label of the first sheet."""
        self._start = label
        self.changed.emit()

    def load(self) -> None:
        """Show the sheets and letters that are kept now; what is chosen stays chosen."""
        with QSignalBlocker(self._sheet):
            chosen = self._sheet.currentText()
            self._sheet.clear()
            for row in list_own_sheets(self._context.workspace.store):
                self._sheet.addItem(row.sheet.name, row)
            for sheet in sorted(SHEETS, key=lambda each: each.page != self._page):
                self._sheet.addItem(_say_sheet(sheet), sheet)
            self._sheet.addItem(_("Other measurements …"), None)
            self._sheet.setCurrentIndex(max(0, self._sheet.findText(chosen)))
        self._letter.load()
        self._show_kind()

    def show_field_errors(self, errors: dict[str, str]) -> dict[str, str]:
        """Say what is wrong with the measurements or the letter."""
        return self._letter.show_field_errors(self._own.show_field_errors(errors))

    def _build(self) -> None:
        for name, widget in (
            ("kind", self._kind), ("sheet", self._sheet), ("envelope", self._envelope),
            ("sender", self._sender), ("keep_sheet", self._keep_own),
            ("remove_sheet", self._remove_own),
        ):  # fmt: skip
            widget.setObjectName(f"letters.{name}")
        self._sheet.setMaxVisibleItems(12)
        for envelope in ENVELOPES:
            size = f"{envelope.width:g} × {envelope.height:g} mm"
            self._envelope.addItem(f"{envelope.name}  {size}", envelope)
        hint = _("Click the first free label on the page, or go there with the arrow keys.")
        self._form.add_field("kind", _("What to print"), self._kind)
        self._form.add_field("sheet", _("Sheet of labels"), self._sheet, hint=hint)
        self._form.add_field("own", "", self._own_part())
        self._form.add_field("remove_own", "", self._remove_own)
        self._form.add_field("envelope", _("Envelope"), self._envelope)
        self._form.add_field("sender", _("Sender, small above the address"), self._sender)
        self._form.add_field("letter", "", self._letter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._form)
        self.setFocusProxy(self._kind)

    def _own_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self._own)
        column.addWidget(self._keep_own)
        return part

    def _connect(self) -> None:
        self._kind.chosen.connect(self._on_choice_changed)
        self._sheet.activated.connect(self._on_choice_changed)
        self._envelope.activated.connect(self._on_choice_changed)
        self._sender.textEdited.connect(self._on_choice_changed)
        self._own.edited.connect(self.changed)
        self._letter.edited.connect(self.changed)
        self._keep_own.clicked.connect(self._on_keep_clicked)
        self._remove_own.clicked.connect(self._on_remove_clicked)

    def _chosen_sheet(self) -> LabelSheet:
        chosen = self._sheet.currentData()
        if isinstance(chosen, LabelSheet):
            return chosen
        if isinstance(chosen, OwnSheetRow):
            return chosen.sheet
        return checked_sheet(self._own.sheet())

    def _show_kind(self) -> None:
        kind = self.kind()
        chosen = self._sheet.currentData()
        is_own = kind == "labels" and chosen is None
        shown: dict[str, bool] = {
            "sheet": kind == "labels",
            "own": is_own,
            "remove_own": kind == "labels" and isinstance(chosen, OwnSheetRow),
            "envelope": kind == "envelopes",
            "sender": kind == "envelopes",
            "letter": kind == "letters",
        }
        for name, is_shown in shown.items():
            self._form.set_field_shown(name, is_shown)

    def _on_choice_changed(self, _what: object = None) -> None:
        self._show_kind()
        self.changed.emit()

    def _on_keep_clicked(self) -> None:
        try:
            sheet = self._own.sheet()
        except ValidationError as error:
            self._own.show_field_errors(error.fields)
            return
        self._write(keep_own_sheet, sheet, lambda _id: self._choose_sheet(sheet.name))

    def _on_remove_clicked(self) -> None:
        chosen = self._sheet.currentData()
        if isinstance(chosen, OwnSheetRow):
            self._write(remove_own_sheet, chosen.id, lambda _nothing: self._choose_sheet(""))

    def _choose_sheet(self, name: str) -> None:
        self._own.show_field_errors({})
        self.load()
        self._sheet.setCurrentIndex(max(0, self._sheet.findText(name)))
        self._on_choice_changed()

    def _write(self, fn: Callable[..., Any], what: object, done: Callable[[Any], None]) -> None:
        def failed(error: CrmError) -> None:
            self._context.errors.present(error, self._own)

        self._context.tasks.write(fn, self._context.workspace.store, what, done=done, failed=failed)


def _say_sheet(sheet: LabelSheet) -> str:
    size = f"{sheet.width:.3g} × {sheet.height:.3g} mm"
    return f"{sheet.name}  {sheet.columns} × {sheet.rows}, {size}"
