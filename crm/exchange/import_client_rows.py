"""What a file tells of clients, written to their tables: of new ones all, of known ones more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from peewee import Model

from crm.clients.models import (
    Client,
    ClientKey,
    ClientTag,
    Consent,
    ContactPoint,
    CustomValue,
    FormerName,
    Photo,
    Relation,
    Tag,
)
from crm.exchange.import_households import Households
from crm.exchange.import_own import Cards, OwnFields
from crm.exchange.import_relations import LinkedCards, RelationTypes
from crm.exchange.import_remembered import Remembered
from crm.exchange.import_rows import CLIENT_COLUMNS, CONTACT_COLUMNS, ClientTold, block, line
from crm.exchange.import_step import ImportStep
from crm.exchange.records import ConsentRecord, FieldRecord, RelationRecord
from crm.i18n import _
from crm.store.fields import MomentField
from crm.store.store import Store
from crm.story.models import Note, Occasion
from crm.text import fold, words

_KEEP_OWN: Final = ("called", "pronunciation", "born", "died", "work")

_CONSENT_COLUMNS: Final = ("client_id", "channel", "given", "on_day", "source")

_Rows = Iterable[tuple[Any, ...]]


class ClientRows:
    """Writes what records tell; ``source`` scopes their keys."""

    def __init__(
        self,
        store: Store,
        step: ImportStep,
        types: RelationTypes,
        links: LinkedCards,
        households: Households,
        cards: Cards,
        source: str,
    ) -> None:
        self._store = store
        self._step = step
        self._types = types
        self._links = links
        self._households = households
        self._cards = cards
        self._source = source
        self._own = OwnFields(store, step)
        self._heading = ""
        self._agreed = ""
        self._now = MomentField().db_value(store.clock.now())
        self._remembered = Remembered(store, step)
        self._tags: dict[str, int] = dict(store.rows("SELECT folded, id FROM tag"))

    def begin_file(self, name: str) -> None:
        """Details are headed by the name of their file."""
        self._heading = _("Other details from {file}").format(file=line(name))
        self._agreed = _("from {file}").format(file=line(name))

    @property
    def new_fields(self) -> tuple[str, ...]:
        """The shop's own fields that were made."""
        return self._own.new_names

    def finish(self) -> None:
        """Write what is only known at the end."""
        self._own.write_choices()

    def write_new(self, first_id: int, told: Sequence[ClientTold]) -> None:
        """Write new clients, whose ids count from ``first_id``."""
        columns = (*CLIENT_COLUMNS, "created_at", "changed_at")
        rows = ((*each.columns.values(), self._now, self._now) for each in told)
        ids = self._step.insert_rows(Client, columns, rows)
        assert ids.start == first_id, "somebody else adds clients to this step"
        people = list(zip(ids, told, strict=True))
        keys = ((client_id, self._source, each.key) for client_id, each in people if each.key)
        self._put(ClientKey, ("client_id", "source", "key"), keys)
        self._put_contacts((client_id, each.contacts) for client_id, each in people)
        for client_id, each in people:
            self._put_ties(client_id, each)
        self._put_words(people)
        unfit = self._put_own(people)
        notes = (
            (client_id, text)
            for client_id, each in people
            for text in self._notes(each, unfit.get(client_id, ()))
        )
        self._put_notes(notes)
        self._remembered.write_new(
            (client_id, each.own) for client_id, each in people if each.own is not None
        )
        for client_id, each in people:
            self._put_sender(client_id, each)

    def write_more(self, client_id: int, told: ClientTold) -> bool:
        """Add to a client what the shop did not know; says whether there was anything.

        What the shop knows stands: what the file says otherwise becomes a detail.
        """
        standing = _Standing(self._store, client_id)
        own = ClientTold(
            row=told.row,
            key="",
            columns=told.columns,
            consents=standing.new_consents(told.consents),
            fields=told.fields,
            cards=told.cards,
            tags=told.tags,
        )
        details = [*told.details, *self._fill(client_id, told)]
        details += self._put_own([(client_id, own)], standing).get(client_id, ())
        contacts = standing.new_contacts(told)
        more = ClientTold(
            row=told.row,
            key="",
            columns=told.columns,
            contacts=(),
            former_names=standing.new_texts("former_name", "name", told.former_names),
            occasions=standing.new_occasions(told),
            relations=standing.new_relations(told),
            tags=standing.new_tags(told),
            household=told.household,
            photo=told.photo if standing.is_without("photo") else None,
        )
        texts = standing.new_notes(told.notes, details, self._heading)
        self._put(ContactPoint, ("client_id", *CONTACT_COLUMNS), contacts)
        self._put_ties(client_id, more)
        self._put_words([(client_id, more)])
        self._put_notes((client_id, text) for text in texts)
        told_more = (contacts, more.former_names, more.occasions, more.relations, more.tags, texts)
        filled = self._has_filled or self._has_put_own
        if told.own is not None:
            filled |= self._remembered.write_more(client_id, told.own)
            self._put_sender(client_id, told)
        return any(told_more) or more.photo is not None or filled

    def _fill(self, client_id: int, told: ClientTold) -> Iterator[str]:
        """Columns that were empty get what the file says; others come back as details."""
        names = ("name", *_KEEP_OWN)
        sql = f"SELECT {', '.join(names)} FROM client WHERE id = ?"
        rows = self._store.rows(sql, [client_id])
        self._has_filled = False
        if not rows:
            return
        current = dict(zip(names, rows[0], strict=True))
        wanted = {name: told.columns[name] for name in _KEEP_OWN if told.columns[name]}
        values = {name: value for name, value in wanted.items() if not current[name]}
        if values.get("died"):
            values["has_died"] = True
        if values:
            self._has_filled = True
            self._step.update(Client, client_id, **values, changed_at=self._now)
        for name, value in wanted.items():
            if current[name] and fold(current[name]) != fold(value):
                yield f"{_labels()[name]}: {value}"
        if not set(words(told.name)) <= set(words(current["name"])):
            yield f"{_('Name')}: {told.name}"

    def _notes(self, told: ClientTold, unfit: Sequence[str]) -> Iterator[str]:
        yield from told.notes
        if told.details or unfit:
            yield "\n".join((f"{self._heading}:", *told.details, *unfit))

    def _put_contacts(self, people: Iterable[tuple[int, Sequence[Any]]]) -> None:
        rows = ((client_id, *each.row) for client_id, contacts in people for each in contacts)
        self._put(ContactPoint, ("client_id", *CONTACT_COLUMNS), rows)

    def _put_own(
        self, people: Sequence[tuple[int, ClientTold]], standing: _Standing | None = None
    ) -> dict[int, list[str]]:
        """Write own fields, consents and cards; returns, by client, the details none can hold."""
        self._has_put_own = False
        told = [(who, each) for who, each in people if each.fields or each.consents or each.cards]
        if not told:
            return {}
        self._own.meet(field for _who, each in told for field in each.fields)
        details: dict[int, list[str]] = {}
        values: list[tuple[int, int, str]] = []
        has_card = False
        for who, each in told:
            kept = standing.own_values() if standing else {}
            for record in each.fields:
                found = self._own.value_of(record, each.tags)
                if found is None or kept.get(found[0], found[1]) != found[1]:
                    details.setdefault(who, []).append(_detail(record))
                elif found[0] not in kept:
                    kept[found[0]] = found[1]
                    values.append((who, *found))
            refused = list(self._cards.give(who, each.cards))
            has_card |= len(refused) < len(each.cards)
            details.setdefault(who, []).extend(f"{_('Card')}: {code}" for code in refused)
        consents = [self._consent(who, consent) for who, each in told for consent in each.consents]
        self._put(CustomValue, ("client_id", "field_id", "value"), values)
        self._put(Consent, _CONSENT_COLUMNS, consents)
        self._has_put_own = bool(values or consents) or has_card
        return details

    def _consent(self, client_id: int, consent: ConsentRecord) -> tuple[Any, ...]:
        day = consent.day.isoformat() if consent.day else None
        source = line(consent.source) or self._agreed
        return client_id, consent.channel, int(consent.given), day, source

    def _put_ties(self, client_id: int, told: ClientTold) -> None:
        if told.household:
            self._households.add(client_id, told.household)
        for tie in told.relations:
            if tie.key:
                self._links.add(told.row, client_id, tie.label, tie.key, tie.note)
        named = [tie for tie in told.relations if tie.name and not tie.key]
        if named:
            columns = ("client_id", "type_id", "other_name", "note", "born")
            rows = [(client_id, self._types.id_of(tie.label), *_named_tie(tie)) for tie in named]
            self._put(Relation, columns, dict.fromkeys(rows))

    def _put_sender(self, client_id: int, told: ClientTold) -> None:
        """Who sent a client is known when all cards of the file are."""
        sender = dict(told.own.facts).get("sent_by", "") if told.own is not None else ""
        if sender:
            self._links.add_sender(told.row, client_id, sender)

    def _put_words(self, people: Sequence[tuple[int, ClientTold]]) -> None:
        former = ((who, name) for who, told in people for name in told.former_names)
        self._put(FormerName, ("client_id", "name"), former)
        days = ((who, *day) for who, told in people for day in told.occasions)
        self._put(Occasion, ("client_id", "what", "on"), days)
        tags = [(who, self._tag(name)) for who, told in people for name in told.tags]
        self._put(ClientTag, ("client_id", "tag_id"), dict.fromkeys(tags))
        # Without a screen nothing scales pictures, so they are shown small as they are.
        photos = ((who, told.photo, told.photo) for who, told in people if told.photo)
        self._put(Photo, ("client_id", "image", "small"), photos)

    def _put_notes(self, notes: Iterable[tuple[int, str]]) -> None:
        self._put(Note, ("client_id", "text", "at"), ((*note, self._now) for note in notes))

    def _put(self, model: type[Model], columns: Sequence[str], rows: _Rows) -> None:
        self._step.insert_rows(model, columns, rows)

    def _tag(self, name: str) -> int:
        folded = fold(name) or name
        if folded not in self._tags:
            self._tags[folded] = self._step.insert(Tag, name=name, folded=folded)
        return self._tags[folded]


