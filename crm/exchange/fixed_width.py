"""Text in columns of fixed width, or padded with spaces, as old programs write it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from crm.exchange.delimited_rows import LONGEST_RECORD
from crm.exchange.encodings import decode_text, known_codec, sniff_encoding
from crm.exchange.records import Problem
from crm.i18n import _

_MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class FixedShape:
    """How the file is cut: at ``spans`` (start and end as Python slices), or at white space.

    ``header`` is the line, from 1, that names the columns; it and those above are left out.
    """

    encoding: str = "utf-8"
    spans: tuple[tuple[int, int], ...] = ()
    header: int = 0


def sniff_fixed(data: bytes) -> FixedShape | None:
    """The shape of a file padded with spaces, or None where the beginning is no such table."""
    encoding = sniff_encoding(data)
    lines = data.decode(encoding, errors="replace").splitlines()[:_MOST_LINES]
    widths = [len(line.split()) for line in lines if line.strip()]
    if not widths:
        return None
    width, times = Counter(widths).most_common(1)[0]
    if width < 2 or times < len(widths) * 0.95:
        return None
    return FixedShape(encoding, header=_header_line(lines))


def read_fixed(source: BinaryIO, shape: FixedShape) -> Iterator[tuple[int, list[str]] | Problem]:
    """The rows below the header, each with its line from 1; cells come without padding."""
    codec = known_codec(shape.encoding) or "utf-8"
    if codec.startswith(("utf-16", "utf-32")):
        yield Problem(1, "", _("A file of fixed width must not be in UTF-16; save it as UTF-8."))
        return
    spans = shape.spans
    for row, raw in enumerate(iter(lambda: source.readline(LONGEST_RECORD), b""), start=1):
        if row <= shape.header:
            continue
        if len(raw) >= LONGEST_RECORD and not raw.endswith(b"\n"):
            yield Problem(row, "", _("This line is far too long; the file was read up to here."))
            return
        line = _decoded(raw, codec)
        cells = [line[start:end].strip() for start, end in spans] if spans else line.split()
        if any(cells):
            yield row, cells


def _decoded(raw: bytes, codec: str) -> str:
    try:
        text = raw.decode("ascii" if codec == "utf-8" else codec)
    except UnicodeDecodeError:
        text = decode_text(raw, codec)
    text = text.rstrip("\r\n\x1a")
    return text.replace("\0", "") if "\0" in text else text


def _header_line(lines: Sequence[str]) -> int:
    """1 where the first line has words and the next ones begin with numbers."""
    first, *others = [line.split() for line in lines if line.strip()]
    worded = not any(cell[0].isdigit() for cell in first)
    return 1 if worded and others and any(cell[0].isdigit() for cell in others[0]) else 0
