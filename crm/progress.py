"""How long work says how far it is, and hears that it should stop."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """What a long function is handed: it tells its steps and asks now and then whether to go on.

    A function that finds itself stopped undoes what it began and raises CancelledError.
    """

    def step(self, done: int, total: int | None, text: str = "") -> None:
        """``done`` of ``total`` units are behind; None where the end is not known yet.

        ``text`` is a short sentence for the user about what is going on. Cheap enough for every
        row: whoever listens thins it out.
        """
        ...

    def stopped(self) -> bool:
        """Whether the user wants it to end."""
        ...


class NoProgress:
    """For callers that only wait."""

    def step(self, done: int, total: int | None, text: str = "") -> None:
        """Nobody listens."""

    def stopped(self) -> bool:
        return False
