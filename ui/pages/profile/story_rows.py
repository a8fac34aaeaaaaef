"""The story as rows: years with what was in them, open or folded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from crm.dates import PartialDate, say_partial
from crm.i18n import _, ngettext
from crm.story.drafts import MOMENT_LABEL, Channel
from crm.story.rows import (
    MomentRow,
    NoteRow,
    PromiseRow,
    PurchaseRow,
    StoryEntry,
    StoryYear,
    VisitRow,
    WishRow,
)
from crm.text import fold
from ui.delegates.ledger import LedgerRow
from ui.formats import Formats
from ui.pages.profile.figures import say_spend, say_visits
from ui.widgets.spans import Span

RowKey = tuple[str, int]  # ("year", 2026), ("more", 2026), ("visit", 12), ("note", 9) ...

_MOST_MOMENTS: Final = 3
_ONE: Final = 1000  # thousandths
_NOT_TOLD: Final = "pinned"  # stands under Remember already


def story_rows(
    years: Sequence[StoryYear], opened: Mapping[int, Sequence[StoryEntry]], formats: Formats
) -> tuple[LedgerRow, ...]:
    """All ``years``; those in ``opened`` with every entry, the others as they come."""
    rows: list[LedgerRow] = []
    this_year = formats.clock.today().year
    for year in years:
        rows.append(_year_row(year, formats))
        rows += [entry_row(each, formats) for each in opened.get(year.year, year.entries)]
        if year.entries and year.more_entries and year.year not in opened:
            rows.append(_more_row(year, this_year))
    return tuple(rows)


def found_rows(
    entries: Sequence[StoryEntry], typed: str, formats: Formats
) -> tuple[LedgerRow, ...]:
    """The entries that hold every word ``typed``, under their years."""
    wanted = fold(typed).split()
    rows: list[LedgerRow] = []
    year = 0
    for entry in entries:
        row = entry_row(entry, formats)
        said = fold(f"{row.chip} {row.text} {row.note} {row.exact} {row.amount}")
        if not all(word in said for word in wanted):
            continue
        if entry.day.year != year:
            year = entry.day.year
            rows.append(LedgerRow(("found", year), str(year), (), strong=True, active=False))
        rows.append(row)
    return tuple(rows)


def entry_row(entry: StoryEntry, formats: Formats) -> LedgerRow:
    """One thing that happened."""
    if entry.visit is not None:
        return _visit_row(entry.visit, formats)
    if entry.note is not None:
        return _note_row(entry.note, formats)
    if entry.promise is not None:
        return _promise_row(entry, entry.promise, formats)
    assert entry.wish is not None
    return _wish_row(entry, entry.wish, formats)


def say_visit(visit: VisitRow, formats: Formats) -> str:
    """What a visit was: what was bought, else its note, else how they came."""
    if visit.lines:
        return ", ".join(_say_line(line, formats) for line in visit.lines)
    return visit.note or _say_channel(visit.channel)


def _year_row(year: StoryYear, formats: Formats) -> LedgerRow:
    visits = say_visits(year.visits) if year.visits else ""
    told = [_say_moment(each, formats) for each in year.moments if each.kind != _NOT_TOLD]
    if len(told) > _MOST_MOMENTS:
        rest = len(told) - _MOST_MOMENTS
        more = ngettext("{count} more", "{count} more", rest).format(count=rest)
        told = [*told[:_MOST_MOMENTS], more]
    text = " · ".join(part for part in (visits, *told) if part)
    if not text:
        count = len(year.entries) + year.more_entries
        text = ngettext("{count} entry", "{count} entries", count).format(count=count)
    return LedgerRow(
        ("year", year.year),
        str(year.year),
        (Span(text),),
        amount=say_spend(year.spend, formats) if year.spend else "",
        strong=True,
    )


def _say_moment(moment: MomentRow, formats: Formats) -> str:
    if moment.kind == "met" and moment.detail:
        return _("met: {how}").format(how=moment.detail)
    if moment.kind != "first_visit":
        return moment.text
    first = _("First visit, {day}").format(day=day_of_year(moment.day))
    return f"{first}, {moment.detail}" if moment.detail else first


def day_of_year(day: date) -> str:
    """``12 Nov``, where the year is said above it."""
    return say_partial(PartialDate(None, day.month, day.day))


def _more_row(year: StoryYear, this_year: int) -> LedgerRow:
    count = year.more_visits
    if not count:
        left = year.more_entries
        text = ngettext("{count} more entry", "{count} more entries", left).format(count=left)
    elif year.year == this_year:
        text = ngettext("{count} more visit this year", "{count} more visits this year", count)
        text = text.format(count=count)
    else:
        text = ngettext("{count} more visit that year", "{count} more visits that year", count)
        text = text.format(count=count)
    return LedgerRow(("more", year.year), _("earlier"), (Span(text),), faint=True)


def _visit_row(visit: VisitRow, formats: Formats) -> LedgerRow:
    chip = "" if visit.channel == "visit" else _say_channel(visit.channel)
    said = say_visit(visit, formats)
    return LedgerRow(
        ("visit", visit.id),
        day_of_year(visit.day),
        (Span("" if said == chip else said),),
        note=_say_note(visit) if visit.lines else "",
        amount=formats.money(visit.money.minor, visit.money.currency) if visit.money else "",
        chip=chip,
        tone="blue",
        exact=_with_name(
            formats.exact_moment(visit.at) if visit.at else formats.exact_day(visit.day),
            visit.staff,
        ),
    )


def _note_row(note: NoteRow, formats: Formats) -> LedgerRow:
    label = _("moment") if note.label == MOMENT_LABEL else note.label or _("note")
    return LedgerRow(
        ("note", note.id),
        day_of_year(note.day),
        (Span(note.text),),
        chip=label,
        tone="plum",
        exact=_with_name(formats.exact_moment(note.at), note.author),
    )


def _promise_row(entry: StoryEntry, promise: PromiseRow, formats: Formats) -> LedgerRow:
    late = _("kept late") if promise.was_late else _("promise kept")
    return LedgerRow(
        ("promise", promise.id),
        day_of_year(entry.day),
        (Span(promise.what),),
        chip=late,
        tone="amber" if promise.was_late else "accent",
        exact=_with_name(formats.exact_day(entry.day), promise.who),
    )


def _wish_row(entry: StoryEntry, wish: WishRow, formats: Formats) -> LedgerRow:
    return LedgerRow(
        ("wish", wish.id),
        day_of_year(entry.day),
        (Span(wish.what),),
        note=_say_wished(wish, formats),
        chip=_("wish fulfilled"),
        tone="accent",
        exact=formats.exact_day(entry.day),
    )


def _say_wished(wish: WishRow, formats: Formats) -> str:
    """Since when, and for how much: ``asked 3 Oct · up to £1,800``."""
    asked = _("asked {day}").format(day=formats.short_day(wish.asked_on))
    if wish.budget is None:
        return asked
    money = formats.money(wish.budget.minor, wish.budget.currency, cents=False)
    return f"{asked} · {_('up to {money}').format(money=money)}"


def _with_name(exact: str, name: str) -> str:
    return f"{exact} · {name}" if name else exact


def _say_line(line: PurchaseRow, formats: Formats) -> str:
    what = line.what
    if line.quantity != _ONE:
        what = _("{quantity} × {what}").format(quantity=formats.quantity(line.quantity), what=what)
    return _("{what} given back").format(what=what) if line.amount < 0 else what


def _say_note(visit: VisitRow) -> str:
    """Who said what: Jo: “ran over glass again”."""
    if not visit.note:
        return ""
    quoted = _("“{text}”").format(text=visit.note)
    return _("{name}: {text}").format(name=visit.staff, text=quoted) if visit.staff else quoted


def _say_channel(channel: Channel) -> str:
    said = {"visit": _("Came in"), "call": _("call"), "order": _("order"), "mail": _("mail")}
    return said[channel]
