"""Values that open a menu of what they could be instead, by mouse or by key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from ui.theme import Theme
from ui.widgets.buttons import SmallButton
from ui.widgets.key_events import is_plain
from ui.widgets.link_label import LinkLabel

_OPEN = "▾"
Fill = Callable[[QMenu], None]


class MenuButton(SmallButton):
    """A small button that says a value; ``fill`` puts into its menu what may stand there."""

    def __init__(self, theme: Theme, fill: Fill) -> None:
        super().__init__(theme, "")
        self._fill = fill
        self.clicked.connect(lambda: open_below(self, self._fill))

    def show_value(self, value: str, spoken: str) -> None:
        """Show ``value``; ``spoken`` is what a screen reader says."""
        self.set_label(f"{value.replace('&', '&&')} {_OPEN}")
        self.setAccessibleName(spoken)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_plain(event) and event.key() == Qt.Key.Key_Down:
            self.click()
            return
        super().keyPressEvent(event)


class QuietMenu(LinkLabel):
    """The same as a word among others."""

    def __init__(self, theme: Theme, fill: Fill) -> None:
        super().__init__(theme, "", role="small", token="ink2")
        self._fill = fill
        self.clicked.connect(lambda: open_below(self, self._fill))

    def show_value(self, value: str, spoken: str) -> None:
        """Show ``value``; ``spoken`` is what a screen reader says."""
        self.setText(f"{value} {_OPEN}")
        self.setAccessibleName(spoken)
        self.updateGeometry()


def open_below(widget: QWidget, fill: Fill) -> None:
    """Open a menu under ``widget``, with the keyboard on what holds now."""
    menu = QMenu(widget)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    fill(menu)
    holds = next((action for action in menu.actions() if action.isChecked()), None)
    menu.popup(widget.mapToGlobal(QPoint(0, widget.height() + 2)))
    if holds is not None:
        menu.setActiveAction(holds)


def add_choice(menu: QMenu, text: str, *, holds: bool, do: Callable[[], object]) -> QAction:
    """One thing that may be chosen; ticked where it ``holds``."""
    action = menu.addAction(text.replace("&", "&&"))
    action.setCheckable(True)
    action.setChecked(holds)
    action.triggered.connect(lambda _checked=False: do())
    return action
