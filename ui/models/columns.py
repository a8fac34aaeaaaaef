"""What a column shows of a row, as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from PySide6.QtCore import Qt

Row = TypeVar("Row")


class Align(Enum):
    """Where the text of a column stands; START is left where people read from the left."""

    START = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
    MIDDLE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
    END = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: ``text`` is shown, ``exact`` is told on hover, ``spoken`` is read aloud.

    Without ``exact`` nothing is told on hover; without ``spoken`` the text itself is read.
    """

    title: str
    text: Callable[[Row], str]
    align: Align = Align.START
    exact: Callable[[Row], str] | None = None
    spoken: Callable[[Row], str] | None = None
