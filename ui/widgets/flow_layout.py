"""A layout that sets its widgets in rows and wraps where the row is full."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

# A row may be this narrow although a widget in it is wider: that one is cut to the row.
_NARROWEST = 96


class FlowLayout(QLayout):
    """Rows of widgets at their own size, ``gap`` pixels apart both ways.

    In a row each stands in the middle of its height.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setSpacing(gap)
        self.setContentsMargins(QMargins())

    def insert_widget(self, index: int, widget: QWidget) -> None:
        """Set ``widget`` before the one that is at ``index`` now."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())

    def _arrange(self, area: QRect, *, move: bool) -> int:
        """Set the items in rows within ``area``; return the height they take."""
        inside = area.marginsRemoved(self.contentsMargins())
        top = inside.top()
        for row in self._rows(max(1, inside.width())):
            height = max(size.height() for _item, size in row)
            if move:
                self._set_row(row, QRect(inside.left(), top, inside.width(), height))
            top += height + self.spacing()
        margins = self.contentsMargins()
        return max(top - self.spacing(), inside.top()) - area.top() + margins.bottom()

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """The items with their sizes, as many in a row as ``width`` has room for."""
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self._shown():
            size = _within(item, width)
            if not rows or used + size.width() > width:
                rows.append([])
                used = 0
            rows[-1].append((item, size))
            used += size.width() + self.spacing()
        return rows

    def _set_row(self, row: list[tuple[QLayoutItem, QSize]], area: QRect) -> None:
        left = area.left()
        for item, size in row:
            down = (area.height() - size.height()) // 2
            place = QRect(QPoint(left, area.top() + down), size)
            item.setGeometry(self._mirrored(place, area))
            left += size.width() + self.spacing()

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _mirrored(self, place: QRect, inside: QRect) -> QRect:
        parent = self.parentWidget()
        if parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            place.moveRight(inside.right() - (place.left() - inside.left()))
        return place

    # Qt overrides

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._arrange(area, move=True)

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self.spacing() * max(0, len(sizes) - 1)
        return self._with_margins(QSize(width, max((s.height() for s in sizes), default=0)))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        size.setWidth(min(size.width(), _NARROWEST))
        return self._with_margins(size)

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())


def _within(item: QLayoutItem, width: int) -> QSize:
    """The item's own size, or where that is too wide all of ``width`` and the height it takes."""
    size = item.sizeHint()
    if size.width() <= width:
        return size
    return QSize(width, item.heightForWidth(width) if item.hasHeightForWidth() else size.height())
