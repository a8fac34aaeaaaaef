"""A small menu of what can be done to the thing one points at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QWidget


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to do."""

    text: str
    do: Callable[[], object]
    icon: QIcon | None = None


def open_menu(parent: QWidget, choices: Sequence[Choice], place: QPoint) -> QMenu | None:
    """Offer ``choices`` at ``place`` of the screen; None where there is nothing to choose."""
    if not choices:
        return None
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for choice in choices:
        action = menu.addAction(choice.icon or QIcon(), choice.text)
        action.triggered.connect(lambda _checked=False, each=choice: each.do())
    menu.popup(place)
    return menu


def offer_menu(widget: QWidget, choices: Callable[[], Sequence[Choice]]) -> None:
    """Offer ``choices`` wherever ``widget`` is asked for its menu, by mouse or by key."""
    widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    widget.customContextMenuRequested.connect(
        lambda place: open_menu(widget, choices(), widget.mapToGlobal(place))
    )
