"""Days as people know them: with parts missing, typed in many ways, said in few words."""

from __future__ import annotations

import re
import time
from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Self

from crm.errors import ValidationError
from crm.i18n import _, ngettext
from crm.text import elide, fold

_MONTHS: Final = (
    "january januar janvier enero gennaio januari styczen stycznia janeiro janner jaenner",
    "february februar fevrier febrero febbraio februari luty lutego fevereiro feber",
    "march marz mars marzo maart marzec marca marco maerz mrt",
    "april avril abril aprile kwiecien kwietnia",
    "may mai mayo maggio mei maj maja maio",
    "june juni juin junio giugno czerwiec czerwca junho",
    "july juli juillet julio luglio lipiec lipca julho",
    "august aout agosto augustus sierpien sierpnia",
    "september septembre septiembre settembre wrzesien wrzesnia setembro",
    "october oktober octobre octubre ottobre pazdziernik pazdziernika outubro",
    "november novembre noviembre listopad listopada novembro",
    "december dezember decembre diciembre dicembre grudzien grudnia dezembro",
)
_ABOUT: Final = re.compile(
    r"(?:~|≈|(?:about|around|approx|circa|ca|etwa|ungefahr|um|environ|vers|hacia|unos|sobre"
    r"|verso|ongeveer|rond|okolo|cerca de|por volta de)(?:\.\s*|\s+)|c\.\s*)"
)
_AGE: Final = re.compile(
    r"(?:aged?\s+)?(\d{1,3})(?:\s+(?:years?(?: old)?|jahre|ans|anos|anni|jaar|lat))?"
)
_FILLERS: Final = frozenset({"of", "de", "del", "di", "do", "the", "den", "le", "am"})
_TOKEN: Final = re.compile(r"'?\d+|[^\W\d_]+")
_BETWEEN: Final = re.compile(r"[\s.,/'-]*")
_ORDINAL: Final = frozenset({"st", "nd", "rd", "th", "er", "e", "o", "a"})
_STORED: Final = re.compile(
    r"(~?)(?:([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?|--([0-9]{2})(?:-([0-9]{2}))?)"
)
_TIME_OF_DAY: Final = re.compile(
    r"(?<=\d)(?:t|\s+)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:z|[+-]\d\d:?\d\d)?"
)
_LONGEST: Final = 64
_OLDEST: Final = 120
_DAYS_IN_YEAR: Final = 365.2425


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day of which the year, the day or both may be unknown; ``about`` where it is a guess.

    Raises ValidationError (field ``date``) for days no calendar has; 29 February needs no year.
    """

    year: int | None
    month: int | None
    day: int | None
    about: bool = False

    def __post_init__(self) -> None:
        if self.year is None and self.month is None:
            raise _bad_date(_("A date needs at least a year or a month."))
        if self.day is not None and self.month is None:
            raise _bad_date(_("A day needs its month."))
        if self.year is not None and not 1 <= self.year <= 9999:
            raise _bad_date(_("There is no year {year} here.").format(year=self.year))
        if self.month is not None and not 1 <= self.month <= 12:
            raise _bad_date(_("There is no month {month}.").format(month=self.month))
        if self.day is not None and not 1 <= self.day <= self._last_day():
            raise _bad_date(_("There is no day {day} in that month.").format(day=self.day))

    def _last_day(self) -> int:
        assert self.month is not None
        return monthrange(self.year or 2000, self.month)[1]

    @classmethod
    def from_text(cls, storage: str) -> Self:
        """The date of its storage form; raises ValidationError for anything else."""
        stored = _STORED.fullmatch(storage)
        if stored is None:
            raise _unreadable(storage)
        about, year, month, day, month_only, day_only = stored.groups()
        parts = (year, month or month_only, day or day_only)
        numbers = [int(part) if part else None for part in parts]
        return cls(numbers[0], numbers[1], numbers[2], bool(about))

    @classmethod
    def from_date(cls, day: date) -> Self:
        """The same day, fully known."""
        return cls(day.year, day.month, day.day)

    @property
    def text(self) -> str:
        """The storage form: ``1968-11-24``, ``1968-11``, ``1968``, ``--11-24``, ``~1968``."""
        year = "-" if self.year is None else f"{self.year:04}"
        rest = "".join(f"-{part:02}" for part in (self.month, self.day) if part is not None)
        return f"{'~' if self.about else ''}{year}{rest}"

    def as_date(self) -> date | None:
        """The day itself, where all of it is known."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    def age_on(self, today: date) -> int | None:
        """Whole years gone by ``today``; None when the year is unknown or still to come.

        With the month or day unknown the anniversary counts as reached as early as it can be.
        """
        years = self.years_on(today)
        if years is None:
            return None
        if self.month is not None and today < _day_in(today.year, self.month, self.day or 1):
            years -= 1
        return years if years >= 0 else None

    def years_on(self, day: date) -> int | None:
        """How many years the anniversary in the year of ``day`` makes; None without a year."""
        return None if self.year is None else day.year - self.year

    def next_anniversary(self, today: date) -> date | None:
        """The next time month and day come round, ``today`` included; None where unknown.

        29 February falls on the 28th in other years.
        """
        if self.month is None or self.day is None:
            return None
        year = max(today.year, self.year or today.year)
        if _day_in(year, self.month, self.day) < today:
            year += 1
        return _day_in(year, self.month, self.day) if year <= 9999 else None


