"""A private database beside the shop's own, for what is too much for memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Any

from sqlcipher3 import dbapi2 as driver

from crm.store.failures import explained

# Nothing here has to outlive the program, so nothing is logged and nothing is waited for.
_PRAGMAS = (
    "PRAGMA journal_mode = off",
    "PRAGMA synchronous = off",
    "PRAGMA cache_size = -32000",
    "PRAGMA temp_store = file",
)


class Scratch:
    """Tables that sort and remember any number of rows in bounded memory.

    They lie in a nameless file that the system removes with the last handle on it, so that
    nothing is left behind, not even by a crash. Used by one thread, in a ``with`` block.
    """

    def __init__(self, *tables: str) -> None:
        with explained(""):
            self._connection: Any = driver.connect("", isolation_level=None)
            for statement in (*_PRAGMAS, *tables, "BEGIN"):
                self._connection.execute(statement).fetchall()

    def __enter__(self) -> Scratch:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def put(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement once for each row."""
        with explained(""):
            self._connection.executemany(sql, rows)

    def find(self, sql: str, values: Sequence[Any]) -> tuple[Any, ...] | None:
        """The first row of a statement, or None."""
        with explained(""):
            row: tuple[Any, ...] | None = self._connection.execute(sql, values).fetchone()
            return row

    def scan(self, sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a statement one by one."""
        with explained(""):
            yield from self._connection.execute(sql, values)
