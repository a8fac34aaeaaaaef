"""A list of completions under a line, driven by keys while the line keeps the focus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme import Theme
from ui.theme.tokens import TARGET_SMALL
from ui.widgets.key_events import ENTER_KEYS
from ui.widgets.painting import draw_text, fill_rounded, target, text_width

_MOST_ROWS = 8
_GAP_BELOW_LINE = 4
_PADDING = 10
_FRAME = 10
_DETAIL_SHARE = 0.4
_DETAIL = Qt.ItemDataRole.UserRole
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class Completion:
    """One row: what it completes to, and what tells it from the others (a price, a town)."""

    text: str
    detail: str = ""


class CompletionPopup(QListWidget):
    """Rows under ``line``: Down chooses, Tab takes the first or the chosen, Enter the chosen.

    Right at the end of the line takes like Tab. Enter without a choice goes to the line, so that
    nothing unwanted slips in; Esc hides the list.

    Signals:
        chosen: the row with this number was taken.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, line: QWidget) -> None:
        super().__init__(line.window())
        self._theme = theme
        self._line = line
        self.setProperty("kind", "completion")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_CompletionDelegate(theme, self))
        self.setAccessibleName(line.accessibleName())
        self.itemClicked.connect(self._on_item_clicked)
        line.installEventFilter(self)
        line.destroyed.connect(self.deleteLater)  # it lies on the window, not in the line
        self.hide()

    def show_rows(self, rows: Sequence[Completion]) -> None:
        """Show ``rows``, none chosen; no rows hide the list."""
        self.clear()
        for row in rows:
            item = QListWidgetItem(row.text, self)
            item.setData(_DETAIL, row.detail)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.text} {row.detail}".strip())
        self.setCurrentRow(-1)
        self.setVisible(bool(rows))
        if rows:
            self._place()

    def _place(self) -> None:
        window = self._line.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            self.show()
        corner = self._line.mapTo(window, self._line.rect().bottomLeft())
        top = corner.y() + _GAP_BELOW_LINE
        rows = min(self.count(), _MOST_ROWS)
        height = min(rows * self.sizeHintForRow(0) + _FRAME, max(0, window.height() - top - 8))
        self.setGeometry(QRect(corner.x(), top, self._line.width(), height))
        self.raise_()

    def _move(self, step: int) -> None:
        """Choose the next row; above the first one none is chosen."""
        self.setCurrentRow(min(self.count() - 1, max(-1, self.currentRow() + step)))

    def _take(self, row: int) -> None:
        self.hide()
        self.chosen.emit(row)

    def _on_item_clicked(self, item: QListWidgetItem) -> None:
        self._take(self.row(item))

    def _handle_key(self, key: Qt.Key) -> bool:
        if key in _STEPS:
            self._move(_STEPS[key])
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        at_end = key == Qt.Key.Key_Right and self._is_at_end()
        wanted = key == Qt.Key.Key_Tab or at_end or (key in ENTER_KEYS and self.currentRow() >= 0)
        if wanted:
            self._take(max(0, self.currentRow()))
        return wanted

    def _is_at_end(self) -> bool:
        line = self._line
        return isinstance(line, QLineEdit) and line.cursorPosition() == len(line.text())

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._line or self.isHidden():
            return super().eventFilter(watched, event)
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.hide()
            return False
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place()
            return False
        if isinstance(event, QKeyEvent) and not event.modifiers():
            key = Qt.Key(event.key())
            if event.type() == QEvent.Type.ShortcutOverride and key == Qt.Key.Key_Escape:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._handle_key(key)
        return False


class _CompletionDelegate(QStyledItemDelegate):
    """Paints a row: the text, and its detail at the far end."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    # Qt overrides

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(option.rect.width(), target(self._theme, "body", TARGET_SMALL + 4))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            fill_rounded(painter, option.rect, 6, self._theme.color("accent_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            fill_rounded(painter, option.rect, 6, self._theme.color("hover"))
        self._paint_texts(painter, option.rect.adjusted(_PADDING, 0, -_PADDING, 0), index)
        painter.restore()

    def _paint_texts(
        self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        detail = str(index.data(_DETAIL) or "")
        wanted = text_width(self._theme, "body", detail)
        width = min(wanted, int(area.width() * _DETAIL_SHARE))
        far = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        right = QRect(area.right() - width, area.top(), width, area.height())
        left = area.adjusted(0, 0, -width - _PADDING, 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        draw_text(painter, left, self._theme, "body", text, self._theme.color("ink"))
        draw_text(painter, right, self._theme, "body", detail, self._theme.color("ink2"), far)
