"""What is to be ticked off: what to ask about, what they would like, and what was promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from crm.i18n import _, ngettext
from crm.story.drafts import WishState
from crm.story.remember import (
    keep_promise,
    remove_note,
    remove_promise,
    remove_wish,
    set_wish_state,
    tick_ask_next,
    withdraw_promise,
)
from crm.story.rows import NoteRow, PromiseCounts, PromiseRow, WishRow
from ui.context import Context
from ui.formats import Formats
from ui.pages.profile.choices import row_choices
from ui.pages.profile.lines import Stack, TickRow
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Data, Section
from ui.widgets.check_row import DoneRow
from ui.widgets.menu import Choice

_GAP = 8


class _TickSection(Section[Data]):
    """Rows with a box each."""

    def __init__(self, context: Context, requests: Requests, name: str, heading: str) -> None:
        super().__init__(context, requests, name, heading)
        self._rows = self._content(Stack(gap=_GAP))

    def _add_row(self) -> TickRow:
        return self._rows.add("row", lambda: TickRow(self._theme))


@dataclass(frozen=True, slots=True)
class Asking:
    """What to ask about as seen on a day."""

    rows: tuple[NoteRow, ...]
    today: date


class AskSection(_TickSection[Asking]):
    """What to ask about next time; a tick says that it was asked."""

    def fill(self, data: Asking) -> bool:
        """A row a note."""
        with self._rows.anew():
            for note in data.rows:
                self._show(self._add_row(), note)
        return bool(data.rows)

    def _show(self, row: TickRow, note: NoteRow) -> None:
        asked = self._requests
        row.show_row(note.text, tick=_("Asked"), detail=self._formats.day(note.day))
        row.set_doing(
            f"profile.ask.{note.id}",
            ticks=partial(asked.write, tick_ask_next, note.id),
            opens=partial(asked.edit_requested.emit, "note", note.id),
            choices=lambda: row_choices(asked, "note", note.id, remove_note),
        )


@dataclass(frozen=True, slots=True)
class Wishes:
    """Open wishes as seen on a day."""

    rows: tuple[WishRow, ...]
    today: date


class WishesSection(_TickSection[Wishes]):
    """What they would like next; a tick says that they have it."""

    def fill(self, data: Wishes) -> bool:
        """A row a wish."""
        with self._rows.anew():
            for wish in data.rows:
                self._show(self._add_row(), wish)
        return bool(data.rows)

    def _show(self, row: TickRow, wish: WishRow) -> None:
        asked = self._requests
        row.show_row(wish.what, tick=_("Fulfilled"), detail=say_wish(wish, self._formats))
        row.set_doing(
            f"profile.wish.{wish.id}",
            ticks=partial(asked.write, set_wish_state, wish.id, "fulfilled"),
            opens=partial(asked.edit_requested.emit, "wish", wish.id),
            choices=lambda: self._wish_choices(wish),
        )

    def _wish_choices(self, wish: WishRow) -> list[Choice]:
        states: list[tuple[WishState, str]] = [
            ("open", _("Open")),
            ("waiting", _("Ordered, waiting")),
            ("here", _("It is here")),
            ("dropped", _("No longer wanted")),
        ]
        edit, last = row_choices(self._requests, "wish", wish.id, remove_wish)
        changes = [self._state_choice(wish, state, text) for state, text in states]
        return [edit, *(each for each in changes if each is not None), last]

    def _state_choice(self, wish: WishRow, state: WishState, text: str) -> Choice | None:
        if state == wish.state:
            return None
        return Choice(text, partial(self._requests.write, set_wish_state, wish.id, state))


@dataclass(frozen=True, slots=True)
class Promises:
    """Open promises as seen on a day, and how the earlier ones went."""

    rows: tuple[PromiseRow, ...]
    counts: PromiseCounts
    today: date


class PromisesSection(_TickSection[Promises]):
    """What we promised; a tick says that it was kept."""

    def fill(self, data: Promises) -> bool:
        """A row a promise, then the count of those kept."""
        with self._rows.anew():
            for promise in data.rows:
                self._show(self._add_row(), promise, data.today)
            if data.counts.kept:
                done = self._rows.add("counts", lambda: DoneRow(self._theme))
                done.setObjectName("profile.promises.counts")
                done.show_text(say_counts(data.counts))
        return self._rows.count() > 0

    def _show(self, row: TickRow, promise: PromiseRow, today: date) -> None:
        asked = self._requests
        row.show_row(
            promise.what,
            tick=_("Kept"),
            detail=say_promise(promise, self._formats),
            tone="rose" if promise.due is not None and promise.due < today else "ink2",
        )
        row.set_doing(
            f"profile.promise.{promise.id}",
            ticks=partial(asked.write, keep_promise, promise.id),
            opens=partial(asked.edit_requested.emit, "promise", promise.id),
            choices=lambda: self._promise_choices(promise),
        )

    def _promise_choices(self, promise: PromiseRow) -> list[Choice]:
        withdraw = partial(self._requests.write, withdraw_promise, promise.id)
        edit, last = row_choices(self._requests, "promise", promise.id, remove_promise)
        return [edit, Choice(_("No longer needed"), withdraw), last]


def say_wish(wish: WishRow, formats: Formats) -> str:
    """When, for how much, and how far it is: ``spring 2027 · up to £1,800``."""
    parts = [wish.when]
    if wish.budget is not None:
        money = formats.money(wish.budget.minor, wish.budget.currency, cents=False)
        parts.append(_("up to {money}").format(money=money))
    if not any(parts) or wish.state != "open":
        parts.append(_("asked {day}").format(day=formats.short_day(wish.asked_on)))
    if wish.state == "waiting":
        parts.append(_("ordered, waiting"))
    elif wish.state == "here":
        parts.append(_("it is here"))
    return " · ".join(part for part in parts if part)


def say_promise(promise: PromiseRow, formats: Formats) -> str:
    """Who promised it and by when: ``Jo, due Friday``."""
    if promise.due is None:
        due = _("promised {day}").format(day=formats.short_day(promise.made_on))
    else:
        due = _("due {day}").format(day=formats.day(promise.due))
    return _("{name}, {due}").format(name=promise.who, due=due) if promise.who else due


def say_counts(counts: PromiseCounts) -> str:
    """How the promises before went: ``38 promises kept, 1 late``."""
    kept = ngettext("{count} promise kept", "{count} promises kept", counts.kept)
    said = kept.format(count=counts.kept)
    return _("{kept}, {late} late").format(kept=said, late=counts.late) if counts.late else said
