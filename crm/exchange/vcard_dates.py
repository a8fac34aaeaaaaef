"""Days as vCards write them: whole, without a year, without a day, or as text."""

from __future__ import annotations

import re
from datetime import date

from crm.dates import PartialDate, parse_partial
from crm.errors import ValidationError

_LEAP_YEAR = 2000
_APPLE_NO_YEAR = 1604
_SHAPES = tuple(
    re.compile(shape + r"(?:[T ].*)?", re.DOTALL)
    for shape in (
        r"(?P<year>\d{4})-?(?P<month>\d{2})-?(?P<day>\d{2})",
        r"--(?P<month>\d{2})-?(?P<day>\d{2})",
        r"(?P<year>\d{4})-(?P<month>\d{2})",
        r"(?P<year>\d{4})",
        r"--(?P<month>\d{2})",
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
    )
)


def parse_card_date(text: str, today: date | None = None) -> PartialDate | None:
    """The day ``text`` names, or None where it names none or an impossible one.

    ``today`` lets words be read as well ("24 Nov", "about 58"); without it only the forms of
    the standards are.
    """
    text = text.strip()
    for shape in _SHAPES:
        match = shape.fullmatch(text)
        if match:
            return _made({part: int(number) for part, number in match.groupdict().items()})
    if today is None or not text or len(text) > 60:
        return None
    try:
        return parse_partial(text, today)
    except ValidationError:
        return None


def _made(parts: dict[str, int]) -> PartialDate | None:
    year, month, day = parts.get("year"), parts.get("month"), parts.get("day")
    if year == _APPLE_NO_YEAR and month:
        year = None
    try:
        date(year or _LEAP_YEAR, month or 1, day or 1)
        return PartialDate(year=year, month=month, day=day)
    except (ValueError, ValidationError):
        return None
