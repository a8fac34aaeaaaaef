"""The lines of an address book: bytes to unfolded properties, whatever wrote them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from crm.exchange.encodings import BOMS
from crm.exchange.records import Problem
from crm.i18n import _

LONGEST_LINE = 1_000_000
"""Bytes a property may have, its folded lines together."""

LONGEST_PHOTO = 5_000_000
"""Bytes a photo may have as the file writes it."""

_CHUNK = 1 << 16
_PROPERTY = re.compile(rb"([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)?)[ \t]*[;:]")
_ONLY_BASE64 = re.compile(rb"[A-Za-z0-9+/=]+")
_KNOWN = frozenset(
    b"ADR AGENT ANNIVERSARY BDAY BEGIN CATEGORIES EMAIL END FN IMPP KEY LABEL N NICKNAME NOTE ORG"
    b" PHOTO RELATED REV ROLE SOUND TEL TITLE UID URL VERSION".split()
)


@dataclass(frozen=True, slots=True)
class Line:
    """One property, unfolded: the line of the file it starts at, and its bytes."""

    row: int
    raw: bytes


@dataclass(slots=True)
class _Open:
    """The property being put together."""

    row: int
    name: bytes
    quoted: bool
    base64: bool
    pieces: list[bytes] = field(default_factory=list)
    size: int = 0
    blank: bool = False

    @property
    def limit(self) -> int:
        return LONGEST_PHOTO if self.name == b"PHOTO" else LONGEST_LINE

    def add(self, piece: bytes) -> None:
        self.size += len(piece)
        if self.size <= self.limit:
            self.pieces.append(piece)
        else:
            self.pieces.clear()


def read_lines(source: BinaryIO) -> Iterator[Line | Problem]:
    """The properties of the file in order, each unfolded; one that is too long is a problem."""
    current: _Open | None = None
    old_rules = False
    for row, line in enumerate(_physical_lines(source), start=1):
        if current is not None and _joins(current, line, old_rules=old_rules):
            continue
        if not line.strip():
            continue
        opened = _open(row, line)
        if opened is None:
            continue
        if current is not None:
            yield _close(current)
        current = opened
        if opened.name == b"VERSION":
            old_rules = line.rstrip().endswith(b"2.1")
    if current is not None:
        yield _close(current)


def _joins(current: _Open, line: bytes, *, old_rules: bool) -> bool:
    """Take ``line`` into the open property where it belongs to it."""
    if not line.strip():
        current.blank = True
        return True
    if _is_soft_break(current) and not _starts_known(line):
        current.pieces[-1] = current.pieces[-1].rstrip(b" \t")[:-1]
        current.add(line)
        return True
    if line[:1] in b" \t":
        # vCard 2.1 folds at a blank and keeps it, the later versions add one to take away.
        current.add(line if old_rules and not current.base64 else line[1:])
        return True
    if line.startswith(b"#"):
        return True
    if current.base64 and not current.blank and _ONLY_BASE64.fullmatch(line.strip()):
        current.add(line)
        return True
    if _starts_property(line) or _is_boundary(current.name):
        return False
    _join_broken(current, line)
    return True


def _join_broken(current: _Open, line: bytes) -> None:
    """Text that goes on in a line of its own, as careless programs write it."""
    last = current.pieces[-1] if current.pieces else b""
    if last.endswith(b"\\") and not last.endswith(b"\\\\") and last[-2:-1] < b"\x80":
        current.pieces[-1] = last[:-1]
    current.add(b"\n" + line)
    current.blank = False


def _is_soft_break(current: _Open) -> bool:
    return (
        current.quoted
        and not current.blank
        and bool(current.pieces)
        and current.pieces[-1].rstrip(b" \t").endswith(b"=")
    )


def _is_boundary(name: bytes) -> bool:
    return name in {b"BEGIN", b"END", b"VERSION"}


def _starts_known(line: bytes) -> bool:
    match = _PROPERTY.match(line)
    return match is not None and b":" in line and match[1] in _KNOWN


def _starts_property(line: bytes) -> bool:
    match = _PROPERTY.match(line)
    return match is not None and (b":" in line or _name(match[1]) in _KNOWN)


def _name(written: bytes) -> bytes:
    return written.rpartition(b".")[2].upper()


def _open(row: int, line: bytes) -> _Open | None:
    match = _PROPERTY.match(line)
    if match is None or not _starts_property(line):
        return None
    head = line.partition(b":")[0].upper()
    opened = _Open(
        row,
        _name(match[1]),
        quoted=b"QUOTED-PRINTABLE" in head,
        base64=b"BASE64" in head or b"ENCODING=B" in head,
    )
    opened.add(line)
    return opened


def _close(current: _Open) -> Line | Problem:
    if current.size > current.limit:
        name = current.name.decode("ascii", errors="replace")
        why = _("{name} is longer than {limit} MB and was left out.")
        limit = current.limit // 1_000_000
        return Problem(current.row, name, why.format(name=name, limit=limit), rejected=False)
    return Line(current.row, b"".join(current.pieces))


def _physical_lines(source: BinaryIO) -> Iterator[bytes]:
    """Lines without their ends, whichever of the four ends (CR CR LF too) the file has."""
    rest = b""
    for chunk in _narrow_chunks(source):
        data = rest + chunk
        ends = len(data) - len(data.rstrip(b"\r"))
        held = data[len(data) - ends :] if ends < _CHUNK else b""
        lines = _unify(data[: len(data) - len(held)]).split(b"\n")
        rest = lines.pop()[: LONGEST_PHOTO + 1] + held
        yield from lines
    if rest:
        yield from _unify(rest).split(b"\n")


def _unify(data: bytes) -> bytes:
    if b"\r" not in data:
        return data
    return data.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _narrow_chunks(source: BinaryIO) -> Iterator[bytes]:
    """The file in pieces of bytes that are ASCII where they can be: UTF-16 becomes UTF-8."""
    first = source.read(_CHUNK)
    encoding = _wide_encoding(first)
    if first.startswith(codecs.BOM_UTF8):
        first = first[len(codecs.BOM_UTF8) :]
    decoder = codecs.getincrementaldecoder(encoding)("replace") if encoding else None
    chunk = first
    while chunk:
        yield decoder.decode(chunk).encode("utf-8", "replace") if decoder else chunk
        chunk = source.read(_CHUNK)


def _wide_encoding(first: bytes) -> str:
    for mark, name in BOMS:
        if first.startswith(mark) and mark != codecs.BOM_UTF8:
            return name
    start = first.lstrip(b"\0\r\n ")[:8].upper()
    if start.startswith(b"B\0E\0G\0"):
        return "utf-16-be" if first[:1] == b"\0" else "utf-16-le"
    return ""
