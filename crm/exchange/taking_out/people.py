"""Everything the shop knows of each client, gathered block by block for files of every kind."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple, TypeVar

from crm.clients.cards import CARD
from crm.errors import CancelledError
from crm.i18n import _
from crm.progress import Progress
from crm.store.store import Store

_AT_ONCE: Final = 500


class Contact(NamedTuple):
    """One way to reach a client; ``value`` is the whole of it."""

    kind: str
    label: str
    value: str
    street: str
    postcode: str
    town: str
    region: str
    country: str
    is_primary: int
    is_past: int


class Tie(NamedTuple):
    """The other is the client's ``word``; without ``key`` they are known by name only.

    ``key`` is the uuid of the other, in hexadecimal digits. What stands on the other's side
    ``is_reverse``.
    """

    word: str
    name: str
    other_id: int | None
    key: str
    note: str
    born: str
    is_reverse: int


class Housemate(NamedTuple):
    """Who lives in a household, or the household somebody lives in."""

    id: int
    key: str
    name: str
    role: str


class OwnValue(NamedTuple):
    """What stands in a field of the shop's own, in its stored form."""

    field_id: int
    name: str
    type: str
    choices: str
    value: str


class Consent(NamedTuple):
    """What a client agreed to; ``on_day`` is empty where nobody knows the day."""

    channel: str
    given: int
    on_day: str
    source: str


class Note(NamedTuple):
    """Something written about a client; moments are in UTC."""

    text: str
    at: str
    author: str
    label: str
    is_pinned: int
    is_alert: int
    ask_next: int
    asked_at: str


class Preference(NamedTuple):
    """A like, dislike or allergy, a size or a formula."""

    kind: str
    category: str
    text: str


class Wish(NamedTuple):
    """What a client would like next; ``budget`` is in minor units."""

    what: str
    when: str
    remind_on: str
    budget: int | None
    currency: str
    state: str
    asked_on: str
    closed_on: str


class Promise(NamedTuple):
    """What was promised to a client."""

    what: str
    who: str
    made_on: str
    due: str
    state: str
    kept_on: str


class Amount(NamedTuple):
    """What a client brought so far, in minor units of one currency."""

    currency: str
    minor: int


class Facts(NamedTuple):
    """The client's own row; days as far as they are known, moments in UTC, empty for none."""

    id: int
    key: str
    kind: str
    standing: str
    name: str
    title: str
    given: str
    middle: str
    family: str
    suffix: str
    called: str
    pronunciation: str
    born: str
    died: str
    has_died: int
    from_place: str
    lives: str
    work: str
    how_met: str
    met_on: str
    starred: int
    changed_at: str
    archived_at: str
    sent_by_id: int | None
    sent_by_key: str
    sent_by_name: str
    visits: int
    first_visit: str
    last_visit: str


@dataclass(frozen=True, slots=True)
class Person:
    """A client with all that is told of them outside their visits."""

    facts: Facts
    contacts: tuple[Contact, ...]
    former_names: tuple[str, ...]
    tags: tuple[str, ...]
    ties: tuple[Tie, ...]
    households: tuple[Housemate, ...]
    members: tuple[Housemate, ...]
    own_values: tuple[OwnValue, ...]
    consents: tuple[Consent, ...]
    cards: tuple[str, ...]
    notes: tuple[Note, ...]
    occasions: tuple[tuple[str, str], ...]
    preferences: tuple[Preference, ...]
    wishes: tuple[Wish, ...]
    promises: tuple[Promise, ...]
    brought: tuple[Amount, ...]
    photo: bytes | None

    def contacts_of(self, kind: str) -> list[Contact]:
        """The ways of one kind, the first to use first, past ones last."""
        found = [each for each in self.contacts if each.kind == kind]
        return sorted(found, key=lambda each: (each.is_past, -each.is_primary))


def list_everybody(store: Store) -> Sequence[int]:
    """Everybody who is not in the trash, those put away as well, by name."""
    sql = "SELECT id FROM client WHERE removed_at IS NULL ORDER BY sort_name, id"
    return [row[0] for row in store.rows(sql)]


def count_everybody(store: Store) -> int:
    """How many :func:`list_everybody` lists."""
    count: int = store.scalar("SELECT COUNT(*) FROM client WHERE removed_at IS NULL")
    return count


