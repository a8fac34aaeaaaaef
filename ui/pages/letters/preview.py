"""A page as it will come out of the printer, drawn small."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.i18n import _
from ui.pages.letters.paper import LabelPaper, Paper
from ui.pages.letters.typesetting import UNITS_A_MM
from ui.theme import Theme
from ui.theme.tokens import LIGHT
from ui.widgets.painting import paint_focus_ring

_MARGIN: Final = 4
_SMALLEST: Final = QSize(220, 220)
_STEPS: Final = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
_AT_NIGHT: Final = 0.85  # white paper blinds in a dark window
_PAGES: Final = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class PaperPreview(QWidget):
    """One page at a time. On the first sheet of labels, the first free one is chosen.

    Signals:
        start_chosen: the label that printing begins with.
        page_changed: another page is shown, counted from 0.
    """

    start_chosen = Signal(int)
    page_changed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._paper: Paper | None = None
        self._number = 0
        self.setObjectName("letters.preview")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_paper(self, paper: Paper | None) -> None:
        """Show other pages, as near as possible to where one is."""
        self._paper = paper
        self.show_page(self._number)
        self.update()

    def show_page(self, number: int) -> None:
        """Show page ``number``, or the nearest there is."""
        last = self._paper.count() - 1 if self._paper is not None else 0
        self._number = min(max(0, number), last)
        self.setAccessibleName(_("Page {number}").format(number=self._number + 1))
        self.page_changed.emit(self._number)
        self.update()

    def number(self) -> int:
        """The page that is shown, counted from 0."""
        return self._number

    def label_place(self, index: int) -> QRectF:
        """Where label ``index`` of the page is drawn in this widget; empty without labels."""
        if not isinstance(self._paper, LabelPaper):
            return QRectF()
        box, page = self._paper.sheet.place(index), self._page_rect()
        scale = page.width() / self._paper.size_mm.width()
        return QRectF(
            page.left() + box.left * scale,
            page.top() + box.top * scale,
            box.width * scale,
            box.height * scale,
        )

    def _page_rect(self) -> QRectF:
        """The paper, as large as it fits."""
        if self._paper is None:
            return QRectF()
        room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        size = self._paper.size_mm.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (room.width() - size.width()) / 2, (room.height() - size.height()) / 2
        return QRectF(room.topLeft() + QPointF(left, top), size)

    def _label_at(self, place: QPointF) -> int | None:
        if not isinstance(self._paper, LabelPaper) or self._number:
            return None
        labels = range(self._paper.sheet.count)
        return next((each for each in labels if self.label_place(each).contains(place)), None)

    def _paint_labels(self, painter: QPainter, paper: LabelPaper) -> None:
        pen = QPen(QColor(LIGHT.line), 1, Qt.PenStyle.DashLine)
        for index in range(paper.sheet.count):
            box = self.label_place(index)
            if not self._number and index < paper.start:
                painter.fillRect(box, QColor(LIGHT.sunken))
            painter.setPen(pen)
            painter.drawRect(box)

    def _move_start(self, paper: LabelPaper, across: int, down: int) -> None:
        start = paper.start + across + down * paper.sheet.columns
        if 0 <= start < paper.sheet.count:
            self.start_chosen.emit(start)

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        return _SMALLEST

    def sizeHint(self) -> QSize:
        return _SMALLEST * 2

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._paper is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        page = self._page_rect()
        if self._theme.tokens.dark:
            painter.setOpacity(_AT_NIGHT)
        painter.fillRect(page, QColor(LIGHT.surface))
        if isinstance(self._paper, LabelPaper):
            self._paint_labels(painter, self._paper)
        painter.save()
        painter.setClipRect(page)
        painter.translate(page.topLeft())
        scale = page.width() / (self._paper.size_mm.width() * UNITS_A_MM)
        painter.scale(scale, scale)
        self._paper.paint(painter, self._number)
        painter.restore()
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.drawRect(page)
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), self._theme.color("accent"), _MARGIN)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        label = self._label_at(event.position())
        if label is not None:
            self.start_chosen.emit(label)
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _PAGES:
            self.show_page(self._number + _PAGES[key])
        elif key in _STEPS and isinstance(self._paper, LabelPaper) and not self._number:
            self._move_start(self._paper, *_STEPS[key])
        else:
            super().keyPressEvent(event)
