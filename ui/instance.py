"""A second start on the same data file brings the first window to the front.

The lock that tells who was first belongs to the data (it is released even by a crash). What is
here only carries the wish across: the second program leaves a small file beside the data, the
first one is told of it by the system, takes the file away, and that is the answer. No network
module, no polling; a file left by a crash is swept at the next start.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEventLoop, QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

ANSWER_WITHIN_MS = 3000


class RaiseRequests(QObject):
    """The ear of the first program, to be made once it holds the lock of ``data_file``.

    Signals: ``raise_requested`` when somebody started the program again on the same file.
    """

    raise_requested = Signal()

    def __init__(self, data_file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._request = _request_file(data_file)
        _take_away(self._request)
        self._watcher = QFileSystemWatcher([str(data_file.parent)], self)
        self._watcher.directoryChanged.connect(self._on_directory_changed)

    def close(self) -> None:
        """Hear nothing more."""
        self._watcher.removePaths(self._watcher.directories())

    def _on_directory_changed(self) -> None:
        if _take_away(self._request):
            self.raise_requested.emit()


def ask_to_raise(data_file: Path, timeout_ms: int = ANSWER_WITHIN_MS) -> bool:
    """Ask the program that holds ``data_file`` to come to the front.

    False where nobody answered in time or the folder cannot be written to; needs an application
    object, as it waits in an event loop.
    """
    request = _request_file(data_file)
    try:
        request.touch(mode=0o600)
    except OSError:
        return False
    _wait_until_gone(request, timeout_ms)
    return not _take_away(request)


def bring_to_front(window: QWidget) -> None:
    """Show ``window`` before all others, or have the system point at it where it may not."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)


def _wait_until_gone(file: Path, timeout_ms: int) -> None:
    loop = QEventLoop()
    watcher = QFileSystemWatcher([str(file.parent)])
    watcher.directoryChanged.connect(lambda: None if file.exists() else loop.quit())
    timer = QTimer(singleShot=True, interval=timeout_ms)
    timer.timeout.connect(loop.quit)
    timer.start()
    if file.exists():  # only now: it may have gone before the watch began
        loop.exec()


def _request_file(data_file: Path) -> Path:
    return data_file.with_name(data_file.name + ".raise")


def _take_away(file: Path) -> bool:
    """Remove ``file``; False where it was not there (any more) or cannot be removed."""
    try:
        file.unlink()
    except OSError:
        return False
    return True
