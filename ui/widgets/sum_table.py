"""A few lines that are added up: what, how many, how much, and what they come to together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Role, Theme
from ui.theme.tokens import RADIUS_PANEL
from ui.widgets.painting import draw_text, text_width

_PADDING = 14
_AIR = 17  # above and below a line of text, with the one pixel between two rows
_COUNT_WIDTH = 56
_AMOUNT_WIDTH = 82
_GAP = 12
_FAR = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class SumRow:
    """One line; ``missing`` shows its amount as what is still to be said."""

    text: str
    count: str
    amount: str
    missing: bool = False


class SumTable(QWidget):
    """Rows in a frame with their sum in the last one; hidden without rows."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[SumRow, ...] = ()
        self._total = SumRow("", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)
        self.hide()

    @property
    def rows(self) -> tuple[SumRow, ...]:
        """What is shown, without the sum."""
        return self._rows

    @property
    def total(self) -> SumRow:
        """The last row."""
        return self._total

    def show_rows(self, rows: Sequence[SumRow], total: SumRow) -> None:
        """Show ``rows`` and under them what they come to."""
        if (tuple(rows), total) == (self._rows, self._total):
            return
        self._rows, self._total = tuple(rows), total
        spoken = [" ".join(filter(None, (row.text, row.count, row.amount))) for row in self._all()]
        self.setAccessibleDescription(". ".join(spoken))
        self.setVisible(bool(rows))
        self.updateGeometry()
        self.update()

    def _all(self) -> tuple[SumRow, ...]:
        return (*self._rows, self._total)

    def _row_height(self) -> int:
        return self._theme.line_height("body") + _AIR

    def _widest(self, role: Role, texts: Sequence[str], least: int) -> int:
        return max([least, *(text_width(self._theme, role, text) for text in texts)])

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        rows = len(self._rows) + 1 if self._rows else 0
        return QSize(240, rows * self._row_height() + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        area = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        frame.addRoundedRect(area, RADIUS_PANEL, RADIUS_PANEL)
        painter.fillPath(frame, self._theme.color("surface"))
        painter.save()
        painter.setClipPath(frame)
        self._paint_rows(painter, event.rect())
        painter.restore()
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.drawPath(frame)
        painter.end()

    def _paint_rows(self, painter: QPainter, exposed: QRect) -> None:
        height = self._row_height()
        widths = (
            self._widest("body", [row.count for row in self._rows], _COUNT_WIDTH),
            self._widest("strong", [row.amount for row in self._all()], _AMOUNT_WIDTH),
        )
        for number, row in enumerate(self._all()):
            area = QRect(0, 1 + number * height, self.width(), height)
            if not area.intersects(exposed):
                continue
            last = number == len(self._rows)
            if last:
                painter.fillRect(area.adjusted(0, 0, 0, 1), self._theme.color("canvas"))
            if number:
                painter.fillRect(0, area.top() - 1, area.width(), 1, self._theme.color("line"))
            self._paint_row(painter, area, row, "strong" if last else "body", widths)

    def _paint_row(
        self, painter: QPainter, area: QRect, row: SumRow, role: Role, widths: tuple[int, int]
    ) -> None:
        ink, quiet = self._theme.color("ink"), self._theme.color("ink2")
        amount = area.adjusted(0, 0, -_PADDING, 0)
        amount.setLeft(amount.right() - widths[1])
        count = QRect(area)
        count.setRight(amount.left() - _GAP)
        count.setLeft(count.right() - widths[0])
        text = area.adjusted(_PADDING, 0, 0, 0)
        text.setRight((count.left() if row.count else amount.left()) - _GAP)
        draw_text(painter, text, self._theme, role, row.text, ink)
        draw_text(painter, count, self._theme, "body", row.count, quiet, _FAR)
        self._paint_amount(painter, amount, row, role)

    def _paint_amount(self, painter: QPainter, area: QRect, row: SumRow, role: Role) -> None:
        colour: QColor = self._theme.color("rose" if row.missing else "ink")
        painter.setFont(self._theme.font(role, tabular=True))
        painter.setPen(colour)
        painter.drawText(area, _FAR | Qt.TextFlag.TextSingleLine, row.amount)
