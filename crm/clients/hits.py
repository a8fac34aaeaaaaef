"""Clients as rows of a list, and the list before anything is searched for.

Apart from the search itself, so that the program's first screen is there before it is loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from crm.clients.find_rows import Card, list_cards
from crm.dates import PartialDate
from crm.store.store import Store

MOST_COUNTED: Final = 1_000

_LATELY: Final = """
    SELECT s.client_id FROM client_summary s JOIN client c ON c.id = s.client_id
    WHERE c.archived_at IS NULL
    ORDER BY s.last_visit DESC, s.client_id DESC LIMIT ?
"""
_ALL: Final = (
    "SELECT (SELECT COUNT(*) FROM client) "
    "- (SELECT COUNT(*) FROM client WHERE removed_at IS NOT NULL)"
)
_NOT_ARCHIVED: Final = (
    "SELECT COUNT(*) FROM (SELECT 1 FROM client WHERE archived_at IS NULL LIMIT ?)"
)


@dataclass(frozen=True, slots=True)
class ClientHit:
    """A client that was found, ready to be shown in a row.

    ``matched`` is the field that matched ("name", "called", "phone", "relation", "note" ...; empty
    where nothing was searched for) and ``matched_text`` what stands there, shortened. ``spans`` are
    the places to underline, in ``name`` when ``matched`` is "name", otherwise in ``matched_text``.
    ``alert`` is the first allergy or warning, ``members`` the people of a household.
    """

    id: int
    name: str
    kind: str
    standing: str
    called: str
    matched: str
    matched_text: str
    spans: tuple[tuple[int, int], ...]
    town: str
    phone_tail: str
    first_visit: date | None
    last_visit: date | None
    visits: int
    rhythm_days: int | None
    alert: str
    born: PartialDate | None
    members: int
    has_photo: bool
    starred: bool
    archived: bool
    has_died: bool


@dataclass(frozen=True, slots=True)
class FindResult:
    """What a search found: the first hits, how many there are, and how many clients in all.

    ``total`` is counted up to ``MOST_COUNTED``; ``total_capped`` says that there are more.
    """

    hits: tuple[ClientHit, ...]
    total: int
    total_capped: bool
    clients: int


def list_lately(store: Store, *, limit: int = 50) -> FindResult:
    """Before anything is typed: those who were here last, then those who are new."""
    ids = [row[0] for row in store.rows(_LATELY, [limit])]
    cards = list_cards(store, ids)
    hits = tuple(make_hit(cards[each]) for each in ids if each in cards)
    total = store.scalar(_NOT_ARCHIVED, [MOST_COUNTED + 1])
    capped = total > MOST_COUNTED
    return FindResult(hits, min(total, MOST_COUNTED), capped, count_all_clients(store))


def list_small_photos(store: Store, client_ids: Sequence[int]) -> list[tuple[int, bytes]]:
    """The small pictures of those of ``client_ids`` who have one, with whose they are."""
    marks = ", ".join("?" * len(client_ids))
    sql = f"SELECT client_id, small FROM photo WHERE client_id IN ({marks}) ORDER BY client_id"
    return [(client_id, bytes(small)) for client_id, small in store.rows(sql, list(client_ids))]


def count_all_clients(store: Store) -> int:
    """How many clients there are, the archived ones among them, nobody in the trash."""
    count: int = store.scalar(_ALL)
    return count


def make_hit(
    card: Card, matched: str = "", matched_text: str = "", spans: tuple[tuple[int, int], ...] = ()
) -> ClientHit:
    """The row of ``card`` with what was found of it."""
    return ClientHit(
        id=card.id,
        name=card.name,
        kind=card.kind,
        standing=card.standing,
        called=card.called,
        matched=matched,
        matched_text=matched_text,
        spans=spans,
        town=card.town,
        phone_tail=card.phone_tail,
        first_visit=card.first_visit,
        last_visit=card.last_visit,
        visits=card.visits,
        rhythm_days=card.rhythm_days,
        alert=card.alert,
        born=card.born,
        members=card.members,
        has_photo=card.has_photo,
        starred=card.starred,
        archived=card.archived,
        has_died=card.has_died,
    )
