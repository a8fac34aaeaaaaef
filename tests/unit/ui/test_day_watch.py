"""A new day is noticed once, and only a new day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QApplication

from crm.clock import FixedClock
from ui.day_watch import DayWatch


def test_a_new_day_is_told_once(qapp: QApplication) -> None:
    clock = FixedClock(datetime(2026, 11, 21, 23, 59, tzinfo=UTC))
    watch = DayWatch(clock)
    begun: list[object] = []
    watch.day_begun.connect(lambda: begun.append(clock.today()))
    watch.look()
    assert begun == []
    clock.moment += timedelta(minutes=2)
    watch.look()
    watch.look()
    assert begun == [clock.today()]
    watch.stop()
