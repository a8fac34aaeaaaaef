"""The words for what people are to each other, and which of them mean the same tie.

A parent answers to "mum" and to "dad": nobody's gender is known, so none is ruled out.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Final

from crm.text import words

_ROLES: Final = {
    "parent": "parent parents mother father mum mummy mom mommy mam mama mamma ma dad daddy papa "
    "pa stepmother stepfather stepmum stepmom stepdad stepparent",
    "child": "child children kid kids son daughter boy girl baby toddler "
    "stepson stepdaughter stepchild",
    "spouse": "spouse husband wife partner hubby fiance fiancee bride groom widow widower "
    "boyfriend girlfriend",
    "sibling": "sibling siblings brother sister bro sis twin stepbrother stepsister",
    "grandparent": "grandparent grandmother grandfather grandma grandpa gran granny nan nana nanna "
    "grandad granddad grandpapa",
    "grandchild": "grandchild grandson granddaughter grandkid grandchildren",
    "aunt": "aunt auntie aunty uncle",
    "nephew": "nephew niece",
    "cousin": "cousin",
    "friend": "friend mate pal buddy bestie",
    "neighbour": "neighbour neighbor",
    "colleague": "colleague coworker workmate",
    "employer": "employer boss manager company worksat worksfor",
    "employee": "employee staff assistant workshere employs",
    "pet": "pet dog cat puppy kitten horse pony rabbit parrot bird",
    "owner": "owner keeper master mistress",
    "carer": "carer caregiver caretaker nurse guardian caresfor",
    "looksafter": "looksafter ward",
    "godparent": "godparent godmother godfather",
    "godchild": "godchild godson goddaughter",
    "inlaw": "inlaw inlaws",
}
_IN_LAW: Final = "law"


@cache
def _groups() -> dict[str, str]:
    return {word: group for group, synonyms in _ROLES.items() for word in synonyms.split()}


def joined(label: str) -> str:
    """The label of a tie as one word: ``works at`` is ``worksat``."""
    return "".join(words(label))


def roles_of(label: str) -> set[str]:
    """What a client with this label is found as: the label itself and what it means.

    The label of an own kind of tie stands for itself ("best friend"), and for the words in it.
    """
    parts = words(label)
    whole = "".join(parts)
    if not whole:
        return set()
    if _IN_LAW in parts:
        return {whole, "inlaw"}
    groups = _groups()
    return {whole, *(groups[word] for word in (whole, *parts) if word in groups)}


def role_meant(typed: str, labels: Collection[str]) -> str | None:
    """The role that a typed word (or several, :func:`joined`) names, or None.

    ``labels`` are those of the shop's own kinds of tie, also joined.
    """
    return _groups().get(typed) or (typed if typed in labels else None)


def roles_begun(typed: str, labels: Collection[str]) -> list[str]:
    """The roles that ``typed`` may become while it is still being typed."""
    meant = {group for word, group in _groups().items() if word.startswith(typed)}
    return sorted(meant | {label for label in labels if label.startswith(typed)})
