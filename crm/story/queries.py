"""Reading the visits of a client and what to remember of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from crm.clients.queries import get_name
from crm.errors import NotFoundError
from crm.i18n import _
from crm.money import Money
from crm.store.fields import DayField, MomentField, read_day, read_partial
from crm.store.store import Store
from crm.story.drafts import MOMENT_LABEL
from crm.story.rows import (
    AlertRow,
    CardDetails,
    NoteChoice,
    NoteRow,
    OccasionRow,
    PreferenceRow,
    PromiseCounts,
    PromiseRow,
    PurchaseRow,
    VisitDetails,
    VisitRow,
    WishRow,
)

LATELY: Final = 5
COMING_DAYS: Final = 30

_day: Callable[[Any], date | None] = DayField().python_value
_moment: Callable[[Any], datetime | None] = MomentField().python_value

_VISITS: Final = """
    SELECT v.id, v.rev, v.day, v.at, v.channel, v.staff, v.note, v.currency, v.total,
        p.id, p.item_id, i.name, i.category, p.quantity, p.amount
    FROM visit v
    LEFT JOIN purchase p ON p.visit_id = v.id
    LEFT JOIN item i ON i.id = p.item_id
    WHERE v.id IN ({chosen})
    ORDER BY v.day DESC, v.id DESC, p.position, p.id
"""
_NOTES: Final = """
    SELECT id, rev, at, author, label, text, is_pinned, is_alert, ask_next, asked_at
    FROM note WHERE client_id = ? {also} ORDER BY at DESC, id DESC
"""
_PROMISES: Final = """
    SELECT id, rev, what, who, made_on, due, state, kept_on
    FROM promise WHERE client_id = ? {also}
    ORDER BY CASE state WHEN 'open' THEN 0 ELSE 1 END, COALESCE(due, '9999'), made_on, id
"""
_PROMISE_COUNTS: Final = """
    SELECT COALESCE(SUM(CASE WHEN state = 'open' THEN 1 ELSE 0 END), 0),
        COALESCE(SUM(CASE WHEN state = 'kept' THEN 1 ELSE 0 END), 0),
        COALESCE(SUM(CASE WHEN state = 'kept' AND kept_on > due THEN 1 ELSE 0 END), 0)
    FROM promise WHERE client_id = ?
"""
_WISHES: Final = """
    SELECT id, rev, what, "when", remind_on, budget, currency, state, asked_on, closed_on
    FROM wish WHERE client_id = ? {also}
    ORDER BY CASE WHEN state IN ('fulfilled', 'dropped') THEN 1 ELSE 0 END, asked_on, id
"""
_PREFERENCES: Final = """
    SELECT id, rev, kind, category, text FROM preference WHERE client_id = ?
    ORDER BY CASE kind WHEN 'allergy' THEN 0 WHEN 'size' THEN 1 WHEN 'formula' THEN 1 ELSE 2 END,
        category, id
"""
_OCCASIONS: Final = """
    SELECT 0, rev, '', born, 1, 0 FROM client WHERE id = ? AND born <> '' AND NOT has_died
    UNION ALL SELECT o.id, o.rev, o.what, o."on", 0, c.has_died
    FROM occasion o JOIN client c ON c.id = o.client_id WHERE o.client_id = ?
