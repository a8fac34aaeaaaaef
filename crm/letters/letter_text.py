"""Letters with fields: ``{greeting}`` becomes what a client is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final

from crm.errors import ValidationError
from crm.i18n import _, mark
from crm.text import fold

FIELDS: Final[Mapping[str, str]] = {
    "greeting": mark("what to call them"),
    "name": mark("their name"),
    "address": mark("the address, as on the envelope"),
    "client since": mark("the day of their first visit"),
    "last visit": mark("the day they were here last"),
    "visits": mark("how often they were here"),
    "shop": mark("the name of the shop"),
    "today": mark("today's date"),
}
"""The fields every letter knows, with what each stands for; the shop's own come to them."""

_FIELD = re.compile(r"\{([^{}\n]{1,100})\}")


def check_letter(text: str, own_fields: Iterable[str] = ()) -> None:
    """Raise ValidationError (``text``) where a letter names a field that nobody knows."""
    known = {fold(each): each for each in (*FIELDS, *own_fields)}
    for name in _FIELD.findall(text):
        if fold(name) not in known:
            raise ValidationError({"text": _unknown(name, known)}, code="letter.field")


def fill_letter(text: str, values: Mapping[str, str]) -> str:
    """``text`` with every ``{field}`` filled in; one without a value leaves nothing.

    Names of fields are compared without case and accents. A line that held nothing but fields
    without a value goes with them.

    >>> fill_letter("Dear {Greeting},\\n{address}\\nthank you.", {"greeting": "Shiv"})
    'Dear Shiv,\\nthank you.'
    """
    folded = {fold(name): value for name, value in values.items()}
    lines = (_filled(line, folded) for line in text.split("\n"))
    return "\n".join(line for line in lines if line is not None)


def _filled(line: str, values: Mapping[str, str]) -> str | None:
    filled = _FIELD.sub(lambda found: values.get(fold(found[1]), ""), line)
    return None if line.strip() and not filled.strip() else filled


def _unknown(name: str, known: Mapping[str, str]) -> str:
    near = get_close_matches(fold(name), known, n=1)
    if near:
        sentence = _("There is no field {{{name}}}. Is {{{near}}} meant?")
        return sentence.format(name=name, near=known[near[0]])
    return _("There is no field {{{name}}}.").format(name=name)
