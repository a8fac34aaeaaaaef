"""People as vCards (3.0, RFC 2426; 4.0, RFC 6350): all a card can say, the rest in own words."""

from __future__ import annotations

import base64
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Final, Literal
from uuid import UUID

from crm import APP_NAME, __version__
from crm.clients.drafts import ContactKind
from crm.exchange import vcard_own as own
from crm.exchange.contacts import address
from crm.exchange.taking_out.people import Contact, Housemate, Note, Person, Tie
from crm.exchange.vcard_words import LABELS, spoken_label, type_label
from crm.i18n import _
from crm.text import fold

CardVersion = Literal["3.0", "4.0"]

_FOLD_AT: Final = 75  # octets a line may have, its end not counted (RFC 6350, 3.2)
_KINDS: Final = {"person": "individual", "household": "group", "organisation": "org"}
_TYPES: Final = {"mobile": "cell"}  # our words, where a type has another
_RELATED: Final = frozenset({
    "contact", "acquaintance", "friend", "colleague", "neighbor", "child", "parent", "sibling",
    "spouse", "kin", "agent", "emergency",
})  # fmt: skip
_PICTURES: Final = ((b"\xff\xd8\xff", "jpeg"), (b"\x89PNG", "png"), (b"GIF8", "gif"))
_MEMBER: Final = "member"


def write_card(person: Person, version: CardVersion, linked: Container[int]) -> bytes:
    """The card of one client, its lines folded, as UTF-8.

    ``linked`` are those whose cards stand in the same file: ties lead to them; others are named.
    """
    lines = _Card(person, version, linked).lines()
    return b"".join(map(_folded, lines))


