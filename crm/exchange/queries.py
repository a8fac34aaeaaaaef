"""Reading what was brought in."""

from __future__ import annotations

from crm.store.store import Store


def find_import(store: Store, sha256: str) -> int | None:
    """The import of the same file read the same way, if it stands."""
    found: int | None = store.scalar(
        "SELECT id FROM import WHERE sha256 = ? ORDER BY id LIMIT 1", [sha256]
    )
    return found
