"""A field for a few lines of text that grows with what is typed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from ui.widgets.key_events import has_control, is_enter

_MARGIN = 4
_FRAME = 16  # padding and line above and below, as the stylesheet draws them


class ElasticText(QPlainTextEdit):
    """As high as its text, from ``least`` to ``most`` lines, then it scrolls; Tab leaves it."""

    def __init__(self, *, least: int = 2, most: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least
        self._most = most
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(_MARGIN)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)

    def _on_size_changed(self) -> None:
        self.updateGeometry()

    # Qt overrides

    def sizeHint(self) -> QSize:
        document: QTextDocument = self.document()
        lines = min(self._most, max(self._least, round(document.size().height())))
        height = lines * self.fontMetrics().lineSpacing() + 2 * _MARGIN + _FRAME
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if has_control(event) and is_enter(event):
            event.ignore()  # saving belongs to what the field stands in
            return
        super().keyPressEvent(event)
