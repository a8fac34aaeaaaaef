"""Rows as plain columns: the SQL of a model, written once, and rows as JSON for the undo log."""

from __future__ import annotations

import base64
import json
import os
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from struct import Struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peewee import Field, Model

_VERSION = bytes(byte & 0x0F | 0x40 for byte in range(256))
_VARIANT = bytes(byte & 0x3F | 0x80 for byte in range(256))
_UUID = Struct("16s")

# What new_uuids makes, as SQL: the version and the variant stand in the first bits of two bytes.
_FRESH_UUID = (
    f"CAST(randomblob(6) || substr(x'{bytes(range(0x40, 0x50)).hex()}', 1 + (random() & 15), 1) || "
    f"randomblob(1) || substr(x'{bytes(range(0x80, 0xC0)).hex()}', 1 + (random() & 63), 1) || "
    "randomblob(7) AS BLOB)"
)


@dataclass(frozen=True, slots=True)
class TablePlan:
    """How rows of one model are written: its columns in order and the statements for them."""

    name: str
    columns: tuple[str, ...]
    fields: Mapping[str, Field]

    @property
    def insert_sql(self) -> str:
        """An INSERT of all columns, ``id`` first."""
        names = ", ".join(f'"{column}"' for column in self.columns)
        marks = ", ".join("?" * len(self.columns))
        return f'INSERT INTO "{self.name}" ({names}) VALUES ({marks})'

    def insert_rows_sql(self, columns: Sequence[str]) -> str:
        """An INSERT of ``id``, ``uuid`` and ``columns``; the defaults of others stand in its text.

        A value that every row has need not be handed over with every row.
        """
        defaults = self.complete({})
        others = [name for name in self.columns if name not in {"id", "uuid", *columns}]
        names = ", ".join(f'"{name}"' for name in ("id", "uuid", *columns, *others))
        marks = ["?"] * (2 + len(columns))
        values = ", ".join([*marks, *(_literal(defaults[name]) for name in others)])
        return f'INSERT INTO "{self.name}" ({names}) VALUES ({values})'

    def insert_select_sql(self, values: Mapping[str, str], source: str) -> str:
        """An INSERT of what a SELECT finds: ``values`` are SQL by column, ``source`` what follows.

        Every row gets a new UUID; columns not named take their default.
        """
        defaults = self.complete({})
        told = {"uuid": _FRESH_UUID, **values}
        told |= {name: _literal(defaults[name]) for name in self.columns if name not in told}
        names = ", ".join(f'"{name}"' for name in told)
        return f'INSERT INTO "{self.name}" ({names}) SELECT {", ".join(told.values())} {source}'

    def stored(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """``values`` (Python, by column name) as the database keeps them."""
        stored: dict[str, Any] = {}
        for name, value in values.items():
            convert: Any = self.fields[name].db_value
            stored[name] = convert(value)
        return stored

    def complete(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """All columns but ``id`` with ``values`` over the defaults, as the database keeps them."""
        return self.stored({**self._defaults(), **values})

    def _defaults(self) -> dict[str, Any]:
        return {
            name: field.default() if callable(field.default) else field.default
            for name, field in self.fields.items()
            if name != "id"
        }


@cache
def plan_of(model: type[Model]) -> TablePlan:
    """The plan for ``model``."""
    meta = model._meta
    fields = {field.column_name: field for field in meta.sorted_fields}
    return TablePlan(meta.table_name, tuple(fields), fields)


def new_uuids(count: int) -> list[bytes]:
    """``count`` fresh random UUIDs (RFC 9562, version 4), 16 bytes each.

    Made from one read of the system's randomness, because imports need a million of them.
    """
    data = bytearray(os.urandom(16 * count))
    data[6::16] = data[6::16].translate(_VERSION)
    data[8::16] = data[8::16].translate(_VARIANT)
    return [uuid for (uuid,) in _UUID.iter_unpack(data)]


def to_json(row: Mapping[str, Any]) -> str:
    """A row of stored values as JSON; bytes become base64 under ``$b``."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_bytes_to_json)


def from_json(text: str) -> dict[str, Any]:
    """The stored values that :func:`to_json` wrote."""
    row: dict[str, Any] = json.loads(text, object_hook=_bytes_from_json)
    return row


@dataclass(frozen=True, slots=True)
class Pack:
    """Whole rows as they stood, with the names of their columns.

    Files packed by the first version name none: the columns are then those the table had, and
    what it got since stands behind them.
    """

    columns: tuple[str, ...]
    rows: list[list[Any]]


def packed(pack: Pack) -> bytes:
    """Many rows of stored values, compressed."""
    text = json.dumps(
        {"columns": pack.columns, "rows": pack.rows},
        ensure_ascii=False, separators=(",", ":"), default=_bytes_to_json,
    )  # fmt: skip
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpack(data: bytes) -> Pack:
    """The rows that :func:`packed` compressed."""
    text = zlib.decompress(data).decode("utf-8", "surrogatepass")
    told: Any = json.loads(text, object_hook=_bytes_from_json)
    if isinstance(told, list):
        return Pack((), told)
    return Pack(tuple(told["columns"]), told["rows"])


def _literal(value: Any) -> str:
    """A stored value as SQL writes it."""
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    if isinstance(value, int):
        return str(int(value))
    raise TypeError(f"no default of a column is a {type(value).__name__}")


def _bytes_to_json(value: object) -> dict[str, str]:
    if isinstance(value, bytes | bytearray | memoryview):
        return {"$b": base64.b64encode(bytes(value)).decode("ascii")}
    raise TypeError(f"a column cannot hold {type(value).__name__}")


def _bytes_from_json(value: dict[str, Any]) -> Any:
    if len(value) == 1 and "$b" in value:
        return base64.b64decode(value["$b"])
    return value
