"""The whole file, table by table: for taking everything out, and for filling a new file with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlcipher3 import dbapi2 as driver

from crm.errors import ConflictError
from crm.i18n import _
from crm.store.schema_number import newest_schema
from crm.store.store import Store

# What carries a name for all files is written by people; the undo log belongs to it. Everything
# else follows from that: summaries, the search index.
_TABLES: Final = """
    SELECT m.name FROM sqlite_master m
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND (
        m.name IN ('undo_step', 'undo_row')
        OR EXISTS (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = 'uuid'))
    ORDER BY m.name
"""

Write = Callable[["WholeTable", Iterable[Sequence[Any]]], None]


@dataclass(frozen=True, slots=True)
class WholeTable:
    """A table that people write, with its columns and their SQL types, in their order."""

    name: str
    columns: tuple[str, ...]
    types: tuple[str, ...]


def list_tables(store: Store) -> tuple[WholeTable, ...]:
    """Every table of the file that does not follow from others, by name."""
    found = []
    for (name,) in store.rows(_TABLES):
        info = store.rows(f'SELECT name, type FROM pragma_table_info("{name}") ORDER BY cid')
        columns, types = zip(*info, strict=True)
        found.append(WholeTable(name, columns, types))
    return tuple(found)


def count_table(store: Store, table: WholeTable) -> int:
    """How many rows a table has."""
    count: int = store.scalar(f'SELECT COUNT(*) FROM "{table.name}"')
    return count


def scan_table(store: Store, table: WholeTable) -> Iterator[tuple[Any, ...]]:
    """Every row of a table as the database keeps it, by id."""
    names = ", ".join(f'"{column}"' for column in table.columns)
    return store.scan(f'SELECT {names} FROM "{table.name}" ORDER BY id')


def read_cell(store: Store, table: WholeTable, row_id: int, column: str) -> Any:
    """What stands in one column of one row, as the database keeps it; None where it is gone."""
    return store.scalar(f'SELECT "{column}" FROM "{table.name}" WHERE id = ?', [row_id])


def schema_number() -> int:
    """The number of the schema that files of this program have."""
    return newest_schema()


def fill_file(store: Store, action: str, about: str, fill: Callable[[Write], None]) -> None:
    """Put other rows in the place of all that are there, and make what follows from them anew.

    ``fill`` is handed what writes the rows of a table, and called inside the one transaction.
    Only for a file that holds no client yet: raises ConflictError where it does, where a row
    cannot be kept, and where one points at another that did not come. The undo log comes with
    the rows, so that what was undoable where they are from is undoable here.
    """
    with store.replacing(action, about) as execute_many:
        if store.scalar("SELECT 1 FROM client LIMIT 1") is not None:
            raise ConflictError(_("There are people in this shop already."), code="whole.people")
        for table in list_tables(store):
            execute_many(f'DELETE FROM "{table.name}"', [()])

        def write(table: WholeTable, rows: Iterable[Sequence[Any]]) -> None:
            names = ", ".join(f'"{column}"' for column in table.columns)
            marks = ", ".join("?" * len(table.columns))
            try:
                execute_many(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', rows)
            except (
                driver.IntegrityError,
                driver.InterfaceError,
                ValueError,
                OverflowError,
            ) as error:
                sentence = _("A row of {table} cannot be kept.").format(table=table.name)
                raise ConflictError(sentence, code="whole.row") from error

        fill(write)
        if store.scalar("SELECT 1 FROM pragma_foreign_key_check LIMIT 1") is not None:
            sentence = _("Some rows point at others that are missing.")
            raise ConflictError(sentence, code="whole.dangling")
