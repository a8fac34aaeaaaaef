"""Whom the keys of a file mean: remembered for the whole file in bounded memory."""

from __future__ import annotations

from typing import Final

from crm.store.scratch import Scratch
from crm.store.store import Store

KNOWN_TABLES: Final = (
    "CREATE TABLE scratch.known (key TEXT PRIMARY KEY, client_id INTEGER) WITHOUT ROWID",
    "CREATE TABLE scratch.repeated (name TEXT PRIMARY KEY, times INTEGER) WITHOUT ROWID",
)
_PUT: Final = "INSERT OR REPLACE INTO scratch.known VALUES (?, ?)"
_FIND: Final = "SELECT client_id FROM scratch.known WHERE key = ?"
_STANDING: Final = "SELECT client_id FROM client_key WHERE source = ? AND key = ?"
_REPEAT: Final = (
    "INSERT INTO scratch.repeated VALUES (?, 1) "
    "ON CONFLICT (name) DO UPDATE SET times = times + 1 RETURNING times"
)
_REMEMBERED: Final = 100_000


class KnownKeys:
    """The clients of keys: those the shop has of ``source``, and those added since."""

    def __init__(self, store: Store, scratch: Scratch, source: str) -> None:
        self.source = source
        self._space = f"{source} "  # keys of several sources wait in one scratch table
        self._store = store
        self._scratch = scratch
        self._ids: dict[str, int] = {}
        self._has_spilled = False
        any_of_it = "SELECT 1 FROM client_key WHERE source = ? LIMIT 1"
        self._has_standing = store.scalar(any_of_it, [source]) is not None

    def find(self, key: str) -> int | None:
        """The client of ``key``, or None."""
        found = self._ids.get(key)
        if found is None and self._has_spilled:
            row = self._scratch.find(_FIND, [self._space + key])
            found = row[0] if row else None
        if found is None and self._has_standing:
            found = self._store.scalar(_STANDING, [self.source, key])
        return found

    def add(self, key: str, client_id: int) -> None:
        """``key`` means this client from now on."""
        if len(self._ids) >= _REMEMBERED:
            self._scratch.put(_PUT, ((self._space + key, each) for key, each in self._ids.items()))
            self._ids.clear()
            self._has_spilled = True
        self._ids[key] = client_id

    def count(self, name: str) -> int:
        """How many times ``name`` was counted now."""
        row = self._scratch.find(_REPEAT, [name])
        assert row is not None
        return int(row[0])
