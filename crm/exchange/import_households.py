"""Households that rows of a file name: made, or found again, once everybody is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from crm.clients.models import HouseholdMember
from crm.exchange.import_step import ImportStep
from crm.store.store import Store
from crm.text import fold

_HOME: Final = """
    SELECT m.household_id FROM household_member m
    CROSS JOIN client h ON h.id = m.household_id
    WHERE m.client_id = ? AND h.kind = 'household' AND h.sort_name = ? LIMIT 1
"""
_LIVES: Final = "SELECT 1 FROM household_member WHERE household_id = ? AND client_id = ?"


class Households:
    """Who lives in which household, by the name that the file gives it."""

    def __init__(self, store: Store, step: ImportStep) -> None:
        self._store = store
        self._step = step
        self._waiting: dict[str, tuple[str, dict[int, None]]] = {}

    def add(self, client_id: int, name: str) -> None:
        """A client lives in the household called ``name``."""
        members = self._waiting.setdefault(fold(name) or name, (name, {}))[1]
        members[client_id] = None

    def write(self, find_or_make: Callable[[str], int]) -> set[int]:
        """Let everybody in; returns who is concerned.

        A household in which one of them lives is taken before ``find_or_make`` gives one.
        """
        concerned: set[int] = set()
        for folded, (name, members) in self._waiting.items():
            household_id = self._home(members, folded) or find_or_make(name)
            for client_id in members:
                if self._store.scalar(_LIVES, [household_id, client_id]) is None:
                    values = {"household_id": household_id, "client_id": client_id}
                    self._step.insert(HouseholdMember, **values)
                    concerned |= {household_id, *members}
        self._waiting.clear()
        return concerned

    def _home(self, members: Iterable[int], folded: str) -> int | None:
        homes = (self._store.scalar(_HOME, [client_id, folded]) for client_id in members)
        return next((home for home in homes if home is not None), None)
