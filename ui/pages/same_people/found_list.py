"""The list of what was found, walked by the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QWidget

from crm.clients.merging.finding import SameFindings
from crm.i18n import _, ngettext
from ui.models import ROW_ROLE, Column, RowModel
from ui.pages.same_people.found_rows import Found, FoundDelegate, FoundRow, rows_of
from ui.theme import Theme
from ui.theme.tokens import RADIUS_CARD
from ui.widgets.key_events import is_command
from ui.widgets.key_hint import KeyHint, key_text
from ui.widgets.surfaces import Card, Divider
from ui.widgets.text import ElidedLabel, PlainLabel

_SIDES = {Qt.Key.Key_Left: "left", Qt.Key.Key_Right: "right"}


class FoundList(Card):
    """Pairs and families under their headings; one of them is always chosen.

    Signals:
        chosen: another one, or None where nothing is left.
        side_pressed: Left or Right was pressed, whichever is meant ("left", "right").
    """

    chosen = Signal(object)
    side_pressed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(QMargins(1, 1, 1, RADIUS_CARD))
        self._count = ElidedLabel(role="small", tone="ink3")
        self._view = _FoundView()
        self._model = RowModel[FoundRow](
            [Column("", lambda row: row.text, spoken=lambda row: row.spoken)],
            key=lambda row: row.key,
            parent=self,
        )
        self._shown: Found | None = None
        self._build(theme)
        self._view.selectionModel().currentChanged.connect(self._on_current_changed)
        self._view.side_pressed.connect(self.side_pressed)

    def show_found(self, found: SameFindings) -> None:
        """Show what is left; the choice stays, or goes to what comes in its place."""
        before = self._view.currentIndex().row()
        self._model.set_rows(rows_of(found))
        self._count.set_text(_say_count(found))
        current = self._view.currentIndex()
        if not (current.isValid() and current.row() >= 0 and self.current() is not None):
            self._choose_near(max(before, 1))
        self._tell()

    def current(self) -> Found | None:
        """The pair or family that is chosen."""
        row: FoundRow | None = self._view.currentIndex().data(ROW_ROLE)
        return row.found if row else None

    def choose_key(self, key: object) -> None:
        """Choose the pair or family of this key, where it is in the list."""
        places = (place for place, row in enumerate(self._model.rows) if row.key == key)
        for place in places:
            self._view.setCurrentIndex(self._model.index(place, 0))

    def choose_next(self) -> None:
        """Go to the one below."""
        self._choose_near(self._view.currentIndex().row() + 1)

    def _build(self, theme: Theme) -> None:
        self._view.setObjectName("same_people.list")
        self._view.setAccessibleName(_("Found"))
        self._view.setModel(self._model)
        self._view.setItemDelegate(FoundDelegate(theme, self._view))
        self._view.setMouseTracking(True)
        self._view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusProxy(self._view)
        self.body.addLayout(self._head())
        self.body.addWidget(Divider())
        self.body.addWidget(self._view, 1)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 16, 10)
        head.setSpacing(4)
        head.addWidget(self._count, 1)
        for keys, text in ((("Up", "Down"), _("next")), (("Left", "Right"), _("who stays"))):
            for key in keys:
                head.addWidget(KeyHint(key_text(key)))
            head.addWidget(PlainLabel(text, role="small", tone="ink3"))
            head.addSpacing(4)
        return head

    def _choose_near(self, place: int) -> None:
        """The pair or family at ``place``, else the next one below, else the last one above."""
        rows = self._model.rows
        below = [each for each in range(place, len(rows)) if rows[each].found is not None]
        above = [each for each in range(min(place, len(rows))) if rows[each].found is not None]
        wanted = below[0] if below else above[-1] if above else -1
        index = self._model.index(wanted, 0) if wanted >= 0 else QModelIndex()
        self._view.setCurrentIndex(index)

    def _tell(self) -> None:
        current = self.current()
        if current != self._shown:
            self._shown = current
            self.chosen.emit(current)

    def _on_current_changed(self, current: QModelIndex, before: QModelIndex) -> None:
        row: FoundRow | None = current.data(ROW_ROLE)
        if row is not None and row.found is None:  # a heading is passed over
            step = -1 if before.isValid() and before.row() > current.row() else 1
            target = current.row() + step
            if not 0 < target < len(self._model.rows):
                target = before.row() if before.isValid() else 1
            self._view.setCurrentIndex(self._model.index(target, 0))
            return
        self._tell()


class _FoundView(QListView):
    """A list whose Left and Right mean the two sides of a pair.

    Signals:
        side_pressed: "left" or "right".
    """

    side_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QListView.Shape.NoFrame)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        side = _SIDES.get(Qt.Key(event.key()))
        if side is not None and not is_command(event):
            self.side_pressed.emit(side)
            return
        if event.text() and not is_command(event) and event.key() not in _WALKING:
            event.ignore()  # letters are keys of the page, not the beginning of a name
            return
        super().keyPressEvent(event)


_WALKING = frozenset((Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
                      Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Space))  # fmt: skip


def _say_count(found: SameFindings) -> str:
    pairs, families = len(found.pairs), len(found.families)
    told = (
        ngettext("{count} pair", "{count} pairs", pairs).format(count=f"{pairs:,}"),
        ngettext("{count} family", "{count} families", families).format(count=f"{families:,}"),
    )
    return " · ".join(each for each, count in zip(told, (pairs, families), strict=True) if count)
