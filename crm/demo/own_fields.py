"""The fields the demo shop made up for itself, what stands in them, and who agreed to what."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from crm.clients.consent import ConsentChannel
from crm.clients.custom_values import FieldType
from crm.text import fold


class OwnField(NamedTuple):
    """A field; with a ``tag`` only those who wear it have it."""

    name: str
    type: FieldType = "text"
    choices: tuple[str, ...] = ()
    tag: str = ""


_BATTERIES: Final = ("400 Wh", "500 Wh", "625 Wh", "750 Wh")
OWN_FIELDS: Final = (
    OwnField("Frame number"),
    OwnField("Saddle height", "number"),
    OwnField("Insured until", "day"),
    OwnField("Battery", "choice", _BATTERIES, "e-bike"),
)
# Rows are numbered from 1 in the order they come.
FIELD_IDS: Final = {each.name: row_id for row_id, each in enumerate(OWN_FIELDS, start=1)}

_MAKERS: Final = ("DWS", "PEN", "ORB", "GNT", "TRK", "SPC", "CUB")
_SOURCES: Final = ("at the counter", "on the service form", "by phone", "")
_SPREAD: Final = 2_654_435_761  # odd and near 2**32 / golden ratio: neighbours land far apart


def field_rows(tag_ids: dict[str, int]) -> Iterator[tuple[Any, ...]]:
    """The fields as rows of their table."""
    for position, each in enumerate(OWN_FIELDS, start=1):
        choices, tag_id = "\n".join(each.choices), tag_ids.get(each.tag)
        yield each.name, fold(each.name), each.type, choices, tag_id, position


def drawn_values(number: int, tags: Collection[str], today: date) -> Iterator[tuple[str, str]]:
    """What stands in the fields of the ``number``-th client who is drawn, by the field's name."""
    drawn = _drawn(number)
    if drawn % 5 == 0:
        yield "Frame number", f"{_MAKERS[drawn % 7]}{drawn % 9_999_991:07}"
    if drawn % 6 == 0:
        yield "Saddle height", _half(2 * 64 + drawn // 6 % 32)
    if drawn % 23 == 0:
        yield "Insured until", (today + timedelta(days=drawn // 23 % 500 - 60)).isoformat()
    if "e-bike" in tags:
        yield "Battery", _BATTERIES[drawn % len(_BATTERIES)]


def drawn_consents(number: int, day: str) -> Iterator[tuple[ConsentChannel, bool, str, str]]:
    """What the ``number``-th client who is drawn said when they were asked, on ``day`` if ever."""
    drawn = _drawn(number)
    source = _SOURCES[drawn // 7 % len(_SOURCES)]
    if drawn % 10 < 4:
        yield "email", drawn % 16 < 12, day, source
    if drawn % 9 == 0:
        yield "sms", drawn % 2 == 0, day, source
    if drawn % 11 == 0:
        yield "post", drawn % 3 > 0, day, source


def _drawn(number: int) -> int:
    """The same for the same client every time, without disturbing what else is drawn."""
    return number * _SPREAD % 2**32


def _half(halves: int) -> str:
    return f"{halves // 2}.5" if halves % 2 else str(halves // 2)
