"""What is read about clients: frozen rows, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from crm.clients.drafts import ClientKind, ContactKind, Standing
from crm.dates import PartialDate
from crm.money import Money


@dataclass(frozen=True, slots=True)
class NamedClient:
    """A client where no more than the name is said."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One way to reach a client; ``shared_by`` is the household whose address or phone it is."""

    id: int
    rev: int
    kind: ContactKind
    label: str
    value: str
    normal: str
    street: str
    postcode: str
    town: str
    region: str
    country: str
    is_primary: bool
    is_past: bool
    shared_by: NamedClient | None = None


@dataclass(frozen=True, slots=True)
class FormerNameRow:
    """A name the client had before."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag; ``clients`` is how many wear it where that was asked for, else 0."""

    id: int
    name: str
    clients: int = 0


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A tie as read from one of its two sides: ``name`` is this client's ``word``.

    ``other_id`` is None for somebody known by name only. ``is_reverse`` says that the tie was
    written down at the other one. ``born`` is the other's birthday, wherever it is kept.
    """

    id: int
    rev: int
    word: str
    other_id: int | None
    name: str
    note: str
    born: PartialDate | None
    has_died: bool
    is_reverse: bool


@dataclass(frozen=True, slots=True)
class RelationTypeRow:
    """A kind of tie; ``id`` is None for one of the program's own that nobody used yet."""

    id: int | None
    name: str
    reverse: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody in a household."""

    client_id: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """A household and everybody in it, by name."""

    id: int
    name: str
    members: tuple[MemberRow, ...]


@dataclass(frozen=True, slots=True)
class SpendRow:
    """What came in over ``visits`` visits paid in one currency, refunds deducted."""

    money: Money
    visits: int


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """The figures of a client: days are local, ``rhythm_days`` None before the third visit day."""

    first_visit: date | None
    last_visit: date | None
    visits: int
    visit_days: int
    rhythm_days: int | None
    spend: tuple[SpendRow, ...]


@dataclass(frozen=True, slots=True)
class ClientDetails:
    """Everything the profile says about who a client is.

    ``sent_spend`` is what those they sent us brought so far, by currency. ``members`` are the
    people of this client where it is a household itself.
    """

    id: int
    rev: int
    kind: ClientKind
    standing: Standing
    name: str
    title: str
    given: str
    middle: str
    family: str
    suffix: str
    sort_name: str
    called: str
    pronunciation: str
    born: PartialDate | None
    died: PartialDate | None
    has_died: bool
    from_place: str
    lives: str
    work: str
    how_met: str
    met_on: PartialDate | None
    starred: bool
    created_at: datetime
    changed_at: datetime
    archived_at: datetime | None
    removed_at: datetime | None
    photo: bytes | None
    sent_by: NamedClient | None
    sent: tuple[NamedClient, ...]
    sent_spend: tuple[SpendRow, ...]
    contacts: tuple[ContactRow, ...]
    former_names: tuple[FormerNameRow, ...]
    tags: tuple[TagRow, ...]
    relations: tuple[RelationRow, ...]
    households: tuple[HouseholdRow, ...]
    members: tuple[MemberRow, ...]
    summary: SummaryRow

    @property
    def greeting(self) -> str:
        """What to call them to their face."""
        return self.called or self.given or self.name

    def primary(self, kind: ContactKind) -> ContactRow | None:
        """The contact point of this kind to use first, their own before a household's."""
        current = (point for point in self.contacts if point.kind == kind and not point.is_past)
        return min(
            current,
            key=lambda point: (point.shared_by is not None, not point.is_primary, point.id),
            default=None,
        )


@dataclass(frozen=True, slots=True)
class LikelyRow:
    """Who somebody new may already be, and the words that say why."""

    id: int
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Who stands before and after a client in a list."""

    previous: NamedClient | None
    next: NamedClient | None
