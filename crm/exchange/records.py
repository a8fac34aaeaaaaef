"""What a file says, in neutral frozen records: nothing here knows a table or a format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Final, Literal, NamedTuple

from crm.clients.drafts import ClientKind, ContactKind
from crm.dates import PartialDate

ConsentChannel = Literal["email", "phone", "sms", "post"]
FieldType = Literal["text", "number", "day", "yes_no", "choice"]

CONSENT_CHANNELS: Final[tuple[ConsentChannel, ...]] = ("email", "phone", "sms", "post")
FIELD_TYPES: Final[tuple[FieldType, ...]] = ("text", "number", "day", "yes_no", "choice")

LONGEST_LINE_TEXT = 1_000
"""Characters a name, number, label or address part may have; more is a damaged file."""

LONGEST_NOTE = 200_000
"""Characters one note or one value that fits nowhere may have."""


class ContactRecord(NamedTuple):
    """One phone, e-mail, address or link as the file writes it.

    ``value`` is the whole thing in one text; an address has its parts as well, as far as the
    file tells them apart. Exactly one contact of each kind in a record is ``primary``; one that
    is ``past`` is no longer in use.
    """

    kind: ContactKind
    value: str
    label: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    region: str = ""
    country: str = ""
    primary: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True)
class DateRecord:
    """A day that matters, such as an anniversary."""

    label: str
    when: PartialDate


@dataclass(frozen=True, slots=True)
class RelationRecord:
    """A tie to somebody, by ``name`` or, where the file links its own cards, by their ``key``."""

    label: str
    name: str
    key: str = ""
    note: str = ""
    born: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """Whether the client agreed to be reached by ``channel``; ``day`` is when, where it is told."""

    channel: ConsentChannel
    given: bool
    day: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class FieldRecord:
    """What fits nowhere else, for a field of the shop's own.

    ``value`` is in the stored form of its ``type``: a number with a point, a day as YYYY-MM-DD,
    ``yes`` or ``no``; texts and choices as they stand. What is not of the type comes as ``text``.
    ``choices`` are those of the field, where the file tells them.
    """

    name: str
    type: FieldType
    value: str
    choices: tuple[str, ...] = ()


class NoteRecord(NamedTuple):
    """A note with what this program says of one beside its text; moments as they are stored."""

    text: str
    at: str = ""
    author: str = ""
    label: str = ""
    is_pinned: bool = False
    is_alert: bool = False
    ask_next: bool = False
    asked_at: str = ""


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """What only a file of this program tells; all texts are as the file writes them.

    ``facts`` holds what stands in the client's own row, by its name there. The parts of each
    preference, wish and promise are those that :mod:`crm.exchange.vcard_own` lists.
    """

    facts: tuple[tuple[str, str], ...] = ()
    notes: tuple[NoteRecord, ...] = ()
    preferences: tuple[tuple[str, ...], ...] = ()
    wishes: tuple[tuple[str, ...], ...] = ()
    promises: tuple[tuple[str, ...], ...] = ()


class ClientRecord(NamedTuple):
    """One client as one row or card of a file tells; a tuple, for a file may hold very many.

    ``row`` is the line of the file, from 1, where the client begins. ``key`` is what the file
    itself calls the client (an id, a vCard UID), empty where it does not, ``cards`` the codes of
    their cards at the shop's till, ``household`` the name of the one they live in. ``fields``
    keep what columns tell that fits nowhere else, ``extra``, under the file's own names, what
    single cards and cells say beside that.
    """

    row: int
    key: str = ""
    kind: ClientKind = "person"
    title: str = ""
    given: str = ""
    middle: str = ""
    family: str = ""
    suffix: str = ""
    display_name: str = ""
    called: str = ""
    former_names: tuple[str, ...] = ()
    pronunciation: str = ""
    born: PartialDate | None = None
    dates: tuple[DateRecord, ...] = ()
    contacts: tuple[ContactRecord, ...] = ()
    organisation: str = ""
    work: str = ""
    relations: tuple[RelationRecord, ...] = ()
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    photo: bytes | None = None
    standing: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    consents: tuple[ConsentRecord, ...] = ()
    fields: tuple[FieldRecord, ...] = ()
    cards: tuple[str, ...] = ()
    household: str = ""
    own: OwnRecord | None = None


class PurchaseRecord(NamedTuple):
    """One line of one visit; a tuple, because a file may hold millions.

    ``client_key`` groups the rows of one client and is empty for a sale to nobody in particular.
    ``client`` is what the row tells beside the key, or None where it tells nothing more; rows
    that tell the same share one object. ``quantity`` is in thousandths, ``amount`` the total of
    the line in minor units of ``currency``, negative for a refund. ``channel`` is one of those a
    visit has (visit, call, order, mail), empty where the file says none. A visit without a purchase
    has no ``what``, no quantity and no amount.
    """

    row: int
    client_key: str
    client: ClientRecord | None
    day: date
    at: time | None = None
    visit_key: str = ""
    what: str = ""
    quantity: int = 0
    amount: int = 0
    currency: str = ""
    category: str = ""
    refund: bool = False
    visit_note: str = ""
    channel: str = ""
    staff: str = ""

    @property
    def is_purchase(self) -> bool:
        """Whether something was bought or given back, or the client only came in."""
        return bool(self.what or self.quantity or self.amount)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something of a file that could not be read.

    ``row`` is the line of the file, from 1; ``column`` the header, position or property, empty
    where the whole line is meant; ``why`` a sentence. ``rejected`` tells whether the whole row
    or card was left out, or everything else of it was kept. ``cells`` are those of a row of a
    table as they were read, so that they can be mended.
    """

    row: int
    column: str
    why: str
    rejected: bool = True
    cells: tuple[str, ...] = ()


Record = ClientRecord | PurchaseRecord | Problem
