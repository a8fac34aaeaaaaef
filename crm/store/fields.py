"""The few column types of the data file that Peewee does not bring in the form needed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from peewee import TextField

from crm.dates import PartialDate
from crm.errors import StorageCause, StorageError, ValidationError
from crm.i18n import _


class DayField(TextField):
    """A calendar day, stored as ``YYYY-MM-DD``; a day has no time zone."""

    def db_value(self, value: date | str | None) -> str | None:
        return value.isoformat() if isinstance(value, date) else value

    def python_value(self, value: Any) -> date | None:
        return read_day(value) if value else None


class MomentField(TextField):
    """A moment in UTC, stored as ``YYYY-MM-DDTHH:MM:SSZ`` so that text order is time order."""

    def db_value(self, value: datetime | str | None) -> str | None:
        if not isinstance(value, datetime):
            return value
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"

    def python_value(self, value: Any) -> datetime | None:
        try:
            return datetime.fromisoformat(value[:-1]).replace(tzinfo=UTC) if value else None
        except (TypeError, ValueError) as error:
            raise _damaged() from error


class PartialDateField(TextField):
    """A date with unknown parts, stored as the text of ``PartialDate``; empty for none."""

    def db_value(self, value: PartialDate | str | None) -> str:
        return value.text if isinstance(value, PartialDate) else (value or "")

    def python_value(self, value: Any) -> PartialDate | None:
        return read_partial(value) if value else None


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


def _damaged() -> StorageError:
    """What was written by a field and cannot be read by it did not stay as it was written."""
    return StorageError(
        StorageCause.DAMAGED,
        _(
            "Something in the data file is damaged and cannot be read. Nothing was changed. "
            "Restore the newest backup."
        ),
    )
