"""Tables wherever they lie: in text with delimiters or fixed widths, or in a workbook's sheet."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from collections.abc import Mapping as AnyMapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Final

from crm.errors import ImportRejected
from crm.exchange.delimited import SAMPLE, sniff, with_header
from crm.exchange.delimited_rows import TableShape, read_rows
from crm.exchange.encodings import sniff_encoding
from crm.exchange.fixed_width import FixedShape, read_fixed, sniff_fixed
from crm.exchange.header_rows import find_header
from crm.exchange.headers import known_field
from crm.exchange.mapping import Format, Mapping
from crm.exchange.records import Problem
from crm.exchange.workbook import Workbook, open_workbook
from crm.i18n import _

SAMPLE_ROWS: Final = 200
"""Rows from which it is told what the columns are."""

_HEADER_ROWS: Final = 60
_BLOCK: Final = 1 << 20

Row = tuple[int, list[str]]
Rows = Iterable[Row | Problem]
Mended = AnyMapping[int, tuple[str, ...] | None]
"""Rows that a person put right, by their number; None for one to be left out."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it lies in its file.

    ``columns`` are its names, empty where it has none; ``header`` is the row, from 1, they stand
    in. ``text`` says how a delimited one is written, ``fixed`` how one of fixed widths. ``sample``
    are its first rows.
    """

    format: Format
    columns: tuple[str, ...] = ()
    header: int | None = None
    text: TableShape = TableShape()  # noqa: RUF009 - frozen
    fixed: FixedShape = FixedShape()  # noqa: RUF009 - frozen
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    sample: tuple[tuple[str, ...], ...] = ()

    @property
    def encoding(self) -> str:
        """The encoding of a text, empty for a workbook."""
        if self.format == "workbook":
            return ""
        return self.fixed.encoding if self.format == "fixed" else self.text.encoding

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max([len(self.columns), *map(len, self.sample)], default=0)


class OpenTable:
    """A table whose file is open: what it is like, and its rows as often as they are wanted."""

    def __init__(
        self,
        table: Table,
        read: Callable[[], Generator[Row | Problem, None, None]],
        lines: int | None,
    ) -> None:
        self.table = table
        self.lines = lines
        self._read = read
        self._rows: Generator[Row | Problem, None, None] | None = None

    def rows(self, mended: Mended | None = None) -> Rows:
        """The rows below the header, with their numbers from 1, and what could not be read.

        One reading ends where the next begins.
        """
        self.close()
        self._rows = self._read()
        return _put_right(self._rows, mended) if mended else self._rows

    def close(self) -> None:
        """End a reading before its file is closed."""
        if self._rows is not None:
            self._rows.close()


@contextmanager
def open_text(path: Path, mapping: Mapping | None) -> Iterator[OpenTable]:
    """The table in a text file, cut as ``mapping`` says, or else as it looks."""
    table = _look_at_text(path, mapping)
    with path.open("rb") as source:

        def read() -> Generator[Row | Problem, None, None]:
            source.seek(0)
            if table.format == "fixed":
                yield from read_fixed(source, table.fixed)
            else:
                yield from read_rows(source, table.text)

        with closing(OpenTable(table, read, None)) as opened:
            yield opened


@contextmanager
def open_sheet(path: Path, mapping: Mapping | None) -> Iterator[OpenTable]:
    """The table in a workbook: on the sheet ``mapping`` names, or the first that holds one."""
    with open_workbook(path) as book:
        table = _look_at_sheets(book, mapping)
        above = table.header or 0

        def read() -> Generator[Row | Problem, None, None]:
            for item in book.read_rows(table.sheet):
                if item[0] > above:
                    yield item

        with closing(OpenTable(table, read, book.count_rows(table.sheet))) as opened:
            yield opened


def read_beginning(path: Path) -> bytes:
    """The bytes that tell what a file is."""
    with path.open("rb") as file:
        return file.read(SAMPLE)


def _look_at_text(path: Path, mapping: Mapping | None) -> Table:
    beginning = read_beginning(path)
    if mapping is not None and mapping.format == "fixed":
        return _fixed_table(path, _fixed_shape(beginning, mapping))
    shape = _told(_with_encoding(path, beginning, sniff(beginning)), mapping, beginning)
    sample = _sample(read_rows(BytesIO(beginning), shape))
    is_uncut = max(map(len, (shape.columns, *sample)), default=0) < 2
    if mapping is None and is_uncut and not _is_one_column(shape):
        fixed = sniff_fixed(beginning)
        if fixed is not None:
            return _fixed_table(path, fixed)
    return Table("delimited", shape.columns, shape.header, text=shape, sample=sample)


def _look_at_sheets(book: Workbook, mapping: Mapping | None) -> Table:
    sheets = book.list_sheets()
    wanted = (mapping.sheet,) if mapping is not None and mapping.sheet else sheets
    header = None if mapping is None else mapping.header
    tables: list[Table] = []
    for sheet in wanted:
        table = _sheet_table(book, sheet, sheets, header)
        if table.columns and table.sample:
            return table
        if table.sample or table.columns:
            tables.append(table)
    if not tables:
        raise ImportRejected(_("This workbook is empty."), code="import.file")
    return tables[0]


def _put_right(rows: Rows, mended: Mended) -> Iterator[Row | Problem]:
    """``rows`` with those that a person mended in place of the file's."""
    given: set[int] = set()
    for item in rows:
        row = item.row if isinstance(item, Problem) else item[0]
        if row not in mended:
            yield item
            continue
        cells = mended[row]
        if cells is not None and row not in given:
            given.add(row)
            yield row, list(cells)


