"""Workbooks (xlsx, xlsb, xls, ods) to rows of text, through calamine."""

# calamine is imported inside the functions: only who brings a workbook in waits for it.

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from crm.errors import ImportRejected
from crm.i18n import _

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_MOST_UNPACKED: Final = 1_500_000_000
"""Bytes the parts of a workbook may have unpacked; a small file that grows beyond is a trap."""

_DIGITS_KEPT: Final = 15
"""Digits that a number of a spreadsheet is right to; what shows beyond them is noise."""

_EXACT: Final = 10.0**_DIGITS_KEPT

Row = tuple[int, list[str]]


def is_workbook(path: Path, beginning: bytes) -> bool:
    """Whether the file that starts with ``beginning`` is a workbook, by what is packed in it."""
    if beginning.startswith(_OLE):
        return True
    if not beginning.startswith(_ZIP):
        return False
    try:
        with zipfile.ZipFile(path) as packed:
            names = set(packed.namelist())
            if "mimetype" in names and packed.getinfo("mimetype").file_size < 200:
                return packed.read("mimetype").startswith(_ODS)
            return any(name.lower().startswith("xl/") for name in names)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError):
        return False


class Workbook:
    """A workbook that is open; a sheet is unpacked once, however often it is gone through."""

    def __init__(self, book: CalamineWorkbook) -> None:
        self._book = book
        self._name = ""
        self._sheet: CalamineSheet | None = None

    def list_sheets(self) -> tuple[str, ...]:
        """The names of the sheets that may hold a table, in their order."""
        from python_calamine import SheetTypeEnum

        metadata = self._book.sheets_metadata
        return tuple(sheet.name for sheet in metadata if sheet.typ == SheetTypeEnum.WorkSheet)

    def count_rows(self, name: str) -> int:
        """How many rows a sheet has, down to the last that is not empty."""
        return int(self._unpacked(name).total_height)

    def read_rows(self, name: str) -> Iterator[Row]:
        """The rows of a sheet that are not empty, each with its number, from 1, as people count.

        Cells are text: days as 2024-01-31, times as 10:30:00, numbers with a point and without
        decimals they do not have, TRUE and FALSE. Cells that hold an error are empty. Raises
        ImportRejected for a sheet the workbook does not have.
        """
        texts_of = _WRITERS
        for number, cells in enumerate(self._unpacked(name).iter_rows(), start=1):
            texts = [
                cell if cell.__class__ is str else texts_of[type(cell)](cell) for cell in cells
            ]
            if any(texts):
                yield number, texts

    def _unpacked(self, name: str) -> CalamineSheet:
        if self._sheet is None or self._name != name:
            if name not in self._book.sheet_names:
                text = _("The workbook has no sheet “{name}”.").format(name=name)
                raise ImportRejected(text, code="import.sheet")
            self._sheet = None  # one at a time: each takes the memory of all its cells
            self._sheet = self._book.get_sheet_by_name(name)
            self._name = name
        return self._sheet


@contextmanager
def open_workbook(path: Path) -> Iterator[Workbook]:
    """The workbook in a file; raises ImportRejected where it is damaged or protected."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    _refuse_trap(path)
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            yield Workbook(book)
    except PasswordError as error:
        text = _("{name} is protected by a password; save it without one and bring that in.")
        raise ImportRejected(text.format(name=path.name), code="import.password") from error
    except CalamineError as error:
        raise _damaged(path) from error
    except BaseException as error:
        # What calamine did not foresee comes as a panic, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(path) from error


def _refuse_trap(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            unpacked = sum(each.file_size for each in packed.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
        return
    if unpacked > _MOST_UNPACKED:
        text = _("{name} is far larger inside than any list of people; it was left alone.")
        raise ImportRejected(text.format(name=path.name), code="import.workbook")


def _damaged(path: Path) -> ImportRejected:
    text = _("The workbook {name} is damaged and cannot be read.").format(name=path.name)
    return ImportRejected(text, code="import.workbook")


def _number(value: float) -> str:
    if value.is_integer() and -_EXACT < value < _EXACT:
        return str(int(value))
    text = f"{value:.{_DIGITS_KEPT}g}"
    return f"{Decimal(text):f}" if "e" in text else text


def _moment(value: datetime) -> str:
    """A day, with the time where there is one: spreadsheets know no days without."""
    if value.hour or value.minute or value.second:
        return value.isoformat(" ", "seconds")
    return value.date().isoformat()


def _span(value: timedelta) -> str:
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"


_WRITERS: Final[dict[type, Callable[[Any], str]]] = {
    float: _number,
    int: str,
    bool: lambda value: "TRUE" if value else "FALSE",
    datetime: _moment,
    date: lambda value: str(value.isoformat()),
    time: lambda value: str(value.isoformat("seconds")),
    timedelta: _span,
}
