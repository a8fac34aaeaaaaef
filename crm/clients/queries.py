"""Reading who a client is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from crm.clients.rows import (
    ClientDetails,
    ContactRow,
    FormerNameRow,
    HouseholdRow,
    MemberRow,
    NamedClient,
    Neighbours,
    RelationRow,
    SpendRow,
    SummaryRow,
    TagRow,
)
from crm.dates import PartialDate
from crm.errors import NotFoundError
from crm.i18n import _
from crm.money import Money
from crm.store.fields import DayField, MomentField, PartialDateField
from crm.store.store import Store

_day: Callable[[Any], date | None] = DayField().python_value
_moment: Callable[[Any], datetime | None] = MomentField().python_value
_partial: Callable[[Any], PartialDate | None] = PartialDateField().python_value

# The fields of ClientDetails that stand in the client's own row, and how they are read from it.
_OWN: Final[dict[str, Callable[[Any], Any] | None]] = {
    **dict.fromkeys(("id", "rev", "kind", "standing", "name", "title", "given", "middle")),
    **dict.fromkeys(("family", "suffix", "sort_name", "called", "pronunciation")),
    **dict.fromkeys(("from_place", "lives", "work", "how_met")),
    **dict.fromkeys(("born", "died", "met_on"), _partial),
    **dict.fromkeys(("has_died", "starred"), bool),
    **dict.fromkeys(("created_at", "changed_at", "archived_at", "removed_at"), _moment),
}
_CLIENT: Final = f"""
    SELECT {", ".join(f"c.{name}" for name in _OWN)},
        p.small, s.id, s.name, y.first_visit, y.last_visit, y.visits, y.visit_days, y.rhythm_days
    FROM client c
    LEFT JOIN photo p ON p.client_id = c.id
    LEFT JOIN client s ON s.id = c.sent_by_id
    LEFT JOIN client_summary y ON y.client_id = c.id
    WHERE c.id = ?
"""
_CONTACTS: Final = """
    SELECT p.id, p.rev, p.kind, p.label, p.value, p.normal, p.street, p.postcode, p.town, p.region,
        p.country, p.is_primary, p.is_past, h.id, h.name
    FROM contact_point p
    LEFT JOIN client h ON h.id = p.client_id AND h.id <> ?
    WHERE p.client_id = ?
        OR p.client_id IN (SELECT household_id FROM household_member WHERE client_id = ?)
    ORDER BY p.is_past, p.kind, (h.id IS NOT NULL), p.is_primary DESC, p.id
"""
_TAGS: Final = """
    SELECT t.id, t.name FROM client_tag x JOIN tag t ON t.id = x.tag_id
    WHERE x.client_id = ? ORDER BY t.folded, t.id
"""
_RELATIONS: Final = """
    SELECT r.id, r.rev, t.name AS word, r.other_id, COALESCE(o.name, r.other_name) AS name, r.note,
        COALESCE(NULLIF(o.born, ''), r.born) AS born, COALESCE(o.has_died, 0), 0 AS is_reverse,
        t.position AS position
    FROM relation r JOIN relation_type t ON t.id = r.type_id
    LEFT JOIN client o ON o.id = r.other_id
    WHERE r.client_id = ?
    UNION ALL
    SELECT r.id, r.rev, t.reverse, r.client_id, c.name, r.note, c.born, c.has_died, 1, t.position
    FROM relation r JOIN relation_type t ON t.id = r.type_id JOIN client c ON c.id = r.client_id
    WHERE r.other_id = ?
    ORDER BY 10, 3, 7, 5, 1, 9
"""
_MEMBERS: Final = """
    SELECT h.id, h.name, c.id, c.name, m.role
    FROM household_member m
    JOIN client h ON h.id = m.household_id
    JOIN client c ON c.id = m.client_id
    WHERE m.household_id = ?
        OR m.household_id IN (SELECT household_id FROM household_member WHERE client_id = ?)
    ORDER BY h.name, h.id, m.id
"""
_SPEND: Final = """
    SELECT currency, total, visits FROM client_spend WHERE client_id = ? ORDER BY 3 DESC, 1
"""
_SENT_SPEND: Final = """
    SELECT s.currency, SUM(s.total), SUM(s.visits)
    FROM client c JOIN client_spend s ON s.client_id = c.id
    WHERE c.sent_by_id = ? AND c.removed_at IS NULL
    GROUP BY s.currency ORDER BY 3 DESC, 1
