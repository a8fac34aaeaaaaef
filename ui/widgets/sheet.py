"""A card over dimmed content, for one thing to be done and left with Esc."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QMargins, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.theme import Theme
from ui.theme.tokens import PAGE_MARGIN
from ui.widgets.key_events import has_control, is_enter
from ui.widgets.overlay import SizeFollower
from ui.widgets.painting import grown
from ui.widgets.surfaces import Card

_TOP = 70
_WIDTH = 640
_PADDING = QMargins(24, 22, 24, 22)
_LINE = 1
_TAB = Qt.FocusReason.TabFocusReason
_BACKTAB = Qt.FocusReason.BacktabFocusReason


class Sheet(QWidget):
    """Lies over ``over``; things are added to ``body``.

    While it is open Tab stays inside, and Esc and Ctrl+Enter belong to it alone. Where the window
    is too low for it, the card scrolls.

    Signals:
        closed: it is gone, by Esc or by ``close_sheet``; the focus is back where it was.
        submitted: Ctrl+Enter.
    """

    closed = Signal()
    submitted = Signal()

    def __init__(
        self, theme: Theme, over: QWidget, *, title: str = "", width: int = _WIDTH
    ) -> None:
        super().__init__(over)
        self._theme = theme
        self._over = over
        self._width = width
        self._before: QWidget | None = None
        self._card = Card(QMargins(), parent=self)
        self._content = QWidget()
        self._scroll = QScrollArea()
        self.body = QVBoxLayout(self._content)
        self.setAccessibleName(title)
        self._build()
        self.hide()

    def open_sheet(self, first: QWidget | None = None) -> None:
        """Show it, with the keyboard in ``first`` or in what comes first inside."""
        self._before = QApplication.focusWidget()
        self.show()
        self.raise_()
        self._place()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._focus_next(forward=True)

    def close_sheet(self) -> None:
        """Take it away and give the focus back; does nothing while it is not open."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.closed.emit()

    def _build(self) -> None:
        self.body.setContentsMargins(_PADDING)
        self.body.setSpacing(0)
        self._scroll.setProperty("kind", "bare")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._content)
        self._content.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        self._card.body.addWidget(self._scroll)
        SizeFollower(self._over, self._place, self)
        SizeFollower(self._content, self._place, self)
        self._theme.changed.connect(self._place)

    def _place(self) -> None:
        if self.isHidden():
            return
        self.setGeometry(self._over.rect())
        width = min(grown(self._theme, self._width), self.width() - 2 * PAGE_MARGIN)
        wanted = self._wanted_height(width - 2 * _LINE) + 2 * _LINE
        height = min(wanted, self.height() - 2 * PAGE_MARGIN)
        top = max(PAGE_MARGIN, min(_TOP, self.height() - height - PAGE_MARGIN))
        self._card.setGeometry(QRect((self.width() - width) // 2, top, width, height))

    def _wanted_height(self, width: int) -> int:
        by_width = self.body.heightForWidth(width) if self.body.hasHeightForWidth() else -1
        return max(by_width, self._content.minimumSizeHint().height())

    def _focus_next(self, *, forward: bool) -> None:
        """Bring the keyboard to the next place inside, round the end to the start."""
        places = [each for each in in_order(self.body) if self._takes_tab(each)]
        if not places:
            return
        current = QApplication.focusWidget()
        step = 1 if forward else -1
        # From nowhere inside, forward is to the first place and back to the last one.
        at = places.index(current) if current in places else min(-step, 0)
        found = places[(at + step) % len(places)]
        found.setFocus(_TAB if forward else _BACKTAB)
        self._scroll.ensureWidgetVisible(found)

    def _takes_tab(self, widget: QWidget) -> bool:
        by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        direct = widget.focusProxy() is None
        visible = widget.isVisibleTo(self) and widget.isEnabled()
        return bool(by_tab) and direct and visible and self.isAncestorOf(widget)

    # Qt overrides

    def focusNextPrevChild(self, forward: bool) -> bool:
        self._focus_next(forward=forward)
        return True

    def event(self, event: QEvent) -> bool:
        asks = event.type() == QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and asks and (_closes(event) or _submits(event)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _closes(event):
            self.close_sheet()
        elif _submits(event):
            self.submitted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("scrim"))
        painter.end()


def in_order(layout: QLayout) -> Iterator[QWidget]:
    """Every widget in ``layout`` and inside those in it, as they stand.

    WORKAROUND(PYSIDE): the chain that Qt keeps of them cannot be walked from Python. To
    nextInFocusChain() the binding makes each widget the owner of the one after it, so that the
    collector takes live pages for a circle that nobody holds, and destroys them.
    """
    for number in range(layout.count()):
        item = layout.itemAt(number)
        inner = item.layout() if item is not None else None
        widget = item.widget() if item is not None else None
        if inner is not None:
            yield from in_order(inner)
        elif widget is not None:
            yield widget
            own = widget.layout()
            if own is not None:
                yield from in_order(own)


def _closes(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Escape and not event.modifiers()


def _submits(event: QKeyEvent) -> bool:
    return has_control(event) and is_enter(event)
