"""The only place that names a thread: one writer in order, two readers beside the window.

Plain Python threads rather than QThread: the work is Python functions that need no event loop, a
queue under a condition gives an order that can be tested, and a thread that ends by itself and is
joined cannot be destroyed while it runs. Answers come back through one queued signal that carries
nothing; they wait in a deque, so no answer hangs in Qt's event queue when the window goes away.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QEventLoop, QObject, Qt, QThread, QTimer, Signal, Slot

from crm.errors import CancelledError, CrmError
from crm.i18n import _
from crm.progress import Progress

READERS = 2
PROGRESS_EVERY_SECONDS = 0.05

T = TypeVar("T")
Done = Callable[[T], None]
Failed = Callable[[CrmError], None]
Ended = Callable[[], None]
Told = Callable[[int, int | None, str], None]
Delivery = Callable[[], None]


class JobHandle(Protocol):
    """A long job as the one who started it sees it."""

    def cancel(self) -> None:
        """Ask it to stop; it answers with ``failed(CancelledError)`` once it has."""
        ...

    def is_over(self) -> bool:
        """Whether its last answer was delivered."""
        ...


class Tasks(Protocol):
    """Work beside the window. Called, and answering, on the window's thread only.

    ``done`` gets what the function returned, ``failed`` the CrmError it raised (without it the
    error goes to the one who presents errors, like every other exception), ``ended`` is called
    last in either case. An answer whose receiver was destroyed meanwhile is dropped.
    """

    def write(
        self,
        fn: Callable[..., T],
        *args: Any,
        done: Done[T] | None = None,
        failed: Failed | None = None,
        ended: Ended | None = None,
    ) -> None:
        """Run on the one writer thread, after everything accepted before."""
        ...

    def read(
        self,
        fn: Callable[..., T],
        *args: Any,
        key: str = "",
        done: Done[T] | None = None,
        failed: Failed | None = None,
        ended: Ended | None = None,
    ) -> None:
        """Run on a reader thread; a newer read with the same ``key`` drops this one's answer."""
        ...

    def drop(self, key: str) -> None:
        """Nobody wants the answer of the read under way with this ``key`` any more."""
        ...

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
        """Run ``fn(*args, progress)`` on the writer (or a reader) with a crm Progress."""
        ...


@dataclass(slots=True, eq=False)
class _Task:
    """One accepted call and where its answers go; ``stale`` once nobody wants the answer."""

    fn: Callable[..., Any]
    args: tuple[Any, ...]
    done: Callable[[Any], None] | None
    failed: Failed | None
    ended: Ended | None
    key: str = ""
    reads: bool = False
    stale: bool = False
    over: bool = False


