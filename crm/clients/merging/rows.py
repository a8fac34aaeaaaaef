"""What is asked and told when clients are made one or parted again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from crm.clients.rows import NamedClient

Side = Literal["kept", "gone"]


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Enough of a client to know who it is."""

    id: int
    name: str
    visits: int
    last_visit: date | None
    created_at: datetime | None


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field of two clients: what each says, as it is shown, and which one is proposed.

    ``why`` says in few words why that one. ``differs`` where both say something else; ``is_grave``
    where that speaks against their being one person at all.
    """

    name: str
    label: str
    kept: str
    gone: str
    proposed: Side
    why: str
    differs: bool
    is_grave: bool = False


@dataclass(frozen=True, slots=True)
class BothPair:
    """Something a client can have more of, as each of the two has it; all of it is kept."""

    label: str
    kept: str
    gone: str


@dataclass(frozen=True, slots=True)
class MergePreview:
    """Two clients side by side, before they are made one.

    ``fields`` are those of which they can only have one, ``both`` what is kept of both, ``moved``
    how much goes over from the one who goes; ``warnings`` is what a person should know. The
    revisions are those of the moment the preview was made.
    """

    kept: PersonFacts
    gone: PersonFacts
    kept_rev: int
    gone_rev: int
    fields: tuple[FieldPair, ...]
    both: tuple[BothPair, ...]
    moved: tuple[MovedCount, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MovedCount:
    """How many rows of one kind go over, in words: "12 visits"."""

    table: str
    count: int
    text: str


@dataclass(frozen=True, slots=True)
class MergeDraft:
    """``gone_id`` becomes ``kept_id``. ``choices`` names the side whose field stays.

    Fields not named take what the preview proposes. With the revisions of the preview nothing is
    merged that was changed since.
    """

    kept_id: int
    gone_id: int
    choices: Mapping[str, Side] = field(default_factory=dict)
    kept_rev: int | None = None
    gone_rev: int | None = None

    def is_about(self, first_id: int, second_id: int) -> bool:
        """Whether these are the two, whoever of them stays."""
        return {self.kept_id, self.gone_id} == {first_id, second_id}


@dataclass(frozen=True, slots=True)
class MergeRow:
    """Two clients who were made one; ``why_not`` says what stands in the way of a split."""

    id: int
    kept: NamedClient
    gone_id: int
    gone_name: str
    at: datetime | None
    why_not: str

    @property
    def can_be_split(self) -> bool:
        """Whether the two can be parted again as things stand."""
        return not self.why_not


@dataclass(frozen=True, slots=True)
class LaterRow:
    """Something written about the two after they were made one: stays, or goes with the other."""

    table: str
    id: int
    label: str
    text: str
    day: date | None


@dataclass(frozen=True, slots=True)
class SplitPreview:
    """What parting two clients again means; ``later`` can be given to either, oldest first."""

    merge: MergeRow
    later: tuple[LaterRow, ...]


@dataclass(frozen=True, slots=True)
class SplitOutcome:
    """Two clients are two again; ``spared`` says what stays as it is because it was changed."""

    kept_id: int
    gone_id: int
    step_id: int
    spared: tuple[str, ...]
