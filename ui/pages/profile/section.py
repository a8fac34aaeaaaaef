"""A group of lines under a small heading, made anew only when what it says is different."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.profile.requests import Requests
from ui.widgets.editable_text import EditableText
from ui.widgets.field_list import FieldList
from ui.widgets.text import SectionHeading

Data = TypeVar("Data")

_ABOVE = 12
_BELOW_HEADING = 4


class Section(QWidget, Generic[Data]):
    """Shows ``Data``; a subclass fills it. Without anything to say it is not there.

    While one of its values is being edited it waits with what is new, so that no typed letter is
    lost; the focus stays at the line it was on.
    """

    def __init__(self, context: Context, requests: Requests, name: str, title: str) -> None:
        super().__init__()
        self._context = context
        self._theme = context.theme
        self._formats = context.formats
        self._requests = requests
        self._data: Data | None = None
        self._is_late = False
        self._wanted = ""
        self._content: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, _ABOVE if title else 0)
        self._column.setSpacing(_BELOW_HEADING)
        self.setObjectName(f"profile.{name}")
        if title:
            self._column.addWidget(SectionHeading(title))
            self.setAccessibleName(title)
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
        self._replace(None)

    def renew(self) -> None:
        """Say everything anew, once nothing is being edited here."""
        if any(each.is_editing() for each in self.findChildren(EditableText)):
            self._is_late = True
            return
        self._is_late = False
        focused = self._focused_name()
        self._replace(None if self._data is None else self.fill(self._data))
        if focused:
            self._focus(focused)

    def edit_field(self, key: str, typed: str | None = None) -> None:
        """Open the editor of the field ``key``, which needs no value yet, with what was typed."""
        self._wanted = key
        self.renew()
        editable = self.findChild(EditableText, field_name(key))
        if editable is not None:
            editable.begin_edit(typed)

    def fill(self, data: Data) -> QWidget | None:
        """The lines that say ``data``; None where there is nothing to say.

        A field without a value is there only while it is ``_wanted``.
        """
        raise NotImplementedError

    def _fields(self) -> FieldList:
        return FieldList(self._theme)

    def _editable(self, fields: FieldList, key: str, label: str, value: str) -> EditableText:
        """Add the field ``key``, which is edited where it stands."""
        editable = fields.add_editable(label, value)
        self._watch(editable, key)
        return editable

    def _watch(self, editable: EditableText, key: str) -> None:
        editable.setObjectName(field_name(key))
        editable.committed.connect(lambda text: self._requests.field_committed.emit(key, text))
        editable.editing_finished.connect(self._on_editing_finished)

    def _on_editing_finished(self) -> None:
        # Once the editor is through with its own affairs.
        QTimer.singleShot(0, self, self._catch_up)

    def _catch_up(self) -> None:
        if self._is_late or self._wanted:
            self._wanted = ""
            self.renew()

    def _replace(self, content: QWidget | None) -> None:
        old, self._content = self._content, content
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.setParent(None)
            old.deleteLater()
        if content is not None:
            self._column.addWidget(content)
            content.show()  # now, not when the layout comes to it: it may get the focus at once
        self.setVisible(content is not None)

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
