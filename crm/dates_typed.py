"""Days and times as people type them: "Friday", "in 2 weeks", "yesterday 9:30"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal

from crm.dates import PartialDate, parse_partial
from crm.errors import ValidationError
from crm.i18n import _
from crm.text import elide, fold

Toward = Literal["future", "past"]

_LONGEST: Final = 64
_FARTHEST: Final = 400  # units; "in 4000 years" is a slip, not a plan
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST_WEEKDAY: Final = 2
_COUNTS: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_SPAN: Final = re.compile(
    r"(?P<sign>in\s+)?(?P<count>\d{1,3}|[a-z]+)\s+(?P<unit>day|week|month|year)s?(?P<ago>\s+ago)?"
)
_DAY_ALONE: Final = re.compile(r"(?:the\s+)?(\d{1,2})(?:st|nd|rd|th|\.)")
_WEEKDAY: Final = re.compile(r"(?:(on|next|this|last|past)\s+)?([^\W\d]+)")
_TIME: Final = re.compile(
    r"(?:^|[\s,]+)(?:at\s+)?"
    r"(?:(?P<hour>\d{1,2})(?::|h)(?P<minute>\d{2})\s*(?P<half>[ap]m)?"
    r"|(?P<bare>\d{1,2})\s*(?P<bare_half>[ap]m))$"
)


def parse_typed_day(
    text: str, today: date, *, toward: Toward = "future", day_first: bool = True
) -> date:
    """The day meant by ``text``, seen from ``today``.

    What leaves the year or the week open is the next such day, or with ``toward="past"`` the
    latest one; today itself counts. ``day_first`` decides what could be read both ways. Raises
    ValidationError (field ``date``).
    """
    typed = _folded(text)
    found = _named(typed, today) or _span(typed, today, toward) or _weekday(typed, today, toward)
    if found is None and (alone := _DAY_ALONE.fullmatch(typed)):
        found = _day_of_month(int(alone[1]), today, toward)
    if found is not None:
        return found
    return _whole(parse_partial(text, today, day_first=day_first), today, toward, text)


def parse_typed_moment(
    text: str, today: date, *, toward: Toward = "past", day_first: bool = True
) -> tuple[date, time | None]:
    """The day meant by ``text``, and the time of day where one was typed: "yesterday, 14:30".

    A time alone is today's. Raises ValidationError (field ``date``).
    """
    typed = _folded(text)
    found = _TIME.search(typed)
    if found is None:
        return parse_typed_day(text, today, toward=toward, day_first=day_first), None
    day = typed[: found.start()].strip(" ,")
    moment = _time(found, text)
    if not day:
        return today, moment
    return parse_typed_day(day, today, toward=toward, day_first=day_first), moment


def moment_at(day: date, at: time, to_local: Callable[[datetime], datetime]) -> datetime:
    """The UTC moment at which the wall clock behind ``to_local`` shows ``at`` on ``day``.

    In the hour that a wall clock skips in spring it is the moment one hour on.
    """
    wanted = datetime.combine(day, at, UTC)
    guess = wanted
    for _attempt in range(2):  # the offset may differ between the guess and the moment meant
        shown = to_local(guess)
        guess += wanted - shown.replace(tzinfo=UTC)
    return guess


def _folded(text: str) -> str:
    if len(text) > _LONGEST or "\0" in text:
        raise _unreadable(text)
    return fold(text)


def _named(typed: str, today: date) -> date | None:
    days = {
        "today": 0, "now": 0, "tonight": 0, fold(_("today")): 0,
        "tomorrow": 1, fold(_("tomorrow")): 1,
        "yesterday": -1, fold(_("yesterday")): -1,
        "next week": 7, "last week": -7, "fortnight": 14, "in a fortnight": 14,
    }  # fmt: skip
    if typed in days:
        return today + timedelta(days=days[typed])
    months = {"next month": 1, "last month": -1, "next year": 12, "last year": -12}
    return _months_on(today, months[typed]) if typed in months else None


def _span(typed: str, today: date, toward: Toward) -> date | None:
    found = _SPAN.fullmatch(typed)
    if found is None or (found["sign"] and found["ago"]):
        return None
    count = int(found["count"]) if found["count"].isdecimal() else _COUNTS.get(found["count"])
    if count is None:
        return None
    if count > _FARTHEST:
        raise _unreadable(typed)
    back = bool(found["ago"]) or (toward == "past" and not found["sign"])
    return _moved(today, -count if back else count, found["unit"], typed)


def _moved(today: date, count: int, unit: str, typed: str) -> date:
    try:
        if unit in ("day", "week"):
            return today + timedelta(days=count * (7 if unit == "week" else 1))
        return _months_on(today, count * (12 if unit == "year" else 1))
    except (ValueError, OverflowError):
        raise _unreadable(typed) from None


def _months_on(day: date, months: int) -> date:
    """As many months on, on the last day of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, _last_day(year, month + 1)))


