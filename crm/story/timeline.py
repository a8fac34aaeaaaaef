"""Reading a whole relationship: the ribbon, its moments, and the story by years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from crm.errors import NotFoundError
from crm.i18n import _
from crm.money import Money
from crm.store.fields import MomentField, read_day, read_partial
from crm.store.store import Store
from crm.story.drafts import MOMENT_LABEL
from crm.story.queries import list_notes, list_promises, list_visits, list_wishes
from crm.story.rows import MomentRow, NoteRow, RibbonDay, StoryEntry, StoryFilter, StoryYear
from crm.text import elide

OPEN_ENTRIES: Final = 3  # how many of the newest year are laid open
_LABEL_LENGTH: Final = 40

_RIBBON: Final = """
    SELECT day, SUM(total), currency, COUNT(*) FROM visit WHERE client_id = ?
    GROUP BY day, currency ORDER BY day, currency
"""
_YEARS: Final = """
    SELECT substr(day, 1, 4), currency, COUNT(*), SUM(total) FROM visit
    WHERE client_id = ? {also} GROUP BY 1, 2 ORDER BY 1 DESC, 2
"""
_FIRST_VISIT: Final = "SELECT id, day FROM visit WHERE client_id = ? ORDER BY day, id LIMIT 1"
_ITEM_NAMES: Final = """
    SELECT i.name FROM purchase p JOIN item i ON i.id = p.item_id
    WHERE p.visit_id = ? ORDER BY p.position, p.id
"""
_SENT: Final = """
    SELECT c.id, c.name, COALESCE(NULLIF(c.called, ''), NULLIF(c.given, ''), c.name),
        c.met_on, y.first_visit, c.created_at
    FROM client c LEFT JOIN client_summary y ON y.client_id = c.id
    WHERE c.sent_by_id = ? ORDER BY c.id
