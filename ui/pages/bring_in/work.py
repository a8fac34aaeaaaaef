"""One job at a time beside the window; the answer of one that was left is dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from crm.errors import CrmError
from crm.progress import Progress
from ui.tasks import JobHandle, Tasks, Told

Job = Callable[[Progress], Any]


class Work(QObject):
    """Runs jobs; a new one stops the one before."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._run: _Run | None = None

    @property
    def is_writing(self) -> bool:
        """Whether something is being written right now."""
        return self._run is not None and self._run.writes

    def run(
        self,
        job: Job,
        *,
        done: Callable[[Any], object],
        failed: Callable[[CrmError], object],
        told: Told,
        writes: bool = False,
    ) -> None:
        """Start ``job``; ``done`` or ``failed`` hears of it, unless another one was started."""
        self.leave()
        run = _Run(self, done, failed, told, writes=writes)
        self._run = run
        run.handle = self._tasks.job(
            job,
            writes=writes,
            progress=run.on_progress,
            done=run.on_done,
            failed=run.on_failed,
            ended=run.deleteLater,
        )

    def stop(self) -> None:
        """Ask the job to stop; ``failed`` hears when it has."""
        if self._run is not None and self._run.handle is not None:
            self._run.handle.cancel()

    def leave(self) -> None:
        """Stop the job, and hear nothing of it any more."""
        self.stop()
        self._run = None

    def take_over(self, run: _Run) -> bool:
        """Whether anybody waits for the answer of ``run``, which ends with it."""
        if run is not self._run:
            return False
        self._run = None
        return True

    def is_current(self, run: _Run) -> bool:
        """Whether ``run`` is the one that is waited for."""
        return run is self._run


class _Run(QObject):
    """One job under way and who hears of it."""

    def __init__(
        self,
        work: Work,
        done: Callable[[Any], object],
        failed: Callable[[CrmError], object],
        told: Told,
        *,
        writes: bool,
    ) -> None:
        super().__init__(work)
        self.writes = writes
        self.handle: JobHandle | None = None
        self._work = work
        self._done = done
        self._failed = failed
        self._told = told

    def on_progress(self, done: int, total: int | None, text: str) -> None:
        if self._work.is_current(self):
            self._told(done, total, text)

    def on_done(self, result: Any) -> None:
        if self._work.take_over(self):
            self._done(result)

    def on_failed(self, error: CrmError) -> None:
        if self._work.take_over(self):
            self._failed(error)
