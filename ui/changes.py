"""Brings each committed Change to the window's thread, and each page up to date when it counts."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from crm.changes import Change, ChangeFeed


class Changes(QObject):
    """The one place screens hear from that something was written.

    Signals: ``changed(Change)`` on the window's thread, after the commit, in the order of the
    commits, and before the write that caused it is answered.
    """

    changed = Signal(object)
    _arrived = Signal()

    def __init__(self, feed: ChangeFeed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[Change] = deque()
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.AutoConnection)
        self._unsubscribe = feed.subscribe(self._on_published)

    def close(self) -> None:
        """Hear nothing more; safe to call twice."""
        self._unsubscribe()

    def _on_published(self, change: Change) -> None:
        # On the writer's thread: only leaves the Change where the window picks it up.
        self._waiting.append(change)
        self._arrived.emit()

    @Slot()
    def _on_arrived(self) -> None:
        self.changed.emit(self._waiting.popleft())


@dataclass(slots=True, eq=False)
class _Entry:
    """One page, what concerns it, how it looks again, and whether it has to when shown."""

    widget: QWidget
    needs: Callable[[Change], bool]
    refresh: Callable[[], None]
    stale: bool = False


class Refresher(QObject):
    """Refreshes visible pages at once and hidden ones when they are shown, at most once."""

    def __init__(self, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[int, _Entry] = {}
        changes.changed.connect(self._on_changes_changed)

    def register(
        self, widget: QWidget, needs: Callable[[Change], bool], refresh: Callable[[], None]
    ) -> None:
        """Call ``refresh`` whenever a Change that ``needs`` names makes ``widget`` outdated.

        A destroyed widget is forgotten.
        """
        key = id(widget)
        self._entries[key] = _Entry(widget, needs, refresh)
        widget.installEventFilter(self)
        widget.destroyed.connect(lambda: self._entries.pop(key, None))

    def mark_all_stale(self) -> None:
        """What every page shows is outdated for a reason that no Change tells: a new day."""
        for entry in tuple(self._entries.values()):
            self._renew(entry)

    @Slot(object)
    def _on_changes_changed(self, change: Change) -> None:
        for entry in tuple(self._entries.values()):
            # A page that is stale already is asked all the same only when it is looked at.
            if not entry.stale and entry.needs(change):
                self._renew(entry)

    def _renew(self, entry: _Entry) -> None:
        entry.stale = not entry.widget.isVisible()
        if not entry.stale:
            entry.refresh()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            entry = self._entries.get(id(watched))
            if entry is not None and entry.stale:
                entry.stale = False
                entry.refresh()
        return False
