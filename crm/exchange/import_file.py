"""What is known of a file before it is read: whether it came before, and from which program."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crm.errors import ImportRejected
from crm.exchange.delimited import SAMPLE, sniff
from crm.exchange.headers import folded_header
from crm.exchange.mapping import Mapping, mapping_to_json
from crm.exchange.reading import propose_mapping
from crm.i18n import _

_BLOCK: Final = 1 << 20
_SOURCE_LENGTH: Final = 8
VCARD_SOURCE: Final = "vcard"


@dataclass(frozen=True, slots=True)
class FileToRead:
    """A file with its fingerprint.

    ``sha256`` is of the content and of how it is to be read, ``lines`` how many it has at most.
    ``source`` stands for the program that wrote it: files with the same columns are taken for
    exports of the same one, so that its numbers of clients and receipts mean the same; those of
    another program never do.
    """

    path: Path
    sha256: str
    lines: int
    source: str


def look_at_file(path: Path, mapping: Mapping | None) -> FileToRead:
    """The fingerprint of ``path``; raises ImportRejected where it cannot be read."""
    digest = hashlib.sha256((mapping_to_json(mapping) if mapping else "").encode())
    lines = 1
    try:
        with path.open("rb") as file:
            beginning = file.read(SAMPLE)
            block = beginning
            while block:
                digest.update(block)
                lines += block.count(b"\n")
                block = file.read(_BLOCK)
    except OSError as error:
        sentence = _("The file {name} cannot be read: {why}.")
        why = error.strerror or str(error)
        sentence = sentence.format(name=path.name, why=why)
        raise ImportRejected(sentence, code="import.file") from error
    return FileToRead(path, digest.hexdigest(), lines, _source(beginning, mapping))


def _source(beginning: bytes, mapping: Mapping | None) -> str:
    found = mapping or propose_mapping(beginning)
    if found.format == "vcard":
        return VCARD_SOURCE
    headers = sniff(beginning).columns if found.format == "delimited" else ()
    if headers and (mapping is None or mapping.header is not False):
        told: Sequence[object] = [folded_header(header) for header in headers]
    else:
        told = [(column.field, column.name) for column in found.columns]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:_SOURCE_LENGTH]
