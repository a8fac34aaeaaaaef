"""Loads in idle moments after the first paint what the first keys will need."""

from __future__ import annotations

from collections import deque
from importlib import import_module
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

from ui.garbage import settle

SOON: Final = (
    "ui.dialogs.problem",
    "crm.clients.find",
    "rapidfuzz.process",
    "crm.store.base",
    "crm.store.step",
    "crm.store.undo",
    "crm.clients.queries",
    "crm.story.queries",
    "ui.sheets.visit",
    "crm.clients.search_index",
    "crm.lifetime.summary",
    "ui.pages.profile.page",
    "ui.pages.clients.page",
    "ui.sheets.new_client",
    "ui.sheets.forms",
    "ui.dialogs.palette",
    "ui.pages.same_people.page",
    "phonenumbers",
)
_FIRST_AFTER_MS: Final = 150
_PAUSE_MS: Final = 30  # between two modules, so that a key never waits for more than one


class WarmUp(QObject):
    """Imports one module at a time, in the order in which they are likely to be wanted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting = deque(SOON)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._import_next)

    def start(self) -> None:
        """Begin a moment after the window was shown."""
        self._timer.start(_FIRST_AFTER_MS)

    def stop(self) -> None:
        """Load nothing more; safe to call twice."""
        self._timer.stop()

    @Slot()
    def _import_next(self) -> None:
        import_module(self._waiting.popleft())
        if self._waiting:
            self._timer.start(_PAUSE_MS)
        else:
            self._timer.stop()
            settle()
