"""Tables beside the shop's own, for what is too much for memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any

from crm.store.failures import explained
from crm.store.store import Store

# Nothing here has to outlive the program, so nothing is logged and nothing is waited for. Sorting
# goes to the disk as well where it is much; for everything else it stays in memory.
_BEGIN = (
    "ATTACH '' AS scratch",
    "PRAGMA scratch.journal_mode = off",
    "PRAGMA scratch.synchronous = off",
    "PRAGMA scratch.cache_size = -32000",
    "PRAGMA temp_store = file",
)
_END = ("DETACH scratch", "PRAGMA temp_store = memory")


class Scratch:
    """Tables that sort and remember any number of rows in bounded memory.

    Statements call them ``scratch.<table>`` and may name the shop's own tables beside them, so
    that rows go from one to the other without passing through Python. They lie in a nameless file
    that the system removes with the last handle on it, so that nothing is left behind, not even
    by a crash. Used by one thread, in a ``with`` block around the write that fills them.
    """

    def __init__(self, store: Store, *tables: str) -> None:
        self._database = store.database
        self._tables = tables

    def __enter__(self) -> Scratch:
        with explained(""):
            for statement in (*_BEGIN, *self._tables):
                self._database.execute_sql(statement).fetchall()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with explained(""):
            for statement in _END:
                self._database.execute_sql(statement).fetchall()

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Run a statement that writes to these tables only."""
        with explained(""):
            self._database.execute_sql(sql, values).fetchall()

    def put(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run such a statement once for each row."""
        with explained(""), self._at_once() as connection:
            connection.executemany(sql, rows)

    def find(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row of a statement, or None."""
        with explained(""):
            row: tuple[Any, ...] | None = self._database.execute_sql(sql, values).fetchone()
            return row

    def scan(self, sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a statement one by one."""
        with explained(""):
            yield from self._database.execute_sql(sql, values)

    @contextmanager
    def _at_once(self) -> Iterator[Any]:
        """The connection, in a transaction: outside of one every row would be kept by itself."""
        connection = self._database.connection()
        if connection.in_transaction:
            yield connection
            return
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            if connection.in_transaction:
                connection.execute("COMMIT")
