"""Collects cyclic garbage on the window's thread only.

Python collects on whichever thread happens to allocate. Where that is a worker, Qt objects caught
in a cycle (timers, models, anything but widgets) would be destroyed on a thread they do not live
on: timers that cannot be stopped, now and then a crash nobody can explain.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

LOOK_EVERY_MS = 500


def settle() -> None:
    """Never again look through what is there by now: modules, types and the window stay.

    To go through all of it takes as long as two keys may, for nothing; what comes later takes less
    than a millisecond.
    """
    gc.freeze()


class GarbageCollector(QObject):
    """Takes collecting over from Python between ``start`` and ``stop``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.collect_due)

    def start(self) -> None:
        """Collect here from now on, as often as Python itself would, in steps of half a second."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Give collecting back to Python; safe to call twice."""
        self._timer.stop()
        gc.enable()

    @Slot()
    def collect_due(self) -> None:
        """Collect the oldest generation that Python's own thresholds say is due."""
        due = [
            generation
            for generation, (count, threshold) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > threshold > 0
        ]
        if due:
            gc.collect(due[-1])
