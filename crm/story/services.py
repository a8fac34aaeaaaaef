"""Writing that a client was here: a visit with what was bought and what was said beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from peewee import Model

from crm.clients.checks import Checks
from crm.clients.queries import get_name
from crm.errors import NotFoundError
from crm.i18n import _
from crm.shop.queries import get_settings
from crm.store.fields import read_day
from crm.store.step import Step
from crm.store.store import Store
from crm.story.attachments import move_to_client
from crm.story.columns import LARGEST_AMOUNT, check_currency, columns_of
from crm.story.drafts import CHANNELS, VisitDraft
from crm.story.items import list_item_ids, recount, sell, unsell
from crm.story.lines import LineDraft
from crm.story.models import Note, Visit
from crm.text import fold

_MOST_LINES: Final = 500


@dataclass(frozen=True, slots=True)
class _Standing:
    client_id: int
    day: date
    at: str | None  # as the database keeps it
    currency: str


def log_visit(store: Store, draft: VisitDraft) -> int:
    """Write down that a client was here, and all that goes with it; returns the visit's id.

    Raises ValidationError, NotFoundError.
    """
    checks = Checks()
    day, at = _moment(store, draft)
    values, lines = _checked(checks, store, draft, day)
    also = [columns_of(each, checks, store) for each in draft.also]
    name = get_name(store, draft.client_id)
    checks.done()
    with store.write("visit.log", about=name) as step:
        visit_id = step.insert(Visit, **values, at=at)
        sell(store, step, visit_id, lines, day, values["currency"])
        _remember(step, draft.client_id, also)
        _tick_asked(store, step, draft.asked)
        _tell(step, draft.client_id, with_words=bool(values["note"] or also))
    return visit_id


def change_visit(store: Store, visit_id: int, rev: int | None, draft: VisitDraft) -> None:
    """Write a visit anew, its lines replaced.

    Without a day or moment, or without a currency, it keeps its own.
    A visit logged for the wrong client moves to ``draft.client_id``. Raises ValidationError,
    NotFoundError, ConflictError.
    """
    before = _get(store, visit_id)
    draft = replace(draft, currency=draft.currency or before.currency)
    keeps_time = draft.at is None and draft.day is None
    day, at = (before.day, before.at) if keeps_time else _moment(store, draft)
    checks = Checks()
    values, lines = _checked(checks, store, draft, day)
    also = [columns_of(each, checks, store) for each in draft.also]
    name = get_name(store, draft.client_id)
    checks.done()
    with store.write("visit.change", about=name) as step:
        step.update(Visit, visit_id, rev=rev, **values, at=at)
        moved = (day, values["currency"]) != (before.day, before.currency)
        if moved or not _are_sold(store, visit_id, lines):
            concerned = unsell(store, step, visit_id)
            sell(store, step, visit_id, lines, day, values["currency"])
            recount(store, step, concerned | list_item_ids(store, visit_id))
        _remember(step, draft.client_id, also)
        _tick_asked(store, step, draft.asked)
        if not step.is_empty:
            step.retell(before.client_id, draft.client_id)


def remove_visit(store: Store, visit_id: int) -> None:
    """Forget a visit with its lines; raises NotFoundError."""
    client_id = _get(store, visit_id).client_id
    with store.write("visit.remove", about=get_name(store, client_id)) as step:
        concerned = unsell(store, step, visit_id)
        move_to_client(store, step, visit_id)
        step.delete(Visit, visit_id)
        recount(store, step, concerned)
        step.retell(client_id)


def _moment(store: Store, draft: VisitDraft) -> tuple[date, datetime | str | None]:
    """The local day of a visit and its moment, which stays unknown where only a day is given."""
    if draft.at is None and draft.day is not None:
        return draft.day, None
    at = draft.at or store.clock.now()
    return draft.day or store.clock.to_local(at).date(), at


def _checked(
    checks: Checks, store: Store, draft: VisitDraft, day: date
) -> tuple[dict[str, Any], tuple[LineDraft, ...]]:
    checks.one_of("channel", draft.channel, CHANNELS)
    if day > store.clock.today():
        checks.refuse("day", _("This day has not come yet."))
    lines = tuple(_checked_line(checks, line) for line in draft.lines)
    currency = ""
    if lines:
        currency = draft.currency or get_settings(store).currency
        check_currency(checks, currency)
    if len(lines) > _MOST_LINES:
        checks.refuse("lines", _("A visit can hold {count} lines.").format(count=_MOST_LINES))
    values = {
        "client_id": draft.client_id,
        "day": day,
        "channel": draft.channel,
        "staff": checks.line("staff", draft.staff),
        "note": checks.block("note", draft.note),
        "currency": currency,
        "total": sum(line.amount or 0 for line in lines),
    }
    return values, lines


def _checked_line(checks: Checks, line: LineDraft) -> LineDraft:
    if not 0 < abs(line.quantity) <= LARGEST_AMOUNT:
        checks.refuse("quantity", _("A quantity cannot be nothing."))
    if abs(line.amount or 0) > LARGEST_AMOUNT:
        checks.refuse("amount", _("This is more money than can be kept."))
    return replace(
        line,
        what=checks.line("what", line.what, needed=_("Say what it was.")),
        category=checks.line("category", line.category),
    )


def _remember(step: Step, client_id: int, also: list[tuple[type[Model], dict[str, Any]]]) -> None:
    for model, values in also:
        step.insert(model, client_id=client_id, **values)


def _tick_asked(store: Store, step: Step, note_ids: tuple[int, ...]) -> None:
    for note_id in note_ids:
        step.update(Note, note_id, ask_next=False, asked_at=store.clock.now())


def _tell(step: Step, client_id: int, *, with_words: bool) -> None:
    if with_words:
        step.retell(client_id)
    else:
        step.touch(client_id)


def _get(store: Store, visit_id: int) -> _Standing:
    rows = store.rows("SELECT client_id, day, at, currency FROM visit WHERE id = ?", [visit_id])
    if not rows:
        raise NotFoundError(_("This visit is not there any more. Somebody may have removed it."))
    client_id, day, at, currency = rows[0]
    return _Standing(client_id, read_day(day), at, currency)


def _are_sold(store: Store, visit_id: int, lines: tuple[LineDraft, ...]) -> bool:
    """Whether the lines of a visit stand already as they are wanted."""
    rows = store.rows(
        "SELECT i.folded, p.quantity, p.amount, i.category "
        "FROM purchase p JOIN item i ON i.id = p.item_id "
        "WHERE p.visit_id = ? ORDER BY p.position, p.id",
        [visit_id],
    )
    wanted = [(fold(line.what), line.quantity, line.amount or 0) for line in lines]
    categories = zip(lines, rows, strict=False)
    same_category = all(line.category in ("", row[3]) for line, row in categories)
    return wanted == [row[:3] for row in rows] and same_category
