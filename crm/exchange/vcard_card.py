"""One card of an address book, its properties gathered into a client record."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import unquote

from crm.clients.drafts import ClientKind
from crm.clients.names import NameParts, join_name, split_name
from crm.dates import PartialDate
from crm.exchange import vcard_words as words
from crm.exchange.contacts import address, chosen_primary
from crm.exchange.records import (
    LONGEST_LINE_TEXT,
    LONGEST_NOTE,
    ClientRecord,
    ContactRecord,
    DateRecord,
    Problem,
    RelationRecord,
)
from crm.exchange.vcard_dates import parse_card_date
from crm.exchange.vcard_properties import BINARY, Property, components, picture, split, unescape
from crm.i18n import _

_KANA = re.compile("[\u3041-\u30ff\uff66-\uff9f]")
_NAMED_EMAIL = re.compile(r"<([^<>\s]+@[^<>\s]+)>\s*$")
_NO_PREFERENCE = 101
_NAME_PARTS = 5
_ADDRESS_PARTS = 7


@dataclass(slots=True)
class _Contact:
    record: ContactRecord
    preference: int


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
    _names: list[str] = field(default_factory=list)
    _parts: NameParts | None = None
    _other_parts: list[NameParts] = field(default_factory=list)
    _called: list[str] = field(default_factory=list)
    _former: list[str] = field(default_factory=list)
    _spoken: dict[int, str] = field(default_factory=dict)
    _sounds: list[str] = field(default_factory=list)
    _born: PartialDate | None = None
    _dates: list[DateRecord] = field(default_factory=list)
    _contacts: list[_Contact] = field(default_factory=list)
    _organisations: list[str] = field(default_factory=list)
    _work: list[str] = field(default_factory=list)
    _relations: list[RelationRecord] = field(default_factory=list)
    _tags: list[str] = field(default_factory=list)
    _notes: list[str] = field(default_factory=list)
    _photo: bytes | None = None
    _key: str = ""
    _kind: str = ""
    _address_labels: list[Property] = field(default_factory=list)
    _extra: list[tuple[str, str]] = field(default_factory=list)

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
        self._properties.append(prop)

    def relate(self, label: str, name: str) -> None:
        """Tie the client to somebody whose card stands inside this one."""
        self._relations.append(RelationRecord(label, name))

    def finish(self) -> ClientRecord | Problem:
        """The client, or a rejecting problem where the card tells nothing of anybody."""
        for prop in self._properties:
            self._read(prop)
        self._read_address_labels()
        record = self._record()
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
            self._add_relation(self._label(prop) or words.RELATIONS[name], text)
        elif name in words.DATES:
            self._add_date(prop, self._label(prop) or words.DATES[name], text)
        elif name in words.PRONUNCIATION:
            self._spoken[words.PRONUNCIATION[name]] = text
        elif name in words.FORMER_NAMES:
            self._former.append(text)
        else:
            self._keep(words.EXTRA.get(name, name), text)

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

    def _keep(self, name: str, text: str) -> None:
        pair = (name, text)
        if text and pair not in self._extra:
            self._extra.append(pair)

    def _label(self, prop: Property) -> str:
        own = self._labels.get(prop.group, "") if prop.group else ""
        return own or words.type_label(prop.types)

    def _read_formatted(self, prop: Property) -> None:
        text = self._short(prop, self._text(prop))
        if text and text not in self._names:
            self._names.append(text)
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
        if self._parts is None:
            self._parts = made
        elif made != self._parts:
            self._other_parts.append(made)

    def _read_sort_as(self, prop: Property) -> None:
        """Japanese cards say in SORT-AS how a name is read."""
        reading = " ".join(prop.params.get("SORT-AS", ())).replace(";", " ")
        if _KANA.search(reading) and prop.name in {"N", "FN"}:
            self._sounds.append(reading)

    def _read_sound(self, prop: Property) -> None:
        text = " ".join(part for part in components(prop, old_rules=self.old_rules) if part)
        if "x-irmc-n" in prop.types or _KANA.search(text):
            self._sounds.append(text)
        else:
            self._keep(words.EXTRA["SOUND"], text)

    def _read_sort_string(self, prop: Property) -> None:
        text = self._text(prop)
        if _KANA.search(text):
            self._sounds.append(text)

    def _read_called(self, prop: Property) -> None:
        names = (name.strip() for name in self._text(prop).split(","))
        self._called.extend(self._short(prop, name) for name in names if name)

    def _read_born(self, prop: Property) -> None:
        text = self._text(prop)
        when = parse_card_date(text, self.today)
        if when is None:
            self._problem(prop, _("The birthday is not a day; its text was kept."))
            self._keep(_("Birthday"), text)
        elif self._born is None:
            self._born = when
        elif when != self._born:
            self._keep(_("Birthday"), text)

    def _add_date(self, prop: Property, label: str, text: str) -> None:
        when = parse_card_date(text, self.today)
        if when is None:
            self._problem(prop, _("{name} is not a day; its text was kept."))
            self._keep(label or prop.name, text)
            return
        found = DateRecord(label, when)
        if found not in self._dates:
            self._dates.append(found)

    def _add_contact(self, prop: Property, contact: ContactRecord) -> None:
        if not self._short(prop, contact.value):
            return
        preference = _preference(prop)
        for known in self._contacts:
            same = (known.record.kind, known.record.value, known.record.label)
            if same == (contact.kind, contact.value, contact.label):
                known.preference = min(known.preference, preference)
                return
        self._contacts.append(_Contact(contact, preference))

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
        label = self._labels.get(prop.group, "") or label or words.type_label(prop.types)
        self._add_contact(prop, ContactRecord("link", text, label))

    def _read_address(self, prop: Property) -> None:
        parts = components(prop, old_rules=self.old_rules)
        box, more, street, town, region, postcode, country = (parts + [""] * _ADDRESS_PARTS)[
            :_ADDRESS_PARTS
        ]
        lines = "\n".join(part for part in (box, more, street) if part)
        contact = address(lines, postcode, town, region, country, label=self._label(prop))
        if contact.value:
            self._add_contact(prop, contact)

    def _read_address_labels(self) -> None:
        """A LABEL repeats an address as printed: worth keeping only where it says more."""
        for prop in self._address_labels:
            text = self._text(prop)
            known = " ".join(c.record.value for c in self._contacts).replace(",", " ").split()
            if set(text.replace(",", " ").split()) <= set(known):
                continue
            if any(c.record.kind == "address" for c in self._contacts):
                self._keep(_("Address label"), text)
            else:
                self._add_contact(prop, address(text, "", "", "", "", label=self._label(prop)))

    def _read_organisation(self, prop: Property) -> None:
        name, *units = [unescape(part, old_rules=self.old_rules) for part in split(prop.text, ";")]
        name = self._short(prop, name)
        if name and name not in self._organisations:
            self._organisations.append(name)
        self._keep(_("Department"), ", ".join(unit for unit in units if unit))

    def _read_work(self, prop: Property) -> None:
        text = self._short(prop, self._text(prop))
        if text and text not in self._work:
            self._work.append(text)

    def _add_relation(self, label: str, text: str) -> None:
        linked = text.lower().startswith("urn:uuid:")
        found = RelationRecord(label, "" if linked else text, text[9:] if linked else "")
        if found not in self._relations and len(text) <= LONGEST_LINE_TEXT:
            self._relations.append(found)

    def _read_tags(self, prop: Property) -> None:
        tags = (tag.strip() for tag in self._text(prop).split(","))
        self._tags.extend(self._short(prop, tag) for tag in tags if tag)

    def _read_note(self, prop: Property) -> None:
        text = self._text(prop)
        if text and text not in self._notes:
            self._notes.append(text)

    def _read_binary(self, prop: Property) -> None:
        if prop.name != "PHOTO":
            return
        photo = picture(prop.data)
        if photo is None:
            self._problem(prop, _("The photo is damaged and was left out."))
        elif self._photo is None:
            self._photo = photo

    def _read_key(self, prop: Property) -> None:
        self._key = self._text(prop).removeprefix("urn:uuid:")[:LONGEST_LINE_TEXT]

    def _read_kind(self, prop: Property) -> None:
        self._kind = prop.text.strip().lower()

    def _read_android(self, prop: Property) -> None:
        """X-ANDROID-CUSTOM packs what 2.1 has no property for behind the name of a table."""
        kind, value, number, label, *_more = [*components(prop, old_rules=True), "", "", ""]
        code = int(number) if number.isdecimal() and len(number) < 4 else 0
        if kind.endswith("/nickname"):
            self._called.append(self._short(prop, value))
        elif kind.endswith("/relation") and value:
            known = words.ANDROID_RELATIONS[code : code + 1] or ("",)
            self._add_relation(label or known[0], value)
        elif kind.endswith("/contact_event") and value:
            self._read_android_date(prop, code, label, value)
        elif value:
            self._keep(kind, self._text(replace(prop, text=prop.text.partition(";")[2])))

    def _read_android_date(self, prop: Property, code: int, label: str, value: str) -> None:
        known = words.ANDROID_DATES[code : code + 1] or ("",)
        if known[0] == "birthday":
            self._read_born(replace(prop, text=value))
        else:
            self._add_date(prop, label or known[0], value)

    def _record(self) -> ClientRecord:
        shown = self._shown_name()
        parts = self._parts or NameParts()
        kind = self._record_kind(shown)
        if not any((parts.given, parts.middle, parts.family)) and kind == "person":
            parts = self._split(parts)
        self._keep_the_rest()
        called = [name for name in self._called if name]
        return ClientRecord(
            row=self.row,
            key=self._key,
            kind=kind,
            title=parts.title,
            given=parts.given,
            middle=parts.middle,
            family=parts.family,
            suffix=parts.suffix,
            display_name=shown,
            called=next(iter(called), ""),
            former_names=tuple(dict.fromkeys(self._former)),
            pronunciation=self._pronunciation(),
            born=self._born,
            dates=tuple(self._dates),
            contacts=chosen_primary([(c.record, c.preference) for c in self._contacts]),
            organisation=next(iter(self._organisations), ""),
            work=next(iter(self._work), ""),
            relations=tuple(self._relations),
            tags=tuple(dict.fromkeys(tag for tag in self._tags if tag)),
            notes=tuple(self._notes),
            photo=self._photo,
            extra=tuple(self._extra),
        )

    def _split(self, parts: NameParts) -> NameParts:
        return split_name(self._names[0]) if self._names else parts

    def _shown_name(self) -> str:
        """FN, else the parts, else what is nearest to a name: nickname, company, mail, number."""
        if self._names:
            return self._names[0]
        joined = join_name(self._parts) if self._parts else ""
        contacts = [contact.record.value for contact in self._contacts]
        candidates = [joined, *self._called, *self._organisations, *contacts]
        return next((name for name in candidates if name), "")

    def _record_kind(self, shown: str) -> ClientKind:
        if self._kind in {"org", "organization", "company"}:
            return "organisation"
        if self._kind == "group":
            return "household"
        if self._parts is None and shown and shown in self._organisations:
            return "organisation"
        return "person"

    def _keep_the_rest(self) -> None:
        """What there is more of than a client has room for: nothing that can be read is lost."""
        for name in self._names[1:]:
            self._keep(_("Other name"), name)
        written = [_letters(name) for name in self._names]
        for name in map(join_name, self._other_parts):
            if _letters(name) not in written:
                self._keep(_("Other name"), name)
        called = [name for name in self._called if name]
        for name in called[1:]:
            self._keep(_("Nickname"), name)
        for name in self._organisations[1:]:
            self._keep(_("Organisation"), name)
        for name in self._work[1:]:
            self._keep(_("Job title"), name)

    def _pronunciation(self) -> str:
        if self._spoken:
            return " ".join(self._spoken[place] for place in sorted(self._spoken))
        return next((" ".join(sound.split()) for sound in self._sounds if sound.strip()), "")


def _letters(name: str) -> list[str]:
    """The letters of a name in any order, since languages order its parts differently."""
    return sorted(letter for letter in name if not letter.isspace())


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
}
