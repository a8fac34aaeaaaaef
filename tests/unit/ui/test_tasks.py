"""Work beside the window: order, late answers, stopping, and nothing lost on the way out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from crm.errors import CancelledError, CrmError, NotFoundError
from crm.progress import NoProgress, Progress
from tests.doubles import InlineTasks
from ui.tasks import TaskRunner, Tasks


class Bench:
    """A runner with a notebook of what reached the window's thread."""

    def __init__(self) -> None:
        self.errors: list[Exception] = []
        self.ended_threads: list[str] = []
        self.runner = TaskRunner(self._on_thread_end, self.errors.append)

    def _on_thread_end(self) -> None:
        self.ended_threads.append(threading.current_thread().name)


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    before = set(threading.enumerate())
    bench = Bench()
    yield bench
    bench.runner.shutdown()
    assert set(threading.enumerate()) <= before


def _say(text: str) -> str:
    return text


def _lose() -> None:
    raise NotFoundError("That note is gone.")


def _break() -> None:
    raise LookupError("a bug")


def test_writes_run_in_the_order_they_were_asked_for(bench: Bench) -> None:
    ran: list[int] = []
    answered: list[None] = []
    for number in range(200):
        bench.runner.write(ran.append, number, done=answered.append)
    assert bench.runner.wait_idle()
    assert ran == list(range(200))
    assert len(answered) == 200


def test_writes_share_one_thread_that_is_not_the_window_s(bench: Bench) -> None:
    names: list[str] = []
    for _ in range(20):
        bench.runner.write(lambda: threading.current_thread().name, done=names.append)
    assert bench.runner.wait_idle()
    assert set(names) == {"regulars-writer-1"}


def test_answers_arrive_on_the_window_s_thread(bench: Bench) -> None:
    threads: list[bool] = []
    window = QThread.currentThread()
    bench.runner.read(_say, "hello", done=lambda _: threads.append(window.isCurrentThread()))
    assert bench.runner.wait_idle()
    assert threads == [True]


def test_two_reads_run_at_the_same_time(bench: Bench) -> None:
    both = threading.Barrier(2, timeout=5)
    places: list[int] = []
    bench.runner.read(both.wait, done=places.append)
    bench.runner.read(both.wait, done=places.append)
    assert bench.runner.wait_idle()
    assert sorted(places) == [0, 1]


def test_a_read_does_not_wait_for_a_long_write(bench: Bench) -> None:
    go_on = threading.Event()
    heard: list[str] = []
    bench.runner.write(go_on.wait, 5)
    bench.runner.read(_say, "smith", done=heard.append, ended=go_on.set)
    assert bench.runner.wait_idle()
    assert heard == ["smith"]


def test_a_newer_read_with_the_same_key_drops_the_late_answer(bench: Bench) -> None:
    newer_was_read = threading.Event()
    heard: list[str] = []

    def slow(text: str) -> str:
        newer_was_read.wait(5)
        return text

    bench.runner.read(slow, "smi", key="find", done=heard.append)
    bench.runner.read(_say, "smith", key="find", done=heard.append, ended=newer_was_read.set)
    assert bench.runner.wait_idle()
    assert heard == ["smith"]


def test_a_read_that_was_overtaken_before_it_began_is_not_run(bench: Bench) -> None:
    gate = threading.Event()
    ran: list[str] = []
    for _ in range(2):
        bench.runner.read(gate.wait, 5)
    for text in ("s", "sm", "smi"):
        bench.runner.read(ran.append, text, key="find")
    gate.set()
    assert bench.runner.wait_idle()
    assert ran == ["smi"]


def test_a_dropped_read_is_not_answered(bench: Bench) -> None:
    heard: list[str] = []
    bench.runner.read(_say, "smith", key="find", done=heard.append, ended=lambda: heard.append("e"))
    bench.runner.drop("find")
    assert bench.runner.wait_idle()
    assert heard == []


def test_an_expected_failure_goes_to_the_one_who_asked(bench: Bench) -> None:
    failures: list[CrmError] = []
    order: list[str] = []
    bench.runner.write(_lose, failed=failures.append, ended=lambda: order.append("ended"))
    assert bench.runner.wait_idle()
    assert [str(error) for error in failures] == ["That note is gone."]
    assert order == ["ended"]
    assert bench.errors == []


def test_a_failure_nobody_takes_goes_to_the_presenter(bench: Bench) -> None:
    bench.runner.write(_lose)
    assert bench.runner.wait_idle()
    assert [type(error) for error in bench.errors] == [NotFoundError]


def test_a_bug_goes_to_the_presenter_and_the_writer_goes_on(bench: Bench) -> None:
    failures: list[CrmError] = []
    heard: list[str] = []
    bench.runner.write(_break, failed=failures.append, ended=lambda: heard.append("ended"))
    bench.runner.write(_say, "still here", done=heard.append)
    assert bench.runner.wait_idle()
    assert [type(error) for error in bench.errors] == [LookupError]
    assert failures == []
    assert heard == ["ended", "still here"]


def test_an_answer_for_a_destroyed_widget_is_dropped(bench: Bench) -> None:
    class Page(QObject):
        heard: list[str] = []  # noqa: RUF012 - read after the object is gone

        def hear(self, text: str) -> None:
            self.heard.append(text)

    page = Page()
    bench.runner.read(_say, "late", done=page.hear)
    shiboken6.delete(page)
    assert bench.runner.wait_idle()
    assert Page.heard == []