class _Card:
    """The lines of one card; those that say more of another line share its group."""

    def __init__(self, person: Person, version: CardVersion, linked: Container[int]) -> None:
        self._person = person
        self._facts = person.facts
        self._is_new = version == "4.0"
        self._version = version
        self._linked = linked
        self._group = 0
        self._has_employer = False

    def lines(self) -> Iterator[str]:
        yield "BEGIN:VCARD"
        yield f"VERSION:{self._version}"
        yield f"PRODID:-//{APP_NAME}//{APP_NAME} {__version__}//EN"
        yield f"UID:{_urn(self._facts.key)}"
        yield from self._names()
        yield from self._days()
        for contact in self._person.contacts:
            yield from self._contact(contact)
        yield from self._ties()
        yield from self._words()
        yield from self._own()
        if self._person.photo is not None:
            yield from self._photo(self._person.photo)
        yield f"REV:{self._facts.changed_at}"
        yield "END:VCARD"

    # What every program knows

    def _names(self) -> Iterator[str]:
        facts = self._facts
        kind = _KINDS[facts.kind]
        if self._is_new:
            yield f"KIND:{kind}"
        elif kind != "individual":
            yield f"X-ADDRESSBOOKSERVER-KIND:{kind}"
        yield f"FN:{_escaped(facts.name)}"
        parts = (facts.family, facts.given, facts.middle, facts.title, facts.suffix)
        yield f"N:{_joined(parts)}"
        if facts.kind == "organisation":
            yield f"ORG:{_escaped(facts.name)}"
        for name, text in (
            ("NICKNAME", facts.called),
            ("X-PHONETIC-FIRST-NAME", facts.pronunciation),
            ("TITLE", facts.work),
        ):
            if text:
                yield f"{name}:{_escaped(text)}"
        for name in self._person.former_names:
            yield f"X-MAIDENNAME:{_escaped(name)}"

    def _days(self) -> Iterator[str]:
        facts = self._facts
        if facts.born:
            yield self._day("BDAY", facts.born)
        if facts.died:
            yield self._day("DEATHDATE" if self._is_new else "X-DEATHDATE", facts.died)
        for what, on in self._person.occasions:
            if fold(what) == "anniversary" and what == "anniversary":
                yield self._day("ANNIVERSARY" if self._is_new else "X-ANNIVERSARY", on)
            else:
                yield from self._grouped(self._day("X-ABDATE", on), what)

    def _day(self, name: str, text: str) -> str:
        """A day as its version writes it; what is only about right is a text."""
        if text.startswith("~"):
            return f"{name};VALUE=text:{text}" if self._is_new else f"{name}:{text}"
        whole = text.count("-") > (3 if text.startswith("--") else 1)
        if self._is_new and whole:
            text = text.replace("-", "") if text[0] != "-" else f"--{text[2:].replace('-', '')}"
        return f"{name}:{text}"

    def _contact(self, contact: Contact) -> Iterator[str]:
        details = {own.PAST: "1"} if contact.is_past else {}
        match contact.kind:
            case "phone":
                name, value = "TEL", _escaped(contact.value)
            case "email":
                name, value = "EMAIL", _escaped(contact.value)
            case "link":
                name, value = "URL", _escaped(contact.value)
            case _:
                name, value, more = _address(contact)
                details |= more
        types = _types_of(contact.label) if name != "URL" else None
        head = name
        if types and self._is_new:
            head += f";TYPE={types[0]}" if len(types) == 1 else f';TYPE="{",".join(types)}"'
        elif types:
            head += f";TYPE={','.join(types)}"
        if contact.is_primary:
            head += ";PREF=1" if self._is_new else ";TYPE=pref"
        label = "" if types is not None else contact.label
        yield from self._grouped(f"{head}:{value}", label, details)

    def _ties(self) -> Iterator[str]:
        for tie in self._person.ties:
            is_linked = tie.other_id is not None and tie.other_id in self._linked
            if not (tie.is_reverse and is_linked):  # then the card of the other says it
                yield from self._tie(tie, is_linked=is_linked)
        for member in self._person.members:
            yield from self._member(member)
        for home in self._person.households:
            if home.id not in self._linked:
                yield f"{own.HOUSEHOLD}:{_escaped(home.name)}"

    def _tie(self, tie: Tie, *, is_linked: bool) -> Iterator[str]:
        details = {own.REMARK: tie.note, own.BORN: tie.born}
        if self._is_employer(tie) and not is_linked:
            self._has_employer = True
            yield f"ORG:{_escaped(tie.name)}"
            return
        label = tie.word
        if self._is_new:
            value = _urn(tie.key) if is_linked else _escaped(tie.name)
            head = f"RELATED;VALUE={'uri' if is_linked else 'text'}"
            if label in _RELATED:
                head, label = f"{head};TYPE={label}", ""
        else:
            head, value = "X-ABRELATEDNAMES", _escaped(tie.name)
            details[own.KEY] = str(UUID(tie.key)) if is_linked else ""
        yield from self._grouped(f"{head}:{value}", label, details)

    def _is_employer(self, tie: Tie) -> bool:
        """Whether ORG says all of a tie; a reader takes one of them."""
        is_plain = tie.word == _("works at") and not (tie.note or tie.born or self._has_employer)
        is_person = self._facts.kind == "person"
        return is_plain and is_person and fold(tie.name) != fold(self._facts.name)

    def _member(self, member: Housemate) -> Iterator[str]:
        if member.id not in self._linked:
            yield from self._tie(
                Tie(_MEMBER, member.name, None, "", member.role, "", 0), is_linked=False
            )
            return
        name = "MEMBER" if self._is_new else "X-ADDRESSBOOKSERVER-MEMBER"
        yield from self._grouped(f"{name}:{_urn(member.key)}", "", {own.REMARK: member.role})

    def _words(self) -> Iterator[str]:
        plain = [tag for tag in self._person.tags if "," not in tag]
        if plain:
            yield f"CATEGORIES:{','.join(map(_escaped, plain))}"
        for tag in self._person.tags:
            if "," in tag:
                yield f"{own.TAG}:{_escaped(tag)}"
        for note in self._person.notes:
            yield from self._note(note)

    def _note(self, note: Note) -> Iterator[str]:
        details = {
            own.AT: note.at,
            own.AUTHOR: note.author,
            own.LABEL: note.label,
            own.PINNED: "1" if note.is_pinned else "",
            own.ALERT: "1" if note.is_alert else "",
            own.ASK: "1" if note.ask_next else "",
            own.ASKED: note.asked_at,
        }
        yield from self._grouped(f"NOTE:{_escaped(note.text)}", "", details)

    def _photo(self, image: bytes) -> Iterator[str]:
        kind = next((kind for begin, kind in _PICTURES if image.startswith(begin)), "")
        if not kind:
            return  # no program could show it
        packed = base64.b64encode(image).decode("ascii")
        if self._is_new:
            yield f"PHOTO:data:image/{kind};base64,{packed}"
        else:
            yield f"PHOTO;ENCODING=b;TYPE={kind.upper()}:{packed}"

    # What only this program knows

    def _own(self) -> Iterator[str]:
        person, facts = self._person, self._facts
        if facts.standing != "client":
            yield f"{own.STANDING}:{facts.standing}"
        told: dict[str, object] = {
            "from_place": facts.from_place,
            "lives": facts.lives,
            "how_met": facts.how_met,
            "met_on": facts.met_on,
            "sent_by": self._sender(),
            "called": facts.called if "," in facts.called else "",
            "archived_at": facts.archived_at,
            "starred": facts.starred or "",
            "has_died": facts.has_died if not facts.died and facts.has_died else "",
        }
        for name, what in own.FACTS.items():
            if told[what]:
                yield f"{name}:{_escaped(str(told[what]))}"
        for preference in person.preferences:
            yield f"{own.PREFERENCE}:{_joined(preference)}"
        for wish in person.wishes:
            yield f"{own.WISH}:{_joined(wish)}"
        for promise in person.promises:
            yield f"{own.PROMISE}:{_joined(promise)}"
        for consent in person.consents:
            said = (consent.channel, "yes" if consent.given else "no", *consent[2:])
            yield f"{own.CONSENT}:{_joined(said)}"
        for value in person.own_values:
            yield f"{own.FIELD}:{_joined((value.name, value.type, value.value, value.choices))}"
        for code in person.cards:
            yield f"{own.CARD}:{_escaped(code)}"

    def _sender(self) -> str:
        facts = self._facts
        is_linked = facts.sent_by_id is not None and facts.sent_by_id in self._linked
        return _urn(facts.sent_by_key) if is_linked else facts.sent_by_name

    def _grouped(
        self, line: str, label: str, details: dict[str, str] | None = None
    ) -> Iterator[str]:
        """A line with its label, and what else there is to say of it."""
        told = {name: text for name, text in (details or {}).items() if text}
        if label and spoken_label(label) != label:
            told[own.LABEL] = label
        if not (label or told):
            yield line
            return
        self._group += 1
        yield f"item{self._group}.{line}"
        if label:
            yield f"item{self._group}.X-ABLabel:{_escaped(label)}"
        for name, text in told.items():
            yield f"item{self._group}.{name}:{_escaped(text)}"


