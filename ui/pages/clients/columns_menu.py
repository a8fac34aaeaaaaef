"""The menu of a table's columns: which there are, where the current ones go, and the order."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from crm.clients.columns import ClientColumn
from crm.clients.listing import Sort
from crm.i18n import _
from ui.context import Context
from ui.pages.clients.cells import column_title


class ColumnsMenu(QObject):
    """Everything the header does by mouse, by keyboard.

    Signals:
        columns_asked: the keys of the columns wanted, from left to right.
        sort_asked: the key of the column to sort by.
    """

    columns_asked = Signal(tuple)
    sort_asked = Signal(str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._parent = parent

    def open(
        self,
        place: QPoint,
        columns: Mapping[str, ClientColumn],
        shown: tuple[str, ...],
        sort: Sort,
    ) -> None:
        """Offer every column; those ``shown`` are ticked."""
        menu = QMenu(self._parent)
        menu.setObjectName("clients.columns.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sorts = menu.addMenu(_("Sort by"))
        moves = menu.addMenu(_("Move to the left"))
        menu.addSeparator()
        for key, column in columns.items():
            title = column_title(self._context, column)
            if key != "name":
                self._add_choice(menu, key, title, shown)
            by = sorts.addAction(title)
            by.setCheckable(True)
            by.setChecked(key == sort.column)
            by.triggered.connect(lambda _on=False, each=key: self.sort_asked.emit(each))
        for place_now, key in enumerate(shown[2:], start=2):
            move = moves.addAction(column_title(self._context, columns[key]))
            move.triggered.connect(lambda _on=False, n=place_now: self._move(shown, n))
        moves.setEnabled(bool(shown[2:]))
        menu.popup(place)

    def _add_choice(self, menu: QMenu, key: str, title: str, shown: tuple[str, ...]) -> None:
        choice = menu.addAction(title)
        choice.setCheckable(True)
        choice.setChecked(key in shown)
        choice.triggered.connect(lambda _on=False, each=key: self._turn(shown, each))

    def _turn(self, shown: tuple[str, ...], key: str) -> None:
        rest = tuple(each for each in shown if each != key)
        self.columns_asked.emit(rest if key in shown else (*shown, key))

    def _move(self, shown: tuple[str, ...], place: int) -> None:
        order = list(shown)
        order.insert(place - 1, order.pop(place))
        self.columns_asked.emit(tuple(order))
