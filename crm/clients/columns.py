"""The columns a list of clients can have, declared once: another column is one more entry here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from crm.clients.filter_fields import BIRTHDAY, CLIENT_SINCE, OWN_PREFIX
from crm.clients.filters import TRASH_DAYS
from crm.dates import PartialDate
from crm.i18n import mark
from crm.money import Money
from crm.store.fields import DayField, PartialDateField
from crm.store.store import Store

# What a cell holds: text; (number, E.164); date; PartialDate; int; days; amounts by currency;
# a word of the program's; names; the stored form of a value in a field of the shop's own.
CellKind = Literal[
    "name", "text", "phone", "day", "partial", "number", "span", "money", "word", "names",
    "own_text", "own_number", "own_day", "own_yes_no", "own_choice",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClientColumn:
    """One column: ``cell`` is SQL over ``c`` (the client) and ``y`` (their summary).

    ``order`` is what it is sorted by, where that is not the cell itself; ``{currency}`` in it is
    the shop's own. ``width`` is in pixels as drawn. ``text`` is the shop's own word where
    ``is_own``, otherwise a marked one.
    """

    key: str
    text: str
    kind: CellKind
    cell: str
    order: str = ""
    width: int = 120
    is_own: bool = False

    @property
    def begins_with_most(self) -> bool:
        """Whether one click is to show the latest or the most first."""
        return self.kind in ("day", "number", "money")


def _contact(kind: str, cell: str) -> str:
    """The first of a kind; without one of their own that of the household."""
    chosen = (
        f"AND +p.kind = '{kind}' AND NOT p.is_past AND {cell} <> '' "
        "ORDER BY p.is_primary DESC, p.id LIMIT 1"
    )
    own = f"SELECT {cell} FROM contact_point p WHERE p.client_id = c.id {chosen}"
    shared = (
        f"SELECT {cell} FROM household_member m "
        f"CROSS JOIN contact_point p ON p.client_id = m.household_id "
        f"WHERE m.client_id = c.id {chosen}"
    )
    return f"COALESCE(({own}), ({shared}), '')"


_PHONE: Final = _contact("phone", "p.value || char(31) || p.normal")
_BROUGHT: Final = (
    "(SELECT group_concat(w.currency || ' ' || w.total) FROM client_spend w "
    "WHERE w.client_id = c.id)"
)
_BROUGHT_HOME: Final = (
    "(SELECT w.total FROM client_spend w WHERE w.client_id = c.id AND w.currency = '{currency}')"
)
_TAGS: Final = (
    "(SELECT group_concat(t.name, char(31)) FROM (SELECT t.name FROM client_tag x "
    "CROSS JOIN tag t ON t.id = x.tag_id WHERE x.client_id = c.id ORDER BY t.folded) t)"
)
_SENDER: Final = "(SELECT s.name FROM client s WHERE s.id = c.sent_by_id)"
_ERASED_ON: Final = f"date(c.removed_at, '+{TRASH_DAYS} days')"

_COLUMNS: Final = (
    ClientColumn("name", mark("Name"), "name", "c.name", "c.sort_name", 184),
    ClientColumn("called", mark("Called"), "text", "c.called", width=110),
    ClientColumn("town", mark("Town"), "text", _contact("address", "p.town"), width=104),
    ClientColumn("postcode", mark("Postcode"), "text", _contact("address", "p.postcode"), width=90),
    ClientColumn("country", mark("Country"), "text", _contact("address", "p.country"), width=100),
    ClientColumn("phone", mark("Phone"), "phone", _PHONE, width=120),
    ClientColumn("email", mark("E-mail"), "text", _contact("email", "p.value"), width=200),
    ClientColumn("tags", mark("Tags"), "names", _TAGS, width=96),
    ClientColumn("last_visit", mark("Last visit"), "day", "y.last_visit", width=138),
    ClientColumn("first_visit", mark("First visit"), "day", "y.first_visit", width=138),
    ClientColumn("visits", mark("Visits"), "number", "COALESCE(y.visits, 0)", width=60),
    ClientColumn("brought", mark("So far"), "money", _BROUGHT, _BROUGHT_HOME, width=84),
    ClientColumn("rhythm", mark("Rhythm"), "span", "y.rhythm_days", width=110),
    ClientColumn("standing", mark("Standing"), "word", "c.standing", width=100),
    ClientColumn("kind", mark("Kind"), "word", "c.kind", width=110),
    ClientColumn("birthday", mark("Birthday"), "partial", "c.born", BIRTHDAY, width=110),
    ClientColumn("client_since", mark("{Client} since"), "partial", CLIENT_SINCE, width=120),
    ClientColumn("sent_by", mark("Sent by"), "text", _SENDER, width=150),
    ClientColumn("work", mark("Work"), "text", "c.work", width=150),
    ClientColumn("erased_on", mark("Erased on"), "day", _ERASED_ON, width=120),
)
DEFAULT_COLUMNS: Final = ("name", "town", "phone", "tags", "last_visit", "visits", "brought")


def list_columns(store: Store) -> Mapping[str, ClientColumn]:
    """Every column that clients of this shop can have, its own fields last, by key."""
    rows = store.rows("SELECT id, name, type FROM custom_field ORDER BY position, id")
    return {each.key: each for each in (*_COLUMNS, *(_own_column(*row) for row in rows))}


def known_columns(keys: Iterable[str], columns: Mapping[str, ClientColumn]) -> tuple[str, ...]:
    """Those of ``keys`` that are still there; the name is among them, the usual ones if none is."""
    known = tuple(dict.fromkeys(each for each in keys if each in columns)) or DEFAULT_COLUMNS
    return known if "name" in known else ("name", *known)


def read_cell(kind: CellKind, stored: Any) -> Any:
    """What a cell holds as the kind of its column says; None or empty where nothing is known."""
    read = _READERS.get(kind)
    return stored if read is None else read(stored)


def _own_column(field_id: int, name: str, type: str) -> ClientColumn:
    value = (
        "(SELECT v.value FROM custom_value v "
        f"WHERE v.client_id = c.id AND v.field_id = {int(field_id)})"
    )
    kind: CellKind = _OWN_KINDS[type]
    order = f"CAST({value} AS NUMERIC)" if type == "number" else ""
    return ClientColumn(f"{OWN_PREFIX}{field_id}", name, kind, value, order, is_own=True)


_OWN_KINDS: Final[dict[str, CellKind]] = {
    "text": "own_text",
    "number": "own_number",
    "day": "own_day",
    "yes_no": "own_yes_no",
    "choice": "own_choice",
}


def _amounts(stored: str | None) -> tuple[Money, ...]:
    pairs = (each.split(" ") for each in (stored or "").split(",") if each)
    return tuple(Money(int(total), currency) for currency, total in pairs)


def _names(stored: str | None) -> tuple[str, ...]:
    return tuple((stored or "").split("\x1f")) if stored else ()


def _phone(stored: str) -> tuple[str, str]:
    number, _mark, normal = stored.partition("\x1f")
    return number, normal


def _partial(stored: str | None) -> PartialDate | None:
    return PartialDateField().python_value(stored)


_READERS: Final[dict[CellKind, Callable[[Any], Any]]] = {
    "phone": _phone,
    "day": DayField().python_value,
    "partial": _partial,
    "money": _amounts,
    "names": _names,
}
