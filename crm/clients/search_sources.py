"""Where the words come from that a client is found by: one list for indexing and for explaining.

Plain SQL over the tables of clients and of their story: a hundred thousand clients are gathered at
once, and the index stands below the packages whose tables it reads.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any, Final, NamedTuple

from crm.clients.drafts import ADDRESS_PARTS
from crm.store.store import Store


class Found(NamedTuple):
    """One text a client is found by.

    ``also`` are more words it is found by that are not shown (a phone number in its normal form).
    For a tie ``text`` is the name of the other one, ``role`` what the client is to them and
    ``word`` what they are to the client.
    """

    client_id: int
    field: str
    text: str
    also: str = ""
    role: str = ""
    word: str = ""


# Field -> column of the index; the order is that in which a match is told.
FIELDS: Final = {
    "called": "alias",
    "former_name": "alias",
    "full_name": "alias",
    "pronunciation": "alias",
    "phone": "part",
    "email": "code",
    "relation": "other",
    "kin": "part",
    "household": "other",
    "town": "other",
    "street": "other",
    "postcode": "code",
    "address": "other",
    "region": "other",
    "country": "other",
    "tag": "other",
    "work": "other",
    "lives": "other",
    "from": "other",
    "sent_by": "other",
    "preference": "other",
    "wish": "other",
    "promise": "other",
    "own_field": "other",
    "note": "other",
    "visit": "other",
    "occasion": "other",
    "how_met": "other",
    "link": "code",
    "key": "code",
}

# SQLite keeps the tables of a CROSS JOIN in the order written: from the few clients to their rows,
# whatever it guesses of the sizes of tables it has no figures of.
_IDS: Final = "WITH ids (id) AS MATERIALIZED (SELECT value FROM json_each(?)) "

_OWN: Final = ("called", "full_name", "pronunciation", "work", "lives", "from", "how_met")
_CLIENTS: Final = f"""{_IDS}
    SELECT c.id, c.called,
        c.title || ' ' || c.given || ' ' || c.middle || ' ' || c.family || ' ' || c.suffix,
        c.pronunciation, c.work, c.lives, c.from_place, c.how_met
    FROM ids CROSS JOIN client c ON c.id = ids.id
"""

# What a household has, its people are found by.
ADDRESS_FIELDS: Final = (*ADDRESS_PARTS, "address")
_CONTACTS: Final = f"""{_IDS}
    SELECT ids.id, p.kind, p.value, p.normal, p.street, p.postcode, p.town, p.region, p.country
    FROM ids CROSS JOIN contact_point p ON p.client_id = ids.id
    UNION ALL
    SELECT ids.id, p.kind, p.value, p.normal, p.street, p.postcode, p.town, p.region, p.country
    FROM ids CROSS JOIN household_member m ON m.client_id = ids.id
    CROSS JOIN contact_point p ON p.client_id = m.household_id
"""

_WORDS: Final = f"""{_IDS}
    SELECT f.client_id, 'former_name', f.name, '', '', ''
    FROM ids CROSS JOIN former_name f ON f.client_id = ids.id
    UNION ALL
    SELECT k.client_id, 'key', k.key, '', '', ''
    FROM ids CROSS JOIN client_key k ON k.client_id = ids.id
    UNION ALL
    SELECT x.client_id, 'tag', t.name, '', '', ''
    FROM ids CROSS JOIN client_tag x ON x.client_id = ids.id CROSS JOIN tag t ON t.id = x.tag_id
    UNION ALL
    SELECT v.client_id, 'own_field', v.value, '', '', ''
    FROM ids CROSS JOIN custom_value v ON v.client_id = ids.id
    CROSS JOIN custom_field o ON o.id = v.field_id
    WHERE o.type IN ('text', 'number', 'choice') AND (o.tag_id IS NULL OR EXISTS (
        SELECT 1 FROM client_tag w WHERE w.client_id = v.client_id AND w.tag_id = o.tag_id))
    UNION ALL
    SELECT c.id, 'sent_by', s.name, s.called, '', ''
    FROM ids CROSS JOIN client c ON c.id = ids.id CROSS JOIN client s ON s.id = c.sent_by_id
    UNION ALL
    SELECT m.client_id, 'household', h.name, h.called || ' ' || m.role, '', ''
    FROM ids CROSS JOIN household_member m ON m.client_id = ids.id
    CROSS JOIN client h ON h.id = m.household_id
    UNION ALL
    SELECT m.household_id, 'household', c.name, c.called || ' ' || m.role, '', ''
    FROM ids CROSS JOIN household_member m ON m.household_id = ids.id
    CROSS JOIN client c ON c.id = m.client_id
