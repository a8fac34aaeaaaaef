"""The second column: what they like, would like, and were promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.i18n import _, ngettext
from crm.story.drafts import WishState
from crm.story.remember import (
    keep_promise,
    remove_note,
    remove_preference,
    remove_promise,
    remove_wish,
    set_wish_state,
    tick_ask_next,
    withdraw_promise,
)
from crm.story.rows import (
    NoteRow,
    PreferenceRow,
    PromiseCounts,
    PromiseRow,
    UsualRow,
    WishRow,
)
from crm.text import capital
from ui.context import Context
from ui.formats import Formats
from ui.pages.profile.adding import Addable, AddLinks
from ui.pages.profile.choices import row_choices
from ui.pages.profile.reading import Profile
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Section
from ui.widgets.check_row import CheckRow, DoneRow
from ui.widgets.field_list import FieldList
from ui.widgets.link_label import LinkLabel
from ui.widgets.menu import Choice, offer_menu
from ui.widgets.scroll_card import ScrollCard
from ui.widgets.text import PlainLabel, set_tooltip

_ROW_GAP = 8


class LikesCard(ScrollCard):
    """Likes by category, wishes, promises, what to ask about, and the usual."""

    def __init__(self, context: Context, requests: Requests) -> None:
        super().__init__(_("Likes"))
        self.setObjectName("profile.likes")
        self._formats = context.formats
        self._preferences = PreferencesSection(context, requests)
        self._wishes = WishesSection(context, requests)
        self._promises = PromisesSection(context, requests)
        self._asking = AskSection(context, requests)
        self._usual = UsualSection(context, requests)
        self._add = AddLinks(context, requests, "likes")
        self._sections = (
            self._preferences, self._asking, self._wishes, self._promises, self._usual,
        )  # fmt: skip
        for part in (*self._sections, self._add):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def show_first(self, profile: Profile) -> None:
        """Show what stands at the top, which is what can be seen at once."""
        today = self._formats.clock.today()
        self._preferences.set_data(profile.card.preferences)
        self._asking.set_data(Asking(profile.card.ask_about, today))

    def show_rest(self, profile: Profile) -> None:
        """Show what stands further down."""
        today = self._formats.clock.today()
        self._wishes.set_data(Wishes(profile.card.wishes, today))
        self._promises.set_data(Promises(profile.card.promises, profile.promises, today))
        self._usual.set_data(profile.usual)
        nothing = all(each.isHidden() for each in self._sections)
        self._add.set_data(_addable(nothing=nothing))

    def clear_rest(self) -> None:
        """Let nothing of somebody else stand further down."""
        for part in (self._wishes, self._promises, self._usual, self._add):
            part.clear()


class PreferencesSection(Section[tuple[PreferenceRow, ...]]):
    """By category, the allergies before all and in rose."""

    def __init__(self, context: Context, requests: Requests) -> None:
        super().__init__(context, requests, "preferences", "")
        self._column.setContentsMargins(0, 0, 0, 12)

    def fill(self, data: tuple[PreferenceRow, ...]) -> QWidget | None:
        """Each can be pressed to change it; its category is said once."""
        fields = self._fields()
        for label, rows in groupby(data, key=_say_category):
            for number, row in enumerate(rows):
                self._add(fields, "" if number else label, row)
        return fields if fields.row_count() else None

    def _add(self, fields: FieldList, label: str, row: PreferenceRow) -> None:
        token = "rose" if row.kind == "allergy" else "ink"
        link = fields.add_link(label, _say_liking(row), "", token=token)
        link.setObjectName(f"profile.preference.{row.id}")
        link.clicked.connect(lambda: self._requests.edit_requested.emit("preference", row.id))
        offer_menu(
            link, lambda: row_choices(self._requests, "preference", row.id, remove_preference)
        )


@dataclass(frozen=True, slots=True)
class Wishes:
    """Open wishes as seen on a day."""

    rows: tuple[WishRow, ...]
    today: date


class WishesSection(Section[Wishes]):
    """What they would like next; a tick says that they have it."""

    def __init__(self, context: Context, requests: Requests) -> None:
        super().__init__(context, requests, "wishes", _("Would like next"))

    def fill(self, data: Wishes) -> QWidget | None:
        """A row a wish."""
        return _stacked([self._row(wish) for wish in data.rows])

    def _row(self, wish: WishRow) -> QWidget:
        row = CheckRow(
            self._theme, wish.what, tick=_("Fulfilled"), detail=say_wish(wish, self._formats)
        )
        _name(row, f"wish.{wish.id}")
        row.ticked.connect(lambda: self._requests.write(set_wish_state, wish.id, "fulfilled"))
        row.activated.connect(lambda: self._requests.edit_requested.emit("wish", wish.id))
        offer_menu(row.link, lambda: self._wish_choices(wish))
        return row

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


class PromisesSection(Section[Promises]):
    """What we promised; a tick says that it was kept."""

    def __init__(self, context: Context, requests: Requests) -> None:
        super().__init__(context, requests, "promises", _("We promised"))

    def fill(self, data: Promises) -> QWidget | None:
        """A row a promise, then the count of those kept."""
        rows = [self._row(promise, data.today) for promise in data.rows]
        if data.counts.kept:
            done = DoneRow(self._theme, say_counts(data.counts))
            done.setObjectName("profile.promises.counts")
            rows.append(done)
        return _stacked(rows)

    def _row(self, promise: PromiseRow, today: date) -> QWidget:
        is_late = promise.due is not None and promise.due < today
        row = CheckRow(
            self._theme,
            promise.what,
            tick=_("Kept"),
            detail=say_promise(promise, self._formats),
            tone="rose" if is_late else "ink2",
        )
        _name(row, f"promise.{promise.id}")
        row.ticked.connect(lambda: self._requests.write(keep_promise, promise.id))
        row.activated.connect(lambda: self._requests.edit_requested.emit("promise", promise.id))
        offer_menu(row.link, lambda: self._promise_choices(promise))
        return row

    def _promise_choices(self, promise: PromiseRow) -> list[Choice]:
        withdraw = partial(self._requests.write, withdraw_promise, promise.id)
        edit, last = row_choices(self._requests, "promise", promise.id, remove_promise)
        return [edit, Choice(_("No longer needed"), withdraw), last]


@dataclass(frozen=True, slots=True)
class Asking:
    """What to ask about as seen on a day."""

    rows: tuple[NoteRow, ...]
    today: date


class AskSection(Section[Asking]):
    """What to ask about next time; a tick says that it was asked."""

    def __init__(self, context: Context, requests: Requests) -> None:
        super().__init__(context, requests, "ask", _("Ask about next time"))

    def fill(self, data: Asking) -> QWidget | None:
        """A row a note."""
        return _stacked([self._row(note) for note in data.rows])

    def _row(self, note: NoteRow) -> QWidget:
        detail = self._formats.day(note.day)
        row = CheckRow(self._theme, note.text, tick=_("Asked"), detail=detail)
        _name(row, f"ask.{note.id}")
        row.ticked.connect(lambda: self._requests.write(tick_ask_next, note.id))
        row.activated.connect(lambda: self._requests.edit_requested.emit("note", note.id))
        offer_menu(row.link, lambda: row_choices(self._requests, "note", note.id, remove_note))
        return row


class UsualSection(Section[tuple[UsualRow, ...]]):
    """What they usually take, how often, and what it cost last."""

    def __init__(self, context: Context, requests: Requests) -> None:
        super().__init__(context, requests, "usual", _("The usual"))

    def fill(self, data: tuple[UsualRow, ...]) -> QWidget | None:
        """A line an item, then the way to all the others."""
        if not data:
            return None
        return _stacked([*map(self._row, data), self._all()], gap=3)

    def _all(self) -> QWidget:
        link = LinkLabel(self._theme, _("Everything they ever took"), token="ink3")
        link.setObjectName("profile.bought")
        link.clicked.connect(lambda: self._requests.figure_requested.emit("bought"))
        return link

    def _row(self, usual: UsualRow) -> QWidget:
        last = usual.last_amount
        said = _("{what} · {times}× · {price}").format(
            what=usual.what,
            times=usual.times,
            price=self._formats.money(last.minor, last.currency),
        )
        label = PlainLabel(said, wrap=True)
        label.setObjectName(f"profile.usual.{usual.item_id}")
        set_tooltip(label, _("last {day}").format(day=self._formats.exact_day(usual.last_day)))
        return label


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


def say_preference(row: PreferenceRow) -> tuple[str, str]:
    """What it is about, and what they like of it."""
    return _say_category(row), _say_liking(row)


def _say_category(row: PreferenceRow) -> str:
    if row.kind == "allergy":
        return _("Allergy")
    if row.category:
        return capital(row.category)
    said = {
        "like": _("Likes"), "dislike": _("Dislikes"), "size": _("Size"), "formula": _("Formula"),
    }  # fmt: skip
    return said[row.kind]


def _say_liking(row: PreferenceRow) -> str:
    if row.kind == "dislike" and row.category:
        return _("not {what}").format(what=row.text)
    return row.text


def _name(row: CheckRow, name: str) -> None:
    row.setObjectName(f"profile.{name}")
    row.box.setObjectName(f"profile.{name}.tick")
    row.link.setObjectName(f"profile.{name}.text")


def _stacked(rows: list[QWidget], gap: int = _ROW_GAP) -> QWidget | None:
    if not rows:
        return None
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    for row in rows:
        column.addWidget(row)
    return holder


def _addable(*, nothing: bool) -> Addable:
    links = (
        ("form:preference", _("Like")), ("form:wish", _("Wish")), ("form:promise", _("Promise")),
    )  # fmt: skip
    hint = _("Sizes, favourites, what never to offer, what they dream of, what we promised.")
    return Addable(links, hint if nothing else "")
