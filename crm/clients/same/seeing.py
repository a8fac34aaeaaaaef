"""What is seen when two records are held side by side, field by field."""

from __future__ import annotations

from collections.abc import Iterator

from crm.clients.same.frequencies import Frequencies
from crm.clients.same.records import Record
from crm.clients.same.seeing_birthdays import see_birthdays
from crm.clients.same.seeing_names import see_names, see_suffixes
from crm.clients.same.seeing_reach import see_addresses, see_mails, see_papers, see_phones
from crm.clients.same.weights import FIXED, Evidence


def see(one: Record, other: Record, frequencies: Frequencies) -> Iterator[Evidence]:
    """All evidence about two records of one kind; what either does not say, says nothing."""
    yield from see_names(one, other, frequencies)
    if one.generation or other.generation:
        yield from see_suffixes(one, other)
    if one.addressed and other.addressed and one.addressed != other.addressed:
        yield FIXED["title.other"]
    if one.born and other.born:
        yield from see_birthdays(one.born, other.born, frequencies)
    if one.phones and other.phones:
        yield see_phones(one.phones, other.phones, frequencies)
    if one.mails and other.mails:
        yield see_mails(one.mails, other.mails, frequencies)
    if one.places and other.places:
        yield from see_addresses(one.places, other.places, frequencies)
    if one.numbers and other.numbers:
        yield from see_papers(one.numbers, other.numbers)
