"""Finding and typing as a person does, by the names of things."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier

W = TypeVar("W", bound=QWidget)


def find(kind: type[W], name: str, inside: QWidget) -> W:
    """The widget of this name."""
    found = inside.findChild(kind, name)
    assert found is not None, name
    return found


def line(sheet: QWidget, name: str) -> QLineEdit:
    return find(QLineEdit, name, sheet)


def block(sheet: QWidget, name: str) -> QPlainTextEdit:
    return find(QPlainTextEdit, name, sheet)


def press(sheet: QWidget, name: str) -> None:
    find(QAbstractButton, name, sheet).click()


def type_into(widget: QWidget, text: str) -> None:
    """Type letter by letter; any letter, where QTest knows only those of ASCII."""
    widget.setFocus()
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = Qt.Key.Key_Return if letter == "\n" else 0
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)


def submit(sheet: QWidget) -> None:
    """Ctrl+Enter where the keyboard is."""
    focused = QApplication.focusWidget() or sheet
    QTest.keyClick(focused, Qt.Key.Key_Return, CONTROL)


def escape(sheet: QWidget) -> None:
    focused = QApplication.focusWidget() or sheet
    QTest.keyClick(focused, Qt.Key.Key_Escape)


def assert_nothing_is_cut(sheet: QWidget) -> None:
    """Every field and button has the width and height it needs, inside the sheet."""
    for each in sheet.findChildren(QWidget):
        if not each.isVisible() or not isinstance(each, QAbstractButton | QLineEdit | QLabel):
            continue
        left = each.mapTo(sheet, each.rect().topLeft()).x()
        name = each.objectName() or each.accessibleName()
        assert left >= 0, name
        assert left + each.width() <= sheet.width(), name
        assert each.height() >= each.minimumSizeHint().height(), name
        assert each.width() >= min(each.minimumSizeHint().width(), sheet.width()), name
