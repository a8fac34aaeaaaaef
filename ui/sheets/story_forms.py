"""The forms about what happened and what to remember: note, promise, wish, preference, occasion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crm.clients.services import change_client
from crm.i18n import _
from crm.money import Money
from crm.story.drafts import (
    MOMENT_LABEL,
    NoteDraft,
    OccasionDraft,
    PreferenceDraft,
    PreferenceKind,
    PromiseDraft,
    WishDraft,
    WishState,
)
from crm.story.queries import (
    list_notes,
    list_occasions,
    list_preference_categories,
    list_preferences,
    list_promises,
    list_wishes,
)
from crm.story.remember import (
    add_note,
    add_occasion,
    add_preference,
    add_promise,
    add_wish,
    change_note,
    change_occasion,
    change_preference,
    change_promise,
    change_wish,
    remove_note,
    remove_occasion,
    remove_preference,
    remove_promise,
    remove_wish,
    set_wish_state,
)
from crm.story.rows import OccasionRow
from crm.text import fold
from ui.i18n import mark
from ui.sheets.form_spec import (
    DAY_EXAMPLE,
    PARTIAL_EXAMPLE,
    Call,
    Field,
    FormSpec,
    Loaded,
    Subject,
    Typed,
    block,
    check,
    choice,
    completed,
    line,
    row_of,
)
from ui.widgets.completion_popup import Completion

_MOST_COMPLETIONS = 8
BIRTHDAY = 0  # the id of the occasion that stands on the client itself

PREFERENCE_WORDS: tuple[tuple[PreferenceKind, str], ...] = (
    ("like", mark("Likes")),
    ("dislike", mark("Dislikes")),
    ("allergy", mark("Allergic to")),
    ("size", mark("Size")),
    ("formula", mark("Formula")),
)
WISH_WORDS: tuple[tuple[WishState, str], ...] = (
    ("open", mark("Open")),
    ("waiting", mark("Ordered")),
    ("here", mark("Here")),
    ("fulfilled", mark("Fulfilled")),
    ("dropped", mark("Dropped")),
)


def beginning(typed: str, known: Sequence[str]) -> list[Completion]:
    """Those of ``known`` with a word that begins as typed."""
    wanted = f" {fold(typed)}"
    fitting = (each for each in dict.fromkeys(known) if wanted in f" {fold(each)}")
    return [Completion(each) for each in list(fitting)[:_MOST_COMPLETIONS]]


# Notes


def _load_note(subject: Subject) -> Loaded:
    if subject.is_new:
        return Loaded({})
    row = row_of(list_notes(subject.store, subject.client.id), subject.row_id)
    values = {
        "text": row.text,
        "label": row.label,
        "is_pinned": row.is_pinned,
        "is_alert": row.is_alert,
        "ask_next": row.ask_next,
        "author": row.author,
    }
    return Loaded(values, row.rev)


def _save_note(subject: Subject, typed: Typed, loaded: Loaded) -> Sequence[Call]:
    author = loaded.values.get("author", subject.context.current_staff())
    draft = NoteDraft(
        subject.client.id,
        typed.text("text"),
        author=str(author),
        label=typed.text("label"),
        is_pinned=typed.flag("is_pinned"),
        is_alert=typed.flag("is_alert"),
        ask_next=typed.flag("ask_next"),
    )
    return [subject.call(add_note, change_note, loaded, draft)]


def _complete_label(subject: Subject, typed: str) -> Sequence[Completion]:
    used = [note.label for note in list_notes(subject.store, subject.client.id) if note.label]
    return beginning(typed, [MOMENT_LABEL, *used])


# Promises


def _load_promise(subject: Subject) -> Loaded:
    if subject.is_new:
        return Loaded({"who": subject.context.current_staff()})
    row = row_of(list_promises(subject.store, subject.client.id), subject.row_id)
    due = subject.context.formats.numeric_day(row.due) if row.due else ""
    return Loaded({"what": row.what, "who": row.who, "due": due}, row.rev)


def _save_promise(subject: Subject, typed: Typed, loaded: Loaded) -> Sequence[Call]:
    draft = PromiseDraft(
        subject.client.id, typed.text("what"), who=typed.text("who"), due=typed.day("due")
    )
    return [subject.call(add_promise, change_promise, loaded, draft)]


def _complete_staff(subject: Subject, typed: str) -> Sequence[Completion]:
    return beginning(typed, subject.context.settings.staff)


# Wishes


def _load_wish(subject: Subject) -> Loaded:
    if subject.is_new:
        return Loaded({})
    row = row_of(list_wishes(subject.store, subject.client.id), subject.row_id)
    formats = subject.context.formats
    budget: Money | None = row.budget
    values = {
        "what": row.what,
        "when": row.when,
        "budget": formats.money(budget.minor, budget.currency) if budget else "",
        "currency": budget.currency if budget else "",
        "remind_on": formats.numeric_day(row.remind_on) if row.remind_on else "",
        "state": row.state,
    }
    return Loaded(values, row.rev)


def _save_wish(subject: Subject, typed: Typed, loaded: Loaded) -> Sequence[Call]:
    currency = str(loaded.values.get("currency") or subject.context.settings.currency)
    draft = WishDraft(
        subject.client.id,
        typed.text("what"),
        when=typed.text("when"),
        remind_on=typed.day("remind_on"),
        budget=typed.minor("budget", currency),
        currency=currency,
    )
    calls = [subject.call(add_wish, change_wish, loaded, draft)]
    state = typed.choice("state")
    if not subject.is_new and state != loaded.values["state"]:
        calls.append(Call(set_wish_state, (subject.row_id, state)))
    return calls


# Preferences


def _load_preference(subject: Subject) -> Loaded:
    if subject.is_new:
        return Loaded({})
    row = row_of(list_preferences(subject.store, subject.client.id), subject.row_id)
    return Loaded({"kind": row.kind, "category": row.category, "text": row.text}, row.rev)


def _save_preference(subject: Subject, typed: Typed, loaded: Loaded) -> Sequence[Call]:
    draft = PreferenceDraft(
        subject.client.id,
        typed.text("text"),
        kind=typed.choice("kind"),
        category=typed.text("category"),
    )
    return [subject.call(add_preference, change_preference, loaded, draft)]


def _complete_category(subject: Subject, typed: str) -> Sequence[Completion]:
    return beginning(typed, list_preference_categories(subject.store))


# Occasions


def _load_occasion(subject: Subject) -> Loaded:
    if subject.is_new:
        return Loaded({})
    row = _occasion_of(subject)
    return Loaded({"what": row.what, "on": subject.context.formats.partial(row.on)}, row.rev)


def _occasion_of(subject: Subject) -> OccasionRow:
    row: OccasionRow = row_of(list_occasions(subject.store, subject.client.id), subject.row_id)
    return row


def _is_birthday(subject: Subject) -> bool:
    return subject.row_id == BIRTHDAY


def _save_occasion(subject: Subject, typed: Typed, loaded: Loaded) -> Sequence[Call]:
    on = typed.partial("on")
    if on is None:
        typed.refuse("on", _("Say when it is: a day, a month or a year."))
        return []
    if _is_birthday(subject):
        return [Call(change_client, (subject.client.id, loaded.rev, {"born": on}))]
    draft = OccasionDraft(subject.client.id, typed.text("what"), on)
    return [subject.call(add_occasion, change_occasion, loaded, draft)]


def _remove_occasion(subject: Subject, loaded: Loaded) -> Call | None:
    if _is_birthday(subject):
        return Call(change_client, (subject.client.id, loaded.rev, {"born": None}))
    return subject.removal(remove_occasion)


def _not_birthday(subject: Subject, _values: Mapping[str, object]) -> bool:
    return not _is_birthday(subject)


def _is_change(subject: Subject, _values: Mapping[str, object]) -> bool:
    return not subject.is_new


STORY_FORMS: Mapping[str, FormSpec] = {
    "note": FormSpec(
        mark("A note about {name}"),
        mark("The note about {name}"),
        (
            Field("text", mark("What is there to remember?"), block(least=3)),
            Field(
                "label",
                mark("Label"),
                completed(_complete_label, mark("family, bike, holiday …")),
                hint=mark("“moment” puts it on the line of the years."),
            ),
            Field("ask_next", "", check(mark("Ask about it next time"))),
            Field("is_pinned", "", check(mark("Pin it to the top"))),
            Field("is_alert", "", check(mark("Show it on the row, before anything is opened"))),
        ),
        _load_note,
        _save_note,
        lambda subject, _loaded: subject.removal(remove_note),
    ),
    "promise": FormSpec(
        mark("A promise to {name}"),
        mark("The promise to {name}"),
        (
            Field("what", mark("What do we promise?"), line(mark("ring when the lamp is in"))),
            Field("due", mark("By when?"), line(DAY_EXAMPLE)),
            Field("who", mark("Who does it?"), completed(_complete_staff), beside=True),
        ),
        _load_promise,
        _save_promise,
        lambda subject, _loaded: subject.removal(remove_promise),
    ),
    "wish": FormSpec(
        mark("What {name} would like"),
        mark("What {name} would like"),
        (
            Field("what", mark("What?"), line(mark("a lighter wheelset"))),
            Field("when", mark("When?"), line(mark("in spring"))),
            Field("budget", mark("What may it cost?"), line(), beside=True),
            Field("remind_on", mark("Remind us on"), line(DAY_EXAMPLE)),
            Field("state", mark("How far is it?"), choice(*WISH_WORDS), shown=_is_change),
        ),
        _load_wish,
        _save_wish,
        lambda subject, _loaded: subject.removal(remove_wish),
    ),
    "preference": FormSpec(
        mark("What {name} likes"),
        mark("What {name} likes"),
        (
            Field("text", mark("What?"), line(mark("oat milk"))),
            Field("kind", mark("Is it …"), choice(*PREFERENCE_WORDS)),
            Field(
                "category",
                mark("Of what kind?"),
                completed(_complete_category, mark("coffee, saddle, colour …")),
            ),
        ),
        _load_preference,
        _save_preference,
        lambda subject, _loaded: subject.removal(remove_preference),
    ),
    "occasion": FormSpec(
        mark("A day that matters to {name}"),
        mark("A day that matters to {name}"),
        (
            Field("what", mark("What is it?"), line(mark("wedding day")), shown=_not_birthday),
            Field("on", mark("When?"), line(PARTIAL_EXAMPLE)),
        ),
        _load_occasion,
        _save_occasion,
        _remove_occasion,
    ),
}
