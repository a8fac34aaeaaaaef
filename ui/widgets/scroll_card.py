"""A card with a heading that stays and a column under it that scrolls when it has to."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.surfaces import Card
from ui.widgets.text import Heading

_PADDING = QMargins(16, 14, 2, 2)
_SIDE = 8
_END = 12
_HEADING_GAP = 8


class ScrollCard(Card):
    """Things are added to ``column``.

    Where there is no room for two cards beside each other, one can move into another.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(_PADDING, parent=parent)
        self.setAccessibleName(title)
        self.body.addWidget(Heading(title))
        self.body.addSpacing(_HEADING_GAP)
        self._content = QWidget()
        self.column = QVBoxLayout(self._content)
        self.column.setContentsMargins(0, 0, _SIDE, _END)
        self.column.setSpacing(0)
        self.area = BareScrollArea(self._content)
        # As high as there is room for, never as high as what is in it.
        self.area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.body.addWidget(self.area, 1)
        self._inner_heading = Heading(title, self._content)
        self._inner_heading.hide()
        self._host: ScrollCard | None = None

    def move_into(self, host: ScrollCard | None) -> None:
        """Stand at the end of ``host`` under an own heading, or in the own card again."""
        if host is self._host:
            return
        self._host = host
        if host is None:
            self._inner_heading.hide()
            self.column.removeWidget(self._inner_heading)
            self.area.setWidget(self._content)
        else:
            self.area.takeWidget()
            self.column.insertWidget(0, self._inner_heading)
            self._inner_heading.show()
            host.column.insertWidget(host.column.count() - 1, self._content)
        self._content.show()
        self.column.setContentsMargins(0, 0, 0 if host else _SIDE, 0 if host else _END)
        self.setVisible(host is None)

    def scroll_to_top(self) -> None:
        """Show the beginning."""
        self.area.verticalScrollBar().setValue(0)


class BareScrollArea(QScrollArea):
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
