"""Two columns: what it is, and its value, to be read at a glance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import Theme
from ui.widgets.editable_text import INSET
from ui.widgets.filling import Filling
from ui.widgets.painting import grown
from ui.widgets.text import PlainLabel

_LABEL_WIDTH = 86
_ROW_GAP = 5

AnyWidget = TypeVar("AnyWidget", bound=QWidget)


class FieldList(QWidget):
    """Rows of a label, 86 pixels wide unless given, and a value.

    Rows are added within ``anew``, which fills the widgets of the rows that stood there before.
    """

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
        self._names: list[PlainLabel] = []
        top = Qt.AlignmentFlag.AlignTop
        self._labels = Filling(lambda row, _before, name: self._grid.addWidget(name, row, 0, top))
        self._values = Filling(lambda row, _before, value: self._grid.addWidget(value, row, 1))
        theme.changed.connect(self._size_labels)
        self._size_labels()

    @contextmanager
    def anew(self) -> Iterator[None]:
        """Add all rows anew."""
        with self._labels.anew(), self._values.anew():
            yield

    def add_text(self, label: str, value: str) -> PlainLabel:
        """Add a value that is only read."""
        text = self.add_value(label, "text", self._make_text)
        text.set_text(value)
        return text

    def add_value(self, label: str, kind: str, make: Callable[[], AnyWidget]) -> AnyWidget:
        """Add the widget of ``kind`` in this row, which stands ``INSET`` pixels inside by itself.

        What it says may be from before.
        """
        name = self._labels.take("name", self._make_name)  # heard before its value
        value = self._values.take(kind, make)
        name.set_text(label)
        name.setBuddy(value)
        return value

    def row_count(self) -> int:
        """How many fields there are."""
        return self._values.count()

    def _make_text(self) -> PlainLabel:
        text = PlainLabel(wrap=True)
        text.setContentsMargins(INSET, 0, INSET, 0)
        return text

    def _make_name(self) -> PlainLabel:
        name = PlainLabel(tone="ink2", wrap=True)
        name.setFixedWidth(self._name_width())
        self._names.append(name)
        return name

    def _name_width(self) -> int:
        return grown(self._theme, self._label_width) - INSET

    def _size_labels(self) -> None:
        self._grid.setColumnMinimumWidth(0, self._name_width())
        for name in self._names:
            name.setFixedWidth(self._name_width())