"""
_OCCASIONS: Final = 'SELECT id, what, "on" FROM occasion WHERE client_id = ? ORDER BY id'


def list_ribbon(store: Store, client_id: int) -> tuple[RibbonDay, ...]:
    """Every day a client was here, in order: what came in and how many visits it was."""
    read = read_day
    rows = store.rows(_RIBBON, [client_id])
    return tuple(
        [RibbonDay(read(day), total, currency, visits) for day, total, currency, visits in rows]
    )


def list_moments(store: Store, client_id: int) -> tuple[MomentRow, ...]:
    """The days of a relationship that are remembered by name, in order.

    How it began, whom they sent us, the occasions since then whose year is known, and the notes
    that are pinned or labelled as a moment. Raises NotFoundError.
    """
    begun = _beginnings(store, client_id)
    today = store.clock.today()
    first = min((moment.day for moment in begun), default=today)
    rest = [*_sent(store, client_id), *_occasions(store, client_id), *_notes(store, client_id)]
    since = [moment for moment in rest if moment.kind != "occasion" or first <= moment.day <= today]
    return tuple(sorted([*begun, *since], key=lambda moment: (moment.day, moment.key)))


def list_story(store: Store, client_id: int, filter: StoryFilter = "all") -> tuple[StoryYear, ...]:
    """The years of a client, the latest first and its latest entries laid open.

    ``visits`` leaves out everything else, ``notes`` all on which nothing was written.
    """
    figures = _figures(store, client_id, filter)
    words = _words(store, client_id, filter)
    moments = list_moments(store, client_id) if filter == "all" else ()
    counts = Counter(entry.day.year for entry in words)
    years = sorted({*figures, *counts, *(each.day.year for each in moments)}, reverse=True)
    newest = max({*figures, *counts}, default=None)
    found = []
    for year in years:
        visits, spend = figures.get(year, (0, ()))
        shown: tuple[StoryEntry, ...] = ()
        if year == newest:
            latest = _visit_entries(store, client_id, year, filter, OPEN_ENTRIES)
            shown = _latest_first([*latest, *_of_year(words, year)])[:OPEN_ENTRIES]
        shown_visits = sum(entry.kind == "visit" for entry in shown)
        found.append(
            StoryYear(
                year,
                visits,
                spend,
                tuple(moment for moment in moments if moment.day.year == year),
                shown,
                visits - shown_visits,
                visits + counts[year] - len(shown),
            )
        )
    return tuple(found)


def list_year(
    store: Store, client_id: int, year: int, filter: StoryFilter = "all"
) -> tuple[StoryEntry, ...]:
    """Everything that happened with a client in a year, the latest first."""
    visits = _visit_entries(store, client_id, year, filter)
    return _latest_first([*visits, *_of_year(_words(store, client_id, filter), year)])


def _figures(
    store: Store, client_id: int, filter: StoryFilter
) -> dict[int, tuple[int, tuple[Money, ...]]]:
    """Per year how many visits there were and what they brought, by currency."""
    also = "AND note <> ''" if filter == "notes" else ""
    years: dict[int, tuple[int, tuple[Money, ...]]] = {}
    for text, currency, visits, total in store.rows(_YEARS.format(also=also), [client_id]):
        before, spend = years.get(int(text), (0, ()))
        more = (Money(total, currency),) if currency else ()
        years[int(text)] = (before + visits, spend + more)
    return years


def _words(store: Store, client_id: int, filter: StoryFilter) -> list[StoryEntry]:
    """Everything in the story that is no visit."""
    if filter == "visits":
        return []
    entries = [
        StoryEntry("note", note.id, note.day, note=note) for note in list_notes(store, client_id)
    ]
    if filter == "notes":
        return entries
    for promise in list_promises(store, client_id):
        if promise.state == "kept" and promise.kept_on:
            entries.append(StoryEntry("promise", promise.id, promise.kept_on, promise=promise))
    for wish in list_wishes(store, client_id):
        if wish.state == "fulfilled" and wish.closed_on:
            entries.append(StoryEntry("wish", wish.id, wish.closed_on, wish=wish))
    return entries


def _visit_entries(
    store: Store, client_id: int, year: int, filter: StoryFilter, limit: int | None = None
) -> list[StoryEntry]:
    visits = list_visits(store, client_id, year=year, only_noted=filter == "notes", limit=limit)
    return [StoryEntry("visit", visit.id, visit.day, visit=visit) for visit in visits]


def _of_year(entries: Iterable[StoryEntry], year: int) -> list[StoryEntry]:
    return [entry for entry in entries if entry.day.year == year]


def _latest_first(entries: Sequence[StoryEntry]) -> tuple[StoryEntry, ...]:
    """By day; on one day what was said comes before the visit it was said on."""
    key = {"visit": 0, "note": 1, "promise": 2, "wish": 3}
    return tuple(
        sorted(entries, key=lambda entry: (entry.day, key[entry.kind], entry.id), reverse=True)
    )


def _beginnings(store: Store, client_id: int) -> list[MomentRow]:
    rows = store.rows("SELECT met_on, how_met FROM client WHERE id = ?", [client_id])
    if not rows:
        raise NotFoundError(_("This is not there any more. Somebody may have removed it."))
    met_on, how_met = _whole_day(rows[0][0]), rows[0][1]
    found = _first_visit(store, client_id)
    if met_on and all(met_on < each.day for each in found):
        found.append(MomentRow("met", met_on, _("Met"), how_met, "met"))
    return found


def _first_visit(store: Store, client_id: int) -> list[MomentRow]:
    found = []
    for visit_id, stored in store.rows(_FIRST_VISIT, [client_id]):
        items = ", ".join(row[0] for row in store.rows(_ITEM_NAMES, [visit_id]))
        day = read_day(stored)
        found.append(MomentRow("first_visit", day, _("First visit"), items, f"visit:{visit_id}"))
    return found


def _sent(store: Store, client_id: int) -> list[MomentRow]:
    found = []
    for sent_id, name, greeting, met_on, first_visit, created_at in store.rows(_SENT, [client_id]):
        added = MomentField().python_value(created_at)
        assert added is not None  # the column is not null
        day = _whole_day(met_on) or _whole_day(first_visit) or store.clock.to_local(added).date()
        text = _("Sent us {name}").format(name=greeting)
        found.append(MomentRow("sent", day, text, name, f"client:{sent_id}"))
    return found


def _occasions(store: Store, client_id: int) -> list[MomentRow]:
    return [
        MomentRow("occasion", day, elide(what, _LABEL_LENGTH), what, f"occasion:{row_id}")
        for row_id, what, on in store.rows(_OCCASIONS, [client_id])
        if (day := _whole_day(on)) is not None
    ]


def _notes(store: Store, client_id: int) -> list[MomentRow]:
    return [_note(note) for note in list_notes(store, client_id, only="moments")]


def _note(note: NoteRow) -> MomentRow:
    text = elide(note.text.partition("\n")[0], _LABEL_LENGTH)
    kind: Any = "note" if note.label == MOMENT_LABEL else "pinned"
    return MomentRow(kind, note.day, text, note.text, f"note:{note.id}")


def _whole_day(text: str | None) -> date | None:
    """A stored day or incomplete date as a day, where all of it is known."""
    return read_partial(text).as_date() if text else None
