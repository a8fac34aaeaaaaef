"""What only a file of this program tells of clients: notes with their day, wishes, promises."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

from peewee import Model

from crm.clients.models import Client
from crm.dates import PartialDate
from crm.errors import ValidationError
from crm.exchange.import_rows import block, line
from crm.exchange.import_step import ImportStep
from crm.exchange.records import NoteRecord, OwnRecord
from crm.money import is_currency
from crm.store.store import Store
from crm.store.stored import moment_text
from crm.story.models import Note, Preference, Promise, Wish
from crm.text import fold

_TEXTS: Final = ("from_place", "lives", "how_met")
_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
_LIKES: Final = ("like", "dislike", "allergy", "size", "formula")
_WISHED: Final = ("open", "waiting", "here", "fulfilled", "dropped")
_PROMISED: Final = ("open", "kept", "withdrawn")
_MOST_MINOR: Final = 2**53
_NOTE_COLUMNS: Final = (
    "client_id", "text", "at", "author", "label", "is_pinned", "is_alert", "ask_next", "asked_at",
)  # fmt: skip
_WISH_COLUMNS: Final = (
    "client_id", "what", "when", "remind_on", "budget", "currency", "state", "asked_on",
    "closed_on",
)  # fmt: skip
_PROMISE_COLUMNS: Final = ("client_id", "what", "who", "made_on", "due", "state", "kept_on")
_CURRENT: Final = (
    "SELECT from_place, lives, how_met, met_on, starred, has_died, archived_at "
    "FROM client WHERE id = ?"
)

_Row = tuple[Any, ...]


class Remembered:
    """Writes what records of this program remember of clients beside what every file tells."""

    def __init__(self, store: Store, step: ImportStep) -> None:
        self._store = store
        self._step = step
        self._now = moment_text(store.clock.now())
        self._today = store.clock.today().isoformat()

    def write_new(self, told: Iterable[tuple[int, OwnRecord]]) -> None:
        """Write all that is told of new clients."""
        for client_id, own in told:
            self._write(client_id, own, _NOTHING_KNOWN)

    def write_more(self, client_id: int, own: OwnRecord) -> bool:
        """Add to a client what is not known of them; says whether there was anything."""
        return self._write(client_id, own, _Known(self._store, client_id))

    def _write(self, client_id: int, own: OwnRecord, known: _Known) -> bool:
        facts = self._facts(own, known)
        if facts:
            self._step.update(Client, client_id, **facts)
        notes = (self._note(each) for each in own.notes)
        likes = (_preference(each) for each in own.preferences)
        wishes = (self._wish(each) for each in own.wishes)
        promises = (self._promise(each) for each in own.promises)
        written = [
            self._put(Note, _NOTE_COLUMNS, client_id, known.without("note", "text", notes)),
            self._put(
                Preference,
                ("client_id", "text", "kind", "category"),
                client_id,
                known.without("preference", "text", likes),
            ),
            self._put(Wish, _WISH_COLUMNS, client_id, known.without("wish", "what", wishes)),
            self._put(
                Promise, _PROMISE_COLUMNS, client_id, known.without("promise", "what", promises)
            ),
        ]
        return bool(facts) or any(written)

    def _put(
        self, model: type[Model], columns: Sequence[str], client_id: int, rows: list[_Row]
    ) -> bool:
        if rows:
            self._step.insert_rows(model, columns, ((client_id, *row) for row in rows))
        return bool(rows)

    def _facts(self, own: OwnRecord, known: _Known) -> dict[str, Any]:
        """What is told of the client's own row, where nothing stands there yet."""
        told = dict(own.facts)
        wanted: dict[str, Any] = {name: line(told.get(name, "")) for name in _TEXTS}
        wanted["met_on"] = _partial(told.get("met_on", ""))
        wanted["archived_at"] = _moment(told.get("archived_at", "")) if known.is_new else None
        for name in ("starred", "has_died"):
            wanted[name] = 1 if told.get(name) == "1" else 0
        standing = known.facts()
        return {name: value for name, value in wanted.items() if value and not standing.get(name)}

    def _note(self, note: NoteRecord) -> _Row:
        at = _moment(note.at) or self._now
        marks = (int(note.is_pinned), int(note.is_alert), int(note.ask_next))
        told = (line(note.author), line(note.label), *marks, _moment(note.asked_at))
        return (block(note.text), at, *told)

    def _wish(self, parts: Sequence[str]) -> _Row:
        what, when, remind_on, budget, currency, state, asked_on, closed_on = _filled(parts, 8)
        minor = int(budget) if budget.isdecimal() and len(budget) <= 16 else None
        return (
            line(what), line(when), _day(remind_on),
            minor if minor is not None and minor <= _MOST_MINOR else None,
            currency if is_currency(currency) else "",
            _one_of(state, _WISHED), _day(asked_on) or self._today, _day(closed_on),
        )  # fmt: skip

    def _promise(self, parts: Sequence[str]) -> _Row:
        what, who, made_on, due, state, kept_on = _filled(parts, 6)
        return (
            line(what), line(who), _day(made_on) or self._today, _day(due),
            _one_of(state, _PROMISED), _day(kept_on),
        )  # fmt: skip


class _Known:
    """What the shop has of one client, so that nothing is written twice; nothing of a new one."""

    def __init__(self, store: Store | None = None, client_id: int = 0) -> None:
        self._store = store
        self._id = client_id
        self.is_new = store is None

    def facts(self) -> dict[str, Any]:
        """The columns of the client's own row that files of this program fill."""
        if self._store is None:
            return {}
        names = (*_TEXTS, "met_on", "starred", "has_died", "archived_at")
        return dict(zip(names, self._store.rows(_CURRENT, [self._id])[0], strict=True))

    def without(self, table: str, column: str, rows: Iterable[_Row]) -> list[_Row]:
        """Those of ``rows`` that begin with a text which does not stand in ``column`` yet."""
        found = [row for row in rows if row[0]]
        if self._store is None or not found:
            return found
        sql = f"SELECT {column} FROM {table} WHERE client_id = ?"
        known = {fold(row[0]) for row in self._store.rows(sql, [self._id])}
        return [row for row in found if fold(row[0]) not in known]


_NOTHING_KNOWN: Final = _Known()


def _preference(parts: Sequence[str]) -> _Row:
    kind, category, text = _filled(parts, 3)
    return line(text), _one_of(kind, _LIKES), line(category)


def _filled(parts: Sequence[str], count: int) -> list[str]:
    return [*parts, *[""] * count][:count]


def _one_of(word: str, known: Sequence[str]) -> str:
    return word if word in known else known[0]


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        return None


def _moment(text: str) -> str | None:
    if not _MOMENT.fullmatch(text):
        return None
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return None
    return text


def _partial(text: str) -> str:
    try:
        return PartialDate.from_text(text).text if text else ""
    except ValidationError:
        return ""
