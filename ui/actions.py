"""Actions as data, and the one registry that gives them keys, text, state and something to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import partial
from typing import NamedTuple

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from crm.i18n import _
from crm.shop.words import Words
from ui.i18n import mark

# Promised to something that is not an action of this registry: the guide.
RESERVED_KEYS = frozenset({"F1"})


class Scope(StrEnum):
    """Where a key works: everywhere, or on the pages attached under that name."""

    GLOBAL = "global"
    COUNTER = "counter"
    CLIENT = "client"
    PROFILE = "profile"
    CLIENTS = "clients"
    SAME = "same"
    LETTERS = "letters"


_SCOPE_TITLES = {
    Scope.GLOBAL: mark("Everywhere"),
    Scope.COUNTER: mark("At the counter"),
    Scope.CLIENT: mark("With a {client} open"),
    Scope.PROFILE: mark("On the profile"),
    Scope.CLIENTS: mark("In the list of {clients}"),
    Scope.SAME: mark("Among the same people"),
    Scope.LETTERS: mark("On labels and letters"),
}


class ActionSpec(NamedTuple):
    """One action; ``text`` and ``also`` (more words to find it by) are marked for translation.

    ``keys`` are portable key sequences, the first is the one shown. ``widget_keys`` says that the
    focused widget answers the key itself (Enter in a list), so that no shortcut takes it away
    from other widgets; the key is shown all the same.
    """

    id: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    scope: Scope = Scope.GLOBAL
    also: str = ""
    in_palette: bool = True
    widget_keys: bool = False


class ActionRow(NamedTuple):
    """An action as a list shows it; ``available`` is false while it could do nothing."""

    id: str
    text: str
    also: str
    keys: tuple[str, ...]
    icon: str
    scope: Scope
    scope_title: str
    in_palette: bool
    available: bool


class _Binding(NamedTuple):
    """What an action does, and the page it does it on."""

    callback: Callable[[], None]
    page: QWidget | None

    def counts(self, cover: QWidget | None) -> bool:
        """Whether this is what to do now: its page is looked at, and nothing covers it."""
        return self.is_reachable(cover) and (self.page is None or self.page.isVisible())

    def is_reachable(self, cover: QWidget | None) -> bool:
        """Whether its page is still there and not below ``cover``."""
        if self.page is None:
            return True
        if not shiboken6.isValid(self.page):
            return False
        return cover is None or cover is self.page or cover.isAncestorOf(self.page)


class Actions(QObject):
    """All actions by id. An action nobody bound is disabled and in no list.

    ``words`` fill the placeholders of the texts ({client}, {Clients}), ``icon`` draws an icon by
    its name. Raises ValueError where one key would mean two things.
    """

    def __init__(
        self,
        window: QWidget,
        specs: Iterable[ActionSpec],
        words: Words,
        icon: Callable[[str], QIcon],
    ) -> None:
        super().__init__(window)
        self._specs = {spec.id: spec for spec in specs}
        find_key_clashes(self._specs.values())
        self._words = words
        self._icon = icon
        self._bindings: dict[str, list[_Binding]] = {}
        self._covers: list[QWidget] = []
        self._announced: set[str] = set()
        self._disabled: set[str] = set()
        self._drawn: set[str] = set()
        self._actions = {spec.id: self._build(spec) for spec in self._specs.values()}
        self.attach(Scope.GLOBAL, window)
        self._undo_keys = _UndoKeys(self)

    def bind(self, id: str, callback: Callable[[], None], page: QWidget | None = None) -> None:
        """``id`` does ``callback``, with ``page`` only while that page is visible."""
        self._bindings.setdefault(id, []).append(_Binding(callback, page))
        self._refresh_enabled(id)

    def announce(self, *ids: str) -> None:
        """List ``ids`` already: the page that binds them is built only when it is shown."""
        self._announced.update(ids)

    def attach(self, scope: Scope, widget: QWidget) -> None:
        """The keys of ``scope`` work while ``widget`` is visible; a scope may have several."""
        for spec in self._specs.values():
            if spec.scope is scope:
                widget.addAction(self._actions[spec.id])

    def cover(self, sheet: QWidget) -> None:
        """While ``sheet`` is visible, what is bound to the pages below it does nothing.

        Their keys are free for the sheet then, for mnemonics as well.
        """
        self._covers.append(sheet)
        sheet.installEventFilter(self)
        sheet.destroyed.connect(self._on_cover_destroyed)
        self._refresh_all_enabled()

    def retire(self, into: QObject) -> None:
        """Give every key back at once, and go with ``into``, whose widgets may still ask."""
        for action in self._actions.values():
            action.setShortcuts([])
            action.setEnabled(False)
        self.setParent(into)

    def trigger(self, id: str) -> bool:
        """Do it; False where it cannot be done now."""
        if not self.is_available(id):
            return False
        self._actions[id].trigger()
        return True

    def action(self, id: str) -> QAction:
        """The Qt action, for menus and tool buttons; its text, icon and state follow."""
        if id not in self._drawn:  # most are never looked at: keys need no icon
            self._drawn.add(id)
            self._dress(self._actions[id], self._specs[id])
        return self._actions[id]

    def set_enabled(self, id: str, enabled: bool) -> None:
        """Whether there is something to do it to; a bound action starts enabled."""
        if enabled:
            self._disabled.discard(id)
        else:
            self._disabled.add(id)
        self._refresh_enabled(id)

    def is_available(self, id: str) -> bool:
        """Whether doing it now would do something."""
        return self._actions[id].isEnabled() and self._binding(id) is not None

    def text(self, id: str) -> str:
        """What it is called, in the user's language and the shop's words."""
        return self._say(self._specs[id].text)

    def keys(self, id: str) -> str:
        """The key to show beside it, as a portable key sequence; empty where it has none."""
        spec = self._specs[id]
        return spec.keys[0] if spec.keys else ""

    def rows(self) -> tuple[ActionRow, ...]:
        """Every action that somebody bound or announced, in the order of declaration."""
        listed = self._bindings.keys() | self._announced
        return tuple(self._row(spec) for id, spec in self._specs.items() if id in listed)

    @Slot()
    def refresh(self) -> None:
        """Say and draw everything anew, in the language and the theme now in use."""
        for id, action in self._actions.items():
            self._dress(action, self._specs[id])

    @Slot()
    def _on_cover_destroyed(self) -> None:
        self._covers = [each for each in self._covers if shiboken6.isValid(each)]
        self._refresh_all_enabled()

    def _refresh_all_enabled(self) -> None:
        for id in self._actions:
            self._refresh_enabled(id)

    def _refresh_enabled(self, id: str) -> None:
        cover = self._top_cover()
        bindings = self._bindings.get(id, [])
        reachable = any(each.is_reachable(cover) for each in bindings)
        self._actions[id].setEnabled(reachable and id not in self._disabled)

    def _build(self, spec: ActionSpec) -> QAction:
        action = QAction(self)
        action.setObjectName(spec.id)
        action.setEnabled(False)
        if not spec.widget_keys:
            action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(partial(self._do, spec.id))
        self._dress(action, spec)
        return action

    def _dress(self, action: QAction, spec: ActionSpec) -> None:
        action.setText(self._say(spec.text))
        if spec.icon and spec.id in self._drawn:
            action.setIcon(self._icon(spec.icon))

    def _do(self, id: str, _checked: bool = False) -> None:
        binding = self._binding(id)
        if binding is not None:
            binding.callback()

    def _binding(self, id: str) -> _Binding | None:
        """The latest binding that counts now, so that a sheet can stand before its page."""
        cover = self._top_cover()
        bindings = reversed(self._bindings.get(id, ()))
        return next((each for each in bindings if each.counts(cover)), None)

    def _top_cover(self) -> QWidget | None:
        covers = (each for each in reversed(self._covers) if shiboken6.isValid(each))
        return next((each for each in covers if each.isVisible()), None)

    def _say(self, text: str) -> str:
        return self._words.fill(_(text))

    def _row(self, spec: ActionSpec) -> ActionRow:
        return ActionRow(
            id=spec.id,
            text=self._say(spec.text),
            also=self._say(spec.also) if spec.also else "",
            keys=spec.keys,
            icon=spec.icon,
            scope=spec.scope,
            scope_title=self._say(_SCOPE_TITLES[spec.scope]),
            in_palette=spec.in_palette,
            available=self.is_available(spec.id),
        )

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._refresh_all_enabled()
        return False


def find_key_clashes(specs: Iterable[ActionSpec]) -> None:
    """Raise ValueError where a key stands twice in scopes that can be in force together.

    GLOBAL is always in force, CLIENT with COUNTER, with PROFILE and with CLIENTS.
    """
    taken: dict[tuple[str, Scope], str] = {}
    for spec in specs:
        for keys in spec.keys:
            portable = QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)
            if not portable or portable in RESERVED_KEYS:
                raise ValueError(f"{spec.id}: {keys!r} is no key to give away")
            for scope in _TOGETHER[spec.scope]:
                if (portable, scope) in taken:
                    raise ValueError(f"{keys}: {taken[portable, scope]} and {spec.id}")
            taken[portable, spec.scope] = spec.id


_TOGETHER = {
    Scope.GLOBAL: tuple(Scope),
    Scope.COUNTER: (Scope.GLOBAL, Scope.CLIENT, Scope.COUNTER),
    Scope.PROFILE: (Scope.GLOBAL, Scope.CLIENT, Scope.PROFILE),
    Scope.CLIENTS: (Scope.GLOBAL, Scope.CLIENT, Scope.CLIENTS),
    Scope.SAME: (Scope.GLOBAL, Scope.SAME),
    Scope.LETTERS: (Scope.GLOBAL, Scope.LETTERS),
    Scope.CLIENT: (Scope.GLOBAL, Scope.COUNTER, Scope.PROFILE, Scope.CLIENTS, Scope.CLIENT),
}


class _UndoKeys(QObject):
    """Lets Ctrl+Z and Ctrl+Y pass through a text field that has nothing of its own to undo.

    Qt's text fields keep these keys for themselves even when they have nothing to take back; with
    the focus nearly always in a search field, the history would never hear them. Only the focused
    field is watched.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watched: QWidget | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)
        self._on_focus_changed(None, application.focusWidget())

    @Slot("QWidget*", "QWidget*")
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and shiboken6.isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = new if isinstance(new, QLineEdit | QTextEdit | QPlainTextEdit) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if not _is_idle_undo(watched, event):
            return False
        event.ignore()
        return True


def _is_idle_undo(field: QObject, event: QKeyEvent) -> bool:
    undo = event.matches(QKeySequence.StandardKey.Undo)
    redo = event.matches(QKeySequence.StandardKey.Redo)
    if isinstance(field, QLineEdit):
        return (undo and not field.isUndoAvailable()) or (redo and not field.isRedoAvailable())
    if isinstance(field, QTextEdit | QPlainTextEdit):
        document = field.document()
        return (undo and not document.isUndoAvailable()) or (
            redo and not document.isRedoAvailable()
        )
    return False
