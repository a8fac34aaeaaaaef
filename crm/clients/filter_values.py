"""The values that conditions compare with: what there is of them, read strictly."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Final, Literal

from crm.dates import PartialDate
from crm.errors import ValidationError
from crm.i18n import _
from crm.money import is_currency
from crm.text import clean

FilterValue = None | str | int | tuple[str, str] | tuple[int, str]
# nothing; a text; one of the field's choices; a whole number; a number as it is kept in a field of
# the shop's own; days back or ahead; a day (ISO); a month (1 to 12); the first and last day of a
# stretch of the year (MM-DD); minor units and their currency; the id of a client; of an import.
Takes = Literal[
    "nothing", "text", "choice", "count", "number", "days", "day", "month", "season", "money",
    "client", "import",
]  # fmt: skip

_LONGEST: Final = 200
_MOST_DAYS: Final = 36_525
_MOST: Final = 2**53
_NUMBER: Final = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?")
_MONTH_DAY: Final = re.compile(r"[0-9]{2}-[0-9]{2}")


def read_value(value: Any, takes: Takes) -> FilterValue:
    """``value``, as JSON gave it, where it is one that ``takes`` names.

    Raises ValidationError (field ``value``).
    """
    read = _READERS[takes]
    try:
        return read(value)
    except (TypeError, ValueError):
        sentence = _("A condition compares with something that cannot be read.")
        raise ValidationError({"value": sentence}, code="filter.value") from None


def _nothing(value: Any) -> None:
    if value is not None:
        raise ValueError


def _text(value: Any) -> str:
    if not isinstance(value, str) or not (text := clean(value, limit=_LONGEST)):
        raise ValueError
    return text


def _whole(least: int, most: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if type(value) is not int or not least <= value <= most:
            raise ValueError
        return value

    return read


def _number(value: Any) -> str:
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise ValueError
    return value


def _day(value: Any) -> str:
    return date.fromisoformat(value).isoformat()


def _season(value: Any) -> tuple[str, str]:
    first, last = value
    for each in (first, last):
        if not _MONTH_DAY.fullmatch(each):
            raise ValueError
        PartialDate(None, int(each[:2]), int(each[3:]))  # a ValidationError says more than we do
    return first, last


def _money(value: Any) -> tuple[int, str]:
    minor, currency = value
    if type(minor) is not int or abs(minor) > _MOST or not is_currency(str(currency)):
        raise ValueError
    return minor, str(currency)


_READERS: Final[dict[Takes, Callable[[Any], FilterValue]]] = {
    "nothing": _nothing,
    "text": _text,
    "choice": _text,
    "count": _whole(0, _MOST),
    "number": _number,
    "days": _whole(0, _MOST_DAYS),
    "day": _day,
    "month": _whole(1, 12),
    "season": _season,
    "money": _money,
    "client": _whole(1, _MOST),
    "import": _whole(1, _MOST),
}
