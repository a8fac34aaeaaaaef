"""The little box that tells which key does the same."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.text import PlainLabel

_ARROWS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


def key_text(keys: str | QKeySequence) -> str:
    """``keys`` as people read them: ``Ctrl+Return`` is ``Ctrl Enter``."""
    sequence = QKeySequence(keys) if isinstance(keys, str) else keys
    text = sequence.toString(QKeySequence.SequenceFormat.NativeText)
    return _ARROWS.get(text) or text.replace("Return", "Enter").replace("+", " ").strip()


class KeyHint(PlainLabel):
    """A key in a box; ``text`` is shown as it is, so use ``key_text`` for a key sequence."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, role="tiny", tone="ink3", parent=parent)
        self.setProperty("kind", "key")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
