"""A person made ready for comparing: every field folded once, however often it is compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import Final, NamedTuple, TypeVar

from crm.clients.names import NameParts, split_name
from crm.clients.same.people import Address, Person
from crm.clients.same.spelling import plain_words
from crm.dates import PartialDate
from crm.text import fold

T = TypeVar("T")

_MOST: Final = 8  # names, phones, e-mails and addresses of one person that are compared
_SHORTEST_OWN: Final = 3  # letters of a name that an e-mail address may be made of
_SHORTEST_MAIL: Final = 6
_LONGEST: Final = 200  # characters of a field that are compared
_NUMBER: Final = re.compile(r"\d+[a-z]?")
_STREET_TEXT: Final = (
    "st street str strasse straat rd road ave av avenue ln lane dr drive cl close ct court pl place"
    " cres crescent cct circuit way tce terrace blvd boulevard rue via viale calle carrer c/ rua"
    " avenida ul ulica al aleja weg platz plein laan gasse allee chemin impasse piazza plaza corso"
    " flat apt apartment unit no nr the of de la le du des von der den"
)
_STREET_WORDS: Final = frozenset(_STREET_TEXT.split())
_STREET_ENDINGS: Final = re.compile(r"(?:strasse|straat|str|gasse)$")
# Mailboxes of a desk rather than a person, in the languages of the program.
_MAILBOX_TEXT: Final = (
    "info office mail hello hi contact contacto contatto contato kontakt kontor post sales shop"
    " admin administration support service team buero biuro bureau kantoor ufficio oficina"
    " escritorio accounts accounting invoice invoices rechnung facturas reception rezeption"
    " empfang noreply no-reply booking bookings bestellung orders order enquiries enquiry anfrage"
    " hr jobs webmaster postmaster secretary sekretariat segreteria secretaria poczta sklep"
    " verkauf ventas vendite vendas ventes verkoop"
)
_SHARED_MAILBOXES: Final = frozenset(_MAILBOX_TEXT.split())
_LEGAL_TEXT: Final = (
    "ltd limited llc llp plc inc corp co company gmbh ag kg ohg ug ek ev sa sas sarl sl srl spa snc"
    " bv nv vof sp zoo z o lda the"
)
_LEGAL_FORMS: Final = frozenset(_LEGAL_TEXT.split())
_GENERATIONS: Final = {
    "jr": 2, "jnr": 2, "junior": 2, "sr": 1, "snr": 1, "senior": 1, "ii": 2, "iii": 3, "iv": 4,
}  # fmt: skip
_ADDRESSED: Final = {
    "mr": "m", "herr": "m", "sir": "m", "monsieur": "m", "sr": "m", "signor": "m", "dhr": "m",
    "mrs": "f", "ms": "f", "miss": "f", "frau": "f", "mme": "f", "mlle": "f", "madame": "f",
    "sra": "f", "srta": "f", "signora": "f", "mevr": "f", "mevrouw": "f", "dame": "f",
}  # fmt: skip


class Name(NamedTuple):
    """One name part: its letters without gaps, and its words."""

    letters: str
    words: tuple[str, ...]


class Mail(NamedTuple):
    """A folded e-mail address; ``is_shared`` for one that belongs to a desk, not to a person.

    ``is_named`` says that it is made of its owner's name, so that one that is only alike says no
    more than the name did.
    """

    whole: str
    before: str
    domain: str
    is_shared: bool
    is_named: bool


class Place(NamedTuple):
    """An address: the street without its number, the numbers, and where it is."""

    street: str
    words: str
    numbers: frozenset[str]
    postcode: str
    town: str


class Day(NamedTuple):
    """A birthday, 0 for what is unknown."""

    year: int
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Record:
    """What is compared of a person. Of households and firms the whole name is the name."""

    id: int
    kind: str
    given: tuple[Name, ...]
    middle: tuple[str, ...]
    family: tuple[Name, ...]
    former: tuple[Name, ...]
    generation: int
    addressed: str
    born: Day | None
    phones: frozenset[str]
    mails: tuple[Mail, ...]
    places: tuple[Place, ...]
    numbers: frozenset[str]


def make_record(person: Person) -> Record:
    """The person made ready; any text at all, of which a reasonable part counts."""
    is_person = person.kind == "person"
    parts = _parts(person) if is_person else NameParts(family=person.name)
    given, middle = plain_words(parts.given[:_LONGEST]), plain_words(parts.middle[:_LONGEST])
    called = plain_words(person.called[:_LONGEST]) if is_person else ()
    formers = [split_name(each[:_LONGEST]) for each in person.former_names[:_MOST]]
    former = [each.family or each.given for each in formers] if is_person else person.former_names
    family = plain_words(parts.family[:_LONGEST])
    if not is_person:
        family = _without_legal_form(family)
    own = [word for word in (*given, *called, *family) if len(word) >= _SHORTEST_OWN]
    mails = (_mail(mail, own) for mail in dict.fromkeys(person.emails[:_MOST]))
    return Record(
        id=person.id,
        kind=person.kind,
        given=_names(given, called),
        middle=middle,
        family=_names(family),
        former=_names(*(plain_words(each[:_LONGEST]) for each in former[:_MOST])),
        generation=_first(_GENERATIONS, parts.suffix) or 0,
        addressed=_first(_ADDRESSED, parts.title) or "",
        born=_day(person.born) if is_person else None,
        phones=frozenset(person.phones[:_MOST]),
        mails=tuple(filter(None, mails)),
        places=tuple(filter(any, map(_place, dict.fromkeys(person.addresses[:_MOST])))),
        numbers=frozenset(person.numbers[:_MOST]),
    )


def _parts(person: Person) -> NameParts:
    parts = person.parts
    return parts if parts.given or parts.family else split_name(person.name[:_LONGEST])


def _names(*all_words: tuple[str, ...]) -> tuple[Name, ...]:
    found = (Name(intern("".join(each)), each) for each in all_words if each)
    return tuple(dict.fromkeys(found))


def _without_legal_form(name: tuple[str, ...]) -> tuple[str, ...]:
    """The name of a firm without the words that only say what kind of firm it is."""
    kept = tuple(word for word in name if word not in _LEGAL_FORMS)
    return kept or name


def _first(table: dict[str, T], text: str) -> T | None:
    return next((table[word] for word in plain_words(text[:_LONGEST]) if word in table), None)


def _day(born: PartialDate | None) -> Day | None:
    if born is None or born.about:
        return None
    return Day(born.year or 0, born.month or 0, born.day or 0)


def _mail(text: str, own: list[str]) -> Mail | None:
    whole = fold(text[:_LONGEST])
    before, _at, domain = whole.rpartition("@")
    if not before:
        # Without its sign it may be a mistyped address, but a short word is none.
        before, domain = whole, ""
        if len(whole) < _SHORTEST_MAIL:
            return None
    desk = before.partition("+")[0].strip(".-_0123456789")
    is_named = any(word in whole for word in own)
    return Mail(intern(whole), before, intern(domain), desk in _SHARED_MAILBOXES, is_named)


@lru_cache(maxsize=8_192)
def _place(address: Address) -> Place:
    street = fold(address.street[:_LONGEST])
    found = (_STREET_ENDINGS.sub("", word) for word in plain_words(_NUMBER.sub(" ", street)))
    kept = [word for word in found if word and word not in _STREET_WORDS]
    return Place(
        intern("".join(kept)),
        " ".join(kept),
        frozenset(_NUMBER.findall(street)),
        intern("".join(plain_words(address.postcode[:_LONGEST]))),
        intern("".join(plain_words(address.town[:_LONGEST]))),
    )
