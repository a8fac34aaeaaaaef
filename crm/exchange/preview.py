"""What a file is taken for, to be looked at before anything is written."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Final

from crm.errors import ImportRejected, RejectedLine
from crm.exchange.delimited import SAMPLE, sniff
from crm.exchange.delimited_rows import TableShape, read_rows
from crm.exchange.fields import FIELDS
from crm.exchange.import_report import ImportReport
from crm.exchange.importing import import_file
from crm.exchange.mapping import Column, Mapping
from crm.exchange.reading import propose_mapping
from crm.exchange.records import Problem
from crm.i18n import _
from crm.progress import Progress
from crm.store.store import Store
from crm.text import clean, elide

_ROWS: Final = 3
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class ColumnPreview:
    """One column of a table as it is understood.

    ``position`` counts from 1. ``field`` is a key of ``FIELDS`` and ``label`` what it is labelled
    ("home"; of an ``extra`` column empty); ``meaning`` says both in words. ``guessed`` is the
    field that was found without a hand. ``samples`` are the first values that are not empty,
    ``check`` is a sentence about all of them, empty where there is nothing to say, and
    ``is_fine`` whether nobody needs to look. ``type`` is that of the shop's own field which an
    ``extra`` column becomes, empty for every other one.
    """

    position: int
    name: str
    field: str
    meaning: str
    samples: tuple[str, ...]
    label: str = ""
    guessed: str = ""
    check: str = ""
    is_fine: bool = True
    type: str = ""


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What a file is taken for; an address book (vCard) has no ``columns``.

    ``kind`` says how it is written in words ("Windows-1252 · semicolons"), ``shape`` which
    program wrote it, where that is known ("Shopify orders"). ``mapping`` is what all of it would
    be read by, ``rows`` how many there are below the header. ``sheets`` are those of a workbook,
    ``sheet`` the one that is read.
    """

    name: str
    kind: str
    columns: tuple[ColumnPreview, ...]
    mapping: Mapping
    shape: str = ""
    rows: int = 0
    header: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Examination:
    """A file as it is understood, and what bringing it in would do."""

    preview: FilePreview
    report: ImportReport


def examine_file(store: Store, path: Path, today: date, progress: Progress) -> Examination:
    """Read the whole of ``path`` without writing; raises what :func:`import_file` raises."""
    preview = preview_file(path)
    report = import_file(store, path, today=today, progress=progress, dry_run=True)
    return Examination(preview, report)


def preview_file(path: Path) -> FilePreview:
    """What ``path`` is taken for; raises ImportRejected where it cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(SAMPLE)
    except OSError as error:
        sentence = _("The file {name} cannot be read: {why}.")
        sentence = sentence.format(name=path.name, why=error.strerror or error)
        raise ImportRejected(sentence, code="import.file") from error
    mapping = propose_mapping(data)
    if mapping.format == "vcard":
        return FilePreview(path.name, _("address book (vCard)"), (), mapping)
    shape = sniff(data)
    rows = [row[1] for row in read_rows(BytesIO(data), shape) if not isinstance(row, Problem)]
    columns = tuple(_column(each, shape, rows[:_ROWS]) for each in mapping.columns)
    kind = _kind(mapping, shape)
    return FilePreview(path.name, kind, columns, mapping, rows=len(rows), header=shape.columns)


def save_rejected(path: Path, lines: Sequence[RejectedLine]) -> None:
    """Write rows that were left out, with the reasons, as a table; raises ImportRejected."""
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow((_("Row"), _("Why")))
            writer.writerows((line.row, line.why) for line in lines)
    except OSError as error:
        sentence = _("{file} cannot be written: {why}.")
        sentence = sentence.format(file=path.name, why=error.strerror or error)
        raise ImportRejected(sentence, code="import.save_rejected") from error


def _kind(mapping: Mapping, shape: TableShape) -> str:
    names = {",": _("commas"), ";": _("semicolons"), "\t": _("tabs"), "|": _("bars")}
    separated = names.get(shape.delimiter, shape.delimiter)
    return " · ".join(each for each in (mapping.encoding, separated) if each)


def _column(column: Column, shape: TableShape, rows: Sequence[Sequence[str]]) -> ColumnPreview:
    place = column.position - 1
    named = shape.columns[place] if 0 <= place < len(shape.columns) else ""
    values = [row[place] for row in islice(rows, _ROWS) if place < len(row)]
    meaning = _(FIELDS[column.field])
    if column.label:
        meaning = _("{meaning}, {label}").format(meaning=meaning, label=column.label)
    return ColumnPreview(
        column.position,
        _short(named or column.name),
        column.field,
        meaning,
        tuple(_short(value) for value in values if value.strip()),
        column.label,
        column.field,
    )


def _short(text: str) -> str:
    return elide(clean(text, limit=4 * len(text) + 1), _LONGEST)
