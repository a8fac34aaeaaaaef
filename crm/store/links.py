"""Which tables point at which: the foreign keys as the file itself knows them."""

from __future__ import annotations

from dataclasses import dataclass

from crm.store.connection import DataFileDatabase

# Tables without a revision follow from others, or are the undo log itself.
_LINKS = """
    SELECT m.name, f."from", f."table", c."notnull"
    FROM sqlite_master m
    CROSS JOIN pragma_foreign_key_list(m.name) f
    CROSS JOIN pragma_table_info(m.name) c
    WHERE m.type = 'table' AND c.name = f."from"
        AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) r WHERE r.name = 'rev')
    ORDER BY m.name, f.id
"""


@dataclass(frozen=True, slots=True)
class Link:
    """``column`` of ``table`` holds ids of ``target``; a loose one may be left empty."""

    table: str
    column: str
    target: str
    is_loose: bool


def list_links(database: DataFileDatabase) -> tuple[Link, ...]:
    """Every foreign key between the tables that people write."""
    rows = database.execute_sql(_LINKS).fetchall()
    return tuple(Link(row[0], row[1], row[2], not row[3]) for row in rows)
