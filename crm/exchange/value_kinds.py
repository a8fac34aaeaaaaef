"""What a single cell could be: the few things that columns are told apart and checked by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from crm.dates import parse_partial
from crm.errors import ValidationError
from crm.money import currency_signs, list_currencies
from crm.text import fold

_LONGEST: Final = 60
_LONGEST_ANSWER: Final = 20
_EMAIL: Final = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]{2,}\.?")
_LINK: Final = re.compile(
    r"(?:https?://\S+|www\.\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,10}(?:/\S*)?)", re.I
)
_PHONE: Final = re.compile(
    r"'?\+?[\d\s()./\-\u2010-\u2015]{5,}(?:\s*(?:ext|x|#|dw)\.?\s*\d{1,7})?", re.I
)
_NUMERIC_DAY: Final = re.compile(
    r"(\d{1,4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?:[T ,]+\d{1,2}[:.]\d{2}.*)?"
)
_SOLID_DAY: Final = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])")
_WITHOUT_YEAR: Final = re.compile(r"--?\d{1,2}-?\d{1,2}|\d{1,2}[./-]\d{1,2}[./]?")
_NAMED_DAY: Final = re.compile(
    r"(?=.*\d)(?=.*(?<![^\W\d_])(?:jan|f[eé][bv]|m[aä]r|apr|avr|abr|mai|may|mag|maj|jun|jui|giu|cze"
    r"|jul|lug|lip|aug|ago|ao[uû]|sie|sep|set|wrz|okt|oct|ott|out|pa[zź]|nov|lis|dec|dez|dic|déc"
    r"|gru|ene|gen|sty|lut|kwi))[\w\s.,'/-]{5,40}",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?", re.I)
_DIGIT: Final = re.compile(r"\d")
_NUMBER: Final = re.compile(r"\d[\d.,'\u2019\u00a0\u202f ]*|[.,]\d+")
_DIGITS_ALONE: Final = re.compile(r"^[^\d.,]+(?:\.(?=\D))?|[^\d]+$")
_AROUND: Final = " ()+-\u2212\u00a0"
_WITHOUT_NUMBER: Final = dict.fromkeys(map(ord, "0123456789.,'\u2019\u202f" + _AROUND))
_FAMILY_FIRST: Final = re.compile(r"[^\W\d_][^,\d]{1,40},\s*[^\W\d_][^,\d]{0,40}")
_COMPANY: Final = re.compile(
    r"\b(?:gmbh|ag|kg|ohg|ug|e\.? ?v|ltd|limited|llc|inc|corp|plc|llp|sarl|sas|s\.?r\.?l|s\.?p\.?a"
    r"|b\.?v|n\.?v|lda|ltda|sp\. ?z ?o\.? ?o)\b\.?",
    re.I,
)


def _table(text: str) -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in text.split("|"))


_TITLES: Final = _table("""
    mr | mrs | ms | miss | mx | dr | prof | professor | sir | dame | rev | herr | frau | mme | mlle
    | monsieur | madame | m | sr | sra | srta | dott | dottssa | signor | signora | sig | dhr | mevr
    | mw | mevrouw | pan | pani | dra | ing
""")
YES: Final = _table("""
    yes | y | true | t | 1 | on | ja | j | oui | o | si | s | sim | tak | x | \u2713 | \u2714
    | subscribed | subscribe | opted in | opted-in | opt in | opt-in | single opt-in | confirmed
    | double opt-in | granted | accepted | agreed | angemeldet | abonniert | zugestimmt | erteilt
    | inscrit | abonne | accepte | suscrito | aceptado | iscritto | accettato | ingeschreven
    | geabonneerd | zapisany | aceito
""")
NO: Final = _table("""
    no | n | false | f | 0 | off | nein | non | nie | nao | nee | unsubscribed | unsubscribe
    | opted out | opted-out | opt out | opt-out | not subscribed | never | denied | refused
    | declined | rejected | withdrawn | cleaned | bounced | abgemeldet | abgelehnt | widerrufen
    | desinscrit | desabonne | refuse | rechazado | disiscritto | rifiutato | uitgeschreven
    | geweigerd | wypisany | odmowa | recusado
""")
UNKNOWN: Final = _table("""
    - | ? | n/a | na | none | null | unknown | pending | not set | never asked | unbekannt
    | inconnu | desconocido | sconosciuto | onbekend | nieznane | desconhecido
