"""Step two: what the columns of each file are, and what all of it would bring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm.i18n import _, ngettext
from ui.context import Context
from ui.pages.bring_in.columns_card import ColumnsCard
from ui.pages.bring_in.figures_card import FiguresCard
from ui.pages.bring_in.journey import FileOnItsWay, Journey
from ui.pages.bring_in.rows_card import RowsCard
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.combo_box import ComboBox
from ui.widgets.icon_label import IconLabel
from ui.widgets.surfaces import Card
from ui.widgets.text import Heading, PlainLabel

_GAP: Final = 14
_MOST_TABS: Final = 6
_BOOK_PADDING: Final = QMargins(18, 16, 18, 16)
_ICON: Final = 24
_ALL_ROOM: Final = 10_000


class ColumnsView(QWidget):
    """One file at a time is shown; the figures are those of all.

    Signals:
        column_changed: the file, the position of the column, what it is, and its type.
        reading_changed: the file, and a preview or a mapping.
        row_mended: the file, the number of the row, and its cells or None.
        save_requested: the rows of this file that were left out are wanted as a file.
    """

    column_changed = Signal(object, int, str, str)
    reading_changed = Signal(object, object)
    row_mended = Signal(object, int, object)
    save_requested = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("bring_in.findings")
        self._context = context
        self._journey: Journey | None = None
        self._current = 0
        self._tabs = QWidget()
        self._tab_row = QHBoxLayout(self._tabs)
        self._tab_row.setContentsMargins(0, 0, 0, 0)
        self._columns = ColumnsCard(context.theme)
        self._book = _BookCard(context)
        self._rows = RowsCard(context.theme)
        self._front: QWidget = self._columns
        self.figures = FiguresCard(context.theme, context.words, context.formats)
        self._build()
        self._connect()

    @property
    def shows_rows(self) -> bool:
        """Whether the rows that need a look are in front."""
        return self._front is self._rows

    def show_journey(self, journey: Journey) -> None:
        """Show the files of another journey, from the first one on."""
        self._journey = journey
        self._current = 0
        self._build_tabs(journey)
        self.show_file()

    def show_file(self) -> None:
        """Show the present file as it is understood now."""
        file = self._file()
        if file is None or file.preview is None:
            return
        if file.is_table:
            self._columns.show_preview(file.preview)
            self._bring_to_front(self._columns)
        else:
            assert self._journey is not None
            self._book.show_book(self._journey, file)
            self._bring_to_front(self._book)

    def show_rows(self) -> None:
        """Show the rows that need a look, of the first file that has some."""
        if self._journey is None:
            return
        file = self._file()
        if file is None or not (self._journey.lines_of(file) or self._journey.remarks_of(file)):
            self._choose_tab(self._journey.first_with_lines())
        self._show_rows_of_current()
        self._rows.setFocus()

    def show_figures(self) -> None:
        """Say what is known of all files now."""
        if self._journey is None or self._journey.examination is None:
            return
        self.figures.show_figures(self._journey.examination)
        file = self._file()
        if self.shows_rows and file is not None:
            self._rows.show_checked(self._journey.lines_of(file))

    def tab_places(self) -> list[QWidget]:
        """What Tab comes to, in its order."""
        return [*self._columns.tab_places(), *self.figures.tab_places()]

    def focus_first(self) -> None:
        """Bring the keyboard to the first column, or to the rows."""
        file = self._file()
        if self.shows_rows:
            self._rows.setFocus()
        elif file is not None and file.is_table:
            self._columns.first_place().setFocus()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self._tabs)
        for view in (self._columns, self._book, self._rows):
            column.addWidget(view, _ALL_ROOM)
            view.setVisible(view is self._front)
        column.addWidget(self.figures)
        column.addStretch(1)  # what the columns leave

    def _bring_to_front(self, wanted: QWidget) -> None:
        self._front = wanted
        for view in (self._columns, self._book, self._rows):
            view.setVisible(view is wanted)

    def _connect(self) -> None:
        self._columns.changed.connect(lambda *meant: self.column_changed.emit(self._file(), *meant))
        self._columns.reading_changed.connect(
            lambda read: self.reading_changed.emit(self._file(), read)
        )
        self._rows.mended.connect(lambda *row: self.row_mended.emit(self._file(), *row))
        self._rows.save_requested.connect(lambda: self.save_requested.emit(self._file()))
        self._rows.closed.connect(self._on_rows_closed)
        self.figures.rows_requested.connect(self.show_rows)

    def _build_tabs(self, journey: Journey) -> None:
        while (item := self._tab_row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        names = [file.source.name for file in journey.files]
        self._tabs.setVisible(len(names) > 1)
        if len(names) > 1:
            self._tab_row.addWidget(self._tabs_for(names))
            self._tab_row.addStretch(1)

    def _tabs_for(self, names: Sequence[str]) -> QWidget:
        if len(names) <= _MOST_TABS:
            row = ChoiceRow(self._context.theme, names)
            row.setObjectName("bring_in.files")
            row.setAccessibleName(_("Files"))
            row.chosen.connect(self._on_tab_chosen)
            return row
        box = ComboBox(self._context.theme)
        box.setObjectName("bring_in.files")
        box.setAccessibleName(_("Files"))
        box.addItems(list(names))
        box.activated.connect(self._on_tab_chosen)
        return box

    def _choose_tab(self, number: int) -> None:
        self._current = number
        item = self._tab_row.itemAt(0)
        widget = item.widget() if item else None
        if isinstance(widget, ChoiceRow):
            widget.choose(number)
        elif isinstance(widget, ComboBox):
            widget.setCurrentIndex(number)

    def _file(self) -> FileOnItsWay | None:
        files = self._journey.files if self._journey else []
        return files[self._current] if self._current < len(files) else None

    def _show_rows_of_current(self) -> None:
        file = self._file()
        if self._journey is None or file is None:
            return
        lines = (*self._journey.lines_of(file), *self._journey.remarks_of(file))
        self._rows.show_lines(file.preview, lines, file.mended)
        self._bring_to_front(self._rows)

    def _on_tab_chosen(self, number: int) -> None:
        self._current = number
        if self.shows_rows:
            self._show_rows_of_current()
        else:
            self.show_file()

    def _on_rows_closed(self) -> None:
        self.show_file()
        self.focus_first()


class _BookCard(QWidget):
    """An address book has no columns: everything on its cards is known by name."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._title = Heading()
        self._text = PlainLabel(tone="ink2", wrap=True)
        card = Card(_BOOK_PADDING)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(IconLabel(context.theme, "users", "ink3", _ICON))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._text)
        row.addLayout(words, 1)
        card.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_book(self, journey: Journey, file: FileOnItsWay) -> None:
        """Show another one."""
        preview = file.preview
        named = " · ".join(filter(None, (file.source.name, preview.shape if preview else "")))
        self._title.set_text(named)
        books = sum(not each.is_table for each in journey.files)
        text = _(
            "An address book: names, numbers, addresses, days, pictures and notes are taken as "
            "its cards tell them, with the ties between the cards."
        )
        if books > 1:
            more = ngettext("It is one of {count}.", "It is one of {count}.", books)
            text = f"{text} {more.format(count=f'{books:,}')}"
        self._text.set_text(text)
