"""A line or block of text whose pieces look different, laid out and painted without markup."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from ui.theme import Theme
from ui.theme.scripts import fitted

_LINE_SEPARATOR = "\u2028"
_ELLIPSIS = "\u2026"
_UNBOUNDED = 16_777_215.0


class Span(NamedTuple):
    """A piece of text with its own look; ``token`` names its colour, empty is that of the rest."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    token: str = ""


class Setting(NamedTuple):
    """How a block of text is set: its font, pixels from line to line, and where lines break.

    Without a ``theme`` all spans have the colour of the painter. The first line begins ``indent``
    pixels further on, where something else stands before it.
    """

    font: QFont
    line_height: int
    theme: Theme | None = None
    wrap: bool = False
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LayoutDirectionAuto
    indent: int = 0


def lay_out(spans: Sequence[Span], setting: Setting, width: float = _UNBOUNDED) -> QTextLayout:
    """``spans`` in lines of ``setting.line_height``, at most ``width`` pixels wide when wrapped."""
    text = "".join(span.text for span in spans).replace("\n", _LINE_SEPARATOR)
    layout = QTextLayout(text, fitted(setting.font, text))
    layout.setTextOption(_option(setting.alignment, setting.direction, setting.wrap))
    layout.setFormats(_formats(spans, setting.theme))
    _break_lines(layout, setting, width)
    return layout


def natural_width(layout: QTextLayout) -> float:
    """The width in pixels of the longest line of ``layout``."""
    return max(
        (layout.lineAt(i).naturalTextWidth() for i in range(layout.lineCount())), default=0.0
    )


def elide(spans: Sequence[Span], setting: Setting, width: float) -> tuple[Span, ...]:
    """``spans`` as one line of at most ``width`` pixels, ending in an ellipsis where cut."""
    line_spans = _in_one_line(spans)
    layout = lay_out(line_spans, setting)  # a line dies with its layout
    line = layout.lineAt(0)
    if not line.isValid() or line.naturalTextWidth() <= width:
        return line_spans
    room = width - QFontMetricsF(setting.font).horizontalAdvance(_ELLIPSIS)
    units = line.xToCursor(max(0.0, room), QTextLine.CursorPosition.CursorOnCharacter)
    return _first_units(line_spans, units)


def paint_line(
    painter: QPainter, area: QRect, spans: Sequence[Span], setting: Setting, colour: QColor
) -> None:
    """Paint ``spans`` as one line in the vertical middle of ``area``, cut where it is too long."""
    layout = lay_out(_in_one_line(spans), setting, area.width())
    if natural_width(layout) > area.width():
        layout = lay_out(elide(spans, setting, area.width()), setting, area.width())
    painter.setPen(colour)
    spare = area.height() - setting.line_height
    layout.draw(painter, QPointF(area.left(), area.top() + spare / 2))


def _in_one_line(spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(
        span._replace(text=span.text.replace("\n", " ")) if "\n" in span.text else span
        for span in spans
    )


@cache
def _option(alignment: Qt.AlignmentFlag, direction: Qt.LayoutDirection, wrap: bool) -> QTextOption:
    option = QTextOption(alignment & Qt.AlignmentFlag.AlignHorizontal_Mask)
    wraps = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
    option.setWrapMode(wraps if wrap else QTextOption.WrapMode.ManualWrap)
    option.setTextDirection(direction)
    return option


def _break_lines(layout: QTextLayout, setting: Setting, width: float) -> None:
    top, indent = 0.0, min(setting.indent, width)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width - indent)
        down = round((setting.line_height - line.height()) / 2)
        line.setPosition(QPointF(indent, top + down))
        top += setting.line_height
        indent = 0
    layout.endLayout()


def _formats(spans: Sequence[Span], theme: Theme | None) -> list[QTextLayout.FormatRange]:
    ranges: list[QTextLayout.FormatRange] = []
    start = 0
    for span in spans:
        length = _units(span.text)
        if span.bold or span.italic or span.underline or span.token:
            ranges.append(_format_range(span, start, length, theme))
        start += length
    return ranges


def _format_range(
    span: Span, start: int, length: int, theme: Theme | None
) -> QTextLayout.FormatRange:
    text_format = QTextCharFormat()
    if span.bold:
        text_format.setFontWeight(QFont.Weight.DemiBold)
    if span.italic:
        text_format.setFontItalic(True)
    if span.underline:
        text_format.setFontUnderline(True)
    if span.token and theme is not None:
        text_format.setForeground(theme.color(span.token))
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, text_format
    return made


def _units(text: str) -> int:
    """How long Qt takes ``text`` to be: UTF-16 units, two for an emoji."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _first_units(spans: Sequence[Span], units: int) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in spans:
        length = _units(span.text)
        if length >= units:
            head = span.text.encode("utf-16-le", "surrogatepass")[: units * 2]
            kept.append(span._replace(text=head.decode("utf-16-le", "ignore").rstrip() + _ELLIPSIS))
            break
        kept.append(span)
        units -= length
    return tuple(kept)
