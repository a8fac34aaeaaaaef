"""Paints the cells of the table: the face and name of a client, and plain words beside them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from crm.clients.listing import ClientListRow
from crm.clients.names import initials
from crm.lifetime.absence import stays_away
from ui.context import Context
from ui.delegates.base import Index
from ui.models import LazyModel
from ui.theme.tokens import GAP_SMALL
from ui.widgets.painting import draw_text, grown, paint_avatar, target, text_width, tone_for
from ui.widgets.table_header import PADDING

ROW_HEIGHT: Final = 40
_FACE: Final = 26
_STAR: Final = 14
_MARK: Final = 3


class CellDelegate(QStyledItemDelegate):
    """Paints one cell; the row under the mouse and the current one are lit as a whole.

    ``last_visit`` is the column, if any, in which staying away longer than usual stands out.
    """

    def __init__(self, context: Context, view: QTableView, model: LazyModel[ClientListRow]) -> None:
        super().__init__(view)
        self._model = model  # asked directly: a hundred cells a frame do not go through Qt
        self._context = context
        self._theme = context.theme
        self._view = view
        self.hovered = -1
        self.last_visit = -1

    def row_height(self) -> int:
        """Pixels from one row to the next."""
        return target(self._theme, "body", ROW_HEIGHT)

    def _paint_ground(
        self, painter: QPainter, area: QRect, index: Index, *, selected: bool
    ) -> None:
        if selected or index.row() == self.hovered:
            painter.fillRect(area, self._theme.color("accent_soft" if selected else "hover"))
        line = QRect(area.left(), area.bottom(), area.width(), 1)
        painter.fillRect(line, self._theme.color("line"))
        here = index.row() == self._view.currentIndex().row() and self._view.hasFocus()
        if here and self._view.horizontalHeader().visualIndex(index.column()) == 0:
            mark = QRect(area.left(), area.top(), _MARK, area.height() - 1)
            painter.fillRect(mark, self._theme.color("accent"))

    def _paint_name(
        self, painter: QPainter, inside: QRect, row: ClientListRow, *, selected: bool
    ) -> None:
        side = grown(self._theme, _FACE)
        place = QRect(inside.left(), inside.center().y() - side // 2, side, side)
        ground = "surface" if selected else None
        letters = initials(row.name)
        paint_avatar(painter, place, self._theme, letters, tone_for(row.id), ground=ground)
        inside.setLeft(place.right() + 1 + GAP_SMALL)
        if row.starred:
            inside.setRight(inside.right() - self._paint_star(painter, inside, row.name))
        ink = self._theme.color("ink3" if row.archived or row.has_died else "ink")
        draw_text(painter, inside, self._theme, "strong", row.name, ink)

    def _paint_star(self, painter: QPainter, inside: QRect, name: str) -> int:
        side = grown(self._theme, _STAR)
        left = inside.left() + text_width(self._theme, "strong", name) + GAP_SMALL
        left = min(left, inside.right() - side)
        scale = painter.device().devicePixelRatioF()
        picture = self._theme.pixmap("star", "amber", side, scale)
        painter.drawPixmap(left, inside.center().y() - side // 2, picture)
        return side + GAP_SMALL

    def _ink(self, column: int, row: ClientListRow) -> str:
        if row.archived or row.has_died:
            return "ink3"
        if column == self.last_visit and self._is_missed(row):
            return "rose"
        return "ink2"

    def _is_missed(self, row: ClientListRow) -> bool:
        if row.last_visit is None or row.rhythm_days is None:
            return False
        days = (self._context.workspace.clock.today() - row.last_visit).days
        return stays_away(days, row.rhythm_days)

    # Qt overrides

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, number = self._model.row(index.row()), index.column()
        area: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._paint_ground(painter, area, index, selected=selected)
        if row is not None:
            inside = area.adjusted(PADDING, 0, -PADDING, -1)
            column = self._model.column(number)
            if number == 0:
                self._paint_name(painter, inside, row, selected=selected)
            elif text := column.text(row):
                ink = self._theme.color(self._ink(number, row))
                draw_text(painter, inside, self._theme, "body", text, ink, column.align.value)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.row_height())
