"""Saving runs beside the window: the sheet waits for the answer and loses nothing by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from crm.store.store import Store
from crm.story.queries import list_notes, list_visits
from tests.unit.ui.sheets.driving import block, escape, line, submit, type_into
from ui.context import Context
from ui.sheets.forms import open_form
from ui.sheets.visit import VisitSheet, log_bare_visit
from ui.tasks import TaskRunner


@pytest.fixture
def runner(store: Store) -> Iterator[TaskRunner]:
    """The real threads."""
    bugs: list[Exception] = []
    runner = TaskRunner(store.close_thread, bugs.append)
    yield runner
    runner.shutdown()
    assert bugs == []


@pytest.fixture
def threaded(context: Context, runner: TaskRunner) -> Context:
    return replace(context, tasks=runner)


def test_a_sheet_waits_for_its_answer_and_closes(
    threaded: Context, runner: TaskRunner, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = VisitSheet(threaded, page, shiv)
    sheet.open_sheet()
    type_into(line(sheet, "visit.line"), "latte 3.20")
    submit(sheet)
    assert not line(sheet, "visit.line").isEnabled()
    escape(sheet)
    submit(sheet)
    assert sheet.isVisible()
    assert runner.wait_idle()
    assert sheet.isHidden()
    assert len(list_visits(store, shiv)) == 1


def test_a_refusal_gives_everything_back_and_the_keyboard_too(
    threaded: Context, runner: TaskRunner, page: QWidget, shiv: int, store: Store
) -> None:
    sheet = open_form("note", threaded, page, shiv)
    assert sheet is not None
    text = block(sheet, "note.text")
    text.setPlainText("word " * 10_000)
    submit(sheet)
    assert runner.wait_idle()
    assert sheet.isVisible()
    assert text.isEnabled()
    assert text.hasFocus()
    assert text.accessibleDescription()
    assert list_notes(store, shiv) == ()
    text.setPlainText("a word")
    submit(sheet)
    assert runner.wait_idle()
    assert [note.text for note in list_notes(store, shiv)] == ["a word"]


def test_a_window_that_goes_while_saving_loses_nothing(
    threaded: Context, runner: TaskRunner, window: QWidget, shiv: int, store: Store
) -> None:
    host = QWidget(window)
    host.show()
    sheet = VisitSheet(threaded, host, shiv)
    sheet.open_sheet()
    type_into(line(sheet, "visit.line"), "latte 3.20")
    submit(sheet)
    host.deleteLater()
    del sheet
    assert runner.wait_idle()
    assert len(list_visits(store, shiv)) == 1


def test_a_page_built_anew_still_has_what_was_typed(
    threaded: Context, window: QWidget, shiv: int
) -> None:
    host = QWidget(window)
    host.show()
    sheet = VisitSheet(threaded, host, shiv)
    sheet.open_sheet()
    type_into(line(sheet, "visit.line"), "latte 3.20")
    host.hide()
    host.deleteLater()
    again = VisitSheet(threaded, window, shiv)
    again.open_sheet()
    assert line(again, "visit.line").text() == "latte 3.20"


def test_a_bare_visit_is_written_beside_the_window(
    threaded: Context, runner: TaskRunner, shiv: int, store: Store
) -> None:
    log_bare_visit(threaded, shiv)
    assert runner.wait_idle()
    assert len(list_visits(store, shiv)) == 1
