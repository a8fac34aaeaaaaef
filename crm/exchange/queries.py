"""Reading what was brought in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from crm.errors import NotFoundError
from crm.i18n import _
from crm.store.fields import MomentField, read_text
from crm.store.sparing import WRITTEN_BY
from crm.store.store import Store

_STANDS: Final = WRITTEN_BY.format(step="i.step_id", table="import", row="i.id")
_LIST: Final = f"""
    SELECT i.id, i.at, i.file_name, i.clients_new, i.clients_matched, i.visits, i.purchases,
        i.rows_rejected, i.taken_back_at, {_STANDS}
    FROM import i {{where}} ORDER BY i.at DESC, i.id DESC
"""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One file that was brought in; ``can_be_taken_back`` as long as the log of steps holds it."""

    id: int
    at: datetime | None
    file_name: str
    clients_new: int
    clients_matched: int
    visits: int
    purchases: int
    rows_rejected: int
    taken_back_at: datetime | None
    can_be_taken_back: bool


def find_import(store: Store, sha256: str) -> int | None:
    """The import of the same file read the same way, if it stands."""
    found: int | None = store.scalar(
        "SELECT id FROM import WHERE sha256 = ? AND taken_back_at IS NULL ORDER BY id LIMIT 1",
        [sha256],
    )
    return found


def list_imports(store: Store) -> tuple[ImportRow, ...]:
    """Every file that was brought in, the latest first; those taken back too."""
    return tuple(map(_import, store.rows(_LIST.format(where=""))))


def get_import(store: Store, import_id: int) -> ImportRow:
    """One file that was brought in; raises NotFoundError."""
    rows = store.rows(_LIST.format(where="WHERE i.id = ?"), [import_id])
    if not rows:
        raise NotFoundError(_("This was never brought in, or it is gone already."))
    return _import(rows[0])


def _import(row: tuple[Any, ...]) -> ImportRow:
    import_id, at, file_name, new, matched, visits, purchases, rejected, taken_back, stands = row
    return ImportRow(
        id=import_id,
        at=_moment(at),
        file_name=read_text(file_name),
        clients_new=new,
        clients_matched=matched,
        visits=visits,
        purchases=purchases,
        rows_rejected=rejected,
        taken_back_at=_moment(taken_back),
        can_be_taken_back=bool(stands) and taken_back is None,
    )


def _moment(stored: str | None) -> datetime | None:
    found: datetime | None = MomentField().python_value(stored)
    return found
