"""A sheet with one field and the rows that fit what is typed into it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ui.delegates.keyed import KeyedDelegate, KeyedRow
from ui.models import Column, RowModel
from ui.theme import Theme
from ui.theme.tokens import GAP
from ui.widgets.search_field import SearchField
from ui.widgets.sheet import Sheet
from ui.widgets.text import PlainLabel

_MOST_ROWS = 10


class FilterSheet(Sheet):
    """Keeps the keyboard in the field while its arrows choose among the rows below.

    A subclass answers ``_on_text_edited`` and ``_on_row_chosen``. ``name`` is the object name;
    the field and the rows are ``<name>.search`` and ``<name>.rows``.
    """

    def __init__(
        self, theme: Theme, over: QWidget, *, name: str, title: str, empty: str, width: int = 600
    ) -> None:
        super().__init__(theme, over, title=title, width=width)
        self._search = SearchField(theme, title, keys="Esc")
        self._model: RowModel[KeyedRow] = RowModel(
            (Column("", lambda row: row.text, spoken=lambda row: row.spoken),),
            lambda row: row.key,
            self,
        )
        self._list = QListView()
        self._delegate = KeyedDelegate(theme, self._list)
        self._empty = PlainLabel(empty, tone="ink2", wrap=True)
        self._build_rows(name, title)
        self._connect_rows()

    @property
    def rows(self) -> Sequence[KeyedRow]:
        """What is listed now."""
        return self._model.rows

    def current_row(self) -> KeyedRow | None:
        """The row Enter would choose."""
        return self._model.row(self._list.currentIndex())

    def _open_empty(self) -> None:
        """Show it with nothing typed; where it is open already, typing begins anew."""
        if not self.isHidden():
            self._search.select_all()
            return
        self._search.set_text("")
        self._on_text_edited("")
        self.open_sheet(self._search)

    def _show_rows(self, rows: Sequence[KeyedRow], *, empty: bool) -> None:
        self._model.set_rows(rows)
        self._empty.setVisible(empty and not rows)
        self._list.setVisible(bool(rows))
        self._fit()

    def _select_first(self) -> None:
        """Choose the first row that is not a heading."""
        self._list.setCurrentIndex(self._index_from(0, 1))
        self._list.scrollToTop()

    def _on_text_edited(self, text: str) -> None:
        raise NotImplementedError

    def _on_row_chosen(self, row: KeyedRow) -> None:
        raise NotImplementedError

    def _build_rows(self, name: str, title: str) -> None:
        self.setObjectName(name)
        self._search.setObjectName(f"{name}.search")
        self._list.setObjectName(f"{name}.rows")
        self._list.setAccessibleName(title)
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.setSpacing(GAP)
        self.body.addWidget(self._search)
        self.body.addWidget(self._list)
        self.body.addWidget(self._empty)
        self._empty.hide()

    def _connect_rows(self) -> None:
        self._search.text_edited.connect(self._on_text_edited)
        self._search.submitted.connect(self._on_search_submitted)
        self._search.moved.connect(self._on_search_moved)
        self._list.clicked.connect(self._on_list_clicked)
        self._theme.changed.connect(self._fit)

    def _on_search_submitted(self) -> None:
        row = self.current_row()
        if row is not None:
            self._on_row_chosen(row)

    def _on_search_moved(self, steps: int) -> None:
        place = self._list.currentIndex().row() + steps
        place = max(0, min(place, len(self.rows) - 1))
        step = 1 if steps > 0 else -1
        index = self._index_from(place, step)
        if not index.isValid():  # a heading at the very end of the way: turn round
            index = self._index_from(place, -step)
        self._list.setCurrentIndex(index)
        row = self._model.row(index)
        if row is not None:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._list, row.spoken))

    def _on_list_clicked(self, index: QModelIndex) -> None:
        row = self._model.row(index)
        if row is not None and not row.heading:
            self._on_row_chosen(row)

    def _index_from(self, place: int, step: int) -> QModelIndex:
        """The first row at ``place`` or beyond, in the direction of ``step``, to stand on."""
        while 0 <= place < len(self.rows):
            if not self.rows[place].heading:
                return self._model.index(place, 0)
            place += step
        return QModelIndex()

    def _fit(self) -> None:
        heights = [self._delegate.row_height(row) for row in self.rows[:_MOST_ROWS]]
        self._list.setFixedHeight(sum(heights))
        self._list.doItemsLayout()
