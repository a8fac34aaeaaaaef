"""MAP.json: what each column of a table is, read strictly and written plainly."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, Literal, cast, get_args

from crm.errors import ImportRejected
from crm.exchange.encodings import known_codec
from crm.exchange.fields import CONSTANT_FIELDS, FIELDS
from crm.exchange.records import FIELD_TYPES
from crm.i18n import _
from crm.money import is_currency

Format = Literal["delimited", "fixed", "workbook", "vcard"]

DATE_ORDERS: Final = ("dmy", "mdy", "ymd")
_LARGEST_FILE = 1_000_000
_KEYS: Final = (
    "format", "encoding", "delimiter", "quote", "header", "sheet", "decimal_mark", "currency",
    "date_format", "constants", "only", "columns",
)  # fmt: skip
_COLUMN_KEYS: Final = (
    "as", "header", "position", "start", "end", "label", "label_from", "group", "type",
    "date_format", "decimal_mark",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column and what it is.

    It is found by ``header``, or by ``position``, counted from 1 as people count; in a file with
    fixed widths also by the characters ``start`` to ``end``, both counted from 1 and both
    included. ``label`` says what a phone, e-mail, address, date or relation is ("home"),
    ``label_from`` names the column that says so. Address columns of one ``group`` are one
    address, birthday columns always are one. ``type`` is that of the shop's own field which an
    ``extra`` column becomes. ``date_format`` and ``decimal_mark`` are those of the mapping where
    this column has its own.
    """

    field: str
    header: str = ""
    position: int = 0
    start: int = 0
    end: int = 0
    label: str = ""
    label_from: str = ""
    group: str = ""
    type: str = ""
    date_format: str = ""
    decimal_mark: str = ""

    @property
    def name(self) -> str:
        """What people know the column by."""
        if self.header:
            return self.header
        return str(self.position) if self.position else f"{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a file is written and what its columns are; None or empty means "find out".

    ``header`` is True or False, or the line, from 1, of the names; ``sheet`` is one of a workbook.
    ``date_format`` is an order (dmy, mdy, ymd) or a format of strptime. ``only`` keeps the rows
    whose column has one of the values, ``constants`` gives fields that no column holds.
    """

    format: Format = "delimited"
    encoding: str = ""
    delimiter: str = ""
    quote: str = ""
    header: bool | int | None = None
    sheet: str = ""
    decimal_mark: str = ""
    currency: str = ""
    date_format: str = ""
    constants: tuple[tuple[str, str], ...] = ()
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()
    columns: tuple[Column, ...] = ()


def load_mapping(path: Path) -> Mapping:
    """The mapping of a MAP.json; raises ImportRejected with a sentence for every mistake."""
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise _wrong(_("This is no mapping: it is larger than 1 MB."))
        return mapping_from_json(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        text = _("The mapping {path} cannot be read: {why}.")
        raise _wrong(text.format(path=path, why=error.strerror or error)) from error
    except UnicodeDecodeError as error:
        raise _wrong(_("The mapping is not a text in UTF-8.")) from error


def mapping_from_json(text: str) -> Mapping:
    """The mapping that ``text`` describes; raises ImportRejected with a sentence."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        sentence = _("The mapping is not JSON; see its line {line}.").format(line=line)
        raise _wrong(sentence) from error
    if not isinstance(told, dict):
        text = _("A mapping is written in braces: {example}.")
        raise _wrong(text.format(example='{"columns": []}'))
    return _mapping(told)