def _address(contact: Contact) -> tuple[str, str, dict[str, str]]:
    """An address in its seven parts, and what they do not say of it."""
    parts = (contact.street, contact.postcode, contact.town, contact.region, contact.country)
    if not any(parts):
        return "ADR", _joined(("", "", contact.value, "", "", "", "")), {own.PARTLESS: "1"}
    street, postcode, town, region, country = parts
    made: ContactKind = "address"
    assert made == contact.kind
    is_said = address(*parts).value == contact.value
    details = {} if is_said else {own.WHOLE: contact.value}
    return "ADR", _joined(("", "", street, town, region, postcode, country)), details


def _types_of(label: str) -> tuple[str, ...] | None:
    """The types that a reader makes ``label`` of; None where none do."""
    if not label:
        return ()
    types = tuple(_TYPES.get(word, word) for word in label.split(" "))
    known = all(word in LABELS or word in {"home", "work", "fax", "pager"} for word in types)
    return types if known and type_label(types) == label else None


def _urn(key: str) -> str:
    return UUID(key).urn


def _joined(parts: Iterable[object]) -> str:
    return ";".join(_escaped("" if part is None else str(part)) for part in parts)


def _escaped(text: str) -> str:
    if "\\" in text:
        text = text.replace("\\", "\\\\")
    text = text.replace(",", "\\,").replace(";", "\\;")
    return text.replace("\n", "\\n") if "\n" in text else text


def _folded(line: str) -> bytes:
    """``line`` in pieces of 75 octets, no letter cut, each but the first after a blank."""
    raw = line.encode("utf-8", "replace")
    if len(raw) <= _FOLD_AT:
        return raw + b"\r\n"
    pieces, start = [], 0
    while start < len(raw):
        end = min(start + _FOLD_AT - bool(start), len(raw))
        while end < len(raw) and raw[end] & 0xC0 == 0x80:
            end -= 1
        if not raw[start:end].strip():  # a reader takes a blank line for none
            end = len(raw) - len(raw[start:].lstrip()) + 1
            while end < len(raw) and raw[end] & 0xC0 == 0x80:
                end += 1
        pieces.append(raw[start:end])
        start = end
    return b"\r\n ".join(pieces) + b"\r\n"


def write_cards(
    people: Iterable[Person], version: CardVersion, ids: Sequence[int]
) -> Iterator[bytes]:
    """The cards of ``people`` one after another; ``ids`` are all whose cards are written."""
    linked = frozenset(ids)
    for person in people:
        yield write_card(person, version, linked)
