"""Everything known of clients as one wide table, under names that other programs know as well."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from crm.clients.consent import CONSENT_CHANNELS
from crm.clients.custom_fields import CustomFieldRow, list_custom_fields
from crm.clients.custom_values import FieldType
from crm.exchange.headers import OWN_ID
from crm.exchange.taking_out.cells import (
    Cell,
    Heading,
    TableToWrite,
    day_cell,
    money_cell,
    own_cell,
    plain_text,
    told_apart,
)
from crm.exchange.taking_out.people import Contact, Note, Person, Promise, Wish, read_people
from crm.i18n import _
from crm.money import exponent
from crm.progress import Progress
from crm.store.store import Store

_MOST: Final = 20
"""Columns of one kind of thing; of what a client has more of, the last holds the rest."""

_SEVERAL: Final = " ::: "  # what Google and our own reader part several values of a cell by
_WIDE: Final = 40

Make = Callable[[Person], Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class _Part:
    """Neighbouring columns, and what fills them."""

    headings: tuple[Heading, ...]
    make: Make


def whole_table(
    store: Store, ids: Sequence[int], progress: Progress, text: str, title: str = ""
) -> TableToWrite:
    """A row for each client of ``ids``; ``text`` says meanwhile what is being done.

    The names of the columns are English, and those under which this program and others know
    again what stands there.
    """
    parts = _parts(store, ids)
    headings = told_apart(each for part in parts for each in part.headings)
    people = read_people(store, ids, progress, text)
    return TableToWrite(headings, _rows(people, parts), title)


def _rows(people: Iterable[Person], parts: Sequence[_Part]) -> Iterator[list[Cell]]:
    for person in people:
        yield [cell for part in parts for cell in part.make(person)]


def _parts(store: Store, ids: Sequence[int]) -> list[_Part]:
    most = _most_of_each(store, ids)
    return [
        _names(),
        _numbered_names(most["former"]),
        _days(),
        _numbered("Phone", most["phone"], "phone"),
        _numbered("E-mail", most["email"], "email"),
        _numbered("Website", most["link"], "link"),
        _addresses(most["address"]),
        _about(),
        _relations(most["relation"]),
        _events(most["occasion"]),
        _words(),
        *(_consent(channel) for channel in CONSENT_CHANNELS),
        *(_own_field(field) for field in list_custom_fields(store)),
        _figures(),
        *(_brought(currency) for currency in _currencies(store)),
    ]


def _most_of_each(store: Store, ids: Sequence[int]) -> dict[str, int]:
    """How many of each kind of thing one of them has at the most."""
    listed = json.dumps(list(ids))
    found = dict.fromkeys(("former", "phone", "email", "link", "address", "relation", "occasion"))
    for table, kind in (
        ("contact_point", "t.kind"), ("former_name", "'former'"),
        ("relation", "'relation'"), ("occasion", "'occasion'"),
    ):  # fmt: skip
        rows = store.rows(
            f"SELECT kind, MAX(n) FROM (SELECT {kind} AS kind, COUNT(*) AS n FROM json_each(?) j "
            f"CROSS JOIN {table} t ON t.client_id = j.value GROUP BY t.client_id, {kind}) "
            "GROUP BY kind",
            [listed],
        )
        found |= dict(rows)
    return {kind: min(most or 0, _MOST) for kind, most in found.items()}


def _currencies(store: Store) -> list[str]:
    return [row[0] for row in store.rows("SELECT DISTINCT currency FROM client_spend ORDER BY 1")]


def _texts(*names: str, width: int = 16) -> tuple[Heading, ...]:
    return tuple(Heading(name, width=width) for name in names)


def _names() -> _Part:
    headings = _texts(
        OWN_ID, "Client type", "Standing", "Name", "Name prefix", "First name",
        "Middle name", "Last name", "Name suffix", "Nickname", "Pronunciation",
    )  # fmt: skip

    def make(person: Person) -> Sequence[Cell]:
        facts = person.facts
        return (
            facts.key, facts.kind, facts.standing, facts.name, facts.title, facts.given,
            facts.middle, facts.family, facts.suffix, facts.called, facts.pronunciation,
        )  # fmt: skip

    return _Part(headings, make)


def _numbered_names(most: int) -> _Part:
    headings = _texts(*(f"Former name {number}" for number in range(1, most + 1)))
    return _Part(headings, lambda person: _fitted(person.former_names, most))


def _days() -> _Part:
    headings = (Heading("Birthday", "day", 12), Heading("Date of death", "day", 12))
    return _Part(
        headings, lambda person: (day_cell(person.facts.born), day_cell(person.facts.died))
    )


def _numbered(name: str, most: int, kind: str) -> _Part:
    headings = [
        heading
        for number in range(1, most + 1)
        for heading in _texts(f"{name} {number} - Label", f"{name} {number} - Value", width=20)
    ]

    def make(person: Person) -> Sequence[Cell]:
        contacts = person.contacts_of(kind)
        values = _fitted([each.value for each in contacts], most)
        labels = _fitted([_label(each) for each in contacts[:most]], most)
        return _paired(labels, values)

    return _Part(tuple(headings), make)


def _addresses(most: int) -> _Part:
    names = ("Label", "Street", "City", "Region", "Postal Code", "Country")
    headings = [
        Heading(f"Address {number} - {name}", width=20)
        for number in range(1, most + 1)
        for name in names
    ]

    def make(person: Person) -> Sequence[Cell]:
        contacts = person.contacts_of("address")
        cells: list[Cell] = []
        for each in contacts[:most]:
            parts = (each.street, each.town, each.region, each.postcode, each.country)
            known = parts if any(parts) else (each.value, "", "", "", "")
            cells += [_label(each), *known]
        if len(contacts) > most:
            rest = [str(cells[-5]), *(each.value for each in contacts[most:])]
            cells[-5] = _SEVERAL.join(rest)
        return cells + [""] * (most * len(names) - len(cells))

    return _Part(tuple(headings), make)


def _about() -> _Part:
    headings = _texts(
        "Job title", "Where from", "Where they live", "How we met", "Met on", "Who sent them",
        "Household", "Loyalty card",
    )  # fmt: skip

    def make(person: Person) -> Sequence[Cell]:
        facts = person.facts
        return (
            facts.work, facts.from_place, facts.lives, facts.how_met, day_cell(facts.met_on),
            facts.sent_by_name, _SEVERAL.join(each.name for each in person.households),
            _SEVERAL.join(person.cards),
        )  # fmt: skip

    return _Part(headings, make)


def _relations(most: int) -> _Part:
    headings = [
        heading
        for number in range(1, most + 1)
        for heading in _texts(f"Relation {number} - Label", f"Relation {number} - Value")
    ]

    def make(person: Person) -> Sequence[Cell]:
        ties = [tie for tie in person.ties if not tie.is_reverse]
        labels = _fitted([tie.word for tie in ties[:most]], most)
        return _paired(labels, _fitted([tie.name for tie in ties], most))

    return _Part(tuple(headings), make)


def _events(most: int) -> _Part:
    headings = [
        heading
        for number in range(1, most + 1)
        for heading in (
            Heading(f"Event {number} - Label"),
            Heading(f"Event {number} - Value", "day", 12),
        )
    ]

    def make(person: Person) -> Sequence[Cell]:
        days = person.occasions
        labels = _fitted([what for what, _on in days[:most]], most)
        values: list[Cell] = [day_cell(on) for _what, on in days[:most]]
        if len(days) > most:
            rest = (f"{what} {on}" for what, on in days[most:])
            values[-1] = _SEVERAL.join([plain_text(values[-1]), *rest])
        return _paired(labels, values + [""] * (most - len(values)))

    return _Part(tuple(headings), make)


def _words() -> _Part:
    headings = _texts("Tags", "Notes", "Likes and dislikes", "Wishes", "Promises", width=_WIDE)

    def make(person: Person) -> Sequence[Cell]:
        likes = (
            f"{each.kind}{f' ({each.category})' if each.category else ''}: {each.text}"
            for each in person.preferences
        )
        return (
            ", ".join(person.tags),
            "\n\n".join(map(_said_note, person.notes)),
            "\n".join(likes),
            "\n".join(map(_said_wish, person.wishes)),
            "\n".join(map(_said_promise, person.promises)),
        )

    return _Part(headings, make)


_CONSENTS: Final = {
    "email": "Email consent",
    "phone": "Phone consent",
    "sms": "SMS consent",
    "post": "Post consent",
}


def _consent(channel: str) -> _Part:
    def make(person: Person) -> Sequence[Cell]:
        said = [each.given for each in person.consents if each.channel == channel]
        return (("yes" if said[0] else "no") if said else "",)

    return _Part(_texts(_CONSENTS[channel], width=8), make)


def _own_field(field: CustomFieldRow) -> _Part:
    type: FieldType = field.type
    kind = {"number": "number", "day": "day"}.get(type, "text")
    heading = Heading(field.name, "day" if kind == "day" else "text")

    def make(person: Person) -> Sequence[Cell]:
        found = (each.value for each in person.own_values if each.field_id == field.id)
        return (own_cell(next(found, ""), type),)

    return _Part((heading,), make)


def _figures() -> _Part:
    headings = (
        *_texts("Starred", "Archived", width=10),
        Heading("First visit", "day", 12),
        Heading("Last visit", "day", 12),
        Heading("Visits", "number", 8),
    )

    def make(person: Person) -> Sequence[Cell]:
        facts = person.facts
        return (
            "yes" if facts.starred else "",
            day_cell(facts.archived_at[:10]),
            day_cell(facts.first_visit),
            day_cell(facts.last_visit),
            facts.visits,
        )

    return _Part(headings, make)


def _brought(currency: str) -> _Part:
    def make(person: Person) -> Sequence[Cell]:
        found = (each.minor for each in person.brought if each.currency == currency)
        minor = next(found, None)
        return (None if minor is None else money_cell(minor, currency),)

    heading = Heading(f"Brought so far ({currency})", "number", 14, exponent(currency))
    return _Part((heading,), make)


def _fitted(texts: Sequence[str], most: int) -> list[str]:
    """``texts`` in ``most`` cells, the last with all that is left."""
    if len(texts) <= most:
        return [*texts, *[""] * (most - len(texts))]
    return [*texts[: most - 1], _SEVERAL.join(texts[most - 1 :])]


def _paired(labels: Iterable[Cell], values: Iterable[Cell]) -> list[Cell]:
    return [cell for pair in zip(labels, values, strict=True) for cell in pair]


def _label(contact: Contact) -> str:
    if not contact.is_past:
        return contact.label
    return " ".join(filter(None, (contact.label, _("(no longer)"))))


def _said_note(note: Note) -> str:
    who = ", ".join(filter(None, (note.at[:10], note.author)))
    return f"{who}: {note.text}"


def _said_wish(wish: Wish) -> str:
    budget = ""
    if wish.budget is not None:
        budget = f"{plain_text(money_cell(wish.budget, wish.currency))} {wish.currency}".strip()
    more = ", ".join(filter(None, (wish.when, budget, wish.state)))
    return f"{wish.what} ({more})"


def _said_promise(promise: Promise) -> str:
    more = ", ".join(filter(None, (promise.who, promise.due, promise.state)))
    return f"{promise.what} ({more})"
