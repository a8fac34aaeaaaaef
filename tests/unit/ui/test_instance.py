"""A second start raises the first window, by a file beside the data and nothing else."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.instance import RaiseRequests, ask_to_raise, bring_to_front

ROOT = Path(__file__).resolve().parents[3]
SECOND_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.instance import ask_to_raise
application = QCoreApplication([])
sys.exit(0 if ask_to_raise(Path(sys.argv[1])) else 3)
"""


@pytest.fixture
def data_file(tmp_path: Path) -> Path:
    data_file = tmp_path / "shop.regulars"
    data_file.touch()
    return data_file


@pytest.fixture
def requests(data_file: Path, qtbot: QtBot) -> Iterator[RaiseRequests]:
    requests = RaiseRequests(data_file)
    yield requests
    requests.close()


def test_another_process_is_heard_and_answered(
    data_file: Path, requests: RaiseRequests, qtbot: QtBot
) -> None:
    heard: list[int] = []
    requests.raise_requested.connect(lambda: heard.append(1))
    second = subprocess.Popen([sys.executable, "-c", SECOND_START, data_file], cwd=ROOT)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    assert second.returncode == 0
    assert heard == [1]
    assert [each.name for each in data_file.parent.iterdir()] == [data_file.name]


def test_every_request_is_heard(data_file: Path, requests: RaiseRequests) -> None:
    heard: list[int] = []
    requests.raise_requested.connect(lambda: heard.append(1))
    for _ in range(3):
        assert ask_to_raise(data_file)
    assert heard == [1, 1, 1]


def test_other_files_in_the_folder_are_no_request(
    data_file: Path, requests: RaiseRequests, qtbot: QtBot
) -> None:
    heard: list[int] = []
    requests.raise_requested.connect(lambda: heard.append(1))
    for name in ("shop.regulars-wal", "other.regulars.raise"):
        (data_file.parent / name).touch()
    assert ask_to_raise(data_file)
    assert heard == [1]


def test_without_an_answer_nothing_is_left_behind(data_file: Path, qtbot: QtBot) -> None:
    assert not ask_to_raise(data_file, timeout_ms=20)
    assert [each.name for each in data_file.parent.iterdir()] == [data_file.name]


def test_a_folder_that_is_not_there_is_no_answer(tmp_path: Path, qtbot: QtBot) -> None:
    assert not ask_to_raise(tmp_path / "gone" / "shop.regulars", timeout_ms=20)


def test_a_request_left_by_a_crash_is_swept_without_raising(data_file: Path, qtbot: QtBot) -> None:
    left = data_file.with_name(data_file.name + ".raise")
    left.touch()
    requests = RaiseRequests(data_file)
    heard: list[int] = []
    requests.raise_requested.connect(lambda: heard.append(1))
    assert not left.exists()
    assert ask_to_raise(data_file)
    assert heard == [1]
    requests.close()


def test_a_closed_ear_hears_nothing(data_file: Path, requests: RaiseRequests) -> None:
    requests.close()
    assert not ask_to_raise(data_file, timeout_ms=20)


def test_a_minimized_window_comes_back(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    bring_to_front(window)
    qtbot.waitUntil(window.isActiveWindow)
    assert window.isVisible()
    assert not window.windowState() & Qt.WindowState.WindowMinimized
