"""Clients of a file: found again where the shop has them, else made with all that is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from crm.clients.models import Client, ClientKey
from crm.exchange.import_arrivals import Arrivals
from crm.exchange.import_client_rows import ClientRows
from crm.exchange.import_households import Households
from crm.exchange.import_known import KnownKeys
from crm.exchange.import_matching import can_be, find_same
from crm.exchange.import_own import Cards
from crm.exchange.import_relations import LinkedCards, RelationTypes
from crm.exchange.import_report import Rejections
from crm.exchange.import_rows import ClientTold, line, told_by_key, told_of
from crm.exchange.import_step import ImportStep, next_id
from crm.exchange.import_visits import short_key
from crm.exchange.records import ClientRecord
from crm.exchange.same_plan import FilePerson
from crm.i18n import _
from crm.shop.queries import get_settings
from crm.shop.words import words_of
from crm.store.store import Store
from crm.text import fold

_WRITTEN_AT_ONCE: Final = 2_000
_REMEMBERED: Final = 100_000


class SaleClient:
    """Whose a row of sales is: the client's id, and what stands for them in keys of visits."""

    __slots__ = ("id", "record", "token")

    def __init__(self, id: int, token: str, record: ClientRecord | None) -> None:
        self.id = id
        self.token = token
        self.record = record


