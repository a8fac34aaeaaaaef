"""The small door to SQLite's full-text search: owners found by their words, in a standing order.

Three tables make the index. ``search_entry`` holds the folded words of each owner. ``search_word``
(FTS5) inverts them; its rowids are *places*, which begin with the owner's order, so that the first
hits of any query are the right ones and nothing has to be sorted. ``search_near`` leads from a
mistyped word to those that were meant: two words are one typing error apart only if they become
equal by leaving out at most one letter of each (the idea of Garbe's SymSpell, 2012), so a few exact
look-ups find the candidates, in any vocabulary and without keeping one in memory.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from crm.errors import StorageError
from crm.i18n import _
from crm.store.batches import in_batches
from crm.store.store import Store

NO_ORDER: Final = (1 << 31) - 1
"""Behind every order an owner can have."""

LONGEST_WORD: Final = 40  # letters of a word that are kept; longer ones are found by these

_OWNER_BITS: Final = 32
_BATCH: Final = 1_000
_STEM: Final = 6  # an error behind the stem leaves equal stems
_SHORTEST_NEAR: Final = 3
_LONGEST_NEAR: Final = 24
_SHORTEST_BEGUN: Final = 4  # letters from which a word still being typed may hold an error
_MOST_CANDIDATES: Final = 1_500  # words looked at for one beginning of a beginning

_COLUMNS: Final = "name, alias, other, code, part"
_PUT_WORDS: Final = f"INSERT INTO search_word (rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)"
_TAKE_WORDS: Final = (
    f"INSERT INTO search_word (search_word, rowid, {_COLUMNS}) VALUES ('delete', ?, ?, ?, ?, ?, ?)"
)
_PUT_ENTRY: Final = (
    f"INSERT INTO search_entry (place, owner, {_COLUMNS}, lent) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_OPTIMIZE: Final = "INSERT INTO search_word (search_word) VALUES ('optimize')"
_NO_WORDS: Final = (0, "0", "", "", "", "")
_ENTRIES: Final = (
    f"SELECT place, {_COLUMNS} FROM search_entry "
    "WHERE owner IN (SELECT value FROM json_each(?)) ORDER BY place"
)
_FIND: Final = (
    "SELECT rowid FROM search_word WHERE search_word MATCH ? AND rowid < ? ORDER BY rowid LIMIT ?"
)
_COUNT: Final = (
    "SELECT COUNT(*) FROM "
    "(SELECT 1 FROM search_word WHERE search_word MATCH ? AND rowid < ? LIMIT ?)"
)
_UNKNOWN: Final = (
    "SELECT value FROM json_each(?) WHERE NOT EXISTS "
    f"(SELECT 1 FROM search_near WHERE stem = substr(value, 1, {_STEM}) AND word = value)"
)
_KNOWN: Final = "{name alias other} : "  # the columns whose words a mistyped one may mean


@dataclass(frozen=True, slots=True)
class Entry:
    """What one owner is found by: five strings of folded words with blanks between them.

    ``order`` (0 to 2^31) puts owners before others; ``name``, ``alias`` and ``other`` are also
    found with a typing error, ``code`` and ``part`` only as they are. ``lent`` is kept as given.
    """

    owner: int
    order: int
    name: str
    alias: str = ""
    other: str = ""
    code: str = ""
    part: str = ""
    lent: str = ""

    @property
    def place(self) -> int:
        """The rowid of the entry: first its order, then its owner."""
        return place_of(self.order, self.owner)

    @property
    def words(self) -> tuple[str, str, str, str, str]:
        """What is searched in, column by column."""
        return self.name, self.alias, self.other, self.code, self.part


def place_of(order: int, owner: int) -> int:
    """Where an owner stands; smaller places are found first."""
    return order << _OWNER_BITS | owner


def order_of(place: int) -> int:
    """The order a place begins with."""
    return place >> _OWNER_BITS


# Reading


def quoted(word: str, *, begun: bool = False) -> str:
    """``word`` as one term of a query, or as the beginning of one where it is only ``begun``."""
    term = '"' + word[:LONGEST_WORD].replace('"', '""') + '"'
    return term + " *" if begun else term


def find_owners(store: Store, query: str, limit: int, before: int = NO_ORDER) -> list[int]:
    """The first ``limit`` owners, in their order, for an FTS5 query made of :func:`quoted`.

    Only those whose order is smaller than ``before``.
    """
    mask = (1 << _OWNER_BITS) - 1
    values = [query, before << _OWNER_BITS, limit]
    return [place & mask for (place,) in store.rows(_FIND, values)]


def count_owners(store: Store, query: str, most: int, before: int = NO_ORDER) -> int:
    """How many owners an FTS5 query finds ``before`` an order; counting ends at ``most``."""
    count: int = store.scalar(_COUNT, [query, before << _OWNER_BITS, most])
    return count


def find_near_words(store: Store, word: str, limit: int) -> list[str]:
    """Indexed words one typing error away from ``word``, the likeliest first.

    An error is a letter wrong, missing or too much, or two neighbours swapped. Numbers have no
    neighbours.
    """
    if not _may_be_near(word):
        return []
    sql = "SELECT word FROM json_each(?) CROSS JOIN search_near ON stem = value"
    candidates = {near for (near,) in store.rows(sql, [json.dumps(_stems(word))])} - {word}
    return _likeliest(word, _within_an_error(word, candidates, None), limit)


def find_near_beginnings(store: Store, word: str, limit: int) -> list[str]:
    """Indexed words that begin as ``word`` might have been meant, from four letters on."""
    if not _may_be_near(word) or len(word) < _SHORTEST_BEGUN:
        return []
    candidates = _begun_nearly(store, word)
    length = len(word)
    found = [
        near
        for end in range(length - 1, length + 2)
        for near in _within_an_error(word, [each for each in candidates if len(each) >= end], end)
    ]
    return _likeliest(word, dict.fromkeys(found), limit)


def _begun_nearly(store: Store, word: str) -> list[str]:
    if len(word) >= _STEM:  # the stem is complete, so what begins nearly so has an equal one
        stems = json.dumps(_stems(word))
        sql = "SELECT DISTINCT word FROM json_each(?) CROSS JOIN search_near ON stem = value"
        return [near for (near,) in store.rows(sql, [stems])]
    sql = "SELECT word FROM search_near WHERE stem >= ? AND stem < ? LIMIT ?"
    found = {
        near
        for stem in _stems(word)
        for (near,) in store.rows(sql, [stem, stem + "\U0010ffff", _MOST_CANDIDATES])
    }
    return sorted(found)


def _within_an_error(word: str, candidates: Collection[str], end: int | None) -> list[str]:
    """Those of ``candidates`` whose first ``end`` letters are at most one error from ``word``."""
    from rapidfuzz.distance import OSA  # together ten milliseconds that no start should wait for
    from rapidfuzz.process import extract

    beginnings = {near: near[:end] for near in candidates}
    return [
        near
        for _beginning, _distance, near in extract(
            word, beginnings, scorer=OSA.distance, score_cutoff=1, limit=None
        )
    ]


def _likeliest(word: str, found: Iterable[str], limit: int) -> list[str]:
    return sorted(found, key=lambda near: (near[0] != word[0], len(near), near))[:limit]


# Writing: inside a write, by the Derived that owns the index


def put_entries(store: Store, entries: Iterable[Entry]) -> None:
    """Add entries, in place of those their owners had."""
    for batch in in_batches(entries, _BATCH):
        old = _take_out(store, [entry.owner for entry in batch])
        _put_in(store, batch)
        new = _near_words_of(entry.words for entry in batch)
        _learn_words(store, new - old)
        _forget_words(store, old - new)


def move_entry(store: Store, owner: int, order: int) -> None:
    """Give an owner another place among the others; their words stay."""
    for place, *texts in store.rows(_ENTRIES, [json.dumps([owner])]):
        new = place_of(order, owner)
        store.write_derived(_TAKE_WORDS, [place, *texts])
        store.write_derived("UPDATE search_entry SET place = ? WHERE place = ?", [new, place])
        store.write_derived(_PUT_WORDS, [new, *texts])


def remove_entries(store: Store, owners: Iterable[int]) -> None:
    """Take owners out of the index."""
    for batch in in_batches(owners, _BATCH):
        _forget_words(store, _take_out(store, batch))


def refill(store: Store, entries: Iterable[Entry]) -> None:
    """Make the whole index anew from ``entries``, which may be any number."""
    store.write_derived("INSERT INTO search_word (search_word) VALUES ('delete-all')")
    store.write_derived("DELETE FROM search_entry")
    store.write_derived("DELETE FROM search_near")
    words: set[str] = set()
    for batch in in_batches(entries, _BATCH):
        _put_entries_only(store, batch)
        words |= _near_words_of(entry.words for entry in batch)
    store.write_derived("INSERT INTO search_word (search_word) VALUES ('rebuild')")
    _put_near(store, sorted(words))


def scrub(store: Store) -> None:
    """Rewrite the inverted words, so that nothing of what was taken out is left in the file.

    Until then (or until FTS5 merges by itself) words that were taken out are only marked so, which
    makes a write thirty times faster than FTS5's own secure-delete. Takes about a second for
    100,000 owners.
    """
    # FTS5 merges its segments into one, but where all stood on one level below others that are
    # empty it keeps the marks, and the words with them, as if something older were left. With a
    # second segment on a lower level, of one word that is no word, it knows that nothing is.
    store.write_derived(_OPTIMIZE)
    store.write_derived(_PUT_WORDS, _NO_WORDS)
    store.write_derived(_OPTIMIZE)
    store.write_derived(_TAKE_WORDS, _NO_WORDS)


def check_index(store: Store) -> list[str]:
    """What is wrong with the index itself, in sentences."""
    try:
        # With rank 1 FTS5 compares every word with the entry it came from.
        store.rows("INSERT INTO search_word (search_word, rank) VALUES ('integrity-check', 1)")
    except StorageError:
        return [_("The search index does not fit its entries.")]
    return []


def _take_out(store: Store, owners: Sequence[int]) -> set[str]:
    """Remove the entries of ``owners``; returns the words they were found near."""
    old = store.rows(_ENTRIES, [json.dumps(list(owners))])
    store.write_derived_rows(_TAKE_WORDS, iter(old))
    store.write_derived_rows("DELETE FROM search_entry WHERE place = ?", ((row[0],) for row in old))
    return _near_words_of(row[1:] for row in old)


def _put_in(store: Store, entries: Collection[Entry]) -> None:
    _put_entries_only(store, entries)
    store.write_derived_rows(_PUT_WORDS, ((entry.place, *entry.words) for entry in entries))


def _put_entries_only(store: Store, entries: Collection[Entry]) -> None:
    rows = ((entry.place, entry.owner, *entry.words, entry.lent) for entry in entries)
    store.write_derived_rows(_PUT_ENTRY, rows)


def _learn_words(store: Store, words: set[str]) -> None:
    unknown = store.rows(_UNKNOWN, [json.dumps(sorted(words), ensure_ascii=False)])
    _put_near(store, (word for (word,) in unknown))


def _forget_words(store: Store, words: set[str]) -> None:
    gone = (word for word in words if not find_owners(store, _KNOWN + quoted(word), 1))
    store.write_derived_rows(
        "DELETE FROM search_near WHERE stem = ? AND word = ?",
        ((stem, word) for word in gone for stem in _stems(word)),
    )


def _put_near(store: Store, words: Iterable[str]) -> None:
    store.write_derived_rows(
        "INSERT OR IGNORE INTO search_near (stem, word) VALUES (?, ?)",
        ((stem, word) for word in words for stem in _stems(word)),
    )


def _near_words_of(rows: Iterable[Sequence[str]]) -> set[str]:
    words = {
        word for name, alias, other, *_rest in rows for word in f"{name} {alias} {other}".split()
    }
    return {word for word in words if _may_be_near(word)}


def _may_be_near(word: str) -> bool:
    if not _SHORTEST_NEAR <= len(word) <= _LONGEST_NEAR:
        return False
    return word.isalpha() or not any(map(str.isnumeric, word))  # some vowel signs are no letters


def _stems(word: str) -> list[str]:
    """The beginning of ``word``, whole and with each of its letters left out."""
    stem = word[:_STEM]
    return list(dict.fromkeys([stem, *(stem[:n] + stem[n + 1 :] for n in range(len(stem)))]))
