"""What an empty place says: what it is for, and the first step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.buttons import PlainButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.text import PlainLabel

_ICON = 32
_READABLE = 360


class EmptyState(QWidget):
    """An icon, a title, a sentence, and a button unless ``action`` is empty.

    Signals:
        action_triggered: the button was pressed.
    """

    action_triggered = Signal()

    def __init__(
        self,
        theme: Theme,
        icon: str,
        title: str,
        sentence: str,
        *,
        action: str = "",
        keys: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        self._build(theme, icon, title, sentence)
        if action:
            self._add_button(PlainButton(theme, action, keys=keys))
        self._centre()

    def _build(self, theme: Theme, icon: str, title: str, sentence: str) -> None:
        picture = IconLabel(theme, icon, "ink3", _ICON)
        self._column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(6)
        self._add_text(PlainLabel(title, role="heading", wrap=True))
        self._add_text(PlainLabel(sentence, tone="ink2", wrap=True))

    def _add_text(self, label: PlainLabel) -> None:
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(label)

    def _add_button(self, button: PlainButton) -> None:
        button.clicked.connect(self.action_triggered)
        self._column.addSpacing(10)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    def _centre(self) -> None:
        block = QWidget()
        block.setMaximumWidth(_READABLE)
        self._column.setContentsMargins(0, 0, 0, 0)
        block.setLayout(self._column)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(block, 100)
        row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.addStretch(2)
        outer.addLayout(row)
        outer.addStretch(3)