def _day_in(year: int, month: int, day: int) -> date:
    """That day of ``year``, the 28th for a 29 February that the year does not have."""
    return date(year, month, 28 if (month, day) == (2, 29) and not isleap(year) else day)


# Reading


def parse_partial(text: str, today: date, *, day_first: bool = True) -> PartialDate:
    """The date a person typed, with whatever parts they knew.

    Two-digit years are the latest that do not lie in the future of ``today``; a number up to 120
    alone is an age. ``day_first`` decides only what could be read both ways. Raises
    ValidationError (field ``date``).
    """
    typed = _typed(text)
    about = _ABOUT.match(typed)
    rest = typed[about.end() :] if about else typed
    if stored := _STORED.fullmatch(rest):
        return PartialDate.from_text(("~" if about else "") + stored[0])
    if (age := _AGE.fullmatch(rest)) and 1 <= int(age[1]) <= _OLDEST:
        return PartialDate(today.year - int(age[1]), None, None, about=True)
    year, month, day = _parts(_tokens(rest, text), "dmy" if day_first else "mdy", text)
    return PartialDate(_full_year(year, month, day, today), month, day, about=bool(about))


def parse_day(text: str, *, order: str) -> date:
    """The full date in ``text``; ``order`` is ``dmy``, ``mdy`` or ``ymd`` and is never bent.

    Separators are free, months may be names, a four-digit year may always come first, digits may
    stand without separators, a time of day after it is left out. Two-digit years are 1969 to
    2068. Raises ValidationError (field ``date``).
    """
    if len(text) > _LONGEST:
        raise _unreadable(text)
    return _parse_day(text, order)


def parse_day_format(text: str, strptime_format: str) -> date:
    """The full date in ``text`` written as ``strptime_format`` says.

    Raises ValidationError (field ``date``), also for a format that does not hold a full date.
    """
    if len(text) > _LONGEST or len(strptime_format) > _LONGEST:
        raise _unreadable(text)
    return _parse_day_format(text.strip(), strptime_format)


# A file of purchases names the same few thousand days again and again.
@lru_cache(maxsize=8192)
def _parse_day(text: str, order: str) -> date:
    typed = _TIME_OF_DAY.sub("", _typed(text))
    if typed.isdecimal() and len(typed) in (6, 8):
        numbers = _sliced(typed, order)
    else:
        numbers = _tokens(typed, text)
    if len(numbers) != 3:
        raise _unreadable(text)
    year, month, day = _three(numbers, order, text)
    if year.startswith("'") or len(year) == 2:
        short = int(year.strip("'"))
        year = str(short + (1900 if short >= 69 else 2000))
    whole = PartialDate(int(year), month, day).as_date()
    assert whole is not None
    return whole


@lru_cache(maxsize=8192)
def _parse_day_format(text: str, strptime_format: str) -> date:
    if not _names_full_date(strptime_format):
        sentence = _("The date format “{format}” does not name a day, a month and a year.")
        raise _bad_date(sentence.format(format=strptime_format))
    try:
        found = time.strptime(text, strptime_format)
        return date(*found[:3])
    except (ValueError, re.error):
        raise _unreadable(text) from None


def _names_full_date(strptime_format: str) -> bool:
    named = set(re.findall(r"%(.)", strptime_format.replace("%%", "")))
    if named & {"c", "x"}:
        return True
    return bool(named & {"Y", "y"}) and ("j" in named or bool("d" in named and named & set("mbB")))


