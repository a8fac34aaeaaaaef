"""Rows of a story or an account: when, what in as many lines as it takes, and how much."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QStyleOptionViewItem

from ui.delegates.base import Index, Look, RowDelegate
from ui.models import ROW_ROLE
from ui.theme import Role, Theme, Tone
from ui.theme.tokens import RADIUS_CONTROL
from ui.widgets.painting import chip_size, draw_text, grown, paint_chip, text_width
from ui.widgets.spans import Setting, Span, lay_out

LEAD_WIDTH = 64
SIDE = 8

_GAP = 10
_ROW_GAP = 9
_CHIP_GAP = 5
_LEAST_TEXT = 40
_MOST_REMEMBERED = 5_000


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One row: ``lead`` says when, ``spans`` what, ``note`` more about it, ``amount`` how much.

    A ``strong`` row heads those below it, a ``faint`` one only tells that there are more.
    ``exact`` is told on hover. What is not ``active`` cannot be pressed.
    """

    key: Hashable
    lead: str
    spans: tuple[Span, ...]
    note: str = ""
    amount: str = ""
    chip: str = ""
    tone: Tone = "neutral"
    strong: bool = False
    faint: bool = False
    active: bool = True
    exact: str = ""

    @property
    def text(self) -> str:
        """What it says, without its look."""
        return "".join(span.text for span in self.spans)

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        parts = (self.exact or self.lead, self.chip, self.text, self.note, self.amount)
        return ", ".join(part for part in parts if part)


class LedgerDelegate(RowDelegate[LedgerRow]):
    """Paints a LedgerRow; rows are as high as their texts need at the width of the view.

    ``lead_width`` is in pixels as drawn.
    """

    lines = False
    radius = RADIUS_CONTROL
    lead_width = LEAD_WIDTH

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._heights: dict[tuple[LedgerRow, int], int] = {}
        theme.changed.connect(self.forget_heights)

    def paint_row(self, painter: QPainter, area: QRect, row: LedgerRow, look: Look) -> None:
        """Paint ``row``: the lead, the texts in their lines, the amount at the first of them."""
        inside = area.adjusted(SIDE, _ROW_GAP // 2, -SIDE, 0)
        line = self._theme.line_height("body")
        first = QRect(inside.left(), inside.top(), inside.width(), line)
        role: Role = "strong" if row.strong else "body"
        lead = self._theme.color("ink" if row.strong else "ink3" if row.faint else "ink2")
        draw_text(painter, first, self._theme, role, row.lead, lead)
        self._paint_amount(painter, first, row)
        self._paint_texts(painter, self._text_area(inside, row), row)

    def row_height(self, row: LedgerRow) -> int:
        """Of a row whose view has no width yet."""
        return self._theme.line_height("body") + _ROW_GAP

    def forget_heights(self) -> None:
        """The letters are another size now."""
        self._heights.clear()

    def height_at(self, row: LedgerRow, width: int) -> int:
        """Pixels that ``row`` takes in a view ``width`` pixels wide."""
        known = self._heights.get((row, width))
        if known is None:
            if len(self._heights) > _MOST_REMEMBERED:
                self._heights.clear()
            known = self._heights[row, width] = self._measure(row, width)
        return known

    def _measure(self, row: LedgerRow, width: int) -> int:
        room = self._text_area(QRect(SIDE, 0, width - 2 * SIDE, 0), row).width()
        lines = lay_out(row.spans, self._setting(row), room).lineCount()
        if row.note:
            lines += lay_out((Span(row.note),), self._plain(), room).lineCount()
        return max(1, lines) * self._theme.line_height("body") + _ROW_GAP

    def _text_area(self, inside: QRect, row: LedgerRow) -> QRect:
        area = inside.adjusted(grown(self._theme, self.lead_width) + _GAP, 0, 0, 0)
        if row.amount:
            area.setRight(area.right() - text_width(self._theme, "body", row.amount) - _GAP)
        area.setWidth(max(area.width(), _LEAST_TEXT))
        return area

    def _paint_amount(self, painter: QPainter, area: QRect, row: LedgerRow) -> None:
        painter.setFont(self._theme.font("body", tabular=True))
        painter.setPen(self._theme.color("ink2" if row.strong else "ink"))
        side = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, side | Qt.TextFlag.TextSingleLine, row.amount)

    def _paint_texts(self, painter: QPainter, area: QRect, row: LedgerRow) -> None:
        line = self._theme.line_height("body")
        if row.chip:
            size = chip_size(self._theme, row.chip, small=True)
            place = QRect(area.topLeft(), size)
            place.moveTop(area.top() + (line - size.height()) // 2)
            paint_chip(painter, place, self._theme, row.chip, row.tone)
        token = "ink3" if row.faint else "ink2" if row.strong else "ink"
        painter.setPen(self._theme.color(token))
        layout = lay_out(row.spans, self._setting(row), area.width())
        layout.draw(painter, QPointF(area.topLeft()))
        if row.note:
            painter.setPen(self._theme.color("ink3"))
            below = QPointF(area.left(), area.top() + layout.lineCount() * line)
            lay_out((Span(row.note),), self._plain(), area.width()).draw(painter, below)

    def _setting(self, row: LedgerRow) -> Setting:
        if not row.chip:
            return self._plain()
        indent = chip_size(self._theme, row.chip, small=True).width() + _CHIP_GAP
        return self._plain()._replace(indent=indent)

    def _plain(self) -> Setting:
        font, line = self._theme.font("body"), self._theme.line_height("body")
        return Setting(font, line, self._theme, wrap=True)

    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: LedgerRow = index.data(ROW_ROLE)
        view: QAbstractScrollArea = option.widget  # type: ignore[assignment]  # always the view
        return QSize(0, self.height_at(row, view.viewport().width()))
