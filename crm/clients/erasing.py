"""Erasing clients for good: those in the trash, when somebody says so or after their time."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from crm.clients.filters import TRASH_DAYS
from crm.clients.many import NO_PROGRESS, say_many
from crm.errors import CancelledError
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.store.erasing import Erasure
from crm.store.rows import new_uuids
from crm.store.store import Store
from crm.store.stored import moment_text

_MOST_NAMED: Final = 6
_AT_ONCE: Final = 500  # clients of one transaction, so that others can write in between

_IN_TRASH: Final = "SELECT id, name FROM client WHERE removed_at IS NOT NULL ORDER BY sort_name, id"
_OF_THEM: Final = (
    "SELECT c.id, c.name FROM json_each(?) j CROSS JOIN client c ON c.id = j.value "
    "WHERE c.removed_at IS NOT NULL ORDER BY c.sort_name, c.id"
)
_OLD: Final = "SELECT id FROM client WHERE removed_at <= ? ORDER BY id"
_LAST_WRITTEN: Final = "SELECT at FROM undo_step ORDER BY id DESC LIMIT 1"

# Who became one with somebody who goes has no row of their own any more, only in the undo log.
_ABSORBED: Final = """
    WITH RECURSIVE absorbed (id) AS (
        SELECT id FROM temp.erased WHERE target = 'client'
        UNION
        SELECT m.gone_id FROM absorbed a CROSS JOIN merge m ON m.kept_id = a.id
        WHERE m.split_at IS NULL AND NOT EXISTS (SELECT 1 FROM client c WHERE c.id = m.gone_id)
    )
    SELECT id FROM absorbed
"""
# While they were one with somebody who stays, the log wrote down the two together.
_PARTED: Final = """
    SELECT m.id, m.step_id FROM temp.erased e CROSS JOIN merge m ON m.gone_id = e.id
    WHERE e.target = 'client' AND m.split_at IS NOT NULL
"""
_PARTING: Final = """
    SELECT step_id FROM undo_row WHERE target = 'merge' AND operation = 'update' AND first_id = ?
"""
_GOES: Final = "(SELECT id FROM temp.erased WHERE target = 'client')"
_NEIGHBOURS: Final = f"""
    SELECT client_id FROM relation WHERE other_id IN {_GOES}
    UNION SELECT other_id FROM relation WHERE client_id IN {_GOES} AND other_id IS NOT NULL
    UNION SELECT household_id FROM household_member WHERE client_id IN {_GOES}
    UNION SELECT client_id FROM household_member WHERE household_id IN {_GOES}
    UNION SELECT id FROM client WHERE sent_by_id IN {_GOES}
    UNION SELECT sent_by_id FROM client WHERE id IN {_GOES} AND sent_by_id IS NOT NULL
    UNION SELECT id FROM temp.erased WHERE target = 'client'
"""
_TIES: Final = f"""
    SELECT id FROM relation
    WHERE other_id IN {_GOES} AND client_id NOT IN {_GOES}
        OR client_id IN {_GOES} AND other_id NOT IN {_GOES}
"""
_NAME_TIES: Final = f"""
    UPDATE relation SET rev = rev + 1, other_id = NULL, note = '', born = '',
        other_name = (SELECT name FROM client WHERE id = other_id)
    WHERE other_id IN {_GOES} AND client_id NOT IN {_GOES}
"""
_WAYS_BACK: Final = f"""
    SELECT DISTINCT t.reverse, t.name, t.position FROM relation r
    CROSS JOIN relation_type t ON t.id = r.type_id
    WHERE r.client_id IN {_GOES} AND r.other_id NOT IN {_GOES}
        AND NOT EXISTS (SELECT 1 FROM relation_type b WHERE b.name = t.reverse)
    ORDER BY t.id
"""
_ADD_TYPE: Final = """
    INSERT OR IGNORE INTO relation_type (uuid, rev, name, reverse, position) VALUES (?, 1, ?, ?, ?)
"""
_TURN_TIES: Final = f"""
    UPDATE relation SET rev = rev + 1, client_id = other_id, other_id = NULL, note = '', born = '',
        other_name = (SELECT name FROM client WHERE id = client_id),
        type_id = (SELECT b.id FROM relation_type t CROSS JOIN relation_type b ON b.name = t.reverse
            WHERE t.id = type_id)
    WHERE client_id IN {_GOES} AND other_id NOT IN {_GOES}
