"""Bringing a file in: all of it or nothing, in one step that can be taken back.

The records of a file are written while they are read. Only its purchases wait, in a scratch
file, until they are sorted into visits. Nothing that grows with the file is kept in memory.
"""

from __future__ import annotations

import gc
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Final

from crm.clients.merging.services import write_answer
from crm.errors import CancelledError, ImportRejected
from crm.exchange.import_arrivals import Arrivals, Met
from crm.exchange.import_file import FileToRead, look_at_file
from crm.exchange.import_gathering import GATHERING_TABLES
from crm.exchange.import_known import KNOWN_TABLES
from crm.exchange.import_report import ImportReport, Rejections
from crm.exchange.import_run import Run, holds_nothing, stopped
from crm.exchange.import_step import DryStep, ImportStep
from crm.exchange.known_mappings import keep_mapping
from crm.exchange.mapping import Mapping
from crm.exchange.models import Import
from crm.exchange.queries import find_import
from crm.exchange.same_plan import SamePlan
from crm.exchange.tables import Mended
from crm.i18n import _, ngettext
from crm.paths import Paths
from crm.progress import NoProgress, Progress
from crm.store.scratch import Scratch
from crm.store.step import Step
from crm.store.stopping import stoppable
from crm.store.store import Store

_KEPT_COPIES: Final = 3
_SCRATCH_TABLES: Final = (*KNOWN_TABLES, *GATHERING_TABLES)
_TABLE_NAME: Final = re.compile(r"CREATE TABLE (\S+)")


@dataclass(frozen=True, slots=True)
class FileToImport:
    """A file that is wanted, how it is to be read, and rows of it that a person put right."""

    path: Path
    mapping: Mapping | None = None
    mended: Mended | None = None


def import_file(
    store: Store,
    path: Path,
    mapping: Mapping | None = None,
    *,
    today: date,
    progress: Progress | None = None,
    dry_run: bool = False,
    mended: Mended | None = None,
) -> ImportReport:
    """Bring ``path`` in as one undo step, after a copy of a shop that has clients already.

    A file that came before adds nothing. A ``dry_run`` only tells what would be; rows that are
    ``mended`` stand in place of the file's. Raises ImportRejected for a file that holds nothing
    that can be read, CancelledError when ``progress`` was stopped, StorageError; the shop is then
    as it was before.
    """
    files = (FileToImport(path, mapping, mended),)
    return import_files(store, files, today=today, progress=progress, dry_run=dry_run)


def import_files(
    store: Store,
    files: Sequence[FileToImport],
    *,
    today: date,
    progress: Progress | None = None,
    dry_run: bool = False,
    plan: SamePlan | None = None,
    met: Met | None = None,
) -> ImportReport:
    """Bring several files in as one undo step, in their order; see :func:`import_file`.

    ``plan`` says who of them is a client already or somebody else of them; ``met`` hears of
    everybody else who is new. Those that came before are left out. Files of one shape know each
    other's clients, also in a ``dry_run``; those of others only find each other's by mail or phone
    once they are written.
    """
    progress = progress or NoProgress()
    if not files:
        raise ImportRejected(_("There is no file to bring in."), code="import.no_file")
    looked = [(file, look_at_file(file.path, file.mapping, file.mended)) for file in files]
    known = {read.sha256: find_import(store, read.sha256) for _file, read in looked}
    new = {read.sha256: (file, read) for file, read in looked if known[read.sha256] is None}
    if not new:
        import_id = next((each for each in known.values() if each is not None), 0)
        name = _named([file.path.name for file in files])
        return ImportReport(name, import_id, already_known=True, dry_run=dry_run)
    if not dry_run:
        _keep_copy(store, progress)
    arrivals = Arrivals(plan or SamePlan(), met)
    whole = _Whole(store, tuple(new.values()), arrivals, today, progress)
    with _nothing_collected(), _stoppable(store, progress), _scratch(store) as scratch:
        if dry_run:
            return replace(whole.report(DryStep(store), scratch), dry_run=True)
        with store.write("import.run", about=whole.name) as step:
            report = whole.report(step, scratch)
            import_id = _write_import(store, step, whole.sha256, report)
            whole.keep_mappings(step)
            for first_id, second_id in arrivals.list_apart():
                write_answer(store, step, "same", first_id, second_id)
            whole.tell_concerned(step)
            progress.step(whole.lines, whole.lines, _("Making everybody findable"))
    return replace(report, import_id=import_id, step_id=step.id)


