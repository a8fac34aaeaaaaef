"""What a file is taken for, to be looked at before anything is written."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Final

from crm.errors import CancelledError, ImportRejected, RejectedLine
from crm.exchange.checks import check_column
from crm.exchange.detect import detect_mapping, is_recognised, own_type
from crm.exchange.fields import NAMES
from crm.exchange.import_file import source_of
from crm.exchange.import_report import ImportReport
from crm.exchange.importing import import_file
from crm.exchange.known_mappings import applied, find_mapping
from crm.exchange.mapping import Column, Mapping
from crm.exchange.reading import kind_of_file, needs_columns, open_table, unreadable
from crm.exchange.records import Problem
from crm.exchange.shapes import known_card_shape, known_shape
from crm.exchange.statistics import TableStatistics
from crm.exchange.table_plan import places_of
from crm.exchange.tables import Mended, OpenTable, Table, read_beginning
from crm.i18n import _
from crm.progress import NoProgress, Progress
from crm.shop.queries import get_settings
from crm.store.store import Store
from crm.text import clean, elide

_SAMPLES: Final = 3
_LONGEST: Final = 60
_AT_ONCE: Final = 8_000
ENCODING_NAMES: Final = {
    "utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16", "utf-32": "UTF-32", "cp1252": "Windows-1252", "cp1250": "Windows-1250",
    "cp1251": "Windows-1251", "cp1253": "Windows-1253", "cp1254": "Windows-1254",
    "cp1257": "Windows-1257", "mac_roman": "Mac Roman", "cp850": "DOS 850", "cp932": "Shift_JIS",
    "koi8_r": "KOI8-R",
}  # fmt: skip


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
    be read by, ``rows`` how many there are below the ``header``. ``sheets`` are those of a
    workbook, ``sheet`` the one that is read. ``needs`` says what a person has to tell before
    anything can be brought in, and is empty where that is nothing. ``is_remembered`` tells that
    the columns are what a person said they are in the last file of that shape.
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
    needs: str = ""
    statistics: TableStatistics = field(default_factory=lambda: TableStatistics(0), repr=False)
    guessed: tuple[Column, ...] = field(default=(), repr=False)
    is_remembered: bool = False


@dataclass(frozen=True, slots=True)
class Examination:
    """A file as it is understood, and what bringing it in would do."""

    preview: FilePreview
    report: ImportReport


def examine_file(
    store: Store,
    path: Path,
    today: date,
    progress: Progress,
    mapping: Mapping | None = None,
    mended: Mended | None = None,
) -> Examination:
    """Read the whole of ``path`` without writing; raises what :func:`import_file` raises.

    Without a mapping the columns are what a person said they are in the last file of that shape,
    or else found out. Where nothing tells who somebody is, the preview ``needs`` a person, and the
    report is empty.
    """
    home = get_settings(store).currency
    preview = preview_file(path, mapping, progress, home_currency=home, mended=mended, store=store)
    if preview.needs:
        return Examination(preview, ImportReport(path.name, dry_run=True))
    told = _to_read(preview)
    report = import_file(
        store, path, told, today=today, progress=progress, dry_run=True, mended=mended
    )
    return Examination(preview, report)


def preview_file(
    path: Path,
    mapping: Mapping | None = None,
    progress: Progress | None = None,
    *,
    home_currency: str = "",
    mended: Mended | None = None,
    store: Store | None = None,
) -> FilePreview:
    """What ``path`` is taken for, or what it is by ``mapping``, counted over all its rows.

    ``store`` is asked for what a person said of files of that shape before. Raises ImportRejected
    where it cannot be read, CancelledError when ``progress`` was stopped.
    """
    try:
        kind = kind_of_file(path)
        if kind == "vcard":
            return _address_book(path)
        with open_table(path, kind, mapping) as opened:
            statistics = _counted(opened, mended, progress or NoProgress())
            table = opened.table
            guessed = detect_mapping(table, statistics, home_currency=home_currency)
            if mapping is None and store is not None:
                kept = find_mapping(store, source_of(table, None))
                if kept is not None:
                    kept = applied(kept, guessed)
                    preview = _preview(path, table, statistics, kept, guessed)
                    return replace(preview, is_remembered=True)
            return _preview(path, table, statistics, mapping, guessed)
    except OSError as error:
        raise unreadable(path, error) from error


def change_column(
    preview: FilePreview,
    position: int,
    field: str,
    *,
    label: str | None = None,
    type: str | None = None,
    date_format: str | None = None,
    decimal_mark: str | None = None,
) -> FilePreview:
    """``preview`` with the column at ``position`` meant as ``field``; nothing is read again.

    ``label``, ``type``, ``date_format`` (dmy, mdy or ymd) and ``decimal_mark`` change only where
    they are given. What was found out by itself comes back whole with its own field.
    """
    columns = [column for column in preview.mapping.columns if column.position == position]
    before = columns[0] if columns else Column(field, position=position)
    guessed = [column for column in preview.guessed if column.position == position]
    if field == before.field:
        meant = before
    elif guessed and guessed[0].field == field:
        meant = guessed[0]
    elif field == "extra":
        own = own_type(preview.statistics.column(position))
        meant = replace(_bare(before), field="extra", type=own)
    else:
        meant = replace(_bare(before), field=field, label_from=before.label_from)
    meant = replace(
        meant,
        label=meant.label if label is None else label,
        type=meant.type if type is None else type,
        date_format=meant.date_format if date_format is None else date_format,
        decimal_mark=meant.decimal_mark if decimal_mark is None else decimal_mark,
    )
    kept = [column for column in columns[1:] if column.field != field]
    return _with_columns(preview, position, [meant, *kept])


def with_reading(
    mapping: Mapping,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    header: bool | int | None = None,
    sheet: str | None = None,
) -> Mapping:
    """How the same file is to be read instead; its columns are then found out anew.

    ``header`` is the row of the names, False where there is none; None leaves the others to be
    found out where the encoding, the delimiter or the sheet changes.
    """
    changed = any(each is not None for each in (encoding, delimiter, sheet))
    return Mapping(
        format=mapping.format,
        encoding=mapping.encoding if encoding is None else encoding,
        delimiter=mapping.delimiter if delimiter is None else delimiter,
        quote=mapping.quote,
        header=mapping.header if header is None and not changed else header,
        sheet=mapping.sheet if sheet is None else sheet,
    )


def save_rejected(path: Path, lines: Sequence[RejectedLine], header: Sequence[str] = ()) -> None:
    """Write rows that were left out as a table that can be put right and brought in again.

    It has the file's own columns, where the rows have cells, and then the row and the reason.
    Raises ImportRejected.
    """
    width = max([len(header), *(len(line.cells) for line in lines)], default=0)
    names = [*header, *[""] * (width - len(header))]
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow((*names, _("Row"), _("Why")))
            for line in lines:
                writer.writerow(
                    (*line.cells, *[""] * (width - len(line.cells)), line.row, line.why)
                )
    except OSError as error:
        sentence = _("{file} cannot be written: {why}.")
        sentence = sentence.format(file=path.name, why=error.strerror or error)
        raise ImportRejected(sentence, code="import.save_rejected") from error


def _to_read(preview: FilePreview) -> Mapping | None:
    return None if preview.mapping.format == "vcard" else preview.mapping


def _address_book(path: Path) -> FilePreview:
    text = read_beginning(path).decode("latin-1")
    kind, mapping = _("address book (vCard)"), Mapping(format="vcard")
    return FilePreview(path.name, kind, (), mapping, shape=known_card_shape(text))


def _counted(opened: OpenTable, mended: Mended | None, progress: Progress) -> TableStatistics:
    """The statistics of all rows; raises CancelledError."""
    statistics = TableStatistics(opened.table.width, is_whole=True)
    rows = _cells(opened, mended)
    while batch := list(islice(rows, _AT_ONCE)):
        statistics.take(batch)
        progress.step(statistics.rows, opened.lines, _("Looking at the columns"))
        if progress.stopped():
            raise CancelledError(_("Stopped. Nothing of the file was brought in."))
    return statistics


def _cells(opened: OpenTable, mended: Mended | None) -> Iterator[Sequence[str]]:
    for item in opened.rows(mended):
        if not isinstance(item, Problem):
            yield item[1]


def _preview(
    path: Path,
    table: Table,
    statistics: TableStatistics,
    mapping: Mapping | None,
    guessed: Mapping,
) -> FilePreview:
    found = mapping if mapping is not None and mapping.columns else guessed
    known = known_shape(table.columns)
    preview = FilePreview(
        path.name,
        _kind(table),
        (),
        _by_position(found, table),
        shape=known.name if known else "",
        rows=statistics.rows,
        header=table.columns,
        sheets=table.sheets,
        sheet=table.sheet,
        needs="" if is_recognised(found) else needs_columns(table),
        statistics=statistics,
        guessed=guessed.columns,
    )
    return replace(preview, columns=_column_previews(preview))


def _bare(column: Column) -> Column:
    """Where a column is, without what it was."""
    return Column("ignore", position=column.position, start=column.start, end=column.end)


def _by_position(mapping: Mapping, table: Table) -> Mapping:
    """``mapping`` with every column told by where it stands."""
    columns = [
        replace(column, header="", position=place + 1)
        for column in mapping.columns
        for place in places_of(column, mapping, table.columns)
    ]
    return replace(mapping, columns=tuple(columns))


def _with_columns(preview: FilePreview, position: int, columns: Sequence[Column]) -> FilePreview:
    others = [column for column in preview.mapping.columns if column.position != position]
    every = sorted((*others, *columns), key=lambda column: column.position)
    mapping = replace(preview.mapping, columns=tuple(every))
    needs = (
        ""
        if is_recognised(mapping)
        else preview.needs or _("No column tells who somebody is any more.")
    )
    preview = replace(preview, mapping=mapping, needs=needs)
    return replace(preview, columns=_column_previews(preview))


def _column_previews(preview: FilePreview) -> tuple[ColumnPreview, ...]:
    shown: dict[int, Column] = {}
    for column in preview.mapping.columns:
        known = shown.get(column.position)
        if known is None or known.field == "client.key":
            shown[column.position] = column
    return tuple(_column(preview, column) for _place, column in sorted(shown.items()))


def _column(preview: FilePreview, column: Column) -> ColumnPreview:
    told = preview.statistics.column(column.position)
    place = column.position - 1
    named = preview.header[place] if 0 <= place < len(preview.header) else ""
    guessed = [each.field for each in preview.guessed if each.position == column.position]
    check = check_column(column, named, told, preview.mapping)
    return ColumnPreview(
        position=column.position,
        name=_short(named) or _("Column {number}").format(number=column.position),
        field=column.field,
        meaning=_meaning(column),
        samples=tuple(_short(value) for value in told.samples[:_SAMPLES]),
        label=column.label,
        guessed=guessed[-1] if guessed else column.field,
        check=check.sentence,
        is_fine=check.is_fine,
        type=column.type,
    )


def _meaning(column: Column) -> str:
    meaning = _(NAMES[column.field])
    is_labelled = column.field in {"client.phone", "client.email", "client.link", "client.date",
                                   "client.relation"} or column.group  # fmt: skip
    if column.label and is_labelled:
        return _("{meaning}, {label}").format(meaning=meaning, label=column.label)
    return meaning


def _kind(table: Table) -> str:
    if table.format == "workbook":
        return _("sheet “{sheet}”").format(sheet=table.sheet)
    names = {",": _("commas"), ";": _("semicolons"), "\t": _("tabs"), "|": _("bars")}
    cut = _("fixed widths")
    if table.format == "delimited":
        cut = names.get(table.text.delimiter, table.text.delimiter)
    return " · ".join((ENCODING_NAMES.get(table.encoding, table.encoding), cut))


def _short(text: str) -> str:
    return elide(" ".join(clean(text, limit=4 * len(text) + 1).split()), _LONGEST)
