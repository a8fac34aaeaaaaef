"""Why a client was found: the field that matched, its text and the places to underline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from crm.clients.find_query import Query
from crm.clients.find_rows import Card
from crm.clients.find_spans import Span, find_number, find_spans, merged, shortened
from crm.clients.phones import search_digits
from crm.clients.roles import roles_of
from crm.clients.search_sources import FIELDS, SOURCES, Found
from crm.clients.search_terms import SHORTEST_NUMBER
from crm.i18n import _
from crm.store.store import Store
from crm.text import digits

_ORDER: Final = {field: place for place, field in enumerate(FIELDS)}
_NAMES: Final = frozenset(field for field, column in FIELDS.items() if column == "alias")


@dataclass(frozen=True, slots=True)
class Reason:
    """The field that matched, its text (shortened) and the places in it; see ``ClientHit``."""

    field: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Match:
    """A reason that may be told, and how many of the words it accounts for."""

    reason: Reason
    words: frozenset[str]
    is_whole: bool = False


def explain(
    store: Store, query: Query, near: dict[str, list[str]], cards: Sequence[Card]
) -> dict[int, Reason]:
    """Why each of these clients was found, by id.

    Clients without a reason are those whose numbers only have the same pieces in another order, or
    who changed since they were found.
    """
    reasons: dict[int, Reason] = {}
    missing: dict[int, tuple[Card, dict[str, Span]]] = {}
    for card in cards:
        spans = find_spans(card.name, query.words, near, is_name=True)
        if query.words and len(spans) == len(query.words):
            reasons[card.id] = Reason("name", card.name, merged(spans.values()))
        else:
            missing[card.id] = card, spans
    matches: dict[int, list[_Match]] = {client_id: [] for client_id in missing}
    wanted = {
        client_id: [word for word in query.words if word not in spans]
        for client_id, (_card, spans) in missing.items()
    }
    for source in SOURCES:
        if not (waiting := _unexplained(wanted, matches)):
            break
        for found in source(store, waiting):
            match = _match(found, query, near, wanted[found.client_id])
            if match:
                matches[found.client_id].append(match)
    for client_id, (card, spans) in missing.items():
        if best := _best(matches[client_id]):
            reasons[client_id] = best.reason
        elif spans:
            reasons[client_id] = Reason("name", card.name, merged(spans.values()))
    return reasons


def _unexplained(wanted: dict[int, list[str]], matches: dict[int, list[_Match]]) -> list[int]:
    return [
        client_id
        for client_id, words in wanted.items()
        if not any(match.is_whole or len(match.words) == len(words) for match in matches[client_id])
    ]


def _best(matches: Iterable[_Match]) -> _Match | None:
    return min(
        matches,
        key=lambda match: (
            not match.is_whole,
            -len(match.words),
            _ORDER.get(match.reason.field, -1),
            match.reason.text,
        ),
        default=None,
    )


def _match(
    found: Found, query: Query, near: dict[str, list[str]], wanted: Sequence[str]
) -> _Match | None:
    """What of the words ``wanted``, or of the tie or number meant, stands in one text."""
    if found.role and (tied := _tied(found, query, near)):
        return tied
    if found.field == "kin":
        return None
    if found.field == "phone":
        return _numbered(found, query, wanted)
    text = _shown(found)
    spans = find_spans(text, wanted, near, is_name=found.field in _NAMES)
    rest = [word for word in wanted if word not in spans] if found.also else []
    also = find_spans(found.also, rest, near, is_name=False) if rest else {}
    if not spans and not also:
        return None
    reason = Reason(found.field, *shortened(text, merged(spans.values())))
    return _Match(reason, frozenset((*spans, *also)))


def _tied(found: Found, query: Query, near: dict[str, list[str]]) -> _Match | None:
    tie = query.tie
    if tie is None or not roles_of(found.role) & set(tie.roles):
        return None
    text = _shown(found)
    names = f"{found.text} {found.also if found.field == 'relation' else ''}"
    wanted = {name: [*near.get(name, ()), name.removesuffix("s")] for name in tie.names}
    if len(find_spans(names, tie.names, wanted, is_name=False)) < len(tie.names):
        return None
    spans = find_spans(text, query.words, near | wanted, is_name=False)
    reason = Reason("relation", *shortened(text, merged(spans.values())))
    return _Match(reason, frozenset(query.words), is_whole=True)


def _shown(found: Found) -> str:
    """The text of a match as a person reads it: of a tie "Finn's parent"."""
    if not found.role:
        return found.text
    if len(found.role.split()) > 1:  # "works here": said the other way round
        return _("{role}: {name}").format(role=found.word, name=found.text)
    if found.field == "kin":
        sentence = _("{who}, {name}'s {role}")
        return sentence.format(who=found.word, name=found.text, role=found.role)
    return _("{name}'s {role}").format(name=found.text, role=found.role)


def _numbered(found: Found, query: Query, wanted: Sequence[str]) -> _Match | None:
    if query.number and _holds(found, query.number):
        span = find_number(found.text, query.number)
        reason = Reason("phone", found.text, (span,) if span else ())
        return _Match(reason, frozenset(query.words), is_whole=True)
    typed = [word for word in wanted if word.isdecimal() and len(word) >= SHORTEST_NUMBER]
    inside = [word for word in typed if _holds(found, word)]
    if not inside:
        return None
    spans = [span for word in inside if (span := find_number(found.text, word))]
    return _Match(Reason("phone", found.text, merged(spans)), frozenset(inside))


def _holds(phone: Found, number: str) -> bool:
    # As written or as dialled from abroad will mostly do, and costs no tables of numbering plans.
    abroad = digits(phone.also)
    if number in digits(phone.text) or number in abroad:
        return True
    # Only what stands before the number inside its country, one or two digits, may be left.
    if not any(number[length:] in abroad for length in (1, 2)):
        return False
    return any(number in form for form in search_digits(phone.text, phone.also or None).split())
