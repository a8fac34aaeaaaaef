"""A client of a file as the tables keep it: cleaned, compared and with nothing dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Final

from crm.clients.cards import LONGEST_CODE
from crm.clients.drafts import STANDINGS, ClientKind
from crm.clients.names import NameParts, sort_key
from crm.clients.phones import normal_phone
from crm.clients.photos import LARGEST_IMAGE
from crm.dates import PartialDate
from crm.exchange.records import (
    ClientRecord,
    ConsentRecord,
    ContactRecord,
    FieldRecord,
    OwnRecord,
    RelationRecord,
)
from crm.i18n import _
from crm.text import clean, clean_block, fold

CLIENT_COLUMNS: Final = (
    "kind", "standing", "name", "title", "given", "middle", "family", "suffix", "sort_name",
    "called", "pronunciation", "born", "died", "has_died", "work",
)  # fmt: skip
CONTACT_COLUMNS: Final = (
    "kind", "label", "value", "normal", "street", "postcode", "town", "region", "country",
    "is_past", "is_primary",
)  # fmt: skip
_NOTHING: Final[dict[str, Any]] = {
    **dict.fromkeys(CLIENT_COLUMNS, ""),
    "kind": "person",
    "standing": "client",
    "has_died": 0,
}
_DIED: Final = frozenset({"died", "deathdate", "death"})
_REMEMBERED: Final = 10_000


@dataclass(frozen=True, slots=True)
class ContactTold:
    """One way to reach a client; ``row`` holds the values of ``CONTACT_COLUMNS``."""

    kind: str
    same: str
    """What two of them are compared by."""
    normal: str
    row: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class ClientTold:
    """All that one record tells of a client.

    ``columns`` are those of the client's own row. ``details`` are lines "name: value" of what no
    table has a place for; they become a note, so that nothing is dropped.
    """

    row: int
    key: str
    columns: dict[str, Any]
    contacts: tuple[ContactTold, ...] = ()
    former_names: tuple[str, ...] = ()
    occasions: tuple[tuple[str, str], ...] = ()
    relations: tuple[RelationRecord, ...] = ()
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    photo: bytes | None = None
    details: tuple[str, ...] = field(default=())
    consents: tuple[ConsentRecord, ...] = ()
    fields: tuple[FieldRecord, ...] = ()
    cards: tuple[str, ...] = ()
    household: str = ""
    own: OwnRecord | None = None

    @property
    def name(self) -> str:
        """The display name."""
        name: str = self.columns["name"]
        return name


def told_of(
    record: ClientRecord, region: str, nameless: Callable[[str], str], today: date
) -> ClientTold | None:
    """What ``record`` tells, None where it names nobody.

    ``region`` is the country of phone numbers without one. ``nameless`` gives somebody a name of
    whom the file only tells the key. Days of birth that have not come are kept as they are written.
    """
    key = line(record.key)
    contacts = tuple(filter(None, (_contact(each, region) for each in record.contacts)))
    name = line(record.display_name) or next((each.row[2] for each in contacts), "")
    name = line(name) or (nameless(key) if key else "")
    if not name:
        return None
    details = list(_details(record))
    columns = _columns(record, name, today, details)
    return ClientTold(
        row=record.row,
        key=key,
        columns=columns,
        contacts=contacts,
        former_names=_lines(record.former_names),
        occasions=_occasions(record),
        relations=tuple(_relations(record, name)),
        tags=_lines(tag.lstrip("#") for tag in record.tags),
        notes=tuple(dict.fromkeys(filter(None, map(block, record.notes)))),
        photo=_photo(record.photo, details),
        cards=_cards(record, details),
        details=tuple(dict.fromkeys(details)),
        consents=record.consents,
        fields=record.fields,
        household=line(record.household) if record.kind != "household" else "",
        own=record.own,
    )


def told_by_key(key: str, name: str, kind: ClientKind = "person") -> ClientTold:
    """Somebody of whom the file tells no more than the key, to be called ``name``."""
    return ClientTold(0, key, {**_NOTHING, "kind": kind, "name": name, "sort_name": fold(name)})


def line(text: str) -> str:
    """``text`` as one clean line, however long it is."""
    return clean(text, limit=4 * len(text)) if text else ""


def block(text: str) -> str:
    """``text`` as clean lines, however long it is."""
    return clean_block(text, limit=4 * len(text)) if text else ""


def _lines(texts: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(line, texts))))


def _columns(record: ClientRecord, name: str, today: date, details: list[str]) -> dict[str, Any]:
    parts = NameParts(
        *map(line, (record.title, record.given, record.middle, record.family, record.suffix))
    )
    is_person = record.kind == "person"
    has_parts = is_person and any((parts.given, parts.middle, parts.family))
    died = next((each.when for each in record.dates if _is_death(each.label)), None)
    return {
        "kind": record.kind,
        "standing": record.standing if record.standing in STANDINGS else "client",
        "name": name,
        "title": parts.title,
        "given": parts.given,
        "middle": parts.middle,
        "family": parts.family,
        "suffix": parts.suffix,
        "sort_name": sort_key(parts) if has_parts else fold(name),
        "called": line(record.called),
        "pronunciation": line(record.pronunciation),
        "born": _past(record.born, today, _("Birthday"), details),
        "died": _past(died, today, _("Died"), details),
        "has_died": int(died is not None),
        "work": line(record.work),
    }


def _past(when: PartialDate | None, today: date, label: str, details: list[str]) -> str:
    """A day as the table keeps it; one that has not come yet is only a detail."""
    if when is None:
        return ""
    if when.year and _order(when) > (today.year, today.month, today.day):
        details.append(f"{label}: {when.text}")
        return ""
    return when.text


def _order(when: PartialDate) -> tuple[int, int, int]:
    return when.year or 0, when.month or 1, when.day or 1


def _is_death(label: str) -> bool:
    return fold(label) in _DIED


def _contact(record: ContactRecord, region: str) -> ContactTold | None:
    value = block(record.value) if record.kind == "address" else line(record.value)
    if not value:
        return None
    normal = ""
    if record.kind == "phone":
        normal = _normal_phone(value, region)
    elif record.kind == "email":
        normal = fold(value)
    parts = (record.street, record.postcode, record.town, record.region, record.country)
    return ContactTold(
        record.kind,
        normal or fold(value),
        normal,
        (record.kind, line(record.label), value, normal, *map(_address_part, parts),
         int(record.past), int(record.primary)),
    )  # fmt: skip


def _address_part(text: str) -> str:
    return line(", ".join(filter(None, (each.strip() for each in text.splitlines()))))


@lru_cache(maxsize=_REMEMBERED)
def _normal_phone(value: str, region: str) -> str:
    return normal_phone(value, region) or ""


def _occasions(record: ClientRecord) -> tuple[tuple[str, str], ...]:
    days = (
        (line(each.label) or _("Special day"), each.when.text)
        for each in record.dates
        if not _is_death(each.label)
    )
    return tuple(dict.fromkeys(days))


def _relations(record: ClientRecord, name: str) -> Iterator[RelationRecord]:
    organisation = line(record.organisation)
    if organisation and fold(organisation) != fold(name):
        yield RelationRecord(_("works at"), organisation)
    for each in record.relations:
        name, key = line(each.name), line(each.key)
        if name or key:
            label, note = line(each.label) or _("contact"), block(each.note)
            yield RelationRecord(label, name, key, note, each.born)


def _details(record: ClientRecord) -> Iterator[str]:
    for name, value in record.extra:
        text = block(value)
        if text:
            yield f"{line(name)}: {text}"
    if record.standing and record.standing not in STANDINGS:
        yield f"{_('Standing')}: {line(record.standing)}"


def _cards(record: ClientRecord, details: list[str]) -> tuple[str, ...]:
    """The codes a scanner may send; others are only details."""
    codes = _lines(record.cards)
    details += [f"{_('Card')}: {code}" for code in codes if len(code) > LONGEST_CODE]
    return tuple(code for code in codes if len(code) <= LONGEST_CODE)


def _photo(data: bytes | None, details: list[str]) -> bytes | None:
    if data is None:
        return None
    if len(data) > LARGEST_IMAGE:
        details.append(_("Photo: larger than 2 MB, so it was left out"))
        return None
    return data
