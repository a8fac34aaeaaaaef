"""What is to be read of the files and folders that were chosen or dropped, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from crm.errors import ImportRejected
from crm.exchange.detect import is_recognised
from crm.exchange.reading import kind_of_file, propose_mapping, unreadable
from crm.i18n import _

SourceKind = Literal["vcard", "table", "workbook"]

MOST_SOURCES: Final = 20_000
"""Files that are brought in as one; a folder with more is none of address books."""

_ORDER: Final[tuple[SourceKind, ...]] = ("vcard", "table", "workbook")
_HIDDEN: Final = (".", "~$", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: where it is, what people call it, what it is, and its size in bytes."""

    path: Path
    name: str
    kind: SourceKind
    size: int


def list_sources(paths: Iterable[Path]) -> tuple[Source, ...]:
    """The files to read, each once: address books first, so that tables find their people.

    Of a folder everything in it and below that can be read, in the order of names; what cannot
    is left out there. Raises ImportRejected where a file that was named itself cannot be read,
    and where nothing is left.
    """
    found: dict[Path, Source] = {}
    for path in paths:
        for source in _of_folder(path) if path.is_dir() else (_of_file(path),):
            found.setdefault(source.path.resolve(), source)
            if len(found) > MOST_SOURCES:
                text = _("These are more than {count} files; choose a folder with fewer.")
                raise _refused(text.format(count=f"{MOST_SOURCES:,}"))
    if not found:
        raise _refused(_("There is no table and no address book in this folder."))
    return tuple(sorted(found.values(), key=lambda source: _ORDER.index(source.kind)))


def _of_folder(folder: Path) -> Iterator[Source]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name.casefold())
    except OSError as error:
        raise unreadable(folder, error) from error
    for entry in entries:
        if entry.name.startswith(_HIDDEN) or entry.is_symlink():
            continue
        if entry.is_dir():
            yield from _of_folder(entry)
        elif entry.is_file():
            yield from _if_readable(entry)


def _if_readable(path: Path) -> Iterator[Source]:
    """A file that nobody named: only where it tells by itself who is in it."""
    try:
        source = _of_file(path)
        if source.kind == "vcard" or is_recognised(propose_mapping(path)):
            yield source
    except ImportRejected:
        return


def _of_file(path: Path) -> Source:
    try:
        kind = kind_of_file(path)
        size = path.stat().st_size
    except OSError as error:
        raise unreadable(path, error) from error
    return Source(path, path.name, "table" if kind == "text" else kind, size)


def _refused(sentence: str) -> ImportRejected:
    return ImportRejected(sentence, code="import.sources")
