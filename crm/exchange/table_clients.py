"""The client that the cells of one row tell of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, cast

from crm.clients.drafts import ADDRESS_PARTS, STANDINGS, ClientKind, ContactKind
from crm.clients.names import NAME_PARTS, NameParts, join_name, split_name
from crm.dates import PartialDate
from crm.errors import ValidationError
from crm.exchange.cell_values import (
    consent_of,
    day_of,
    is_family_first,
    kind_of_name,
    own_value,
    photo_of,
)
from crm.exchange.contacts import address
from crm.exchange.encodings import clean_text
from crm.exchange.fields import is_of_client
from crm.exchange.formulas import bare
from crm.exchange.mapping import Mapping
from crm.exchange.records import (
    LONGEST_LINE_TEXT,
    LONGEST_NOTE,
    ClientRecord,
    ConsentChannel,
    ConsentRecord,
    ContactRecord,
    DateRecord,
    FieldRecord,
    FieldType,
    Problem,
    RelationRecord,
)
from crm.exchange.shapes import FAMILY_FIRST, WITHDRAWN
from crm.exchange.table_plan import Cell, TablePlan
from crm.exchange.vcard_words import LABELS
from crm.i18n import _
from crm.text import fold, words

_SEVERAL = " ::: "
_NO_DATE = frozenset(
    {"0000-00-00", "00/00/0000", "00.00.0000", "0/0/00", "0/0/0000", "00/00/00", "-", "0"}
)
_LONGEST_OF: Final = {
    **dict.fromkeys(("client.note", "client.address", "extra"), LONGEST_NOTE),
    "client.photo": 4_000_000,
}
_KINDS: Final[tuple[tuple[str, ClientKind], ...]] = (
    ("org", "organisation"), ("compan", "organisation"), ("business", "organisation"),
    ("firm", "organisation"), ("empresa", "organisation"), ("entreprise", "organisation"),
    ("azienda", "organisation"), ("bedrijf", "organisation"), ("house", "household"),
    ("famil", "household"), ("haushalt", "household"),
)  # fmt: skip


def clean_cell(text: str) -> str:
    """A cell as its writer meant it, without the marks programs protect values with."""
    if text.isascii() and text.isprintable() and "'" not in text:
        return text.strip()  # nearly all of them
    text = clean_text(text)
    if "'" in text:
        text = bare(text).replace("\\'", "'")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


@dataclass(slots=True)
class _Gathered:
    """What the cells of a row have told so far."""

    parts: dict[str, str] = field(default_factory=dict)
    name: str = ""
    is_family_first: bool = False
    called: list[str] = field(default_factory=list)
    former: list[str] = field(default_factory=list)
    pronunciation: list[str] = field(default_factory=list)
    kind: ClientKind | None = None
    standing: str = ""
    born: PartialDate | None = None
    born_parts: dict[str, str] = field(default_factory=dict)
    dates: list[DateRecord] = field(default_factory=list)
    contacts: list[ContactRecord] = field(default_factory=list)
    addresses: dict[str, dict[str, str]] = field(default_factory=dict)
    company: str = ""
    work: str = ""
    household: str = ""
    photo: bytes | None = None
    relations: list[RelationRecord] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)
    consents: dict[ConsentChannel, ConsentRecord] = field(default_factory=dict)
    fields: list[FieldRecord] = field(default_factory=list)
    cards: list[str] = field(default_factory=list)


_Parts = tuple[str, str, str, str, str]
_Taker = Callable[[_Gathered, int, Cell, str, str], None]


class ClientReader:
    """Makes client records of rows by a plan; ``problems`` collects what it could not read."""

    def __init__(self, plan: TablePlan, mapping: Mapping, today: date) -> None:
        self._mapping = mapping
        self._today = today
        self._cells = [
            (cell.place, cell.label_place, cell.column.label, cell, self._taker(cell))
            for cell in plan.client
        ]
        self._constants = {
            name: value for name, value in plan.constants.items() if is_of_client(name)
        }
        self.problems: list[Problem] = []

    def read(self, row: int, cells: Sequence[str], key: str) -> ClientRecord | None:
        """The client of a row, None where its cells are empty or tell of nobody."""
        gathered = _Gathered()
        for place, label_place, label, cell, take in self._cells:
            text = cells[place]
            if text and (text := clean_cell(text)):
                if len(text) > LONGEST_LINE_TEXT and not self._may_be(text, row, cell):
                    continue
                if label_place >= 0 and (written := clean_cell(cells[label_place])):
                    take(gathered, row, cell, text, _label(written) or label)
                else:
                    take(gathered, row, cell, text, label)
        for name, value in self._constants.items():
            self._constant(gathered, name, value)
        return self._record(gathered, row, key)

    def _taker(self, cell: Cell) -> _Taker:
        name = cell.column.field.removeprefix("client.")
        if name in {"phone", "email", "link"}:
            return self._take_contacts
        if name in ADDRESS_PARTS or name == "address":
            return self._take_address
        if name in {"born", "date"}:
            return self._take_date
        if name == "extra":
            return self._take_extra
        if name == "photo":
            return self._take_photo
        if name.startswith("consent."):
            return self._take_consent
        setter = _TAKERS[name]
        return lambda to, _row, _cell, text, label: setter(to, text, label)

    def _may_be(self, text: str, row: int, cell: Cell) -> bool:
        if len(text) <= _LONGEST_OF.get(cell.column.field, LONGEST_LINE_TEXT):
            return True
        why = _("“{column}” is far too long; it was left out.").format(column=cell.name[:80])
        self.problems.append(Problem(row, cell.name[:80], why, rejected=False))
        return False

    def _take_contacts(self, to: _Gathered, _row: int, cell: Cell, text: str, label: str) -> None:
        kind = _CONTACTS[cell.column.field]
        if _SEVERAL not in text:
            _add_contact(to, kind, text, label)
            return
        for value in text.split(_SEVERAL):
            _add_contact(to, kind, value.strip(), label)

    def _take_address(self, to: _Gathered, _row: int, cell: Cell, text: str, label: str) -> None:
        parts = to.addresses.get(cell.column.group)
        if parts is None:
            parts = to.addresses[cell.column.group] = {}
        if label and "label" not in parts:
            parts["label"] = label
        part = _ADDRESS_PARTS[cell.column.field]
        before = parts.get(part)
        if before is None:
            parts[part] = text
        else:
            joint = " " if before[-1:].isdigit() and before[:5].isdigit() else "\n"
            parts[part] = f"{before}{joint}{text}"

    def _take_date(self, to: _Gathered, row: int, cell: Cell, text: str, label: str) -> None:
        if text in _NO_DATE:
            return
        when = day_of(text, self._today, self._format_of(cell))
        if when is None:
            why = _("“{text}” is not a day; it was kept as a text.").format(text=text[:40])
            self.problems.append(Problem(row, cell.name, why, rejected=False))
            to.extra.append((cell.name, text))
        elif cell.column.field == "client.born":
            to.born = to.born or when
        else:
            to.dates.append(DateRecord(label or cell.name, when))

    def _take_extra(self, to: _Gathered, _row: int, cell: Cell, text: str, _label: str) -> None:
        column = cell.column
        if column.type in {"", "text", "choice"}:
            to.fields.append(
                FieldRecord(cell.name, "choice" if column.type == "choice" else "text", text)
            )
            return
        mark = column.decimal_mark or self._mapping.decimal_mark
        own_type = cast("FieldType", column.type)
        to.fields.append(
            own_value(cell.name, own_type, text, self._today, self._format_of(cell), mark)
        )

    def _take_consent(self, to: _Gathered, row: int, cell: Cell, text: str, label: str) -> None:
        channel = cast("ConsentChannel", cell.column.field.removeprefix("consent."))
        try:
            found = consent_of(
                channel, text, self._today, self._format_of(cell), withdrawn=label == WITHDRAWN
            )
        except ValidationError:
            why = _("“{text}” is neither yes nor no; it was kept as a text.")
            why = why.format(text=text[:40])
            self.problems.append(Problem(row, cell.name, why, rejected=False))
            to.extra.append((cell.name, text))
            return
        known = to.consents.get(channel)
        if found is not None and (known is None or _outweighs(found, known)):
            to.consents[channel] = found

    def _take_photo(self, to: _Gathered, row: int, cell: Cell, text: str, _label: str) -> None:
        photo = photo_of(text)
        if photo is not None:
            to.photo = to.photo or photo
        elif len(text) <= LONGEST_LINE_TEXT:
            to.extra.append((cell.name, text))
        else:
            why = _("The photo is damaged and was left out.")
            self.problems.append(Problem(row, cell.name, why, rejected=False))

    def _format_of(self, cell: Cell) -> str:
        return cell.column.date_format or self._mapping.date_format

    def _constant(self, to: _Gathered, field_name: str, value: str) -> None:
        taker = _TAKERS.get(field_name.removeprefix("client."))
        if taker is not None:
            taker(to, value, "")
        elif field_name in {"client.country", "client.town", "client.region"}:
            for parts in to.addresses.values():
                parts.setdefault(field_name.removeprefix("client."), value)

    def _record(self, told: _Gathered, row: int, key: str) -> ClientRecord | None:
        if told.addresses:
            _add_addresses(told)
        parts, shown, kind = _named(told)
        if not shown and not key:
            return None
        extra = tuple(told.extra)
        if len(told.called) > 1:
            extra += tuple((_("Nickname"), name) for name in told.called[1:])
        return ClientRecord(
            row,
            key,
            kind,
            *parts,
            display_name=shown,
            called=told.called[0] if told.called else "",
            former_names=tuple(told.former),
            pronunciation=" ".join(told.pronunciation),
            born=told.born or (_born_of_parts(told.born_parts) if told.born_parts else None),
            dates=tuple(told.dates),
            contacts=tuple(told.contacts),
            organisation="" if shown == told.company else told.company,
            work=told.work,
            relations=tuple(told.relations),
            tags=tuple(dict.fromkeys(told.tags)),
            notes=tuple(told.notes),
            photo=told.photo,
            standing=told.standing,
            extra=extra,
            consents=tuple(told.consents.values()),
            fields=tuple(told.fields),
            cards=tuple(dict.fromkeys(told.cards)),
            household=told.household,
        )


def _named(told: _Gathered) -> tuple[_Parts, str, ClientKind]:
    """Parts and whole name; a name beside the parts of somebody else has them as its contact."""
    shown = told.name
    parts = NameParts(**told.parts) if told.parts else _NO_PARTS
    joined = join_name(parts) if told.parts else ""
    if joined and not (shown or told.company):
        return _parts(parts), joined, told.kind or "person"
    if shown and joined and (shown == told.company or _same_words(shown, joined)):
        shown = joined
    elif shown and parts.given and fold(parts.given) not in fold(shown):
        told.relations.append(RelationRecord("contact", joined))
        parts, joined = _NO_PARTS, ""
    shown = shown or joined
    named = shown and (shown != told.company or bool(joined))
    kind = told.kind or (
        (kind_of_name(shown) if not joined else "person") if named else "organisation"
    )
    if not shown and not told.company:
        return _parts(parts), _next_best(told), told.kind or "person"
    if told.name and kind == "person" and not joined:
        parts = split_name(shown)
        shown = join_name(parts) if told.is_family_first and is_family_first(shown) else shown
    return _parts(parts), shown or told.company, kind


def _parts(parts: NameParts) -> _Parts:
    return parts.title, parts.given, parts.middle, parts.family, parts.suffix


def _same_words(name: str, other: str) -> bool:
    """Whether two ways to write a name have the same words: "Berg, Anna" and "Anna Berg"."""
    return name == other or ("," in name and sorted(words(name)) == sorted(words(other)))


def _outweighs(found: ConsentRecord, known: ConsentRecord) -> bool:
    """Of two cells about one consent a no counts more than a yes, and one with a day more."""
    if found.given != known.given:
        return not found.given
    return known.day is None


def _next_best(told: _Gathered) -> str:
    return next(iter([*told.called, *(contact.value for contact in told.contacts)]), "")


def _add_contact(to: _Gathered, kind: ContactKind, value: str, label: str) -> None:
    """Add a way to reach the client; the first of its kind is the primary one."""
    is_first = True
    for known in to.contacts:
        if known.kind == kind:
            is_first = False
            if known.value == value and known.label == label:
                return
    if value:
        to.contacts.append(ContactRecord(kind, value, label, primary=is_first))


def _add_addresses(to: _Gathered) -> None:
    is_first = True
    for parts in to.addresses.values():
        pieces = [parts.get(part, "") for part in ADDRESS_PARTS]
        if not any(pieces):
            pieces[0] = parts.get("address", "")
        contact = address(*pieces, label=parts.get("label", ""), primary=is_first)
        if contact.value and not any(contact[:8] == known[:8] for known in to.contacts):
            to.contacts.append(contact)
            is_first = False


def _born_of_parts(parts: dict[str, str]) -> PartialDate | None:
    written = {name: text for name, text in parts.items() if text.isdecimal() and len(text) < 5}
    numbers = {name: int(text) for name, text in written.items()}
    if not any(numbers.values()):
        return None
    year, month, day = (numbers.get(name) or None for name in ("year", "month", "day"))
    try:
        return PartialDate(year, month, day)
    except ValidationError:
        return None


def _label(written: str) -> str:
    """The label of a cell: Google marks the preferred one with a star."""
    label = written.split(_SEVERAL)[0].removeprefix("* ").strip()[:80]
    label = label.lower() if label.istitle() else label
    return LABELS.get(label.lower(), label)


def _set_name(to: _Gathered, text: str, label: str) -> None:
    if not to.name:
        to.name = text
        to.is_family_first = label == FAMILY_FIRST


def _set_household(to: _Gathered, text: str, _given_label: str) -> None:
    to.household = to.household or text


def _add_cards(to: _Gathered, text: str, _given_label: str) -> None:
    to.cards.extend(code.strip() for code in text.split(_SEVERAL) if code.strip())


def _set_company(to: _Gathered, text: str, _given_label: str) -> None:
    to.company = to.company or text


def _set_work(to: _Gathered, text: str, _given_label: str) -> None:
    to.work = f"{to.work}, {text}" if to.work else text


def _set_kind(to: _Gathered, text: str, _given_label: str) -> None:
    lowered = text.lower()
    to.kind = next((kind for start, kind in _KINDS if start in lowered), "person")


def _set_standing(to: _Gathered, text: str, _given_label: str) -> None:
    if text.lower() in STANDINGS:
        to.standing = text.lower()
    else:
        to.extra.append((_("Standing"), text))


def _add_relation(to: _Gathered, text: str, label: str) -> None:
    to.relations.extend(
        RelationRecord(label, name.strip()) for name in text.split(_SEVERAL) if name.strip()
    )


def _add_tags(to: _Gathered, text: str, _given_label: str) -> None:
    mark = ";" if ";" in text and "," not in text else ","
    pieces = text.replace(_SEVERAL, mark).split(mark)
    tags = (piece.strip().strip('"').removeprefix("* ").strip() for piece in pieces)
    to.tags.extend(tag for tag in tags if tag)


def _part_setter(name: str) -> Callable[[_Gathered, str, str], None]:
    def set_part(to: _Gathered, text: str, _given_label: str) -> None:
        before = to.parts.get(name)
        to.parts[name] = f"{before} {text}" if before else text

    return set_part


_CONTACTS: Final[dict[str, ContactKind]] = {
    "client.phone": "phone",
    "client.email": "email",
    "client.link": "link",
}
_ADDRESS_PARTS: Final = {f"client.{part}": part for part in (*ADDRESS_PARTS, "address")}
_NO_PARTS: Final = NameParts()

_TAKERS: Final[dict[str, Callable[[_Gathered, str, str], None]]] = {
    **{name: _part_setter(name) for name in NAME_PARTS},
    "name": _set_name,
    "company": _set_company,
    "household": _set_household,
    "card": _add_cards,
    "job": _set_work,
    "kind": _set_kind,
    "standing": _set_standing,
    "relation": _add_relation,
    "tag": _add_tags,
    "called": lambda to, text, _label: to.called.append(text),
    "former": lambda to, text, _label: to.former.append(text),
    "pronunciation": lambda to, text, _label: to.pronunciation.append(text),
    "note": lambda to, text, _label: to.notes.append(text),
    "born.year": lambda to, text, _label: to.born_parts.update(year=text),
    "born.month": lambda to, text, _label: to.born_parts.update(month=text),
    "born.day": lambda to, text, _label: to.born_parts.update(day=text),
}
