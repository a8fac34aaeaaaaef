"""What the lines of a section consist of: made once, and told anew what they say and do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Theme, Tone
from ui.widgets.check_row import CheckRow
from ui.widgets.chip import Chip
from ui.widgets.filling import Filling
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.link_label import LinkLabel
from ui.widgets.menu import Choice, offer_menu
from ui.widgets.text import PlainLabel, set_tooltip

Does = Callable[[], object]
Choices = Callable[[], Sequence[Choice]]

AnyWidget = TypeVar("AnyWidget", bound=QWidget)


def _nothing() -> Sequence[Choice]:
    return ()


class Link(LinkLabel):
    """A text that is pressed; ``inset`` keeps it so many pixels from its own sides."""

    def __init__(self, theme: Theme, inset: int = 0) -> None:
        super().__init__(theme, "")
        self.setContentsMargins(inset, 0, inset, 0)
        self._does: Does = _nothing
        self._choices: Choices = _nothing
        self.clicked.connect(lambda: self._does())
        offer_menu(self, lambda: self._choices())

    def show_link(
        self,
        text: str,
        name: str,
        does: Does,
        *,
        token: str = "accent",
        spoken: str = "",
        told: str = "",
        choices: Choices = _nothing,
    ) -> None:
        """Say ``text`` under the object name ``name``, and do what it ``does`` when pressed.

        A screen reader hears ``spoken`` instead, the mouse is ``told`` more, and the menu offers
        the ``choices``.
        """
        self.setObjectName(name)
        self.setText(text)
        self.set_token(token)
        self.setAccessibleName(spoken or text)
        set_tooltip(self, told)
        self._does, self._choices = does, choices


class Mark(Chip):
    """A chip that is only told, or with ``clickable`` or ``removable`` pressed or taken away."""

    def __init__(
        self,
        theme: Theme,
        *,
        clickable: bool = False,
        removable: bool = False,
        small: bool = False,
    ) -> None:
        super().__init__(theme, "", clickable=clickable, removable=removable, small=small)
        self._does: Does = _nothing
        self.clicked.connect(lambda: self._does())
        self.removed.connect(lambda: self._does())

    def show_mark(self, text: str, tone: Tone, name: str = "", does: Does = _nothing) -> None:
        """Say ``text`` under the object name ``name``, and do what it ``does``."""
        self.setObjectName(name)
        self.show_state(text, tone)
        self._does = does


class TickRow(CheckRow):
    """Something to tick off, which can be pressed to change it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._ticks: Does = _nothing
        self._opens: Does = _nothing
        self._choices: Choices = _nothing
        self.ticked.connect(lambda: self._ticks())
        self.activated.connect(lambda: self._opens())
        offer_menu(self.link, lambda: self._choices())

    def set_doing(self, name: str, *, ticks: Does, opens: Does, choices: Choices) -> None:
        """What a tick does, what pressing the text opens, and what its menu offers."""
        self.setObjectName(name)
        self.box.setObjectName(f"{name}.tick")
        self.link.setObjectName(f"{name}.text")
        self._ticks, self._opens, self._choices = ticks, opens, choices


class Row(QWidget):
    """Things side by side, in as many lines as it takes, ``inset`` pixels from the left."""

    def __init__(self, theme: Theme, *, gap: int, inset: int = 0) -> None:
        super().__init__()
        self._theme = theme
        self._flow = FlowLayout(self, gap=gap)
        self._flow.setContentsMargins(inset, 0, 0, 0)
        self._filling = Filling(lambda _place, before, new: self._flow.insert_widget(before, new))

    @contextmanager
    def anew(self) -> Iterator[None]:
        """Add all things anew."""
        with self._filling.anew():
            yield

    def count(self) -> int:
        """How many things there are."""
        return self._filling.count()

    def add_link(self, inset: int = 0) -> Link:
        """A link to be told what it says."""
        return self.add(f"link {inset}", lambda: Link(self._theme, inset))

    def add_words(self, text: str, before: int = 0) -> None:
        """Words between the others, ``before`` of which are so many free pixels."""
        words = self.add("words", lambda: PlainLabel(tone="ink2"))
        words.setContentsMargins(before, 0, 0, 0)
        words.set_text(text)

    def add(self, kind: str, make: Callable[[], AnyWidget]) -> AnyWidget:
        """The widget of ``kind`` that stands next; what it says may be from before."""
        return self._filling.take(kind, make)


class Stack(QWidget):
    """Things one below the other, ``gap`` pixels apart."""

    def __init__(self, *, gap: int) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        self._filling = Filling(lambda _place, before, new: column.insertWidget(before, new))

    @contextmanager
    def anew(self) -> Iterator[None]:
        """Add all things anew."""
        with self._filling.anew():
            yield

    def count(self) -> int:
        """How many things there are."""
        return self._filling.count()

    def add(self, kind: str, make: Callable[[], AnyWidget]) -> AnyWidget:
        """The widget of ``kind`` that stands next; what it says may be from before."""
        return self._filling.take(kind, make)
