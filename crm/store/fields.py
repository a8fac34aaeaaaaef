"""The few column types of the data file that Peewee does not bring in the form needed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from peewee import TextField

from crm.dates import PartialDate
from crm.store.stored import (
    find_day,
    find_moment,
    find_partial,
    moment_text,
    read_day,
    read_partial,
    read_text,
)

__all__ = [
    "DayField",
    "MomentField",
    "PartialDateField",
    "read_day",
    "read_partial",
    "read_text",
]


class DayField(TextField):
    """A calendar day, stored as ``YYYY-MM-DD``; a day has no time zone."""

    def db_value(self, value: date | str | None) -> str | None:
        return value.isoformat() if isinstance(value, date) else value

    def python_value(self, value: Any) -> date | None:
        return find_day(value)


class MomentField(TextField):
    """A moment in UTC, stored as ``YYYY-MM-DDTHH:MM:SSZ`` so that text order is time order."""

    def db_value(self, value: datetime | str | None) -> str | None:
        return moment_text(value) if isinstance(value, datetime) else value

    def python_value(self, value: Any) -> datetime | None:
        return find_moment(value)


class PartialDateField(TextField):
    """A date with unknown parts, stored as the text of ``PartialDate``; empty for none."""

    def db_value(self, value: PartialDate | str | None) -> str:
        return value.text if isinstance(value, PartialDate) else (value or "")

    def python_value(self, value: Any) -> PartialDate | None:
        return find_partial(value)
