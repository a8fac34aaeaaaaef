"""What is told of one person of the demo shop, and how far back their days lie."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from crm.clients.consent import ConsentChannel
from crm.clients.drafts import ClientKind, Standing
from crm.clients.names import NameParts
from crm.dates import PartialDate
from crm.story.drafts import PreferenceKind, WishState

# What people are to each other here, in the words of crm.clients.relation_words.
TIE_WORDS: Final = (
    "brother", "cat", "child", "colleague", "daughter", "dog", "friend", "grandchild", "husband",
    "mother", "neighbour", "parent", "partner", "sibling", "sister", "son", "spouse", "wife",
    "works at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Days:
    """Days counted from the day the shop is made on, so that it always looks current."""

    today: date

    def ago(self, days: int) -> date:
        """The day that lies so many days back; ahead for a negative number."""
        return self.today - timedelta(days=days)

    def born(self, age: int, days_to_birthday: int) -> PartialDate:
        """The birthday of somebody who will be ``age`` in so many days (0 is today)."""
        coming = self.ago(-days_to_birthday)
        day = 28 if (coming.month, coming.day) == (2, 29) else coming.day
        return PartialDate(coming.year - age, coming.month, day)

    def yearly(self, days_ahead: int, *, years: int | None = None) -> PartialDate:
        """A day that comes round in so many days, for the ``years``-th time where that is known."""
        coming = self.ago(-days_ahead)
        day = 28 if (coming.month, coming.day) == (2, 29) else coming.day
        return PartialDate(None if years is None else coming.year - years, coming.month, day)

    def next_spring(self) -> int:
        """The year of the spring that comes next."""
        return self.today.year + (self.today.month >= 3)


@dataclass(frozen=True, slots=True)
class Reach:
    """A way to reach somebody: ``kind`` phone, e-mail, address or link, as they gave it."""

    kind: str
    value: str
    label: str = ""
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """An address: ``street`` with its number, ``postcode``, ``town``."""

    street: str
    postcode: str
    town: str
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A note, written so many days ago; ``asked`` tells how many days ago it was asked about."""

    text: str
    ago: int
    author: str = "Jo"
    label: str = ""
    pinned: bool = False
    alert: bool = False
    ask: bool = False
    asked: int | None = None


@dataclass(frozen=True, slots=True)
class Promised:
    """What we said we would do. Days ago throughout, so a ``due`` to come is negative."""

    what: str
    ago: int
    due: int | None = None
    who: str = "Jo"
    kept: int | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Wished:
    """What they would like next: ``budget`` in pence, the rest in days ago."""

    what: str
    ago: int
    when: str = ""
    budget: int | None = None
    state: WishState = "open"
    closed: int | None = None
    remind: int | None = None


@dataclass(frozen=True, slots=True)
class Liked:
    """A preference in its category."""

    text: str
    category: str = ""
    kind: PreferenceKind = "like"


@dataclass(frozen=True, slots=True)
class Marked:
    """A day that matters every year."""

    what: str
    on: PartialDate


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation: ``who`` is the key of another person, or else a name nobody has a page for."""

    word: str
    who: str
    note: str = ""
    born: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """What somebody said when they were asked, so many days ago."""

    channel: ConsentChannel
    given: bool
    ago: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """A text that somebody left with us as a file, so many days ago."""

    name: str
    text: str
    ago: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """How somebody comes: every ``gap`` days, from ``since`` to ``last`` days ago.

    ``taste`` says what they buy (crm.demo.goods); ``december`` lets them come for presents only;
    ``total`` is what they have brought so far, in pence, where that is part of their story.
    """

    since: int
    last: int
    gap: int
    taste: str = "commuter"
    december: bool = False
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Everything told of one client; ``key`` is how others of the demo refer to them.

    ``own`` is what stands in the shop's own fields, by the name of the field.
    """

    name: str
    key: str = ""
    kind: ClientKind = "person"
    standing: Standing = "client"
    parts: NameParts | None = None
    called: str = ""
    pronunciation: str = ""
    born: PartialDate | None = None
    died: PartialDate | None = None
    has_died: bool = False
    from_place: str = ""
    lives: str = ""
    work: str = ""
    how_met: str = ""
    met_on: PartialDate | None = None
    sent_by: str = ""
    starred: bool = False
    archived: int | None = None
    former_names: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    reached: tuple[Reach, ...] = ()
    places: tuple[Place, ...] = ()
    ties: tuple[Tie, ...] = ()
    members: tuple[tuple[str, str], ...] = ()
    notes: tuple[Said, ...] = ()
    promises: tuple[Promised, ...] = ()
    wishes: tuple[Wished, ...] = ()
    likes: tuple[Liked, ...] = ()
    occasions: tuple[Marked, ...] = ()
    own: tuple[tuple[str, str], ...] = ()
    agreed: tuple[Agreed, ...] = ()
    files: tuple[Filed, ...] = ()
    plan: Plan | None = None

    @property
    def reference(self) -> str:
        """What others call them in ``ties``, ``members`` and ``sent_by``."""
        return self.key or self.name
