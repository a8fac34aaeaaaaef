"""One property of a vCard: its parameters, and its value in whatever way it was packed."""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from crm.exchange.encodings import clean_text, decode_text
from crm.exchange.vcard_lines import Line

BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
"""Properties whose packed value is not text."""

_LONGEST_HEAD = 8_192
_ADDRESS_MARKS = 6
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})
_BREAK = re.compile(r"\\[nN]")
_ESCAPE = re.compile(r"\\([\\,;:\"])")
_CARET = {"^n": "\n", "^^": "^", "^'": '"'}
_CARETS = re.compile(r"\^[n^']")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM", b"RIFF")


@dataclass(frozen=True, slots=True)
class Property:
    """A property with its value still escaped, as ``split`` and ``unescape`` need it.

    ``types`` are lower case, from TYPE= and from the bare words of vCard 2.1. ``data`` holds the
    bytes of a packed value, None where there is none or it is damaged.
    """

    row: int
    group: str
    name: str
    params: dict[str, list[str]]
    types: tuple[str, ...]
    text: str
    data: bytes | None = None
    packed: bool = False

    def param(self, name: str) -> str:
        """The first value of a parameter, or an empty text."""
        return next(iter(self.params.get(name, ())), "")


def parse_property(line: Line) -> Property | None:
    """The property of a line, or None for a line that has no value at all."""
    mark = _value_mark(line.raw)
    if mark < 0:
        return None
    head, value = line.raw[:mark], line.raw[mark + 1 :]
    words = _split_unquoted(decode_text(head[:_LONGEST_HEAD]), ";")
    group, _dot, name = words[0].strip().rpartition(".")
    name = name.upper()
    params, bare = _parameters(words[1:])
    if name == "ADR" and b"LABEL=" in head.upper():
        value = _after_loose_label(value)
    encoding = (next(iter(params.get("ENCODING", ())), "") or _bare_encoding(bare)).upper()
    charset = next(iter(params.get("CHARSET", ())), "")
    text, data = _unpack(name, value, encoding, charset)
    types = tuple(dict.fromkeys([*_types(params), *(word.lower() for word in bare)]))
    packed = encoding in {"BASE64", "B"} or data is not None
    return Property(line.row, group.lower(), name, params, types, text, data, packed)


def split(text: str, mark: str) -> list[str]:
    """``text`` cut at each ``mark`` that no backslash protects; the parts stay escaped."""
    if "\\" not in text:
        return text.split(mark)
    parts, start, position = [], 0, 0
    while position < len(text):
        if text[position] == "\\":
            position += 2
            continue
        if text[position] == mark:
            parts.append(text[start:position])
            start = position + 1
        position += 1
    return [*parts, text[start:]]


def unescape(text: str, *, old_rules: bool = False) -> str:
    """``text`` as its writer meant it; vCard 2.1 (``old_rules``) has no escaped line breaks."""
    text = text.replace("\0", "")
    if "\\" in text:
        if not old_rules:
            text = _BREAK.sub("\n", text.replace("\\\\", "\0"))
        text = _ESCAPE.sub(r"\1", text).replace("\0", "\\")
    return clean_text(text.replace("\r\n", "\n").replace("\r", "\n"))


def components(prop: Property, *, old_rules: bool = False, joint: str = " ") -> list[str]:
    """The parts of a structured value; several values of one part are put together by ``joint``."""
    parts = split(prop.text, ";")
    if old_rules:
        return [unescape(part, old_rules=True) for part in parts]
    lists = ([unescape(value) for value in split(part, ",")] for part in parts)
    return [joint.join(value for value in values if value) for values in lists]


def picture(data: bytes | None) -> bytes | None:
    """``data`` where it begins as a picture does, else None."""
    return data if data and data.startswith(_PICTURES) else None


def _value_mark(raw: bytes) -> int:
    """Where the value begins: the first colon outside quotes, or else the first at all."""
    first = mark = raw.find(b":")
    while 0 <= mark < _LONGEST_HEAD:
        if raw.count(b'"', 0, mark) % 2 == 0:
            return mark
        mark = raw.find(b":", mark + 1)
    return first


def _after_loose_label(value: bytes) -> bytes:
    """An address after a LABEL= whose colons nobody quoted: the seven parts at its end."""
    place = len(value)
    for _part in range(_ADDRESS_MARKS):
        place = value.rfind(b";", 0, place)
        if place < 0:
            return value
    return value[value.rfind(b":", 0, place) + 1 :]


def _split_unquoted(text: str, mark: str) -> list[str]:
    if '"' not in text:
        return text.split(mark)
    parts = [""]
    for number, piece in enumerate(text.split('"')):
        if number % 2:
            parts[-1] += f'"{piece}"'
            continue
        first, *others = piece.split(mark)
        parts[-1] += first
        parts.extend(others)
    return parts


def _parameters(words: Sequence[str]) -> tuple[dict[str, list[str]], list[str]]:
    params: dict[str, list[str]] = {}
    bare = []
    for word in words:
        name, equals, value = word.partition("=")
        if equals:
            values = [_parameter_value(part) for part in _split_unquoted(value, ",")]
            params.setdefault(name.strip().upper(), []).extend(values)
        elif name.strip():
            bare.append(name.strip())
    return params, bare


def _parameter_value(written: str) -> str:
    value = written.strip().strip('"')
    return _CARETS.sub(lambda match: _CARET[match[0]], value)


def _bare_encoding(bare: list[str]) -> str:
    """Take the encoding out of the bare words of vCard 2.1."""
    for word in bare:
        if word.upper() in _ENCODINGS:
            bare.remove(word)
            return word
    return ""


def _types(params: dict[str, list[str]]) -> list[str]:
    values = (part for value in params.get("TYPE", ()) for part in value.split(","))
    return [value.strip().lower() for value in values if value.strip()]


def _unpack(name: str, value: bytes, encoding: str, charset: str) -> tuple[str, bytes | None]:
    if encoding == "QUOTED-PRINTABLE":
        return decode_text(quopri.decodestring(value), charset), None
    if encoding in {"BASE64", "B"}:
        data = _unpack_base64(value)
        if name in BINARY:
            return "", data
        return (decode_text(data, charset) if data is not None else decode_text(value)), None
    if value[:5].lower() == b"data:" and name in BINARY:
        return "", _unpack_data_uri(value)
    return decode_text(value, charset), None


def _unpack_data_uri(value: bytes) -> bytes | None:
    head, _comma, body = value.partition(b",")
    if b";base64" in head.lower():
        return _unpack_base64(body)
    return unquote_to_bytes(body)


def _unpack_base64(value: bytes) -> bytes | None:
    packed = b"".join(value.split()).rstrip(b"=")
    if len(packed) % 4 == 1:
        packed = packed[:-1]  # one letter got lost, or one too many was written: both are seen
    try:
        return binascii.a2b_base64(packed + b"=" * (-len(packed) % 4), strict_mode=True)
    except binascii.Error:
        return None
