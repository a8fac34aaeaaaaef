"""The ribbon: a whole relationship on one band, from its first day to the next expected one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm.i18n import _, ngettext
from ui.theme import Theme
from ui.widgets.key_events import ENTER_KEYS, has_control
from ui.widgets.ribbon_axis import axis_words
from ui.widgets.ribbon_data import RibbonData, RibbonGroup, RibbonMoment
from ui.widgets.ribbon_layout import lay_out
from ui.widgets.ribbon_painting import Bubble, RibbonPainter, ribbon_font
from ui.widgets.ribbon_parts import Measure, RibbonLayout, RibbonRows
from ui.widgets.ribbon_stops import Reach, Stop, next_stop, stop_at

_LEAST_WIDTH = 300
_KEY_STEPS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ACTIVATING = (*ENTER_KEYS, Qt.Key.Key_Space)


class RibbonWidget(QWidget):
    """Shows a RibbonData at any width from 300 pixels; tells what one points at or walks to.

    ``describe`` says what a bar stands for, without its days; the group's amount is None while
    amounts are hidden. ``say_day`` says a day as people do.

    Signals:
        mark_activated(date): the latest day of the bar that was clicked or entered.
        moment_activated(str): the key of the moment that was clicked or entered.
    """

    mark_activated = Signal(object)
    moment_activated = Signal(str)

    def __init__(
        self,
        theme: Theme,
        describe: Callable[[RibbonGroup], str],
        say_day: Callable[[date], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._describe = describe
        self._say_day = say_day
        self._data: RibbonData | None = None
        self._amounts_hidden = False
        self._layout: RibbonLayout | None = None
        self._laid_out_for: tuple[float, float] | None = None
        self._current: int | None = None
        self._build()
        theme.changed.connect(self._on_theme_changed)

    def set_data(self, data: RibbonData) -> None:
        """Show ``data`` in place of what was shown."""
        self._data = data
        self._forget()
        self._describe_aloud(self._sentence(data))

    def set_amounts_hidden(self, hidden: bool) -> None:
        """With ``hidden`` all bars are equally high and no amount is told."""
        if hidden != self._amounts_hidden:
            self._amounts_hidden = hidden
            self._forget()

    @property
    def told(self) -> str:
        """What is told at this moment about the stop one points at; empty when nothing is."""
        bubble = self._bubble()
        return "" if bubble is None else " ".join(filter(None, (bubble.day, bubble.text)))

    def stops(self) -> tuple[Stop, ...]:
        """Everything that can be pointed at, in widget positions, in the order of the days."""
        layout = self._arranged()
        return () if layout is None else tuple(layout.stops)

    def _on_theme_changed(self) -> None:
        self._layout = None
        self.updateGeometry()
        self.update()

    def _build(self) -> None:
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Timeline"))

    def _forget(self) -> None:
        self._layout = None
        self._set_current(None)
        self.update()

    def _arranged(self) -> RibbonLayout | None:
        """The layout for the size and screen at hand, made once for each."""
        if self._data is None:
            return None
        wanted = (float(self.width()), self.devicePixelRatioF())
        if self._layout is None or self._laid_out_for != wanted:
            measure = self._measure(*wanted)
            self._layout = lay_out(self._data, measure, amounts_hidden=self._amounts_hidden)
            self._laid_out_for = wanted
            self._current = None
        return self._layout

    def _measure(self, width: float, pixel_ratio: float) -> Measure:
        metrics = QFontMetricsF(ribbon_font(self._theme))
        words = axis_words(self.locale(), metrics.horizontalAdvance)
        return Measure(width, pixel_ratio, metrics.height(), words)

    def _sentence(self, data: RibbonData) -> str:
        count = sum(mark.times for mark in data.marks)
        entries = ngettext("{count} entry", "{count} entries", count).format(count=count)
        since = _("Since {day}: {entries}").format(day=self._say_day(data.start), entries=entries)
        return ", ".join(filter(None, (since, data.expected_text)))

    def _bubble(self) -> Bubble | None:
        layout = self._arranged()
        if layout is None or self._current is None:
            return None
        stop = layout.stops[self._current]
        if isinstance(stop.item, RibbonGroup):
            return Bubble(stop, self._say_days(stop.item), self._describe(stop.item))
        return Bubble(stop, self._say_day(stop.day), stop.item.text)

    def _say_days(self, group: RibbonGroup) -> str:
        first, last = self._say_day(group.first), self._say_day(group.last)
        if first == last:
            return last
        return _("{first} to {last}").format(first=first, last=last)

    def _set_current(self, index: int | None) -> None:
        if index == self._current:
            return
        self._current = index
        self._set_pointing(self._activates())
        self.update()

    def _activates(self) -> bool:
        stop = self._current_stop()
        return stop is not None and isinstance(stop.item, RibbonGroup | RibbonMoment)

    def _current_stop(self) -> Stop | None:
        layout = self._arranged()
        return None if layout is None or self._current is None else layout.stops[self._current]

    def _set_pointing(self, pointing: bool) -> None:
        if pointing:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()

    def _walk_to(self, index: int | None) -> None:
        self._set_current(index)
        self._describe_aloud(self.told)

    def _describe_aloud(self, text: str) -> None:
        """What a screen reader says: the stop walked to, otherwise the whole in a sentence."""
        self.setAccessibleDescription(text)
        event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(event)

    def _point_at(self, position: QPointF) -> None:
        layout = self._arranged()
        if layout is not None:
            index = stop_at(layout.stops, position.x(), position.y(), _reach(layout.rows))
            self._set_current(index)

    def _activate(self) -> None:
        stop = self._current_stop()
        if stop is None:
            return
        if isinstance(stop.item, RibbonGroup):
            self.mark_activated.emit(stop.item.last)
        elif isinstance(stop.item, RibbonMoment):
            self.moment_activated.emit(stop.item.key)

    def _key_target(self, event: QKeyEvent, stops: list[Stop]) -> int | None:
        key = event.key()
        if key in _KEY_STEPS:
            only = has_control(event)
            return next_stop(stops, self._current, _KEY_STEPS[key], moments_only=only)
        if key == Qt.Key.Key_Home:
            return 0 if stops else None
        return len(stops) - 1 if key == Qt.Key.Key_End and stops else None

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(3 * _LEAST_WIDTH, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetricsF(ribbon_font(self._theme))
        rows = RibbonRows.of(metrics.height(), self.devicePixelRatioF())
        return QSize(_LEAST_WIDTH, ceil(rows.bottom))

    def paintEvent(self, event: QPaintEvent) -> None:
        layout = self._arranged()
        if layout is None:
            return
        painter = QPainter(self)
        ribbon = RibbonPainter(painter, layout, self._theme)
        ribbon.paint(self.width(), self._bubble(), focused=self.hasFocus())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._forget()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._point_at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed = self._current
        if event.button() == Qt.MouseButton.LeftButton and pressed is not None:
            self._point_at(event.position())
            if self._current == pressed:
                self._activate()

    def leaveEvent(self, event: QEvent) -> None:
        self._set_current(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        layout = self._arranged()
        target = None if layout is None else self._key_target(event, layout.stops)
        if target is not None:
            self._walk_to(target)
        elif event.key() in _ACTIVATING and self._current is not None:
            self._activate()
        elif event.key() == Qt.Key.Key_Escape and self._current is not None:
            self._set_current(None)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        layout = self._arranged()
        by_key = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        if by_key and layout is not None:
            self._walk_to(next_stop(layout.stops, self._current, 1))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._set_current(None)
        if self._data is not None:
            self._describe_aloud(self._sentence(self._data))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LocaleChange, QEvent.Type.LanguageChange):
            self._layout = None
            self.update()


def _reach(rows: RibbonRows) -> Reach:
    return Reach(rows.label_bottom, rows.bar_bottom, rows.dot_radius, slack=8 * rows.unit)
