"""Sheets of labels and envelopes, as their makers publish them; lengths in millimetres.

The measurements are those the makers print on the packs and in their own templates (Avery
Zweckform, Herma; in inches for the American ones). A test holds that every label lies on its page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from crm.errors import ValidationError
from crm.i18n import _

Page = Literal["A4", "Letter"]

PAGES: Final[dict[Page, tuple[float, float]]] = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
"""Width and height of the pages that printers hold."""

_INCH: Final = 25.4
_TOLERANCE: Final = 0.5  # published figures are rounded, and some sheets are cut edge to edge
_SMALLEST: Final = 5.0
_MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Box:
    """Where something lies on a page, from its left upper corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A page of equal labels.

    ``left`` and ``top`` are the margins to the first label, ``step_x`` and ``step_y`` the way from
    the edge of one label to the same edge of the next.
    """

    name: str
    page: Page
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    step_x: float
    step_y: float

    @property
    def count(self) -> int:
        """How many labels a page holds."""
        return self.columns * self.rows

    def place(self, index: int) -> Box:
        """Where label ``index`` lies, row by row from 0; raises IndexError beyond the page."""
        if not 0 <= index < self.count:
            raise IndexError(index)
        row, column = divmod(index, self.columns)
        return Box(
            self.left + column * self.step_x, self.top + row * self.step_y, self.width, self.height
        )

    def places(self, count: int, start: int = 0) -> Iterator[tuple[int, Box]]:
        """Page and place for each of ``count`` labels, the first one on label ``start``."""
        for each in range(start, start + count):
            page, index = divmod(each, self.count)
            yield page, self.place(index)


@dataclass(frozen=True, slots=True)
class Envelope:
    """An envelope, wider than high."""

    name: str
    width: float
    height: float

    @property
    def address(self) -> Box:
        """Where the address stands: right of the middle, in the lower half, clear of the edges.

        Postal services read there (Deutsche Post, Royal Mail and USPS publish fields that all
        hold this one).
        """
        left, top = self.width * 0.42, self.height * 0.45
        margin = 15.0
        return Box(left, top, self.width - left - margin, self.height - top - margin)

    @property
    def sender(self) -> Box:
        """Where the sender stands: one small line at the top left."""
        return Box(12.0, 10.0, self.width * 0.45, 12.0)


def _inches(
    name: str, columns: int, rows: int, width: float, height: float, left: float, step_x: float,
    *, top: float = 0.5, step_y: float | None = None,
) -> LabelSheet:  # fmt: skip
    """An American sheet, measured in inches."""
    lengths = (width, height, left, top, step_x, step_y or height)
    return LabelSheet(name, "Letter", columns, rows, *(each * _INCH for each in lengths))


def _grid(name: str, columns: int, rows: int, width: float, height: float) -> LabelSheet:
    """An A4 sheet cut from edge to edge, with what is left over above and below."""
    across, down = PAGES["A4"]
    left, top = (across - columns * width) / 2, (down - rows * height) / 2
    return LabelSheet(name, "A4", columns, rows, width, height, left, top, width, height)


SHEETS: Final = (
    LabelSheet("Avery L7160", "A4", 3, 7, 63.5, 38.1, 7.2, 15.1, 66.0, 38.1),
    LabelSheet("Avery L7159", "A4", 3, 8, 63.5, 33.9, 7.2, 12.9, 66.0, 33.9),
    LabelSheet("Avery L7161", "A4", 3, 6, 63.5, 46.6, 7.2, 8.7, 66.0, 46.6),
    LabelSheet("Avery L7162", "A4", 2, 8, 99.1, 33.9, 4.65, 12.9, 101.6, 33.9),
    LabelSheet("Avery L7163", "A4", 2, 7, 99.1, 38.1, 4.65, 15.1, 101.6, 38.1),
    LabelSheet("Avery L7164", "A4", 3, 4, 63.5, 72.0, 7.2, 4.5, 66.0, 72.0),
    LabelSheet("Avery L7165", "A4", 2, 4, 99.1, 67.7, 4.65, 13.1, 101.6, 67.7),
    LabelSheet("Avery L7173", "A4", 2, 5, 99.1, 57.0, 4.65, 6.0, 101.6, 57.0),
    LabelSheet("Avery L7651", "A4", 5, 13, 38.1, 21.2, 4.65, 10.7, 40.6, 21.2),
    _grid("Avery Zweckform 3422", 3, 8, 70.0, 35.0),
    _grid("Avery Zweckform 3424", 2, 6, 105.0, 48.0),
    _grid("Avery Zweckform 3425", 2, 5, 105.0, 57.0),
    _grid("Avery Zweckform 3426", 2, 4, 105.0, 70.0),
    _grid("Avery Zweckform 3474", 3, 8, 70.0, 37.0),
    _grid("Avery Zweckform 3475", 3, 8, 70.0, 36.0),
    _grid("Avery Zweckform 3652", 3, 7, 70.0, 42.3),
    _grid("Avery Zweckform 3659", 2, 6, 97.0, 42.3),
    _grid("Herma 4453", 3, 9, 70.0, 32.0),
    _grid("Herma 4464", 3, 8, 70.0, 37.0),
    _inches("Avery 5160", 3, 10, 2.625, 1.0, 0.1875, 2.75),
    _inches("Avery 5161", 2, 10, 4.0, 1.0, 0.15625, 4.1875),
    _inches("Avery 5162", 2, 7, 4.0, 4 / 3, 0.15625, 4.1875, top=5 / 6),
    _inches("Avery 5163", 2, 5, 4.0, 2.0, 0.15625, 4.1875),
    _inches("Avery 5164", 2, 3, 4.0, 10 / 3, 0.15625, 4.1875),
    _inches("Avery 5167", 4, 20, 1.75, 0.5, 0.3, 2.05),
)

ENVELOPES: Final = (
    Envelope("DL", 220.0, 110.0),
    Envelope("C6", 162.0, 114.0),
    Envelope("C5", 229.0, 162.0),
    Envelope("B6", 176.0, 125.0),
    Envelope("No. 10", 9.5 * _INCH, 4.125 * _INCH),
    Envelope("Monarch", 7.5 * _INCH, 3.875 * _INCH),
)


def checked_sheet(sheet: LabelSheet) -> LabelSheet:
    """``sheet``; raises ValidationError by field where it does not fit its page."""
    if sheet.page not in PAGES:
        raise ValidationError({"page": _("Choose the paper: A4 or Letter.")})
    wide, high = PAGES[sheet.page]
    problems: dict[str, str] = {}
    for field, count in (("columns", sheet.columns), ("rows", sheet.rows)):
        if not 1 <= count <= _MOST:
            problems[field] = _("Between 1 and {most}.").format(most=_MOST)
    for field, length in (("width", sheet.width), ("height", sheet.height)):
        if not length >= _SMALLEST:  # not a number is smaller too
            problems[field] = _("At least {smallest} mm.").format(smallest=_SMALLEST)
    for field, margin in (("left", sheet.left), ("top", sheet.top)):
        if not margin >= 0:
            problems[field] = _("At least 0 mm.")
    if not problems:
        problems = _overlaps(sheet) or _overhangs(sheet, wide, high)
    if problems:
        raise ValidationError(problems)
    return sheet


def _overlaps(sheet: LabelSheet) -> dict[str, str]:
    problems = {}
    sentence = _("The labels would lie over each other: at least {least} mm.")
    if sheet.columns > 1 and not sheet.step_x >= sheet.width - _TOLERANCE:
        problems["step_x"] = sentence.format(least=sheet.width)
    if sheet.rows > 1 and not sheet.step_y >= sheet.height - _TOLERANCE:
        problems["step_y"] = sentence.format(least=sheet.height)
    return problems


def _overhangs(sheet: LabelSheet, wide: float, high: float) -> dict[str, str]:
    last = sheet.place(sheet.count - 1)
    over_x, over_y = last.left + last.width - wide, last.top + last.height - high
    sentence = _("The labels are {over:.1f} mm wider or higher than the page together.")
    problems = {}
    if not over_x <= _TOLERANCE:
        problems["width"] = sentence.format(over=over_x)
    if not over_y <= _TOLERANCE:
        problems["height"] = sentence.format(over=over_y)
    return problems
