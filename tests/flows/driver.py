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
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget

from crm.clients.relations import add_builtin_relation_types
from crm.clock import Clock
from crm.paths import Paths
from crm.shop.services import begin_shop
from crm.shop.settings import ShopDraft
from crm.workspace import Workspace
from ui.app import App
from ui.models import ROW_ROLE

PATIENCE_MS = 20_000
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

    def close(self) -> None:
        """Close the window and end the program as its user would."""
        self.app.window.close()
        self.app.close()
        self.app.window.deleteLater()
        self._application.processEvents()

    def _visible_names(self) -> list[str]:
        widgets = self.app.window.findChildren(QWidget)
        return sorted({each.objectName() for each in widgets if each.isVisible()} - {""})
