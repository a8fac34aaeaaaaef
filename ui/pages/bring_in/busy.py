"""How far reading or writing is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from crm.i18n import _
from ui.theme import Theme
from ui.widgets.buttons import PlainButton
from ui.widgets.surfaces import Card
from ui.widgets.text import Heading, PlainLabel

_PADDING = QMargins(28, 24, 28, 24)


class BusyView(QWidget):
    """A heading, a bar, a count.

    Signals:
        stop_requested: Stop was pressed.
    """

    stop_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("bring_in.busy")
        self._heading = Heading()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._text = PlainLabel(tone="ink2", tabular=True)
        self._text.setObjectName("bring_in.progress")
        self._stop = PlainButton(theme, _("Stop"), icon="x")
        self._stop.setObjectName("bring_in.stop")
        self._stop.clicked.connect(self._on_stop_clicked)
        self.setFocusProxy(self._stop)
        card = Card(_PADDING)
        for widget, gap in ((self._heading, 14), (self._bar, 8), (self._text, 16)):
            card.body.addWidget(widget)
            card.body.addSpacing(gap)
        card.body.addWidget(self._stop, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)

    def begin(self, title: str) -> None:
        """Start anew under ``title``."""
        self.setAccessibleName(title)
        self._heading.set_text(title)
        self._text.set_text("")
        self._bar.setRange(0, 0)
        self._stop.setEnabled(True)

    def show_progress(self, done: int, total: int | None, text: str) -> None:
        """Say that ``done`` of ``total`` rows are behind; None where the end is not known."""
        self._bar.setRange(0, total or 0)
        self._bar.setValue(done)
        count = f"{done:,} / {total:,}" if total else ""
        self._text.set_text("  ".join(each for each in (text, count) if each))

    def _on_stop_clicked(self) -> None:
        self._stop.setEnabled(False)
        self._text.set_text(_("Stopping …"))
        self.stop_requested.emit()
