"""Ties that a file names: by words, or by the key of another of its own cards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from crm.clients.models import Client, HouseholdMember, Relation, RelationType
from crm.clients.relation_words import builtin_relations
from crm.clients.relations import list_relation_types
from crm.exchange.import_report import Rejections
from crm.exchange.import_step import ImportStep
from crm.i18n import _
from crm.store.store import Store
from crm.text import fold

_MEMBER: Final = "member"
_TIED: Final = (
    "SELECT 1 FROM relation WHERE (client_id = ? AND other_id = ?) "
    "OR (client_id = ? AND other_id = ?) LIMIT 1"
)
_LIVES: Final = "SELECT 1 FROM household_member WHERE household_id = ? AND client_id = ?"
_SENDER: Final = "SELECT sent_by_id FROM client WHERE id = ?"
_SENDERS: Final = """
    WITH RECURSIVE up(id) AS (
        VALUES (?) UNION
        SELECT c.sent_by_id FROM up CROSS JOIN client c ON c.id = up.id
        WHERE c.sent_by_id IS NOT NULL)
    SELECT 1 FROM up WHERE id = ?
"""
_KIND: Final = "SELECT kind FROM client WHERE id = ?"


class RelationTypes:
    """The kinds of tie by their word; one that is new is written when it is first needed."""

    def __init__(self, store: Store, step: ImportStep) -> None:
        self._step = step
        self._ids = {
            fold(each.name): each.id for each in list_relation_types(store) if each.id is not None
        }
        self._builtin = {fold(each.name): each for each in builtin_relations()}
        self._reverse = {fold(each.reverse): each.name for each in list_relation_types(store)}

    def id_of(self, word: str) -> int:
        """The row of the kind of tie called ``word``."""
        folded = fold(word)
        if folded not in self._ids:
            self._ids[folded] = self._add(word, folded)
        return self._ids[folded]

    def _add(self, word: str, folded: str) -> int:
        known = self._builtin.get(folded)
        if known is not None:
            return self._step.insert(
                RelationType, name=known.name, reverse=known.reverse, position=known.position
            )
        reverse = self._reverse.get(folded) or _("{word} of").format(word=word)
        return self._step.insert(RelationType, name=word, reverse=reverse)


class LinkedCards:
    """Ties to other cards of the file, which may come later: they are made at its end."""

    def __init__(self, store: Store, step: ImportStep, types: RelationTypes) -> None:
        self._store = store
        self._step = step
        self._types = types
        self._waiting: list[tuple[int, int, str, str, str]] = []
        self._senders: list[tuple[int, int, str]] = []

    def add(self, row: int, client_id: int, word: str, key: str, note: str = "") -> None:
        """The card ``key`` is the ``word`` of a client; ``note`` is what was said of that."""
        self._waiting.append((row, client_id, word, key, note))

    def add_sender(self, row: int, client_id: int, key: str) -> None:
        """Whose card is ``key`` sent a client to the shop."""
        self._senders.append((row, client_id, key))

    def write(self, find: Callable[[str], int | None], problems: Rejections) -> None:
        """Make the ties; ``find`` gives the client of a key."""
        for row, client_id, word, key, note in self._waiting:
            other_id = find(key)
            if other_id is None:
                why = _("“{word}” points to somebody who is not in this file.").format(word=word)
                problems.remark(row, why)
            elif other_id != client_id:
                self._tie(client_id, other_id, word, note)
        for row, client_id, key in self._senders:
            sender_id = find(key)
            if sender_id is None:
                problems.remark(row, _("Who sent them is not in this file."))
            elif self._may_be_sent(client_id, sender_id):
                self._step.update(Client, client_id, sent_by_id=sender_id)
        self._waiting.clear()
        self._senders.clear()

    def _may_be_sent(self, client_id: int, sender_id: int) -> bool:
        """Whether nobody sent them yet, and they sent nobody who sent this sender."""
        is_open = self._store.scalar(_SENDER, [client_id]) is None
        return is_open and self._store.scalar(_SENDERS, [sender_id, client_id]) is None

    def _tie(self, client_id: int, other_id: int, word: str, note: str) -> None:
        if fold(word) == _MEMBER and self._is_household(client_id):
            if self._store.scalar(_LIVES, [client_id, other_id]) is None:
                values = {"household_id": client_id, "client_id": other_id}
                self._step.insert(HouseholdMember, **values, role=note)
            return
        if self._store.scalar(_TIED, [client_id, other_id, other_id, client_id]) is None:
            type_id = self._types.id_of(word)
            values = {"client_id": client_id, "type_id": type_id, "other_id": other_id}
            self._step.insert(Relation, **values, note=note)

    def _is_household(self, client_id: int) -> bool:
        return bool(self._store.scalar(_KIND, [client_id]) == "household")
