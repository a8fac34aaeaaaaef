"""What is typed about somebody unknown, told apart: a name, a number, an e-mail address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from crm.text import clean, clean_block, digits

_LONGEST: Final = 2_000
_FEWEST_DIGITS: Final = 5
_MAIL: Final = re.compile(r"[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\s@,;<>()]+")
_NUMBER: Final = re.compile(r"(?<!\w)\+?\(?\d[\d\s()./\-\u2010-\u2015]*\d(?!\w)")
_AROUND: Final = " ,;:<>()[]\t"


@dataclass(frozen=True, slots=True)
class TypedPerson:
    """The parts found; any of them may be empty. ``lives`` is what stands on further lines."""

    name: str = ""
    phone: str = ""
    email: str = ""
    lives: str = ""


def tell_apart(text: str) -> TypedPerson:
    """The parts of ``text`` as typed into a search field or pasted from a signature.

    A number of five digits or more is the phone, so "Flat 12" stays a name. Never raises.
    """
    typed = clean_block(text[:_LONGEST])
    mail = _MAIL.search(typed)
    if mail:
        typed = typed[: mail.start()] + typed[mail.end() :]
    number = next((each for each in _NUMBER.finditer(typed) if _is_phone(each[0])), None)
    if number:
        typed = typed[: number.start()] + typed[number.end() :]
    lines = [each for each in (clean(row).strip(_AROUND) for row in typed.split("\n")) if each]
    return TypedPerson(
        name=lines[0] if lines else "",
        phone=clean(number[0]) if number else "",
        email=mail[0].strip(".") if mail else "",
        lives=", ".join(lines[1:]),
    )


def _is_phone(text: str) -> bool:
    return "\n" not in text.strip() and len(digits(text)) >= _FEWEST_DIGITS
