"""Phone numbers in one form to compare, digits to search and a shape people can read."""

# phonenumbers is imported inside the functions: its tables would cost every start about 35 ms,
# and finding and showing clients at the counter needs no number to be parsed.

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crm.i18n import _
from crm.text import digits

if TYPE_CHECKING:
    import phonenumbers

_LONGEST: Final = 80
_EXTENSION: Final = re.compile(
    r"\s*[,;]?\s*(?:;ext=|#|(?<![a-z])(?:extension|extn?|poste|durchwahl|dw|int|x)[.:]*)"
    r"\s*(\d{1,7})\s*$",
    re.IGNORECASE,
)
_LIKE_A_NUMBER: Final = re.compile(r"[\d\s+()./\-\u2010-\u2015\u2212]+")
_TRUNK_IN_BRACKETS: Final = re.compile(r"\(\s*0\s*(?:\)|$)")  # also while it is being typed
_SHORTEST: Final = 3
# Where people dial something else than 0 before the number inside their country.
_TRUNK: Final = {7: "8", 36: "06", 370: "8", 375: "8", 993: "8"}


def split_extension(text: str) -> tuple[str, str]:
    """The number and the digits of its extension, which may be empty."""
    found = _EXTENSION.search(text) if len(text) <= _LONGEST else None
    if found is None or not any(map(str.isdecimal, text[: found.start()])):
        return text.strip(), ""
    return text[: found.start()].strip(), digits(found[1])


def normal_phone(text: str, region: str) -> str | None:
    """The number as E.164 (``+447700900123``), its extension left out.

    ``region`` is the ISO 3166 country it is dialled from. None where no such number can exist.
    """
    import phonenumbers

    number, _extension = split_extension(text)
    if len(number) > _LONGEST:
        return None
    try:
        parsed = phonenumbers.parse(number, region or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed):
        return None
    normal = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    if parsed.italian_leading_zero and not _reads_as(normal, parsed):
        return None
    return normal


def search_digits(text: str, normal: str | None) -> str:
    """The digits a number is found by, as strings of digits with a space between them.

    As typed, as dialled from abroad, and as dialled inside the country: whatever part of the
    number ``query_digits`` takes from a search is a part of one of them.
    """
    number, extension = split_extension(text)
    forms = [digits(_TRUNK_IN_BRACKETS.sub("", number)), extension]
    if normal:
        forms += ["00" + digits(normal), _dialled_inside(normal)]
    return " ".join(_outermost(forms))


def query_digits(text: str) -> str | None:
    """The digits to look for when ``text`` looks like a part of a phone number, else None.

    What only leads out of a network (``+``, ``00``, one ``0``) is left out while three digits
    remain.
    """
    if not _LIKE_A_NUMBER.fullmatch(text):
        return None
    typed = digits(_TRUNK_IN_BRACKETS.sub("", text))
    if len(typed) < _SHORTEST:
        return None
    bare = typed.removeprefix("00" if typed.startswith("00") else "0")
    return bare if len(bare) >= _SHORTEST else typed


def say_phone(text: str, normal: str | None, region: str) -> str:
    """The number as people of ``region`` write it; as typed where it could not be read."""
    if normal is None:
        return " ".join(text.split())
    import phonenumbers

    parsed = phonenumbers.parse(normal, None)
    at_home = parsed.country_code == phonenumbers.country_code_for_region(region)
    shape = phonenumbers.PhoneNumberFormat
    said = phonenumbers.format_number(parsed, shape.NATIONAL if at_home else shape.INTERNATIONAL)
    extension = split_extension(text)[1]
    sentence = _("{number} ext. {extension}")
    return sentence.format(number=said, extension=extension) if extension else said


def _reads_as(normal: str, number: phonenumbers.PhoneNumber) -> bool:
    """Whether ``normal`` can be dialled: a zero too many at its front would be dropped again."""
    import phonenumbers

    try:
        return phonenumbers.parse(normal, None) == number
    except phonenumbers.NumberParseException:
        return False


def _dialled_inside(normal: str) -> str:
    """The E.164 number as it is dialled inside its own country."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    number = normal.removeprefix("+")
    for length in (1, 2, 3):
        country = int(number[:length] or 0)
        if country in COUNTRY_CODE_TO_REGION_CODE:
            return _TRUNK.get(country, "0") + number[length:]
    return number


def _outermost(forms: list[str]) -> list[str]:
    """Each form that is no part of another one, once."""
    kept: list[str] = []
    for form in sorted(forms, key=len, reverse=True):
        if form and not any(form in other for other in kept):
            kept.append(form)
    return kept
