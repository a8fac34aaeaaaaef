"""The sheet that takes out asks only what follows, says how far it is, and can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QWidget

from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client
from crm.store.store import Store
from crm.story.drafts import NoteDraft
from crm.story.remember import add_note
from tests.doubles import InlineTasks
from ui.context import Context
from ui.sheets.take_out import ShownList, TakeOutSheet
from ui.tasks import Done, Ended, Failed, JobHandle, Told
from ui.widgets.text import PlainLabel


class HeldTasks(InlineTasks):
    """Jobs wait until they are let go; one that was stopped hears so."""

    def __init__(self) -> None:
        self._stopped = False
        self.go_on: Callable[[], None] = lambda: None

    def cancel(self) -> None:
        self._stopped = True

    def is_over(self) -> bool:
        return False

    def step(self, done: int, total: int | None, text: str = "") -> None:
        assert total is None or done <= total

    def stopped(self) -> bool:
        return self._stopped

    def job(
        self,
        fn: Callable[..., Any],
        *args: Any,
        writes: bool = True,
        progress: Told | None = None,
        done: Done[Any] | None = None,
        failed: Failed | None = None,
        ended: Ended | None = None,
    ) -> JobHandle:
        assert not writes, "what only reads must not hold up who writes"
        self.go_on = lambda: self._run(fn, (*args, self), done, failed, ended)
        return self


def open_sheet(
    context: Context, window: QWidget, shown: ShownList | None = None, **changes: Any
) -> TakeOutSheet:
    sheet = TakeOutSheet(replace(context, **changes), window, shown)
    sheet.open_sheet()
    return sheet


def find(sheet: TakeOutSheet, name: str) -> QWidget:
    found = sheet.findChild(QWidget, f"take_out.{name}")
    assert found is not None
    return found


def button(sheet: TakeOutSheet, name: str) -> QAbstractButton:
    found = find(sheet, name)
    assert isinstance(found, QAbstractButton)
    return found


def label(sheet: TakeOutSheet, name: str) -> str:
    found = find(sheet, name)
    assert isinstance(found, PlainLabel)
    return found.text()


def choose(sheet: TakeOutSheet, name: str, text: str) -> None:
    chips = find(sheet, name).findChildren(QAbstractButton)
    next(each for each in chips if each.text() == text).click()


def sees(sheet: TakeOutSheet, name: str) -> bool:
    return find(sheet, name).isVisible()


def test_it_asks_only_what_follows(context: Context, window: QWidget, shiv: int) -> None:
    sheet = open_sheet(context, window, ShownList([shiv], ("name",), "Friends"))
    assert sees(sheet, "format")
    assert sees(sheet, "columns")
    choose(sheet, "format", "Address book")
    assert not sees(sheet, "columns")
    assert "vCard 3.0" in label(sheet, "told")
    choose(sheet, "what", "Everything")
    assert not sees(sheet, "format")
    assert "every visit" in label(sheet, "told")


def test_of_an_empty_shop_a_list_cannot_be_taken(context: Context, window: QWidget) -> None:
    sheet = open_sheet(context, window)
    choose(sheet, "what", "0 clients")
    assert "nobody" in label(sheet, "told")
    assert not button(sheet, "save").isEnabled()


def test_stopped_it_leaves_nothing_and_can_be_asked_again(
    context: Context, window: QWidget, shiv: int, tmp_path: Path
) -> None:
    del shiv
    tasks = HeldTasks()
    sheet = open_sheet(context, window, tasks=tasks)
    path = tmp_path / "out" / "all.zip"
    path.parent.mkdir()
    sheet.write(path)
    assert button(sheet, "cancel").text() == "Stop"
    sheet.close_sheet()  # as Esc does
    assert sees(sheet, "cancel"), "it stays until the work has stopped"
    tasks.go_on()
    assert label(sheet, "told") == "Stopped. Nothing was taken out."
    assert list(path.parent.iterdir()) == []
    assert button(sheet, "save").isEnabled()
    sheet.close_sheet()
    assert not sheet.isVisible()


def test_where_it_cannot_be_written_that_is_said(
    context: Context, window: QWidget, shiv: int, tmp_path: Path
) -> None:
    sheet = open_sheet(context, window, ShownList([shiv]))
    sheet.write(tmp_path / "no" / "such.csv")
    assert label(sheet, "problem")
    assert sees(sheet, "save")


def test_texts_that_go_on_elsewhere_are_said_before_it_closes(
    context: Context, window: QWidget, store: Store, tmp_path: Path
) -> None:
    ann = add_client(store, ClientDraft("Ann Lee"))
    for mark in "abc":
        add_note(store, NoteDraft(ann, f"{mark} wheel " * 1_800))
    sheet = open_sheet(context, window, ShownList([ann]))
    choose(sheet, "format", "Excel workbook")
    sheet.write(tmp_path / "long.xlsx")
    assert "Continued" in label(sheet, "told")
    assert button(sheet, "cancel").text() == "Close"