class _Standing:
    """What the shop knows of one client, to see what is new."""

    def __init__(self, store: Store, client_id: int) -> None:
        self._store = store
        self._id = client_id

    def new_contacts(self, told: ClientTold) -> list[tuple[Any, ...]]:
        sql = "SELECT kind, normal, value, is_primary FROM contact_point WHERE client_id = ?"
        rows = self._store.rows(sql, [self._id])
        known = {(kind, normal or fold(value)) for kind, normal, value, _first in rows}
        has_primary = {kind for kind, _normal, _value, first in rows if first}
        found = []
        for contact in told.contacts:
            if (contact.kind, contact.same) not in known:
                known.add((contact.kind, contact.same))
                is_first = contact.kind not in has_primary
                has_primary.add(contact.kind)
                found.append((self._id, *contact.row[:-1], int(is_first)))
        return found

    def new_texts(self, table: str, column: str, texts: Sequence[str]) -> tuple[str, ...]:
        if not texts:
            return ()
        rows = self._store.rows(f"SELECT {column} FROM {table} WHERE client_id = ?", [self._id])
        known = {fold(row[0]) for row in rows}
        return tuple(text for text in texts if fold(text) not in known)

    def new_occasions(self, told: ClientTold) -> tuple[tuple[str, str], ...]:
        if not told.occasions:
            return ()
        sql = 'SELECT what, "on" FROM occasion WHERE client_id = ?'
        known = {(fold(what), on) for what, on in self._store.rows(sql, [self._id])}
        return tuple(day for day in told.occasions if (fold(day[0]), day[1]) not in known)

    def new_relations(self, told: ClientTold) -> tuple[Any, ...]:
        """Ties to cards are looked at when they are made, when their cards are known."""
        if not told.relations:
            return ()
        sql = (
            "SELECT t.name, COALESCE(o.name, r.other_name) FROM relation r "
            "JOIN relation_type t ON t.id = r.type_id LEFT JOIN client o ON o.id = r.other_id "
            "WHERE r.client_id = ?"
        )
        known = {(fold(word), fold(name)) for word, name in self._store.rows(sql, [self._id])}
        return tuple(
            tie
            for tie in told.relations
            if tie.key or (fold(tie.label), fold(tie.name)) not in known
        )

    def new_tags(self, told: ClientTold) -> tuple[str, ...]:
        if not told.tags:
            return ()
        sql = (
            "SELECT t.folded FROM client_tag x JOIN tag t ON t.id = x.tag_id WHERE x.client_id = ?"
        )
        known = {row[0] for row in self._store.rows(sql, [self._id])}
        return tuple(tag for tag in told.tags if fold(tag) not in known)

    def new_notes(
        self, notes: Sequence[str], details: Sequence[str], heading: str
    ) -> tuple[str, ...]:
        """Notes not there yet, and under ``heading`` the details no note has."""
        if not notes and not details:
            return ()
        rows = self._store.rows("SELECT text FROM note WHERE client_id = ?", [self._id])
        known = {row[0] for row in rows}
        lines = [each for each in details if not any(each in text for text in known)]
        found = [text for text in notes if text not in known]
        return (*found, *(("\n".join((f"{heading}:", *lines)),) if lines else ()))

    def new_consents(self, consents: Sequence[ConsentRecord]) -> tuple[ConsentRecord, ...]:
        """Those about ways nothing was said about yet: what they told the shop stands."""
        if not consents:
            return ()
        sql = "SELECT channel FROM consent WHERE client_id = ?"
        known = {row[0] for row in self._store.rows(sql, [self._id])}
        return tuple(each for each in consents if each.channel not in known)

    def own_values(self) -> dict[int, str]:
        """What stands in the shop's own fields."""
        sql = "SELECT field_id, value FROM custom_value WHERE client_id = ?"
        return dict(self._store.rows(sql, [self._id]))

    def is_without(self, table: str) -> bool:
        sql = f"SELECT 1 FROM {table} WHERE client_id = ?"
        return self._store.scalar(sql, [self._id]) is None


def _named_tie(tie: RelationRecord) -> tuple[str, str, str]:
    """Of a tie to somebody known by name: the name, what was noted, and when they were born."""
    return tie.name, block(tie.note), tie.born.text if tie.born else ""


def _detail(record: FieldRecord) -> str:
    return f"{line(record.name)}: {block(record.value)}"


def _labels() -> dict[str, str]:
    return {
        "called": _("Nickname"),
        "pronunciation": _("Pronunciation"),
        "born": _("Birthday"),
        "died": _("Died"),
        "work": _("Work"),
    }
