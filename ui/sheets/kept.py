"""What was typed into a sheet and not saved, kept until the sheet is opened again."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

Values = Mapping[str, object]


class KeptTyping(QObject):
    """Unsaved values by what they are for; it lives as long as its window, never on the disk."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._values: dict[Hashable, dict[str, object]] = {}

    def keep(self, key: Hashable, values: Values) -> None:
        """Remember ``values`` in place of earlier ones."""
        self._values[key] = dict(values)

    def recall(self, key: Hashable) -> Values | None:
        """What was kept, or None."""
        return self._values.get(key)

    def forget(self, key: Hashable) -> None:
        """It was saved, or is not wanted any more."""
        self._values.pop(key, None)


def kept_typing(widget: QWidget) -> KeptTyping:
    """What is kept for the window of ``widget``; it outlives pages that are built anew."""
    window = widget.window()
    return window.findChild(KeptTyping) or KeptTyping(window)
