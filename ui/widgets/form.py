"""A column of labelled fields, each with a place for what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.text import PlainLabel, SectionHeading

_LABEL_GAP = 6
_FIELD_GAP = 16


class Form(QWidget):
    """Fields by name, one below the other; ``show_field_errors`` says what is wrong beside each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, QWidget] = {}
        self._problems: dict[str, PlainLabel] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def add_field(self, name: str, label: str, field: QWidget, *, hint: str = "") -> None:
        """Add ``field`` under ``label``; ``hint`` stands below it as long as nothing is wrong."""
        heading = SectionHeading(label)
        heading.setBuddy(field)
        problem = PlainLabel(hint, role="small", tone="ink3", wrap=True)
        problem.setProperty("hint", hint)
        problem.setVisible(bool(hint))
        if not field.accessibleName():
            field.setAccessibleName(label)
        if self._fields:
            self._column.addSpacing(_FIELD_GAP)
        self._column.addWidget(heading)
        self._column.addSpacing(_LABEL_GAP)
        self._column.addWidget(field)
        self._column.addWidget(problem)
        self._fields[name] = field
        self._problems[name] = problem

    def show_field_errors(self, errors: Mapping[str, str]) -> dict[str, str]:
        """Say what is wrong beside each field and bring the keyboard to the first.

        Gives back what belongs to no field here. No errors take earlier words away.
        """
        for name, label in self._problems.items():
            text = errors.get(name, "") or str(label.property("hint"))
            label.set_text(text)
            label.set_tone("rose" if name in errors else "ink3")
            label.setVisible(bool(text))
            self._fields[name].setAccessibleDescription(text)
        first = next((name for name in self._fields if name in errors), None)
        if first is not None:
            self._fields[first].setFocus()
        return {name: text for name, text in errors.items() if name not in self._fields}
