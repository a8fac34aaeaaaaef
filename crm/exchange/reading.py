"""A file to records: what it is is told by what it holds, never by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Final, Literal

from crm.errors import ImportRejected
from crm.exchange.detect import (
    date_order,
    detect_mapping,
    is_recognised,
    list_open_dates,
    sample_statistics,
)
from crm.exchange.encodings import sniff_encoding
from crm.exchange.mapping import Format, Mapping
from crm.exchange.records import Problem, Record
from crm.exchange.statistics import TableStatistics
from crm.exchange.table_plan import plan_table
from crm.exchange.table_records import read_clients, read_purchases
from crm.exchange.tables import Mended, OpenTable, Table, open_sheet, open_text, read_beginning
from crm.exchange.vcard import read_vcards
from crm.exchange.workbook import is_workbook
from crm.i18n import _

FileKind = Literal["text", "workbook", "vcard"]

_VCARD = re.compile(  # within a line: over thousands of empty ones it would take seconds
    r"^[ \t]*(?:item\d+\.)?BEGIN[ \t]*:[ \t]*VCARD", re.IGNORECASE | re.MULTILINE
)
_CARD_PROPERTY = re.compile(r"^(?:VERSION|FN|N|TEL|EMAIL)(?:;[^:\n]*)?:", re.MULTILINE)
_KNOWN_FILES = (
    (b"PK\x03\x04", "ZIP"),
    (b"\xd0\xcf\x11\xe0", "Office"),
    (b"%PDF", "PDF"),
    (b"SQLite format 3", "SQLite"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG", "PNG"),
    (b"{\\rtf", "RTF"),
)
_WEB_PAGE = re.compile(
    rb"\s*+(?:\xef\xbb\xbf)?\s*+<(?:!doctype\s+html|html|table|\?xml|meta)\b", re.IGNORECASE
)
_FORMATS: Final[dict[FileKind, tuple[Format, ...]]] = {
    "text": ("delimited", "fixed"),
    "workbook": ("workbook",),
    "vcard": ("vcard",),
}


def read_records(
    path: Path,
    mapping: Mapping | None,
    today: date,
    *,
    home_currency: str = "",
    mended: Mended | None = None,
) -> Iterator[Record]:
    """Clients, purchases and problems of a file, one after another, in bounded memory.

    Without a mapping, or with one that names no columns, they are found out. ``today`` is what
    words such as "about 58" count from; ``home_currency`` is the currency of amounts where
    neither file nor mapping names one. Rows of a table that are ``mended`` stand in place of the
    file's. Raises ImportRejected at the first record for a file that cannot be read at all, and
    for a mapping that is not of this file.
    """
    try:
        kind = kind_of_file(path)
        _refuse_other(kind, mapping)
        if kind == "vcard":
            with path.open("rb") as source:
                yield from read_vcards(source, today)
            return
        with open_table(path, kind, mapping) as opened:
            yield from _read_table(opened, mapping, today, home_currency, mended)
    except OSError as error:
        raise unreadable(path, error) from error


def kind_of_file(path: Path) -> FileKind:
    """What a file is, by its content; raises ImportRejected where it is nothing to bring in."""
    beginning = read_beginning(path)
    if not beginning.strip(b"\0 \t\r\n"):
        raise _refused(_("This file is empty."))
    if is_workbook(path, beginning):
        return "workbook"
    for start, name in _KNOWN_FILES:
        if beginning.startswith(start):
            text = _("This is a {name} file; save the table as CSV and bring that in.")
            raise _refused(text.format(name=name))
    if _WEB_PAGE.match(beginning):
        text = _("This is a web page that calls itself a spreadsheet; open it and save it as xlsx.")
        raise _refused(text)
    return "vcard" if _is_address_book(beginning) else "text"


def open_table(
    path: Path, kind: FileKind, mapping: Mapping | None
) -> AbstractContextManager[OpenTable]:
    """The table in a file of this kind, open; see :mod:`crm.exchange.tables`."""
    return open_sheet(path, mapping) if kind == "workbook" else open_text(path, mapping)


def propose_mapping(path: Path) -> Mapping:
    """What ``read_records`` takes a file for, to look at and change."""
    kind = kind_of_file(path)
    if kind == "vcard":
        return Mapping(format="vcard")
    with open_table(path, kind, None) as opened:
        return detect_mapping(opened.table, sample_statistics(opened.table))


def unreadable(path: Path, error: OSError) -> ImportRejected:
    """What is said of a file that the system does not let us read."""
    text = _("The file {name} cannot be read: {why}.")
    return _refused(text.format(name=path.name, why=error.strerror or str(error)))


def needs_columns(table: Table) -> str:
    """Why a table cannot be brought in before somebody says what its columns are."""
    if table.format == "fixed":
        return _("This looks like columns padded with spaces; say what each is in a mapping.")
    return _("No column of this file tells who somebody is; say what each is in a mapping.")


def _read_table(
    opened: OpenTable,
    mapping: Mapping | None,
    today: date,
    home_currency: str,
    mended: Mended | None,
) -> Iterator[Record]:
    table = opened.table
    if mapping is None or not mapping.columns:
        statistics = sample_statistics(table)
        mapping = detect_mapping(table, statistics, home_currency=home_currency)
        if _settle_dates(opened, mapping, statistics):
            mapping = detect_mapping(table, statistics, home_currency=home_currency)
        is_bare = table.format == "fixed" and not table.columns
        if is_bare or not is_recognised(mapping):
            raise _refused(needs_columns(table))
        yield from _columns_left_out(mapping, table)
    plan = plan_table(mapping, table.columns)
    rows = opened.rows(mended)
    if plan.has_visits:
        yield from read_purchases(rows, plan, mapping, today, home_currency)
    else:
        yield from read_clients(rows, plan, mapping, today)


def _settle_dates(opened: OpenTable, mapping: Mapping, statistics: TableStatistics) -> bool:
    """Look below the first rows for days that only one order can read; whether there was need to.

    The sales of a January are all before the thirteenth for a while.
    """
    places = list_open_dates(mapping, statistics)
    waiting = set(places)
    for item in opened.rows() if places else ():
        if not isinstance(item, Problem):
            for position in tuple(waiting):
                value = item[1][position - 1] if position <= len(item[1]) else ""
                if date_order(statistics.take_cell(position, value)):
                    waiting.discard(position)
        if not waiting:
            break
    return bool(places)


def _is_address_book(beginning: bytes) -> bool:
    text = beginning[:8192].decode(sniff_encoding(beginning), errors="replace")
    if _VCARD.search(text):
        return True
    return len(_CARD_PROPERTY.findall(text)) >= 2


def _refuse_other(kind: FileKind, mapping: Mapping | None) -> None:
    if mapping is None or mapping.format in _FORMATS[kind]:
        return
    if kind == "vcard":
        raise _refused(_("This file is an address book (vCard); the mapping is for a table."))
    if mapping.format == "vcard":
        raise _refused(_("This file is no address book (vCard)."))
    if kind == "workbook":
        raise _refused(_("This file is a workbook; the mapping is for a text."))
    raise _refused(_("This file is no workbook."))


def _columns_left_out(mapping: Mapping, table: Table) -> Iterator[Problem]:
    """Said once, so that no column that holds something is dropped in silence."""
    filled = {place for row in table.sample for place, cell in enumerate(row) if cell.strip()}
    places = [column.position - 1 for column in mapping.columns if column.field == "ignore"]
    labels = {column.label_from for column in mapping.columns if column.label_from}
    names = [table.columns[place] for place in places if place in filled and table.columns]
    named = ", ".join(name for name in names if name and name not in labels)
    if named:
        why = _("These columns were left out: {columns}.").format(columns=named)
        yield Problem(table.header or 1, "", why, rejected=False)


def _refused(sentence: str) -> ImportRejected:
    return ImportRejected(sentence, code="import.file")
