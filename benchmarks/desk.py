"""The real window on a shop, driven as a person would and watched until it has painted."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Final, cast

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from crm.clock import SystemClock
from crm.paths import Paths
from crm.store.store import Store
from ui.app import App
from ui.garbage import settle
from ui.pages.clients.page import ClientsPage
from ui.pages.counter.page import CounterPage
from ui.pages.profile.page import ProfilePage
from ui.warm_up import SOON

_BETWEEN_KEYS: Final = 0.06  # seconds
_LONGEST: Final = 30.0  # seconds


class _PaintWatch(QObject):
    """Knows when the window had painted what was new in it; None while it has not."""

    def __init__(self) -> None:
        super().__init__()
        self.painted_at: float | None = None

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.UpdateRequest:
            return False
        watched.event(event)  # lays out, paints and flushes
        self.painted_at = perf_counter()
        return True


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
        for name in SOON:  # as the program does in its first idle second
            import_module(name)
        settle()
        self.rest()
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
        """The counter, in front."""
        return cast(CounterPage, self._app.window.show_page("counter"))

    @property
    def profile(self) -> ProfilePage:
        """The profile, in front."""
        return cast(ProfilePage, self._app.window.show_page("profile"))

    @property
    def clients(self) -> ClientsPage:
        """The list of clients, in front, with everybody in it."""
        assert self._app.shop is not None
        page = cast(ClientsPage, self._app.window.show_page("clients"))
        page.show_list("everybody")
        self._app.shop.tasks.wait_idle()
        self.rest()
        return page

    def resize(self, width: int, height: int) -> None:
        """Give the window another size, in logical pixels, and wait until it is painted."""
        self._app.window.resize(width, height)
        self.rest()

    def time_to_paint(self, work: Callable[[], object]) -> float:
        """Milliseconds from the beginning of ``work`` to the end of the paint that it leads to.

        Raises TimeoutError where it leads to none.
        """
        self._watch.painted_at = None
        started = perf_counter()
        work()
        while self._watch.painted_at is None:
            self._application.processEvents()
            if perf_counter() - started > _LONGEST:
                raise TimeoutError("nothing was painted; is another page in front?")
        return (self._watch.painted_at - started) * 1_000

    def rest(self) -> float:
        """Let go by what lies between two keys of a fast typist, and what is put off till then.

        Returns the longest stall in it, in milliseconds: what a key would have had to wait.
        """
        longest, end = 0.0, perf_counter() + _BETWEEN_KEYS
        while (started := perf_counter()) < end:
            self._application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)
            longest = max(longest, perf_counter() - started)
        return longest * 1_000

    def type_up_to_last(self, text: str) -> None:
        """Type all of ``text`` but its last letter."""
        self.counter.search_for(text[:-1])
        self.rest()

    def type_last(self, text: str) -> float:
        """Press the key of the last letter of ``text``; milliseconds until its rows are painted."""
        return self.time_to_paint(lambda: self._press(text[-1]))

    def open_profile(self, client_id: int) -> float:
        """Open a profile; milliseconds until it is painted."""
        page = self.profile
        self.rest()
        return self.time_to_paint(lambda: page.show_client(client_id))

    def _press(self, letter: str) -> None:
        key = Qt.Key.Key_unknown  # what a key writes is its text, in any script
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            self._application.sendEvent(self._field, event)


def _line_of(counter: CounterPage) -> QLineEdit:
    field = counter.findChild(QWidget, "counter.search")
    assert isinstance(field, QWidget)
    line = field.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    return line
