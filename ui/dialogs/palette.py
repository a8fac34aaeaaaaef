"""Ctrl+K: one field that finds people and actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm.i18n import _
from crm.text import words
from ui.actions import ActionRow
from ui.delegates.keyed import KeyedRow
from ui.dialogs.filter_sheet import FilterSheet
from ui.theme import Theme

_MOST_PEOPLE = 6
_MISSED = 3


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person as the palette shows them; ``detail`` tells two of one name apart."""

    id: int
    name: str
    detail: str = ""


PeopleFinder = Callable[[str, Callable[[Sequence[PersonEntry]], None]], None]


class CommandPalette(FilterSheet):
    """Finds people and actions by any part of their words.

    ``find_people`` is given what was typed and a function that takes the people found, now or
    later; ``list_actions`` gives the actions there are. Enter waits for the people of what was
    typed, so that quick hands do not choose an action where a name was meant.

    Signals:
        person_chosen: the id of a client.
        action_chosen: the id of an action.
    """

    person_chosen = Signal(int)
    action_chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        over: QWidget,
        find_people: PeopleFinder,
        list_actions: Callable[[], Sequence[ActionRow]],
    ) -> None:
        super().__init__(
            theme,
            over,
            name="palette",
            title=_("Find people and actions"),
            empty=_("Nobody and nothing here is called that."),
        )
        self._find_people = find_people
        self._list_actions = list_actions
        self._actions: tuple[ActionRow, ...] = ()
        self._people: tuple[PersonEntry, ...] = ()
        self._asked = 0
        self._waiting = False
        self._submit_when_found = False

    def open_palette(self) -> None:
        """Show it with everything that can be done now; typing narrows it."""
        # Listed before it opens: covered by the palette, a page could do nothing.
        if self.isHidden():
            self._actions = tuple(
                row for row in self._list_actions() if row.in_palette and row.available
            )
        self._open_empty()

    def _on_text_edited(self, text: str) -> None:
        self._asked += 1
        asked = self._asked
        self._submit_when_found = False
        self._waiting = bool(text.strip())
        if not self._waiting:
            self._people = ()
        else:
            self._find_people(text, lambda people: self._on_people_found(asked, people))
        self._show()
        self._select_first()

    def _on_people_found(self, asked: int, people: Sequence[PersonEntry]) -> None:
        if asked != self._asked or self.isHidden():
            return
        self._waiting = False
        untouched = self._list.currentIndex().row() <= 0
        self._people = tuple(people[:_MOST_PEOPLE])
        self._show()
        if untouched:
            self._select_first()
        if self._submit_when_found:
            self._on_search_submitted()

    def _on_search_submitted(self) -> None:
        self._submit_when_found = self._waiting
        if not self._waiting:
            super()._on_search_submitted()

    def _on_row_chosen(self, row: KeyedRow) -> None:
        self.close_sheet()
        assert isinstance(row.key, tuple)
        kind, id = row.key
        if kind == "person":
            self.person_chosen.emit(id)
        else:
            self.action_chosen.emit(id)

    def _show(self) -> None:
        people = [_person_row(each) for each in self._people]
        actions = [
            _action_row(each) for each in fitting_actions(self._actions, self._search.text())
        ]
        self._show_rows(people + actions, empty=not self._waiting)


def fitting_actions(actions: Sequence[ActionRow], text: str) -> list[ActionRow]:
    """The actions for which every word of ``text`` begins one of theirs, the best first.

    Best are those whose own text begins with what was typed, then those found by their text
    alone, then those found by other words for it; inside each in the order given.
    """
    typed = words(text)
    ranked = [(_rank(action, typed), action) for action in actions]
    return [action for rank, action in sorted(ranked, key=lambda each: each[0]) if rank < _MISSED]


def _rank(action: ActionRow, typed: tuple[str, ...]) -> int:
    own, also = words(action.text), words(action.also)
    if " ".join(own).startswith(" ".join(typed)):
        return 0
    if _all_begin(typed, own):
        return 1
    return 2 if _all_begin(typed, own + also) else _MISSED


def _all_begin(typed: tuple[str, ...], known: tuple[str, ...]) -> bool:
    return all(any(word.startswith(part) for word in known) for part in typed)


def _person_row(person: PersonEntry) -> KeyedRow:
    return KeyedRow(("person", person.id), person.name, person.detail, "user")


def _action_row(action: ActionRow) -> KeyedRow:
    return KeyedRow(("action", action.id), action.text, "", action.icon, action.keys[:1])
