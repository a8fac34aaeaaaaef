"""Stand-ins that tests may use: work that runs where it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from crm.errors import CrmError
from crm.progress import Progress
from ui.tasks import Done, Ended, Failed, JobHandle, Told

T = TypeVar("T")


class _FinishedJob:
    """The handle of a job that was over before its starter saw it."""

    def cancel(self) -> None:
        """Too late."""

    def is_over(self) -> bool:
        return True


class _DirectProgress:
    """Tells every step at once and never stops."""

    def __init__(self, told: Told | None) -> None:
        self._told = told

    def step(self, done: int, total: int | None, text: str = "") -> None:
        if self._told is not None:
            self._told(done, total, text)

    def stopped(self) -> bool:
        return False


class InlineTasks:
    """The Tasks protocol without threads: everything is done and answered before it returns.

    An error nobody takes is raised where the task was started.
    """

    def write(
        self,
        fn: Callable[..., T],
        *args: Any,
        done: Done[T] | None = None,
        failed: Failed | None = None,
        ended: Ended | None = None,
    ) -> None:
        self._run(fn, args, done, failed, ended)

    def read(
        self,
        fn: Callable[..., T],
        *args: Any,
        key: str = "",
        done: Done[T] | None = None,
        failed: Failed | None = None,
        ended: Ended | None = None,
    ) -> None:
        self._run(fn, args, done, failed, ended)

    def drop(self, key: str) -> None:
        """Nothing is ever under way."""

    def job(
        self,
        fn: Callable[..., T],
        *args: Any,
        writes: bool = True,
        progress: Told | None = None,
        done: Done[T] | None = None,
        failed: Failed | None = None,
        ended: Ended | None = None,
    ) -> JobHandle:
        said: Progress = _DirectProgress(progress)
        self._run(fn, (*args, said), done, failed, ended)
        return _FinishedJob()

    def _run(
        self,
        fn: Callable[..., T],
        args: tuple[Any, ...],
        done: Done[T] | None,
        failed: Failed | None,
        ended: Ended | None,
    ) -> None:
        try:
            result = fn(*args)
        except CrmError as error:
            if failed is None:
                raise
            failed(error)
        else:
            if done is not None:
                done(result)
        if ended is not None:
            ended()
