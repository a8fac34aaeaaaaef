"""Finding clients by any fragment of what is known of them, the likeliest first.

This runs on the window's own thread with every key typed: a handful of look-ups in the index, one
query for the rows, and one or two more for those whose name does not tell why they were found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from crm.clients.find_explain import explain
from crm.clients.find_query import (
    Query,
    asked_first,
    asked_in_all,
    asked_last,
    asked_nearly,
    asked_of_names,
    read_query,
)
from crm.clients.find_rows import Card, list_cards
from crm.clients.hits import MOST_COUNTED, ClientHit, FindResult, count_all_clients, make_hit
from crm.clients.search_terms import IN_TRASH
from crm.store.search import (
    count_owners,
    find_near_beginnings,
    find_near_words,
    find_owners,
)
from crm.store.store import Store
from crm.text import fold

_FEW: Final = 5  # fewer hits than this and typing errors are thought of
_MOST_NEAR: Final = 40  # words that a mistyped one may mean
_MOST_NEARLY: Final = 20  # hits up to which typing errors fill a list
_LAST: Final = 999  # the tier of what is known beside names
_NEARLY: Final = 1_000  # tiers of typing errors come after all others
_STAR: Final = 8  # ranks a starred client stands before others


def find_clients(store: Store, text: str, *, limit: int = 50) -> FindResult:
    """Clients found by any text, at most ``limit`` of them: by anything that is known of them.

    Whole words of a name come first, then its beginnings, then other names, then the inside of
    names, then everything else known; among equals regulars stand before strangers and archived
    clients last; nobody in the trash. Where that finds few, one typing error in each word is
    forgiven.
    """
    query = read_query(text, _own_labels(store))
    if query.is_empty or limit < 1:
        return FindResult((), 0, False, count_all_clients(store))
    tiers, total = _find_exactly(store, query, limit)
    exact = len(tiers)
    near: dict[str, list[str]] = {}
    if not exact or (len(query.words) == 1 and exact < min(_FEW, limit)):
        near = _add_nearly(store, query, tiers, min(limit, _MOST_NEARLY))
    hits = _hits(store, query, near, tiers)
    if exact < limit:
        total = len(hits)
    capped = total > MOST_COUNTED
    return FindResult(hits, min(total, MOST_COUNTED), capped, count_all_clients(store))


def _own_labels(store: Store) -> list[str]:
    rows = store.rows("SELECT name, reverse FROM relation_type")
    return [label for row in rows for label in row]


def _find_exactly(store: Store, query: Query, limit: int) -> tuple[dict[int, int], int]:
    """Client -> how good a match, smaller is better, in no other order; and how many there are."""
    tiers: dict[int, int] = {}
    in_names = bool(query.words) and bool(_find(store, asked_of_names(query), 1))
    for tier, asked in enumerate(asked_first(query, in_names=in_names)):
        _add(tiers, _find(store, asked, limit), tier, limit)
        if len(tiers) == limit:
            everybody = count_owners(store, asked_in_all(query), MOST_COUNTED + 1, IN_TRASH)
            return tiers, everybody
    found = set(tiers)
    last = asked_last(query)
    if last and not (tiers and query.is_spaced_number):
        # The owners are counted with the same look-up, so all that count are asked for.
        rest = _find(store, last, MOST_COUNTED + 1)
        found.update(rest)
        _add(tiers, rest, _LAST, limit)
    return tiers, len(found)


def _add_nearly(
    store: Store, query: Query, tiers: dict[int, int], limit: int
) -> dict[str, list[str]]:
    """Add those found with typing errors; returns the words that each word may mean.

    Only the last word can be one that is still being typed.
    """
    near = {word: find_near_words(store, word, _MOST_NEAR) for word in query.words}
    _add_all_nearly(store, query, near, tiers, limit)
    if len(tiers) < min(_FEW, limit) and query.words:
        last = query.words[-1]
        near[last] += find_near_beginnings(store, last, _MOST_NEAR)
        _add_all_nearly(store, query, near, tiers, limit)
    return near


def _add_all_nearly(
    store: Store, query: Query, near: dict[str, list[str]], tiers: dict[int, int], limit: int
) -> None:
    if any(near.values()):
        for asked in asked_nearly(query, near):
            _add(tiers, _find(store, asked, limit), _NEARLY + len(tiers), limit)


def _find(store: Store, asked: str, limit: int) -> list[int]:
    """The first that an FTS5 query finds, nobody in the trash."""
    return find_owners(store, asked, limit, IN_TRASH)


def _add(tiers: dict[int, int], found: Sequence[int], tier: int, limit: int) -> None:
    # `limit` of each query are enough: of those at most len(tiers) are here already.
    for client_id in found:
        if len(tiers) == limit:
            return
        tiers.setdefault(client_id, tier)


def _hits(
    store: Store, query: Query, near: dict[str, list[str]], tiers: dict[int, int]
) -> tuple[ClientHit, ...]:
    cards = sorted(
        list_cards(store, list(tiers)).values(), key=lambda card: (tiers[card.id], _standing(card))
    )
    reasons = explain(store, query, near, cards)
    return tuple(
        make_hit(card, reason.field, reason.text, reason.spans)
        for card in cards
        if (reason := reasons.get(card.id))
    )


def _standing(card: Card) -> tuple[bool, int, str, int]:
    rank = card.rank + (_STAR if card.starred else 0)
    return card.archived, -rank, fold(card.name), card.id
