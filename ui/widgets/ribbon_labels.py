"""Labels in one row: none overlaps another, and each stands where its stem can reach it."""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that wants to be centred on ``x``; the lowest ``rank`` chooses first.

    ``least`` is the width below which it is not worth reading.
    """

    x: float
    width: float
    least: float
    rank: tuple[int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a label stands; narrower than wished where it has to be elided."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """The room for its text."""
        return self.right - self.left

    def meets(self, other: Place) -> bool:
        """Whether the two share any room."""
        return self.left < other.right and other.left < self.right


def place_labels(
    wishes: Sequence[Wish],
    *,
    left: float,
    right: float,
    gap: float,
    taken: Sequence[Place] = (),
) -> list[Place | None]:
    """A place for every wish, in the same order, or None where no readable one is free."""
    places: list[Place | None] = [None] * len(wishes)
    occupied = sorted(taken)
    for index in sorted(range(len(wishes)), key=lambda index: wishes[index].rank):
        wish = wishes[index]
        place = _place(wish, *_free_room(wish.x, occupied, left, right, gap))
        if place is not None:
            places[index] = place
            insort(occupied, place)
    return places


def _free_room(
    x: float, occupied: Sequence[Place], left: float, right: float, gap: float
) -> tuple[float, float]:
    """The free stretch around ``x``; reversed or beside ``x`` where there is none."""
    for place in occupied:
        if (place.left + place.right) / 2 <= x:
            left = max(left, place.right + gap)
        else:
            right = min(right, place.left - gap)
    return left, right


def _place(wish: Wish, left: float, right: float) -> Place | None:
    room = min(wish.width, right - left)
    if not left <= wish.x <= right or room < min(wish.least, wish.width):
        return None
    start = max(left, min(wish.x - room / 2, right - room))
    return Place(start, start + room)
