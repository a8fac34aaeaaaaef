"""Asking where a file is, or where it goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.files import FileDialogs, file_name


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def _dialog(window: QWidget) -> QFileDialog:
    return window.findChildren(QFileDialog)[-1]


def test_a_new_file_is_proposed_by_name(window: QWidget, tmp_path: Path) -> None:
    chosen: list[Path] = []
    files = FileDialogs()
    files.ask_to_save(window, "Save", "Ada: Lovelace.pdf", "PDF (*.pdf)", chosen.append)
    dialog = _dialog(window)
    assert Path(dialog.selectedFiles()[0]).name == "Ada Lovelace.pdf"
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("card")
    dialog.accept()
    assert chosen == [tmp_path / "card.pdf"]


def test_the_next_dialog_opens_where_the_last_one_was_left(window: QWidget, tmp_path: Path) -> None:
    (tmp_path / "till.csv").write_text("name\n")
    chosen: list[list[Path]] = []
    files = FileDialogs()
    files.ask_to_open(window, "Open", ["Tables (*.csv)"], chosen.append)
    dialog = _dialog(window)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("till.csv")
    dialog.accept()
    assert chosen == [[tmp_path / "till.csv"]]
    files.ask_for_folder(window, "Folder", lambda _folder: None)
    again = _dialog(window)
    assert Path(again.directory().absolutePath()) == tmp_path
    again.reject()


def test_a_saved_file_is_told_by_its_name(tmp_path: Path) -> None:
    said: list[str] = []
    FileDialogs(said.append).tell_saved(tmp_path / "list.csv")
    assert said == ["Saved as list.csv."]


@given(st.text())
def test_any_name_becomes_one_a_system_takes(name: str) -> None:
    made = file_name(f"{name}.pdf")
    assert made.endswith(".pdf")
    assert len(made) > len(".pdf")
    assert not set(made) & set('<>:"/\\|?*\0')