class _Whole:
    """All files of one import, in runs of those whose keys mean the same."""

    def __init__(
        self,
        store: Store,
        files: Sequence[tuple[FileToImport, FileToRead]],
        arrivals: Arrivals,
        today: date,
        progress: Progress,
    ) -> None:
        self._store = store
        self._files = files
        self._arrivals = arrivals
        self._today = today
        self._progress = progress
        self._runs: list[Run] = []
        self.name = _named([file.path.name for file, _read in files])
        self.lines = sum(read.lines for _file, read in files)

    @property
    def sha256(self) -> str:
        """The fingerprint of the file, or of all of them."""
        prints = [read.sha256 for _file, read in self._files]
        if len(prints) == 1:
            return prints[0]
        return hashlib.sha256("".join(prints).encode()).hexdigest()

    def report(self, step: ImportStep, scratch: Scratch) -> ImportReport:
        """Read and write every file; raises ImportRejected where nobody is in any of them."""
        problems = Rejections()
        behind = 0
        for source, group in groupby(self._files, key=lambda pair: pair[1].source):
            first_new = 0
            if self._runs:
                first_new = self._runs[-1].next_new
                _clear(scratch)
            run = Run(
                self._store, step, scratch, source, problems, self._arrivals, self._today, first_new
            )
            self._runs.append(run)
            before = behind
            for file, read in group:
                problems.file = file.path.name if len(self._files) > 1 else ""
                progress = _Behind(self._progress, behind, self.lines)
                run.read(file.path, file.mapping, file.mended, progress)
                behind += read.lines
            run.write(_Behind(self._progress, before, self.lines))
        if not any(run.has_somebody for run in self._runs):
            raise holds_nothing(problems)
        return self._summed(problems)

    def keep_mappings(self, step: Step) -> None:
        """Keep what a person said of columns for the next files of those shapes."""
        for file, read in self._files:
            if read.is_own and file.mapping is not None:
                keep_mapping(self._store, step, read.source, file.path.name, file.mapping)

    def tell_concerned(self, step: Step) -> None:
        """Say whose summaries and words follow."""
        for run in self._runs:
            run.tell_concerned(step)

    def _summed(self, problems: Rejections) -> ImportReport:
        first_new = self._runs[0].first_new
        matched = {each for run in self._runs for each in run.matched if each < first_new}
        totals: Counter[str] = Counter()
        for run in self._runs:
            totals.update(run.totals)
        return ImportReport(
            self.name,
            clients_new=sum(run.clients_new for run in self._runs),
            clients_matched=len(matched),
            visits=sum(run.visits for run in self._runs),
            purchases=sum(run.purchases for run in self._runs),
            rows_rejected=problems.count,
            rejected=tuple(problems.rejected),
            remarks=tuple(problems.remarks),
            totals=dict(totals),
            new_fields=tuple(name for run in self._runs for name in run.new_fields),
        )


class _Behind:
    """The progress of one file among several: what is behind it counts as done."""

    def __init__(self, progress: Progress, behind: int, total: int) -> None:
        self._progress = progress
        self._behind = behind
        self._total = total

    def step(self, done: int, total: int | None, text: str = "") -> None:
        """``done`` of the file's own lines are behind."""
        del total
        self._progress.step(min(self._behind + done, self._total), self._total, text)

    def stopped(self) -> bool:
        return self._progress.stopped()


def _named(names: Sequence[str]) -> str:
    """What an import of these files is called."""
    if len(names) == 1:
        return names[0]
    text = ngettext("{file} and {count} more", "{file} and {count} more", len(names) - 1)
    return text.format(file=names[0], count=f"{len(names) - 1:,}")


def _scratch(store: Store) -> Scratch:
    return Scratch(store, *_SCRATCH_TABLES)


def _clear(scratch: Scratch) -> None:
    """Forget what was gathered of files whose keys mean something else."""
    for statement in _SCRATCH_TABLES:
        named = _TABLE_NAME.match(statement)
        assert named is not None
        scratch.run(f"DELETE FROM {named[1]}")


@contextmanager
def _stoppable(store: Store, progress: Progress) -> Iterator[None]:
    """Hear that it should end also where one statement takes long, to the last one."""
    try:
        with stoppable(store, progress.stopped):
            yield
    except CancelledError as error:
        raise stopped() from error


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


def _write_import(store: Store, step: Step, sha256: str, report: ImportReport) -> int:
    return step.insert(
        Import,
        at=store.clock.now(),
        file_name=report.file_name,
        sha256=sha256,
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
