"""What each figure of the profile was counted from, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from crm.clients.rows import ClientDetails
from crm.i18n import _, ngettext
from crm.lifetime.brought import BroughtRow, list_brought
from crm.money import Money
from crm.story.goods import list_items_bought
from crm.story.queries import list_visits
from crm.story.rows import RibbonDay, UsualRow, VisitRow
from crm.story.timeline import list_ribbon
from crm.workspace import Workspace
from ui.delegates.ledger import LedgerRow
from ui.formats import Formats
from ui.pages.profile.figures import FigureKey, say_spend, say_visits
from ui.pages.profile.story_rows import day_of_year, say_visit
from ui.widgets.spans import Span


@dataclass(frozen=True, slots=True)
class Counting:
    """How a figure came about: in a sentence, and row by row."""

    sentence: str
    rows: tuple[LedgerRow, ...]


def count_figure(
    workspace: Workspace, client: ClientDetails, key: FigureKey, formats: Formats
) -> Counting:
    """What the figure ``key`` of a client was counted from; read beside the window."""
    store = workspace.store
    if key == "lifetime":
        return _count_lifetime(client, list_visits(store, client.id), formats)
    if key == "sent":
        brought = list_brought(store, [each.id for each in client.sent])
        return _count_sent(client, brought, formats)
    if key == "bought":
        return _count_bought(list_items_bought(store, client.id), formats)
    days = list_ribbon(store, client.id)
    if key == "rhythm":
        return _count_rhythm(client, days, formats)
    return _count_years(client, days, formats)


def _count_lifetime(
    client: ClientDetails, visits: Sequence[VisitRow], formats: Formats
) -> Counting:
    rows: list[LedgerRow] = []
    for year, group in groupby(visits, key=lambda visit: visit.day.year):
        same = list(group)
        spend = [visit.money for visit in same if visit.money is not None]
        rows.append(_heading(year, say_visits(len(same)), say_spend(spend, formats, cents=True)))
        rows += [_visit(visit, formats) for visit in same]
    total = say_spend(client.summary.spend, formats, cents=True)
    sentence = _("{visits}, {money} in all, refunds deducted.")
    return Counting(
        sentence.format(visits=say_visits(client.summary.visits), money=total), tuple(rows)
    )


def _count_rhythm(client: ClientDetails, days: Sequence[RibbonDay], formats: Formats) -> Counting:
    known = sorted({each.day for each in days})
    gaps = [(earlier, later) for earlier, later in pairwise(known)]
    usual = client.summary.rhythm_days
    rows = [_gap(earlier, later, usual, formats) for earlier, later in reversed(gaps)]
    if usual is None:
        sentence = _("A rhythm is told from three days here on, not from fewer.")
    else:
        days_said = ngettext("{count} day", "{count} days", usual).format(count=usual)
        sentence = _("Half of the gaps are shorter than {days}, half are longer: the median.")
        sentence = sentence.format(days=days_said)
    return Counting(sentence, tuple(rows))


def _count_years(client: ClientDetails, days: Sequence[RibbonDay], formats: Formats) -> Counting:
    rows = []
    for year, group in groupby(reversed(days), key=lambda each: each.day.year):
        same = list(group)
        spend = [Money(each.total, each.currency) for each in same if each.currency]
        text = say_visits(sum(each.visits for each in same))
        amount = say_spend(spend, formats, cents=True) if spend else ""
        rows.append(LedgerRow(("year", year), str(year), (Span(text),), amount=amount))
    first = client.summary.first_visit
    if first is None:
        return Counting(_("Counted from the day we met."), ())
    sentence = _("First visit on {day}, {span} ago.")
    return Counting(
        sentence.format(day=formats.exact_day(first), span=formats.together(first)), tuple(rows)
    )


def _count_sent(client: ClientDetails, brought: Sequence[BroughtRow], formats: Formats) -> Counting:
    names = {each.id: each.name for each in client.sent}
    rows = [
        LedgerRow(
            ("client", each.client_id),
            str(each.first_visit.year) if each.first_visit else "",
            (Span(names[each.client_id], token="accent"),),
            note=say_visits(each.visits),
            amount=say_spend(each.spend, formats, cents=True) if each.spend else "",
            exact=formats.exact_day(each.first_visit) if each.first_visit else "",
        )
        for each in brought
    ]
    total = say_spend(client.sent_spend, formats, cents=True)
    sentence = _("They brought {money} so far; what they sent on is not in it.")
    return Counting(sentence.format(money=total), tuple(rows))


def _count_bought(items: Sequence[UsualRow], formats: Formats) -> Counting:
    """Every item once, those with most of it first; pressed, the day it was taken last."""
    sentence = ngettext("{count} thing so far.", "{count} different things so far.", len(items))
    rows = [
        LedgerRow(
            ("day", each.item_id, each.last_day),
            _("{count} ×").format(count=formats.quantity(each.quantity)),
            (Span(each.what),),
            note=_("last {day}").format(day=formats.exact_day(each.last_day)),
            amount=say_spend(each.spend, formats, cents=True),
            exact=_say_times(each.times),
        )
        for each in sorted(items, key=lambda each: -each.quantity)
    ]
    return Counting(sentence.format(count=len(items)), tuple(rows))


def _say_times(times: int) -> str:
    return ngettext("taken {count} time", "taken {count} times", times).format(count=times)


def _heading(year: int, text: str, amount: str) -> LedgerRow:
    return LedgerRow(
        ("heading", year), str(year), (Span(text),), amount=amount, strong=True, active=False
    )


def _visit(visit: VisitRow, formats: Formats) -> LedgerRow:
    return LedgerRow(
        ("day", visit.id, visit.day),
        day_of_year(visit.day),
        (Span(say_visit(visit, formats)),),
        amount=formats.money(visit.money.minor, visit.money.currency) if visit.money else "",
        exact=formats.exact_moment(visit.at) if visit.at else formats.exact_day(visit.day),
    )


def _gap(earlier: date, later: date, usual: int | None, formats: Formats) -> LedgerRow:
    days = (later - earlier).days
    said = _("{first} to {last}").format(
        first=formats.short_day(earlier), last=formats.short_day(later)
    )
    return LedgerRow(
        ("day", 0, later),
        str(later.year),
        (Span(said, bold=days == usual),),
        amount=ngettext("{count} day", "{count} days", days).format(count=days),
        exact=formats.exact_day(later),
    )
