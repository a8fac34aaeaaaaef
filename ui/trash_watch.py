"""Erases, once a day beside the window, those whose time in the trash is over."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

from ui.context import Context

_FIRST_AFTER_MS: Final = 60_000  # nobody who has just come in waits for it
_LOOKS_EVERY_MS: Final = 3_600_000


class TrashWatch(QObject):
    """Looks a minute after the shop was opened, and then every hour whether it is another day."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._looked_on: date | None = None
        self._timer = QTimer(self, interval=_FIRST_AFTER_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Erase whoever is due, where that was not done today."""
        self._timer.setInterval(_LOOKS_EVERY_MS)
        workspace = self._context.workspace
        today = workspace.clock.today()
        if today == self._looked_on:
            return
        self._looked_on = today
        from crm.clients.erasing import purge_old  # no start waits for it

        self._context.tasks.write(purge_old, workspace.store)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
