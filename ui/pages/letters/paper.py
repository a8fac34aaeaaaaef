"""The pages that come out of the printer: labels, envelopes, letters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from math import ceil
from typing import Final, Protocol

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter

from crm.errors import CancelledError
from crm.i18n import _
from crm.letters.addressees import Addressee
from crm.letters.sheets import PAGES, Box, Envelope, LabelSheet, Page
from crm.progress import NoProgress, Progress
from ui.pages.letters.typesetting import (
    UNITS_A_MM,
    SetLine,
    break_pages,
    draw_in_box,
    set_lines,
)
from ui.theme.tokens import LIGHT

INK: Final = LIGHT.ink
"""What is printed with, whatever the window looks like."""

_LABEL_PADDING_MM: Final = 3.0
_LETTER_MARGIN_MM: Final = 25.0
_LETTER_SIZE: Final = 110
_SENDER_SIZE: Final = 70


class Paper(Protocol):
    """Pages of one size."""

    @property
    def size_mm(self) -> QSizeF:
        """Width and height of every page in millimetres."""
        ...

    def count(self) -> int:
        """How many pages there are."""
        ...

    def paint(self, painter: QPainter, number: int) -> None:
        """Draw page ``number`` from 0; the painter counts in tenths of a point."""
        ...


class LabelPaper:
    """Addresses on a sheet of labels; the first one goes on label ``start``."""

    def __init__(self, sheet: LabelSheet, addressees: Sequence[Addressee], start: int = 0) -> None:
        self.sheet = sheet
        self.start = start
        self._addressees = addressees

    @property
    def size_mm(self) -> QSizeF:
        return QSizeF(*PAGES[self.sheet.page])

    def count(self) -> int:
        return max(1, ceil((self.start + len(self._addressees)) / self.sheet.count))

    def paint(self, painter: QPainter, number: int) -> None:
        painter.setPen(QColor(INK))
        first = number * self.sheet.count - self.start
        for index in range(self.sheet.count):
            if 0 <= first + index < len(self._addressees):
                box = _units(self.sheet.place(index), _LABEL_PADDING_MM)
                draw_in_box(painter, self._addressees[first + index].lines, box)


class EnvelopePaper:
    """One envelope for each, with the sender small at the top left."""

    def __init__(
        self, envelope: Envelope, addressees: Sequence[Addressee], sender: str = ""
    ) -> None:
        self.envelope = envelope
        self._addressees = addressees
        self._sender = sender

    @property
    def size_mm(self) -> QSizeF:
        return QSizeF(self.envelope.width, self.envelope.height)

    def count(self) -> int:
        return max(1, len(self._addressees))

    def paint(self, painter: QPainter, number: int) -> None:
        painter.setPen(QColor(INK))
        if self._sender:
            box = _units(self.envelope.sender)
            for line in set_lines(self._sender, _SENDER_SIZE, box.width())[:2]:
                line.draw(painter, box.left(), box.top())
                box.adjust(0, line.height, 0, line.height)
        if number < len(self._addressees):
            box = _units(self.envelope.address)
            draw_in_box(painter, self._addressees[number].lines, box)


class LetterPaper:
    """Letters, each beginning on a page of its own.

    Only the letter that is painted is kept set: thousands would not fit into memory. Counting
    their pages sets each once, which ``progress`` tells and can stop (CancelledError).
    """

    def __init__(self, page: Page, texts: Sequence[str], progress: Progress | None = None) -> None:
        wide, high = PAGES[page]
        self._size = QSizeF(wide, high)
        margin = _LETTER_MARGIN_MM * UNITS_A_MM
        self._room = QRectF(0, 0, wide * UNITS_A_MM, high * UNITS_A_MM).adjusted(
            margin, margin, -margin, -margin
        )
        self._texts = texts or [""]
        self._set: tuple[int, list[list[SetLine]]] = (-1, [])
        self._firsts = list(self._count(progress or NoProgress()))

    @property
    def size_mm(self) -> QSizeF:
        return self._size

    def count(self) -> int:
        return self._firsts[-1]

    def paint(self, painter: QPainter, number: int) -> None:
        painter.setPen(QColor(INK))
        letter = bisect_right(self._firsts, number) - 1
        top = self._room.top()
        for line in self._pages(letter)[number - self._firsts[letter]]:
            line.draw(painter, self._room.left(), top)
            top += line.height

    def _count(self, progress: Progress) -> Iterator[int]:
        """The first page of each letter, and at the end how many pages there are."""
        pages = 0
        for letter in range(len(self._texts)):
            if progress.stopped():
                raise CancelledError(_("Stopped. Nothing was printed."))
            yield pages
            pages += len(self._pages(letter))
            progress.step(letter + 1, len(self._texts), _("Setting letters"))
        yield pages

    def _pages(self, letter: int) -> list[list[SetLine]]:
        if self._set[0] != letter:
            lines = set_lines(self._texts[letter], _LETTER_SIZE, self._room.width())
            self._set = letter, list(break_pages(lines, self._room.height()))
        return self._set[1]


def _units(box: Box, padding_mm: float = 0.0) -> QRectF:
    left, top = box.left + padding_mm, box.top + padding_mm
    width, height = box.width - 2 * padding_mm, box.height - 2 * padding_mm
    return QRectF(*(each * UNITS_A_MM for each in (left, top, width, height)))
