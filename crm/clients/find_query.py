"""What was typed, read as words, as a number and as a tie, and asked of the index step by step."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from crm.clients.phones import query_digits
from crm.clients.roles import joined, role_meant, roles_begun
from crm.clients.search_terms import (
    SHORTEST_INSIDE,
    SHORTEST_NUMBER,
    index_words,
    inside_term,
    tie_term,
    typed_number_terms,
)
from crm.store.search import quoted
from crm.text import fold

_LONGEST: Final = 200
_MOST_WORDS: Final = 12
_MOST_ROLE_WORDS: Final = 3  # "mother in law"
_POSSESSIVE: Final = re.compile(r"\w(?:'s|s')(?!\w)")
_FILLERS: Final = frozenset({"of", "the", "s"})

_NAME: Final = "name : "
_ALIAS: Final = "{name alias} : "
_WORDS: Final = "{name alias other code} : "
_MEANT: Final = "{name alias other} : "
_PART: Final = "part : "


@dataclass(frozen=True, slots=True)
class Tie:
    """Somebody who is one of ``roles`` to somebody called by all of ``names``."""

    roles: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A search text, understood.

    ``number`` is set where all of it looks like a part of a phone number. ``is_strict`` says that
    the tie was spelled out ("finn's mum"), so nothing but the pair itself will do.
    """

    words: tuple[str, ...]
    number: str | None = None
    tie: Tie | None = None
    is_strict: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.words and self.number is None

    @property
    def is_spaced_number(self) -> bool:
        """Whether several words make one number, so that its groups alone mean nothing."""
        return self.number is not None and len(self.words) > 1


def read_query(text: str, own_labels: Collection[str] = ()) -> Query:
    """Understand what was typed; any text at all, of which the first 200 characters count.

    ``own_labels`` are the words of the shop's own kinds of tie.
    """
    text = text[:_LONGEST]
    words = tuple(dict.fromkeys(index_words(text)[:_MOST_WORDS]))
    labels = {joined(label) for label in own_labels}
    tie, is_whole = _read_tie(words, labels)
    is_strict = is_whole and _POSSESSIVE.search(fold(text)) is not None
    return Query(words, query_digits(text), tie, is_strict)


def _read_tie(words: tuple[str, ...], labels: Collection[str]) -> tuple[Tie | None, bool]:
    """The tie in ``words``, and whether its role is a whole word; the longest role wins."""
    for length in range(min(_MOST_ROLE_WORDS, len(words) - 1), 0, -1):
        for start in range(len(words) - length, -1, -1):
            role = role_meant("".join(words[start : start + length]), labels)
            names = _names(words[:start] + words[start + length :])
            if role and names:
                return Tie((role,), names), True
    if len(words) > 1 and (begun := roles_begun(words[-1], labels)):
        names = _names(words[:-1])
        return (Tie(tuple(begun), names), False) if names else (None, False)
    return None, False


def _names(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _FILLERS)


# Asking the index, what counts most first


def asked_of_names(query: Query) -> str:
    """One FTS5 query for everybody who has all the words somewhere in their names."""
    return _all(_any(_in_names(word)) for word in query.words)


def asked_first(query: Query, *, in_names: bool) -> Iterator[str]:
    """FTS5 queries in the order of what they are worth, before all else that is known.

    Those for names are left out where nothing is found ``in_names``.
    """
    if in_names:
        yield _all(_NAME + quoted(word) for word in query.words)
        yield _all(_NAME + quoted(word, begun=True) for word in query.words)
        yield _in_other_names(query)
    if query.tie:
        yield _tied(query.tie)
    if query.number:
        yield _numbered(query.number)
    if in_names and not query.is_strict:
        yield asked_of_names(query)


def asked_last(query: Query) -> str | None:
    """The FTS5 query for all else that is known, None where it would answer another question."""
    return None if query.is_strict else _anywhere(query)


def asked_in_all(query: Query) -> str:
    """One FTS5 query for everybody that those before can find."""
    asked = [_tied(query.tie)] if query.tie else []
    if query.is_strict:
        return _any([_in_other_names(query), *asked])
    if query.number and query.is_spaced_number:
        return _any([asked_of_names(query), _numbered(query.number)])
    return _any([_anywhere(query), *asked])


def asked_nearly(query: Query, near: dict[str, list[str]]) -> Iterator[str]:
    """The same with ``near``, the words that each word may have been meant for."""
    if query.tie:
        yield _tied(query.tie, near)
    if not query.is_strict:
        for columns in (_ALIAS, _MEANT):
            yield _all(
                _any([*_anyhow(word), *(columns + quoted(each) for each in near.get(word, ()))])
                for word in query.words
            )


def _anywhere(query: Query) -> str:
    words = [_all(_any(_anyhow(word)) for word in query.words)] if query.words else []
    return _any([*words, *([_numbered(query.number)] if query.number else [])])


def _in_other_names(query: Query) -> str:
    return _all(_ALIAS + quoted(word, begun=True) for word in query.words)


def _in_names(word: str) -> Iterator[str]:
    yield _ALIAS + quoted(word, begun=True)
    if len(word) >= SHORTEST_INSIDE:
        yield _PART + quoted(inside_term(word), begun=True)


def _anyhow(word: str) -> Iterator[str]:
    yield _WORDS + quoted(word, begun=True)
    if len(word) >= SHORTEST_INSIDE:
        yield _PART + quoted(inside_term(word), begun=True)
    if word.isdecimal() and len(word) >= SHORTEST_NUMBER:
        yield _numbered(word)


def _numbered(number: str) -> str:
    return _all(_PART + quoted(term) for term in typed_number_terms(number))


def _tied(tie: Tie, near: dict[str, list[str]] | None = None) -> str:
    near = near or {}
    return _any(
        _all(_any(_tied_to(role, name, near.get(name, ()))) for name in tie.names)
        for role in tie.roles
    )


def _tied_to(role: str, name: str, near: Iterable[str]) -> Iterator[str]:
    yield _PART + quoted(tie_term(role, name), begun=True)
    if name.endswith("s") and len(name) > SHORTEST_INSIDE:
        yield _PART + quoted(tie_term(role, name[:-1]))  # "finns mum"
    yield from (_PART + quoted(tie_term(role, each)) for each in near)


def _all(queries: Iterable[str]) -> str:
    return "(" + " AND ".join(queries) + ")"


def _any(queries: Iterable[str]) -> str:
    return "(" + " OR ".join(queries) + ")"
