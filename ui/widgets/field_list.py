"""Two columns: what it is, and its value, to be read at a glance."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.editable_text import INSET, EditableText
from ui.widgets.link_label import LinkLabel
from ui.widgets.painting import grown
from ui.widgets.text import Ink, PlainLabel

_LABEL_WIDTH = 86
_ROW_GAP = 5
_STAYS_NARROW = (QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
_TOP = Qt.AlignmentFlag.AlignTop
_FILL = Qt.AlignmentFlag(0)

AnyWidget = TypeVar("AnyWidget", bound=QWidget)


class FieldList(QWidget):
    """Rows of a label, 86 pixels wide unless given, and a value.

    Signals:
        field_activated: the value of the field with this key was pressed.
    """

    field_activated = Signal(str)

    def __init__(
        self,
        theme: Theme,
        *,
        label_width: int = _LABEL_WIDTH,
        row_gap: int = _ROW_GAP,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label_width = label_width
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(row_gap)
        self._grid.setColumnStretch(1, 1)
        self._rows = 0
        self._names: list[PlainLabel] = []
        theme.changed.connect(self._size_labels)
        self._size_labels()

    def add_text(self, label: str, value: str, *, tone: Ink = "ink") -> PlainLabel:
        """Add a value that is only read."""
        text = PlainLabel(value, tone=tone, wrap=True)
        text.setContentsMargins(INSET, 0, INSET, 0)
        self._add_row(label, text)
        return text

    def add_link(self, label: str, value: str, key: str, *, token: str = "accent") -> LinkLabel:
        """Add a value that can be pressed, which emits ``field_activated(key)``."""
        link = LinkLabel(self._theme, value, token=token)
        link.setAccessibleName(f"{label}: {value}" if label else value)
        link.clicked.connect(lambda: self.field_activated.emit(key))
        link.setContentsMargins(INSET, 0, INSET, 0)
        self._add_row(label, link, _TOP | Qt.AlignmentFlag.AlignLeading)
        return link

    def add_editable(self, label: str, value: str, *, placeholder: str = "") -> EditableText:
        """Add a value that is edited where it stands."""
        editable = EditableText(self._theme, value, name=label, placeholder=placeholder)
        self._add_row(label, editable)
        return editable

    def add_widget(self, label: str, widget: AnyWidget) -> AnyWidget:
        """Add any widget as a value and return it."""
        row = QHBoxLayout()
        row.setContentsMargins(INSET, 0, 0, 0)
        row.addWidget(widget)
        if widget.sizePolicy().horizontalPolicy() in _STAYS_NARROW:
            row.addStretch(1)
        self._grid.addWidget(self._name(label, widget), self._rows, 0, _TOP)
        self._grid.addLayout(row, self._rows, 1)
        self._rows += 1
        return widget

    def add_value(self, label: str, value: AnyWidget) -> AnyWidget:
        """Add a widget that keeps its own distance, as one edited where it stands does."""
        self._add_row(label, value)
        return value

    def row_count(self) -> int:
        """How many fields there are."""
        return self._rows

    def clear(self) -> None:
        """Take all fields away."""
        for child in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            child.hide()
            child.deleteLater()
        while (item := self._grid.takeAt(0)) is not None:
            del item
        self._rows = 0
        self._names.clear()

    def _add_row(self, label: str, value: QWidget, alignment: Qt.AlignmentFlag = _FILL) -> None:
        self._grid.addWidget(self._name(label, value), self._rows, 0, _TOP)
        self._grid.addWidget(value, self._rows, 1, alignment)
        self._rows += 1

    def _name(self, label: str, value: QWidget) -> PlainLabel:
        name = PlainLabel(label, tone="ink2", wrap=True)
        name.setBuddy(value)
        name.setFixedWidth(self._name_width())
        self._names.append(name)
        return name

    def _name_width(self) -> int:
        return grown(self._theme, self._label_width) - INSET

    def _size_labels(self) -> None:
        self._grid.setColumnMinimumWidth(0, self._name_width())
        for name in self._names:
            name.setFixedWidth(self._name_width())