def read_people(
    store: Store,
    ids: Sequence[int],
    progress: Progress,
    text: str,
    *,
    with_photos: bool = False,
) -> Iterator[Person]:
    """The clients of ``ids`` in their order, in bounded memory; those who are gone are left out.

    ``text`` says what is being done. Raises CancelledError where ``progress`` was stopped.
    """
    for start in range(0, len(ids), _AT_ONCE):
        if progress.stopped():
            raise CancelledError(_("Stopped. Nothing was taken out."))
        progress.step(start, len(ids), text)
        yield from _read(store, ids[start : start + _AT_ONCE], with_photos=with_photos)
    progress.step(len(ids), len(ids), text)


_Row = TypeVar("_Row", bound=tuple[Any, ...])
_IDS: Final = "FROM json_each(?) j CROSS JOIN"
_FACTS: Final = f"""
    SELECT c.id, lower(hex(c.uuid)), c.kind, c.standing, c.name, c.title, c.given, c.middle,
        c.family, c.suffix, c.called, c.pronunciation, c.born, c.died, c.has_died, c.from_place,
        c.lives, c.work, c.how_met, c.met_on, c.starred, c.changed_at,
        COALESCE(c.archived_at, ''), s.id, COALESCE(lower(hex(s.uuid)), ''), COALESCE(s.name, ''),
        COALESCE(y.visits, 0), COALESCE(y.first_visit, ''), COALESCE(y.last_visit, '')
    {_IDS} client c ON c.id = j.value LEFT JOIN client s ON s.id = c.sent_by_id
    LEFT JOIN client_summary y ON y.client_id = c.id ORDER BY j.key
"""
_CONTACTS: Final = f"""
    SELECT p.client_id, p.kind, p.label, p.value, p.street, p.postcode, p.town, p.region,
        p.country, p.is_primary, p.is_past
    {_IDS} contact_point p ON p.client_id = j.value ORDER BY j.key, p.id
"""
_FORMER: Final = f"""
    SELECT f.client_id, f.name {_IDS} former_name f ON f.client_id = j.value ORDER BY j.key, f.id
"""
_TAGS: Final = f"""
    SELECT x.client_id, t.name {_IDS} client_tag x ON x.client_id = j.value
    CROSS JOIN tag t ON t.id = x.tag_id ORDER BY j.key, t.folded
"""
_TIES: Final = f"""
    SELECT r.client_id, t.name, COALESCE(o.name, r.other_name), o.id,
        COALESCE(lower(hex(o.uuid)), ''), r.note, r.born, 0 AS side, r.id AS place, j.key AS turn
    {_IDS} relation r ON r.client_id = j.value CROSS JOIN relation_type t ON t.id = r.type_id
    LEFT JOIN client o ON o.id = r.other_id
    UNION ALL
    SELECT r.other_id, t.reverse, c.name, c.id, lower(hex(c.uuid)), r.note, '', 1, r.id, j.key
    {_IDS} relation r ON r.other_id = j.value CROSS JOIN relation_type t ON t.id = r.type_id
    CROSS JOIN client c ON c.id = r.client_id
    ORDER BY turn, side, place
"""
_HOUSEHOLDS: Final = f"""
    SELECT m.client_id, h.id, lower(hex(h.uuid)), h.name, m.role
    {_IDS} household_member m ON m.client_id = j.value
    CROSS JOIN client h ON h.id = m.household_id ORDER BY j.key, m.id
"""
_MEMBERS: Final = f"""
    SELECT m.household_id, c.id, lower(hex(c.uuid)), c.name, m.role
    {_IDS} household_member m ON m.household_id = j.value
    CROSS JOIN client c ON c.id = m.client_id ORDER BY j.key, m.id
"""
_OWN: Final = f"""
    SELECT v.client_id, f.id, f.name, f.type, f.choices, v.value
    {_IDS} custom_value v ON v.client_id = j.value
    CROSS JOIN custom_field f ON f.id = v.field_id ORDER BY j.key, f.position, f.id
"""
_CONSENTS: Final = f"""
    SELECT k.client_id, k.channel, k.given, COALESCE(k.on_day, ''), k.source
    {_IDS} consent k ON k.client_id = j.value ORDER BY j.key, k.id
"""
_CARDS: Final = f"""
    SELECT k.client_id, k.key {_IDS} client_key k ON k.client_id = j.value
    WHERE k.source = '{CARD}' ORDER BY j.key, k.id
"""
_NOTES: Final = f"""
    SELECT n.client_id, n.text, n.at, n.author, n.label, n.is_pinned, n.is_alert, n.ask_next,
        COALESCE(n.asked_at, '')
    {_IDS} note n ON n.client_id = j.value ORDER BY j.key, n.at, n.id
"""
_OCCASIONS: Final = f"""
    SELECT o.client_id, o.what, o."on" {_IDS} occasion o ON o.client_id = j.value
    ORDER BY j.key, o.id
"""
_PREFERENCES: Final = f"""
    SELECT p.client_id, p.kind, p.category, p.text
    {_IDS} preference p ON p.client_id = j.value ORDER BY j.key, p.id
"""
_WISHES: Final = f"""
    SELECT w.client_id, w.what, w."when", COALESCE(w.remind_on, ''), w.budget, w.currency, w.state,
        w.asked_on, COALESCE(w.closed_on, '')
    {_IDS} wish w ON w.client_id = j.value ORDER BY j.key, w.id
"""
_PROMISES: Final = f"""
    SELECT p.client_id, p.what, p.who, p.made_on, COALESCE(p.due, ''), p.state,
        COALESCE(p.kept_on, '')
    {_IDS} promise p ON p.client_id = j.value ORDER BY j.key, p.id
"""
_BROUGHT: Final = f"""
    SELECT w.client_id, w.currency, w.total {_IDS} client_spend w ON w.client_id = j.value
    ORDER BY j.key, w.currency
"""
_PHOTOS: Final = f"SELECT p.client_id, p.image {_IDS} photo p ON p.client_id = j.value"


