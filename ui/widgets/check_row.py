"""Something to tick off: a box, what it is about, and more about it below."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.theme.tokens import RADIUS_KEY
from ui.widgets.link_label import LinkLabel
from ui.widgets.painted import PaintedButton
from ui.widgets.painting import fill_rounded, grown, outline_rounded, paint_focus_ring
from ui.widgets.text import Ink, PlainLabel, set_tooltip

_BOX = 16
_REACH = 4
_GAP = 4


class CheckBox(PaintedButton):
    """The box itself, 16 pixels square at the leading edge, with 4 more around it to hit."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.setCheckable(True)
        self.setAccessibleName(text)
        set_tooltip(self, text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    # Qt overrides

    def sizeHint(self) -> QSize:
        side = grown(self._theme, _BOX) + 2 * _REACH
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = grown(self._theme, _BOX)
        left = 0 if self.layoutDirection() is Qt.LayoutDirection.LeftToRight else 2 * _REACH
        box = QRect(left, _REACH, side, side)
        if self.isChecked():
            fill_rounded(painter, box, RADIUS_KEY, self._theme.color("accent_line"))
            self._paint_tick(painter, box)
        else:
            lit = self.underMouse() and self.isEnabled()
            line = self._theme.color("accent" if lit else "ink3")
            outline_rounded(painter, box, RADIUS_KEY, line, self._theme.color("surface"))
        if self.shows_ring():
            paint_focus_ring(painter, self.rect(), self._theme.color("accent"), RADIUS_KEY + 2)
        painter.end()

    def _paint_tick(self, painter: QPainter, box: QRect) -> None:
        side = box.width() - 4
        picture = self._theme.pixmap("check", "ink", side, self.devicePixelRatioF())
        painter.drawPixmap(box.left() + 2, box.top() + 2, picture)


class CheckRow(QWidget):
    """A box with ``text`` beside it, which can be pressed, and ``detail`` below.

    ``tick`` says what ticking does, for those who hear or point.

    Signals:
        ticked: the box was ticked; it takes no second tick.
        activated: the text was pressed.
    """

    ticked = Signal()
    activated = Signal()

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        tick: str,
        detail: str = "",
        tone: Ink = "ink2",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.box = CheckBox(theme, f"{tick}: {text}")
        self.link = LinkLabel(theme, text, token="ink")
        self.box.toggled.connect(self._on_box_toggled)
        self.link.clicked.connect(self.activated)
        self._build(detail, tone)

    def _build(self, detail: str, tone: Ink) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setContentsMargins(0, _REACH - 1, 0, 0)
        words.setSpacing(0)
        words.addWidget(self.link)
        if detail:
            words.addWidget(PlainLabel(detail, tone=tone, wrap=True))
        row.addLayout(words, 1)

    def _on_box_toggled(self, checked: bool) -> None:
        if checked:
            self.box.setEnabled(False)
            self.ticked.emit()


class DoneRow(QWidget):
    """What is ticked off already, told under what is not."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = CheckBox(theme, text)
        box.setChecked(True)
        box.setEnabled(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        words = PlainLabel(text, tone="ink3", wrap=True)
        words.setContentsMargins(0, _REACH - 1, 0, 0)
        row.addWidget(words, 1)
