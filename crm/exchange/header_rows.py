"""Which row of a table names its columns: below any title, above the values, or none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from crm.exchange.headers import known_field

_WITHIN: Final = 30
_LONGEST: Final = 80
_MOST_BELOW: Final = 60
_VALUE: Final = re.compile(r".*(?:\d.*\d|@|://).*", re.DOTALL)

NumberedRow = tuple[int, list[str]]


def find_header(table: Sequence[NumberedRow]) -> NumberedRow | None:
    """The row of names among the first rows of a table, with its number; None where none is.

    It has names other programs use, or words where numbers, days or addresses stand below. Of
    several the one is taken that says most; a title says less than names do.
    """
    width = _usual_width([cells for _row, cells in table])
    best, most = None, 0.0
    for place, (row, cells) in enumerate(table[:_WITHIN]):
        filled = [cell.strip() for cell in cells if cell.strip()]
        if len(filled) < min(2, width) or not _could_be_names(filled):
            continue
        following = [later for _row, later in table[place + 1 : place + 1 + _MOST_BELOW]]
        said = _says(cells, filled, following, width)
        if said > most:
            best, most = (row, cells), said
    return best


def _says(
    cells: Sequence[str], filled: Sequence[str], following: Sequence[Sequence[str]], width: int
) -> float:
    """How much a row says as names, 0 where it says nothing."""
    known = sum(1 for cell in filled if known_field(cell))
    differs = _differing(cells, following)
    share = min(1.0, len(filled) / width)
    if known < 2 and known < len(filled) and not (differs and share > 0.5):
        return 0.0
    repeated = len(filled) - len({cell.casefold() for cell in filled})
    return known / width + differs + share - repeated / len(filled)


def _usual_width(table: Sequence[Sequence[str]]) -> int:
    widths = Counter(len(cells) for cells in table)
    return max(1, widths.most_common(1)[0][0]) if widths else 1


def _could_be_names(filled: Sequence[str]) -> bool:
    if any(len(cell) > _LONGEST or "@" in cell for cell in filled):
        return False
    return not any(cell.replace(".", "").replace(",", "").isdigit() for cell in filled)


def _differing(cells: Sequence[str], following: Sequence[Sequence[str]]) -> float:
    """Of the columns with numbers, dates or addresses below, the share with a word here."""
    valued = differing = 0
    for place, cell in enumerate(cells):
        below = [later[place] for later in following if place < len(later) and later[place].strip()]
        values = sum(1 for value in below if _VALUE.fullmatch(value))
        if below and values * 2 > len(below):
            valued += 1
            differing += bool(cell.strip()) and not _VALUE.fullmatch(cell)
    return differing / valued if valued else 0.0
