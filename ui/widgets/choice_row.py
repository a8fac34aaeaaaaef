"""A few words of which one holds, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.chip import Chip
from ui.widgets.flow_layout import FlowLayout


class ChoiceRow(QWidget):
    """Chips of which exactly one is chosen, by mouse, Space or Enter.

    Signals:
        chosen: the number of the choice a person made.
    """

    chosen = Signal(int)

    def __init__(
        self, theme: Theme, choices: Sequence[str], current: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._texts = tuple(choices)
        self._current = current
        self._chips = [Chip(theme, text, clickable=True) for text in choices]
        row = FlowLayout(self)
        for number, chip in enumerate(self._chips):
            chip.clicked.connect(lambda _checked=False, each=number: self._on_chip_clicked(each))
            row.addWidget(chip)
        self._show()

    def current(self) -> int:
        """The number of the choice that holds."""
        return self._current

    def choose(self, number: int) -> None:
        """Let another choice hold, without telling anyone."""
        self._current = number
        self._show()

    def _show(self) -> None:
        for number, chip in enumerate(self._chips):
            chip.show_state(self._texts[number], "accent" if number == self._current else "neutral")

    def _on_chip_clicked(self, number: int) -> None:
        self.choose(number)
        self.chosen.emit(number)
