"""What is done beside the window for the files on their way in, one thing at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from crm.errors import CrmError
from crm.exchange.everything.reading import bring_everything_in, look_into_everything
from crm.exchange.examining import FilesExamination, examine_files, look_at_choice
from crm.exchange.import_report import ImportReport
from crm.exchange.import_same import SameInFiles, find_same_in_files
from crm.exchange.importing import import_files
from crm.exchange.taking_back import TakenBack, take_import_back
from crm.progress import Progress
from ui.context import Context
from ui.pages.bring_in.journey import Journey
from ui.pages.bring_in.work import Job, Work
from ui.tasks import Told

Done = Callable[[Any], object]
Failed = Callable[[CrmError], object]


class ImportJobs(QObject):
    """Starts the jobs of the page; each is told how it ended by one of two functions."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._store = context.workspace.store
        self._clock = context.workspace.clock
        self._work = Work(context.tasks, self)

    @property
    def is_writing(self) -> bool:
        """Whether something is being written right now."""
        return self._work.is_writing

    def stop(self) -> None:
        """Ask the job to stop; it answers with CancelledError."""
        self._work.stop()

    def leave(self) -> None:
        """Stop the job, and hear nothing of it any more."""
        self._work.leave()

    def look_at(self, paths: Sequence[Path], done: Done, failed: Failed, told: Told) -> None:
        """Find out what was chosen."""
        self._read(partial(look_at_choice, tuple(paths)), done, failed, told)

    def examine(self, journey: Journey, done: Done, failed: Failed, told: Told) -> None:
        """Find out what the files are, and count what they would bring."""
        store, today = self._store, self._clock.today()
        files, known = journey.files_to_import(), journey.previews()

        def job(progress: Progress) -> FilesExamination:
            return examine_files(store, files, known, today, progress)

        self._read(job, done, failed, told)

    def find_same(self, journey: Journey, done: Done, failed: Failed, told: Told) -> None:
        """Compare the people of the files with those who are here."""
        store, today, files = self._store, self._clock.today(), journey.files_to_import()

        def job(progress: Progress) -> SameInFiles:
            return find_same_in_files(store, files, today, progress)

        self._read(job, done, failed, told)

    def bring_in(self, journey: Journey, done: Done, failed: Failed, told: Told) -> None:
        """Write all of it, as it was decided."""
        store, today = self._store, self._clock.today()
        files, plan = journey.files_to_import(), journey.plan()

        def job(progress: Progress) -> ImportReport:
            return import_files(store, files, today=today, progress=progress, plan=plan)

        self._write(job, done, failed, told)

    def take_back(self, import_id: int, done: Done, failed: Failed, told: Told) -> None:
        """Take an import back, sparing what people did with it since."""
        store = self._store

        def job(progress: Progress) -> TakenBack:
            return take_import_back(store, import_id, progress)

        self._write(job, done, failed, told)

    def look_into(self, path: Path, done: Done, failed: Failed, told: Told) -> None:
        """Find out what a zip holds that everything was taken out into."""
        self._read(partial(look_into_everything, path), done, failed, told)

    def bring_everything_in(self, path: Path, done: Done, failed: Failed, told: Told) -> None:
        """Put the shop of such a zip in the place of this empty one."""
        self._write(partial(bring_everything_in, self._store, path), done, failed, told)

    def _read(self, job: Job, done: Done, failed: Failed, told: Told) -> None:
        self._work.run(job, done=done, failed=failed, told=told)

    def _write(self, job: Job, done: Done, failed: Failed, told: Told) -> None:
        self._work.run(job, done=done, failed=failed, told=told, writes=True)
