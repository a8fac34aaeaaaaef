"""What is read of a client's story: frozen rows, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple

from crm.clients.alerts import say_allergy
from crm.dates import PartialDate
from crm.money import Money
from crm.story.drafts import Channel, PreferenceKind, PromiseState, WishState

StoryFilter = Literal["all", "visits", "notes"]
NoteChoice = Literal["all", "shown", "moments"]
EntryKind = Literal["visit", "note", "promise", "wish"]
MomentKind = Literal["met", "first_visit", "sent", "occasion", "note", "pinned"]


class RibbonDay(NamedTuple):
    """A day on the ribbon: ``total`` in minor units of ``currency``, empty where nothing was paid.

    A day with visits in two currencies is there twice.
    """

    day: date
    total: int
    currency: str
    visits: int


@dataclass(frozen=True, slots=True)
class PurchaseRow:
    """A line of a visit: ``quantity`` in thousandths, ``amount`` in minor units for the line."""

    id: int
    item_id: int
    what: str
    category: str
    quantity: int
    amount: int


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit with its lines; ``money`` is None where nothing was bought."""

    id: int
    rev: int
    day: date
    at: datetime | None
    channel: Channel
    staff: str
    note: str
    money: Money | None
    lines: tuple[PurchaseRow, ...]


@dataclass(frozen=True, slots=True)
class VisitDetails:
    """A visit with whose it is, for the form that changes it."""

    client_id: int
    client_name: str
    visit: VisitRow


@dataclass(frozen=True, slots=True)
class NoteRow:
    """Something written about a client; ``day`` is the local day it was said on."""

    id: int
    rev: int
    day: date
    at: datetime
    author: str
    label: str
    text: str
    is_pinned: bool
    is_alert: bool
    ask_next: bool
    asked_at: datetime | None


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """What we said we would do."""

    id: int
    rev: int
    what: str
    who: str
    made_on: date
    due: date | None
    state: PromiseState
    kept_on: date | None

    @property
    def was_late(self) -> bool:
        """Whether it was kept, but after its day."""
        return self.kept_on is not None and self.due is not None and self.kept_on > self.due


@dataclass(frozen=True, slots=True)
class PromiseCounts:
    """How promises went; ``late`` are those of ``kept`` that were kept after their day."""

    open: int
    kept: int
    late: int


@dataclass(frozen=True, slots=True)
class WishRow:
    """What a client would like next."""

    id: int
    rev: int
    what: str
    when: str
    remind_on: date | None
    budget: Money | None
    state: WishState
    asked_on: date
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class PreferenceRow:
    """A like, dislike or allergy, a size or a formula."""

    id: int
    rev: int
    kind: PreferenceKind
    category: str
    text: str


@dataclass(frozen=True, slots=True)
class OccasionRow:
    """A date that matters every year; ``next_day`` is when it comes next, None if not known.

    ``turns`` is which time it will be then (58 for a birthday), None where the year is not known.
    ``is_birthday`` marks the one that stands on the client and has no ``id`` of its own (0).
    """

    id: int
    rev: int
    what: str
    on: PartialDate
    next_day: date | None
    turns: int | None
    is_birthday: bool = False


@dataclass(frozen=True, slots=True)
class UsualRow:
    """Something a client buys: how often, how much of it in thousandths, and the last time.

    ``last_amount`` is what the whole line of ``last_quantity`` came to, in its currency.
    """

    item_id: int
    what: str
    category: str
    times: int
    quantity: int
    last_day: date
    last_quantity: int
    last_amount: Money
    spend: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """Something the shop sells, completing what is typed; ``last_price`` is for one."""

    id: int
    name: str
    category: str
    last_price: Money | None
    last_sold: date | None
    times_sold: int


@dataclass(frozen=True, slots=True)
class AlertRow:
    """What to watch out for before anything else is said."""

    kind: Literal["allergy", "note"]
    id: int
    text: str

    @property
    def said(self) -> str:
        """The warning as it stands on a chip."""
        return say_allergy(self.text) if self.kind == "allergy" else self.text


@dataclass(frozen=True, slots=True)
class CardDetails:
    """What the Counter shows beside the list: enough to greet, to ask and not to forget.

    ``occasions`` are those of the next 30 days, the nearest first, the birthday among them.
    """

    client_id: int
    alerts: tuple[AlertRow, ...]
    ask_about: tuple[NoteRow, ...]
    pinned: tuple[NoteRow, ...]
    preferences: tuple[PreferenceRow, ...]
    promises: tuple[PromiseRow, ...]
    wishes: tuple[WishRow, ...]
    occasions: tuple[OccasionRow, ...]
    lately: tuple[VisitRow, ...]


@dataclass(frozen=True, slots=True)
class MomentRow:
    """A day that is remembered by name: on the ribbon, and on the line of a folded year.

    ``key`` says what it is ("visit:12", "client:7", "occasion:3", "note:9"; "met" for the client).
    ``detail`` is what more there is to say, such as what the first visit was for.
    """

    kind: MomentKind
    day: date
    text: str
    detail: str
    key: str


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """One thing that happened: a visit, note, promise or wish, the other three are None.

    A promise stands on the day it was kept, a wish on the day it was fulfilled.
    """

    kind: EntryKind
    id: int
    day: date
    visit: VisitRow | None = None
    note: NoteRow | None = None
    promise: PromiseRow | None = None
    wish: WishRow | None = None


@dataclass(frozen=True, slots=True)
class StoryYear:
    """A year of a client; ``entries`` are those laid open, the newest first.

    ``more_visits`` and ``more_entries`` (visits included) are still folded away.
    """

    year: int
    visits: int
    spend: tuple[Money, ...]
    moments: tuple[MomentRow, ...]
    entries: tuple[StoryEntry, ...]
    more_visits: int
    more_entries: int
