"""Measurements of a sheet of labels that no list knows."""

from __future__ import annotations

from math import isfinite, nan
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from crm.errors import ValidationError
from crm.i18n import _
from crm.letters.sheets import SHEETS, LabelSheet, Page
from ui.i18n import mark
from ui.theme import Theme
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.form import Form

_PAGES: Final[tuple[Page, ...]] = ("A4", "Letter")
_COUNTS: Final = (("columns", mark("Labels across")), ("rows", mark("Labels down")))
_LENGTHS: Final = (
    ("width", mark("Width of one")), ("height", mark("Height of one")),
    ("left", mark("Left margin")), ("top", mark("Top margin")),
    ("step_x", mark("From edge to edge, across")), ("step_y", mark("From edge to edge, down")),
)  # fmt: skip


class OwnSheetForm(Form):
    """Two numbers beside each other, in millimetres.

    Signals:
        edited: something was typed.
    """

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._fields: dict[str, QLineEdit] = {}
        self._page = ChoiceRow(theme, _PAGES)
        self._add("name", _("What is it called?"))
        self.add_field("page", _("Page"), self._page)
        for place, (name, label) in enumerate((*_COUNTS, *_LENGTHS)):
            self._add(name, _(label), beside=place % 2 == 1)
        self._page.chosen.connect(self.edited)
        self.show_sheet(SHEETS[0], name="")

    def show_sheet(self, sheet: LabelSheet, name: str) -> None:
        """Begin with the measurements of ``sheet``."""
        self._page.choose(_PAGES.index(sheet.page))
        self._fields["name"].setText(name)
        for field, _label in (*_COUNTS, *_LENGTHS):
            self._fields[field].setText(f"{getattr(sheet, field):g}")

    def sheet(self) -> LabelSheet:
        """What was typed; raises ValidationError where that is no number."""
        problems: dict[str, str] = {}
        counts = [self._number(field, problems, whole=True) for field, _label in _COUNTS]
        lengths = [self._number(field, problems) for field, _label in _LENGTHS]
        if problems:
            raise ValidationError(problems)
        columns, rows = (int(each) for each in counts)
        page = _PAGES[self._page.current()]
        return LabelSheet(self._fields["name"].text().strip(), page, columns, rows, *lengths)

    def _add(self, name: str, label: str, *, beside: bool = False) -> None:
        field = self._fields[name] = QLineEdit()
        field.setObjectName(f"letters.own.{name}")
        field.textEdited.connect(self.edited)
        self.add_field(name, label, field, beside=beside)

    def _number(self, field: str, problems: dict[str, str], *, whole: bool = False) -> float:
        try:
            number = float(self._fields[field].text().strip().replace(",", "."))
        except ValueError:
            number = nan
        if not isfinite(number):
            problems[field] = _("This is no number.")
            return 0.0
        if whole and number != int(number):
            problems[field] = _("This has to be a whole number.")
        return number
