"""Everything of one client over to another: what says the same twice becomes one row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from crm.clients.contacts import settle_contacts
from crm.clients.drafts import CONTACT_KINDS
from crm.clients.merging.rows import Side
from crm.clients.merging.sameness import folds, what_it_says
from crm.store.by_name import (
    Link,
    change_row,
    delete_row,
    list_pointing,
    list_pointing_ids,
    read_rows,
)
from crm.store.step import Step
from crm.store.store import Store

Row = dict[str, Any]

# Texts that the row which is kept takes over from the one that goes, where it has none itself.
_FILLED: Final = {
    "contact_point": ("label", "street", "postcode", "town", "region", "country"),
    "relation": ("note", "born"),
    "household_member": ("role",),
}
# What one client can only have one of, by the field that says whose is kept.
_CHOSEN: Final[dict[str, tuple[Callable[[Row], str], tuple[str, ...]]]] = {
    "photo": (lambda _row: "photo", ("image", "small")),
    "custom_value": (lambda row: f"custom.{row['field_id']}", ("value",)),
    "consent": (lambda row: f"consent.{row['channel']}", ("given", "on_day", "source")),
}


class Moving:
    """Moves the rows of ``gone_id`` to ``kept_id``; ``choices`` say whose single things stay."""

    def __init__(
        self, store: Store, step: Step, kept_id: int, gone_id: int, choices: Mapping[str, Side]
    ) -> None:
        self._store = store
        self._step = step
        self._kept = kept_id
        self._gone = gone_id
        self._choices = choices
        self._links = list_pointing(step, "client")

    def move_all(self) -> None:
        """Let everything that points at the one who goes point at the one who stays."""
        for link in self._links:
            if (link.table, link.column) == ("client", "sent_by_id"):
                self._move_sent(link)
            elif link.table == "pair_answer":
                self._move_answers(link)
            elif folds(link.table):
                self._move_or_fold(link)
            else:
                for row_id in list_pointing_ids(self._step, link, self._gone):
                    change_row(self._step, link.table, row_id, {link.column: self._kept})
        for kind in CONTACT_KINDS:
            settle_contacts(self._store, self._step, self._kept, kind)

    def _move_or_fold(self, link: Link) -> None:
        for row in read_rows(self._step, link, self._gone):
            moved = {**row, link.column: self._kept}
            same = self._find_same(link.table, moved)
            if self._is_tied_to_itself(link.table, moved):
                delete_row(self._step, link.table, row["id"])
            elif same is None:
                values = {link.column: self._kept}
                if link.table == "contact_point" and self._has_primary(row["kind"]):
                    values["is_primary"] = 0
                change_row(self._step, link.table, row["id"], values)
            else:
                self._fold(link.table, same, row)

    def _find_same(self, table: str, moved: Row) -> Row | None:
        """The row that says the same of the one who stays, whichever way round."""
        wanted = {what_it_says(table, moved)}
        if table == "relation" and self._reads_the_same_back(moved):
            turned = {**moved, "client_id": moved["other_id"], "other_id": moved["client_id"]}
            wanted.add(what_it_says("relation", turned))
        for link in self._links_of(table):
            for row in read_rows(self._step, link, self._kept):
                if row["id"] != moved["id"] and what_it_says(table, row) in wanted:
                    return row
        return None

    def _links_of(self, table: str) -> list[Link]:
        return [link for link in self._links if link.table == table]

    def _reads_the_same_back(self, relation: Row) -> bool:
        sql = "SELECT name = reverse FROM relation_type WHERE id = ?"
        return relation["other_id"] is not None and bool(
            self._store.scalar(sql, [relation["type_id"]])
        )

    def _is_tied_to_itself(self, table: str, moved: Row) -> bool:
        ends = [moved[link.column] for link in self._links_of(table)]
        return len(ends) > 1 and len(set(ends)) == 1

    def _has_primary(self, kind: str) -> bool:
        sql = "SELECT 1 FROM contact_point WHERE client_id = ? AND kind = ? AND is_primary"
        return self._store.scalar(sql, [self._kept, kind]) is not None

    def _fold(self, table: str, same: Row, row: Row) -> None:
        """Keep one of two rows that say the same, with what only the other one tells."""
        values = {
            name: row[name] for name in _FILLED.get(table, ()) if row[name] and not same[name]
        }
        if table == "contact_point" and not row["is_past"]:
            values["is_past"] = 0
        if table in _CHOSEN:
            name_of, columns = _CHOSEN[table]
            if self._choices.get(name_of(row)) == "gone":
                values = {name: row[name] for name in columns}
        delete_row(self._step, table, row["id"])
        change_row(self._step, table, same["id"], values)

    def _move_sent(self, link: Link) -> None:
        for row in read_rows(self._step, link, self._gone):
            sender = None if row["id"] == self._kept else self._kept
            change_row(self._step, "client", row["id"], {"sent_by_id": sender})

    def _move_answers(self, link: Link) -> None:
        """What was answered about the one who goes is answered of the other; not of the two."""
        for row in read_rows(self._step, link, self._gone):
            others = {row["first_id"], row["second_id"]} - {self._gone, self._kept}
            if not others or self._is_answered(row["question"], min(others)):
                delete_row(self._step, "pair_answer", row["id"])
                continue
            first, second = sorted((min(others), self._kept))
            change_row(
                self._step, "pair_answer", row["id"], {"first_id": first, "second_id": second}
            )

    def _is_answered(self, question: str, other_id: int) -> bool:
        sql = "SELECT 1 FROM pair_answer WHERE question = ? AND first_id = ? AND second_id = ?"
        pair = sorted((other_id, self._kept))
        return self._store.scalar(sql, [question, *pair]) is not None
