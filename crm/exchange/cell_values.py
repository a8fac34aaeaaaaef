"""Cells that are more than their text: a consent, a value of a typed field, a picture, a kind."""

from __future__ import annotations

import base64
import binascii
import re
from datetime import date
from functools import lru_cache
from typing import Final

from crm.clients.drafts import ClientKind
from crm.dates import PartialDate, parse_day_format, parse_partial
from crm.errors import ValidationError
from crm.exchange.records import ConsentChannel, ConsentRecord, FieldRecord, FieldType
from crm.exchange.value_kinds import NO, UNKNOWN, YES
from crm.exchange.vcard_dates import parse_card_date
from crm.exchange.vcard_properties import picture
from crm.text import fold

_TIME_OF_DAY: Final = re.compile(r"(?<=\d)[T ,]+\d{1,2}[:.]\d{2}.*$")
_PACKED: Final = re.compile(r"(?:data:image/[\w.+-]+;base64,)?([A-Za-z0-9+/\s]{80,}={0,2})\s*")
_NUMBER: Final = re.compile(r"([-+(\u2212]?)\s*(\d[\d.,'\u2019\u00a0\u202f ]*|[.,]\d+)\s*(-|\))?")
_ORGANISATION: Final = re.compile(
    r"(?:^|[\s,])(?:gmbh(?: ?& ?co\.? ?kg)?|ag|kg|ohg|ug|gbr|e\. ?v\.?|e\.? ?k\.|ltd\.?|limited|llc"
    r"|inc\.?|corp\.?|plc|llp|s\.?a\.?r\.?l\.?|sas|s\.? ?r\.? ?l\.?|s\.? ?p\.? ?a\.?|s\.l\.u?\.?"
    r"|b\.v\.|bv|n\.v\.|nv|vof|lda\.?|ltda\.?|sp\. ?z ?o\. ?o\.|s\.a\.)\.?$",
    re.IGNORECASE,
)
_HOUSEHOLD: Final = re.compile(
    r"(?:familie|fam\.|famille|familia|famiglia|famil[ií]a|rodzina|haushalt|huishouden)\s.+"
    r"|.+\s(?:family|household|haushalt)",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def day_of(text: str, today: date, date_format: str) -> PartialDate | None:
    """The day in ``text``, with whatever parts it has; None where it is none."""
    try:
        if "%" in date_format:
            return PartialDate.from_date(parse_day_format(text, date_format))
        bare = _TIME_OF_DAY.sub("", text)
        return parse_card_date(bare) or parse_partial(bare, today, day_first=date_format != "mdy")
    except ValidationError:
        return None


def consent_of(
    channel: ConsentChannel, text: str, today: date, date_format: str, *, withdrawn: bool
) -> ConsentRecord | None:
    """What a cell says of a consent: a word, or the day of a yes.

    With ``withdrawn`` a yes means no. None where it says that nothing is known; raises
    ValidationError where it says neither.
    """
    word = fold(text)
    if word in UNKNOWN:
        return None
    if word in YES or word in NO:
        return ConsentRecord(channel, (word in YES) is not withdrawn)
    when = day_of(text, today, date_format)
    day = when.as_date() if when else None
    if day is None:
        raise ValidationError({"consent": text}, code="consent.unreadable")
    return ConsentRecord(channel, not withdrawn, day)


def own_value(
    name: str, type: FieldType, text: str, today: date, date_format: str, decimal_mark: str
) -> FieldRecord:
    """A value of a field of the shop's own; a text where it is not of the type."""
    value = text
    if type == "number":
        value = _plain_number(text, decimal_mark)
    elif type == "day":
        when = day_of(text, today, date_format)
        day = when.as_date() if when else None
        value = day.isoformat() if day else ""
    elif type == "yes_no":
        value = _YES_NO.get(fold(text) in YES, "") if fold(text) in YES | NO else ""
    return FieldRecord(name, type, value) if value else FieldRecord(name, "text", text)


def photo_of(text: str) -> bytes | None:
    """The picture that is packed in a cell as base64; None where there is none."""
    found = _PACKED.fullmatch(text)
    if found is None:
        return None
    try:
        return picture(base64.b64decode(found[1]))
    except (binascii.Error, ValueError):
        return None


@lru_cache(maxsize=4096)
def kind_of_name(name: str) -> ClientKind:
    """What a whole name is the name of: "Bäckerei Krause GmbH" and "Familie Krause" say it."""
    if _ORGANISATION.search(name):
        return "organisation"
    return "household" if _HOUSEHOLD.fullmatch(name) else "person"


def is_family_first(name: str) -> bool:
    """Whether a name is written "Last, First"."""
    return name.count(",") == 1 and kind_of_name(name) == "person"


_YES_NO: Final = {True: "yes", False: "no"}


def _plain_number(text: str, decimal_mark: str) -> str:
    """The number with a point, without what groups its digits; empty where it is none."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return ""
    digits = found[2]
    mark = decimal_mark or ("," if "," in digits and "." not in digits else ".")
    group = "," if mark == "." else "."
    digits = re.sub(rf"['\u2019\u00a0\u202f {re.escape(group)}]", "", digits).replace(mark, ".")
    if digits.count(".") > 1:
        return ""
    return f"-{digits}" if found[1] in {"-", "(", "\u2212"} or found[3] else digits
