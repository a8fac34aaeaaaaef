"""``?``: every key of the program, grouped by where it works."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.i18n import _
from crm.text import fold
from ui.actions import ActionRow, Scope
from ui.delegates.keyed import KeyedRow
from ui.dialogs.filter_sheet import FilterSheet
from ui.dialogs.palette import fitting_actions
from ui.theme import Theme
from ui.widgets.key_hint import key_text

_SCOPES = list(Scope)


class KeysDialog(FilterSheet):
    """Lists every action that has a key; typing narrows it by name or by key, Enter does it.

    Signals:
        action_chosen: the id of an action.
    """

    action_chosen = Signal(str)

    def __init__(
        self, theme: Theme, over: QWidget, list_actions: Callable[[], Sequence[ActionRow]]
    ) -> None:
        super().__init__(
            theme, over, name="keys", title=_("All keys"), empty=_("No key does that.")
        )
        self._list_actions = list_actions
        self._actions: tuple[ActionRow, ...] = ()

    def open_keys(self) -> None:
        """Show every key of every action there is."""
        self._actions = tuple(row for row in self._list_actions() if row.keys)
        self._open_empty()

    def _on_text_edited(self, text: str) -> None:
        named = {row.id for row in fitting_actions(self._actions, text)}
        fitting = [row for row in self._actions if row.id in named or _has_key(row, text)]
        self._show_rows(_grouped(fitting), empty=True)
        self._select_first()

    def _on_row_chosen(self, row: KeyedRow) -> None:
        self.close_sheet()
        self.action_chosen.emit(str(row.key))


def _has_key(action: ActionRow, text: str) -> bool:
    """Whether one of its keys reads like ``text``, with or without the plus signs."""
    typed = " ".join(fold(text).replace("+", " ").split())
    return any(typed in fold(key_text(keys)) for keys in action.keys) if typed else False


def _grouped(actions: Sequence[ActionRow]) -> list[KeyedRow]:
    rows: list[KeyedRow] = []
    ordered = sorted(actions, key=lambda row: _SCOPES.index(row.scope))
    for scope, group in groupby(ordered, key=lambda row: row.scope):
        found = list(group)
        rows.append(KeyedRow(("scope", scope), found[0].scope_title, heading=True))
        rows += [KeyedRow(each.id, each.text, icon=each.icon, keys=each.keys) for each in found]
    return rows
