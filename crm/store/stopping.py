"""Hearing that work should end while a statement runs, however long it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from sqlcipher3 import dbapi2 as driver

from crm.errors import CancelledError
from crm.i18n import _
from crm.store.store import Store

_ASKED_EVERY: Final = 20_000  # operations of SQLite's machine, about a millisecond
_INTERRUPTED: Final = 9  # SQLITE_INTERRUPT (sqlite.org/rescode.html)


@contextmanager
def stoppable(store: Store, stopped: Callable[[], bool]) -> Iterator[None]:
    """Let no statement of the block run on once ``stopped`` says so.

    Raises CancelledError from within the statement; a transaction around it, which is to stand
    inside the block, takes back what it wrote.
    """
    connection = store.database.connection()
    connection.set_progress_handler(stopped, _ASKED_EVERY)
    try:
        yield
    except driver.OperationalError as error:
        if getattr(error, "sqlite_errorcode", None) != _INTERRUPTED:
            raise
        raise CancelledError(_("Stopped. Nothing was changed.")) from error
    finally:
        connection.set_progress_handler(None, 0)
