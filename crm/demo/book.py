"""The people who are told one by one, turned into rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple
from random import Random
from typing import Any, Final

from peewee import Model

from crm.clients.models import (
    Client,
    ClientTag,
    Consent,
    ContactPoint,
    CustomField,
    CustomValue,
    FormerName,
    HouseholdMember,
    Relation,
    Tag,
)
from crm.clients.names import NameParts, join_name, sort_key, split_name
from crm.dates import PartialDate
from crm.demo.baskets import CURRENCY
from crm.demo.own_fields import FIELD_IDS, field_rows
from crm.demo.people import Days, Person, Promised, Tie, Wished
from crm.demo.phrases import TAGS
from crm.demo.places import normal_of
from crm.demo.plans import Told
from crm.demo.tables import CLOSING, COLUMNS, OPENING, STAFF, moment
from crm.store.step import Step
from crm.story.models import Attachment, Note, Occasion, Preference, Promise, Purchase, Visit, Wish
from crm.text import fold

Row = tuple[Any, ...]
_AT_THE_TILL: Final = (STAFF[0], *STAFF)  # Jo is there more often than the others


class Book:
    """Collects the rows of people and writes them in one go.

    Rows are numbered from 1 in the order they come, which holds because the shop is new.
    """

    def __init__(self, rng: Random, days: Days, type_ids: Mapping[str, int]) -> None:
        """``type_ids`` are the kinds of tie by their folded word."""
        self.rows: dict[type[Model], list[Row]] = {model: [] for model in COLUMNS}
        self.tag_ids: dict[str, int] = {}
        self._rng = rng
        self._days = days
        self._type_ids = type_ids
        self._ids: dict[str, int] = {}
        for tag in TAGS:
            self._tag_id(tag)
        self.rows[CustomField].extend(field_rows(self.tag_ids))

    def add(self, people: Sequence[Person], told_of: Callable[[Person], Sequence[Told]]) -> None:
        """Take people in, with the visits told of each; ties may lead to any of them."""
        first = self.count(Client) + 1
        for client_id, person in enumerate(people, start=first):
            self._ids.setdefault(person.reference, client_id)
        for client_id, person in enumerate(people, start=first):
            told = told_of(person)
            self.rows[Client].append(self._client(person, told))
            self._add_reach(client_id, person)
            self._add_ties(client_id, person)
            self._add_own(client_id, person)
            self._add_memories(client_id, person)
            self._add_visits(client_id, told)

    def count(self, model: type[Model]) -> int:
        """How many rows of a table there are so far."""
        return len(self.rows[model])

    def phones(self) -> frozenset[str]:
        """Every number that somebody has, as E.164."""
        return frozenset(row[4] for row in self.rows[ContactPoint] if row[1] == "phone")

    def write(self, step: Step) -> None:
        """Write every row."""
        for model, columns in COLUMNS.items():
            step.insert_rows(model, columns, self.rows[model])

    # Who they are

    def _client(self, person: Person, told: Sequence[Told]) -> Row:
        parts = person.parts or _parts(person)
        name = join_name(parts) if person.kind == "person" else person.name
        sort_name = sort_key(parts) if person.kind == "person" else fold(name)
        known = [*(each.ago for each in told), *(each.ago for each in person.notes), 1]
        written = moment(self._days.ago(max(known)), OPENING)
        changed = moment(self._days.ago(min(known)), CLOSING)
        archived = None if person.archived is None else self._moment(person.archived)
        dates = (_text(person.born), _text(person.died), person.has_died)
        said = (person.from_place, person.lives, person.work, person.how_met, _text(person.met_on))
        return (
            *(person.kind, person.standing, name, *astuple(parts), sort_name),
            *(person.called, person.pronunciation, *dates, *said),
            *(self._ids.get(person.sent_by), person.starred, written, changed, archived),
        )

    def _add_reach(self, client_id: int, person: Person) -> None:
        settled: set[str] = set()  # kinds that have their primary one
        for kind, row in self._reached(person):
            is_past = row[-1]
            is_primary = not is_past and kind not in settled
            if is_primary:
                settled.add(kind)
            self.rows[ContactPoint].append((client_id, kind, *row[:-1], is_primary, is_past))

    def _reached(self, person: Person) -> Iterator[tuple[str, Row]]:
        for each in person.reached:
            normal = normal_of(each.value) if each.kind == "phone" else ""
            normal = fold(each.value) if each.kind == "email" else normal
            yield each.kind, (each.label, each.value, normal, "", "", "", each.is_past)
        for place in person.places:
            parts = (place.street, place.postcode, place.town)
            yield "address", ("", "\n".join(parts), "", *parts, place.is_past)

    def _add_ties(self, client_id: int, person: Person) -> None:
        for name in person.former_names:
            self.rows[FormerName].append((client_id, name))
        for tag in person.tags:
            self.rows[ClientTag].append((client_id, self._tag_id(tag)))
        for tie in person.ties:
            self.rows[Relation].append(self._relation(client_id, tie))
        for who, role in person.members:
            if who in self._ids:
                self.rows[HouseholdMember].append((client_id, self._ids[who], role))

    def _add_own(self, client_id: int, person: Person) -> None:
        for name, value in person.own:
            self.rows[CustomValue].append((client_id, FIELD_IDS[name], value))
        for each in person.agreed:
            said = (each.channel, each.given, self._day(each.ago), each.source)
            self.rows[Consent].append((client_id, *said))
        for file in person.files:
            content, at = file.text.encode(), moment(self._days.ago(file.ago), OPENING)
            told = (file.name, "text/plain", len(content), at, file.note)
            self.rows[Attachment].append((client_id, *told, content))

    def _relation(self, client_id: int, tie: Tie) -> Row:
        other_id = self._ids.get(tie.who)
        name = tie.who if other_id is None else ""
        type_id = self._type_ids[tie.word]
        return client_id, type_id, other_id, name, tie.note, _text(tie.born)

    def _tag_id(self, tag: str) -> int:
        if tag not in self.tag_ids:
            self.rows[Tag].append((tag, fold(tag)))
            self.tag_ids[tag] = self.count(Tag)
        return self.tag_ids[tag]

    # What happened

    def _add_memories(self, client_id: int, person: Person) -> None:
        for note in person.notes:
            marks = (note.pinned, note.alert, note.ask)
            asked = None if note.asked is None else self._moment(note.asked)
            said = (self._moment(note.ago), note.author, note.label, note.text)
            self.rows[Note].append((client_id, *said, *marks, asked))
        for promise in person.promises:
            self.rows[Promise].append((client_id, *self._promise(promise)))
        for wish in person.wishes:
            self.rows[Wish].append((client_id, *self._wish(wish)))
        for like in person.likes:
            self.rows[Preference].append((client_id, like.kind, like.category, like.text))
        for mark in person.occasions:
            self.rows[Occasion].append((client_id, mark.what, mark.on.text))

    def _promise(self, promise: Promised) -> Row:
        state = "withdrawn" if promise.withdrawn else "open" if promise.kept is None else "kept"
        days = (self._day(promise.ago), self._day(promise.due))
        return promise.what, promise.who, *days, state, self._day(promise.kept)

    def _wish(self, wish: Wished) -> Row:
        money = (wish.budget, "" if wish.budget is None else CURRENCY)
        days = (self._day(wish.ago), self._day(wish.closed))
        return wish.what, wish.when, self._day(wish.remind), *money, wish.state, *days

    def _add_visits(self, client_id: int, told: Sequence[Told]) -> None:
        for ago, basket, staff in told:
            at = self._moment(ago)
            who = staff or self._rng.choice(_AT_THE_TILL)
            head = (client_id, at[:10], at, basket.channel, who)
            self.rows[Visit].append((*head, basket.note, basket.currency, basket.total))
            visit_id = self.count(Visit)
            self.rows[Purchase].extend((visit_id, *line) for line in basket.lines)

    def _moment(self, ago: int) -> str:
        return moment(self._days.ago(ago), self._rng.getrandbits(16))

    def _day(self, ago: int | None) -> str | None:
        return None if ago is None else self._days.ago(ago).isoformat()


def _parts(person: Person) -> NameParts:
    return split_name(person.name) if person.kind == "person" else NameParts()


def _text(value: PartialDate | None) -> str:
    return "" if value is None else value.text
