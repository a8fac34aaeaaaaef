"""A column of labelled fields, each with a place for what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.text import PlainLabel, SectionHeading

_LABEL_GAP = 6
_BELOW_GAP = 4
_FIELD_GAP = 16
_SIDE_GAP = 12


class _Place(QWidget):
    """One field under its label, with its hint or what is wrong below."""

    def __init__(self, label: str, field: QWidget, hint: str) -> None:
        super().__init__()
        self.field = field
        self._hint = hint
        self._below = PlainLabel(hint, role="small", tone="ink3", wrap=True)
        self._below.setContentsMargins(0, _BELOW_GAP, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if label:
            heading = SectionHeading(label)
            heading.setBuddy(field)
            column.addWidget(heading)
            column.addSpacing(_LABEL_GAP)
        column.addWidget(field)
        column.addWidget(self._below)
        column.addStretch(1)  # beside a higher one it stands at the top
        self._below.setVisible(bool(hint))  # not before: it would stand there as a window
        if not field.accessibleName():
            field.setAccessibleName(label)

    def show_problem(self, problem: str) -> None:
        """Say what is wrong; without it the hint stands there again."""
        text = problem or self._hint
        self._below.set_text(text)
        self._below.set_tone("rose" if problem else "ink3")
        self._below.setVisible(bool(text))
        (self.field.focusProxy() or self.field).setAccessibleDescription(text)


class Form(QWidget):
    """Fields by name, one below the other; ``show_field_errors`` says what is wrong beside each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: dict[str, _Place] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_FIELD_GAP)

    def add_field(
        self,
        name: str,
        label: str,
        field: QWidget,
        *,
        hint: str = "",
        beside: bool = False,
        stretch: int = 1,
    ) -> None:
        """Add ``field`` under ``label``; ``hint`` stands below it as long as nothing is wrong.

        With ``beside`` it stands to the right of the one added before; ``stretch`` says how wide
        it is compared to its neighbours.
        """
        place = _Place(label, field, hint)
        row = self._last_row() if beside else None
        if row is None:
            row = QHBoxLayout()
            row.setSpacing(_SIDE_GAP)
            self._column.addLayout(row)
        row.addWidget(place, stretch)
        self._places[name] = place

    def field(self, name: str) -> QWidget:
        """The field added under ``name``; raises KeyError."""
        return self._places[name].field

    def set_field_shown(self, name: str, shown: bool) -> None:
        """Show a field with its label, or take both away for now."""
        self._places[name].setVisible(shown)

    def show_field_errors(self, errors: Mapping[str, str]) -> dict[str, str]:
        """Say what is wrong beside each field and bring the keyboard to the first.

        Gives back what belongs to no field here. No errors take earlier words away.
        """
        for name, place in self._places.items():
            place.show_problem(errors.get(name, ""))
        first = next((name for name in self._places if name in errors), None)
        if first is not None:
            self.set_field_shown(first, True)
            self._places[first].field.setFocus()
        return {name: text for name, text in errors.items() if name not in self._places}

    def _last_row(self) -> QHBoxLayout | None:
        item = self._column.itemAt(self._column.count() - 1)
        row = item.layout() if item is not None else None
        return row if isinstance(row, QHBoxLayout) else None
