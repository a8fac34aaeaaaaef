"""From asking for a client to the painted profile, beside fetching the same rows by hand."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final

from benchmarks.desk import Desk
from benchmarks.figures import Figure, within
from benchmarks.shops import keenest_client
from benchmarks.timing import at, spread, time_each
from crm.store.store import Store

_SEED: Final = 20261121
_AIM: Final = within(33, "ms")
_OWN: Final = (
    "SELECT * FROM client WHERE id = ?",
    "SELECT * FROM client_summary WHERE client_id = ?",
    "SELECT * FROM client_spend WHERE client_id = ?",
    *(
        f"SELECT * FROM {table} WHERE client_id = ?"
        for table in (
            "contact_point", "former_name", "photo", "household_member", "relation", "client_tag",
            "note", "promise", "wish", "preference", "occasion",
        )
    ),
    "SELECT * FROM relation WHERE other_id = ?",
    "SELECT day, currency, total FROM visit WHERE client_id = ? ORDER BY day",
    "SELECT v.*, p.*, i.name FROM visit v JOIN purchase p ON p.visit_id = v.id "
    "JOIN item i ON i.id = p.item_id WHERE v.client_id = ? ORDER BY v.day DESC LIMIT 40",
)  # fmt: skip


def measure(desk: Desk, clients: int, profiles: int) -> list[Figure]:
    """Open ``profiles`` profiles drawn from all clients, and that of the keenest in between."""
    chance = random.Random(_SEED)
    last = desk.store.scalar("SELECT MAX(id) FROM client")
    drawn = [chance.randint(1, last) for _each in range(profiles)]
    keenest = keenest_client(desk.store)
    others = [each for each in drawn[:20] if each != keenest] or [1]
    turns = [each for other in others for each in (other, keenest)]
    desk.open_profile(drawn[0])  # builds the page
    return [
        _figure(desk, clients, "profile", "open a profile", drawn, drawn),
        _figure(desk, clients, "profile.2000", "open a profile of 2,000 visits", turns, [keenest]),
    ]


def _figure(
    desk: Desk, clients: int, name: str, what: str, ids: Sequence[int], wanted: Sequence[int]
) -> Figure:
    """Open all of ``ids`` and tell of those that are ``wanted``."""
    counted = set(wanted)
    opened = [(each, desk.open_profile(each)) for each in ids]
    times = [time for each, time in opened if each in counted]
    floor = time_each(lambda client_id: _fetch(desk.store, client_id), list(wanted) * 2)
    return Figure(name, what, clients, at(95, times), at(95, floor), "ms", _AIM, spread(times))


def _fetch(store: Store, client_id: int) -> None:
    for sql in _OWN:
        store.rows(sql, [client_id])
