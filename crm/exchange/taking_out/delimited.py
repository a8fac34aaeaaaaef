"""A table as CSV that spreadsheets open by a double click (RFC 4180, UTF-8 with its mark)."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Final

from crm.exchange.delimited_rows import MOST_RECORD_LINES
from crm.exchange.formulas import protect
from crm.exchange.taking_out.cells import Row, TableToWrite, plain_text

_AT_ONCE: Final = 500
_MOST_LINES: Final = MOST_RECORD_LINES - 20
_LINE_MARK: Final = " ¶ "


def csv_blocks(table: TableToWrite) -> Iterator[bytes]:
    """The bytes of the file, a few hundred rows at a time.

    Cells that a spreadsheet would run as a formula begin with an apostrophe. Where the cells of a
    row have more lines than a reader takes for one row, ¶ stands for their line ends.
    """
    yield codecs.BOM_UTF8
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([protect(heading.text) for heading in table.headings])
    for count, row in enumerate(table.rows, start=1):
        writer.writerow(_texts(row))
        if not count % _AT_ONCE:
            yield _taken(text)
    yield _taken(text)


def _texts(row: Row) -> list[str]:
    texts = [
        "" if cell is None else protect(cell) if cell.__class__ is str else plain_text(cell)
        for cell in row
    ]
    if "".join(texts).count("\n") > _MOST_LINES:
        return [text.replace("\n", _LINE_MARK) for text in texts]
    return texts


def _taken(text: io.StringIO) -> bytes:
    block = text.getvalue().encode("utf-8", "replace")
    text.seek(0)
    text.truncate()
    return block
