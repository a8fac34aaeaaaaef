"""The only source of time: UTC moments for the file, local days for people."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """What everything that needs the time is given."""

    def now(self) -> datetime:
        """The moment, timezone-aware, in UTC, to the microsecond."""
        ...

    def today(self) -> date:
        """The day on the wall calendar of the shop."""
        ...

    def to_local(self, moment: datetime) -> datetime:
        """The same moment on the shop's wall clock."""
        ...


class SystemClock:
    """The computer's own clock and time zone."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return self.to_local(self.now()).date()

    def to_local(self, moment: datetime) -> datetime:
        return moment.astimezone()


class FixedClock:
    """A clock that stands still until moved; its wall clock shows UTC."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()

    def to_local(self, moment: datetime) -> datetime:
        return moment.astimezone(UTC)
