"""What lets the window come sooner, and go sooner; docs/PERFORMANCE.md has the figures."""

from __future__ import annotations

import builtins
import gc
from importlib import import_module


def get_ready() -> None:
    """To be called before anything else imports Qt.

    Nothing that is made while importing is garbage, so nobody looks for it until ui.garbage does.
    """
    gc.disable()
    import_module("PySide6.QtWidgets")
    _import_plainly()


def get_away() -> None:
    """To be called when the window is closed, before anything that belongs to it goes.

    The system takes memory back faster than Python can look through it.
    """
    gc.freeze()


def _import_plainly() -> None:
    """Take PySide's own ``__import__`` out again, where it is there.

    WORKAROUND: it reads the source of every module that is imported after PySide, to see whether
    that one mentions PySide and may want ``from __feature__ import snake_case``. Nothing here does.
    """
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain
