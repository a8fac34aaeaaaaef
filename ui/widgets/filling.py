"""The places of a layout, filled again and again with the widgets that stand there already."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar, cast

from PySide6.QtWidgets import QWidget

AnyWidget = TypeVar("AnyWidget", bound=QWidget)
Put = Callable[[int, int, QWidget], object]


class Filling:
    """Making a widget, dressing it and taking it away costs many times what a new text costs.

    Each place keeps a widget of every kind that ever stood in it and shows one of them. ``put``
    sets a new one into the layout: at which place, after how many widgets, and the widget. Whoever
    fills a place gives its widgets their object names; hidden ones have none.
    """

    def __init__(self, put: Put) -> None:
        self._put = put
        self._kept: list[dict[str, QWidget]] = []
        self._shown: list[QWidget | None] = []
        self._count = 0

    @contextmanager
    def anew(self) -> Iterator[None]:
        """Fill from the first place on; what is not filled by the end is hidden."""
        self._count = 0
        yield
        for place in range(self._count, len(self._shown)):
            self._show(place, None)

    def count(self) -> int:
        """How many places are filled."""
        return self._count

    def take(self, kind: str, make: Callable[[], AnyWidget]) -> AnyWidget:
        """The widget for the next place; what it says is from before, until it is told anew."""
        place = self._count
        self._count += 1
        if place == len(self._kept):
            self._kept.append({})
            self._shown.append(None)
        kept = self._kept[place]
        if kind not in kept:
            made = make()
            self._put(place, sum(map(len, self._kept[: place + 1])), made)
            kept[kind] = made
        self._show(place, kept[kind])
        return cast(AnyWidget, kept[kind])

    def _show(self, place: int, widget: QWidget | None) -> None:
        before = self._shown[place]
        if before is widget:
            return
        self._shown[place] = widget
        if before is not None:
            before.hide()
            for each in (before, *before.findChildren(QWidget)):
                each.setObjectName("")  # it stands for nobody now
        if widget is not None:
            widget.show()  # now, not when the layout comes to it: it may get the focus at once
