"""A small sheet of one question: what it is about, a field or two, and what to do with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm.i18n import _
from ui.context import Context
from ui.theme.tokens import GAP, GAP_SMALL
from ui.widgets.buttons import Button, PlainButton, PrimaryButton
from ui.widgets.key_events import is_enter, is_plain
from ui.widgets.key_hint import KeyHint
from ui.widgets.sheet import Sheet
from ui.widgets.text import ElidedLabel, PlainLabel

_WIDTH = 480
_FOOT_GAP = 18


class SmallSheet(Sheet):
    """Things are added to ``column``; Enter answers, as the primary button does.

    Signals:
        answered: the question was answered; the sheet is still open.
    """

    answered = Signal()

    def __init__(
        self, context: Context, over: QWidget, *, name: str, title: str, answer: str
    ) -> None:
        super().__init__(context.theme, over, title=title, width=_WIDTH)
        self._name = name
        self._answer = PrimaryButton(context.theme, answer, keys="Return")
        self._cancel = PlainButton(context.theme, _("Cancel"))
        self._problem = PlainLabel(tone="rose", wrap=True)
        self.column = QVBoxLayout()
        self.setObjectName(name)
        self._build_frame(title)
        context.actions.cover(self)
        self.closed.connect(self.deleteLater)
        self.submitted.connect(self.answered)
        self._answer.clicked.connect(self.answered)
        self._cancel.clicked.connect(self.close_sheet)

    def add_button(self, text: str, name: str) -> Button:
        """Another answer beside the primary one."""
        button = PlainButton(self._theme, text)
        button.setObjectName(f"{self._name}.{name}")
        self._foot.insertWidget(self._foot.count() - 1, button)
        return button

    def say_problem(self, sentence: str) -> None:
        """Say why it cannot be done; an empty sentence takes that away."""
        self._problem.set_text(sentence)
        self._problem.setVisible(bool(sentence))

    def _build_frame(self, title: str) -> None:
        head = QHBoxLayout()
        head.addWidget(ElidedLabel(title, role="heading"), 1)
        head.addWidget(KeyHint("Esc"))
        self._foot = QHBoxLayout()
        self._foot.setSpacing(GAP_SMALL)
        self._foot.addStretch(1)
        self._foot.addWidget(self._cancel)
        self._foot.addWidget(self._answer)
        self._answer.setObjectName(f"{self._name}.answer")
        self._cancel.setObjectName(f"{self._name}.cancel")
        self._problem.setObjectName(f"{self._name}.problem")
        self._problem.setContentsMargins(0, GAP_SMALL, 0, 0)
        self.column.setSpacing(GAP)
        self.body.addLayout(head)
        self.body.addSpacing(GAP)
        self.body.addLayout(self.column)
        self.body.addWidget(self._problem)
        self.body.addSpacing(_FOOT_GAP)
        self.body.addLayout(self._foot)
        self._problem.hide()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_plain(event) and is_enter(event):
            self.answered.emit()
            return
        super().keyPressEvent(event)
