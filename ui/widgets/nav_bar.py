"""The navigation at the left: where one is, where one can go, and what waits there."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from crm.i18n import _
from ui.theme import Role, Theme, Tone
from ui.theme.tokens import RADIUS_CONTROL, TARGET
from ui.widgets.avatar import SMALL
from ui.widgets.key_hint import key_text
from ui.widgets.painted import PaintedButton
from ui.widgets.painting import (
    draw_text,
    fill_rounded,
    grown,
    key_size,
    outline_rounded,
    paint_avatar,
    paint_focus_ring,
    paint_key,
    target,
    text_width,
)
from ui.widgets.text import ElidedLabel

_WIDTH = 196
_PADDING = 10
_ICON = 18
_GAP = 9
_BADGE_PADDING = 7
_AVATAR_SHIFT = 6


class NavEntry(NamedTuple):
    """An entry: its key for the program, its words, and its icon or the initials of a person."""

    key: str
    text: str
    icon: str = ""
    keys: str = ""
    initials: str = ""
    tone: Tone = "blue"


class NavItem(PaintedButton):
    """One entry of the navigation, 36 pixels high; a badge takes the place of the key hint."""

    def __init__(self, theme: Theme, entry: NavEntry, parent: QWidget | None = None) -> None:
        super().__init__(theme, entry.text, parent)
        self._entry = entry
        self._keys = key_text(entry.keys) if entry.keys else ""
        self._badge = 0
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(self._keys)

    @property
    def entry(self) -> NavEntry:
        """What it stands for."""
        return self._entry

    def show_entry(self, entry: NavEntry) -> None:
        """Stand for something else from now on."""
        self._entry = entry
        self._keys = key_text(entry.keys) if entry.keys else ""
        self.setText(entry.text)
        self.setAccessibleDescription(self._keys)
        self.set_badge(self._badge)

    def badge(self) -> int:
        """How many things wait there."""
        return self._badge

    def set_badge(self, count: int) -> None:
        """Show that ``count`` things wait there; zero shows nothing."""
        self._badge = count
        waiting = _("{text}, {count} waiting").format(text=self._entry.text, count=count)
        self.setAccessibleName(waiting if count else self._entry.text)
        self.updateGeometry()
        self.update()

    def _mark_width(self) -> int:
        if self._entry.initials:
            return grown(self._theme, SMALL) - _AVATAR_SHIFT
        return grown(self._theme, _ICON)

    def _tail_size(self) -> QSize:
        if self._badge:
            height = self._theme.line_height("tiny") + 2
            width = text_width(self._theme, "tiny", str(self._badge)) + 2 * _BADGE_PADDING
            return QSize(max(width, height), height)
        return key_size(self._theme, self._keys) if self._keys else QSize()

    def _paint_ground(self, painter: QPainter) -> None:
        if self.isChecked():
            line, ground = self._theme.color("line"), self._theme.color("surface")
            outline_rounded(painter, self.rect(), RADIUS_CONTROL, line, ground)
        elif self.underMouse():
            fill_rounded(painter, self.rect(), RADIUS_CONTROL, self._theme.color("line"))

    def _paint_mark(self, painter: QPainter) -> None:
        if self._entry.initials:
            side = grown(self._theme, SMALL)
            place = QRect(_PADDING - _AVATAR_SHIFT, (self.height() - side) // 2, side, side)
            entry = self._entry
            paint_avatar(painter, place, self._theme, entry.initials, entry.tone)
            return
        side = grown(self._theme, _ICON)
        token = "ink" if self.isChecked() else "ink2"
        picture = self._theme.pixmap(self._entry.icon, token, side, self.devicePixelRatioF())
        painter.drawPixmap(_PADDING - 1, (self.height() - side) // 2, picture)

    def _paint_tail(self, painter: QPainter) -> None:
        size = self._tail_size()
        left = self.width() - _PADDING - size.width()
        area = QRect(left, (self.height() - size.height()) // 2, size.width(), size.height())
        if self._badge:
            text, ground = self._theme.tone_colors("amber")
            fill_rounded(painter, area, size.height() / 2, ground)
            self._draw(painter, area, "tiny", str(self._badge), text, middle=True)
        elif self._keys:
            paint_key(painter, area, self._theme, self._keys)

    def _draw(
        self, painter: QPainter, area: QRect, role: Role, text: str, colour: QColor,
        *, middle: bool = False,
    ) -> None:  # fmt: skip
        across = Qt.AlignmentFlag.AlignHCenter if middle else Qt.AlignmentFlag.AlignLeading
        draw_text(
            painter, area, self._theme, role, text, colour, across | Qt.AlignmentFlag.AlignVCenter
        )

    # Qt overrides

    def sizeHint(self) -> QSize:
        words = text_width(self._theme, "button", self._entry.text)
        tail = self._tail_size().width()
        width = 2 * _PADDING + self._mark_width() + _GAP + words + (tail + _GAP if tail else 0)
        return QSize(width, target(self._theme, "button", TARGET))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_ground(painter)
        self._paint_mark(painter)
        left = _PADDING + self._mark_width() + _GAP
        tail = self._tail_size().width()
        right = self.width() - _PADDING - (tail + _GAP if tail else 0)
        room = QRect(left, 0, right - left, self.height())
        ink = self._theme.color("ink" if self.isChecked() else "ink2")
        self._draw(painter, room, "button", self._entry.text, ink)
        self._paint_tail(painter)
        if self.shows_ring():
            paint_focus_ring(painter, self.rect(), self._theme.color("accent"), RADIUS_CONTROL)
        painter.end()


class NavBar(QFrame):
    """Brand, entries, and a group at the bottom; 196 pixels wide, more where words need it.

    Signals:
        activated: the entry with this key was chosen by a person.
    """

    activated = Signal(str)

    def __init__(
        self, theme: Theme, brand: str, place: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._items: dict[str, NavItem] = {}
        self._place = ElidedLabel(place, role="small", tone="ink3")
        self._upper = QVBoxLayout()
        self._lower = QVBoxLayout()
        self.setProperty("kind", "nav")
        self.setAccessibleName(_("Navigation"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._build(brand)

    def add_entry(self, entry: NavEntry, *, bottom: bool = False) -> NavItem:
        """Add an entry below the ones before, or to the group at the bottom."""
        item = NavItem(self._theme, entry)
        item.setObjectName(f"nav_{entry.key}")
        item.clicked.connect(lambda: self._on_item_clicked(entry.key))
        (self._lower if bottom else self._upper).addWidget(item)
        self._items[entry.key] = item
        return item

    def change_entry(self, entry: NavEntry) -> None:
        """Let the entry of the same key say something else; raises KeyError."""
        self._items[entry.key].show_entry(entry)
        self.updateGeometry()

    def item(self, key: str) -> NavItem:
        """The entry with ``key``; raises KeyError."""
        return self._items[key]

    def set_badge(self, key: str, count: int) -> None:
        """Show that ``count`` things wait at ``key``."""
        self._items[key].set_badge(count)

    def select(self, key: str) -> None:
        """Show that one is at ``key``, which may be none of the entries."""
        for each, item in self._items.items():
            item.setChecked(each == key)

    def _build(self, brand: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 14, 10, 14)
        column.setSpacing(0)
        names = QVBoxLayout()
        names.setContentsMargins(_PADDING, 4, _PADDING, 16)
        names.setSpacing(0)
        names.addWidget(ElidedLabel(brand, role="brand"))
        names.addWidget(self._place)
        column.addLayout(names)
        for group in (self._upper, self._lower):
            group.setSpacing(2)
        column.addLayout(self._upper)
        column.addStretch(1)
        column.addLayout(self._lower)

    def _on_item_clicked(self, key: str) -> None:
        self._items[key].setChecked(not self._items[key].isChecked())
        self.activated.emit(key)

    # Qt overrides

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        widest = max((item.sizeHint().width() for item in self._items.values()), default=0)
        return QSize(max(_WIDTH, widest + 21), hint.height())
