"""Writing what to remember: notes, promises, wishes, preferences and occasions."""

from __future__ import annotations

from datetime import date
from typing import Any

from peewee import Model

from crm.clients.checks import Checks
from crm.clients.queries import get_name
from crm.errors import NotFoundError
from crm.i18n import _
from crm.store.rows import plan_of
from crm.store.store import Store
from crm.story.columns import Remembered, columns_of
from crm.story.drafts import (
    CLOSED_WISHES,
    WISH_STATES,
    NoteDraft,
    OccasionDraft,
    PreferenceDraft,
    PromiseDraft,
    WishDraft,
    WishState,
)
from crm.story.models import Note, Occasion, Preference, Promise, Wish


def add_note(store: Store, draft: NoteDraft) -> int:
    """Write something down about a client; returns its id. Raises ValidationError."""
    return _add(store, "note.add", draft)


def change_note(store: Store, note_id: int, rev: int | None, draft: NoteDraft) -> None:
    """Write a note anew; without ``draft.at`` it keeps its moment."""
    kept = () if draft.at else ("at",)
    _change(store, "note.change", note_id, rev, draft, kept)


def remove_note(store: Store, note_id: int) -> None:
    """Forget a note; raises NotFoundError."""
    _remove(store, "note.remove", Note, note_id)


def tick_ask_next(store: Store, note_id: int) -> None:
    """Say that a note was asked about; it stays in the story."""
    _set(store, "note.asked", Note, note_id, ask_next=False, asked_at=store.clock.now())


def add_promise(store: Store, draft: PromiseDraft) -> int:
    """Write down what we said we would do; returns its id. Raises ValidationError."""
    return _add(store, "promise.add", draft)


def change_promise(store: Store, promise_id: int, rev: int | None, draft: PromiseDraft) -> None:
    """Write a promise anew; without ``draft.made_on`` it keeps its day."""
    kept = () if draft.made_on else ("made_on",)
    _change(store, "promise.change", promise_id, rev, draft, kept)


def remove_promise(store: Store, promise_id: int) -> None:
    """Forget a promise; raises NotFoundError."""
    _remove(store, "promise.remove", Promise, promise_id)


def keep_promise(store: Store, promise_id: int, kept_on: date | None = None) -> None:
    """Say that a promise was kept, today unless another day is named."""
    day = kept_on or store.clock.today()
    _set(store, "promise.keep", Promise, promise_id, state="kept", kept_on=day)


def reopen_promise(store: Store, promise_id: int) -> None:
    """Say that a promise still stands."""
    _set(store, "promise.reopen", Promise, promise_id, state="open", kept_on=None)


def withdraw_promise(store: Store, promise_id: int) -> None:
    """Say that a promise need not be kept any more."""
    _set(store, "promise.withdraw", Promise, promise_id, state="withdrawn", kept_on=None)


def add_wish(store: Store, draft: WishDraft) -> int:
    """Write down what a client would like next; returns its id. Raises ValidationError."""
    return _add(store, "wish.add", draft)


def change_wish(store: Store, wish_id: int, rev: int | None, draft: WishDraft) -> None:
    """Write a wish anew; without ``draft.asked_on`` it keeps its day."""
    kept = () if draft.asked_on else ("asked_on",)
    _change(store, "wish.change", wish_id, rev, draft, kept)


def remove_wish(store: Store, wish_id: int) -> None:
    """Forget a wish; raises NotFoundError."""
    _remove(store, "wish.remove", Wish, wish_id)


def set_wish_state(store: Store, wish_id: int, state: WishState) -> None:
    """Say how far a wish is: ordered and waited for, here, fulfilled, dropped, or open again."""
    checks = Checks()
    checks.one_of("state", state, WISH_STATES)
    checks.done()
    closed_on = store.clock.today() if state in CLOSED_WISHES else None
    _set(store, f"wish.{state}", Wish, wish_id, state=state, closed_on=closed_on)


def add_preference(store: Store, draft: PreferenceDraft) -> int:
    """Write down a like, dislike, allergy, size or formula; returns its id."""
    return _add(store, "preference.add", draft)


def change_preference(
    store: Store, preference_id: int, rev: int | None, draft: PreferenceDraft
) -> None:
    """Write a preference anew."""
    _change(store, "preference.change", preference_id, rev, draft)


def remove_preference(store: Store, preference_id: int) -> None:
    """Forget a preference; raises NotFoundError."""
    _remove(store, "preference.remove", Preference, preference_id)


def add_occasion(store: Store, draft: OccasionDraft) -> int:
    """Write down a date that matters; returns its id. Raises ValidationError."""
    return _add(store, "occasion.add", draft)


def change_occasion(store: Store, occasion_id: int, rev: int | None, draft: OccasionDraft) -> None:
    """Write an occasion anew."""
    _change(store, "occasion.change", occasion_id, rev, draft)


def remove_occasion(store: Store, occasion_id: int) -> None:
    """Forget an occasion; raises NotFoundError."""
    _remove(store, "occasion.remove", Occasion, occasion_id)


def _add(store: Store, action: str, draft: Remembered) -> int:
    checks = Checks()
    model, values = columns_of(draft, checks, store)
    checks.done()
    with store.write(action, about=get_name(store, draft.client_id)) as step:
        row_id = step.insert(model, client_id=draft.client_id, **values)
        step.retell(draft.client_id)
    return row_id


def _change(
    store: Store,
    action: str,
    row_id: int,
    rev: int | None,
    draft: Remembered,
    kept: tuple[str, ...] = (),
) -> None:
    checks = Checks()
    model, values = columns_of(draft, checks, store)
    checks.done()
    _set(store, action, model, row_id, rev, **{
        name: value for name, value in values.items() if name not in kept
    })  # fmt: skip


def _set(
    store: Store,
    action: str,
    model: type[Model],
    row_id: int,
    rev: int | None = None,
    **values: Any,
) -> None:
    client_id = _client_of(store, model, row_id)
    with store.write(action, about=get_name(store, client_id)) as step:
        step.update(model, row_id, rev=rev, **values)
        if not step.is_empty:
            step.retell(client_id)


def _remove(store: Store, action: str, model: type[Model], row_id: int) -> None:
    client_id = _client_of(store, model, row_id)
    with store.write(action, about=get_name(store, client_id)) as step:
        step.delete(model, row_id)
        step.retell(client_id)


def _client_of(store: Store, model: type[Model], row_id: int) -> int:
    sql = f'SELECT client_id FROM "{plan_of(model).name}" WHERE id = ?'
    client_id: int | None = store.scalar(sql, [row_id])
    if client_id is None:
        raise NotFoundError(_("This is not there any more. Somebody may have removed it."))
    return client_id