def _typed(text: str) -> str:
    if len(text) > _LONGEST or "\0" in text:
        raise _unreadable(text)
    return fold(text)


def _tokens(typed: str, text: str) -> list[str]:
    """Numbers and months (as ``m1`` to ``m12``) in the order typed, small words left out."""
    tokens: list[str] = []
    end = 0
    for found in _TOKEN.finditer(typed):
        if not _BETWEEN.fullmatch(typed, end, found.start()):
            raise _unreadable(text)
        touches = found.start() == end > 0
        end = found.end()
        word = found[0]
        if word.lstrip("'").isdecimal():
            tokens.append(word)
        elif word in _FILLERS or (touches and word in _ORDINAL):
            continue
        elif month := _month_named(word):
            tokens.append(f"m{month}")
        else:
            raise _unreadable(text)
    if not _BETWEEN.fullmatch(typed, end):
        raise _unreadable(text)
    return tokens


@lru_cache(maxsize=256)
def _month_named(word: str) -> int | None:
    """The month that ``word`` or, from three letters on, its beginning names in any language."""
    exact = {number for number, names in enumerate(_MONTHS, 1) if word in names.split()}
    begun = {number for number, names in enumerate(_MONTHS, 1) if f" {word}" in f" {names}"}
    found = exact or (begun if len(word) >= 3 else set())
    return found.pop() if len(found) == 1 else None


def _sliced(typed: str, order: str) -> list[str]:
    """Eight or six digits cut into day, month and year."""
    year = len(typed) - 4
    first, second = (year, 2) if order == "ymd" else (2, 2)
    return [typed[:first], typed[first : first + second], typed[first + second :]]


def _parts(tokens: list[str], order: str, text: str) -> tuple[str | None, int | None, int | None]:
    """Year as typed, month and day of one, two or three tokens."""
    match tokens:
        case [one]:
            return _one(one, text)
        case [first, second]:
            return _two(first, second, order, text)
        case [_first, _second, _third]:
            return _three_either_way(tokens, order, text)
    raise _unreadable(text)


def _one(token: str, text: str) -> tuple[str | None, int | None, None]:
    if token.startswith("m"):
        return None, int(token[1:]), None
    if _is_year(token):
        return token, None, None
    raise _unreadable(text)


def _two(
    first: str, second: str, order: str, text: str
) -> tuple[str | None, int | None, int | None]:
    if first.startswith("m"):
        year_follows = _is_year(second) or _number(second, text) > 31
        return _with_month(first, second, year_follows, text)
    if second.startswith("m"):
        return _with_month(second, first, _is_year(first), text)
    if _is_year(first) or _is_year(second):
        year, other = (first, second) if _is_year(first) else (second, first)
        return year, _number(other, text), None
    day, month = _number(first, text), _number(second, text)
    if (order == "mdy" and day <= 12) or month > 12:
        day, month = month, day
    return None, month, day


def _with_month(
    named: str, other: str, is_year: bool, text: str
) -> tuple[str | None, int, int | None]:
    month = int(named[1:])
    return (other, month, None) if is_year else (None, month, _number(other, text))


def _three_either_way(tokens: list[str], order: str, text: str) -> tuple[str, int, int]:
    year, month, day = _three(tokens, order, text)
    return (year, day, month) if month > 12 >= day else (year, month, day)


def _three(tokens: list[str], order: str, text: str) -> tuple[str, int, int]:
    """Year as typed, month and day; names and four-digit years find their place themselves."""
    named = [token for token in tokens if token.startswith("m")]
    if len(named) > 1:
        raise _unreadable(text)
    if named:
        first, last = (token for token in tokens if token not in named)
        year, day = (first, last) if _is_year(first) or order == "ymd" else (last, first)
        return year, int(named[0][1:]), _number(day, text)
    if _is_year(tokens[0]):
        order = "ymd"
    place = dict(zip(order, tokens, strict=True))
    if not _is_year(place["y"]) and len(place["y"]) != 2:
        raise _unreadable(text)
    return place["y"], _number(place["m"], text), _number(place["d"], text)


def _is_year(token: str) -> bool:
    return (token.isdecimal() and len(token) == 4) or (token.startswith("'") and len(token) == 3)


def _number(token: str, text: str) -> int:
    """A day or month as typed: one or two digits."""
    if not token.isdecimal() or len(token) > 2:
        raise _unreadable(text)
    return int(token)


