"""What things lie on: cards, sunken panels, and the line between two groups."""

from __future__ import annotations

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Tone
from ui.widgets.text import SectionHeading

_CARD_PADDING = QMargins(16, 14, 16, 14)
_PANEL_PADDING = QMargins(14, 12, 14, 12)


class Card(QFrame):
    """A sheet of paper with a line around it; things are added to ``body``.

    ``padding`` is counted from the inner edge of the line.
    """

    def __init__(self, padding: QMargins | None = None, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(_CARD_PADDING if padding is None else padding)
        self.body.setSpacing(0)


class Panel(QFrame):
    """A quiet block inside a card, with a small heading unless ``title`` is empty.

    ``tone`` gives it the soft ground of a tone, for what must not be overlooked.
    """

    def __init__(
        self,
        title: str = "",
        *,
        tone: Tone | None = None,
        padding: QMargins | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        if tone is not None:
            self.setProperty("tone", tone)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(_PANEL_PADDING if padding is None else padding)
        self.body.setSpacing(6)
        if title:
            self.body.addWidget(SectionHeading(title))
            self.setAccessibleName(title)


class Divider(QFrame):
    """A line of one pixel, lying unless ``upright``."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "divider")
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        if upright:
            self.setFixedWidth(1)
            self.setSizePolicy(fixed, free)
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(free, fixed)
