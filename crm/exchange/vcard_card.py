"""One card of an address book: what each of its properties means for the client."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import unquote

from crm.clients.names import NameParts
from crm.exchange import vcard_own as own
from crm.exchange import vcard_words as words
from crm.exchange.contacts import address
from crm.exchange.records import (
    CONSENT_CHANNELS,
    FIELD_TYPES,
    LONGEST_LINE_TEXT,
    LONGEST_NOTE,
    ClientRecord,
    ConsentRecord,
    ContactRecord,
    DateRecord,
    FieldRecord,
    FieldType,
    NoteRecord,
    Problem,
    RelationRecord,
)
from crm.exchange.vcard_client import ClientOnCard
from crm.exchange.vcard_dates import parse_card_date
from crm.exchange.vcard_properties import BINARY, Property, components, picture, split, unescape
from crm.i18n import _

_KANA = re.compile("[\u3041-\u30ff\uff66-\uff9f]")
_NAMED_EMAIL = re.compile(r"<([^<>\s]+@[^<>\s]+)>\s*$")
_LINK = "urn:uuid:"
_NO_PREFERENCE = 101
_NAME_PARTS = 5
_ADDRESS_PARTS = 7


@dataclass(slots=True)
class Card:
    """What of a card has been read so far; ``finish`` makes the record.

    ``row`` is the line its BEGIN stands in, ``today`` the day that words such as "about 58"
    count from.
    """

    row: int
    today: date | None = None
    old_rules: bool = False
    size: int = 0
    entries: int = 0
    problems: list[Problem] = field(default_factory=list)
    _properties: list[Property] = field(default_factory=list)
    _labels: dict[str, str] = field(default_factory=dict)
    _details: dict[tuple[str, str], str] = field(default_factory=dict)
    _address_labels: list[Property] = field(default_factory=list)
    _client: ClientOnCard = field(default_factory=ClientOnCard)

    def add(self, prop: Property) -> None:
        """Take a property in; what it means is settled by ``finish``, when all are known.

        Pictures and other packed bytes are settled at once, so that a card holds one of them.
        """
        if prop.packed and prop.name in BINARY:
            self._read_binary(prop)
            return
        if prop.name == "VERSION":
            self.old_rules = prop.text.strip() == "2.1"
        elif prop.name == "X-ABLABEL":
            self._labels[prop.group] = words.spoken_label(unescape(prop.text))
        elif prop.name in own.DETAILS:
            self._details[prop.group, prop.name] = self._text(prop)
            return
        self._properties.append(prop)

    def relate(self, label: str, name: str) -> None:
        """Tie the client to somebody whose card stands inside this one."""
        self._client.relations.append(RelationRecord(label, name))

    def finish(self) -> ClientRecord | Problem:
        """The client, or a rejecting problem where the card tells nothing of anybody."""
        for prop in self._properties:
            self._read(prop)
        self._read_address_labels()
        record = self._client.record(self.row)
        if not record.display_name:
            why = _("This card has no name, number or address of anybody.")
            return Problem(self.row, "", why)
        return record

    def _read(self, prop: Property) -> None:
        reader = _READERS.get(prop.name)
        if reader is None:
            self._read_by_table(prop)
        elif prop.text.strip():
            reader(self, prop)

    def _read_by_table(self, prop: Property) -> None:
        name, text = prop.name, self._text(prop)
        if not text or name in words.MACHINE_ONLY:
            return
        if name in words.PHONES:
            self._add_phone(prop, text)
        elif name in words.LINKS:
            self._add_link(prop, text, words.LINKS[name])
        elif name in words.RELATIONS:
            self._add_relation(self._label(prop) or words.RELATIONS[name], text, prop)
        elif name in words.DATES:
            self._add_date(prop, self._label(prop) or words.DATES[name], text)
        elif name in words.PRONUNCIATION:
            self._client.spoken[words.PRONUNCIATION[name]] = text
        elif name in words.FORMER_NAMES:
            self._client.former.append(text)
        else:
            self._client.keep(words.EXTRA.get(name, name), text)

    def _text(self, prop: Property) -> str:
        text = unescape(prop.text, old_rules=self.old_rules)
        if len(text) <= LONGEST_NOTE:
            return text
        self._problem(prop, _("{name} is too long to be a text people wrote; it was left out."))
        return ""

    def _short(self, prop: Property, text: str) -> str:
        """``text`` where it can be a name or number, else nothing and a problem."""
        if len(text) <= LONGEST_LINE_TEXT:
            return text
        self._problem(prop, _("{name} is far too long; it was left out."))
        return ""

    def _problem(self, prop: Property, why: str) -> None:
        text = why.format(name=prop.name)
        self.problems.append(Problem(prop.row, prop.name, text, rejected=False))

    def _label(self, prop: Property) -> str:
        told = self._detail(prop, own.LABEL) or self._labels.get(prop.group, "")
        return (told if prop.group else "") or words.type_label(prop.types)

    def _detail(self, prop: Property, name: str) -> str:
        """What another line of the same group says of a property."""
        return self._details.get((prop.group, name), "") if prop.group else ""

    def _read_formatted(self, prop: Property) -> None:
        text = self._short(prop, self._text(prop))
        if text and text not in self._client.names:
            self._client.names.append(text)
        self._read_sort_as(prop)

    def _read_name(self, prop: Property) -> None:
        parts = components(prop, old_rules=self.old_rules)
        parts[4:] = components(prop, old_rules=self.old_rules, joint=", ")[4:]
        parts = [self._short(prop, part) for part in parts]
        family, given, middle, title, suffix = (parts + [""] * _NAME_PARTS)[:_NAME_PARTS]
        made = NameParts(title=title, given=given, middle=middle, family=family, suffix=suffix)
        self._read_sort_as(prop)
        if not any(parts):
            return
        self._client.add_parts(made)

    def _read_sort_as(self, prop: Property) -> None:
        """Japanese cards say in SORT-AS how a name is read."""
        reading = " ".join(prop.params.get("SORT-AS", ())).replace(";", " ")
        if _KANA.search(reading) and prop.name in {"N", "FN"}:
            self._client.sounds.append(reading)

    def _read_sound(self, prop: Property) -> None:
        text = " ".join(part for part in components(prop, old_rules=self.old_rules) if part)
        if "x-irmc-n" in prop.types or _KANA.search(text):
            self._client.sounds.append(text)
        else:
            self._client.keep(words.EXTRA["SOUND"], text)

    def _read_sort_string(self, prop: Property) -> None:
        text = self._text(prop)
        if _KANA.search(text):
            self._client.sounds.append(text)

    def _read_called(self, prop: Property) -> None:
        names = (name.strip() for name in self._text(prop).split(","))
        self._client.called.extend(self._short(prop, name) for name in names if name)

    def _read_born(self, prop: Property) -> None:
        text = self._text(prop)
        when = parse_card_date(text, self.today)
        if when is None:
            self._problem(prop, _("The birthday is not a day; its text was kept."))
            self._client.keep(_("Birthday"), text)
        elif self._client.born is None:
            self._client.born = when
        elif when != self._client.born:
            self._client.keep(_("Birthday"), text)

    def _add_date(self, prop: Property, label: str, text: str) -> None:
        when = parse_card_date(text, self.today)
        if when is None:
            self._problem(prop, _("{name} is not a day; its text was kept."))
            self._client.keep(label or prop.name, text)
            return
        found = DateRecord(label, when)
        if found not in self._client.dates:
            self._client.dates.append(found)

    def _add_contact(self, prop: Property, contact: ContactRecord) -> None:
        if self._short(prop, contact.value):
            if self._detail(prop, own.PAST):
                contact = contact._replace(past=True)
            self._client.add_contact(contact, _preference(prop))

    def _add_phone(self, prop: Property, text: str) -> None:
        scheme, _colon, rest = text.partition(":")
        label = self._label(prop)
        if scheme.lower() == "tel":
            text = _telephone(rest)
        elif scheme.lower() in {"sip", "sips"}:
            self._add_link(prop, text, "sip")
            return
        self._add_contact(prop, ContactRecord("phone", text, label))

    def _read_email(self, prop: Property) -> None:
        text = self._text(prop)
        if text[:7].lower() == "mailto:":
            text = unquote(text[7:])
        named = _NAMED_EMAIL.search(text)
        text = named[1] if named else text
        self._add_contact(prop, ContactRecord("email", text, self._label(prop)))

    def _add_link(self, prop: Property, text: str, label: str) -> None:
        if prop.name == "IMPP":
            label = prop.param("X-SERVICE-TYPE").lower() or text.partition(":")[0].lower()
        elif prop.name == "X-SOCIALPROFILE":
            label = prop.param("TYPE").lower()
        told = self._detail(prop, own.LABEL) or self._labels.get(prop.group, "")
        label = told or label or words.type_label(prop.types)
        self._add_contact(prop, ContactRecord("link", text, label))

    def _read_address(self, prop: Property) -> None:
        parts = components(prop, old_rules=self.old_rules)
        box, more, street, town, region, postcode, country = (parts + [""] * _ADDRESS_PARTS)[
            :_ADDRESS_PARTS
        ]
        lines = "\n".join(part for part in (box, more, street) if part)
        contact = address(lines, postcode, town, region, country, label=self._label(prop))
        if self._detail(prop, own.PARTLESS):
            contact = ContactRecord("address", lines, self._label(prop))
        elif whole := self._detail(prop, own.WHOLE):
            contact = contact._replace(value=whole)
        if contact.value:
            self._add_contact(prop, contact)

    def _read_address_labels(self) -> None:
        """A LABEL repeats an address as printed: worth keeping only where it says more."""
        for prop in self._address_labels:
            text = self._text(prop)
            known = " ".join(each.value for each in self._client.contacts).replace(",", " ").split()
            if set(text.replace(",", " ").split()) <= set(known):
                continue
            if any(each.kind == "address" for each in self._client.contacts):
                self._client.keep(_("Address label"), text)
            else:
                self._add_contact(prop, address(text, "", "", "", "", label=self._label(prop)))

    def _read_organisation(self, prop: Property) -> None:
        name, *units = [unescape(part, old_rules=self.old_rules) for part in split(prop.text, ";")]
        name = self._short(prop, name)
        if name and name not in self._client.organisations:
            self._client.organisations.append(name)
        self._client.keep(_("Department"), ", ".join(unit for unit in units if unit))

    def _read_work(self, prop: Property) -> None:
        text = self._short(prop, self._text(prop))
        if text and text not in self._client.work:
            self._client.work.append(text)

    def _add_relation(self, label: str, text: str, prop: Property) -> None:
        key = text[9:] if text.lower().startswith("urn:uuid:") else self._detail(prop, own.KEY)
        note, born = self._detail(prop, own.REMARK), self._detail(prop, own.BORN)
        when = parse_card_date(born, self.today) if born else None
        found = RelationRecord(label, "" if key else text, key, note, when)
        if found not in self._client.relations and len(text) <= LONGEST_LINE_TEXT:
            self._client.relations.append(found)

    def _read_tags(self, prop: Property) -> None:
        tags = (tag.strip() for tag in self._text(prop).split(","))
        self._client.tags.extend(self._short(prop, tag) for tag in tags if tag)

    def _read_note(self, prop: Property) -> None:
        text = self._text(prop)
        if text and self._detail(prop, own.AT):
            self._client.own.notes.append(self._own_note(prop, text))
        elif text and text not in self._client.notes:
            self._client.notes.append(text)

    def _own_note(self, prop: Property, text: str) -> NoteRecord:
        return NoteRecord(
            text,
            at=self._detail(prop, own.AT),
            author=self._detail(prop, own.AUTHOR),
            label=self._detail(prop, own.LABEL),
            is_pinned=bool(self._detail(prop, own.PINNED)),
            is_alert=bool(self._detail(prop, own.ALERT)),
            ask_next=bool(self._detail(prop, own.ASK)),
            asked_at=self._detail(prop, own.ASKED),
        )

    def _read_own(self, prop: Property) -> None:
        fact, text = own.FACTS[prop.name], self._text(prop)
        if fact == "called":
            self._client.called = [text]
        elif fact == "sent_by" and not text.startswith(_LINK):
            self._client.keep(_("Sent by"), text)
        elif fact == "sent_by":
            self._client.own.facts[fact] = text.removeprefix(_LINK)
        else:
            self._client.own.facts[fact] = text

    def _parts(self, prop: Property) -> tuple[str, ...]:
        """The parts of a property of this program."""
        if len(prop.text) > LONGEST_NOTE:
            self._problem(prop, _("{name} is far too long; it was left out."))
            return ()
        return tuple(unescape(part) for part in split(prop.text, ";"))

    def _read_consent(self, prop: Property) -> None:
        channel, given, day, source, *_more = (*self._parts(prop), "", "", "", "")
        known = next((each for each in CONSENT_CHANNELS if each == channel), None)
        if known is not None and given in ("yes", "no"):
            when = parse_card_date(day)
            said = ConsentRecord(known, given == "yes", when.as_date() if when else None, source)
            self._client.consents.append(said)

    def _read_field(self, prop: Property) -> None:
        name, told, value, choices, *_more = (*self._parts(prop), "", "", "", "")
        type: FieldType = next((each for each in FIELD_TYPES if each == told), "text")
        if name and value:
            listed = tuple(filter(None, choices.split("\n")))
            self._client.fields.append(FieldRecord(name, type, value, listed))

    def _read_standing(self, prop: Property) -> None:
        self._client.standing = self._text(prop)

    def _read_household(self, prop: Property) -> None:
        self._client.household = self._short(prop, self._text(prop))

    def _read_binary(self, prop: Property) -> None:
        if prop.name != "PHOTO":
            return
        photo = picture(prop.data)
        if photo is None:
            self._problem(prop, _("The photo is damaged and was left out."))
        elif self._client.photo is None:
            self._client.photo = photo

    def _read_key(self, prop: Property) -> None:
        self._client.key = self._text(prop).removeprefix("urn:uuid:")[:LONGEST_LINE_TEXT]

    def _read_kind(self, prop: Property) -> None:
        self._client.kind = prop.text.strip().lower()

    def _read_android(self, prop: Property) -> None:
        """X-ANDROID-CUSTOM packs what 2.1 has no property for behind the name of a table."""
        kind, value, number, label, *_more = [*components(prop, old_rules=True), "", "", ""]
        code = int(number) if number.isdecimal() and len(number) < 4 else 0
        if kind.endswith("/nickname"):
            self._client.called.append(self._short(prop, value))
        elif kind.endswith("/relation") and value:
            known = words.ANDROID_RELATIONS[code : code + 1] or ("",)
            self._add_relation(label or known[0], value, prop)
        elif kind.endswith("/contact_event") and value:
            self._read_android_date(prop, code, label, value)
        elif value:
            self._client.keep(kind, self._text(replace(prop, text=prop.text.partition(";")[2])))

    def _read_android_date(self, prop: Property, code: int, label: str, value: str) -> None:
        known = words.ANDROID_DATES[code : code + 1] or ("",)
        if known[0] == "birthday":
            self._read_born(replace(prop, text=value))
        else:
            self._add_date(prop, label or known[0], value)


def _preference(prop: Property) -> int:
    """1 for the most preferred to 100; 101 where the card prefers nothing."""
    if "pref" in prop.types:
        return 1
    written = prop.param("PREF")
    return int(written) if written.isdecimal() and len(written) <= 3 else _NO_PREFERENCE


def _telephone(uri: str) -> str:
    """The number of a ``tel:`` address, its extension after an x."""
    number, *parameters = unquote(uri).split(";")
    for parameter in parameters:
        name, _equals, value = parameter.partition("=")
        if name.strip().lower() == "ext" and value:
            return f"{number} x{value}"
    return number


_READERS: dict[str, Callable[[Card, Property], None]] = {
    "FN": Card._read_formatted,
    "N": Card._read_name,
    "SOUND": Card._read_sound,
    "SORT-STRING": Card._read_sort_string,
    "NICKNAME": Card._read_called,
    "BDAY": Card._read_born,
    "EMAIL": Card._read_email,
    "ADR": Card._read_address,
    "LABEL": lambda card, prop: card._address_labels.append(prop),
    "ORG": Card._read_organisation,
    "TITLE": Card._read_work,
    "CATEGORIES": Card._read_tags,
    "NOTE": Card._read_note,
    "UID": Card._read_key,
    "KIND": Card._read_kind,
    "X-ADDRESSBOOKSERVER-KIND": Card._read_kind,
    "X-ABSHOWAS": Card._read_kind,
    "X-ANDROID-CUSTOM": Card._read_android,
    **dict.fromkeys(own.FACTS, Card._read_own),
    own.PREFERENCE: lambda card, prop: card._client.own.preferences.append(card._parts(prop)),
    own.WISH: lambda card, prop: card._client.own.wishes.append(card._parts(prop)),
    own.PROMISE: lambda card, prop: card._client.own.promises.append(card._parts(prop)),
    own.CONSENT: Card._read_consent,
    own.FIELD: Card._read_field,
    own.STANDING: Card._read_standing,
    own.CARD: lambda card, prop: card._client.cards.append(card._text(prop)),
    own.TAG: lambda card, prop: card._client.tags.append(card._text(prop)),
    own.HOUSEHOLD: Card._read_household,
}