def mapping_to_json(mapping: Mapping) -> str:
    """``mapping`` as a MAP.json that ``mapping_from_json`` reads back the same."""
    told: dict[str, Any] = {"format": mapping.format}
    for key in _KEYS[1:9]:
        value = getattr(mapping, key)
        if value not in ("", None):
            told[key] = value
    if mapping.constants:
        told["constants"] = dict(mapping.constants)
    if mapping.only:
        told["only"] = {name: list(values) for name, values in mapping.only}
    if mapping.columns:
        told["columns"] = [_column_told(column) for column in mapping.columns]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _column_told(column: Column) -> dict[str, Any]:
    told = {item.name: getattr(column, item.name) for item in fields(column)}
    if column.start:
        told["position"] = 0  # it is found where it is cut
    named = {"as" if key == "field" else key: value for key, value in told.items()}
    return {key: named[key] for key in _COLUMN_KEYS[1:] if named[key]} | {"as": column.field}


def _mapping(told: AnyMapping[str, Any]) -> Mapping:
    _refuse_unknown(told, _KEYS, _("The mapping"))
    file_format = _choice(told, "format", get_args(Format), "delimited")
    mapping = Mapping(
        format=cast("Format", file_format),
        encoding=_encoding(told),
        delimiter=_delimiter(told),
        quote=_text(told, "quote", longest=1),
        header=_header(told),
        sheet=_text(told, "sheet", strip=False),
        decimal_mark=_choice(told, "decimal_mark", (".", ","), ""),
        currency=_currency(told),
        date_format=_date_format(told),
        constants=_constants(told),
        only=_only(told),
        columns=_columns(told),
    )
    _check_whole(mapping)
    return mapping


def _check_whole(mapping: Mapping) -> None:
    if mapping.format == "vcard":
        if mapping.columns:
            raise _wrong(_("An address book (vCard) has no columns to name."))
        return
    if not mapping.columns:
        raise _wrong(_("The mapping names no columns."))
    if mapping.format == "fixed":
        cut = [bool(column.start) for column in mapping.columns]
        if any(cut) and not all(cut):
            raise _wrong(_("Either all columns have a start and an end, or none has."))
        if any(column.header for column in mapping.columns):
            raise _wrong(_("Columns of a file with fixed widths are named by position."))
    elif any(column.start for column in mapping.columns):
        raise _wrong(_("Only a file with the format “fixed” has columns with a start and an end."))
    named = {column.field for column in mapping.columns} | dict(mapping.constants).keys()
    sells = any(field.startswith("purchase.") for field in named)
    if sells and "visit.day" not in named:
        raise _wrong(_("Purchases need a column that is “visit.day”."))
    if mapping.header is False and any(column.header for column in mapping.columns):
        raise _wrong(_("Without a header, columns are named by position."))


def _columns(told: AnyMapping[str, Any]) -> tuple[Column, ...]:
    listed = told.get("columns", [])
    if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
        raise _wrong(_("“columns” is a list, each column in braces."))
    return tuple(_column(item, number) for number, item in enumerate(listed, start=1))


def _column(told: AnyMapping[str, Any], number: int) -> Column:
    where = _("Column {number} of the mapping").format(number=number)
    _refuse_unknown(told, _COLUMN_KEYS, where)
    field = told.get("as")
    if not isinstance(field, str) or field not in FIELDS:
        raise _wrong(_unknown(where, str(field), FIELDS))
    column = Column(
        field=field,
        header=_text(told, "header"),
        position=_count(told, "position"),
        start=_count(told, "start"),
        end=_count(told, "end"),
        label=_text(told, "label"),
        label_from=_text(told, "label_from"),
        group=_text(told, "group"),
        type=_choice(told, "type", FIELD_TYPES, ""),
        date_format=_date_format(told),
        decimal_mark=_choice(told, "decimal_mark", (".", ","), ""),
    )
    ways = (bool(column.header), bool(column.position), bool(column.start or column.end))
    if sum(ways) != 1:
        text = _("{where} needs a header, or a position, or a start and an end, and only one.")
        raise _wrong(text.format(where=where))
    if (column.start or column.end) and not 1 <= column.start <= column.end:
        raise _wrong(_("{where} ends before it starts.").format(where=where))
    return column


