"""Values of the shop's own fields: read as a person types them, kept in one form, said again.

The form a value is kept in depends on the type of its field alone: a number is plain decimal
digits (``-12.5``), a day ``YYYY-MM-DD``, yes and no are ``yes`` and ``no``, a choice is the choice
as the field names it, a text is itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from crm.clients.checks import LONGEST_BLOCK
from crm.dates import PartialDate, parse_day, say_partial
from crm.dates_typed import parse_typed_day
from crm.errors import StorageCause, ValidationError
from crm.i18n import _
from crm.shop.settings import DayOrder, ShopSettings
from crm.store.failures import storage_error
from crm.store.stored import read_day
from crm.text import clean_block, elide, fold

FieldType = Literal["text", "number", "day", "yes_no", "choice"]
FIELD_TYPES: Final[tuple[FieldType, ...]] = ("text", "number", "day", "yes_no", "choice")

YES: Final = "yes"
NO: Final = "no"

_YES_WORDS: Final = "yes y true t on 1 x ja j oui o vrai si s verdadero vero sim tak wahr"
_NO_WORDS: Final = "no n false f off 0 nein non faux falso nao nee nie falsch"
_MOST_WHOLE: Final = 15  # digits
_MOST_DECIMALS: Final = 9
_LONGEST_NUMBER: Final = 64
_UNGROUPED: Final = 4  # a year stays as it is
_KEPT_NUMBER: Final = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?")
# Folding makes plain what else people type for a minus or a blank.
_PLAIN_MARKS: Final = str.maketrans("\u2212\u066b\u066c", "-.,")
_SHOWN: Final = 40
_LISTED: Final = 200


@dataclass(frozen=True, slots=True)
class ValueStyle:
    """How values are written: by the people of a shop, or in a file of another program.

    Seen from ``today`` a person may type "next Friday" or "12 March"; without it, as in a file, a
    day has to be whole and in the order that ``day_order`` says.
    """

    decimal_mark: str = "."
    group_mark: str = ","
    day_order: DayOrder = "dmy"
    today: date | None = None

    @classmethod
    def of(cls, settings: ShopSettings, today: date) -> ValueStyle:
        """The way a shop with these settings writes, seen from ``today``."""
        return cls(settings.decimal_mark, settings.group_mark, settings.day_order, today)


CustomData = str | Decimal | date | bool


def parse_value(text: str, type: FieldType, style: ValueStyle, choices: Sequence[str] = ()) -> str:
    """The form in which ``text`` is kept in a field of ``type``; empty where nothing was typed.

    ``choices`` are those of a field of that type. Raises ValidationError (field ``value``) with a
    sentence that says what would fit.
    """
    kept = _cleaned(text)
    if not kept:
        return ""
    match type:
        case "number":
            return _parse_number(kept, style)
        case "day":
            return _parse_day(kept, style).isoformat()
        case "yes_no":
            return _parse_yes_no(kept)
        case "choice":
            return _parse_choice(kept, choices)
    return kept


def format_value(stored: str, type: FieldType, style: ValueStyle) -> str:
    """A kept value as it is shown, and as :func:`parse_value` reads it again.

    Raises StorageError where what is kept is damaged.
    """
    match type:
        case "number":
            return _say_number(stored, style)
        case "day":
            return say_partial(PartialDate.from_date(read_day(stored)))
        case "yes_no":
            return _("yes") if stored == YES else _("no")
    return stored


def read_value(stored: str, type: FieldType) -> CustomData:
    """A kept value as what it is, for comparing, sorting and the cells of a sheet.

    Raises StorageError where what is kept is damaged.
    """
    match type:
        case "number":
            return Decimal(_whole_number(stored))
        case "day":
            return read_day(stored)
        case "yes_no":
            return stored == YES
    return stored


def _cleaned(text: str) -> str:
    try:
        return clean_block(text, limit=LONGEST_BLOCK).strip()
    except ValidationError as error:
        raise _unfit(str(error), error.code) from None


def _parse_number(text: str, style: ValueStyle) -> str:
    """Plain digits without needless zeros; every mark has to be where the shop puts it."""
    typed = fold(text.translate(_PLAIN_MARKS)) if len(text) <= _LONGEST_NUMBER else ""
    found = _number_of(style.decimal_mark).fullmatch(typed)
    if found is None:
        sentence = _("“{text}” is not a number. Write it like {example}.")
        example = f"12{style.decimal_mark}5"
        raise _unfit(sentence.format(text=_shown(text), example=example), "value.number")
    whole = re.sub(r"\D", "", found["whole"]).lstrip("0") or "0"
    decimals = (found["decimals"] or "").rstrip("0")
    if len(whole) > _MOST_WHOLE or len(decimals) > _MOST_DECIMALS:
        sentence = _("“{text}” has more digits than can be kept.")
        raise _unfit(sentence.format(text=_shown(text)), "value.digits")
    number = f"{whole}.{decimals}" if decimals else whole
    return number if number == "0" or found["sign"] != "-" else f"-{number}"


@lru_cache(maxsize=8)
def _number_of(decimal_mark: str) -> re.Pattern[str]:
    groups = "".join(mark for mark in ".,' " if mark != decimal_mark)
    mark = re.escape(decimal_mark)
    return re.compile(
        rf"(?P<sign>[+-]?) ?(?=\d|{mark}\d)"
        rf"(?P<whole>\d{{1,3}}(?P<group>[{groups}])\d{{3}}(?:(?P=group)\d{{3}})*|\d*)"
        rf"(?:{mark}(?P<decimals>\d*))?"
    )


def _say_number(stored: str, style: ValueStyle) -> str:
    digits = _whole_number(stored).removeprefix("-")
    sign = "\u2212" if digits != stored else ""
    whole, mark, decimals = digits.partition(".")
    if len(whole) > _UNGROUPED:
        whole = f"{int(whole):,}".replace(",", style.group_mark)
    return f"{sign}{whole}{style.decimal_mark if mark else ''}{decimals}"


def _whole_number(stored: str) -> str:
    if not _KEPT_NUMBER.fullmatch(stored):
        raise storage_error(StorageCause.DAMAGED)
    return stored


def _parse_day(text: str, style: ValueStyle) -> date:
    try:
        return parse_day(text, order=style.day_order)
    except ValidationError as error:
        if style.today is None:
            raise _unfit(str(error), error.code) from None
    return _nearest(text, style.today, day_first=style.day_order != "mdy")


def _nearest(text: str, today: date, *, day_first: bool) -> date:
    """What leaves the year or the week open is the nearest such day, on either side of today."""
    try:
        ahead = parse_typed_day(text, today, toward="future", day_first=day_first)
        back = parse_typed_day(text, today, toward="past", day_first=day_first)
    except ValidationError as error:
        raise _unfit(str(error), error.code) from None
    return ahead if abs(ahead - today) <= abs(today - back) else back


def _parse_yes_no(text: str) -> str:
    word = fold(text)
    if word == fold(_("yes")) or word in _YES_WORDS.split():
        return YES
    if word == fold(_("no")) or word in _NO_WORDS.split():
        return NO
    raise _unfit(_("“{text}” is neither yes nor no.").format(text=_shown(text)), "value.yes_no")


def _parse_choice(text: str, choices: Sequence[str]) -> str:
    word = fold(text)
    for choice in choices:
        if fold(choice) == word:
            return choice
    sentence = _("“{text}” is none of: {choices}.")
    listed = elide(", ".join(choices), _LISTED)
    raise _unfit(sentence.format(text=_shown(text), choices=listed), "value.choice")


def _shown(text: str) -> str:
    return elide(" ".join(text[:200].split()), _SHOWN)


def _unfit(sentence: str, code: str) -> ValidationError:
    return ValidationError({"value": sentence}, code=code)
