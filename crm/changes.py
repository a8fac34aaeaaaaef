"""The one way screens learn that something was written."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import NamedTuple


class Change(NamedTuple):
    """What one committed write did.

    ``action`` is ``<noun>.<verb>`` (``visit.log``), ``clients`` the ids whose rows, summaries or
    search entries may read differently now; ``everything`` says that ids were too many to name.
    ``undone`` and ``redone`` tell a step that was taken back or done again. What is not
    ``undoable`` stays.
    """

    step_id: int
    action: str
    about: str = ""
    clients: frozenset[int] = frozenset()
    everything: bool = False
    undone: bool = False
    redone: bool = False
    undoable: bool = True

    def concerns(self, client_id: int) -> bool:
        """Whether a screen showing this client has to look again."""
        return self.everything or client_id in self.clients


class ChangeFeed:
    """Tells every listener of each Change, after its commit, on the writer's thread."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Change], None]] = []
        self._lock = threading.Lock()

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call ``listener`` with each Change from now on; the returned function ends that."""
        with self._lock:
            self._listeners.append(listener)
        return lambda: self._unsubscribe(listener)

    def publish(self, change: Change) -> None:
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(change)

    def _unsubscribe(self, listener: Callable[[Change], None]) -> None:
        with self._lock:
            if listener in self._listeners:
                self._listeners.remove(listener)
