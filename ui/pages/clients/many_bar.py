"""What can be done with those selected, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from crm.clients.filters import Among
from crm.i18n import _
from ui.context import Context
from ui.i18n import mark
from ui.theme.tokens import GAP, GAP_SMALL
from ui.widgets.buttons import Button, PlainButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.surfaces import Divider
from ui.widgets.text import ElidedLabel

# What can be done: its key, its words, its icon, and in which lists it is there.
_THINGS: Final[tuple[tuple[str, str, str, tuple[Among, ...]], ...]] = (
    ("tag", mark("Tag"), "tag", ("present", "archived", "everybody")),
    ("set", mark("Set"), "pencil", ("present", "archived", "everybody")),
    ("archive", mark("Archive"), "archive", ("present", "everybody")),
    ("unarchive", mark("Bring back"), "rotate-ccw", ("archived",)),
    ("restore", mark("Bring back"), "rotate-ccw", ("removed",)),
    ("erase", mark("Erase for good"), "trash-2", ("removed",)),
    ("remove", mark("Remove"), "trash-2", ("present", "archived", "everybody")),
    ("merge", mark("Merge"), "merge", ("present", "archived", "everybody")),
    ("labels", mark("Labels"), "mail", ("present", "archived", "everybody")),
    ("export", mark("Take out"), "download", ("present", "archived", "everybody")),
)
_TWO: Final = 2


class ManyBar(QWidget):
    """A row of buttons under the table while somebody is selected.

    Signals:
        asked: the key of what is to be done.
        stop_asked: what is under way is to end.
    """

    asked = Signal(str)
    stop_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._buttons: dict[str, Button] = {}
        self._doing = QWidget()
        self._choosing = QWidget()
        self._told = ElidedLabel(tone="ink2")
        self._progress = QProgressBar()
        self._stop = PlainButton(context.theme, _("Stop"))
        self._build(context)

    def show_things(self, among: Among, selected: int, offered: Sequence[str]) -> None:
        """Show what can be done with ``selected`` clients of such a list.

        ``offered`` are those done by somebody else who is there to do it.
        """
        for key, _text, _icon, where in _THINGS:
            fits = among in where
            if key in ("merge", "labels", "export"):
                fits = fits and key in offered
            if key == "merge":
                fits = fits and selected == _TWO
            self._buttons[key].setVisible(fits)

    def show_progress(self, done: int, total: int | None, text: str) -> None:
        """Say how far it is, in place of the buttons."""
        del text
        self._choosing.hide()
        self._doing.show()
        self.show()
        is_through = total is None or done >= total
        self._progress.setRange(0, 0 if is_through else total or 0)
        self._progress.setValue(done)
        self._stop.setVisible(not is_through)
        if is_through:  # what follows from it is made anew, which nobody can count
            self._told.set_text(_("Saving…"))
        else:
            self._told.set_text(_("{done} of {total}").format(done=f"{done:,}", total=f"{total:,}"))

    def show_done(self) -> None:
        """Offer the buttons again."""
        self._doing.hide()
        self._choosing.show()

    def offered(self) -> list[tuple[str, str]]:
        """What can be done now: key and words."""
        return [
            (key, _(text))
            for key, text, _icon, _where in _THINGS
            if self._buttons[key].isVisibleTo(self._choosing)
        ]

    def button(self, key: str) -> Button:
        """What is pressed for it, for menus to stand at."""
        return self._buttons[key]

    def _build(self, context: Context) -> None:
        self.setObjectName("clients.many")
        row = FlowLayout(self._choosing)
        for key, text, icon, _where in _THINGS:
            button = PlainButton(context.theme, _(text), icon=icon)
            button.setObjectName(f"clients.many.{key}")
            button.clicked.connect(lambda _on=False, each=key: self.asked.emit(each))
            self._buttons[key] = button
            row.addWidget(button)
        self._stop.setObjectName("clients.many.stop")
        self._stop.clicked.connect(self.stop_asked)
        doing = QHBoxLayout(self._doing)
        doing.setContentsMargins(0, 0, 0, 0)
        doing.setSpacing(GAP)
        doing.addWidget(self._progress, 1)
        doing.addWidget(self._told)
        doing.addWidget(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Divider())
        inside = QVBoxLayout()
        inside.setContentsMargins(GAP, GAP_SMALL, GAP, 0)
        inside.addWidget(self._choosing)
        inside.addWidget(self._doing)
        column.addLayout(inside)
        self._doing.hide()
