"""Failures are told in the user's words; bugs as a report that holds nothing personal."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator, Mapping

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, Signal, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from crm.errors import (
    CancelledError,
    ConflictError,
    CrmError,
    ImportRejected,
    NotFoundError,
    RejectedLine,
    StorageCause,
    StorageError,
    ValidationError,
)
from ui.errors import ErrorPresenter
from ui.theme import Theme

SECRET = "Anna Smith 07700 900123"


class Form:
    """A form with one field, called name."""

    def __init__(self) -> None:
        self.shown: dict[str, str] = {}

    def show_field_errors(self, errors: Mapping[str, str]) -> Mapping[str, str]:
        self.shown = {field: text for field, text in errors.items() if field == "name"}
        return {field: text for field, text in errors.items() if field != "name"}


class Front:
    """A presenter before a window, and what it said in passing."""

    def __init__(self) -> None:
        self.window = QWidget()
        self.said: list[str] = []
        self.presenter = ErrorPresenter(Theme("light"))
        self.presenter.show_in(self.window, self.said.append)

    def close_dialog(self) -> None:
        assert self.presenter.dialog is not None
        self.presenter.dialog.accept()

    @property
    def details_field(self) -> QPlainTextEdit:
        assert self.presenter.dialog is not None
        field = self.presenter.dialog.findChild(QPlainTextEdit)
        assert field is not None
        return field

    def details(self) -> str:
        return self.details_field.toPlainText()


@pytest.fixture
def front(qtbot: QtBot) -> Iterator[Front]:
    front = Front()
    qtbot.addWidget(front.window)
    front.window.show()
    yield front
    front.presenter.uninstall()
    if front.presenter.dialog is not None:
        front.close_dialog()


def _bug() -> Exception:
    try:
        _stumble(SECRET)
    except LookupError as error:
        return error
    raise AssertionError


def _stumble(name: str) -> None:
    try:
        int(name)
    except ValueError as error:
        raise LookupError(name) from error


def test_what_is_wrong_with_a_field_is_said_at_the_field(front: Front) -> None:
    form = Form()
    front.presenter.present(ValidationError({"name": "A name is needed."}), form)
    assert form.shown == {"name": "A name is needed."}
    assert front.said == []


def test_what_is_wrong_elsewhere_is_said_in_passing(front: Front) -> None:
    fields = {"name": "A name is needed.", "day": "There is no 31 June."}
    front.presenter.present(ValidationError(fields), Form())
    front.presenter.present(ValidationError(fields))
    assert front.said == ["There is no 31 June.", "A name is needed. There is no 31 June."]


@pytest.mark.parametrize(
    "error",
    [
        NotFoundError("That note is gone."),
        ConflictError("Somebody changed it meanwhile."),
        CancelledError("Stopped; nothing was kept."),
        ImportRejected("There is nothing in that file."),
        CrmError("Not today.", code="today"),
    ],
)
def test_a_passing_failure_is_one_sentence(front: Front, error: CrmError) -> None:
    front.presenter.present(error)
    assert front.said == [str(error)]
    assert front.presenter.dialog is None


def test_before_there_is_a_window_a_sentence_stands_in_a_dialog(qtbot: QtBot) -> None:
    presenter = ErrorPresenter(Theme("light"))
    presenter.present(NotFoundError("There is no such file."))
    assert presenter.dialog is not None
    assert presenter.dialog.problem.sentence == "There is no such file."
    assert presenter.dialog.problem.details == ""
    presenter.dialog.accept()
    assert presenter.dialog is None


def test_a_full_disk_stands_in_a_dialog_that_says_what_to_do(front: Front) -> None:
    sentence = "The disk is full. Make room and try again."
    front.presenter.present(StorageError(StorageCause.DISK_FULL, sentence))
    assert front.presenter.dialog is not None
    assert front.presenter.dialog.problem.sentence == sentence
    assert front.details().startswith("storage.disk_full")
    assert not front.details_field.isVisible()


def test_a_second_problem_does_not_bury_the_first(front: Front) -> None:
    front.presenter.present(StorageError(StorageCause.DISK_FULL, "Full."))
    first = front.presenter.dialog
    front.presenter.present(StorageError(StorageCause.READ_ONLY, "Read-only."))
    assert front.presenter.dialog is first


def test_a_rejected_file_shows_its_rows(front: Front) -> None:
    lines = [RejectedLine(3, "“abc” is not an amount."), RejectedLine(9, "No name.")]
    front.presenter.present(ImportRejected("2 rows cannot be read.", lines))
    assert front.details() == "Row 3: “abc” is not an amount.\nRow 9: No name."
    assert front.presenter.dialog is not None
    assert front.details_field.isVisible()


def test_a_bug_s_report_says_where_but_never_what(front: Front, qtbot: QtBot) -> None:
    front.presenter.present(_bug())
    qtbot.waitUntil(lambda: front.presenter.dialog is not None)
    report = front.details()
    assert "builtins.LookupError" in report
    assert "builtins.ValueError" in report
    assert "_stumble" in report
    assert "Regulars 0." in report
    for part in SECRET.split():
        assert part not in report


def test_the_report_can_be_copied_by_keyboard(front: Front, qtbot: QtBot) -> None:
    front.presenter.report_bug(_bug())
    qtbot.waitUntil(lambda: front.presenter.dialog is not None)
    dialog = front.presenter.dialog
    assert dialog is not None
    for name in ("problem.unfold", "problem.copy"):
        button = dialog.findChild(QWidget, name)
        assert button is not None
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == front.details()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert front.presenter.dialog is None


def test_the_same_bug_twice_in_a_row_is_shown_once(front: Front, qtbot: QtBot) -> None:
    front.presenter.install()
    for _ in range(2):
        QTimer.singleShot(0, _raise_key_error)
    qtbot.waitUntil(lambda: front.presenter.dialog is not None)
    front.close_dialog()
    QTimer.singleShot(0, _raise_key_error)
    QTimer.singleShot(0, _raise_index_error)
    qtbot.waitUntil(lambda: front.presenter.dialog is not None)
    assert "IndexError" in front.details()


def _raise_key_error() -> None:
    raise KeyError(SECRET)


def _raise_index_error() -> None:
    raise IndexError(SECRET)


class Sender(QObject):
    pressed = Signal()


def test_a_bug_in_a_slot_is_told_and_the_program_stays_up(front: Front, qtbot: QtBot) -> None:
    front.presenter.install()
    sender = Sender()
    sender.pressed.connect(_raise_key_error)
    sender.pressed.emit()
    qtbot.waitUntil(lambda: front.presenter.dialog is not None)
    assert "KeyError" in front.details()
    assert SECRET not in front.details()


def test_a_bug_in_a_thread_is_told(front: Front, qtbot: QtBot) -> None:
    front.presenter.install()
    thread = threading.Thread(target=_raise_key_error)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: front.presenter.dialog is not None)
    assert "_raise_key_error" in front.details()


def test_a_bug_in_a_destructor_is_told(front: Front, qtbot: QtBot) -> None:
    class Falls:
        def __del__(self) -> None:
            _raise_key_error()

    front.presenter.install()
    falls = Falls()
    del falls
    qtbot.waitUntil(lambda: front.presenter.dialog is not None)
    assert "__del__" in front.details()


def test_uninstalling_gives_every_hook_back(front: Front) -> None:
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    front.presenter.install()
    front.presenter.install()
    assert sys.excepthook != before[0]
    front.presenter.uninstall()
    front.presenter.uninstall()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def test_a_message_of_qt_is_logged_without_what_it_holds(
    front: Front, caplog: pytest.LogCaptureFixture
) -> None:
    front.presenter.install()
    with caplog.at_level(logging.WARNING, logger="qt"):
        qWarning(f"QFile::remove: {SECRET}")
        qWarning(SECRET)
    assert [record.getMessage() for record in caplog.records] == [
        "Qt default: QFile::remove",
        "Qt default: a message",
    ]