"""

# The other is the client's t.name; the client is the other's t.reverse. "Anna's husband" who is no
# client himself leads to Anna.
_TIES: Final = f"""{_IDS}
    SELECT r.client_id, 'relation', COALESCE(o.name, r.other_name),
        COALESCE(o.called, ''), t.reverse, t.name
    FROM ids CROSS JOIN relation r ON r.client_id = ids.id
    CROSS JOIN relation_type t ON t.id = r.type_id
    LEFT JOIN client o ON o.id = r.other_id
    UNION ALL
    SELECT r.other_id, 'relation', c.name, c.called, t.name, t.reverse
    FROM ids CROSS JOIN relation r ON r.other_id = ids.id
    CROSS JOIN relation_type t ON t.id = r.type_id
    CROSS JOIN client c ON c.id = r.client_id
    UNION ALL
    SELECT r.client_id, 'kin', c.name, c.called, t.name, r.other_name
    FROM ids CROSS JOIN relation r ON r.client_id = ids.id
    CROSS JOIN relation_type t ON t.id = r.type_id
    CROSS JOIN client c ON c.id = r.client_id
    WHERE +r.other_id IS NULL
    UNION ALL
    SELECT r.client_id, 'relation', r.note, '', '', ''
    FROM ids CROSS JOIN relation r ON r.client_id = ids.id WHERE r.note <> ''
"""

_STORY: Final = f"""{_IDS}
    SELECT n.client_id, 'note', n.text, n.label, '', ''
    FROM ids CROSS JOIN note n ON n.client_id = ids.id
    UNION ALL
    SELECT w.client_id, 'wish', w.what, w."when", '', ''
    FROM ids CROSS JOIN wish w ON w.client_id = ids.id
    UNION ALL
    SELECT p.client_id, 'promise', p.what, '', '', ''
    FROM ids CROSS JOIN promise p ON p.client_id = ids.id
    UNION ALL
    SELECT p.client_id, 'preference', p.text, p.category, '', ''
    FROM ids CROSS JOIN preference p ON p.client_id = ids.id
    UNION ALL
    SELECT o.client_id, 'occasion', o.what, '', '', ''
    FROM ids CROSS JOIN occasion o ON o.client_id = ids.id
    UNION ALL
    SELECT v.client_id, 'visit', v.note, '', '', ''
    FROM ids CROSS JOIN visit v ON v.client_id = ids.id WHERE v.note <> ''
"""

# Whose entries hold something of these clients, and why; also the other way round, so that
# either of two tells the other when their tie begins or ends.
_NEIGHBOURS: Final = f"""{_IDS}
    SELECT r.client_id, r.other_id, 't' || r.type_id
    FROM ids CROSS JOIN relation r ON r.client_id = ids.id WHERE r.other_id IS NOT NULL
    UNION SELECT r.other_id, r.client_id, 'r' || r.type_id
    FROM ids CROSS JOIN relation r ON r.other_id = ids.id
    UNION SELECT m.client_id, m.household_id, 'h' || hex(m.role)
    FROM ids CROSS JOIN household_member m ON m.client_id = ids.id
    UNION SELECT m.household_id, m.client_id, 'm' || hex(m.role)
    FROM ids CROSS JOIN household_member m ON m.household_id = ids.id
    UNION SELECT ids.id, c.id, 's' FROM ids CROSS JOIN client c ON c.sent_by_id = ids.id
    UNION SELECT ids.id, c.sent_by_id, 'b'
    FROM ids CROSS JOIN client c ON c.id = ids.id WHERE c.sent_by_id IS NOT NULL
    ORDER BY 1, 2, 3
"""


def list_own(store: Store, client_ids: Collection[int]) -> Iterator[Found]:
    """What stands in the rows of the clients themselves, but their display names."""
    for client_id, *texts in store.rows(_CLIENTS, [json.dumps(list(client_ids))]):
        yield from _filled(client_id, _OWN, texts)


def list_contacts(store: Store, client_ids: Collection[int]) -> Iterator[Found]:
    """Phones, e-mails, addresses and links, those of a client's household among them."""
    for row in store.rows(_CONTACTS, [json.dumps(list(client_ids))]):
        yield from _contact(*row)


def list_ties(store: Store, client_ids: Collection[int]) -> Iterator[Found]:
    """Relatives and pets, from both sides of a tie."""
    return map(Found._make, store.rows(_TIES, [json.dumps(list(client_ids))]))


def list_words(store: Store, client_ids: Collection[int]) -> Iterator[Found]:
    """Former names, keys, tags, the shop's own fields, households and who sent a client."""
    return map(Found._make, store.rows(_WORDS, [json.dumps(list(client_ids))]))


def list_story(store: Store, client_ids: Collection[int]) -> Iterator[Found]:
    """What happened and what to remember."""
    return map(Found._make, store.rows(_STORY, [json.dumps(list(client_ids))]))


# From the cheap and often meant to what takes reading.
SOURCES: Final = (list_contacts, list_own, list_ties, list_words, list_story)


def list_neighbours(store: Store, client_ids: Collection[int]) -> list[tuple[int, int, str]]:
    """Client, other client and why the other one's entry holds words of the client."""
    rows = store.rows(_NEIGHBOURS, [json.dumps(list(client_ids))])
    return [(client_id, other_id, why) for client_id, other_id, why in rows]


def _filled(client_id: int, fields: tuple[str, ...], texts: list[str]) -> Iterator[Found]:
    for field, text in zip(fields, texts, strict=True):
        if text and not text.isspace():
            yield Found(client_id, field, text)


def _contact(client_id: int, kind: str, value: str, normal: str, *parts: Any) -> Iterator[Found]:
    if kind == "phone":
        yield Found(client_id, kind, value, normal)
    elif kind != "address":
        yield Found(client_id, kind, value)
    else:
        yield from _filled(client_id, ADDRESS_PARTS, list(parts))
        yield from _filled(client_id, ("address",), [value])
