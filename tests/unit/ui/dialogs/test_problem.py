"""A problem is said in a sentence; its details are one key away and nothing covers anything."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.problem import ProblemDialog
from ui.problem import Problem
from ui.theme import Theme

SENTENCE = "The disk is full. Make room on it, then save again. " * 4


def _part(dialog: ProblemDialog, name: str) -> QWidget:
    part = dialog.findChild(QWidget, name)
    assert part is not None
    return part


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    return Theme("light", text_scale=1.5)


def test_unfolding_covers_nothing_and_folds_again(theme: Theme, qtbot: QtBot) -> None:
    dialog = ProblemDialog(theme, Problem("Not saved", SENTENCE, "storage.disk_full"))
    qtbot.addWidget(dialog)
    dialog.show()
    folded = dialog.height()
    details, unfold = _part(dialog, "problem.details"), _part(dialog, "problem.unfold")
    unfold.click()  # type: ignore[attr-defined]  # found by name, so only a QWidget to mypy
    assert details.isVisible()
    assert details.geometry().bottom() < _part(dialog, "problem.close").geometry().top()
    unfold.click()  # type: ignore[attr-defined]
    assert not details.isVisible()
    assert dialog.height() == folded


def test_without_details_there_is_nothing_to_unfold(theme: Theme, qtbot: QtBot) -> None:
    dialog = ProblemDialog(theme, Problem("Not found", "There is no such file."))
    qtbot.addWidget(dialog)
    dialog.show()
    assert not _part(dialog, "problem.unfold").isVisible()
    assert not _part(dialog, "problem.copy").isVisible()
    assert dialog.focusWidget() is _part(dialog, "problem.close")


def test_markup_in_a_problem_is_shown_as_written(theme: Theme, qtbot: QtBot) -> None:
    hostile = "<img src='//evil/x'>"
    dialog = ProblemDialog(theme, Problem(hostile, hostile, hostile, unfolded=True))
    qtbot.addWidget(dialog)
    details = dialog.findChild(QPlainTextEdit)
    assert details is not None
    assert details.toPlainText() == hostile
    texts = [each.property("text") for each in dialog.findChildren(QWidget)]
    assert texts.count(hostile) == 2
