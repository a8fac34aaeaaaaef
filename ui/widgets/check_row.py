"""Something to tick off: a box, what it is about, and more about it below."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSignalBlocker, QSize, Qt, Signal
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
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_words(text)

    def set_words(self, text: str) -> None:
        """Say what ticking it does."""
        self.setAccessibleName(text)
        set_tooltip(self, text)

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
    """A box with a text beside it, which can be pressed, and a detail below.

    Signals:
        ticked: the box was ticked; it takes no second tick.
        activated: the text was pressed.
    """

    ticked = Signal()
    activated = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = CheckBox(theme, "")
        self.link = LinkLabel(theme, "", token="ink")
        self._detail = PlainLabel(wrap=True)
        self.box.toggled.connect(self._on_box_toggled)
        self.link.clicked.connect(self.activated)
        self._build()

    def show_row(self, text: str, *, tick: str, detail: str = "", tone: Ink = "ink2") -> None:
        """Tell of something else that is not ticked.

        ``tick`` says what ticking does, for those who hear or point.
        """
        self.box.set_words(f"{tick}: {text}")
        with QSignalBlocker(self.box):
            self.box.setChecked(False)
        self.box.setEnabled(True)
        self.link.setText(text)
        self.link.setAccessibleName(text)
        self._detail.set_text(detail)
        self._detail.set_tone(tone)
        self._detail.setVisible(bool(detail))

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setContentsMargins(0, _REACH - 1, 0, 0)
        words.setSpacing(0)
        words.addWidget(self.link)
        words.addWidget(self._detail)
        row.addLayout(words, 1)

    def _on_box_toggled(self, checked: bool) -> None:
        if checked:
            self.box.setEnabled(False)
            self.ticked.emit()


class DoneRow(QWidget):
    """What is ticked off already, told under what is not."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = CheckBox(theme, "")
        self._box.setChecked(True)
        self._box.setEnabled(False)
        self._words = PlainLabel(tone="ink3", wrap=True)
        self._words.setContentsMargins(0, _REACH - 1, 0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self._box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def show_text(self, text: str) -> None:
        """Tell of something else that is done."""
        self._box.set_words(text)
        self._words.set_text(text)
