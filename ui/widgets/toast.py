"""Short messages at the bottom of the window, each with the chance to take it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm.i18n import _
from ui.theme import Theme
from ui.theme.tokens import GAP_SMALL, PAGE_MARGIN, RADIUS_PANEL
from ui.widgets.buttons import SmallButton
from ui.widgets.overlay import SizeFollower
from ui.widgets.painting import outline_rounded
from ui.widgets.text import PlainLabel

STAYS_MS = 8_000
MOST_AT_ONCE = 3

_WIDEST = 560
_ABOVE_ACTIONS = 92  # a row of buttons stands below on most pages


class Toast(QWidget):
    """One message; it stays while the mouse is on it or the keyboard in it.

    Signals:
        action_triggered: its button was pressed.
        finished: it has been read, or taken back, and can go.
    """

    action_triggered = Signal()
    finished = Signal()

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        action: str = "",
        keys: str = "",
        stays_ms: int = STAYS_MS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._timer = QTimer(self, singleShot=True, interval=stays_ms)
        self._timer.timeout.connect(self.finished)
        self._button: SmallButton | None = None
        self._under_mouse = False
        self._row = QHBoxLayout(self)
        self.setAccessibleName(text)
        self.setMaximumWidth(_WIDEST)
        self._build(text)
        if action:
            self._add_button(SmallButton(theme, action, keys=keys))
        theme.changed.connect(self.update)
        self._timer.start()

    def is_waiting(self) -> bool:
        """Whether its time runs; not while somebody is busy with it."""
        return self._timer.isActive()

    def focus_action(self) -> None:
        """Bring the keyboard to its button, if it has one."""
        if self._button is not None:
            self._button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build(self, text: str) -> None:
        self._row.setContentsMargins(16, 9, 10, 9)
        self._row.setSpacing(16)
        label = PlainLabel(text, wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        self._row.addWidget(label, 1)
        self.setMinimumWidth(min(_WIDEST, label.sizeHint().width() + 28))
        self.setMinimumHeight(44)

    def _add_button(self, button: SmallButton) -> None:
        self._button = button
        button.clicked.connect(self._on_button_clicked)
        button.installEventFilter(self)
        self._row.addWidget(button)
        wider = self.minimumWidth() + button.sizeHint().width() + 16
        self.setMinimumWidth(min(_WIDEST, wider))

    def _on_button_clicked(self) -> None:
        self.action_triggered.emit()
        self.finished.emit()

    def _rest_or_run(self) -> None:
        focused = self._button is not None and self._button.hasFocus()
        if self._under_mouse or focused:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    # Qt overrides

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._under_mouse = True
        self._rest_or_run()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._under_mouse = False
        self._rest_or_run()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            # The button knows of its focus before its filter does.
            self._rest_or_run()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line, ground = self._theme.color("accent_line"), self._theme.color("accent_soft")
        outline_rounded(painter, self.rect(), RADIUS_PANEL, line, ground)
        painter.end()


class ToastHost(QWidget):
    """The place at the bottom middle of ``over`` where toasts stand, the newest lowest."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme = theme
        self._over = over
        self._toasts: list[Toast] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_SMALL)
        self._follower = SizeFollower(over, self._place, self)
        self.hide()

    def show_toast(
        self,
        text: str,
        *,
        on_undo: Callable[[], None] | None = None,
        action: str = "",
        keys: str = "Ctrl+Z",
        stays_ms: int = STAYS_MS,
    ) -> Toast:
        """Say ``text``; with ``on_undo`` there is a button that calls it, "Undo" or ``action``."""
        button = (action or _("Undo")) if on_undo is not None else ""
        toast = Toast(self._theme, text, action=button, keys=keys, stays_ms=stays_ms)
        if on_undo is not None:
            toast.action_triggered.connect(on_undo)
        toast.finished.connect(lambda: self._remove(toast))
        self._add(toast)
        self._announce(text)
        return toast

    def toasts(self) -> list[Toast]:
        """What is shown now, the oldest first."""
        return list(self._toasts)

    def focus_newest(self) -> None:
        """Bring the keyboard to the button of the newest toast."""
        if self._toasts:
            self._toasts[-1].focus_action()

    def clear(self) -> None:
        """Take all toasts away."""
        for toast in self.toasts():
            self._remove(toast)

    def _announce(self, text: str) -> None:
        # Making these two known to Python takes ten milliseconds, which no start should wait for.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _add(self, toast: Toast) -> None:
        for old in self._toasts[: max(0, len(self._toasts) - MOST_AT_ONCE + 1)]:
            self._remove(old)
        self._toasts.append(toast)
        self._column.addWidget(toast, 0, Qt.AlignmentFlag.AlignHCenter)
        self.show()
        self._place()

    def _remove(self, toast: Toast) -> None:
        if toast not in self._toasts:
            return
        self._toasts.remove(toast)
        self._column.removeWidget(toast)
        toast.hide()
        toast.deleteLater()
        self.setVisible(bool(self._toasts))
        self._place()

    def _place(self) -> None:
        if not self._toasts:
            return
        room = self._over.size() - QSize(2 * PAGE_MARGIN, 2 * PAGE_MARGIN)
        widest = max(max(each.sizeHint().width(), each.minimumWidth()) for each in self._toasts)
        width = min(room.width(), widest)
        self._column.activate()
        height = max(self._column.heightForWidth(width), self._column.sizeHint().height())
        left = (self._over.width() - width) // 2
        self.setGeometry(left, self._over.height() - _ABOVE_ACTIONS - height, width, height)
        self.raise_()