class _Lane:
    """A queue with its threads, started when first needed and joined by ``close``."""

    def __init__(
        self, name: str, size: int, run: Callable[[_Task], None], on_thread_end: Callable[[], None]
    ) -> None:
        self._name = name
        self._size = size
        self._run = run
        self._on_thread_end = on_thread_end
        self._waiting: deque[_Task] = deque()
        self._changed = threading.Condition()
        self._threads: list[threading.Thread] = []
        self._free = 0
        self._closed = False

    def put(self, task: _Task) -> None:
        with self._changed:
            if self._closed:
                raise RuntimeError(f"the {self._name} lane is closed")
            self._waiting.append(task)
            if len(self._waiting) > self._free and len(self._threads) < self._size:
                self._start_thread()
            self._changed.notify_all()  # workers and a settling window wait on the same condition

    def settle(self) -> None:
        """Wait until everything queued was run."""
        with self._changed:
            self._changed.wait_for(lambda: not self._waiting and self._free == len(self._threads))

    def close(self) -> None:
        """Finish what is queued, then end and join the threads."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def _start_thread(self) -> None:
        # Not a daemon: what was accepted is written even if the program is on its way out.
        name = f"regulars-{self._name}-{len(self._threads) + 1}"
        thread = threading.Thread(target=self._work, name=name, daemon=False)
        self._threads.append(thread)
        thread.start()

    def _work(self) -> None:
        try:
            while (task := self._take()) is not None:
                self._run(task)
                del task  # or the thread would keep the last answer's objects alive while it waits
        finally:
            self._on_thread_end()

    def _take(self) -> _Task | None:
        with self._changed:
            self._free += 1
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._waiting or self._closed)
            self._free -= 1
            return self._waiting.popleft() if self._waiting else None


class _Job:
    """A long job: the Progress its function sees and the handle its starter holds."""

    def __init__(self, post: Callable[[Delivery], None], told: Told | None) -> None:
        self.task: _Task | None = None
        self._post = post
        self._told = told
        self._stop = threading.Event()
        self._said_at = float("-inf")
        self._unsaid: tuple[int, int | None, str] | None = None

    # the handle, on the window's thread

    def cancel(self) -> None:
        self._stop.set()

    def is_over(self) -> bool:
        return self.task is not None and self.task.over

    # the Progress, on the worker's thread

    def step(self, done: int, total: int | None, text: str = "") -> None:
        if self._told is None:
            return
        self._unsaid = (done, total, text)
        if perf_counter() - self._said_at >= PROGRESS_EVERY_SECONDS:
            self.say_rest()

    def stopped(self) -> bool:
        return self._stop.is_set()

    def say_rest(self) -> None:
        """Tell the latest step, which thinning may have held back."""
        told, unsaid = self._told, self._unsaid
        if told is None or unsaid is None:
            return
        self._unsaid = None
        self._said_at = perf_counter()
        self._post(lambda: _answer(told, *unsaid))

    def run(self, fn: Callable[..., T], *args: Any) -> T:
        if self.stopped():
            raise CancelledError(_("Stopped before it began; nothing was changed."))
        progress: Progress = self
        try:
            return fn(*args, progress)
        finally:
            self.say_rest()


class TaskRunner(QObject):
    """Runs crm functions beside the window; plain data in, plain data out.

    ``on_thread_end`` is called on every worker thread as its last act, to close what belongs to
    the thread (its database connection). ``on_error`` gets, on the window's thread, whatever
    nobody else takes. ``shutdown`` has to be called; the threads wait for it.

    Signals: ``settled`` when the last accepted task was answered.
    """

    settled = Signal()
    _arrived = Signal()

    def __init__(
        self,
        on_thread_end: Callable[[], None],
        on_error: Callable[[Exception], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._on_error = on_error
        self._deliveries: deque[Delivery] = deque()
        self._newest: dict[str, _Task] = {}
        self._open = 0
        self._closing = False
        self._writer = _Lane("writer", 1, self._run, on_thread_end)
        self._readers = _Lane("reader", READERS, self._run, on_thread_end)
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def write(
        self,
        fn: Callable[..., T],
        *args: Any,
        done: Done[T] | None = None,
        failed: Failed | None = None,
        ended: Ended | None = None,
    ) -> None:
        """Run on the one writer thread, after everything accepted before."""
        self._accept(self._writer, _Task(fn, args, done, failed, ended))

    def read(
        self,
        fn: Callable[..., T],
        *args: Any,
        key: str = "",
        done: Done[T] | None = None,
        failed: Failed | None = None,
        ended: Ended | None = None,
    ) -> None:
        """Run on a reader thread; a newer read with the same ``key`` drops this one's answer."""
        if self._closing:
            return
        task = _Task(fn, args, done, failed, ended, key, reads=True)
        if key:
            self.drop(key)
            self._newest[key] = task
        self._accept(self._readers, task)

    def drop(self, key: str) -> None:
        """Nobody wants the answer of the read under way with this ``key`` any more."""
        older = self._newest.pop(key, None)
        if older is not None:
            older.stale = True

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
        """Run ``fn(*args, progress)`` on the writer (or a reader) with a crm Progress.

        ``progress`` hears at most 20 steps a second, and always the last one.
        """
        job = _Job(self._post, progress)
        job.task = _Task(job.run, (fn, *args), done, failed, ended, reads=not writes)
        self._accept(self._writer if writes else self._readers, job.task)
        return job

    def idle(self) -> bool:
        """Whether everything accepted was run and answered."""
        return self._open == 0

    def wait_idle(self, timeout_ms: int = 5000) -> bool:
        """Keep the window alive until all is answered; False when time ran out first."""
        if self.idle():
            return True
        loop = QEventLoop()
        timer = QTimer(singleShot=True, interval=timeout_ms)
        timer.timeout.connect(loop.quit)
        self.settled.connect(loop.quit)
        timer.start()
        loop.exec()
        return self.idle()

    def shutdown(self) -> None:
        """Finish every accepted write, tell how it went, and end the threads.

        Reads that have not begun are skipped and no read is answered any more. An answer may
        still write. Afterwards nothing is accepted.
        """
        self._closing = True
        self._readers.close()
        self._writer.settle()
        while self._deliveries:
            self._deliver_all()
            self._writer.settle()
        self._writer.close()

    @Slot()
    def _on_arrived(self) -> None:
        # One answer a signal: an exception in one callback reaches sys.excepthook and holds up
        # no other. The deque is empty here when shutdown was quicker.
        if self._deliveries:
            self._deliveries.popleft()()

    def _deliver_all(self) -> None:
        while self._deliveries:
            try:
                self._deliveries.popleft()()
            except Exception as error:  # noqa: BLE001 - one bad callback must not lose the others
                self._on_error(error)

    def _accept(self, lane: _Lane, task: _Task) -> None:
        if QThread.currentThread() is not self.thread():
            raise RuntimeError("tasks are started from the window's thread")
        lane.put(task)
        self._open += 1

    # on a worker's thread

    def _run(self, task: _Task) -> None:
        if task.stale or (task.reads and self._closing):
            self._post(partial(self._finish, task))
            return
        try:
            result = task.fn(*task.args)
        except Exception as error:  # noqa: BLE001 - told on the window's thread, never swallowed
            self._post(partial(self._tell_failed, task, error))
        else:
            self._post(partial(self._tell_done, task, result))

    def _post(self, delivery: Delivery) -> None:
        self._deliveries.append(delivery)
        self._arrived.emit()

    # on the window's thread again

    def _tell_done(self, task: _Task, result: object) -> None:
        try:
            if self._is_wanted(task):
                _answer(task.done, result)
        finally:
            self._finish(task)

    def _tell_failed(self, task: _Task, error: Exception) -> None:
        try:
            if not isinstance(error, CrmError):
                self._on_error(error)
            elif self._is_wanted(task):
                _answer(task.failed or self._on_error, error)
        finally:
            self._finish(task)

    def _finish(self, task: _Task) -> None:
        if self._newest.get(task.key) is task:
            del self._newest[task.key]
        task.over = True
        self._open -= 1
        try:
            if self._is_wanted(task):
                _answer(task.ended)
        finally:
            if self._open == 0:
                self.settled.emit()

    def _is_wanted(self, task: _Task) -> bool:
        return not task.stale and not (task.reads and self._closing)


def _answer(callback: Callable[..., None] | None, *args: object) -> None:
    """Call back, unless the widget that asked was destroyed meanwhile."""
    owner = getattr(callback, "__self__", None)
    if callback is None or (isinstance(owner, QObject) and not shiboken6.isValid(owner)):
        return
    callback(*args)
