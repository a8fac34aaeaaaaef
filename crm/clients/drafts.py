"""What a screen or a file hands over when a client is to be written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypedDict

from crm.clients.names import NameParts
from crm.dates import PartialDate

ClientKind = Literal["person", "household", "organisation"]
Standing = Literal["prospect", "client", "past", "colleague", "supplier"]
ContactKind = Literal["phone", "email", "address", "link"]

CLIENT_KINDS: Final[tuple[ClientKind, ...]] = ("person", "household", "organisation")
STANDINGS: Final[tuple[Standing, ...]] = ("prospect", "client", "past", "colleague", "supplier")
CONTACT_KINDS: Final[tuple[ContactKind, ...]] = ("phone", "email", "address", "link")
ADDRESS_PARTS: Final = ("street", "postcode", "town", "region", "country")


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """One way to reach a client.

    ``value`` is the number, e-mail or link as typed. Of an address it may be all lines as typed,
    or empty where the parts are given. The first of a kind becomes the primary one by itself.
    """

    kind: ContactKind
    value: str = ""
    label: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    region: str = ""
    country: str = ""
    is_primary: bool = False
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class ClientDraft:
    """A new client. ``parts`` win over ``name``; a person's ``name`` alone is split into parts."""

    name: str = ""
    parts: NameParts | None = None
    kind: ClientKind = "person"
    standing: Standing = "client"
    called: str = ""
    pronunciation: str = ""
    born: PartialDate | None = None
    from_place: str = ""
    lives: str = ""
    work: str = ""
    how_met: str = ""
    met_on: PartialDate | None = None
    sent_by_id: int | None = None
    contacts: tuple[ContactDraft, ...] = ()
    former_names: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    starred: bool = False


class ClientChanges(TypedDict, total=False):
    """The fields of a client that are edited where they stand; only those named are written.

    ``name`` is split into parts again; a part given alone makes the display name anew.
    """

    name: str
    title: str
    given: str
    middle: str
    family: str
    suffix: str
    kind: ClientKind
    standing: Standing
    called: str
    pronunciation: str
    born: PartialDate | None
    from_place: str
    lives: str
    work: str
    how_met: str
    met_on: PartialDate | None


@dataclass(frozen=True, slots=True)
class RelationDraft:
    """A tie: the other is the client's ``word`` ("husband", "dog", "works at").

    Either ``other_id``, another client, or ``other_name``, somebody (or a pet) known by name only.
    """

    client_id: int
    word: str
    other_id: int | None = None
    other_name: str = ""
    note: str = ""
    born: PartialDate | None = None
