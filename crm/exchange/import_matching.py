"""Whether somebody in a file is surely in the shop already; what is only likely is left alone."""

from __future__ import annotations

from typing import Final

from crm.dates import PartialDate
from crm.exchange.import_rows import ClientTold
from crm.store.fields import read_partial
from crm.store.store import Store
from crm.text import fold, words

_NAMED: Final = "SELECT name, given, called, born FROM client WHERE id = ? AND kind = ?"
_SAME_CONTACT: Final = """
    SELECT c.id, c.name, c.given, c.called, c.born
    FROM contact_point p JOIN client c ON c.id = p.client_id
    WHERE p.kind = ? AND p.normal = ? AND c.kind = ? AND c.id < ? AND c.removed_at IS NULL
    ORDER BY p.is_past, c.id LIMIT 20
"""


def find_same(store: Store, told: ClientTold, before: int) -> int | None:
    """The client with the same phone or e-mail and a name that can be the same, or None.

    Only ids below ``before`` count: those who were there before the file was.
    """
    for contact in told.contacts:
        if not contact.normal:
            continue
        values = [contact.kind, contact.normal, told.columns["kind"], before]
        for client_id, *known in store.rows(_SAME_CONTACT, values):
            if _is_compatible(told, *known):
                return int(client_id)
    return None


def can_be(store: Store, told: ClientTold, client_id: int) -> bool:
    """Whether somebody of a file has a name and a birthday that a client can have."""
    rows = store.rows(_NAMED, [client_id, told.columns["kind"]])
    return bool(rows) and _is_compatible(told, *rows[0])


def _is_compatible(told: ClientTold, name: str, given: str, called: str, born: str) -> bool:
    """A family shares a number, so a name has to be the same, or the other without a part.

    Father and son share the name as well, but no birthday.
    """
    born_there = told.columns["born"]
    if born and born_there and not _may_be_one_day(read_partial(born), read_partial(born_there)):
        return False
    theirs, ours = set(words(told.name)), set(words(name))
    if theirs == ours:
        return True
    fewer, more = sorted((theirs, ours), key=len)
    if not fewer <= more:
        return False
    if len(fewer) > 1:
        return True
    first = {fold(each) for each in (given, called, told.columns["given"], told.columns["called"])}
    return bool(fewer & first)


def _may_be_one_day(one: PartialDate, other: PartialDate) -> bool:
    """Whether no part that both tell differs; of days that are only about so, none counts."""
    if one.about or other.about:
        return True
    parts = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return all(mine is None or its is None or mine == its for mine, its in parts)
