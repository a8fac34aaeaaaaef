"""The pairs of step three as a list: who, whom, and what was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QMargins, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from crm.exchange.same_plan import FilePair
from crm.i18n import _
from ui.delegates import Look, RowDelegate
from ui.models import ROW_ROLE, Column, RowModel
from ui.theme import Role, Theme, Tone
from ui.theme.tokens import GAP_SMALL, RADIUS_CARD
from ui.widgets.key_events import is_plain
from ui.widgets.painting import chip_size, draw_text, paint_chip
from ui.widgets.surfaces import Card

_PADDING: Final = 16


@dataclass(frozen=True, slots=True)
class AskedPair:
    """One pair in its place, with the answer; None where nobody said."""

    number: int
    pair: FilePair
    same: bool | None

    @property
    def names(self) -> str:
        """Both names, or the one they share."""
        return " · ".join(dict.fromkeys((self.pair.this.name, self.pair.that.name)))


def say_answer(same: bool | None) -> tuple[str, Tone]:
    """The words for an answer, and their tone."""
    if same is None:
        return _("open"), "neutral"
    return (_("the same"), "accent") if same else (_("not the same"), "blue")


class SameList(Card):
    """The list, walked by the keyboard; S and N answer, Space takes the answer back.

    Signals:
        chosen: the number of another pair.
        answered: the number of a pair, and what was said.
    """

    chosen = Signal(int)
    answered = Signal(int, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(QMargins(1, 1, 1, RADIUS_CARD))
        self._view = _PairsView()
        self._model = RowModel[AskedPair](
            [Column("", lambda row: row.names, spoken=_spoken)],
            key=lambda row: row.number,
            parent=self,
        )
        self._view.setObjectName("bring_in.pairs")
        self._view.setAccessibleName(_("People who look like the same"))
        self._view.setModel(self._model)
        self._view.setItemDelegate(_PairDelegate(theme, self._view))
        self.setFocusProxy(self._view)
        self.body.addWidget(self._view, 1)
        self._view.selectionModel().currentChanged.connect(self._on_current_changed)
        self._view.answered.connect(self._on_answered)

    def show_pairs(self, rows: list[AskedPair]) -> None:
        """Show the pairs as they are answered now; the choice stays."""
        self._model.set_rows(rows)
        if rows and not self._view.currentIndex().isValid():
            self._view.setCurrentIndex(self._model.index(0, 0))

    def current(self) -> AskedPair | None:
        """The chosen pair."""
        return self._model.row(self._view.currentIndex())

    def choose_next(self) -> None:
        """Go to the pair below, where there is one."""
        below = self._view.currentIndex().row() + 1
        if below < len(self._model.rows):
            self._view.setCurrentIndex(self._model.index(below, 0))

    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        row: AskedPair | None = current.data(ROW_ROLE)
        if row is not None:
            self.chosen.emit(row.number)

    def _on_answered(self, same: object) -> None:
        row = self.current()
        if row is not None:
            self.answered.emit(row.number, same)


class _PairsView(QListView):
    """Signals:
    answered: what was said of the current pair.
    """

    answered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_plain(event) and event.key() in _ANSWERS:
            self.answered.emit(_ANSWERS[Qt.Key(event.key())])
            return
        if event.text().isprintable() and event.text() and is_plain(event):
            event.ignore()  # letters are no beginnings of names here
            return
        super().keyPressEvent(event)


_ANSWERS: Final[dict[Qt.Key, bool | None]] = {
    Qt.Key.Key_S: True, Qt.Key.Key_N: False, Qt.Key.Key_Space: None,
}  # fmt: skip


class _PairDelegate(RowDelegate[AskedPair]):
    """Paints who and why in two lines, and what was said."""

    height = 58
    role: Role = "name"

    def paint_row(self, painter: QPainter, area: QRect, row: AskedPair, look: Look) -> None:
        """Paint ``row``; the chip keeps its place, the texts are cut."""
        del look
        inside = area.adjusted(_PADDING, 0, -_PADDING, -1)
        name, line = self._theme.line_height("name"), self._theme.line_height("small")
        top = inside.top() + (inside.height() - name - line) // 2
        first = QRect(inside.left(), top, inside.width(), name)
        second = QRect(inside.left(), top + name, inside.width(), line)
        text, tone = say_answer(row.same)
        size = chip_size(self._theme, text, small=True)
        left = first.right() - size.width()
        place = QRect(left, first.center().y() - size.height() // 2, size.width(), size.height())
        paint_chip(painter, place, self._theme, text, tone)
        first.setRight(left - GAP_SMALL)
        draw_text(painter, first, self._theme, "name", row.names, self._theme.color("ink"))
        reasons = ", ".join(row.pair.reasons)
        draw_text(painter, second, self._theme, "small", reasons, self._theme.color("ink2"))


def _spoken(row: AskedPair) -> str:
    return ", ".join((row.names, say_answer(row.same)[0], *row.pair.reasons))
