"""How the zip is made: the names of its parts and how a row stands in them."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from crm.errors import ImportRejected
from crm.i18n import _
from crm.store.whole import WholeTable

FORMAT: Final = "regulars-shop"
VERSION: Final = 1
"""Of the zip itself; raised when a reader of the old one could not read the new one."""

MANIFEST: Final = "regulars.json"
README: Final = "README.txt"
DATA: Final = "data"

_FILES: Final = {("photo", "image"): "photos", ("attachment", "content"): "files"}
_SUFFIXES: Final = (
    (b"\xff\xd8\xff", "jpg"), (b"\x89PNG", "png"), (b"GIF8", "gif"), (b"%PDF", "pdf"),
)  # fmt: skip
_VALUES: Final[Mapping[str, type | tuple[type, ...]]] = {
    "INTEGER": int, "BOOLEAN": int, "REAL": (int, float), "BLOB": bytes, "TEXT": str,
}  # fmt: skip
_TEXT_OR_BYTES: Final = {("undo_row", "after")}  # one row as JSON, or many packed
_UNSAFE: Final = re.compile(r"[^\w.-]+")
_LONGEST_NAME: Final = 60

PutFile = Callable[[str, int, str], None]
"""Told of a part to write: its name, and the row (by id) and column it is the content of."""

GetFile = Callable[[str], bytes]


def data_part(table: str) -> str:
    """The part with the rows of ``table``, a JSON object a line."""
    return f"{DATA}/{table}.jsonl"


def encode_row(table: WholeTable, row: Sequence[Any], put_file: PutFile) -> bytes:
    """A row as a line of JSON. Pictures and files become parts of their own.

    Everything else that is bytes is told in base64 under ``$base64``; a uuid as hexadecimal.
    """
    told = {
        column: _encode(table, column, value, row, put_file) if isinstance(value, bytes) else value
        for column, value in zip(table.columns, row, strict=True)
    }
    return json.dumps(told, separators=(",", ":")).encode("ascii") + b"\n"


def decode_row(table: WholeTable, line: bytes, get_file: GetFile) -> list[Any]:
    """The row that :func:`encode_row` wrote; raises ImportRejected for anything else."""
    try:
        told = json.loads(line)
    except ValueError as error:
        raise damaged(data_part(table.name)) from error
    if not isinstance(told, dict) or set(told) != set(table.columns):
        raise damaged(data_part(table.name))
    row = [_decode(table, column, told[column], get_file) for column in table.columns]
    if not all(map(partial(_fits, table.name), table.columns, row, table.types)):
        raise damaged(data_part(table.name))
    return row


def _fits(table: str, column: str, value: Any, type: str) -> bool:
    if isinstance(value, str) and (table, column) in _TEXT_OR_BYTES:
        return True
    return value is None or isinstance(value, _VALUES.get(type, str))


def damaged(part: str) -> ImportRejected:
    """What is said of a part that is not what it has to be."""
    sentence = _("The part {part} of this archive is damaged. Nothing was brought in.")
    return ImportRejected(sentence.format(part=part[:80]), code="everything.damaged")


def _encode(
    table: WholeTable, column: str, value: bytes, row: Sequence[Any], put_file: PutFile
) -> str | Mapping[str, str]:
    if column == "uuid":
        return value.hex()
    folder = _FILES.get((table.name, column))
    if folder is None:
        return {"$base64": base64.b64encode(value).decode("ascii")}
    named = dict(zip(table.columns, row, strict=True))
    name = _file_name(str(named.get("name", "")), value)
    part = f"{folder}/{named['id']}-{name}"
    put_file(part, named["id"], column)
    return {"$file": part}


def _decode(table: WholeTable, column: str, value: Any, get_file: GetFile) -> Any:
    try:
        if column == "uuid":
            return bytes.fromhex(value)
        if isinstance(value, dict) and "$file" in value:
            return get_file(str(value["$file"]))
        if isinstance(value, dict):
            return base64.b64decode(value["$base64"], validate=True)
    except (TypeError, ValueError, KeyError, binascii.Error) as error:
        raise damaged(data_part(table.name)) from error
    return value


def _file_name(name: str, content: bytes) -> str:
    """A name every system takes, with the suffix of what is inside where it has none."""
    safe = _UNSAFE.sub("-", name).strip("-.")[-_LONGEST_NAME:]
    if "." in safe:
        return safe
    found = (suffix for beginning, suffix in _SUFFIXES if content.startswith(beginning))
    return f"{safe or 'file'}.{next(found, 'bin')}"
