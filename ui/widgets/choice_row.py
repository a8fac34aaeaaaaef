"""A few words of which one holds, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crm.i18n import _
from ui.theme import Theme
from ui.widgets.chip import Chip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.key_events import is_enter, is_plain

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ChoiceRow(QWidget):
    """Chips of which exactly one is chosen, by mouse, Space or the arrow keys.

    Tab comes to the one that is chosen and goes on from there.

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
            chip.installEventFilter(self)
            row.addWidget(chip)
        self._show()

    def current(self) -> int:
        """The number of the choice that holds."""
        return self._current

    def choose(self, number: int) -> None:
        """Let another choice hold, without telling anyone."""
        self._current = number
        self._show()

    def focus_choice(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Bring the keyboard to the choice that holds."""
        self._chips[self._current].setFocus(reason)

    def _show(self) -> None:
        for number, chip in enumerate(self._chips):
            holds = number == self._current
            chip.show_state(self._texts[number], "accent" if holds else "neutral")
            chip.setAccessibleDescription(_("chosen") if holds else "")
            by_tab = Qt.FocusPolicy.StrongFocus if holds else Qt.FocusPolicy.ClickFocus
            chip.setFocusPolicy(by_tab)
        self.setFocusProxy(self._chips[self._current])

    def _on_chip_clicked(self, number: int) -> None:
        self.choose(number)
        self.chosen.emit(number)

    def _move(self, step: int) -> None:
        self._on_chip_clicked((self._current + step) % len(self._chips))
        self.focus_choice(Qt.FocusReason.TabFocusReason)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A button would take the arrow keys as Tab, and Enter as a press.
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if is_enter(event) and is_plain(event) and watched is self._chips[self._current]:
            event.ignore()  # what holds already is answered by it: that is the form's
            return True
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or not is_plain(event):
            return False
        self._move(step)
        return True
