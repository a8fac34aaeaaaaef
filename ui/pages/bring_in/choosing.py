"""The first thing one sees: where a file can be chosen, or dropped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMargins, QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm.i18n import _
from ui.theme import Theme
from ui.widgets.buttons import PrimaryButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.painting import grown
from ui.widgets.surfaces import Card
from ui.widgets.text import Heading, PlainLabel

_ICON = 32
_READABLE = 460
_PADDING = QMargins(32, 40, 32, 40)


class ChooseView(QWidget):
    """Offers to choose a file, takes one that is dropped, and says why the last one did not do.

    Signals:
        choose_requested: the button was pressed.
        file_dropped: a file was dropped here, by its path.
    """

    choose_requested = Signal()
    file_dropped = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("bring_in.choose")
        self.setAcceptDrops(True)
        self._button = PrimaryButton(theme, _("Choose a file"), icon="upload")
        self._button.setObjectName("bring_in.choose_file")
        self._button.clicked.connect(self.choose_requested)
        self._problem = PlainLabel(tone="rose", wrap=True)
        self._problem.setObjectName("bring_in.problem")
        self._problem.hide()
        self.setFocusProxy(self._button)
        self._build(theme)

    def say(self, problem: str) -> None:
        """Say why the last file was not brought in; an empty text says nothing."""
        self._problem.set_text(problem)
        self._problem.setVisible(bool(problem))

    def _build(self, theme: Theme) -> None:
        card = Card(_PADDING)
        centre = Qt.AlignmentFlag.AlignHCenter
        card.body.addWidget(IconLabel(theme, "file-spreadsheet", "ink3", _ICON), 0, centre)
        card.body.addSpacing(12)
        card.body.addWidget(Heading(_("Choose a file, or drop it here")), 0, centre)
        card.body.addSpacing(6)
        # Not by alignment, which would give texts that wrap the height of one line.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._texts(theme))
        row.addStretch(1)
        card.body.addLayout(row)
        card.body.addSpacing(20)
        card.body.addWidget(self._button, 0, centre)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)

    def _texts(self, theme: Theme) -> QWidget:
        block = QWidget()
        block.setFixedWidth(grown(theme, _READABLE))
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for label in (self._explanation(), self._problem):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            column.addWidget(label)
        return block

    def _explanation(self) -> PlainLabel:
        text = _(
            "An address book (vCard), or a table saved as CSV or text: from a till, a web shop,"
            " a mailing list, a spreadsheet. You see what was found before anything is saved."
        )
        return PlainLabel(text, tone="ink2", wrap=True)

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(str(path))


def dropped_file(data: QMimeData) -> Path | None:
    """The first file of this computer among what is being dragged."""
    for url in data.urls():
        if url.isLocalFile() and Path(url.toLocalFile()).is_file():
            return Path(url.toLocalFile())
    return None
