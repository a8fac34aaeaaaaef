"""What stands in the window while something has to be made before there is anything to see."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from crm.i18n import _
from ui.theme import Theme
from ui.widgets.buttons import PlainButton
from ui.widgets.surfaces import Card
from ui.widgets.text import Heading, PlainLabel

_WIDTH = 420


class BusyPage(QWidget):
    """A title, how far it is, and a way to stop it.

    Signals:
        stop_requested: whatever is being made is not wanted any more.
    """

    stop_requested = Signal()

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self.setObjectName("page.busy")
        self.setAccessibleName(title)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._text = PlainLabel(tone="ink2")
        stop = PlainButton(theme, _("Stop"))
        stop.clicked.connect(self.stop_requested)
        card = Card(QMargins(28, 24, 28, 24))
        card.setFixedWidth(_WIDTH)
        for widget, gap in ((Heading(title), 14), (self._bar, 8), (self._text, 16)):
            card.body.addWidget(widget)
            card.body.addSpacing(gap)
        card.body.addWidget(stop, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)

    def show_progress(self, done: int, total: int | None, text: str) -> None:
        """Say how far it is: ``done`` of ``total``, unknown where that is None."""
        self._bar.setRange(0, total or 0)
        self._bar.setValue(done)
        self._text.set_text(text or (f"{done:,} / {total:,}" if total else f"{done:,}"))
