"""What lets the window come sooner, and go sooner; docs/PERFORMANCE.md has the figures."""

from __future__ import annotations

import gc
from importlib import import_module
from typing import Final

# What the first screen takes from crm, the packages it stands on among them.
_BEFORE_QT: Final = ("crm.workspace", "crm.shop.queries", "crm.clients.hits", "crm.clients.phones")


def get_ready() -> None:
    """To be called before anything imports Qt.

    Nothing that is made while importing is garbage, so nobody looks for it until ui.garbage does.
    WORKAROUND: PySide reads the source of every module imported after itself, to see
    whether it mentions PySide; so the largest come before it.
    """
    gc.disable()
    for name in _BEFORE_QT:
        import_module(name)


def get_away() -> None:
    """To be called last: the system takes memory back faster than Python can look through it."""
    gc.freeze()