def test_wait_idle_says_when_time_ran_out(bench: Bench) -> None:
    gate = threading.Event()
    bench.runner.write(gate.wait, 5)
    assert not bench.runner.wait_idle(timeout_ms=1)
    gate.set()
    assert bench.runner.wait_idle()


def test_shutdown_loses_no_accepted_write(bench: Bench) -> None:
    gate = threading.Event()
    written: list[int] = []
    answered: list[int] = []
    bench.runner.write(gate.wait, 5)
    for number in range(50):
        bench.runner.write(written.append, number, done=lambda _: answered.append(1))
    gate.set()
    bench.runner.shutdown()
    assert written == list(range(50))
    assert len(answered) == 50
    assert bench.runner.idle()


def test_an_answer_during_shutdown_may_still_write(bench: Bench) -> None:
    written: list[str] = []
    bench.runner.write(
        _say, "first", done=lambda text: bench.runner.write(written.append, text + " and second")
    )
    bench.runner.shutdown()
    assert written == ["first and second"]


def test_a_callback_that_breaks_during_shutdown_holds_up_no_other(bench: Bench) -> None:
    heard: list[str] = []
    bench.runner.write(_say, "one", done=lambda _: _break())
    bench.runner.write(_say, "two", done=heard.append)
    bench.runner.shutdown()
    assert heard == ["two"]
    assert [type(error) for error in bench.errors] == [LookupError]


def test_after_shutdown_reads_are_ignored_and_writes_refused(bench: Bench) -> None:
    bench.runner.shutdown()
    bench.runner.read(_say, "nobody listens")
    assert bench.runner.idle()
    with pytest.raises(RuntimeError, match="closed"):
        bench.runner.write(_say, "too late")
    assert bench.runner.idle()


def test_every_thread_closes_what_belongs_to_it(bench: Bench) -> None:
    bench.runner.write(_say, "w")
    bench.runner.read(_say, "r")
    assert bench.runner.wait_idle()
    bench.runner.shutdown()
    assert sorted(bench.ended_threads) == ["regulars-reader-1", "regulars-writer-1"]


def test_no_thread_starts_before_it_is_needed(qtbot: QtBot) -> None:
    before = threading.active_count()
    runner = TaskRunner(lambda: None, lambda _: None)
    assert threading.active_count() == before
    runner.shutdown()


def test_starting_a_task_from_another_thread_is_refused(bench: Bench) -> None:
    bench.runner.write(bench.runner.write, _say, "nested")
    assert bench.runner.wait_idle()
    assert [type(error) for error in bench.errors] == [RuntimeError]


def _count_to(limit: int, progress: Progress) -> int:
    for number in range(1, limit + 1):
        if progress.stopped():
            raise CancelledError("Stopped; nothing was kept.")
        progress.step(number, limit, "Counting")
    return limit


def test_progress_is_thinned_and_its_last_step_is_always_told(bench: Bench) -> None:
    told: list[tuple[int, int | None, str]] = []
    results: list[int] = []
    bench.runner.job(
        _count_to,
        20_000,
        progress=lambda done, total, text: told.append((done, total, text)),
        done=results.append,
    )
    assert bench.runner.wait_idle()
    assert results == [20_000]
    assert told[0] == (1, 20_000, "Counting")
    assert told[-1] == (20_000, 20_000, "Counting")
    assert len(told) < 200


def test_a_job_can_be_stopped_while_it_runs(bench: Bench) -> None:
    begun = threading.Event()
    failures: list[CrmError] = []

    def endless(progress: Progress) -> None:
        begun.set()
        while not progress.stopped():
            pass
        raise CancelledError("Stopped; nothing was kept.")

    handle = bench.runner.job(endless, failed=failures.append)
    assert begun.wait(5)
    assert not handle.is_over()
    handle.cancel()
    assert bench.runner.wait_idle()
    assert handle.is_over()
    assert [error.code for error in failures] == ["cancelled"]


def test_a_job_stopped_before_it_began_never_runs(bench: Bench) -> None:
    gate = threading.Event()
    ran: list[int] = []
    failures: list[CrmError] = []
    bench.runner.write(gate.wait, 5)
    handle = bench.runner.job(lambda _progress: ran.append(1), failed=failures.append)
    handle.cancel()
    gate.set()
    assert bench.runner.wait_idle()
    assert ran == []
    assert [type(error) for error in failures] == [CancelledError]


def test_a_reading_job_lets_writes_pass(bench: Bench) -> None:
    gate = threading.Event()
    bench.runner.job(lambda _progress: gate.wait(5), writes=False)
    bench.runner.write(_say, "", ended=gate.set)
    assert bench.runner.wait_idle()


def test_no_progress_never_stops_the_work() -> None:
    assert _count_to(3, NoProgress()) == 3


@pytest.mark.parametrize("make", [InlineTasks, None])
def test_the_double_and_the_runner_answer_alike(
    make: Callable[[], InlineTasks] | None, bench: Bench
) -> None:
    tasks: Tasks = make() if make else bench.runner
    heard: list[object] = []
    tasks.write(_say, "w", done=heard.append)
    assert bench.runner.wait_idle()
    tasks.write(_lose, failed=lambda error: heard.append(error.code))
    assert bench.runner.wait_idle()
    tasks.job(_count_to, 1, progress=lambda *step: heard.append(step), done=heard.append)
    assert bench.runner.wait_idle()
    assert heard == ["w", "not_found", (1, 1, "Counting"), 1]
