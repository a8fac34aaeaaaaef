"""What a screen hands over when something happened or is to be remembered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from crm.dates import PartialDate
from crm.story.lines import LineDraft

Channel = Literal["visit", "call", "order", "mail"]
PreferenceKind = Literal["like", "dislike", "allergy", "size", "formula"]
WishState = Literal["open", "waiting", "here", "fulfilled", "dropped"]
PromiseState = Literal["open", "kept", "withdrawn"]

CHANNELS: Final[tuple[Channel, ...]] = ("visit", "call", "order", "mail")
PREFERENCE_KINDS: Final[tuple[PreferenceKind, ...]] = (
    "like", "dislike", "allergy", "size", "formula",
)  # fmt: skip
WISH_STATES: Final[tuple[WishState, ...]] = ("open", "waiting", "here", "fulfilled", "dropped")
CLOSED_WISHES: Final[frozenset[str]] = frozenset({"fulfilled", "dropped"})

MOMENT_LABEL: Final = "moment"  # a note so labelled stands on the ribbon


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """Something to write down about a client; ``at`` None is now."""

    client_id: int
    text: str
    author: str = ""
    label: str = ""
    is_pinned: bool = False
    is_alert: bool = False
    ask_next: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PromiseDraft:
    """What we said we would do; ``made_on`` None is today."""

    client_id: int
    what: str
    who: str = ""
    due: date | None = None
    made_on: date | None = None


@dataclass(frozen=True, slots=True)
class WishDraft:
    """What a client would like next: ``when`` as said, ``budget`` in minor units."""

    client_id: int
    what: str
    when: str = ""
    remind_on: date | None = None
    budget: int | None = None
    currency: str = ""
    asked_on: date | None = None


@dataclass(frozen=True, slots=True)
class PreferenceDraft:
    """A like, dislike or allergy, a size or a formula."""

    client_id: int
    text: str
    kind: PreferenceKind = "like"
    category: str = ""


@dataclass(frozen=True, slots=True)
class OccasionDraft:
    """A date that matters every year."""

    client_id: int
    what: str
    on: PartialDate


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """One time a client was here, called or ordered; no lines for "came in for a chat".

    ``at`` None is now; where only the ``day`` is known, give that and the moment stays unknown.
    ``also`` is what was said beside it and is saved, and undone, together with the visit; so are
    the ticks at the notes of ``asked``, by id, which were waiting to be asked about.
    """

    client_id: int
    lines: tuple[LineDraft, ...] = ()
    note: str = ""
    channel: Channel = "visit"
    staff: str = ""
    currency: str = ""
    at: datetime | None = None
    day: date | None = None
    also: tuple[NoteDraft | PromiseDraft | WishDraft | PreferenceDraft, ...] = ()
    asked: tuple[int, ...] = ()
