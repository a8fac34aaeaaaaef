"""Several files looked at as the one import they would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from crm.errors import ImportRejected
from crm.exchange.everything.reading import is_everything
from crm.exchange.import_report import ImportReport
from crm.exchange.importing import FileToImport, import_files
from crm.exchange.preview import FilePreview, preview_file
from crm.exchange.sources import Source, list_sources
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.shop.queries import get_settings
from crm.store.store import Store


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen or dropped: files to read, or the zip that a whole shop was taken out to."""

    sources: tuple[Source, ...] = ()
    everything: Path | None = None


@dataclass(frozen=True, slots=True)
class FilesExamination:
    """What each file is taken for, in their order, and what bringing all of them in would do.

    Where nothing can be brought in, ``problem`` says why. ``files`` are as the import takes them.
    """

    previews: tuple[FilePreview, ...]
    files: tuple[FileToImport, ...]
    report: ImportReport
    problem: str = ""


def look_at_choice(paths: Sequence[Path], progress: Progress) -> Chosen:
    """What is to be read of ``paths``; raises what :func:`list_sources` raises."""
    progress.step(0, None, _("Looking at the files"))
    whole = next((path for path in paths if path.is_file() and is_everything(path)), None)
    if whole is not None:
        return Chosen(everything=whole)
    return Chosen(list_sources(paths))


def examine_files(
    store: Store,
    files: Sequence[FileToImport],
    known: Sequence[FilePreview | None],
    today: date,
    progress: Progress,
) -> FilesExamination:
    """Read all of ``files`` without writing; a preview that is ``known`` is not made again.

    Raises ImportRejected where one of them cannot be read at all, CancelledError when ``progress``
    was stopped.
    """
    home = get_settings(store).currency
    previews = tuple(
        preview
        or preview_file(
            file.path, file.mapping, progress, home_currency=home, mended=file.mended, store=store
        )
        for file, preview in zip(files, known, strict=True)
    )
    wanted = tuple(map(as_understood, files, previews))
    waiting = next((preview for preview in previews if preview.needs), None)
    if waiting is not None:
        problem = _("{file}: {why}").format(file=waiting.name, why=waiting.needs)
        return FilesExamination(previews, wanted, ImportReport("", dry_run=True), problem)
    try:
        report = import_files(store, wanted, today=today, progress=progress, dry_run=True)
    except ImportRejected as error:
        lines = error.lines
        report = ImportReport("", rows_rejected=len(lines), rejected=lines, dry_run=True)
        return FilesExamination(previews, wanted, report, str(error))
    return FilesExamination(previews, wanted, report)


def as_understood(file: FileToImport, preview: FilePreview) -> FileToImport:
    """``file``, to be read as its preview shows it."""
    is_table = preview.mapping.format != "vcard"
    return replace(file, mapping=preview.mapping if is_table else None)


def say_rows(examination: FilesExamination) -> str:
    """How many rows and cards there are in all."""
    rows = sum(preview.rows for preview in examination.previews)
    books = sum(not preview.columns for preview in examination.previews)
    told = []
    if rows:
        told.append(ngettext("{count} row", "{count} rows", rows).format(count=f"{rows:,}"))
    if books:
        text = ngettext("{count} address book", "{count} address books", books)
        told.append(text.format(count=f"{books:,}"))
    return ", ".join(told)
