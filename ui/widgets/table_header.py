"""The header of a table: titles that sort, in the look of the other small headings."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.theme import Theme
from ui.theme.tokens import TARGET
from ui.widgets.painting import draw_text, grown, target, text_width

PADDING: Final = 10
_ARROW: Final = 14
_GAP: Final = 4
_NARROWEST: Final = 56


class TableHeader(QHeaderView):
    """A lying header; the column that sorts has an arrow behind its title."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setSortIndicatorShown(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(grown(theme, _NARROWEST))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.viewport().update)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), target(self._theme, "label", TARGET))

    def paintSection(self, painter: QPainter, area: QRect, section: int) -> None:
        theme = self._theme
        painter.save()
        painter.fillRect(area, theme.color("surface"))
        line = QRect(area.left(), area.bottom(), area.width(), 1)
        painter.fillRect(line, theme.color("line"))
        model, across = self.model(), Qt.Orientation.Horizontal
        title = str(model.headerData(section, across) or "")
        align = model.headerData(section, across, Qt.ItemDataRole.TextAlignmentRole)
        inside = area.adjusted(PADDING, 0, -PADDING, -1)
        sorts = section == self.sortIndicatorSection()
        ink = theme.color("ink" if sorts else "ink3")
        if sorts:
            self._paint_arrow(painter, inside, title, at_end=bool(align & _ENDS))
        draw_text(painter, inside, theme, "label", title, ink, align)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, inside: QRect, title: str, *, at_end: bool) -> None:
        """Paint it before a title at the end, behind any other, and keep its room free."""
        side = grown(self._theme, _ARROW)
        down = self.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        name = "arrow-down" if down else "arrow-up"
        picture = self._theme.pixmap(name, "ink", side, self.devicePixelRatioF())
        wide = min(text_width(self._theme, "label", title), inside.width() - side - _GAP)
        if at_end:
            left = inside.right() - wide - _GAP - side + 1
            inside.setLeft(left + side + _GAP)
        else:
            left = inside.left() + wide + _GAP
            inside.setRight(left - _GAP)
        painter.drawPixmap(left, inside.center().y() - side // 2, picture)


_ENDS: Final = Qt.AlignmentFlag.AlignTrailing
