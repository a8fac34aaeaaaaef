"""The columns of one file: what each is called, what it is, its first rows, and a check."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from crm.exchange.preview import ColumnPreview, FilePreview
from crm.i18n import _
from ui.pages.bring_in.field_menu import fill_field_menu, say_field
from ui.pages.bring_in.menus import MenuButton
from ui.pages.bring_in.reading_line import ReadingLine
from ui.theme import Theme
from ui.widgets.scroll_card import BareScrollArea
from ui.widgets.surfaces import Card, Divider
from ui.widgets.text import ElidedLabel, PlainLabel, set_tooltip

_PADDING = QMargins(0, 5, 0, 0)
_SIDE = 18
_ROW_MARGINS = QMargins(0, 8, 0, 8)
_LEAST_HEIGHT = 120
_STRETCHES = (20, 23, 24, 35)


class ColumnsCard(Card):
    """The table of step two.

    Signals:
        changed: the column at a position is a field now, of a type where it is the shop's own.
        reading_changed: how the file is read was changed, as a new preview or mapping.
    """

    changed = Signal(int, str, str)
    reading_changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(_PADDING)
        self.setObjectName("bring_in.columns")
        self.setAccessibleName(_("Columns"))
        self._theme = theme
        self._content = QWidget()
        self._area = BareScrollArea(self._content)
        self._rows: list[_ColumnRow] = []
        self._shown: tuple[tuple[int, str], ...] = ()
        self._reading = ReadingLine(theme)
        self._reading.changed.connect(self.reading_changed)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(Divider())
        self.body.addWidget(self._reading)
        theme.changed.connect(self._fit)

    def show_preview(self, preview: FilePreview) -> None:
        """Show another file, or the same one understood otherwise, with the keyboard kept."""
        shown = tuple((column.position, column.name) for column in preview.columns)
        if shown != self._shown:
            self._shown = shown
            self._rebuild(preview.columns)
        for row, column in zip(self._rows, preview.columns, strict=True):
            row.show_column(column)
        self._reading.show_preview(preview)
        self._fit()

    def first_place(self) -> QWidget:
        """Where the keyboard goes first."""
        return self._rows[0].button if self._rows else self._reading

    def tab_places(self) -> list[QWidget]:
        """What Tab comes to, in its order."""
        return [*(row.button for row in self._rows), *self._reading.menus()]

    def _rebuild(self, columns: tuple[ColumnPreview, ...]) -> None:
        self._content = QWidget()
        grid = QGridLayout(self._content)
        grid.setContentsMargins(0, 0, 0, 6)
        grid.setSpacing(0)
        for place, (title, stretch) in enumerate(zip(_titles(), _STRETCHES, strict=True)):
            grid.addWidget(_heading(title), 0, place)
            grid.setColumnStretch(place, stretch)
        self._rows = [_ColumnRow(self._theme, grid, 2 * each + 1) for each in range(len(columns))]
        for row in self._rows:
            row.chosen.connect(self.changed)
        grid.setRowStretch(2 * len(columns) + 1, 1)
        self._area.setWidget(self._content)
        self._content.setAutoFillBackground(False)
        self._fit()

    def _fit(self) -> None:
        """No higher than what is in it, so that the figures stand right below."""
        height = max(0, self._content.sizeHint().height())
        self._area.setMinimumHeight(min(height, _LEAST_HEIGHT))
        reading = self._reading.heightForWidth(self.contentsRect().width())
        margins = self.contentsMargins()
        around = _PADDING.top() + 1 + margins.top() + margins.bottom()
        self.setMaximumHeight(height + reading + around)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class _ColumnRow(QWidget):
    """One line of the table; its widgets stand in the grid of all.

    Signals:
        chosen: the position, what the column is, and its type.
    """

    chosen = Signal(int, str, str)

    def __init__(self, theme: Theme, grid: QGridLayout, place: int) -> None:
        super().__init__(grid.parentWidget())
        self.hide()
        self._column: ColumnPreview | None = None
        self._name = ElidedLabel(role="name")
        self.button = MenuButton(theme, self._fill)
        self._samples = ElidedLabel(role="search", tone="ink2")
        self._check = ElidedLabel(role="search", tone="ink2")
        grid.addWidget(Divider(), place, 0, 1, len(_STRETCHES))
        for at, widget in enumerate((self._name, self.button, self._samples, self._check)):
            start = Qt.AlignmentFlag.AlignLeft if widget is self.button else Qt.AlignmentFlag(0)
            margins = _ROW_MARGINS + QMargins(
                _SIDE, 0, _SIDE if at == len(_STRETCHES) - 1 else 0, 0
            )
            if widget is self.button:
                grid.addWidget(_Inset(widget, margins), place + 1, at)
            else:
                widget.setContentsMargins(margins)
                grid.addWidget(widget, place + 1, at, start)

    def show_column(self, column: ColumnPreview) -> None:
        """Show another column."""
        self._column = column
        self._name.set_text(column.name)
        meaning = say_field(column)
        self.button.setObjectName(f"bring_in.column_{column.position}")
        self.button.show_value(
            meaning, _("{column} is: {meaning}").format(column=column.name, meaning=meaning)
        )
        self._samples.set_text(column.samples[0] if column.samples else "")
        set_tooltip(self._samples, "\n".join(column.samples))
        self._check.set_text(column.check)
        self._check.set_tone("ink2" if column.is_fine else "amber")

    def _fill(self, menu: QMenu) -> None:
        if self._column is not None:
            chosen = partial(self.chosen.emit, self._column.position)
            fill_field_menu(self._column, chosen, menu)


class _Inset(QWidget):
    """A widget at its own size, at the start of a cell."""

    def __init__(self, widget: QWidget, margins: QMargins) -> None:
        super().__init__()
        row = QGridLayout(self)
        row.setContentsMargins(margins)
        row.addWidget(widget, 0, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def _titles() -> tuple[str, ...]:
    return _("Column in your file"), _("What it is"), _("First rows"), _("Check")


def _heading(title: str) -> PlainLabel:
    heading = PlainLabel(title, role="small", tone="ink3")
    heading.setContentsMargins(_SIDE, 8, 0, 8)
    return heading
