"""The ground of every painted row: its height, its state, and the line to the next one."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.models import ROW_ROLE
from ui.theme import Role, Theme
from ui.theme.tokens import TARGET
from ui.widgets.painting import fill_rounded, paint_focus_ring, target

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex


class Look(NamedTuple):
    """The state a row is painted in; ``screen_scale`` is for pixmaps (devicePixelRatioF)."""

    selected: bool
    hovered: bool
    screen_scale: float


class RowDelegate(QStyledItemDelegate, Generic[Row]):
    """Paints the ground of a row; a subclass paints the row on it with ``paint_row``.

    ``height`` is in pixels as drawn and grows with the letters of ``role``; ``lines`` are drawn
    between rows, ``radius`` rounds the ground of the chosen one.
    """

    height = TARGET
    role: Role = "body"
    lines = True
    radius = 0

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint_row(self, painter: QPainter, area: QRect, row: Row, look: Look) -> None:
        """Paint ``row`` into ``area``; the painter's state is put back afterwards."""
        raise NotImplementedError

    def row_height(self, row: Row) -> int:
        """Pixels from this row to the next, at the size of letters now in use."""
        return target(self._theme, self.role, self.height)

    def _paint_ground(self, painter: QPainter, area: QRect, look: Look) -> None:
        if look.selected or look.hovered:
            ground = self._theme.color("accent_soft" if look.selected else "hover")
            fill_rounded(painter, area, self.radius, ground)
        if self.lines:
            line = QRect(area.left(), area.bottom(), area.width(), 1)
            painter.fillRect(line, self._theme.color("line"))

    # Qt overrides

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        look = _look(option)
        painter.save()
        self._paint_ground(painter, area, look)
        self.paint_row(painter, area, index.data(ROW_ROLE), look)
        painter.restore()
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, area, self._theme.color("accent"), self.radius)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.row_height(index.data(ROW_ROLE)))


def _look(option: QStyleOptionViewItem) -> Look:
    state = option.state
    return Look(
        selected=bool(state & QStyle.StateFlag.State_Selected),
        hovered=bool(state & QStyle.StateFlag.State_MouseOver),
        screen_scale=option.widget.devicePixelRatioF(),
    )
