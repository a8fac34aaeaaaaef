"""Labels that never guess at markup, with the line height of the type scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import Theme
from ui.theme.tokens import TYPE_SCALE, Role, Tone
from ui.widgets.spans import Setting, Span, lay_out, natural_width, paint_line

Ink = Literal["ink", "ink2", "ink3", "on_accent"] | Tone

_TABULAR = QFont.Tag("tnum")
_NARROWEST_LETTERS = 6
_RESETTING = (
    QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange,
)  # fmt: skip


def set_tooltip(widget: QWidget, text: str) -> None:
    """Show ``text`` as it is when the mouse rests on ``widget``, never as markup."""
    widget.setToolTip(plain_tooltip(text))


def plain_tooltip(text: str) -> str:
    """``text`` so that a tooltip shows it as it is, also where it looks like markup."""
    if "<" not in text and "&" not in text:
        return text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
    return f"<span>{escaped}</span>"


class PlainLabel(QLabel):
    """Text as it was written, in a role of the type scale.

    It paints itself, so that wrapped lines keep the drawn line height and single words can stand
    out (``set_spans``) without a markup language in between. Only spans with a colour of their own
    need a ``theme``.
    """

    def __init__(
        self,
        text: str = "",
        *,
        role: Role = "body",
        tone: Ink = "ink",
        wrap: bool = False,
        tabular: bool = False,
        theme: Theme | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role: Role = role
        self._spans: tuple[Span, ...] = ()
        self._line_counts: dict[int, int] = {}
        self._natural: QSize | None = None
        self._laid_out: tuple[int, Qt.AlignmentFlag, QTextLayout] | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if wrap:
            self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        if tabular:
            self._use_tabular_figures()
        if theme is not None:
            theme.changed.connect(self._on_theme_changed)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show ``text`` in one look."""
        self.set_spans([Span(text)])

    def set_spans(self, spans: Sequence[Span]) -> None:
        """Show ``spans`` one after the other; a screen reader hears them as one text."""
        if self._spans == (wanted := tuple(spans)):
            return
        self._spans = wanted
        self._forget_sizes()
        self.setText("".join(span.text for span in spans))
        self.updateGeometry()
        self.update()

    def set_tone(self, tone: Ink) -> None:
        """Show the text in another colour."""
        if self.property("tone") == tone:
            return
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)

    def line_height(self) -> int:
        """Pixels from one line to the next, grown with the letters."""
        style = TYPE_SCALE[self._role]
        return round(style.line * self.font().pixelSize() / style.size)

    def _use_tabular_figures(self) -> None:
        font = QFont()
        font.setFeature(_TABULAR, 1)
        self.setFont(font)

    def _on_theme_changed(self) -> None:
        self._forget_sizes()
        self.update()

    def _forget_sizes(self) -> None:
        self._line_counts.clear()
        self._natural = None
        self._laid_out = None

    def _setting(self) -> Setting:
        return Setting(
            self.font(), self.line_height(), self._theme, self.wordWrap(), self.alignment(),
            self.layoutDirection(),
        )  # fmt: skip

    def _lay_out(self, width: int) -> QTextLayout:
        """The lines at ``width``; what was measured last is what is painted next."""
        alignment = self.alignment()
        if self._laid_out is None or self._laid_out[:2] != (width, alignment):
            lines = lay_out(self._spans, self._setting(), width)
            self._laid_out = (width, alignment, lines)
        return self._laid_out[2]

    def _natural_size(self) -> QSize:
        self.ensurePolished()
        if self._natural is None:
            layout = lay_out(self._spans, self._setting())
            lines = max(1, layout.lineCount())
            self._natural = QSize(int(natural_width(layout)) + 1, lines * self.line_height())
        return self._natural

    def _line_count(self, width: int) -> int:
        if width not in self._line_counts:
            self._line_counts[width] = max(1, self._lay_out(width).lineCount())
        return self._line_counts[width]

    def _margins(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _narrow(self, size: QSize) -> QSize:
        letters = int(QFontMetricsF(self.font()).averageCharWidth() * _NARROWEST_LETTERS)
        return QSize(min(letters, size.width()), self.line_height()) + self._margins()

    # Qt overrides

    def hasHeightForWidth(self) -> bool:
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        self.ensurePolished()
        margins = self._margins()
        lines = self._line_count(max(1, width - margins.width()))
        return lines * self.line_height() + margins.height()

    def sizeHint(self) -> QSize:
        return self._natural_size() + self._margins()

    def minimumSizeHint(self) -> QSize:
        return self._narrow(self._natural_size()) if self.wordWrap() else self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in _RESETTING:
            self._forget_sizes()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse:
            super().paintEvent(event)
            return
        area = self.contentsRect()
        layout = self._lay_out(area.width())
        spare = area.height() - layout.lineCount() * self.line_height()
        down = spare // 2 if self.alignment() & Qt.AlignmentFlag.AlignVCenter else 0
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        layout.draw(painter, QPointF(area.left(), area.top() + max(0, down)))
        painter.end()


class ElidedLabel(PlainLabel):
    """One line that ends in an ellipsis where there is no room, and tells the whole on hover."""

    def is_cut(self) -> bool:
        """Whether the whole text has no room."""
        return self._natural_size().width() > self.contentsRect().width() + 1 or "\n" in self.text()

    def set_spans(self, spans: Sequence[Span]) -> None:
        """Show ``spans`` in one line."""
        super().set_spans(spans)
        self._tell_the_whole()

    def _tell_the_whole(self) -> None:
        set_tooltip(self, self.text() if self.is_cut() else "")

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(self._natural_size().width(), self.line_height()) + self._margins()

    def minimumSizeHint(self) -> QSize:
        return self._narrow(self._natural_size())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_the_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = self.palette().color(self.foregroundRole())
        paint_line(painter, self.contentsRect(), self._spans, self._setting(), colour)
        painter.end()


class Heading(PlainLabel):
    """The heading of a card."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, role="heading", parent=parent)


class SectionHeading(PlainLabel):
    """The small heading above a group of lines."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, role="label", tone="ink3", parent=parent)