"""


@dataclass(frozen=True, slots=True)
class ErasurePreview:
    """What would go for good: how many clients, the first names, and what belongs to them.

    ``counts`` are words to show: "12 visits", "3 notes".
    """

    clients: int
    names: tuple[str, ...]
    counts: tuple[str, ...]


def days_left(removed_at: datetime, now: datetime) -> int:
    """How many days somebody put into the trash can still come back; 0 on the last one."""
    return max((removed_at + timedelta(days=TRASH_DAYS) - now).days, 0)


def preview_erasure(store: Store, client_ids: Sequence[int] | None = None) -> ErasurePreview:
    """What :func:`empty_trash` would erase of ``client_ids``, or of everybody in the trash."""
    rows = _in_trash(store, client_ids)
    ids = json.dumps([row[0] for row in rows])
    counts = []
    for sql, say in _COUNTED.items():
        count = store.scalar(sql, [ids])
        if count:
            counts.append(say(count).format(count=f"{count:,}"))
    names = tuple(row[1] for row in rows[:_MOST_NAMED])
    return ErasurePreview(len(rows), names, tuple(counts))


def empty_trash(
    store: Store, client_ids: Sequence[int] | None = None, progress: Progress = NO_PROGRESS
) -> int:
    """Erase those of ``client_ids`` who are in the trash, or everybody there; how many they were.

    Everything about them goes, out of every table, the search and the undo log, and out of the
    bytes of the file; it cannot be taken back. Others who were tied to them keep a name. Backups
    made before still hold them. Raises CancelledError, which leaves those alone who were not
    reached yet.
    """
    rows = _in_trash(store, client_ids)
    for start in range(0, len(rows), _AT_ONCE):
        if progress.stopped():
            if start:
                store.rewrite()
            raise CancelledError(_("Stopped. {count} are left.").format(count=len(rows) - start))
        progress.step(start, len(rows))
        _erase(store, rows[start : start + _AT_ONCE])
    if rows:
        store.rewrite()
    progress.step(len(rows), len(rows))
    return len(rows)


def purge_old(store: Store) -> int:
    """Erase those who have been in the trash for their time; returns how many they were.

    Nobody goes where nothing was written for as long: after a long closure, or under a clock that
    jumped, the shop gets a day to look first.
    """
    now = store.clock.now()
    limit = moment_text(now - timedelta(days=TRASH_DAYS))
    last = store.scalar(_LAST_WRITTEN)
    if last is None or last <= limit:
        return 0
    old = [row[0] for row in store.rows(_OLD, [limit])]
    return empty_trash(store, old) if old else 0


def _in_trash(store: Store, client_ids: Sequence[int] | None) -> list[tuple[int, str]]:
    if client_ids is None:
        return store.rows(_IN_TRASH)
    return store.rows(_OF_THEM, [json.dumps([*dict.fromkeys(client_ids)])])


def _erase(store: Store, rows: Sequence[tuple[int, str]]) -> None:
    alone = len(rows) == 1
    action = "client.erase" if alone else "client.erase_many"
    about = rows[0][1] if alone else say_many(store, len(rows))
    with store.erasing(action, about) as erasure:
        erasure.add("client", [row[0] for row in rows])
        _add_absorbed(erasure)
        _forget_parted(erasure)
        erasure.retell(*_ids(erasure, _NEIGHBOURS))
        _keep_names_of_ties(erasure)


def _add_absorbed(erasure: Erasure) -> None:
    erasure.add("client", _ids(erasure, _ABSORBED))


def _forget_parted(erasure: Erasure) -> None:
    for merge_id, step_id in erasure.run(_PARTED).fetchall():
        parting = [row[0] for row in erasure.run(_PARTING, merge_id)]
        erasure.forget_steps([step_id, *parting])
        erasure.add("merge", [merge_id])


def _keep_names_of_ties(erasure: Erasure) -> None:
    """A tie to somebody who stays is theirs as well: it becomes one to a name only."""
    erasure.forget_changes("relation", _ids(erasure, _TIES))
    erasure.run(_NAME_TIES)
    missing = erasure.run(_WAYS_BACK).fetchall()
    for uuid, way_back in zip(new_uuids(len(missing)), missing, strict=True):
        erasure.run(_ADD_TYPE, uuid, *way_back)
    erasure.run(_TURN_TIES)


def _ids(erasure: Erasure, sql: str) -> list[int]:
    return [row[0] for row in erasure.run(sql)]


_OF: Final = "SELECT COUNT(*) FROM json_each(?) j CROSS JOIN {table} x ON x.client_id = j.value"
_PURCHASES: Final = (
    "SELECT COUNT(*) FROM json_each(?) j CROSS JOIN visit v ON v.client_id = j.value "
    "CROSS JOIN purchase x ON x.visit_id = v.id"
)
_COUNTED: Final[dict[str, Callable[[int], Any]]] = {
    _OF.format(table="visit"): lambda n: ngettext("{count} visit", "{count} visits", n),
    _PURCHASES: lambda n: ngettext("{count} purchase", "{count} purchases", n),
    _OF.format(table="note"): lambda n: ngettext("{count} note", "{count} notes", n),
    _OF.format(table="promise"): lambda n: ngettext("{count} promise", "{count} promises", n),
    _OF.format(table="wish"): lambda n: ngettext("{count} wish", "{count} wishes", n),
    _OF.format(table="occasion"): lambda n: ngettext(
        "{count} special day", "{count} special days", n
    ),
    _OF.format(table="attachment"): lambda n: ngettext("{count} file", "{count} files", n),
    _OF.format(table="photo"): lambda n: ngettext("{count} photo", "{count} photos", n),
}