"""
_OPEN_WISHES: Final = "AND state IN ('open', 'waiting', 'here')"
_NOTES_OF: Final[dict[NoteChoice, str]] = {
    "all": "",
    "shown": "AND (is_alert OR is_pinned OR ask_next)",
    "moments": f"AND (is_pinned OR label = '{MOMENT_LABEL}')",
}


def get_card(store: Store, client_id: int) -> CardDetails:
    """What the Counter shows of a client; raises NotFoundError."""
    get_name(store, client_id)
    notes = list_notes(store, client_id, only="shown")
    preferences = list_preferences(store, client_id)
    last_day = store.clock.today() + timedelta(days=COMING_DAYS)
    return CardDetails(
        client_id=client_id,
        alerts=_alerts(preferences, notes),
        ask_about=tuple(note for note in notes if note.ask_next),
        pinned=tuple(note for note in notes if note.is_pinned),
        preferences=preferences,
        promises=list_promises(store, client_id, only_open=True),
        wishes=list_wishes(store, client_id, only_open=True),
        occasions=tuple(
            each
            for each in list_occasions(store, client_id)
            if each.next_day is not None and each.next_day <= last_day
        ),
        lately=list_visits(store, client_id, limit=LATELY),
    )


def get_visit(store: Store, visit_id: int) -> VisitDetails:
    """One visit and whose it is; raises NotFoundError."""
    rows = store.rows(
        "SELECT c.id, c.name FROM visit v JOIN client c ON c.id = v.client_id WHERE v.id = ?",
        [visit_id],
    )
    if not rows:
        raise NotFoundError(_("This visit is not there any more. Somebody may have removed it."))
    client_id, name = rows[0]
    return VisitDetails(client_id, name, _visits(store, "?", [visit_id])[0])


def list_visits(
    store: Store,
    client_id: int,
    *,
    year: int | None = None,
    currency: str | None = None,
    item_id: int | None = None,
    only_noted: bool = False,
    limit: int | None = None,
) -> tuple[VisitRow, ...]:
    """The visits of a client with their lines, the latest first.

    Narrowed down to those that a figure was counted from: of a year, paid in a currency, on which
    something was bought, on which something was noted. One statement, however many there are.
    """
    conditions: list[tuple[str, tuple[int | str, ...]]] = [("client_id = ?", (client_id,))]
    if year is not None:
        conditions.append(("day >= ? AND day < ?", (f"{year:04}", f"{year + 1:04}")))
    if currency is not None:
        conditions.append(("currency = ?", (currency,)))
    if item_id is not None:
        conditions.append(("id IN (SELECT visit_id FROM purchase WHERE item_id = ?)", (item_id,)))
    if only_noted:
        conditions.append(("note <> ''", ()))
    chosen = "SELECT id FROM visit WHERE " + " AND ".join(sql for sql, _values in conditions)
    values = [value for _sql, given in conditions for value in given]
    if limit is not None:
        chosen += " ORDER BY day DESC, id DESC LIMIT ?"
        values.append(limit)
    return _visits(store, chosen, values)


def list_notes(store: Store, client_id: int, *, only: NoteChoice = "all") -> tuple[NoteRow, ...]:
    """What was written down about a client, the latest first.

    ``shown`` are those that greet whoever opens the client (alerts, pinned, to be asked about),
    ``moments`` those that stand on their day in the story by name (pinned, or labelled so).
    """
    rows = store.rows(_NOTES.format(also=_NOTES_OF[only]), [client_id])
    return tuple(_note(store, *row) for row in rows)


def list_promises(
    store: Store, client_id: int, *, only_open: bool = False
) -> tuple[PromiseRow, ...]:
    """What was promised to a client: what is open by its day, then the rest."""
    also = "AND state = 'open'" if only_open else ""
    rows = store.rows(_PROMISES.format(also=also), [client_id])
    return tuple(_promise(*row) for row in rows)


def count_promises(store: Store, client_id: int) -> PromiseCounts:
    """How promises to a client went."""
    return PromiseCounts(*store.rows(_PROMISE_COUNTS, [client_id])[0])


def list_wishes(store: Store, client_id: int, *, only_open: bool = False) -> tuple[WishRow, ...]:
    """What a client would like next, in the order they said it; what is over comes last."""
    rows = store.rows(_WISHES.format(also=_OPEN_WISHES if only_open else ""), [client_id])
    return tuple(_wish(*row) for row in rows)


def list_preferences(store: Store, client_id: int) -> tuple[PreferenceRow, ...]:
    """Likes, dislikes, sizes and formulas by category, the allergies before them."""
    return tuple(PreferenceRow(*row) for row in store.rows(_PREFERENCES, [client_id]))


def list_preference_categories(store: Store) -> tuple[str, ...]:
    """The categories preferences were given anywhere in the shop, the most used first."""
    rows = store.rows(
        "SELECT category FROM preference WHERE category <> '' "
        "GROUP BY category ORDER BY COUNT(*) DESC, category"
    )
    return tuple(row[0] for row in rows)


def list_occasions(store: Store, client_id: int) -> tuple[OccasionRow, ...]:
    """The dates that matter every year, the birthday among them, the next one first.

    Of one who has died they are remembered, but do not come any more.
    """
    today = store.clock.today()
    rows = [_occasion(today, *row) for row in store.rows(_OCCASIONS, [client_id] * 2)]
    return tuple(sorted(rows, key=lambda each: (each.next_day or date.max, each.id)))


def _visits(store: Store, chosen: str, values: Sequence[int | str]) -> tuple[VisitRow, ...]:
    rows = store.rows(_VISITS.format(chosen=chosen), values)
    return tuple(_visit(lines) for _id, lines in groupby(rows, key=itemgetter(0)))


def _visit(rows: Iterable[tuple[Any, ...]]) -> VisitRow:
    """A visit from its rows, one for each line; a visit without lines has one that is empty."""
    first, *more = rows
    visit_id, rev, day, at, channel, staff, note, currency, total = first[:9]
    return VisitRow(
        visit_id,
        rev,
        read_day(day),
        _moment(at),
        channel,
        staff,
        note,
        Money(total, currency) if currency else None,
        tuple(PurchaseRow(*row[9:]) for row in (first, *more) if row[9] is not None),
    )


def _note(store: Store, *row: Any) -> NoteRow:
    row_id, rev, stored_at, author, label, text, is_pinned, is_alert, ask_next, asked_at = row
    at = _moment(stored_at)
    assert at is not None  # the column is not null
    return NoteRow(
        id=row_id,
        rev=rev,
        day=store.clock.to_local(at).date(),
        at=at,
        author=author,
        label=label,
        text=text,
        is_pinned=bool(is_pinned),
        is_alert=bool(is_alert),
        ask_next=bool(ask_next),
        asked_at=_moment(asked_at),
    )


def _promise(*row: Any) -> PromiseRow:
    row_id, rev, what, who, made_on, due, state, kept_on = row
    made = read_day(made_on)
    return PromiseRow(row_id, rev, what, who, made, _day(due), state, _day(kept_on))


def _wish(*row: Any) -> WishRow:
    row_id, rev, what, when, remind_on, budget, currency, state, asked_on, closed_on = row
    return WishRow(
        id=row_id,
        rev=rev,
        what=what,
        when=when,
        remind_on=_day(remind_on),
        budget=None if budget is None else Money(budget, currency),
        state=state,
        asked_on=read_day(asked_on),
        closed_on=_day(closed_on),
    )


def _occasion(today: date, *row: Any) -> OccasionRow:
    row_id, rev, what, stored, is_birthday, is_over = row
    on = read_partial(stored)
    next_day = None if is_over else on.next_anniversary(today)
    turns = None if next_day is None or on.about else on.years_on(next_day)
    said = _("Birthday") if is_birthday else what
    return OccasionRow(row_id, rev, said, on, next_day, turns, bool(is_birthday))


def _alerts(preferences: Sequence[PreferenceRow], notes: Sequence[NoteRow]) -> tuple[AlertRow, ...]:
    allergies = [AlertRow("allergy", each.id, each.text) for each in preferences
                 if each.kind == "allergy"]  # fmt: skip
    return (*allergies, *(AlertRow("note", note.id, note.text) for note in notes if note.is_alert))
