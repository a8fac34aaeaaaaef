"""Whole rows of a table, many at once: read, taken out, put in again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crm.store.connection import DataFileDatabase
from crm.store.rows import Pack


def columns_of(database: DataFileDatabase, table: str) -> tuple[str, ...]:
    """The columns of a table in their order."""
    found = database.execute_sql(f'PRAGMA table_info("{table}")').fetchall()
    return tuple(row[1] for row in found)


def read_run(
    database: DataFileDatabase, table: str, first: int, last: int, where: str = ""
) -> Pack:
    """The rows with ids from ``first`` to ``last``, both included, in their order.

    ``where`` is a further condition on the row, called ``x``.
    """
    columns = columns_of(database, table)
    names = ", ".join(f'x."{name}"' for name in columns)
    also = f" AND {where}" if where else ""
    sql = f'SELECT {names} FROM "{table}" x WHERE x.id BETWEEN ? AND ?{also} ORDER BY x.id'
    return Pack(columns, [list(row) for row in database.execute_sql(sql, [first, last])])


def insert_sql(table: str, columns: Sequence[str]) -> str:
    """An INSERT of these columns."""
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    return f'INSERT INTO "{table}" ({names}) VALUES ({marks})'


def put_in(database: DataFileDatabase, table: str, packed: Pack) -> None:
    """Write whole rows as they stood."""
    if packed.rows:
        columns = packed.columns or columns_of(database, table)[: len(packed.rows[0])]
        database.connection().executemany(insert_sql(table, columns), packed.rows)


def take_out(database: DataFileDatabase, table: str, packed: Pack) -> None:
    """Remove these rows, the last one first: one further up may be what it stands on."""
    ids = ((row[packed.columns.index("id")],) for row in reversed(packed.rows))
    database.connection().executemany(f'DELETE FROM "{table}" WHERE id = ?', ids)


def read_the_same(before: Pack, current: Pack) -> bool:
    """Whether rows are what they were, whatever their revision and what columns were added."""
    names = [name for name in before.columns if name != "rev"]
    return _columns_only(before, names) == _columns_only(current, names)


def _columns_only(pack: Pack, names: Sequence[str]) -> list[list[Any]]:
    places = [pack.columns.index(name) for name in names]
    return [[row[place] for place in places] for row in pack.rows]
