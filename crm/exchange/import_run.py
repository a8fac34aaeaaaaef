"""The way of files with the same keys into the shop: read, found again or made, and written."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from datetime import date
from pathlib import Path
from typing import Final

from crm.clients.cards import CARD
from crm.clients.queries import count_clients
from crm.errors import CancelledError, ImportRejected
from crm.exchange.import_arrivals import Arrivals
from crm.exchange.import_clients import Clients
from crm.exchange.import_gathering import Gathering
from crm.exchange.import_items import Items
from crm.exchange.import_known import KnownKeys
from crm.exchange.import_report import Rejections
from crm.exchange.import_step import ImportStep
from crm.exchange.import_visits import Visits
from crm.exchange.mapping import Mapping
from crm.exchange.reading import read_records
from crm.exchange.records import ClientRecord, Problem, PurchaseRecord
from crm.exchange.tables import Mended
from crm.i18n import _
from crm.progress import Progress
from crm.shop.queries import get_settings
from crm.store.scratch import Scratch
from crm.store.step import Step
from crm.store.store import Store

_TOLD_EVERY: Final = 1_000
_FEWEST_FOR_ALL: Final = 2_000  # clients from which making everything anew is thought of


class Run:
    """Some files on their way in; ``read`` each of them, then ``write``.

    ``first_new`` is the least id its clients may have.
    """

    def __init__(
        self,
        store: Store,
        step: ImportStep,
        scratch: Scratch,
        source: str,
        problems: Rejections,
        arrivals: Arrivals,
        today: date,
        first_new: int = 0,
    ) -> None:
        self._store = store
        self._problems = problems
        self._today = today
        known = KnownKeys(store, scratch, source)
        cards = KnownKeys(store, scratch, CARD)
        self._clients = Clients(store, step, known, cards, arrivals, problems, today, first_new)
        gathering, items = Gathering(scratch), Items(store, step)
        self._visits = Visits(store, step, gathering, source, items)

    @property
    def first_new(self) -> int:
        """The id of the first client it made, if it made any."""
        return self._clients.first_new

    @property
    def next_new(self) -> int:
        """The id of the client that would be made next."""
        return self._clients.first_new + self._clients.new

    @property
    def clients_new(self) -> int:
        """How many clients were made."""
        return self._clients.new

    @property
    def matched(self) -> set[int]:
        """The clients who were found again."""
        return self._clients.matched

    @property
    def new_fields(self) -> tuple[str, ...]:
        """The shop's own fields that were made."""
        return self._clients.new_fields

    @property
    def visits(self) -> int:
        """How many visits were new."""
        return self._visits.count

    @property
    def purchases(self) -> int:
        """How many purchases were new."""
        return self._visits.purchases

    @property
    def totals(self) -> AnyMapping[str, int]:
        """What was paid, in minor units by currency."""
        return self._visits.totals

    @property
    def has_somebody(self) -> bool:
        """Whether the files told of anybody."""
        return bool(self._clients.new or self._clients.matched)

    def read(
        self, path: Path, mapping: Mapping | None, mended: Mended | None, progress: Progress
    ) -> None:
        """Take every record of a file; raises CancelledError when ``progress`` was stopped."""
        home = get_settings(self._store).currency
        self._clients.begin_file(path)
        records = read_records(path, mapping, self._today, home_currency=home, mended=mended)
        take, of_sale = self._visits.take, self._clients.of_sale
        for count, record in enumerate(records):
            if record.__class__ is PurchaseRecord:
                client = of_sale(record.client_key, record.client)
                take(record, client.id, client.token)
            elif isinstance(record, ClientRecord):
                self._clients.add(record)
            elif isinstance(record, Problem):
                self._problems.take(record)
            if not count % _TOLD_EVERY:
                _go_on(progress, record.row, _("Reading"))

    def write(self, progress: Progress) -> None:
        """Write what was taken; raises CancelledError when ``progress`` was stopped."""
        self._clients.write()
        self._visits.write(lambda rows: _go_on(progress, rows, _("Writing visits")))

    def tell_concerned(self, step: Step) -> None:
        """Say whose summaries and words follow; where that is nearly everybody, say so."""
        clients, visits = self._clients, self._visits
        visited = visits.list_visited(clients.first_new)
        concerned = clients.new + len(visited | clients.changed)
        others = count_clients(self._store) - concerned
        if concerned >= _FEWEST_FOR_ALL and concerned > others:
            step.touch_everything()
            return
        step.retell(*range(clients.first_new, clients.first_new + clients.new))
        step.retell(*clients.changed, *visits.list_told(clients.first_new))
        step.touch(*visited)


def stopped() -> CancelledError:
    """What is said when the user stopped it."""
    return CancelledError(_("Stopped. Nothing of the file was brought in."))


def holds_nothing(problems: Rejections) -> ImportRejected:
    """What is said of files that tell of nobody."""
    if problems.rejected:
        first = problems.rejected[0]
        sentence = _("Nothing in this file could be read. Row {row}: {why}")
        sentence = sentence.format(row=first.row, why=first.why)
        return ImportRejected(sentence, problems.rejected, code="import.nothing")
    return ImportRejected(_("There is nobody in this file."), code="import.nobody")


def _go_on(progress: Progress, done: int, text: str) -> None:
    progress.step(done, None, text)
    if progress.stopped():
        raise stopped()
