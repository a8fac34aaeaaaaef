"""How something lies over the content of a window and keeps its place there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class SizeFollower(QObject):
    """Calls ``on_change`` whenever ``watched`` has another size or asks for a new layout."""

    def __init__(self, watched: QWidget, on_change: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._on_change = on_change
        watched.installEventFilter(self)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._on_change()
        return False
