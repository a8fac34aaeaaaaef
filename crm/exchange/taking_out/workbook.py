"""A table as an xlsx workbook, with real days and numbers and nothing that runs."""

# XlsxWriter is imported inside the functions: only who takes a workbook out waits for it.

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from crm.errors import ValidationError
from crm.exchange.formulas import protect
from crm.exchange.taking_out.cells import Cell, Heading, TableToWrite
from crm.i18n import _

MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384
LONGEST_CELL: Final = 32_767
"""UTF-16 code units that Excel takes into a cell."""

_KEPT: Final = 32_000  # of a longer text; the mark of where it goes on follows
_EXACT_DIGITS: Final = 15
_FIRST_YEAR: Final = 1901  # Excel counts days from 1900, which it takes for a leap year
_WIDEST: Final = 60
_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "use_zip64": True,
}
_LONGEST_TITLE: Final = 31
_FORBIDDEN: Final = "[]:*?/\\'"


def write_workbook(path: Path, table: TableToWrite) -> int:
    """Write ``table`` to ``path``; returns how many texts go on in the sheet "Continued".

    Rows are written as they come and none is kept. A text is never run as a formula. One that is
    longer than a cell can be goes on, piece by piece, on a second sheet. Raises ValidationError
    for more rows or columns than a workbook has, OSError where it cannot be written.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    if len(table.headings) > MOST_COLUMNS:
        sentence = _("A workbook has at most {count} columns. Take a CSV file instead.")
        raise _too_much(sentence, MOST_COLUMNS)
    # Rows lie there until the workbook is whole; it goes with them whatever happens.
    with TemporaryDirectory(prefix="regulars-", ignore_cleanup_errors=True) as folder:
        book = Workbook(str(path), {**_OPTIONS, "tmpdir": folder})
        try:
            sheet = _Sheet(book, table)
            for row in table.rows:
                sheet.add(row)
            continued = sheet.end()
            book.close()
        except FileCreateError as error:
            raise OSError(*error.args) from error
        finally:
            for each in book.worksheets():
                each.row_data_fh.close()
    return continued


class _Sheet:
    """The sheet with the table, and one with what was too long for its cells."""

    def __init__(self, book: Any, table: TableToWrite) -> None:
        self._headings = table.headings
        self._sheet = book.add_worksheet(_title(table.title))
        self._rest = book.add_worksheet(_("Continued"))
        self._bold = book.add_format({"bold": True})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._formats = [_number_format(book, heading) for heading in table.headings]
        self._row = 0
        self._continued = 0
        self._pieces = 0
        self._begin()

    def add(self, row: Any) -> None:
        """Write the next row."""
        self._row += 1
        if self._row >= MOST_ROWS:
            sentence = _("A workbook has at most {count} rows. Take a CSV file instead.")
            raise _too_much(sentence, MOST_ROWS - 1)
        for place, cell in enumerate(row):
            self._put(place, cell)

    def end(self) -> int:
        """How many texts go on in the other sheet."""
        if not self._continued:
            self._rest.hide()
        return self._continued

    def _begin(self) -> None:
        for place, heading in enumerate(self._headings):
            width = min(max(heading.width, len(heading.text) + 2), _WIDEST)
            self._sheet.set_column(place, place, width)
            self._sheet.write_string(0, place, heading.text[:LONGEST_CELL], self._bold)
        self._sheet.freeze_panes(1, 0)
        self._rest.set_column(0, 2, 12)
        self._rest.set_column(3, 3, _WIDEST)
        for place, text in enumerate((_("Row"), _("Column"), _("Part"), _("Text"))):
            self._rest.write_string(0, place, text, self._bold)
        self._rest.freeze_panes(1, 0)

    def _put(self, place: int, cell: Cell) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, date) and cell.year >= _FIRST_YEAR:
            self._sheet.write_datetime(self._row, place, cell, self._day)
        elif isinstance(cell, int | Decimal) and _is_exact(cell):
            self._sheet.write_number(self._row, place, cell, self._formats[place])
        elif isinstance(cell, str):
            self._put_text(place, cell)
        else:
            self._put_text(place, cell.isoformat() if isinstance(cell, date) else f"{cell:f}")

    def _put_text(self, place: int, text: str) -> None:
        if text.lstrip()[:1] == "'":
            text = protect(text)  # or a reader would take it for the mark of a protected cell
        if _units(text) > LONGEST_CELL:
            text = self._begun(place, text)
        self._sheet.write_string(self._row, place, text)

    def _begun(self, place: int, text: str) -> str:
        """The beginning of a text that goes on in the other sheet."""
        self._continued += 1
        pieces = _pieces(text)
        for number, piece in enumerate(pieces, start=1):
            self._pieces += 1
            self._rest.write_number(self._pieces, 0, self._row + 1)
            self._rest.write_string(self._pieces, 1, self._headings[place].text)
            self._rest.write_number(self._pieces, 2, number)
            self._rest.write_string(self._pieces, 3, piece)
        return f"{pieces[0]} {_('… (the whole of it is in the sheet “Continued”)')}"


def _number_format(book: Any, heading: Heading) -> Any:
    shown = "0" + ("." + "0" * heading.decimals if heading.decimals else "")
    return book.add_format({"num_format": shown}) if heading.decimals else None


def _units(text: str) -> int:
    """UTF-16 code units, which a cell is measured in."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "replace")) // 2


def _pieces(text: str) -> list[str]:
    most = _KEPT if _units(text) == len(text) else _KEPT // 2
    return [text[start : start + most] for start in range(0, len(text), most)]


def _is_exact(number: int | Decimal) -> bool:
    """Whether a spreadsheet can hold all digits of a number."""
    return len(f"{abs(Decimal(number)):f}".replace(".", "").lstrip("0")) <= _EXACT_DIGITS


def _title(text: str) -> str:
    kept = "".join(" " if each in _FORBIDDEN or each < " " else each for each in text)
    kept = " ".join(kept.split())
    short = kept if _units(kept) <= _LONGEST_TITLE else kept[: _LONGEST_TITLE // 2]
    reserved = {_("Continued").casefold(), "history", ""}
    return short.strip() if short.strip().casefold() not in reserved else _("List")


def _too_much(sentence: str, most: int) -> ValidationError:
    return ValidationError({"format": sentence.format(count=f"{most:,}")}, code="taking_out.size")
