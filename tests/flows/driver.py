"""Hands and eyes of a person at the till: keys go where the focus is, things are seen by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import (
    QCoreApplication,
    QDeadlineTimer,
    QEvent,
    QEventLoop,
    QModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QMenu,
    QWidget,
)

from crm.clients.relations import add_builtin_relation_types
from crm.clock import Clock
from crm.paths import Paths
from crm.shop.services import begin_shop
from crm.shop.settings import ShopDraft
from crm.workspace import Workspace
from ui.app import App
from ui.models import ROW_ROLE
from ui.scanner import Scanner
from ui.widgets.sheet import Sheet
from ui.widgets.text import PlainLabel

PATIENCE_MS = 20_000
_MOST_TABS = 90
_KEYS = {"<": "Left", ">": "Right", " ": "Space"}
_LOOK_EVERY_MS = 10


def begin(path: Path, clock: Clock) -> None:
    """Take the first day as done: the shop has its name, Jo is at the till."""
    workspace = Workspace.open(path, clock)
    draft = ShopDraft("Maple Street Bicycles", "GBP", region="GB", staff=("Jo", "Marek"))
    begin_shop(workspace.store, draft, (add_builtin_relation_types,))
    workspace.close()


AnyWidget = TypeVar("AnyWidget", bound=QWidget)


class Driver:
    """One run of the program."""

    def __init__(self, application: QApplication, path: Path, clock: Clock) -> None:
        self._application = application
        self.app = App(application, Paths(path), clock)
        self.app.open_own()
        self.app.window.show()
        self.app.window.activateWindow()
        self.settle()

    @property
    def workspace(self) -> Workspace:
        """The open shop."""
        assert self.app.shop is not None
        return self.app.shop.workspace

    def press(self, keys: str) -> None:
        """Press a key combination such as ``Ctrl+Return`` where the focus is."""
        sequence: Any = QKeySequence(keys)
        combination = sequence[0]
        target = QApplication.focusWidget() or self.app.window
        QTest.keyClick(target, combination.key(), combination.keyboardModifiers())
        self.settle()

    def write(self, text: str) -> None:
        """Type ``text``, letter by letter, in any script."""
        for letter in text:
            target = QApplication.focusWidget() or self.app.window
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QCoreApplication.sendEvent(target, event)
        self.settle()

    def scan(self, code: str) -> None:
        """Hold ``code`` before a scanner: its keys come milliseconds apart, then Enter."""
        self.wait_for(lambda: self.app.window.findChild(Scanner) is not None)
        window, at_ms = self.app.window.windowHandle(), 1_000
        for letter in f"{code}\r":
            at_ms += 5
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = Qt.Key.Key_Return if letter == "\r" else 0
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
                event.setTimestamp(at_ms)
                QCoreApplication.sendEvent(window, event)
        self.settle()

    def see(self, kind: type[AnyWidget], name: str) -> AnyWidget:
        """The visible widget called ``name``; fails where there is none."""
        children: list[AnyWidget] = self.app.window.findChildren(kind, name)
        found = [each for each in children if each.isVisible()]
        assert found, f"{name} is not to be seen; {self._visible_names()}"
        return found[-1]

    def sees(self, name: str) -> bool:
        """Whether something called ``name`` is to be seen."""
        named = self.app.window.findChildren(QWidget, name)
        return any(each.isVisible() for each in named)

    def see_button(self, name: str) -> QAbstractButton:
        """The visible button called ``name``."""
        return self.see(QAbstractButton, name)

    def press_button(self, name: str) -> None:
        """Press the button called ``name``."""
        self.see_button(name).click()
        self.settle()

    def choose(self, name: str, text: str) -> None:
        """Choose ``text`` among the choices called ``name``."""
        chips = self.see(QWidget, name).findChildren(QAbstractButton)
        next(each for each in chips if each.text() == text).click()
        self.settle()

    def click(self, name: str) -> None:
        """Click in the middle of what is called ``name``."""
        QTest.mouseClick(self.see(QWidget, name), Qt.MouseButton.LeftButton)
        self.settle()

    def tab_to(self, name: str) -> None:
        """Press Tab until the keyboard is in ``name``; fails where it never comes there."""
        for _step in range(_MOST_TABS):
            if name in self._focused_names():
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not come to {name}")

    def fill(self, **fields: str) -> None:
        """Tab through the sheet that is open and type into its fields, in their order.

        A field is named by what its object name ends with; ``<`` and ``>`` move a choice, a
        space ticks a box.
        """
        for name, typed in fields.items():
            self.tab_to(next(each for each in self._visible_names() if each.endswith(f".{name}")))
            if set(typed) <= set(_KEYS):
                for key in typed:
                    self.press(_KEYS[key])
            else:
                self.press("Ctrl+A")
                self.write(typed)

    def save(self) -> None:
        """Ctrl+Enter, and see that the sheet is gone."""
        self.press("Ctrl+Return")
        self.wait_for(lambda: not any(map(QWidget.isVisible, self._sheets())))

    def choose_from_menu(self, name: str, text: str) -> None:
        """Open the menu of what is called ``name`` by its key, and choose ``text`` from it."""
        widget = self.see(QWidget, name)
        widget.setFocus()
        place = widget.rect().center()
        reason = QContextMenuEvent.Reason.Keyboard
        event = QContextMenuEvent(reason, place, widget.mapToGlobal(place))
        QCoreApplication.sendEvent(widget, event)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _step in menu.actions():
            QTest.keyClick(menu, Qt.Key.Key_Down)
            if menu.activeAction().text() == text:
                break
        assert menu.activeAction().text() == text, [each.text() for each in menu.actions()]
        QTest.keyClick(menu, Qt.Key.Key_Return)
        self.settle()

    def open(self, typed: str) -> None:
        """Find somebody at the counter and open the whole profile, by keyboard."""
        self.press("Ctrl+1")
        self.write(typed)
        self.press("Return")
        self.press("Return")
        self.wait_for(self.is_profile_whole)

    def is_profile_whole(self) -> bool:
        """Whether all of a profile is to be seen."""
        return self.sees("page.profile") and self.sees("profile.add.preference")

    def texts(self, name: str) -> str:
        """All that can be read inside ``name``, a line each."""
        inside = self.see(QWidget, name).findChildren(QWidget)
        words = [
            each.text()
            for each in inside
            if isinstance(each, QLabel | QAbstractButton | PlainLabel) and each.isVisible()
        ]
        return "\n".join(filter(None, words))

    def go_to(self, key: str) -> None:
        """Go to a page by the navigation."""
        self.see_button(f"nav_{key}").click()
        self.settle()

    def rows(self, name: str) -> list[str]:
        """The texts of the rows of the list called ``name``."""
        model: Any = self.see(QAbstractItemView, name).model()
        return [model.index(row, 0).data() for row in range(model.rowCount(QModelIndex()))]

    def spoken_rows(self, name: str) -> list[str]:
        """The rows of the list called ``name`` as a screen reader says them."""
        model: Any = self.see(QAbstractItemView, name).model()
        role = Qt.ItemDataRole.AccessibleTextRole
        return [model.index(row, 0).data(role) for row in range(model.rowCount(QModelIndex()))]

    def current_row(self, name: str) -> object:
        """The row chosen in the list called ``name``."""
        return self.see(QAbstractItemView, name).currentIndex().data(ROW_ROLE)

    def toasts(self) -> list[str]:
        """What the toasts say now, the oldest first."""
        return [toast.accessibleName() for toast in self.app.window.toasts.toasts()]

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Let the program work until ``condition`` holds; fails when it never does."""
        deadline = QDeadlineTimer(PATIENCE_MS)
        loop = QEventLoop()
        timer = QTimer(interval=_LOOK_EVERY_MS)
        timer.timeout.connect(lambda: loop.quit() if condition() or deadline.hasExpired() else None)
        timer.start()
        loop.exec()
        timer.stop()
        assert condition(), self._visible_names()

    def settle(self) -> None:
        """Wait until everything under way was done and painted."""
        if self.app.shop is not None:
            assert self.app.shop.tasks.wait_idle(PATIENCE_MS)
        QCoreApplication.processEvents()
        QCoreApplication.processEvents()
        if QApplication.activeWindow() is None:  # no window manager gives it back after a menu
            self.app.window.activateWindow()
            QCoreApplication.processEvents()

    def close(self) -> None:
        """Close the window and end the program as its user would."""
        self.app.window.close()
        self.app.close()
        self.app.window.deleteLater()
        # Now and whole: a restart must not meet half of an earlier window.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._application.processEvents()

    def _sheets(self) -> list[Sheet]:
        return self.app.window.findChildren(Sheet)

    def _focused_names(self) -> list[str]:
        names = []
        widget = QApplication.focusWidget()
        while widget is not None:
            names.append(widget.objectName())
            widget = widget.parentWidget()
        return names

    def _visible_names(self) -> list[str]:
        widgets = self.app.window.findChildren(QWidget)
        return sorted({each.objectName() for each in widgets if each.isVisible()} - {""})
