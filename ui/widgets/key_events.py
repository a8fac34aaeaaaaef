"""What a pressed key means, on whichever part of the keyboard it stands."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

ENTER_KEYS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_COMMANDS: Final = _CONTROL | Qt.KeyboardModifier.AltModifier


def is_enter(event: QKeyEvent) -> bool:
    """Whether it is Enter, beside the letters or on the number pad."""
    return Qt.Key(event.key()) in ENTER_KEYS


def is_plain(event: QKeyEvent) -> bool:
    """Whether no other key is held down with it."""
    return not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def has_control(event: QKeyEvent) -> bool:
    """Whether Ctrl is held down with it."""
    return bool(event.modifiers() & _CONTROL)


def is_command(event: QKeyEvent) -> bool:
    """Whether Ctrl or Alt is held down with it, so that it types nothing."""
    return bool(event.modifiers() & _COMMANDS)