class _Block:
    """What stands in the tables of a block of clients, by client."""

    def __init__(self, store: Store, ids: Sequence[int]) -> None:
        self._store = store
        self._ids = json.dumps(list(ids))

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self._store.rows(sql, [self._ids] * sql.count("json_each(?)"))

    def by_client(self, sql: str, make: type[_Row]) -> dict[int, tuple[_Row, ...]]:
        """Rows as ``make``, which takes as many columns as it has fields."""
        fields: tuple[str, ...] = getattr(make, "_fields", ())
        width = len(fields) + 1
        return {
            client_id: tuple(make(*row[1:width]) for row in rows)
            for client_id, rows in groupby(self.rows(sql), key=itemgetter(0))
        }

    def texts(self, sql: str) -> dict[int, tuple[Any, ...]]:
        """The second column of the rows."""
        grouped = groupby(self.rows(sql), key=itemgetter(0))
        return {client_id: tuple(row[1] for row in rows) for client_id, rows in grouped}


def _read(store: Store, ids: Sequence[int], *, with_photos: bool) -> Iterator[Person]:
    block = _Block(store, ids)
    contacts = block.by_client(_CONTACTS, Contact)
    former, tags, cards = block.texts(_FORMER), block.texts(_TAGS), block.texts(_CARDS)
    ties = block.by_client(_TIES, Tie)
    households = block.by_client(_HOUSEHOLDS, Housemate)
    members = block.by_client(_MEMBERS, Housemate)
    own = block.by_client(_OWN, OwnValue)
    consents = block.by_client(_CONSENTS, Consent)
    notes = block.by_client(_NOTES, Note)
    occasions = block.by_client(_OCCASIONS, _Occasion)
    preferences = block.by_client(_PREFERENCES, Preference)
    wishes = block.by_client(_WISHES, Wish)
    promises = block.by_client(_PROMISES, Promise)
    brought = block.by_client(_BROUGHT, Amount)
    photos = block.texts(_PHOTOS) if with_photos else {}
    for row in block.rows(_FACTS):
        facts = Facts(*row)
        who = facts.id
        yield Person(
            facts,
            contacts.get(who, ()),
            former.get(who, ()),
            tags.get(who, ()),
            ties.get(who, ()),
            households.get(who, ()),
            members.get(who, ()),
            own.get(who, ()),
            consents.get(who, ()),
            cards.get(who, ()),
            notes.get(who, ()),
            occasions.get(who, ()),
            preferences.get(who, ()),
            wishes.get(who, ()),
            promises.get(who, ()),
            brought.get(who, ()),
            next(iter(photos.get(who, ())), None),
        )


class _Occasion(NamedTuple):
    what: str
    on: str
