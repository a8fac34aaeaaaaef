"""What is known of a file before it is read: whether it came before, and from which program."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crm.exchange.detect import SAYS_NOTHING, detect_mapping, sample_statistics
from crm.exchange.headers import OWN_ID, folded_header
from crm.exchange.mapping import Column, Mapping, mapping_to_json
from crm.exchange.reading import kind_of_file, open_table, unreadable
from crm.exchange.tables import Mended, Table

_BLOCK: Final = 1 << 20
_SOURCE_LENGTH: Final = 8
VCARD_SOURCE: Final = "vcard"
OWN_SOURCE: Final = "regulars"
_OWN_HEADER: Final = folded_header(OWN_ID)


@dataclass(frozen=True, slots=True)
class FileToRead:
    """A file with its fingerprint.

    ``sha256`` is of the content and of how it is to be read, ``lines`` how many it has at most.
    ``source`` stands for the program that wrote it: files with the same columns are taken for
    exports of the same one, so that its numbers of clients and receipts mean the same; those of
    another program never do. ``is_own`` tells whether a person said otherwise what its columns
    are than is found out.
    """

    path: Path
    sha256: str
    lines: int
    source: str
    is_own: bool = False


def look_at_file(path: Path, mapping: Mapping | None, mended: Mended | None = None) -> FileToRead:
    """The fingerprint of ``path``; raises ImportRejected where it cannot be read."""
    digest = hashlib.sha256(json.dumps(sorted(mended.items())).encode() if mended else b"")
    lines = 1
    try:
        kind = kind_of_file(path)
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
                lines += block.count(b"\n")
        if kind == "vcard":
            return FileToRead(path, digest.hexdigest(), lines, VCARD_SOURCE)
        with open_table(path, kind, mapping) as opened:
            source = source_of(opened.table, mapping)
            is_own = mapping is not None and not _is_as_found(mapping, opened.table)
            if mapping is not None and is_own:
                digest.update(mapping_to_json(mapping).encode())
            return FileToRead(path, digest.hexdigest(), opened.lines or lines, source, is_own)
    except OSError as error:
        raise unreadable(path, error) from error


def source_of(table: Table, mapping: Mapping | None) -> str:
    """What stands for the program that wrote a table: its columns, by name or by what they are."""
    told: Sequence[object] = [folded_header(header) for header in table.columns]
    if _OWN_HEADER in told:  # clients and visits that were taken out are of the same people
        return OWN_SOURCE
    if not table.columns:
        found = mapping
        if found is None or not found.columns:
            found = detect_mapping(table, sample_statistics(table))
        told = [(column.field, column.name) for column in found.columns]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:_SOURCE_LENGTH]


def _is_as_found(mapping: Mapping, table: Table) -> bool:
    """Whether ``mapping`` reads a table as it would be read without one."""
    found = detect_mapping(table, sample_statistics(table))
    return _reading(mapping) == _reading(found)


def _reading(mapping: Mapping) -> object:
    columns = [
        (column.position, column.header, column.start, *_meant(column), column.label_from)
        for column in mapping.columns
    ]
    how = (mapping.encoding, mapping.delimiter, mapping.header, mapping.sheet, mapping.only)
    return mapping.format, how, mapping.constants, columns


def _meant(column: Column) -> tuple[str, str]:
    """What a column is; one that says nothing is as good as kept."""
    if column.field in {"extra", "visit.extra"} or column.label == SAYS_NOTHING:
        return "extra", ""
    return column.field, column.label
