"""What a file tells beside names and numbers: fields of the shop's own, consents and cards."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from crm.clients.cards import CARD, find_card
from crm.clients.checks import LONGEST_BLOCK, LONGEST_LINE
from crm.clients.custom_fields import list_custom_fields
from crm.clients.models import ClientKey, CustomField
from crm.exchange.import_known import KnownKeys
from crm.exchange.import_rows import block, line
from crm.exchange.import_step import ImportStep
from crm.exchange.records import FieldRecord, FieldType
from crm.store.store import Store
from crm.text import fold

MOST_CHOICES: Final = 200
"""Choices that a field which is made of a column may have; a longer list is no choice."""

_NUMBER: Final = re.compile(r"-?\d{1,60}(?:\.\d{1,30})?")
_LAST_POSITION: Final = "SELECT COALESCE(MAX(position), 0) FROM custom_field"


@dataclass(slots=True)
class _Field:
    """A field of the shop's own as values of a file meet it; ``is_new`` where the file made it."""

    id: int
    type: FieldType
    choices: dict[str, str]
    tag: str = ""
    is_new: bool = False
    has_grown: bool = False


class OwnFields:
    """The shop's own fields by name; one that is new is made of the first values that need it."""

    def __init__(self, store: Store, step: ImportStep) -> None:
        self._step = step
        self._fields = {
            fold(row.name): _Field(
                row.id, row.type, _by_fold(row.choices), fold(row.tag.name) if row.tag else ""
            )
            for row in list_custom_fields(store)
        }
        self._position = int(store.scalar(_LAST_POSITION))
        self._names: list[str] = []

    @property
    def new_names(self) -> tuple[str, ...]:
        """The fields that were made, in their order."""
        return tuple(self._names)

    def meet(self, records: Iterable[FieldRecord]) -> None:
        """Make the fields that ``records`` need and that are not there.

        A column keeps its type where a few of its values are only text.
        """
        types: dict[str, Counter[FieldType]] = {}
        names: dict[str, str] = {}
        choices: dict[str, dict[str, str]] = {}
        for record in records:
            name = line(record.name)
            folded = fold(name)
            if folded and folded not in self._fields and len(name) <= LONGEST_LINE:
                types.setdefault(folded, Counter())[record.type] += 1
                names.setdefault(folded, name)
                choices.setdefault(folded, {}).update(_by_fold(record.choices))
        for folded, counted in types.items():
            self._add(names[folded], folded, _type_of(counted), choices[folded])

    def value_of(self, record: FieldRecord, tags: Iterable[str] = ()) -> tuple[int, str] | None:
        """The field's id and the value in its form; None where no field can hold it.

        ``tags`` are those of the client: some fields are only for clients with a tag.
        """
        field = self._fields.get(fold(line(record.name)))
        if field is None or (field.tag and field.tag not in map(fold, tags)):
            return None
        value = self._fitting(field, record)
        return (field.id, value) if value else None

    def write_choices(self) -> None:
        """Write the choices that were met."""
        for field in self._fields.values():
            if field.has_grown:
                self._step.update(CustomField, field.id, choices="\n".join(field.choices.values()))
                field.has_grown = False

    def _add(self, name: str, folded: str, type: FieldType, choices: dict[str, str]) -> None:
        self._position += 1
        field_id = self._step.insert(
            CustomField, name=name, folded=folded, type=type, position=self._position
        )
        field = _Field(field_id, type, choices, is_new=True, has_grown=bool(choices))
        self._fields[folded] = field
        self._names.append(name)

    def _fitting(self, field: _Field, record: FieldRecord) -> str:
        """The value as ``field`` keeps it; empty where it is not of its type."""
        if field.type == "choice":
            return self._choice(field, line(record.value))
        if field.type == "text":
            text = block(record.value)
            return text if len(text) <= LONGEST_BLOCK else ""
        fits = _FITS[field.type](record.value)
        return record.value if record.type == field.type and fits else ""

    def _choice(self, field: _Field, value: str) -> str:
        folded = fold(value)
        known = field.choices.get(folded)
        if known is not None:
            return known
        has_room = len(field.choices) < MOST_CHOICES and len(value) <= LONGEST_LINE
        if not (field.is_new and has_room and folded):
            return ""
        field.choices[folded] = value
        field.has_grown = True
        return value


class Cards:
    """Whose the cards of a file are: each is one person's, and the first who has it keeps it."""

    def __init__(self, store: Store, step: ImportStep, known: KnownKeys) -> None:
        self._store = store
        self._step = step
        self._known = known

    def holder(self, codes: Iterable[str]) -> int | None:
        """Who has one of ``codes``, in the shop or in the file; None where nobody does."""
        found = (self._holder(code) for code in codes)
        return next((each for each in found if each is not None), None)

    def give(self, client_id: int, codes: Iterable[str]) -> Iterator[str]:
        """Give a client the cards nobody has; yields those that are somebody else's."""
        for code in codes:
            holder = self._holder(code)
            if holder is None:
                self._known.add(code, client_id)
                self._step.insert(ClientKey, client_id=client_id, source=CARD, key=code)
            elif holder != client_id:
                yield code

    def _holder(self, code: str) -> int | None:
        known = self._known.find(code)
        return find_card(self._store, code) if known is None else known


def _type_of(counted: Counter[FieldType]) -> FieldType:
    """The type most values have; text only where they have no other."""
    typed = [(count, type) for type, count in counted.items() if type != "text"]
    return max(typed)[1] if typed else "text"


def _by_fold(choices: Iterable[str]) -> dict[str, str]:
    return {fold(choice): choice for choice in choices}


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_FITS: Final[dict[str, Callable[[str], bool]]] = {
    "number": lambda text: _NUMBER.fullmatch(text) is not None,
    "day": _is_day,
    "yes_no": lambda text: text in ("yes", "no"),
}
