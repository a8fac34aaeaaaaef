"""Bringing a file in: all of it or nothing, in one step that can be taken back.

The records of a file are written while they are read. Only its purchases wait, in a scratch
file, until they are sorted into visits. Nothing that grows with the file is kept in memory.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from crm.clients.queries import count_clients
from crm.errors import CancelledError, ImportRejected
from crm.exchange.import_clients import Clients
from crm.exchange.import_file import FileToRead, look_at_file
from crm.exchange.import_gathering import GATHERING_TABLES, Gathering
from crm.exchange.import_items import Items
from crm.exchange.import_known import KNOWN_TABLES, KnownKeys
from crm.exchange.import_report import ImportReport, Rejections
from crm.exchange.import_step import DryStep, ImportStep
from crm.exchange.import_visits import Visits
from crm.exchange.mapping import Mapping
from crm.exchange.models import Import
from crm.exchange.queries import find_import
from crm.exchange.reading import read_records
from crm.exchange.records import ClientRecord, Problem, PurchaseRecord
from crm.i18n import _
from crm.paths import Paths
from crm.progress import NoProgress, Progress
from crm.shop.queries import get_settings
from crm.store.scratch import Scratch
from crm.store.step import Step
from crm.store.stopping import stoppable
from crm.store.store import Store

_TOLD_EVERY: Final = 1_000
_KEPT_COPIES: Final = 3
_FEWEST_FOR_ALL: Final = 2_000  # clients from which making everything anew is thought of


def import_file(
    store: Store,
    path: Path,
    mapping: Mapping | None = None,
    *,
    today: date,
    progress: Progress | None = None,
    dry_run: bool = False,
) -> ImportReport:
    """Bring ``path`` in as one undo step, after a copy of a shop that has clients already.

    A file that came before adds nothing. A ``dry_run`` only tells what would be. Raises
    ImportRejected for a file that holds nothing that can be read, CancelledError when
    ``progress`` was stopped, StorageError; the shop is then as it was before.
    """
    progress = progress or NoProgress()
    file = look_at_file(path, mapping)
    known = find_import(store, file.sha256)
    if known is not None:
        return ImportReport(path.name, known, already_known=True, dry_run=dry_run)
    if not dry_run:
        _keep_copy(store, progress)
    with _nothing_collected(), _stoppable(store, progress), _scratch(store) as scratch:
        if dry_run:
            run = _Run(store, DryStep(store), scratch, file, mapping, today, progress)
            return replace(run.report(), dry_run=True)
        with store.write("import.run", about=path.name) as step:
            run = _Run(store, step, scratch, file, mapping, today, progress)
            report = run.report()
            import_id = _write_import(store, step, file, report)
            run.tell_concerned(step)
            progress.step(file.lines, file.lines, _("Making everybody findable"))
    return replace(report, import_id=import_id, step_id=step.id)


class _Run:
    """One file on its way in."""

    def __init__(
        self,
        store: Store,
        step: ImportStep,
        scratch: Scratch,
        file: FileToRead,
        mapping: Mapping | None,
        today: date,
        progress: Progress,
    ) -> None:
        self._store = store
        self._file = file
        self._mapping = mapping
        self._today = today
        self._progress = progress
        self._problems = Rejections()
        known = KnownKeys(store, scratch, file.source)
        self._clients = Clients(store, step, known, self._problems, file.path.name, today)
        gathering, items = Gathering(scratch), Items(store, step)
        self._visits = Visits(store, step, gathering, file.source, items)

    def report(self) -> ImportReport:
        """Read and write the whole file."""
        self._read()
        self._clients.write()
        self._visits.write(self._go_on_writing)
        if not (self._clients.new or self._clients.matched):
            raise _holds_nothing(self._problems)
        return ImportReport(
            self._file.path.name,
            clients_new=self._clients.new,
            clients_matched=len(self._clients.matched),
            visits=self._visits.count,
            purchases=self._visits.purchases,
            rows_rejected=self._problems.count,
            rejected=tuple(self._problems.rejected),
            remarks=tuple(self._problems.remarks),
            totals=dict(self._visits.totals),
        )

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

    def _read(self) -> None:
        home = get_settings(self._store).currency
        records = read_records(self._file.path, self._mapping, self._today, home_currency=home)
        take, of_sale = self._visits.take, self._clients.of_sale
        for count, record in enumerate(records):
            if record.__class__ is PurchaseRecord:
                if record.day > self._today or not record.client_key:
                    self._refuse(record)
                else:
                    client = of_sale(record.client_key, record.client)
                    take(record, client.id, client.token)
            elif isinstance(record, ClientRecord):
                self._clients.add(record)
            elif isinstance(record, Problem):
                self._problems.take(record)
            if not count % _TOLD_EVERY:
                self._go_on(record.row, _("Reading"))

    def _refuse(self, record: PurchaseRecord) -> None:
        if record.client_key:
            self._problems.reject(record.row, _("This day has not come yet."))
        else:
            self._problems.reject(record.row, _("This row names nobody."))

    def _go_on(self, done: int, text: str) -> None:
        self._progress.step(done, self._file.lines, text)
        if self._progress.stopped():
            raise _stopped()

    def _go_on_writing(self, rows: int) -> None:
        self._go_on(rows, _("Writing visits"))


def _scratch(store: Store) -> Scratch:
    return Scratch(store, *KNOWN_TABLES, *GATHERING_TABLES)


@contextmanager
def _stoppable(store: Store, progress: Progress) -> Iterator[None]:
    """Hear that it should end also where one statement takes long, to the last one."""
    try:
        with stoppable(store, progress.stopped):
            yield
    except CancelledError as error:
        raise _stopped() from error


def _stopped() -> CancelledError:
    return CancelledError(_("Stopped. Nothing of the file was brought in."))


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Spare Python's search for circles: millions of rows make none, and it takes a tenth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _holds_nothing(problems: Rejections) -> ImportRejected:
    if problems.rejected:
        first = problems.rejected[0]
        sentence = _("Nothing in this file could be read. Row {row}: {why}")
        sentence = sentence.format(row=first.row, why=first.why)
        return ImportRejected(sentence, problems.rejected, code="import.nothing")
    return ImportRejected(_("There is nobody in this file."), code="import.nobody")


def _write_import(store: Store, step: Step, file: FileToRead, report: ImportReport) -> int:
    return step.insert(
        Import,
        at=store.clock.now(),
        file_name=report.file_name,
        sha256=file.sha256,
        step_id=step.id,
        clients_new=report.clients_new,
        clients_matched=report.clients_matched,
        visits=report.visits,
        purchases=report.purchases,
        rows_rejected=report.rows_rejected,
    )


def _keep_copy(store: Store, progress: Progress) -> None:
    """A verified copy of a shop that holds somebody; the newest few are kept."""
    if store.scalar("SELECT 1 FROM client LIMIT 1") is None:
        return
    progress.step(0, None, _("Keeping a copy of the shop first"))
    folder = Paths().backup_dir(store.path)
    stem, suffix = f"{store.path.stem}-before-import", store.path.suffix
    store.snapshot(folder / f"{stem}-{store.clock.now():%Y%m%dT%H%M%S}{suffix}")
    copies = sorted(folder.glob(f"{stem}-*{suffix}"))
    for old in copies[:-_KEPT_COPIES]:
        old.unlink()
