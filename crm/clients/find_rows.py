"""The row of a client in a list of results: all of it in one query."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from crm.clients.alerts import say_allergy
from crm.dates import PartialDate
from crm.store.store import Store
from crm.store.stored import find_day, find_partial
from crm.text import digits, elide

_TAIL: Final = 4  # digits of a number that tell two clients apart
_LONGEST_ALERT: Final = 120

# SQLite has no figures of the tables, so it is told to go by the client and not by the kind.
_FIRST: Final = """
    SELECT p.{column} FROM contact_point p
    WHERE p.client_id = c.id AND +p.kind = '{kind}' AND p.{column} <> ''
    ORDER BY p.is_past, p.is_primary DESC, p.id LIMIT 1
"""
_SHARED: Final = """
    SELECT p.{column}
    FROM household_member m CROSS JOIN contact_point p ON p.client_id = m.household_id
    WHERE m.client_id = c.id AND +p.kind = '{kind}' AND p.{column} <> ''
    ORDER BY p.is_past, p.is_primary DESC, p.id LIMIT 1
"""


def _first(kind: str, column: str) -> str:
    """A client without a town or number of their own is told by those of the household."""
    own, shared = (sql.format(kind=kind, column=column) for sql in (_FIRST, _SHARED))
    return f"COALESCE(({own}), ({shared}))"


_CARDS: Final = f"""
    SELECT c.id, c.name, c.kind, c.standing, c.called, c.born, c.starred,
        c.archived_at IS NOT NULL, c.has_died, c.lives,
        s.first_visit, s.last_visit, COALESCE(s.visits, 0), s.rhythm_days,
        COALESCE(s.standing_rank, 0),
        (SELECT p.text FROM preference p WHERE p.client_id = c.id AND p.kind = 'allergy'
            ORDER BY p.id LIMIT 1),
        (SELECT n.text FROM note n WHERE n.client_id = c.id AND n.is_alert ORDER BY n.id LIMIT 1),
        {_first("address", "town")},
        {_first("phone", "value")},
        CASE c.kind WHEN 'household'
            THEN (SELECT COUNT(*) FROM household_member m WHERE m.household_id = c.id) ELSE 0 END,
        EXISTS (SELECT 1 FROM photo f WHERE f.client_id = c.id)
    FROM json_each(?) j CROSS JOIN client c ON c.id = j.value
    LEFT JOIN client_summary s ON s.client_id = c.id
"""


class Card(NamedTuple):
    """What a row of results shows of a client, whatever was searched for."""

    id: int
    name: str
    kind: str
    standing: str
    called: str
    town: str
    phone_tail: str
    first_visit: date | None
    last_visit: date | None
    visits: int
    rhythm_days: int | None
    rank: int
    alert: str
    born: PartialDate | None
    members: int
    has_photo: bool
    starred: bool
    archived: bool
    has_died: bool


def list_cards(store: Store, client_ids: Sequence[int]) -> dict[int, Card]:
    """The cards of these clients by id; those who are gone are left out."""
    rows = store.rows(_CARDS, [json.dumps(client_ids)])
    return {row[0]: _card(*row) for row in rows}


def _card(
    client_id: int,
    name: str,
    kind: str,
    standing: str,
    called: str,
    born: str,
    starred: int,
    archived: int,
    has_died: int,
    lives: str,
    first_visit: str | None,
    last_visit: str | None,
    visits: int,
    rhythm_days: int | None,
    rank: int,
    allergy: str | None,
    alert_note: str | None,
    town: str | None,
    phone: str | None,
    members: int,
    has_photo: int,
) -> Card:
    return Card(
        id=client_id,
        name=name,
        kind=kind,
        standing=standing,
        called=called,
        town=town or lives,
        phone_tail=digits(phone)[-_TAIL:] if phone else "",
        first_visit=find_day(first_visit),
        last_visit=find_day(last_visit),
        visits=visits,
        rhythm_days=rhythm_days,
        rank=rank,
        alert=elide(_alert(allergy, alert_note), _LONGEST_ALERT),
        born=find_partial(born),
        members=members,
        has_photo=bool(has_photo),
        starred=bool(starred),
        archived=bool(archived),
        has_died=bool(has_died),
    )


def _alert(allergy: str | None, note: str | None) -> str:
    """The first warning on one line."""
    return say_allergy(allergy) if allergy else " ".join((note or "").split())
