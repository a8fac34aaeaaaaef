"""Days, moments and incomplete dates as the file keeps them: as text, told without Peewee."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from crm.dates import PartialDate
from crm.errors import StorageCause, StorageError, ValidationError
from crm.i18n import _


def moment_text(moment: datetime) -> str:
    """A moment as ``YYYY-MM-DDTHH:MM:SSZ`` in UTC, so that text order is time order."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def read_text(stored: object) -> str:
    """A text as the file keeps it; raises StorageError where something else stands there."""
    if not isinstance(stored, str):
        raise _damaged()
    return stored


def read_partial(stored: str) -> PartialDate:
    """A date as the file keeps it; raises StorageError where that is damaged."""
    try:
        return PartialDate.from_text(stored)
    except (TypeError, ValidationError) as error:
        raise _damaged() from error


def read_day(stored: str) -> date:
    """A day as the file keeps it; raises StorageError where that is damaged."""
    try:
        return date.fromisoformat(stored)
    except (TypeError, ValueError) as error:
        raise _damaged() from error


def read_moment(stored: str) -> datetime:
    """A moment as the file keeps it; raises StorageError where that is damaged."""
    try:
        return datetime.fromisoformat(stored[:-1]).replace(tzinfo=UTC)
    except (TypeError, ValueError) as error:
        raise _damaged() from error


def find_day(stored: Any) -> date | None:
    """A day that may be missing (NULL or empty)."""
    return read_day(stored) if stored else None


def find_moment(stored: Any) -> datetime | None:
    """A moment that may be missing (NULL or empty)."""
    return read_moment(stored) if stored else None


def find_partial(stored: Any) -> PartialDate | None:
    """An incomplete date that may be missing (NULL or empty)."""
    return read_partial(stored) if stored else None


def _damaged() -> StorageError:
    """What was written by a field and cannot be read by it did not stay as it was written."""
    return StorageError(
        StorageCause.DAMAGED,
        _(
            "Something in the data file is damaged and cannot be read. Nothing was changed. "
            "Restore the newest backup."
        ),
    )
