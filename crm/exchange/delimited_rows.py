"""The rows of a delimited file, streamed: broken quotes, huge cells and stray bytes included."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from crm.exchange.records import Problem
from crm.i18n import _

LONGEST_RECORD = 2_000_000
"""Characters one row may have, line breaks inside its cells included."""

MOST_RECORD_LINES = 200
"""Lines one row may have; a quotation mark open for longer was never closed."""


@dataclass(frozen=True, slots=True)
class TableShape:
    """How a delimited file is written.

    ``header`` is the line, from 1, that names the columns, None where there is none; ``columns``
    its names. ``skip`` counts lines at the top that are no part of the table. Lines that
    ``delimiter`` leaves in one piece are cut at ``other_delimiter``.
    """

    encoding: str = "utf-8"
    delimiter: str = ","
    quote: str = '"'
    escape: str = ""
    other_delimiter: str = ""
    skip: int = 0
    header: int | None = None
    columns: tuple[str, ...] = ()


_BLOCK: Final = 1 << 16  # characters


class _OpenQuoteError(Exception):
    """A quotation mark stays open to the end, or for more lines than any cell has."""


def read_rows(source: BinaryIO, shape: TableShape) -> Iterator[tuple[int, list[str]] | Problem]:
    """The rows below the header, each with the line, from 1, that it begins in.

    Cells come as written, rows as wide as they are; empty lines are left out. What cannot be
    read as written comes as a problem beside or instead of the row. ``source`` stays open.
    """
    lines = _Lines(source, shape)
    above = max(shape.skip, shape.header or 0)
    rows = _rows(lines, shape)
    try:
        for item in rows:
            if isinstance(item, Problem):
                yield item
            elif item[0] > above:
                yield item
                break
        yield from rows
    finally:
        lines.detach()


def split_record(text: str, delimiter: str, quote: str) -> list[str] | None:
    """The cells of one row, however long; None where a quotation mark stays open."""
    cells = []
    place = 0
    while True:
        inner = ""
        if text.startswith(quote, place):
            closed = _quoted(text, place + len(quote), quote)
            if closed is None:
                return None
            inner, place = closed
        stop = text.find(delimiter, place)
        cells.append(inner + (text[place:] if stop < 0 else text[place:stop]))
        if stop < 0:
            return cells
        place = stop + len(delimiter)


def _quoted(text: str, place: int, quote: str) -> tuple[str, int] | None:
    """What stands between two quotation marks, doubled ones meant as one, and where it ends."""
    pieces = []
    while True:
        close = text.find(quote, place)
        if close < 0:
            return None
        pieces.append(text[place:close])
        place = close + 1
        if not text.startswith(quote, place):
            return "".join(pieces), place
        pieces.append(quote)
        place += 1


class _Lines:
    """The lines of the file; ``pending`` are those of the row being read.

    Reading a line while ``pending`` has run too long, or past the end of the file while it is
    not empty, raises _OpenQuoteError: csv.reader asks for another line only inside a quotation.
    """

    def __init__(self, source: BinaryIO, shape: TableShape) -> None:
        wide = shape.encoding.startswith(("utf-16", "utf-32"))
        errors = "replace" if wide else "surrogateescape"
        self._text = io.TextIOWrapper(source, shape.encoding, errors=errors, newline="")
        self._encoding = shape.encoding
        self._again: deque[str] = deque()  # lines read before they are asked for
        self._size = 0
        self.row = 0
        self.pending: list[str] = []
        self.problems: list[Problem] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._text.readline(LONGEST_RECORD)
        if len(line) >= LONGEST_RECORD:
            line = self._skip_rest(line)
        if not line:
            if self.pending:
                raise _OpenQuoteError
            raise StopIteration
        self.row += 1
        if not line.isascii() or "\0" in line:
            line = self._repaired(line)
        self.pending.append(line)
        self._size += len(line)
        if len(self.pending) > MOST_RECORD_LINES or self._size > LONGEST_RECORD:
            raise _OpenQuoteError
        return line

    def take_block(self) -> str:
        """Many whole lines at once, empty at the end of the file."""
        block = self._text.read(_BLOCK)
        return block + self._text.readline(LONGEST_RECORD) if block else ""

    def give_block(self, block: str) -> None:
        """Hand out the lines of a block one by one."""
        self._again.extend(io.StringIO(block, newline=""))

    @property
    def is_between_blocks(self) -> bool:
        """Whether what was given back is used up, up to the end of a row."""
        return not self._again and not self.pending

    def next_row(self) -> None:
        """Forget the lines of the row that was read."""
        self.pending.clear()
        self._size = 0

    def give_back(self, kept: int = 1) -> None:
        """Hand out again all but the first ``kept`` lines of the row that failed."""
        back = self.pending[kept:]
        self._again.extendleft(reversed(back))
        self.row -= len(back)
        del self.pending[kept:]

    def detach(self) -> None:
        """Leave the source to whoever opened it."""
        self._text.detach()

    def _skip_rest(self, line: str) -> str:
        if line.endswith(("\n", "\r")):
            return line
        while (piece := self._text.readline(LONGEST_RECORD)) and not piece.endswith(("\n", "\r")):
            continue
        why = _("This line is longer than {limit} million characters and was left out.")
        self.problems.append(
            Problem(self.row + 1, "", why.format(limit=LONGEST_RECORD // 1_000_000))
        )
        return "\n"

    def _repaired(self, line: str) -> str:
        """Without NULs, and stray bytes of another encoding read as what they look like."""
        if "\0" in line:
            line = line.replace("\0", "")
            why = _("This line held characters that are no text (NUL); they were left out.")
            self.problems.append(Problem(self.row, "", why, rejected=False))
        try:
            line.encode("utf-8")
        except UnicodeEncodeError:
            raw = line.encode(self._encoding, errors="surrogateescape")
            line = raw.decode("cp1252", errors="replace")
        return line


def _rows(lines: _Lines, shape: TableShape) -> Iterator[tuple[int, list[str]] | Problem]:
    """Block by block where every line is a row, as nearly everywhere, else line by line."""
    while block := lines.take_block():
        rows = _cut(block, shape)
        if rows is None:
            lines.give_block(block)
            yield from _careful_rows(lines, shape)
            continue
        above = lines.row
        lines.row += len(rows)
        for row, cells in enumerate(rows, above + 1):
            if cells:
                yield row, cells


def _cut(block: str, shape: TableShape) -> list[list[str]] | None:
    """The cells of each line, None where not every line is a row that can be read at once."""
    if shape.other_delimiter or len(block) >= LONGEST_RECORD or not _is_clean(block):
        return None
    reader = _reader(io.StringIO(block, newline=""), shape)
    try:
        rows = list(reader)
    except csv.Error:
        return None
    return rows if len(rows) == reader.line_num else None


def _is_clean(block: str) -> bool:
    """Whether every character of the file was one."""
    if "\0" in block:
        return False
    try:
        block.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _careful_rows(lines: _Lines, shape: TableShape) -> Iterator[tuple[int, list[str]] | Problem]:
    """The rows of what was given back, whatever is wrong with them."""
    other = shape.other_delimiter
    reader = _reader(lines, shape)
    pending = lines.pending
    while True:
        try:
            for cells in reader:
                if lines.problems:
                    yield from _noted(lines)
                if cells:
                    if other and len(cells) == 1 and other in cells[0]:
                        cells = cells[0].split(other)
                    yield lines.row - len(pending) + 1, cells
                lines.next_row()
                if lines.is_between_blocks:
                    yield from _noted(lines)
                    return
        except _OpenQuoteError:
            yield from _without_quotes(lines, shape)
        except csv.Error:
            yield from _by_hand(lines, shape)
        else:
            yield from _noted(lines)
            return
        reader = _reader(lines, shape)


def _reader(lines: Iterable[str], shape: TableShape) -> Any:
    return csv.reader(
        lines,
        delimiter=shape.delimiter,
        quotechar=shape.quote,
        escapechar=shape.escape or None,
        skipinitialspace=True,
        strict=True,
    )


def _noted(lines: _Lines) -> Iterator[Problem]:
    yield from lines.problems
    lines.problems.clear()


def _by_hand(lines: _Lines, shape: TableShape) -> Iterator[tuple[int, list[str]] | Problem]:
    """A row csv refuses: a cell over its limit, or quotation marks inside a quoted cell."""
    try:
        while (cells := _split_pending(lines, shape)) is None:
            next(lines)
    except _OpenQuoteError:
        cells = None
    if cells is None or (len(lines.pending) > 1 and not _has_huge_cell(cells)):
        yield from _without_quotes(lines, shape)
        return
    yield from _noted(lines)
    yield lines.row - len(lines.pending) + 1, cells
    lines.next_row()


def _split_pending(lines: _Lines, shape: TableShape) -> list[str] | None:
    text = "".join(lines.pending).rstrip("\r\n")
    return split_record(text, shape.delimiter, shape.quote)


def _has_huge_cell(cells: list[str]) -> bool:
    return max(map(len, cells)) > csv.field_size_limit()


def _without_quotes(lines: _Lines, shape: TableShape) -> Iterator[tuple[int, list[str]] | Problem]:
    """Only the first line of the row, its quotation marks left out; the others start afresh."""
    lines.give_back()
    yield from _noted(lines)
    why = _("A quotation mark opens here and is never closed; the line was read without it.")
    yield Problem(lines.row, "", why, rejected=False)
    text = lines.pending[0].rstrip("\r\n")
    yield lines.row, [cell.strip(shape.quote) for cell in text.split(shape.delimiter)]
    lines.next_row()