def _last_day(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def _weekday(typed: str, today: date, toward: Toward) -> date | None:
    found = _WEEKDAY.fullmatch(typed)
    wanted = _weekday_named(found[2]) if found else None
    if found is None or wanted is None:
        return None
    if found[1] in ("last", "past") or (toward == "past" and found[1] not in ("next", "this")):
        back = (today.weekday() - wanted) % 7
        return today - timedelta(days=back or (7 if found[1] in ("last", "past") else 0))
    ahead = (wanted - today.weekday()) % 7
    return today + timedelta(days=ahead or (7 if found[1] == "next" else 0))


def _weekday_named(word: str) -> int | None:
    """The weekday that ``word`` begins, in English or in the user's language; Monday is 0."""
    if len(word) < _SHORTEST_WEEKDAY:
        return None
    own = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"))
    for names in (tuple(map(fold, (*own, _("Sunday")))), _WEEKDAYS):
        begun = [number for number, name in enumerate(names) if name.startswith(word)]
        if len(begun) == 1:
            return begun[0]
    return None


def _day_of_month(day: int, today: date, toward: Toward) -> date | None:
    """The nearest month that has this day, looking ``toward`` one side; None for a 32nd."""
    step = -1 if toward == "past" else 1
    for months in range(0, 12 * step, step):
        month = _months_on(today.replace(day=1), months)
        if not 1 <= day <= _last_day(month.year, month.month):
            continue
        found = month.replace(day=day)
        if (found - today).days * step >= 0:
            return found
    return None


def _whole(value: PartialDate, today: date, toward: Toward, text: str) -> date:
    if value.about or value.month is None or value.day is None:
        sentence = _("“{text}” leaves the day open.").format(text=elide(text.strip(), 40))
        raise ValidationError({"date": sentence}, code="date.open")
    if (whole := value.as_date()) is not None:
        return whole
    ahead = value.next_anniversary(today)
    if ahead is None:
        raise _unreadable(text)
    return ahead if toward == "future" else _latest(value.month, value.day, today)


def _latest(month: int, day: int, today: date) -> date:
    """The latest such day that is not to come; there is a 29 February within eight years."""
    years = range(today.year, today.year - 9, -1)
    days = (date(year, month, day) for year in years if day <= _last_day(year, month))
    return next(each for each in days if each <= today)


def _time(found: re.Match[str], text: str) -> time:
    hour = int(found["hour"] or found["bare"])
    half = found["half"] or found["bare_half"]
    if half and not 1 <= hour <= 12:
        raise _bad_time(text)
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, int(found["minute"] or 0))
    except ValueError:
        raise _bad_time(text) from None


def _unreadable(text: str) -> ValidationError:
    shown = elide(" ".join(text[:200].split()), 40)
    sentence = _("“{text}” is not a day.").format(text=shown)
    return ValidationError({"date": sentence}, code="date.unreadable")


def _bad_time(text: str) -> ValidationError:
    shown = elide(" ".join(text[:200].split()), 40)
    sentence = _("“{text}” is not a time of day.").format(text=shown)
    return ValidationError({"date": sentence}, code="date.unreadable")
