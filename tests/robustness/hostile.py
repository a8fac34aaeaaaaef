"""Whatever a person, a file or an attacker may type, for every parameter a service has."""

from __future__ import annotations

import types
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from hypothesis import strategies as st

from crm.dates import PartialDate
from crm.progress import NoProgress, Progress
from crm.store.store import Store

TEXTS: Final = (
    "", " ", "\0", "a\0b", "\r\n", "\t=1", "=cmd|'/c calc'!A1", "@SUM(1)", "+49 170 1234",
    "Robert'); DROP TABLE client;--", "' OR 1=1 --", '"', "'", "%", "_", "%" * 60_000, "*", "(",
    "AND", "NEAR(", "name:", "secretcol:x", "-anna", "^", "a.b@c.de", "O'Neil", "{0}", "{name}",
    "<b>Bob</b>", '<img src="/etc/passwd">', '<img src="//evil/s/x.png">', "&lt;b&gt;", "Tom & Co",
    "<h1>" * 50, "javascript:alert(1)", "file:///etc/passwd", "\\\\evil\\x", "../../evil",
    "\u202eevil\u202c", "\u2066\u2067\u2068\u2069", "Z" + "\u0334\u0353" * 100, "\u200b", "\ufeff",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f3f4\U000e0067\U000e007f", "\ud800",
    "a\udfffb", "Ａｎｎ", "é", "e\u0301", "ﬁ", "ß", "İ", "\u1100\u1161", "١٢٣", "x" * 501,
    "x" * 40_000, "ö" * 20_001, "word " * 250_000, "\n" * 2_000, "9" * 5_000, "1e999", "NaN",
    "-0", "99/99/9999", "2026-02-30", "24:61", "[" * 10_000, "😀" * 600, "\x1b[31m",
)  # fmt: skip
DAYS: Final = (date.min, date.max, date(1582, 10, 10), date(2024, 2, 29), date(2026, 11, 22))
MOMENTS: Final = (
    datetime.min.replace(tzinfo=UTC),
    datetime.max.replace(tzinfo=UTC),
    datetime(2026, 11, 1, 12, tzinfo=UTC),
)
PARTIAL: Final = (
    PartialDate(1, 1, 1), PartialDate(9999, 12, 31), PartialDate(None, 2, 29),
    PartialDate(1968, None, None, about=True), PartialDate(None, 11, None),
)  # fmt: skip
NUMBERS: Final = (
    0,
    1,
    -1,
    999,
    1000,
    -320,
    2**31,
    2**53,
    2**53 + 1,
    2**63 - 1,
    -(2**63),
    2**63,
    10**40,
)
IDS: Final = (1, 2, 3, 4, 0, -1, 999, 2**63 - 1)
PATHS: Final = tuple(Path(f"/nowhere/{each}") for each in ("x.csv", "x.zip", "x" * 300, "\udcff"))
PICTURES: Final = (b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n" + bytes(100), bytes(70_000))

_CHOSEN: Final = {
    "limit": (0, 1, 500), "offset": (0, 1, 999), "year": (1, 2026, 9999), "asked": IDS,
}  # fmt: skip

texts = st.one_of(st.sampled_from(TEXTS), st.text(st.characters(codec=None), max_size=60))


def arguments(service: Callable[..., object]) -> st.SearchStrategy[dict[str, Any]]:
    """Values for every parameter of a service but the store."""
    hints = get_type_hints(service)
    return st.fixed_dictionaries(
        {
            name: _parameter(kind, name)
            for name, kind in hints.items()
            if kind is not Store and name != "return"
        }
    )


def _parameter(kind: Any, name: str) -> st.SearchStrategy[Any]:
    """A choice that stands alone is made in code; only those in drafts may come from files."""
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    return value_of(kind, name)


def value_of(kind: Any, name: str) -> st.SearchStrategy[Any]:
    """Anything of one kind; choices also hold what they should not."""
    simple: dict[Any, st.SearchStrategy[Any]] = {
        str: texts,
        bool: st.booleans(),
        bytes: st.sampled_from(PICTURES),
        date: st.sampled_from(DAYS),
        datetime: st.sampled_from(MOMENTS),
        PartialDate: st.sampled_from(PARTIAL),
        types.NoneType: st.none(),
        Path: st.sampled_from(PATHS),
        Progress: st.just(NoProgress()),
        float: st.sampled_from((0.0, 0.5, 1.0)),
    }
    if kind in simple:
        return simple[kind]
    if kind is int:
        return st.sampled_from(_numbers(name))
    if isinstance(kind, type) and (names := _parts(kind)):
        hints = get_type_hints(kind)
        return st.builds(kind, **{each: value_of(hints[each], each) for each in names})
    if is_typeddict(kind):
        hints = get_type_hints(kind)
        return st.fixed_dictionaries(
            {}, optional={key: value_of(each, key) for key, each in hints.items()}
        )
    return _value_of_several(kind, name)


def _parts(kind: type) -> tuple[str, ...]:
    """What a dataclass or a named tuple consists of; nothing of other kinds."""
    if is_dataclass(kind):
        return tuple(each.name for each in fields(kind))
    return getattr(kind, "_fields", ())


def _value_of_several(kind: Any, name: str) -> st.SearchStrategy[Any]:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return st.one_of(st.sampled_from(inner), st.just("neither"))
    if origin in (Union, types.UnionType):
        if name == "rev":
            return st.none()
        given = [each for each in inner if get_origin(each) is not Callable]
        return st.one_of([value_of(each, name) for each in given])
    if origin is tuple and Ellipsis not in inner:
        return st.tuples(*(value_of(each, name) for each in inner))
    if origin in (tuple, list, Sequence, Collection, Iterable):
        return st.lists(value_of(inner[0], name), max_size=2).map(tuple)
    if origin is Mapping:
        keys, values = (value_of(each, name) for each in inner)
        return st.dictionaries(keys, values, max_size=2)
    raise TypeError(f"no hostile values are known for {name}: {kind}")


def _numbers(name: str) -> tuple[int, ...]:
    if name == "id" or name.endswith(("_id", "_ids")):
        return IDS
    return _CHOSEN.get(name, NUMBERS)
