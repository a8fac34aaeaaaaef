"""What a card says of its client, gathered property by property and made into one record."""

from __future__ import annotations

from dataclasses import dataclass, field

from crm.clients.drafts import ClientKind
from crm.clients.names import NameParts, join_name, split_name
from crm.dates import PartialDate
from crm.exchange.contacts import chosen_primary
from crm.exchange.records import (
    ClientRecord,
    ConsentRecord,
    ContactRecord,
    DateRecord,
    FieldRecord,
    NoteRecord,
    OwnRecord,
    RelationRecord,
)
from crm.i18n import _


@dataclass(slots=True)
class _Contact:
    record: ContactRecord
    preference: int


@dataclass(slots=True)
class OwnOnCard:
    """What a card of this program tells that no other does."""

    facts: dict[str, str] = field(default_factory=dict)
    notes: list[NoteRecord] = field(default_factory=list)
    preferences: list[tuple[str, ...]] = field(default_factory=list)
    wishes: list[tuple[str, ...]] = field(default_factory=list)
    promises: list[tuple[str, ...]] = field(default_factory=list)

    def record(self) -> OwnRecord | None:
        """All of it, None where there is nothing."""
        if not (self.facts or self.notes or self.preferences or self.wishes or self.promises):
            return None
        return OwnRecord(
            facts=tuple(self.facts.items()),
            notes=tuple(self.notes),
            preferences=tuple(self.preferences),
            wishes=tuple(self.wishes),
            promises=tuple(self.promises),
        )


@dataclass(slots=True)
class ClientOnCard:
    """Everything found so far, in the order of the card; ``record`` decides what stands where.

    ``spoken`` holds parts of how the name is said by their place in it, ``kind`` the card's own
    word for what it is about.
    """

    names: list[str] = field(default_factory=list)
    parts: NameParts | None = None
    other_parts: list[NameParts] = field(default_factory=list)
    called: list[str] = field(default_factory=list)
    former: list[str] = field(default_factory=list)
    spoken: dict[int, str] = field(default_factory=dict)
    sounds: list[str] = field(default_factory=list)
    born: PartialDate | None = None
    dates: list[DateRecord] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)
    work: list[str] = field(default_factory=list)
    relations: list[RelationRecord] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    photo: bytes | None = None
    key: str = ""
    kind: str = ""
    standing: str = ""
    household: str = ""
    cards: list[str] = field(default_factory=list)
    consents: list[ConsentRecord] = field(default_factory=list)
    fields: list[FieldRecord] = field(default_factory=list)
    own: OwnOnCard = field(default_factory=OwnOnCard)
    _contacts: list[_Contact] = field(default_factory=list)
    _extra: list[tuple[str, str]] = field(default_factory=list)

    @property
    def contacts(self) -> tuple[ContactRecord, ...]:
        """The ways to reach the client."""
        return tuple(each.record for each in self._contacts)

    def add_contact(self, contact: ContactRecord, preference: int) -> None:
        """Add a way to reach the client; a smaller ``preference`` is used sooner."""
        for known in self._contacts:
            same = (known.record.kind, known.record.value, known.record.label)
            if same == (contact.kind, contact.value, contact.label):
                known.preference = min(known.preference, preference)
                return
        self._contacts.append(_Contact(contact, preference))

    def add_parts(self, parts: NameParts) -> None:
        """Add a name in its parts; the first is the client's, others are kept beside it."""
        if self.parts is None:
            self.parts = parts
        elif parts != self.parts:
            self.other_parts.append(parts)

    def keep(self, name: str, text: str) -> None:
        """Keep what a client has no place for under the ``name`` people know it by."""
        pair = (name, text)
        if text and pair not in self._extra:
            self._extra.append(pair)

    def record(self, row: int) -> ClientRecord:
        """The client of the card that begins in line ``row``."""
        shown = self._shown_name()
        parts = self.parts or NameParts()
        kind = self._record_kind(shown)
        if not any((parts.given, parts.middle, parts.family)) and kind == "person":
            parts = self._split(parts)
        self._keep_the_rest()
        called = [name for name in self.called if name]
        return ClientRecord(
            row=row,
            key=self.key,
            kind=kind,
            title=parts.title,
            given=parts.given,
            middle=parts.middle,
            family=parts.family,
            suffix=parts.suffix,
            display_name=shown,
            called=next(iter(called), ""),
            former_names=tuple(dict.fromkeys(self.former)),
            pronunciation=self._pronunciation(),
            born=self.born,
            dates=tuple(self.dates),
            contacts=chosen_primary([(each.record, each.preference) for each in self._contacts]),
            organisation=next(iter(self.organisations), ""),
            work=next(iter(self.work), ""),
            relations=tuple(self.relations),
            tags=tuple(dict.fromkeys(tag for tag in self.tags if tag)),
            notes=tuple(self.notes),
            photo=self.photo,
            standing=self.standing,
            extra=tuple(self._extra),
            consents=tuple(self.consents),
            fields=tuple(self.fields),
            cards=tuple(dict.fromkeys(self.cards)),
            household=self.household,
            own=self.own.record(),
        )

    def _split(self, parts: NameParts) -> NameParts:
        return split_name(self.names[0]) if self.names else parts

    def _shown_name(self) -> str:
        """FN, else the parts, else what is nearest to a name: nickname, company, mail, number."""
        if self.names:
            return self.names[0]
        joined = join_name(self.parts) if self.parts else ""
        contacts = [contact.value for contact in self.contacts]
        candidates = [joined, *self.called, *self.organisations, *contacts]
        return next((name for name in candidates if name), "")

    def _record_kind(self, shown: str) -> ClientKind:
        if self.kind in {"org", "organization", "company"}:
            return "organisation"
        if self.kind == "group":
            return "household"
        if self.parts is None and shown and shown in self.organisations:
            return "organisation"
        return "person"

    def _keep_the_rest(self) -> None:
        """What there is more of than a client has room for: nothing that can be read is lost."""
        for name in self.names[1:]:
            self.keep(_("Other name"), name)
        written = [_letters(name) for name in self.names]
        for name in map(join_name, self.other_parts):
            if _letters(name) not in written:
                self.keep(_("Other name"), name)
        called = [name for name in self.called if name]
        for name in called[1:]:
            self.keep(_("Nickname"), name)
        for name in self.organisations[1:]:
            self.keep(_("Organisation"), name)
        for name in self.work[1:]:
            self.keep(_("Job title"), name)

    def _pronunciation(self) -> str:
        if self.spoken:
            return " ".join(self.spoken[place] for place in sorted(self.spoken))
        return next((" ".join(sound.split()) for sound in self.sounds if sound.strip()), "")


def _letters(name: str) -> list[str]:
    """The letters of a name in any order, since languages order its parts differently."""
    return sorted(letter for letter in name if not letter.isspace())