class Clients:
    """Turns records into clients of the shop.

    Ids from ``first_new`` on are new; ``matched`` are those found again, ``changed`` those of them
    of whom the file told more. The caller's ``first_new`` is the least id they may have: a trial
    writes nothing that its next file could count from.
    """

    def __init__(
        self,
        store: Store,
        step: ImportStep,
        known: KnownKeys,
        known_cards: KnownKeys,
        arrivals: Arrivals,
        problems: Rejections,
        today: date,
        first_new: int,
    ) -> None:
        self._store = store
        self._step = step
        self._known = known
        self._arrivals = arrivals
        self._problems = problems
        self._file = ""
        self._today = today
        settings = get_settings(store)
        self._region = settings.region
        self._words = words_of(settings)
        types = RelationTypes(store, step)
        self._links = LinkedCards(store, step, types)
        self._households = Households(store, step)
        self._cards = Cards(store, step, known_cards)
        self._rows = ClientRows(
            store, step, types, self._links, self._households, self._cards, known.source
        )
        self.first_new = self._next = max(first_new, next_id(store, Client))
        self._waiting: list[ClientTold] = []
        self._sales: dict[str, SaleClient] = {}
        self._told: set[tuple[int, int]] = set()
        self.matched: set[int] = set()
        self.changed: set[int] = set()

    @property
    def new(self) -> int:
        """How many clients were made."""
        return self._next - self.first_new

    @property
    def new_fields(self) -> tuple[str, ...]:
        """The shop's own fields that were made."""
        return self._rows.new_fields

    def begin_file(self, path: Path) -> None:
        """What is taken from now on stands in the file at ``path``."""
        self._flush()
        self._file = str(path)
        self._rows.begin_file(path.name)

    def add(self, record: ClientRecord) -> None:
        """Take one card or row of an address book."""
        told = self._read(record)
        if told is None:
            self._problems.reject(record.row, _("This row names nobody."))
            return
        told = told if told.key else replace(told, key=self._own_key(told))
        client_id = self._find(told)
        if client_id is None:
            self._make(told)
        else:
            self._tell_more(client_id, told)

    def of_sale(self, key: str, record: ClientRecord | None) -> SaleClient:
        """The client of a row of sales; ``key`` is what the rows of one client have in common."""
        client = self._sales.get(key)
        if client is None:
            client = self._remember(key, record)
        if record is not None and client.record is not record:
            if client.record is None or client.record._replace(row=record.row) != record:
                self._tell_once(client.id, record)
            client.record = record
        return client

    def write(self) -> None:
        """Write what is waiting, then the ties between the cards of the file."""
        self._flush()
        self._links.write(self._known.find, self._problems)
        concerned = self._households.write(self._household)
        self.changed |= {each for each in concerned if each < self.first_new}
        self._rows.finish()

    def _household(self, name: str) -> int:
        """The household called ``name`` that files of this source brought, or a new one."""
        key = f"household: {fold(name) or name}"
        found = self._known.find(key)
        if found is None:
            found = self._make(told_by_key(key, name, kind="household"))
            self._flush()
        return found

    def _read(self, record: ClientRecord) -> ClientTold | None:
        return told_of(record, self._region, self._nameless, self._today)

    def _remember(self, key: str, record: ClientRecord | None) -> SaleClient:
        if len(self._sales) >= _REMEMBERED:
            self._sales.clear()
        told = self._read_sale(key, record)
        client_id = self._find(told)
        token = short_key(told.key)
        if client_id is None:
            client_id = self._make(told)
            self._told.add((client_id, _hash_of(record)))
            client = SaleClient(client_id, token, record)
        else:
            client = SaleClient(client_id, token, None)
        self._sales[key] = client
        return client

    def _read_sale(self, key: str, record: ClientRecord | None) -> ClientTold:
        """What a row of sales tells, under the key its client has in the file."""
        own = line(key) or key.encode("unicode_escape").decode("ascii")
        told = self._read(record) if record is not None else None
        if told is None:
            return told_by_key(own, self._nameless(own))
        return told if told.key == own else replace(told, key=own)

    def _tell_once(self, client_id: int, record: ClientRecord) -> None:
        said = (client_id, _hash_of(record))
        if said in self._told:
            return
        if len(self._told) >= _REMEMBERED:
            self._told.clear()
        self._told.add(said)
        told = self._read(record)
        if told is not None:
            self._tell_more(client_id, told)

    def _tell_more(self, client_id: int, told: ClientTold) -> None:
        is_new = client_id >= self.first_new
        if is_new:
            self._flush()
        if self._rows.write_more(client_id, told) and not is_new:
            self.changed.add(client_id)

    def _find(self, told: ClientTold) -> int | None:
        client_id = self._known.find(told.key) if told.key else None
        if client_id is None:
            client_id = self._decided(told) or self._find_same(told)
            if client_id is not None and told.key:
                self._keep_key(client_id, told.key)
        if client_id is not None:
            if client_id < self.first_new:
                self.matched.add(client_id)
            self._settle(told, client_id)
        return client_id

    def _decided(self, told: ClientTold) -> int | None:
        """Whom a person said they are."""
        if self._arrivals.is_idle:
            return None
        return self._arrivals.find(FilePerson(self._file, told.row))

    def _settle(self, told: ClientTold, client_id: int) -> None:
        if not self._arrivals.is_idle:
            self._arrivals.settle(FilePerson(self._file, told.row), client_id)

    def _find_same(self, told: ClientTold) -> int | None:
        """Whoever has the same card, or else the same phone or e-mail, and can be the same."""
        holder = self._cards.holder(told.cards) if told.cards else None
        if holder is not None and can_be(self._store, told, holder):
            return holder
        return find_same(self._store, told, self.first_new)

    def _keep_key(self, client_id: int, key: str) -> None:
        if client_id >= self.first_new:
            self._flush()
        self._known.add(key, client_id)
        self._step.insert(ClientKey, client_id=client_id, source=self._known.source, key=key)
        if client_id < self.first_new:
            self.changed.add(client_id)

    def _own_key(self, told: ClientTold) -> str:
        """A key for somebody known by name alone; others are found again by mail or number."""
        if any(contact.normal for contact in told.contacts):
            return ""
        name = fold(told.name) or told.name
        times = self._known.count(name)
        return name if times == 1 else f"{name} №{times}"

    def _nameless(self, key: str) -> str:
        return self._words.fill(_("{Client} {key}"), key=key)

    def _make(self, told: ClientTold) -> int:
        client_id = self._next
        self._next += 1
        if not self._arrivals.is_idle:
            self._arrivals.tell_new(FilePerson(self._file, told.row), told)
            self._settle(told, client_id)
        if told.key:
            self._known.add(told.key, client_id)
        self._waiting.append(told)
        if len(self._waiting) >= _WRITTEN_AT_ONCE:
            self._flush()
        return client_id

    def _flush(self) -> None:
        if self._waiting:
            self._rows.write_new(self._next - len(self._waiting), self._waiting)
            self._waiting = []


def _hash_of(record: ClientRecord | None) -> int:
    """The same for records that differ in nothing but their row."""
    return hash(record if record is None else record._replace(row=0))
