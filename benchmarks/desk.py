"""The real window on a shop, driven as a person would and watched until it has painted."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from time import perf_counter
from typing import Final, cast

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from crm.clock import SystemClock
from crm.paths import Paths
from crm.store.store import Store
from ui.app import App
from ui.pages.counter.page import CounterPage
from ui.pages.profile.page import ProfilePage

_BETWEEN_KEYS: Final = 0.06  # seconds


class _PaintWatch(QObject):
    """Knows whether the window was asked to paint what is new in it."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = False

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            self.asked = True
        return False


class Desk:
    """One open shop in the program's own window; a context manager."""

    def __init__(self, path: Path) -> None:
        application = QApplication.instance() or QApplication([])
        self._application = cast(QApplication, application)
        self._app = App(self._application, Paths(path), SystemClock())
        self._watch = _PaintWatch()
        self._field: QLineEdit

    def __enter__(self) -> Desk:
        self._app.open_own()
        self._app.window.installEventFilter(self._watch)
        self._app.window.show()
        self.counter.focus_search()
        self._field = _line_of(self.counter)
        self.paint()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._app.close()
        self._app.window.deleteLater()
        self._application.processEvents()

    @property
    def store(self) -> Store:
        """The open data file."""
        assert self._app.shop is not None
        return self._app.shop.workspace.store

    @property
    def counter(self) -> CounterPage:
        """The counter."""
        return cast(CounterPage, self._app.window.page("counter"))

    @property
    def profile(self) -> ProfilePage:
        """The profile, in front."""
        return cast(ProfilePage, self._app.window.show_page("profile"))

    def paint(self) -> None:
        """Go on until the window has painted what changed since it painted last."""
        self._application.processEvents()
        while not self._watch.asked:
            self._application.processEvents()
        self._watch.asked = False

    def rest(self) -> float:
        """Let go by what lies between two keys of a fast typist, and what is put off till then.

        Returns the longest stall in it, in milliseconds: what a key would have had to wait.
        """
        longest, end = 0.0, perf_counter() + _BETWEEN_KEYS
        while (started := perf_counter()) < end:
            self._application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)
            longest = max(longest, perf_counter() - started)
        self._watch.asked = False
        return longest * 1_000

    def type_up_to_last(self, text: str) -> None:
        """Type all of ``text`` but its last letter."""
        self.counter.search_for(text[:-1])
        self.rest()

    def type_last(self, text: str) -> None:
        """Press the key of the last letter of ``text`` and wait until the rows are painted."""
        key = Qt.Key.Key_unknown  # what a key writes is its text, in any script
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text[-1])
            self._application.sendEvent(self._field, event)
        self.paint()


def _line_of(counter: CounterPage) -> QLineEdit:
    field = counter.findChild(QWidget, "counter.search")
    assert isinstance(field, QWidget)
    line = field.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    return line
