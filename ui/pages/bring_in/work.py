"""One job at a time beside the window; the answer of one that was left is dropped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from crm.errors import CrmError
from crm.progress import Progress
from ui.tasks import JobHandle, Tasks, Told

Job = Callable[[Progress], Any]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of the job with a number."""

    number: int
    result: Any = None
    error: CrmError | None = None


class Work(QObject):
    """Runs jobs; a new one stops the one before, unless that writes."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._number = 0
        self._handle: JobHandle | None = None
        self._writes = False
        self._done: Callable[[Any], object] | None = None
        self._failed: Callable[[CrmError], object] | None = None
        self._told: Told | None = None

    @property
    def is_writing(self) -> bool:
        """Whether something is being written right now."""
        return self._done is not None and self._writes

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
        self._number += 1
        self._done, self._failed, self._told, self._writes = done, failed, told, writes
        self._handle = self._tasks.job(
            partial(_work, self._number, job),
            writes=writes,
            progress=self._on_progress,
            done=self._on_done,
        )

    def stop(self) -> None:
        """Ask the job to stop; ``failed`` hears when it has."""
        if self._handle is not None:
            self._handle.cancel()

    def leave(self) -> None:
        """Stop the job, and hear nothing of it any more."""
        self.stop()
        self._number += 1
        self._forget()

    def _forget(self) -> None:
        self._handle = self._done = self._failed = self._told = None

    def _on_progress(self, done: int, total: int | None, text: str) -> None:
        if self._told is not None:
            self._told(done, total, text)

    def _on_done(self, outcome: _Outcome) -> None:
        if outcome.number != self._number:
            return
        done, failed = self._done, self._failed
        self._forget()
        if outcome.error is not None and failed is not None:
            failed(outcome.error)
        elif done is not None:
            done(outcome.result)


def _work(number: int, job: Job, progress: Progress) -> _Outcome:
    try:
        return _Outcome(number, job(progress))
    except CrmError as error:
        return _Outcome(number, error=error)
