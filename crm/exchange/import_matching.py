"""Whether somebody in a file is surely in the shop already; what is only likely is left alone."""

from __future__ import annotations

from typing import Final

from crm.exchange.import_rows import ClientTold
from crm.store.store import Store
from crm.text import fold, words

_SAME_CONTACT: Final = """
    SELECT c.id, c.name, c.given, c.called
    FROM contact_point p JOIN client c ON c.id = p.client_id
    WHERE p.kind = ? AND p.normal = ? AND c.kind = ? AND c.id < ?
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
        for client_id, name, given, called in store.rows(_SAME_CONTACT, values):
            if _is_compatible(told, name, given, called):
                return int(client_id)
    return None


def _is_compatible(told: ClientTold, name: str, given: str, called: str) -> bool:
    """A family shares a number, so a name has to be the same, or the other without a part."""
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
