"""The trash: clients who were removed, and can come back until it is emptied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from crm.clients.many import NO_PROGRESS, ids_once, say_many, tell_words, watched
from crm.clients.models import Client
from crm.progress import Progress
from crm.store.store import Store

_TO_REMOVE: Final = """
    SELECT c.id, c.name, c.archived_at FROM json_each(?) j CROSS JOIN client c ON c.id = j.value
    WHERE c.removed_at IS NULL
"""
_TO_RESTORE: Final = """
    SELECT c.id, c.name, c.archived_at = c.removed_at
    FROM json_each(?) j CROSS JOIN client c ON c.id = j.value WHERE c.removed_at IS NOT NULL
"""


def remove_clients(
    store: Store, client_ids: Sequence[int], progress: Progress = NO_PROGRESS
) -> int:
    """Put clients into the trash with everything about them; returns how many were not there.

    Those who were not archived before are from now on, so that nothing shows them any more.
    Raises CancelledError.
    """
    rows = store.rows(_TO_REMOVE, [ids_once(client_ids)])
    action, about = _told(store, rows, "client.remove", "client.remove_many")
    now = store.clock.now()
    with store.write(action, about=about) as step:
        for client_id, _name, archived_at in watched(rows, progress):
            step.update(Client, client_id, removed_at=now, archived_at=archived_at or now)
        tell_words(step, *(row[0] for row in rows))
    return len(rows)


def restore_clients(
    store: Store, client_ids: Sequence[int], progress: Progress = NO_PROGRESS
) -> int:
    """Bring clients back from the trash; returns how many were in it.

    Those who were archived before they were removed are archived again. Raises CancelledError.
    """
    rows = store.rows(_TO_RESTORE, [ids_once(client_ids)])
    action, about = _told(store, rows, "client.bring_back", "client.bring_back_many")
    with store.write(action, about=about) as step:
        for client_id, _name, put_away_by_this in watched(rows, progress):
            values = {"archived_at": None} if put_away_by_this else {}
            step.update(Client, client_id, removed_at=None, **values)
        tell_words(step, *(row[0] for row in rows))
    return len(rows)


def _told(
    store: Store, rows: Sequence[tuple[int, str, object]], one: str, many: str
) -> tuple[str, str]:
    """The action and whom it is about: one client by the name, several by how many they are."""
    if len(rows) == 1:
        return one, rows[0][1]
    return many, say_many(store, len(rows))
