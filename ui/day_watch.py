"""Notices that a new day has begun under a window that stays open."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from crm.clock import Clock

_LOOKS_EVERY_MS: Final = 60_000


class DayWatch(QObject):
    """Looks at the calendar once a minute, also after the computer has slept.

    Signals:
        day_begun: it is another day than before.
    """

    day_begun = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._day = clock.today()
        self._timer = QTimer(self, interval=_LOOKS_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Look now."""
        today = self._clock.today()
        if today != self._day:
            self._day = today
            self.day_begun.emit()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
