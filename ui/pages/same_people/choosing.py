"""What is pressed to say whose something stays: a person, or one value of a field."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.clients.names import initials
from crm.i18n import _
from ui.theme import Theme
from ui.theme.tokens import GAP, GAP_SMALL, RADIUS_CONTROL
from ui.widgets.avatar import MIDDLE
from ui.widgets.painted import PaintedButton
from ui.widgets.painting import (
    draw_text,
    fill_rounded,
    grown,
    outline_rounded,
    paint_avatar,
    paint_focus_ring,
    target,
    tone_for,
)
from ui.widgets.text import set_tooltip

_TICK: Final = 16
_PADDING: Final = 10
_NARROWEST: Final = 120


class SideChoice(PaintedButton):
    """One of two sides, on or off.

    Signals:
        turned: Left or Right was pressed on it ("left", "right").
    """

    turned = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _paint_ground(self, painter: QPainter) -> None:
        theme = self._theme
        area = self.rect()
        if self.isChecked():
            line, ground = theme.color("accent_line"), theme.color("accent_soft")
            outline_rounded(painter, area, RADIUS_CONTROL, line, ground)
        elif self.underMouse() and self.isEnabled():
            fill_rounded(painter, area, RADIUS_CONTROL, theme.color("hover"))

    def _paint_tick(self, painter: QPainter, area: QRect) -> None:
        """A tick at the trailing end of ``area``, where this side is chosen."""
        if self.isChecked():
            side = grown(self._theme, _TICK)
            picture = self._theme.pixmap("check", "accent", side, self.devicePixelRatioF())
            painter.drawPixmap(area.right() - side, area.center().y() - side // 2, picture)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.turned.emit("left" if event.key() == Qt.Key.Key_Left else "right")
            return
        super().keyPressEvent(event)


class PersonChoice(SideChoice):
    """A person with what one knows them by; chosen, they stay."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._id = 0
        self._facts = ""

    def show_person(self, client_id: int, name: str, facts: str) -> None:
        """Show somebody else."""
        self._id, self._facts = client_id, facts
        self.setText(name)
        self._tell()

    def show_chosen(self, *, chosen: bool) -> None:
        """Say whether this one stays."""
        self.setChecked(chosen)
        self._tell()

    def _tell(self) -> None:
        stays = _("stays") if self.isChecked() else ""
        self.setAccessibleName(", ".join(filter(None, (self.text(), self._facts, stays))))
        set_tooltip(self, self.text())
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        lines = self._theme.line_height("heading") + self._theme.line_height("small")
        height = max(grown(self._theme, MIDDLE), lines) + 2 * GAP
        return QSize(grown(self._theme, _NARROWEST), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_ground(painter)
        side = grown(self._theme, MIDDLE)
        inside = self.rect().adjusted(GAP, 0, -GAP, 0)
        place = QRect(inside.left(), inside.center().y() - side // 2, side, side)
        paint_avatar(painter, place, self._theme, initials(self.text()), tone_for(self._id))
        self._paint_tick(painter, inside)
        texts = inside.adjusted(side + GAP, 0, -grown(self._theme, _TICK) - GAP_SMALL, 0)
        first, second = self._theme.line_height("heading"), self._theme.line_height("small")
        top = texts.top() + (texts.height() - first - second) // 2
        ink, ink2 = self._theme.color("ink"), self._theme.color("ink2")
        upper = QRect(texts.left(), top, texts.width(), first)
        lower = QRect(texts.left(), top + first, texts.width(), second)
        draw_text(painter, upper, self._theme, "heading", self.text(), ink)
        draw_text(painter, lower, self._theme, "small", self._facts, ink2)
        if self.shows_ring():
            paint_focus_ring(painter, self.rect(), self._theme.color("accent"), RADIUS_CONTROL)
        painter.end()


class ValueChoice(SideChoice):
    """One of the two values of a field; an empty one says that nothing is known."""

    def __init__(self, theme: Theme, label: str, value: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setText(value)
        self.setAccessibleName(f"{label}: {value or _('not known')}")
        set_tooltip(self, value)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(grown(self._theme, _NARROWEST), target(self._theme, "body", 30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_ground(painter)
        inside = self.rect().adjusted(_PADDING, 0, -_PADDING, 0)
        self._paint_tick(painter, inside)
        texts = inside.adjusted(0, 0, -grown(self._theme, _TICK) - GAP_SMALL, 0)
        ink = self._theme.color("ink" if self.isChecked() else "ink2")
        draw_text(painter, texts, self._theme, "body", self.text() or "–", ink)
        if self.shows_ring():
            paint_focus_ring(painter, self.rect(), self._theme.color("accent"), RADIUS_CONTROL)
        painter.end()
