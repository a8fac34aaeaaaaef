"""A card with a heading that stays and a column under it that scrolls when it has to."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.surfaces import Card
from ui.widgets.text import Heading

_PADDING = QMargins(16, 14, 0, 0)
_END = 14
_HEADING_GAP = 8


class ScrollCard(Card):
    """Things are added to ``column``."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(_PADDING, parent=parent)
        self.setAccessibleName(title)
        self.body.addWidget(Heading(title))
        self.body.addSpacing(_HEADING_GAP)
        self._content = QWidget()
        self.column = QVBoxLayout(self._content)
        self.column.setContentsMargins(0, 0, _PADDING.left(), _END)
        self.column.setSpacing(0)
        self.area = _ScrollArea(self._content)
        self.body.addWidget(self.area, 1)

    def scroll_to_top(self) -> None:
        """Show the beginning."""
        self.area.verticalScrollBar().setValue(0)


class _ScrollArea(QScrollArea):
    """A scroll area without frame and ground."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setProperty("kind", "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(content)
        content.setAutoFillBackground(False)
