"""Settings: the parts at the left, the one that is looked at beside them."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm.i18n import _
from ui.context import Context
from ui.pages.settings.part import SettingsPart
from ui.pages.settings.parts import PARTS
from ui.theme.tokens import PAGE_MARGIN
from ui.widgets.nav_bar import NavEntry, NavItem
from ui.widgets.text import PlainLabel

_TOP = 20
_BELOW_TITLE = 14
_GAP = 2
_INSET = 10  # of the words in an entry; the title stands above them


class SettingsPage(QWidget):
    """One part at a time, built when it is first looked at."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._entries: dict[str, NavItem] = {}
        self._parts: dict[str, SettingsPart] = {}
        self._stack = QStackedWidget()
        self._build()
        self.show_part(PARTS[0].key)

    def show_part(self, key: str) -> None:
        """Bring the part with ``key`` to the front; raises KeyError."""
        if key not in self._parts:
            spec = next((each for each in PARTS if each.key == key), None)
            if spec is None:
                raise KeyError(key)
            part = spec.build(self._context, self)
            part.setObjectName(f"settings.part.{key}")
            self._parts[key] = part
            self._stack.addWidget(part)
        self._stack.setCurrentWidget(self._parts[key])
        self.setFocusProxy(self._parts[key])
        for each, entry in self._entries.items():
            entry.setChecked(each == key)

    def current_part(self) -> str:
        """The key of the part in front."""
        return next(key for key, part in self._parts.items() if part is self._stack.currentWidget())

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(PAGE_MARGIN - _INSET, _TOP, 0, _TOP)
        column.setSpacing(_GAP)
        title = PlainLabel(_("Settings"), role="title")
        title.setContentsMargins(_INSET, 0, 0, _BELOW_TITLE)
        column.addWidget(title)
        for spec in PARTS:
            column.addWidget(self._entry(spec.key, _(spec.text), spec.icon))
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column)
        row.addWidget(self._stack, 1)

    def _entry(self, key: str, text: str, icon: str) -> NavItem:
        entry = NavItem(self._context.theme, NavEntry(key, text, icon))
        entry.setObjectName(f"settings.entry.{key}")
        entry.clicked.connect(lambda: self.show_part(key))
        self._entries[key] = entry
        return entry
