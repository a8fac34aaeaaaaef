"""A file to records: what it is is told by what it holds, never by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from crm.errors import ImportRejected
from crm.exchange.delimited import SAMPLE, sniff, with_header
from crm.exchange.delimited_rows import TableShape, read_rows
from crm.exchange.detect import detect_mapping, is_recognised
from crm.exchange.encodings import sniff_encoding
from crm.exchange.fixed_width import FixedShape, read_fixed, sniff_fixed
from crm.exchange.mapping import Mapping
from crm.exchange.records import Problem, Record
from crm.exchange.table_plan import plan_table
from crm.exchange.table_records import Rows, read_clients, read_purchases
from crm.exchange.vcard import read_vcards
from crm.i18n import _

_VCARD = re.compile(r"^\s*(?:item\d+\.)?BEGIN\s*:\s*VCARD", re.IGNORECASE | re.MULTILINE)
_CARD_PROPERTY = re.compile(r"^(?:VERSION|FN|N|TEL|EMAIL)(?:;[^:\n]*)?:", re.MULTILINE)
_KNOWN_FILES = (
    (b"PK\x03\x04", "ZIP"),
    (b"\xd0\xcf\x11\xe0", "Excel"),
    (b"%PDF", "PDF"),
    (b"SQLite format 3", "SQLite"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG", "PNG"),
    (b"{\\rtf", "RTF"),
)
_SAMPLE_ROWS = 200


def read_records(
    path: Path, mapping: Mapping | None, today: date, *, home_currency: str = ""
) -> Iterator[Record]:
    """Clients, purchases and problems of a file, one after another, in bounded memory.

    Without a mapping the columns are found out. ``today`` is what words such as "about 58" count
    from; ``home_currency`` is the currency of amounts where neither file nor mapping names one.
    Raises ImportRejected at the first record for a file that cannot be read at all, and for a
    mapping that is not of this file.
    """
    try:
        with path.open("rb") as source:
            yield from _read(source, mapping, today, home_currency)
    except OSError as error:
        text = _("The file {name} cannot be read: {why}.")
        why = error.strerror or str(error)
        raise _refused(text.format(name=path.name, why=why)) from error


def propose_mapping(data: bytes) -> Mapping:
    """What ``read_records`` takes a file that begins with ``data`` for, to look at and change."""
    if _is_address_book(data):
        return Mapping(format="vcard")
    shape = sniff(data)
    return detect_mapping(shape, _sample(shape, data))


def _read(
    source: BinaryIO, mapping: Mapping | None, today: date, home_currency: str
) -> Iterator[Record]:
    data = source.read(SAMPLE)
    source.seek(0)
    _refuse_unreadable(data)
    if _is_address_book(data):
        if mapping is not None and mapping.format != "vcard":
            raise _refused(_("This file is an address book (vCard); the mapping is for a table."))
        yield from read_vcards(source, today)
        return
    if mapping is not None and mapping.format == "vcard":
        raise _refused(_("This file is no address book (vCard)."))
    if mapping is not None and mapping.format == "fixed":
        yield from _read_fixed(source, mapping, data, today, home_currency)
        return
    yield from _read_delimited(source, mapping, data, today, home_currency)


def _read_delimited(
    source: BinaryIO, mapping: Mapping | None, data: bytes, today: date, home_currency: str
) -> Iterator[Record]:
    shape = _shaped(sniff(data), mapping, data)
    if mapping is None:
        mapping = detect_mapping(shape, _sample(shape, data))
        if not is_recognised(mapping):
            _refuse_table(shape, data)
        yield from _columns_left_out(mapping, shape)
    yield from _records(read_rows(source, shape), mapping, shape.columns, today, home_currency)


def _read_fixed(
    source: BinaryIO, mapping: Mapping, data: bytes, today: date, home_currency: str
) -> Iterator[Record]:
    found = sniff_fixed(data)
    header = mapping.header
    line = found.header if header is None and found else int(header or 0)
    spans = tuple((column.start - 1, column.end) for column in mapping.columns if column.start)
    shape = FixedShape(mapping.encoding or sniff_encoding(data), spans, line)
    yield from _records(read_fixed(source, shape), mapping, (), today, home_currency)


def _records(
    rows: Rows, mapping: Mapping, columns: tuple[str, ...], today: date, home_currency: str
) -> Iterator[Record]:
    plan = plan_table(mapping, columns)
    if plan.has_visits:
        return read_purchases(rows, plan, mapping, today, home_currency)
    return read_clients(rows, plan, mapping, today)


def _shaped(shape: TableShape, mapping: Mapping | None, data: bytes) -> TableShape:
    """``shape`` with what the mapping says about it in place of what was found out."""
    if mapping is None:
        return shape
    told = {
        key: value for key in ("encoding", "delimiter", "quote") if (value := getattr(mapping, key))
    }
    shape = replace(shape, **told, header=None, columns=())
    if mapping.header is False:
        return shape
    if mapping.header is None:
        return with_header(shape, data)
    if mapping.header is True:
        return with_header(shape, data, shape.skip + 1)
    return with_header(shape, data, mapping.header)


def _sample(shape: TableShape, data: bytes) -> list[list[str]]:
    rows = islice(read_rows(BytesIO(data), shape), _SAMPLE_ROWS)
    return [item[1] for item in rows if not isinstance(item, Problem)]


def _is_address_book(data: bytes) -> bool:
    text = data[:8192].decode(sniff_encoding(data), errors="replace")
    if _VCARD.search(text):
        return True
    return len(_CARD_PROPERTY.findall(text)) >= 2


def _refuse_unreadable(data: bytes) -> None:
    if not data.strip(b"\0 \t\r\n"):
        raise _refused(_("This file is empty."))
    for start, name in _KNOWN_FILES:
        if data.startswith(start):
            text = _("This is a {name} file; save the table as CSV and bring that in.")
            raise _refused(text.format(name=name))


def _columns_left_out(mapping: Mapping, shape: TableShape) -> Iterator[Problem]:
    """Said once for a table of sales, so that no column is dropped in silence."""
    sells = any(column.field == "visit.day" for column in mapping.columns)
    left = [column for column in mapping.columns if column.field == "ignore"]
    names = [shape.columns[column.position - 1] for column in left if shape.columns]
    named = ", ".join(name for name in names if name)
    if sells and named:
        why = _("There is no place for these columns; they were left out: {columns}.")
        yield Problem(shape.header or 1, "", why.format(columns=named), rejected=False)


def _refuse_table(shape: TableShape, data: bytes) -> None:
    if len(shape.columns) < 2 and sniff_fixed(data) is not None:
        text = _("This looks like columns padded with spaces; say what each is in a mapping.")
        raise _refused(text)
    text = _("No column of this file tells who somebody is; say what each is in a mapping.")
    raise _refused(text)


def _refused(sentence: str) -> ImportRejected:
    return ImportRejected(sentence, code="import.file")
