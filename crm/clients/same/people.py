"""What the comparison knows of a person: taken from a client, a draft or a row of a file."""

from __future__ import annotations

from dataclasses import dataclass, field

from crm.clients.drafts import ClientKind
from crm.clients.names import NameParts
from crm.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody lives; ``street`` holds the number too, ``postcode`` and ``town`` may lack."""

    street: str = ""
    postcode: str = ""
    town: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One record that may be about the same person as another one.

    ``id`` only has to differ from the others' (rows of a file may take negative ones). ``phones``
    are E.164, ``emails`` folded; ``numbers`` are what other papers or programs call the person (a
    card, a membership), with what tells two kinds apart in front: ``card:4711``.
    """

    id: int
    name: str
    kind: ClientKind = "person"
    parts: NameParts = field(default_factory=NameParts)
    called: str = ""
    former_names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()
    born: PartialDate | None = None
    numbers: tuple[str, ...] = ()