def _constants(told: AnyMapping[str, Any]) -> tuple[tuple[str, str], ...]:
    given = told.get("constants", {})
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        raise _wrong(
            _("“constants” gives fields a text: {example}.").format(
                example='{"purchase.what": "Haircut"}'
            )
        )
    _refuse_unknown(given, CONSTANT_FIELDS, "“constants”")
    return tuple(given.items())


def _only(told: AnyMapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    given = told.get("only", {})
    right = isinstance(given, dict) and all(
        isinstance(values, list) and all(isinstance(value, str) for value in values)
        for values in given.values()
    )
    if not right:
        text = _("“only” gives columns a list of texts: {example}.")
        raise _wrong(text.format(example='{"Type": ["Sale"]}'))
    return tuple((name, tuple(values)) for name, values in given.items())


def _encoding(told: AnyMapping[str, Any]) -> str:
    name = _text(told, "encoding")
    codec = known_codec(name) if name else ""
    if codec is None:
        raise _wrong(_("There is no encoding “{name}”.").format(name=name))
    return codec


def _delimiter(told: AnyMapping[str, Any]) -> str:
    mark = _text(told, "delimiter", strip=False)
    mark = {"tab": "\t", "\\t": "\t"}.get(mark, mark)
    if len(mark) > 1 or mark in ("\r", "\n", '"'):
        raise _wrong(_("“delimiter” is one character, such as “;”, or “tab”."))
    return mark


def _header(told: AnyMapping[str, Any]) -> bool | int | None:
    header = told.get("header")
    if header is None or isinstance(header, bool):
        return header
    if isinstance(header, int) and 1 <= header <= 1000:
        return header
    raise _wrong(_("“header” is true, false, or the number of the line that names the columns."))


def _currency(told: AnyMapping[str, Any]) -> str:
    code = _text(told, "currency").upper()
    if code and not is_currency(code):
        raise _wrong(_("There is no currency “{code}”; write it as in EUR.").format(code=code))
    return code


def _date_format(told: AnyMapping[str, Any]) -> str:
    text = _text(told, "date_format")
    if not text or text in DATE_ORDERS:
        return text
    if "%" not in text:
        sentence = _("“date_format” is dmy, mdy or ymd, or a format such as %Y%m%d, not “{text}”.")
        raise _wrong(sentence.format(text=text))
    return text


def _choice(told: AnyMapping[str, Any], key: str, choices: tuple[str, ...], default: str) -> str:
    value = told.get(key, default)
    if value == default or value in choices:
        return str(value)
    listed = ", ".join(f"“{choice}”" for choice in choices)
    text = _("“{key}” is one of {choices}, not “{value}”.")
    raise _wrong(text.format(key=key, choices=listed, value=value))


def _text(told: AnyMapping[str, Any], key: str, *, longest: int = 200, strip: bool = True) -> str:
    value = told.get(key, "")
    if not isinstance(value, str) or len(value) > longest:
        raise _wrong(_("“{key}” is a short text.").format(key=key))
    return value.strip() if strip else value


def _count(told: AnyMapping[str, Any], key: str) -> int:
    value = told.get(key, 0)
    if key in told and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
        raise _wrong(_("“{key}” counts from 1.").format(key=key))
    return min(int(value), 1_000_000)


def _refuse_unknown(told: AnyMapping[str, Any], known: Iterable[str], where: str) -> None:
    for key in told:
        if key not in known:
            raise _wrong(_unknown(where, key, known))


def _unknown(where: str, key: str, known: Iterable[str]) -> str:
    near = get_close_matches(key, list(known), n=1, cutoff=0.4)
    if near:
        text = _("{where} has “{key}”, which is not known; did you mean “{near}”?")
        return text.format(where=where, key=key, near=near[0])
    return _("{where} has “{key}”, which is not known.").format(where=where, key=key)


def _wrong(sentence: str) -> ImportRejected:
    return ImportRejected(sentence, code="import.mapping")
