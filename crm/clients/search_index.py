"""What every client is found by, kept beside the clients in the same transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from crm.clients.phones import search_digits
from crm.clients.roles import roles_of
from crm.clients.search_sources import (
    ADDRESS_FIELDS,
    FIELDS,
    SOURCES,
    Found,
    list_neighbours,
)
from crm.clients.search_terms import (
    IN_TRASH,
    index_words,
    inside_terms,
    joined_terms,
    number_terms,
    tie_terms,
)
from crm.errors import StorageCause
from crm.i18n import ngettext
from crm.store.batches import in_batches
from crm.store.failures import storage_error
from crm.store.search import (
    Entry,
    check_index,
    move_entry,
    order_of,
    put_entries,
    refill,
    remove_entries,
    scrub,
)
from crm.store.store import Store

_BATCH: Final = 1_000
_COLUMNS: Final = ("name", "alias", "other", "code", "part")
_STEP: Final = 4  # ranks in one step of the order: a year, or twice the visits
_STAR: Final = 2  # steps a starred client stands before others
_LAST: Final = 1 << 14
_ARCHIVED: Final = 1 << 15  # behind all others
# Logging a visit seldom pays for a new place: the first hits stay right when somebody stands a
# step off, and the screen's own order is made from the rank itself.
_FEWEST_STEPS: Final = 2

_STANDING: Final = """
    SELECT j.value, c.name, COALESCE(s.standing_rank, 0), c.starred, c.archived_at IS NOT NULL,
        c.removed_at IS NOT NULL, e.place
    FROM json_each(?) j LEFT JOIN client c ON c.id = j.value
    LEFT JOIN client_summary s ON s.client_id = c.id
    LEFT JOIN search_entry e ON e.owner = j.value
    ORDER BY j.value
"""
_LENT: Final = (
    "SELECT owner, lent FROM search_entry WHERE owner IN (SELECT value FROM json_each(?))"
)
_KEPT: Final = (
    "SELECT owner, place, name, alias, other, code, part, lent FROM search_entry "
    "WHERE owner IN (SELECT value FROM json_each(?))"
)


def standing_order(rank: int, *, starred: bool, archived: bool, removed: bool = False) -> int:
    """Where a client stands among those a search finds; smaller is earlier.

    ``rank`` is ``standing_rank`` of the summary; two neighbouring ranks may share an order.
    """
    steps = rank // _STEP + (_STAR if starred else 0)
    order = max(_LAST - steps, 0) + (_ARCHIVED if archived else 0)
    return order + (IN_TRASH if removed else 0)


class SearchIndex:
    """Keeps the search index true to the clients, their ties and their story."""

    def refresh(self, store: Store, touched: Collection[int], retold: Collection[int]) -> None:
        """Index ``retold`` clients, and those who lent words from them, anew.

        Clients only ``touched`` move when they stand elsewhere now; those who are gone vanish.
        """
        told = set(retold)
        for each in _standings(store, touched):
            if each.is_gone or each.place is None:
                told.add(each.id)
            elif each.id not in told and each.is_misplaced:
                move_entry(store, each.id, each.order)
        neighbours: set[int] = set()
        for ids in in_batches(sorted(told), _BATCH):
            neighbours |= _tell(store, ids)
        for ids in in_batches(sorted(neighbours - told), _BATCH):
            put_entries(store, _entries(store, ids))

    def rebuild(self, store: Store) -> None:
        refill(store, _all_entries(store))

    def check(self, store: Store) -> list[str]:
        wrong = sum(_count_wrong(store, ids) for ids in _all_ids(store))
        orphans = "SELECT COUNT(*) FROM search_entry WHERE owner NOT IN (SELECT id FROM client)"
        wrong += store.scalar(orphans)
        found = check_index(store)
        if wrong:
            sentence = ngettext(
                "{count} client is not found by all that is known of them.",
                "{count} clients are not found by all that is known of them.",
                wrong,
            )
            found.append(sentence.format(count=wrong))
        return found

    def scrub(self, store: Store) -> None:
        """Leave nothing of words that were removed; part of erasing a client for good."""
        scrub(store)


def _tell(store: Store, ids: Sequence[int]) -> set[int]:
    """Index these clients anew; returns whose entries hold something that changed with them."""
    before = dict(store.rows(_LENT, [json.dumps(ids)]))
    entries = _entries(store, ids)
    put_entries(store, entries)
    after = {entry.owner: entry.lent for entry in entries}
    remove_entries(store, before.keys() - after.keys())
    changed = (each for each in before.keys() | after.keys() if before.get(each) != after.get(each))
    return {
        borrower
        for each in changed
        for lent in (before.get(each, ""), after.get(each, ""))
        for borrower in _borrowers(lent)
    }


@dataclass(frozen=True, slots=True)
class _Standing:
    id: int
    name: str | None
    rank: int
    starred: bool
    archived: bool
    removed: bool
    place: int | None

    @property
    def is_gone(self) -> bool:
        return self.name is None

    @property
    def order(self) -> int:
        return standing_order(
            self.rank, starred=self.starred, archived=self.archived, removed=self.removed
        )

    @property
    def is_misplaced(self) -> bool:
        return self.place is None or abs(order_of(self.place) - self.order) >= _FEWEST_STEPS


@dataclass(slots=True)
class _Texts:
    """The words of one client while they are gathered, column by column."""

    standing: _Standing
    columns: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in _COLUMNS})
    lent: list[str] = field(default_factory=list)

    def add_name(self, column: str, name: str) -> None:
        words = index_words(name)
        self.columns[column] += words
        self.columns["alias"] += joined_terms(words)
        for word in words:
            self.columns["part"] += inside_terms(word)

    def add_found(self, found: Found) -> None:
        if found.field == "phone":
            for number in search_digits(found.text, found.also or None).split():
                self.columns["part"] += number_terms(number)
            return
        if found.role:
            self.columns["part"] += _tie_terms(found)
        column = FIELDS[found.field]
        if column == "alias":
            self.add_name(column, found.text)
        elif column != "part":
            text = f"{found.text} {found.also}" if found.also else found.text
            self.columns[column] += index_words(text)

    def entry(self) -> Entry:
        name, alias, other, code, part = map(_once, self.columns.values())
        lent = " ".join(self.lent)
        return Entry(self.standing.id, self.standing.order, name, alias, other, code, part, lent)


def _once(words: Sequence[str]) -> str:
    """Each of ``words`` one time, in their order."""
    return " ".join(dict.fromkeys(words)) if words else ""


def _entries(store: Store, client_ids: Sequence[int]) -> list[Entry]:
    """The entries of those of ``client_ids`` that exist, by a handful of queries."""
    standings = _standings(store, client_ids)
    texts = {each.id: _Texts(each) for each in standings if not each.is_gone}
    for each in texts.values():
        each.add_name("name", each.standing.name or "")
    own: dict[int, list[Found]] = {}
    for source in SOURCES:
        for found in source(store, client_ids):
            texts[found.client_id].add_found(found)
            if found.field in _LENT_FIELDS:
                own.setdefault(found.client_id, []).append(found)
    for client_id, other_id, why in list_neighbours(store, client_ids):
        texts[client_id].lent.append(f"{other_id}:{why}")
    return [_with_lent(each, own.get(client_id, [])) for client_id, each in texts.items()]


_LENT_BY_HOUSEHOLDS: Final = ("phone", "email", "link", *ADDRESS_FIELDS)
_LENT_FIELDS: Final = frozenset(("called", *_LENT_BY_HOUSEHOLDS))


def _with_lent(texts: _Texts, own: Iterable[Found]) -> Entry:
    """The entry with what its neighbours' entries hold of it, and who these are."""
    if texts.lent:
        houses = any(":m" in why for why in texts.lent)
        lent = (each for each in own if houses or each.field == "called")
        given = sorted(f"{each.field}={each.text}" for each in lent)
        texts.lent += ["|", texts.standing.name or "", *given]
    return texts.entry()