def _full_year(year: str | None, month: int | None, day: int | None, today: date) -> int | None:
    if year is None or len(year) == 4:
        return None if year is None else int(year)
    century = today.year - today.year % 100
    full = century + int(year.strip("'"))
    known = (full, month or 1, day or 1)
    return full - 100 if known > (today.year, today.month, today.day) else full


def _unreadable(text: str) -> ValidationError:
    shown = elide(" ".join(text[:200].split()), 40)
    return _bad_date(_("“{text}” is not a date.").format(text=shown))


def _bad_date(sentence: str) -> ValidationError:
    return ValidationError({"date": sentence}, code="date.unreadable")


# Saying


def say_partial(value: PartialDate) -> str:
    """``24 Nov 1968``, ``Nov 1968``, ``24 Nov``, ``1968``, ``about 1968``."""
    month = _short_months()[value.month - 1] if value.month else ""
    said = _join(value.day, month, value.year)
    return _("about {date}").format(date=said) if value.about else said


def short_day(day: date, today: date) -> str:
    """``12 Nov``, with the year where it is not that of ``today``."""
    month = _short_months()[day.month - 1]
    return _join(day.day, month, None if day.year == today.year else day.year)


def say_day(day: date, today: date) -> str:
    """The day as people say it: ``yesterday``, ``9 days ago``, ``in March``, ``Tuesday``."""
    ago = (today - day).days
    if ago < 0:
        return _say_coming(day, today)
    if ago < 2:
        return _("yesterday") if ago else _("today")
    if ago < 14:
        return ngettext("{count} day ago", "{count} days ago", ago).format(count=ago)
    if ago < 60:
        weeks = ago // 7
        return ngettext("{count} week ago", "{count} weeks ago", weeks).format(count=weeks)
    month = _months()[day.month - 1]
    if day.year == today.year or _months_between(day, today) <= 10:
        return _("in {month}").format(month=month)
    return _("in {month} {year}").format(month=month, year=day.year)


def say_span(days: int) -> str:
    """A length of time as people say it: ``5 weeks``, ``11 weeks``, ``7 months``, ``16 years``."""
    days = max(days, 0)
    if days < 14:
        return _say_days(days)
    if days < 120:
        return _say_weeks(days // 7)
    months = int(days / _DAYS_IN_YEAR * 12)
    return _say_months(months) if months < 24 else _say_years(int(days / _DAYS_IN_YEAR))


def say_together(first: date, today: date) -> str:
    """How long since ``first``, by the calendar: ``16 years 4 months``, ``3 weeks``."""
    days = max((today - first).days, 0)
    if days < 14:
        return _say_days(days)
    months = _months_between(first, today) - (today.day < first.day)
    if months < 2:
        return _say_weeks(days // 7)
    years, months = divmod(months, 12)
    spans = ([_say_years(years)] if years else []) + ([_say_months(months)] if months else [])
    return " ".join(spans)


def _say_coming(day: date, today: date) -> str:
    ahead = (day - today).days
    if ahead == 1:
        return _("tomorrow")
    return _weekdays()[day.weekday()] if ahead <= 6 else short_day(day, today)


def _months_between(first: date, last: date) -> int:
    """Months from the month of ``first`` to the month of ``last``."""
    return (last.year - first.year) * 12 + last.month - first.month


def _join(day: int | None, month: str, year: int | None) -> str:
    if day is not None and year is not None:
        return _("{day} {month} {year}").format(day=day, month=month, year=year)
    if day is not None:
        return _("{day} {month}").format(day=day, month=month)
    if month and year is not None:
        return _("{month} {year}").format(month=month, year=year)
    return month or str(year)


def _say_days(count: int) -> str:
    return ngettext("{count} day", "{count} days", count).format(count=count)


def _say_weeks(count: int) -> str:
    return ngettext("{count} week", "{count} weeks", count).format(count=count)


def _say_months(count: int) -> str:
    return ngettext("{count} month", "{count} months", count).format(count=count)


def _say_years(count: int) -> str:
    return ngettext("{count} year", "{count} years", count).format(count=count)


def _short_months() -> tuple[str, ...]:
    first = (_("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"))
    return (*first, _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"))


def _months() -> tuple[str, ...]:
    first = (_("January"), _("February"), _("March"), _("April"), _("May"), _("June"))
    second = (_("July"), _("August"), _("September"), _("October"), _("November"), _("December"))
    return first + second


def _weekdays() -> tuple[str, ...]:
    working = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"))
    return (*working, _("Saturday"), _("Sunday"))
