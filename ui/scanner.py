"""A barcode scanner, which types like a keyboard but faster than any hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from shiboken6 import isValid

from ui.widgets.key_events import is_command, is_enter

FEWEST_LETTERS: Final = 4
LONGEST_GAP_MS: Final = 40
"""Milliseconds between two letters of a scan at most; a fast typist needs twice that."""

SCANNED_INTO: Final = "scanned_into"

TextField = QLineEdit | QPlainTextEdit


class Burst:
    """The letters of one scan as they come in."""

    def __init__(self) -> None:
        self.code = ""
        self._last_ms = 0

    def take(self, letters: str, at_ms: int) -> bool:
        """Add ``letters`` typed at ``at_ms``; whether they began a new burst."""
        begins = not self.code or not 0 <= at_ms - self._last_ms <= LONGEST_GAP_MS
        self.code = letters if begins else self.code + letters
        self._last_ms = at_ms
        return begins

    def end(self, at_ms: int) -> str:
        """What was scanned when Enter came at ``at_ms``; empty where a person typed."""
        fast = 0 <= at_ms - self._last_ms <= LONGEST_GAP_MS
        code, self.code = self.code, ""
        return code if fast and len(code) >= FEWEST_LETTERS else ""


class Scanner(QObject):
    """Hears scans wherever the keyboard is in ``window``, and asks ``take`` to have the code.

    Only where it was taken, Enter is kept from the widget and the code comes out of the field
    again: an article may be scanned into a line, and a person may type what they like. A field
    that has the property ``SCANNED_INTO`` wants every code for itself.
    """

    def __init__(
        self, window: QWindow, take: Callable[[str], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._take = take
        self._burst = Burst()
        self._before: tuple[TextField, str] | None = None
        window.installEventFilter(self)

    def _on_key_pressed(self, event: QKeyEvent) -> bool:
        """Whether the key was the end of a code that was taken, and is done with."""
        at_ms = event.timestamp()
        if is_enter(event):
            code = self._burst.end(at_ms)
            taken = bool(code) and not _is_wanted_here() and self._take(code)
            if taken:
                self._take_out(code)
            return taken
        if event.isAutoRepeat() or is_command(event) or not event.text().isprintable():
            self._burst.end(at_ms)
        elif event.text() and self._burst.take(event.text(), at_ms):
            self._before = _field_with_focus()
        return False

    def _take_out(self, code: str) -> None:
        """Put the field that the code was typed into back as it was before."""
        if self._before is not None:
            field, text = self._before
            self._before = None
            if isValid(field):
                _write(field, text)
        elif (found := _field_with_focus()) is not None and found[1].endswith(code):
            _write(found[0], found[1].removesuffix(code))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key_pressed(event)
        return False


def _is_wanted_here() -> bool:
    field = QApplication.focusWidget()
    return field is not None and bool(field.property(SCANNED_INTO))


def _field_with_focus() -> tuple[TextField, str] | None:
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit):
        return field, field.text()
    if isinstance(field, QPlainTextEdit):
        return field, field.toPlainText()
    return None


def _write(field: TextField, text: str) -> None:
    if isinstance(field, QLineEdit):
        field.setText(text)
        field.textEdited.emit(text)  # or what followed from the code would stay on the screen
    else:
        field.setPlainText(text)