def _borrowers(lent: str) -> set[int]:
    """The neighbours that a ``lent`` begins with."""
    neighbours = lent.partition("|")[0].split()
    return {int(each.partition(":")[0]) for each in neighbours}


def _standings(store: Store, client_ids: Collection[int]) -> list[_Standing]:
    return [
        _Standing(client_id, name, rank, bool(starred), bool(archived), bool(removed), place)
        for client_id, name, rank, starred, archived, removed, place in store.rows(
            _STANDING, [json.dumps(list(client_ids))]
        )
    ]


def _tie_terms(tie: Found) -> list[str]:
    who = tie.text if tie.field == "kin" else f"{tie.text} {tie.also}"
    return tie_terms(sorted(roles_of(tie.role)), index_words(who))


def _all_ids(store: Store) -> Iterator[list[int]]:
    last = 0
    while ids := [
        row[0]
        for row in store.rows(
            "SELECT id FROM client WHERE id > ? ORDER BY id LIMIT ?", [last, _BATCH]
        )
    ]:
        if ids[-1] <= last:  # a ruined table leads in a circle
            raise storage_error(StorageCause.DAMAGED, store.path)
        yield ids
        last = ids[-1]


def _all_entries(store: Store) -> Iterator[Entry]:
    for ids in _all_ids(store):
        yield from _entries(store, ids)


def _count_wrong(store: Store, ids: Sequence[int]) -> int:
    kept = {row[0]: row[1:] for row in store.rows(_KEPT, [json.dumps(ids)])}
    return sum(not _agrees(entry, kept.get(entry.owner)) for entry in _entries(store, ids))


def _agrees(entry: Entry, kept: tuple[int | str, ...] | None) -> bool:
    if kept is None or abs(order_of(int(kept[0])) - entry.order) >= _FEWEST_STEPS:
        return False
    wanted = (*entry.words, entry.lent)
    return all(
        sorted(text.split()) == sorted(str(have).split())
        for text, have in zip(wanted, kept[1:], strict=True)
    )
