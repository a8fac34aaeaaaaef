"""Lines of text on paper, in tenths of a point, the same on a screen and on a printer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextLine, QTextOption

from ui.theme.tokens import FONT_FAMILY

UNITS_AN_INCH: Final = 720
"""Tenths of a point in an inch: what everything on paper is measured in here."""

UNITS_A_MM: Final = UNITS_AN_INCH / 25.4

_LINE_HEIGHT: Final = 1.25  # of the size of the letters
_LARGEST: Final = 110
_LEGIBLE: Final = 80
_SMALLEST: Final = 50
_STEP: Final = 5


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line as it will stand; ``layout`` keeps its letters alive."""

    layout: QTextLayout
    line: QTextLine
    height: float

    def draw(self, painter: QPainter, left: float, top: float) -> None:
        """Draw it with its upper left corner there."""
        at = QPointF(left, top + (self.height - self.line.height()) / 2 - self.line.y())
        self.line.draw(painter, at)


def set_lines(text: str, size: int, width: float) -> list[SetLine]:
    """``text`` broken into lines of at most ``width``, between words wherever that can be."""
    return [line for each in text.split("\n") for line in _set_paragraph(each, size, width)]


def fit_lines(texts: Sequence[str], box: QRectF) -> tuple[list[SetLine], float]:
    """The lines of a label, as large as they fit, and by what they are to be scaled.

    They shrink a little before they wrap, and wrap before they become hard to read; what still
    does not fit is scaled, so that nothing is ever cut.
    """
    text = "\n".join(texts)
    for size in range(_LARGEST, _LEGIBLE - 1, -_STEP):
        lines = set_lines(text, size, box.width())
        if len(lines) == len(texts) and _height(lines) <= box.height():
            return lines, 1.0
    for size in range(_LARGEST, _SMALLEST - 1, -_STEP):
        lines = set_lines(text, size, box.width())
        if _height(lines) <= box.height():
            return lines, 1.0
    lines = set_lines(text, _SMALLEST, box.width())
    return lines, box.height() / _height(lines)


def draw_in_box(painter: QPainter, texts: Sequence[str], box: QRectF) -> None:
    """Draw lines into ``box``, in the middle of its height."""
    lines, scale = fit_lines(texts, box)
    painter.save()
    painter.translate(box.left(), box.top() + (box.height() - _height(lines) * scale) / 2)
    painter.scale(scale, scale)
    top = 0.0
    for line in lines:
        line.draw(painter, 0.0, top)
        top += line.height
    painter.restore()


def break_pages(lines: Sequence[SetLine], height: float) -> Iterator[list[SetLine]]:
    """The lines of a text, page by page of ``height``; an empty text is one empty page."""
    page: list[SetLine] = []
    used = 0.0
    for line in lines:
        if page and used + line.height > height:
            yield page
            page, used = [], 0.0
        page.append(line)
        used += line.height
    yield page


def _set_paragraph(text: str, size: int, width: float) -> list[SetLine]:
    layout = QTextLayout(text, _font(size))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    layout.setTextOption(option)
    lines = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(line)
    layout.endLayout()
    return [SetLine(layout, line, max(size * _LINE_HEIGHT, line.height())) for line in lines]


def _font(size: int) -> QFont:
    font = QFont(FONT_FAMILY)
    font.setPixelSize(size)  # a unit is a pixel as far as the font knows
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _height(lines: Sequence[SetLine]) -> float:
    return sum(line.height for line in lines)
