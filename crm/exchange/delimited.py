"""Tables as text: how a file is cut into rows and cells, found out from its beginning."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import islice

from crm.exchange.delimited_rows import TableShape, read_rows
from crm.exchange.encodings import sniff_encoding
from crm.exchange.header_rows import find_header
from crm.exchange.records import Problem

SAMPLE = 1 << 18
"""Bytes of the beginning that ``sniff`` is meant to be given; more brings nothing."""

_DELIMITERS = (";", "\t", "|", ",")
_MOST_LINES = 200
_HEADER_WITHIN = 30
_SEP = re.compile(r"\ufeff?\"?sep=(.)\"?\s*$", re.IGNORECASE)
_ESCAPED_QUOTE = re.compile(r'(?<!\\)\\"(?=[^,;\t|\r\n])')
_SINGLE_QUOTED = re.compile(r"(?:^|[,;\t|])'[^'\r\n]*'(?=[,;\t|\r\n])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Cut:
    """What a delimiter makes of the sample: the width most lines have, and how many do."""

    delimiter: str
    width: int
    share: float
    widths: tuple[int, ...]

    @property
    def score(self) -> float:
        return self.share if self.width > 1 else 0.0


def sniff(data: bytes) -> TableShape:
    """How the file that begins with ``data`` is written: encoding, delimiter, quotes, header.

    Never fails: what is no table is one of a single column.
    """
    encoding = sniff_encoding(data)
    text = _whole_lines(data.decode(encoding, errors="replace"), cut=len(data) >= SAMPLE)
    lines = [line for line in text.splitlines() if line.strip()][:_MOST_LINES]
    stated = _SEP.match(lines[0]) if lines else None
    quote, escape = _quoting(text)
    shape = TableShape(encoding=encoding, quote=quote, escape=escape)
    if stated:
        return with_header(replace(shape, delimiter=stated[1], skip=1), data)
    return with_header(_with_delimiter(shape, lines), data)


def with_header(shape: TableShape, data: bytes, row: int | None = None) -> TableShape:
    """``shape`` with its header read from ``data``: line ``row``, or the one that looks like it."""
    table = [item for item in _first_rows(shape, data) if not isinstance(item, Problem)]
    if row is None:
        found = find_header(table)
    else:
        found = next((item for item in table if item[0] == row), None)
    if found is None:
        return shape
    columns = tuple(" ".join(cell.split()) for cell in found[1])
    return replace(shape, header=found[0], columns=columns)


def _first_rows(shape: TableShape, data: bytes) -> list[tuple[int, list[str]] | Problem]:
    rows = read_rows(BytesIO(data), replace(shape, header=None, columns=()))
    return list(islice(rows, _HEADER_WITHIN * 2))


def _whole_lines(text: str, *, cut: bool) -> str:
    if not cut:
        return text
    end = max(text.rfind("\n"), text.rfind("\r"))
    return text[: end + 1] if end > 0 else text


def _quoting(text: str) -> tuple[str, str]:
    if '"' not in text:
        return ("'", "") if len(_SINGLE_QUOTED.findall(text)) > 1 else ('"', "")
    escaped = '""' not in text and len(_ESCAPED_QUOTE.findall(text)) > 0
    return '"', "\\" if escaped else ""


def _with_delimiter(shape: TableShape, lines: Sequence[str]) -> TableShape:
    cuts = [_cut(lines, delimiter, shape) for delimiter in _DELIMITERS]
    best = max(cuts, key=lambda cut: (round(cut.score, 2), cut.width if cut.score < 1 else 0))
    if not best.score:
        return shape
    others = [cut for cut in cuts if cut is not best and _fills_in(cut, best)]
    other = max(others, key=lambda cut: cut.width).delimiter if others else ""
    return replace(shape, delimiter=best.delimiter, other_delimiter=other)


def _cut(lines: Sequence[str], delimiter: str, shape: TableShape) -> _Cut:
    reader = csv.reader(
        (line + "\n" for line in lines),
        delimiter=delimiter,
        quotechar=shape.quote,
        escapechar=shape.escape or None,
        skipinitialspace=True,
    )
    try:
        widths = tuple(len(cells) for cells in reader)
    except csv.Error:
        widths = tuple(line.count(delimiter) + 1 for line in lines)
    counted = Counter(width for width in widths if width > 1)
    if not counted:
        return _Cut(delimiter, 1, 0.0, widths)
    width, times = max(counted.items(), key=lambda item: (item[1], item[0]))
    return _Cut(delimiter, width, times / len(widths), widths)


def _fills_in(cut: _Cut, best: _Cut) -> bool:
    """Whether lines that ``best`` leaves in one piece are a table of their own for ``cut``."""
    if len(cut.widths) != len(best.widths):
        return False
    left = [mine for mine, its in zip(cut.widths, best.widths, strict=True) if its == 1]
    return any(width >= 3 for width in left)
