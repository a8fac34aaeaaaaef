"""Who one person may already be: a handful of look-ups, quick enough for every key typed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from crm.clients.drafts import ClientDraft
from crm.clients.hits import count_all_clients
from crm.clients.names import NameParts, split_name
from crm.clients.phones import normal_phone
from crm.clients.same.engine import sorted_pairs
from crm.clients.same.frequencies import Frequencies
from crm.clients.same.in_store import answered_pairs
from crm.clients.same.nicknames import said_for
from crm.clients.same.pairs import Pair, judge
from crm.clients.same.people import Address, Person
from crm.clients.same.records import make_record
from crm.clients.same.store_people import list_people
from crm.clients.search_terms import IN_TRASH
from crm.errors import NotFoundError
from crm.i18n import _
from crm.shop.queries import get_settings
from crm.store.search import count_owners, find_near_words, find_owners, quoted
from crm.store.store import Store
from crm.text import fold, words

DRAFT_ID: Final = 0  # the id in a pair of somebody who is no client yet

_MOST_OF_A_NAME: Final = 60  # clients of one name who are looked at, those best known first
_MOST_NEAR: Final = 20
_MOST_COUNTED: Final = 2_000
_MOST_WORDS: Final = 6
_MOST_FORMER: Final = 2
_NAMES: Final = "{name alias} : "
_CONTACTS: Final = (
    "SELECT DISTINCT p.client_id FROM json_each(?) j CROSS JOIN contact_point p"
    " ON p.kind = ? AND p.normal = j.value LIMIT 50"
)
_CARDS: Final = (
    "SELECT k.client_id FROM json_each(?) j CROSS JOIN client_key k"
    " ON k.source = 'card' AND k.key = j.value"
)


def find_same_as(store: Store, who: ClientDraft | int, limit: int = 5) -> list[Pair]:
    """Clients who may be the same person as a draft or as another client, the likeliest first.

    In the pairs of a draft it stands as ``DRAFT_ID``. Clients are looked up by phone, e-mail,
    card and by the words of the name, mistyped ones and short forms too. Pairs answered with "not
    the same" are left out. Raises NotFoundError, StorageError.
    """
    person = person_of(store, who) if isinstance(who, ClientDraft) else _client(store, who)
    found = set(_candidates(store, person)) - {person.id}
    record, frequencies = make_record(person), _frequencies(store, person)
    known = answered_pairs(store, "same") if person.id else set()
    pairs = (judge(record, make_record(other), frequencies) for other in list_people(store, found))
    kept = (pair for pair in pairs if pair.score > 0 and (pair.first, pair.second) not in known)
    return sorted_pairs(kept)[:limit]


def person_of(store: Store, draft: ClientDraft) -> Person:
    """The person of a draft, with phones and e-mails as they would be kept."""
    region = get_settings(store).region
    current = draft.contacts
    phones = (normal_phone(each.value, region) for each in current if each.kind == "phone")
    mails = (fold(each.value) for each in current if each.kind == "email")
    return Person(
        id=DRAFT_ID,
        name=draft.name,
        kind=draft.kind,
        parts=draft.parts or _parts(draft),
        called=draft.called,
        former_names=draft.former_names,
        phones=tuple(filter(None, phones)),
        emails=tuple(mail for mail in mails if "@" in mail),
        addresses=tuple(
            Address(each.street or each.value.partition("\n")[0], each.postcode, each.town)
            for each in current
            if each.kind == "address"
        ),
        born=draft.born,
    )


def _parts(draft: ClientDraft) -> NameParts:
    return split_name(draft.name) if draft.kind == "person" else NameParts(family=draft.name)


def _client(store: Store, client_id: int) -> Person:
    found = next(list_people(store, [client_id]), None)
    if found is None:
        raise NotFoundError(_("This client is not there any more."))
    return found


def _candidates(store: Store, person: Person) -> Iterator[int]:
    for kind, values in (("phone", person.phones), ("email", person.emails)):
        yield from _ids(store, _CONTACTS, values, kind)
    yield from _ids(store, _CARDS, [number.partition(":")[2] for number in person.numbers])
    for given, family in _names(person):
        asked = [_any([family, *_near(store, family)])] if family else []
        if len(given) == 1:
            asked.append(_NAMES + quoted(given, begun=True))
        elif given:
            asked.append(_any([*said_for(given), *_near(store, given), given[0]]))
        yield from find_owners(store, " AND ".join(asked), _MOST_OF_A_NAME, IN_TRASH)


def _ids(store: Store, sql: str, values: Iterable[str], *more: str) -> list[int]:
    wanted = list(values)
    if not wanted:
        return []
    return [client_id for (client_id,) in store.rows(sql, [json.dumps(wanted), *more])]


def _names(person: Person) -> Iterator[tuple[str, str]]:
    """A word of the given and one of the family name, for each name the person has or had."""
    if person.kind != "person":
        longest = max(words(person.name), key=len, default="")
        if longest:
            yield "", longest
        return
    spoken = [person.parts, *map(split_name, person.former_names[:_MOST_FORMER])]
    if person.called:
        spoken.append(replace(person.parts, given=person.called))
    for parts in spoken:
        given, family = words(parts.given), words(parts.family)
        if given or family:
            yield "".join(given[:1]), max(family, key=len, default="")


def _near(store: Store, word: str) -> list[str]:
    return find_near_words(store, word, _MOST_NEAR)


def _any(asked: Iterable[str]) -> str:
    return "(" + " OR ".join(_NAMES + quoted(word) for word in dict.fromkeys(asked)) + ")"


def _frequencies(store: Store, person: Person) -> Frequencies:
    """How common the person's names are in the list, counted by the search index."""
    frequencies = Frequencies()
    frequencies.assume_records(count_all_clients(store))
    for kind, text in (("given", person.parts.given), ("family", person.parts.family)):
        letters = "".join(words(text))
        if letters:
            asked = " AND ".join(_NAMES + quoted(word) for word in words(text)[:_MOST_WORDS])
            frequencies.assume(kind, letters, count_owners(store, asked, _MOST_COUNTED, IN_TRASH))
    return frequencies