def _with_encoding(path: Path, beginning: bytes, shape: TableShape) -> TableShape:
    """A file whose beginning is plain is in the encoding of its first letter that is not."""
    if len(beginning) < SAMPLE or not beginning.isascii():
        return shape
    with path.open("rb") as file:
        file.seek(SAMPLE)
        while block := file.read(_BLOCK):
            if not block.isascii():
                return replace(shape, encoding=sniff_encoding(block))
    return shape


def _told(shape: TableShape, mapping: Mapping | None, beginning: bytes) -> TableShape:
    """``shape`` with what the mapping says about it in place of what was found out."""
    if mapping is None:
        return shape
    told = {
        key: value for key in ("encoding", "delimiter", "quote") if (value := getattr(mapping, key))
    }
    if "delimiter" in told and told["delimiter"] != shape.delimiter:
        told["other_delimiter"] = ""
    shape = replace(shape, **told, header=None, columns=())
    if mapping.header is False:
        return shape
    if mapping.header is None:
        return with_header(shape, beginning)
    if mapping.header is True:
        return with_header(shape, beginning, shape.skip + 1)
    return with_header(shape, beginning, mapping.header)


def _fixed_shape(beginning: bytes, mapping: Mapping) -> FixedShape:
    found = sniff_fixed(beginning)
    line = found.header if mapping.header is None and found else int(mapping.header or 0)
    spans = tuple((column.start - 1, column.end) for column in mapping.columns if column.start)
    return FixedShape(mapping.encoding or sniff_encoding(beginning), spans, line)


def _fixed_table(path: Path, shape: FixedShape) -> Table:
    above = replace(shape, header=0)
    with path.open("rb") as source:
        first = (item for item in read_fixed(source, above) if not isinstance(item, Problem))
        names = next((cells for row, cells in first if row == shape.header), None)
        source.seek(0)
        sample = _sample(read_fixed(source, shape))
    usual = max((len(cells) for cells in sample), default=0)
    columns = tuple(names) if names and len(names) == usual else ()
    return Table("fixed", columns, shape.header or None, fixed=shape, sample=sample)


def _is_one_column(shape: TableShape) -> bool:
    """Whether a table of one column has a name people give to one."""
    return bool(shape.columns and known_field(shape.columns[0]))


def _sheet_table(
    book: Workbook, sheet: str, sheets: tuple[str, ...], header: bool | int | None
) -> Table:
    first = list(islice(book.read_rows(sheet), _HEADER_ROWS + SAMPLE_ROWS))
    found = _header_of(first, header)
    columns = tuple(" ".join(cell.split()) for cell in found[1]) if found else ()
    above = found[0] if found else 0
    sample = tuple(tuple(cells) for row, cells in first if row > above)[:SAMPLE_ROWS]
    return Table("workbook", columns, above or None, sheet=sheet, sheets=sheets, sample=sample)


def _header_of(first: list[Row], header: bool | int | None) -> Row | None:
    if header is False or not first:
        return None
    if header is None:
        return find_header(first[:_HEADER_ROWS])
    if header is True:
        return first[0]
    return next((item for item in first if item[0] == header), None)


def _sample(rows: Rows) -> tuple[tuple[str, ...], ...]:
    found = (tuple(item[1]) for item in rows if not isinstance(item, Problem))
    return tuple(islice(found, SAMPLE_ROWS))
