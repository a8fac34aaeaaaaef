"""One job at a time, and no answer of one that was left."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from crm.errors import CancelledError, CrmError
from crm.progress import Progress
from ui.pages.bring_in.work import Work
from ui.tasks import TaskRunner


@pytest.fixture
def owner(qapp: QApplication) -> Iterator[QObject]:
    """What the work belongs to, as long as it runs."""
    del qapp
    owner = QObject()
    yield owner
    owner.deleteLater()


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[TaskRunner]:
    del qapp
    errors: list[Exception] = []
    runner = TaskRunner(lambda: None, errors.append)
    yield runner
    runner.shutdown()
    assert errors == []


def wait_for(go_on: threading.Event, answer: str, progress: Progress) -> str:
    go_on.wait(5)
    if progress.stopped():
        raise CancelledError("stopped")
    return answer


def test_a_new_job_drops_the_answer_of_the_one_before(tasks: TaskRunner, owner: QObject) -> None:
    work, heard, go_on = Work(tasks, owner), list[object](), threading.Event()
    for name in ("first", "second"):
        job = partial(wait_for, go_on, name)
        work.run(job, done=heard.append, failed=heard.append, told=lambda *_step: None)
    go_on.set()
    assert tasks.wait_idle()
    assert heard == ["second"]


def test_a_job_that_is_stopped_says_so_once(tasks: TaskRunner, owner: QObject) -> None:
    work, go_on = Work(tasks, owner), threading.Event()
    failed: list[CrmError] = []
    job = partial(wait_for, go_on, "never")
    work.run(job, done=failed.append, failed=failed.append, told=lambda *_step: None)
    work.stop()
    go_on.set()
    assert tasks.wait_idle()
    assert [type(error) for error in failed] == [CancelledError]


def test_of_a_job_that_was_left_nothing_is_heard(tasks: TaskRunner, owner: QObject) -> None:
    work, heard, go_on = Work(tasks, owner), list[object](), threading.Event()
    job = partial(wait_for, go_on, "late")
    work.run(job, done=heard.append, failed=heard.append, told=lambda *_step: None, writes=True)
    assert work.is_writing
    work.leave()
    go_on.set()
    assert tasks.wait_idle()
    assert heard == []
    assert not work.is_writing
