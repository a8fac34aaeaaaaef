"""The figures of the head: side by side, each opening what it was counted from."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.context import Context
from ui.pages.profile.figures import Figure
from ui.widgets.stat_figure import StatFigure

ALL, PAIRS = 4, 2  # figures in a row
_GAP: Final = 8


class FiguresRow(QWidget):
    """The figures, side by side from the right; where it is narrow, two by two.

    Signals:
        activated: the key of the figure pressed.
    """

    activated = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self._figures: dict[str, StatFigure] = {}
        self._shown: tuple[str, ...] = ()
        self._columns = ALL
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(0)
        self.setObjectName("profile.figures")

    def show_figures(self, figures: tuple[Figure, ...]) -> None:
        """Show these, in their order."""
        for figure in figures:
            if figure.key not in self._figures:
                self._figures[figure.key] = self._make(figure.key)
            self._figures[figure.key].show_figure(figure.figure, figure.caption)
        self._shown = tuple(figure.key for figure in figures)
        self._arrange()

    def set_columns(self, columns: int) -> None:
        """Let at most as many stand side by side."""
        if columns != self._columns:
            self._columns = columns
            self._arrange()

    def width_of(self, columns: int) -> int:
        """Pixels they take with so many side by side."""
        widths = [self._figures[key].sizeHint().width() for key in self._shown]
        widest = [max(widths[start::columns]) for start in range(min(columns, len(widths)))]
        return sum(widest) + _GAP * max(0, len(widest) - 1)

    def _arrange(self) -> None:
        for key, widget in self._figures.items():
            self._grid.removeWidget(widget)
            widget.setVisible(key in self._shown)
        for number, key in enumerate(self._shown):
            row, column = divmod(number, self._columns)
            self._grid.addWidget(self._figures[key], row, column)

    def _make(self, key: str) -> StatFigure:
        widget = StatFigure(self._theme, parent=self)
        widget.setObjectName(f"profile.figure.{key}")
        widget.clicked.connect(lambda: self.activated.emit(key))
        return widget