""")
"""What stands for yes, no, and nothing known, as ``fold`` leaves it."""


class Kind:
    """What a value could be, as bits: most could be several things.

    Plain numbers, because they are asked for each value of a file.
    """

    EMAIL = 1
    PHONE = 2
    LINK = 4
    DAY_FIRST = 8
    MONTH_FIRST = 16
    YEAR_FIRST = 32
    NAMED_DAY = 64
    PART_OF_DAY = 128
    SHORT_YEAR = 256
    NUMBER = 512
    COMMA = 1024
    POINT = 2048
    LONG = 4096
    YES = 8192
    NO = 16384
    TITLE = 32768
    FAMILY_FIRST = 65536
    CLOCK = 131072
    NEGATIVE = 262144


@dataclass(frozen=True, slots=True)
class Facts:
    """What one value could be; ``sign`` is what stands beside its number ("€").

    ``days`` are the days it is in each order it can be read in: dmy, mdy, ymd.
    """

    kinds: int
    sign: str = ""
    days: tuple[tuple[str, date], ...] = ()


def facts_of(value: str) -> Facts:
    """What a cell without blanks around it could be."""
    if len(value) > _LONGEST:
        return Facts(Kind.EMAIL if _is_email(value) else 0)
    if "@" in value:
        return Facts(Kind.EMAIL if _is_email(value) else 0)
    if not _DIGIT.search(value):
        return Facts(_word_kinds(value))
    day, days = _day_kinds(value)
    # 24.11.1968 looks like a number with its thousands apart
    number, sign = (0, "") if days and not value.isdecimal() else _number_kinds(value)
    return Facts(day | number | _digit_kinds(value), sign, days)


def _is_email(value: str) -> bool:
    parts = value.replace(" ::: ", ";").replace(",", ";").split(";")
    return all(_EMAIL.fullmatch(each.strip()) for each in parts)


def _word_kinds(value: str) -> int:
    """What a text without digits could be."""
    kinds = 0
    if len(value) <= _LONGEST_ANSWER:
        folded = fold(value)
        kinds |= Kind.YES * (folded in YES) | Kind.NO * (folded in NO)
        kinds |= Kind.TITLE * (folded.replace(".", "") in _TITLES)
    if "." in value and _LINK.fullmatch(value):
        kinds |= Kind.LINK
    if "," in value and _FAMILY_FIRST.fullmatch(value) and not _COMPANY.search(value):
        kinds |= Kind.FAMILY_FIRST
    return kinds


def _digit_kinds(value: str) -> int:
    """What a text with digits could be, beside a number or a day."""
    kinds = Kind.YES * (value == "1") | Kind.NO * (value == "0")
    if _PHONE.fullmatch(value.partition(" ::: ")[0]):
        kinds |= Kind.PHONE
    elif "." in value and _LINK.fullmatch(value):
        kinds |= Kind.LINK
    elif _CLOCK.fullmatch(value):
        kinds |= Kind.CLOCK
    return kinds


def _number_kinds(value: str) -> tuple[int, str]:
    sign = ""
    bare = value.strip(_AROUND)
    if not _NUMBER.fullmatch(bare):
        sign = _signs().get(value.translate(_WITHOUT_NUMBER).casefold(), "")
        bare = _DIGITS_ALONE.sub("", bare) if sign else ""
        if not _NUMBER.fullmatch(bare):
            return 0, ""
    kinds = Kind.NUMBER | _marks_of(bare)
    if (bare[0] == "0" and bare[1:2].isdigit()) or (len(bare) > 15 and bare.isdecimal()):
        kinds |= Kind.LONG
    if value[0] in "-\u2212(" or value[-1] in "-\u2212":
        kinds |= Kind.NEGATIVE
    return kinds, sign


@lru_cache(maxsize=1)
def _signs() -> dict[str, str]:
    """The signs and codes of currencies, by what is left of them beside a number."""
    signs = (sign for code in list_currencies() for sign in currency_signs(code))
    return {sign.translate(_WITHOUT_NUMBER).casefold(): sign for sign in signs}


def _marks_of(number: str) -> int:
    """The decimal mark a number proves to have, if any."""
    last = max(number.rfind("."), number.rfind(","))
    if last < 0:
        return 0
    mark, before, after = number[last], number[:last], number[last + 1 :]
    other = "," if mark == "." else "."
    if other in before:
        return Kind.COMMA if mark == "," else Kind.POINT
    if mark in before:
        return Kind.POINT if mark == "," else Kind.COMMA
    if len(after) == 3 and before not in {"", "0"} and len(before) <= 3:
        return 0
    return Kind.COMMA if mark == "," else Kind.POINT


def _day_kinds(value: str) -> tuple[int, tuple[tuple[str, date], ...]]:
    found = _NUMERIC_DAY.fullmatch(value)
    if found:
        return _numeric_day(found[1], found[3], found[4], dotted=found[2] == ".")
    if _SOLID_DAY.fullmatch(value):
        day = _made(value[:4], value[4:6], value[6:])
        return (Kind.YEAR_FIRST, (("ymd", day),)) if day else (0, ())
    if _WITHOUT_YEAR.fullmatch(value):
        return Kind.PART_OF_DAY, ()
    if _NAMED_DAY.fullmatch(value):
        return _named_day(value)
    return 0, ()


def _numeric_day(
    first: str, second: str, third: str, *, dotted: bool
) -> tuple[int, tuple[tuple[str, date], ...]]:
    if len(first) == 4:
        day = _made(first, second, third)
        return (Kind.YEAR_FIRST, (("ymd", day),)) if day else (0, ())
    short = Kind.SHORT_YEAR if len(third) == 2 else 0
    day_first, month_first = _made(third, second, first), _made(third, first, second)
    if day_first and dotted:
        month_first = None  # nobody who writes dots puts the month first
    kinds, days = 0, []
    if day_first:
        kinds |= Kind.DAY_FIRST | short
        days.append(("dmy", day_first))
    if month_first:
        kinds |= Kind.MONTH_FIRST | short
        days.append(("mdy", month_first))
    return kinds, tuple(days)


def _named_day(value: str) -> tuple[int, tuple[tuple[str, date], ...]]:
    try:
        partial = parse_partial(value, date(2100, 1, 1))
    except ValidationError:
        return 0, ()
    if partial.month is None or partial.about:
        return 0, ()
    day = partial.as_date()
    return (Kind.NAMED_DAY, (("dmy", day),)) if day else (Kind.PART_OF_DAY, ())


def _made(year: str, month: str, day: str) -> date | None:
    """The day; a year of two digits is one from 1930 to 2029, near enough to show a span."""
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= 30 else 2000
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None