"""


def get_client(store: Store, client_id: int) -> ClientDetails:
    """Everything about who a client is; raises NotFoundError."""
    row = _one(store.rows(_CLIENT, [client_id]))
    households = _households(store, client_id)
    photo, sender_id, sender, *figures = row[len(_OWN) :]
    return ClientDetails(
        **{
            name: value if read is None else read(value)
            for (name, read), value in zip(_OWN.items(), row, strict=False)
        },
        photo=photo,
        sent_by=None if sender_id is None else NamedClient(sender_id, sender),
        sent=list_sent(store, client_id),
        sent_spend=_spend(store.rows(_SENT_SPEND, [client_id])),
        contacts=list_contacts(store, client_id),
        former_names=_former_names(store, client_id),
        tags=tuple(TagRow(*each) for each in store.rows(_TAGS, [client_id])),
        relations=list_relations(store, client_id),
        households=tuple(each for each in households if each.id != client_id),
        members=next((each.members for each in households if each.id == client_id), ()),
        summary=_summary(figures, _spend(store.rows(_SPEND, [client_id]))),
    )


def get_name(store: Store, client_id: int) -> str:
    """The display name of a client; raises NotFoundError."""
    name: str = _one(store.rows("SELECT name FROM client WHERE id = ?", [client_id]))[0]
    return name


def get_photo(store: Store, client_id: int) -> bytes | None:
    """The whole picture of a client, None where there is none."""
    image = store.scalar("SELECT image FROM photo WHERE client_id = ?", [client_id])
    return None if image is None else bytes(image)


def list_contacts(store: Store, client_id: int) -> tuple[ContactRow, ...]:
    """Every way to reach a client, those of their household included; past ones last."""
    return tuple(_contact(*row) for row in store.rows(_CONTACTS, [client_id] * 3))


def list_relations(store: Store, client_id: int) -> tuple[RelationRow, ...]:
    """The ties of a client as seen from their side: by kind of tie, the eldest first."""
    return tuple(_relation(*row) for row in store.rows(_RELATIONS, [client_id] * 2))


def list_sent(store: Store, client_id: int) -> tuple[NamedClient, ...]:
    """Those a client sent us, the latest first; nobody in the trash."""
    sql = "SELECT id, name FROM client WHERE sent_by_id = ? AND removed_at IS NULL ORDER BY id DESC"
    return tuple(NamedClient(*row) for row in store.rows(sql, [client_id]))


def list_clients(
    store: Store, *, limit: int = 500, offset: int = 0, archived: bool = False
) -> tuple[NamedClient, ...]:
    """A stretch of all clients by sort name; instead those put away where ``archived``.

    Nobody in the trash.
    """
    sql = _LIST.format(archived="IS NOT NULL" if archived else "IS NULL")
    return tuple(NamedClient(*row) for row in store.rows(sql, [limit, offset]))


def find_neighbours(store: Store, client_id: int) -> Neighbours:
    """Who stands before and after a client by sort name; raises NotFoundError."""
    place = [*_one(store.rows("SELECT sort_name, id FROM client WHERE id = ?", [client_id]))]
    before = store.rows(_NEIGHBOUR.format(than="<", way="DESC"), place)
    after = store.rows(_NEIGHBOUR.format(than=">", way="ASC"), place)
    found = [NamedClient(*rows[0]) if rows else None for rows in (before, after)]
    return Neighbours(*found)


def count_clients(store: Store) -> int:
    """How many clients there are, those put away left out."""
    count: int = store.scalar("SELECT COUNT(*) FROM client WHERE archived_at IS NULL")
    return count


def list_tags(store: Store) -> tuple[TagRow, ...]:
    """Every tag with how many clients wear it, those in the trash left out."""
    return tuple(TagRow(*row) for row in store.rows(_WORN))


_LIST: Final = """
    SELECT id, name FROM client WHERE archived_at {archived} AND removed_at IS NULL
    ORDER BY sort_name, id LIMIT ? OFFSET ?
"""
# Few are in the trash, so all are counted without looking who they are, and those taken off.
_WORN: Final = """
    SELECT t.id, t.name,
        (SELECT COUNT(*) FROM client_tag x WHERE x.tag_id = t.id) - COALESCE(r.count, 0)
    FROM tag t LEFT JOIN (
        SELECT x.tag_id, COUNT(*) AS count
        FROM client c CROSS JOIN client_tag x ON x.client_id = c.id
        WHERE c.removed_at IS NOT NULL GROUP BY x.tag_id
    ) r ON r.tag_id = t.id
    ORDER BY t.folded, t.id
"""
_NEIGHBOUR: Final = """
    SELECT id, name FROM client
    WHERE archived_at IS NULL AND (sort_name, id) {than} (?, ?)
    ORDER BY sort_name {way}, id {way} LIMIT 1
"""


def _one(rows: list[tuple[Any, ...]]) -> tuple[Any, ...]:
    if not rows:
        raise NotFoundError(_("This is not there any more. Somebody may have removed it."))
    return rows[0]


def _contact(*row: Any) -> ContactRow:
    *columns, is_primary, is_past, household_id, household = row
    shared_by = None if household_id is None else NamedClient(household_id, household)
    return ContactRow(*(*columns, bool(is_primary), bool(is_past), shared_by))


def _relation(*row: Any) -> RelationRow:
    *columns, born, has_died, is_reverse, _position = row
    return RelationRow(*(*columns, _partial(born), bool(has_died), bool(is_reverse)))


def _former_names(store: Store, client_id: int) -> tuple[FormerNameRow, ...]:
    sql = "SELECT id, name FROM former_name WHERE client_id = ? ORDER BY id"
    return tuple(FormerNameRow(*row) for row in store.rows(sql, [client_id]))


def _households(store: Store, client_id: int) -> tuple[HouseholdRow, ...]:
    rows = store.rows(_MEMBERS, [client_id] * 2)
    return tuple(
        HouseholdRow(household_id, name, tuple(MemberRow(*row[2:]) for row in members))
        for (household_id, name), members in groupby(rows, key=itemgetter(0, 1))
    )


def _spend(rows: Iterable[tuple[Any, ...]]) -> tuple[SpendRow, ...]:
    return tuple(SpendRow(Money(total, currency), visits) for currency, total, visits in rows)


def _summary(row: Sequence[Any], spend: tuple[SpendRow, ...]) -> SummaryRow:
    first, last, visits, days, rhythm = row
    return SummaryRow(_day(first), _day(last), visits or 0, days or 0, rhythm, spend)
