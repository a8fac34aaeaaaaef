"""What is remembered about a client, checked and turned into the columns it is kept in."""

from __future__ import annotations

from datetime import date
from functools import singledispatch
from typing import Any, Final

from peewee import Model

from crm.clients.checks import Checks
from crm.i18n import _
from crm.money import is_currency
from crm.shop.queries import get_settings
from crm.store.store import Store
from crm.story.drafts import (
    PREFERENCE_KINDS,
    NoteDraft,
    OccasionDraft,
    PreferenceDraft,
    PromiseDraft,
    WishDraft,
)
from crm.story.models import Note, Occasion, Preference, Promise, Wish

Remembered = NoteDraft | PromiseDraft | WishDraft | PreferenceDraft | OccasionDraft
Row = tuple[type[Model], dict[str, Any]]

LARGEST_AMOUNT: Final = 2**53


@singledispatch
def columns_of(draft: Any, checks: Checks, store: Store) -> Row:
    """The table of a draft and its columns but ``client_id``, as they are to be inserted.

    What is wrong is told to ``checks``.
    """
    raise TypeError(f"nothing to remember: {type(draft).__name__}")


@columns_of.register
def _note(draft: NoteDraft, checks: Checks, store: Store) -> Row:
    return Note, {
        "at": draft.at or store.clock.now(),
        "author": checks.line("author", draft.author),
        "label": checks.line("label", draft.label),
        "text": checks.block("text", draft.text, needed=_("A note needs a word.")),
        "is_pinned": draft.is_pinned,
        "is_alert": draft.is_alert,
        "ask_next": draft.ask_next,
    }


@columns_of.register
def _promise(draft: PromiseDraft, checks: Checks, store: Store) -> Row:
    made_on = draft.made_on or store.clock.today()
    _not_to_come(checks, "made_on", made_on, store)
    if draft.due is not None and draft.due < made_on:
        checks.refuse("due", _("This is due before it was promised."))
    return Promise, {
        "what": checks.block("what", draft.what, needed=_("Say what was promised.")),
        "who": checks.line("who", draft.who),
        "made_on": made_on,
        "due": draft.due,
    }


@columns_of.register
def _wish(draft: WishDraft, checks: Checks, store: Store) -> Row:
    asked_on = draft.asked_on or store.clock.today()
    _not_to_come(checks, "asked_on", asked_on, store)
    currency = ""
    if draft.budget is not None:
        currency = draft.currency or get_settings(store).currency
        check_currency(checks, currency)
        if not 0 <= draft.budget <= LARGEST_AMOUNT:
            checks.refuse("budget", _("A budget is an amount of money."))
    return Wish, {
        "what": checks.block("what", draft.what, needed=_("Say what they would like.")),
        "when": checks.line("when", draft.when),
        "remind_on": draft.remind_on,
        "budget": draft.budget,
        "currency": currency,
        "asked_on": asked_on,
    }


@columns_of.register
def _preference(draft: PreferenceDraft, checks: Checks, store: Store) -> Row:
    del store  # nothing in it depends on the shop or the day
    checks.one_of("kind", draft.kind, PREFERENCE_KINDS)
    return Preference, {
        "kind": draft.kind,
        "category": checks.line("category", draft.category),
        "text": checks.block("text", draft.text, needed=_("Say what they like.")),
    }


@columns_of.register
def _occasion(draft: OccasionDraft, checks: Checks, store: Store) -> Row:
    del store
    what = checks.line("what", draft.what, needed=_("Say what the day is."))
    return Occasion, {"what": what, "on": draft.on}


def check_currency(checks: Checks, currency: str) -> None:
    """Refuse what is no currency."""
    if not is_currency(currency):
        sentence = _("“{code}” is not a currency.")
        checks.refuse("currency", sentence.format(code=currency[:20]))


def _not_to_come(checks: Checks, field: str, day: date, store: Store) -> None:
    if day > store.clock.today():
        checks.refuse(field, _("This day has not come yet."))
