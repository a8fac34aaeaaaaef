"""A group of lines under a small heading, which is told anew only when it says something else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.profile.requests import Requests
from ui.widgets.editable_text import EditableText
from ui.widgets.text import SectionHeading

Data = TypeVar("Data")
AnyWidget = TypeVar("AnyWidget", bound=QWidget)

_BELOW = 12
_BELOW_HEADING = 4


class Section(QWidget, Generic[Data]):
    """Shows ``Data``; a subclass makes what it consists of once, and fills it.

    Without anything to say it is not there. While one of its values is being edited it waits with
    what is new, so that no typed letter is lost; the focus stays at the line it was on.
    """

    below = _BELOW
    """Pixels to the next section."""

    def __init__(self, context: Context, requests: Requests, name: str, heading: str = "") -> None:
        super().__init__()
        self._context = context
        self._theme = context.theme
        self._formats = context.formats
        self._requests = requests
        self._data: Data | None = None
        self._is_late = False
        self._wanted = ""
        self._editables: list[EditableText] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, self.below)
        self._column.setSpacing(_BELOW_HEADING)
        self.setObjectName(f"profile.{name}")
        if heading:
            self._column.addWidget(SectionHeading(heading))
            self.setAccessibleName(heading)
        self.hide()

    def set_data(self, data: Data) -> None:
        """Show ``data``."""
        if data == self._data:
            return
        self._data = data
        self.renew()

    def clear(self) -> None:
        """Show nothing, until there is something to show again."""
        self._data = None
        self._wanted = ""
        self._is_late = False
        self.hide()

    def renew(self) -> None:
        """Say everything anew, once nothing is being edited here."""
        if any(each.is_editing() for each in self._editables):
            self._is_late = True
            return
        self._is_late = False
        focused = self._focused_name()
        self.setVisible(self._data is not None and self.fill(self._data))
        if focused:
            self._focus(focused)

    def edit_field(self, key: str, typed: str | None = None) -> None:
        """Open the editor of the field ``key``, which needs no value yet, with what was typed."""
        self._wanted = key
        self.renew()
        editable = self.findChild(EditableText, field_name(key))
        if editable is not None:
            editable.begin_edit(typed)

    def commit(self) -> None:
        """Close what is being edited and keep what was typed."""
        for editable in self._editables:
            editable.commit()

    def fill(self, data: Data) -> bool:
        """Let the lines say ``data``; False where there is nothing to say.

        A field without a value is there only while it is ``_wanted``.
        """
        raise NotImplementedError

    def _content(self, widget: AnyWidget) -> AnyWidget:
        """``widget``, below what is there already."""
        self._column.addWidget(widget)
        return widget

    def _editable(self, key: str, make: Callable[[], EditableText]) -> EditableText:
        """A new value for the field ``key`` that is edited where it stands."""
        editable = make()
        editable.committed.connect(partial(self._requests.field_committed.emit, key))
        editable.editing_finished.connect(self._on_editing_finished)
        self._editables.append(editable)
        return editable

    def _on_editing_finished(self) -> None:
        # Once the editor is through with its own affairs.
        QTimer.singleShot(0, self, self._catch_up)

    def _catch_up(self) -> None:
        if self._is_late or self._wanted:
            self._wanted = ""
            self.renew()

    def _focused_name(self) -> str:
        focused = QApplication.focusWidget()
        return focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""

    def _focus(self, name: str) -> None:
        again: QWidget | None = self.findChild(QWidget, name)
        if again is not None:
            again.setFocus()


def field_name(key: str) -> str:
    """The object name of the value of a field that is edited where it stands."""
    return f"profile.field.{key}"
