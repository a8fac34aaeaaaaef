"""The figures at the top of the profile, and how the ribbon says what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from crm.clients.rows import ClientDetails, SpendRow, SummaryRow
from crm.i18n import _, ngettext
from crm.lifetime.absence import stays_away
from crm.lifetime.rhythm import expected_next
from crm.money import Money
from ui.formats import Formats
from ui.pages.profile.reading import Profile

FigureKey = Literal["together", "lifetime", "rhythm", "sent", "bought"]

_FEWEST_AVERAGED: Final = 2


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its caption; ``key`` says what it was counted from."""

    key: FigureKey
    figure: str
    caption: str


def list_figures(profile: Profile, formats: Formats) -> tuple[Figure, ...]:
    """Those of the four figures that there is something to say of."""
    client = profile.client
    found = [
        _together(profile, formats),
        _lifetime(client.summary, formats),
        _rhythm(client, formats),
        _sent(client, formats),
    ]
    return tuple(figure for figure in found if figure is not None)


def expected_day(client: ClientDetails) -> date | None:
    """When they would come next by their own rhythm; None for those who cannot or left."""
    summary = client.summary
    if client.has_died or client.archived_at is not None or summary.last_visit is None:
        return None
    return expected_next(summary.last_visit, summary.rhythm_days)


def say_expected(client: ClientDetails, formats: Formats) -> str:
    """``next around 17 Dec``; once late, how long away against how often they come."""
    expected, summary = expected_day(client), client.summary
    if expected is None or summary.last_visit is None or summary.rhythm_days is None:
        return ""
    today = formats.clock.today()
    if expected >= today:
        return _("next around {day}").format(day=formats.short_day(expected))
    away = (today - summary.last_visit).days
    if not stays_away(away, summary.rhythm_days):
        return _("was due around {day}").format(day=formats.short_day(expected))
    return _("{away} away, usually every {rhythm}").format(
        away=formats.span(away), rhythm=formats.span(summary.rhythm_days)
    )


def say_spend(spend: Iterable[SpendRow | Money], formats: Formats, *, cents: bool = False) -> str:
    """Amounts by currency, the shop's first; without cents they only give an idea."""
    totals: dict[str, int] = {}
    for each in spend:
        money = each.money if isinstance(each, SpendRow) else each
        totals[money.currency] = totals.get(money.currency, 0) + money.minor
    return formats.totals(totals, cents=None if cents else False)


def say_visits(count: int) -> str:
    """How often."""
    return ngettext("{count} visit", "{count} visits", count).format(count=count)


def _together(profile: Profile, formats: Formats) -> Figure | None:
    if profile.since is None:
        return None
    today = formats.clock.today()
    figure = formats.span((today - profile.since).days)
    if profile.client.has_died:
        return Figure("together", figure, _("since they first came"))
    summary = profile.client.summary
    if summary.rhythm_days is None:  # then the next figure is their number
        return Figure("together", figure, _("with us"))
    caption = _("with us, {visits}").format(visits=say_visits(summary.visits))
    return Figure("together", figure, caption)


def _lifetime(summary: SummaryRow, formats: Formats) -> Figure | None:
    if not summary.spend:
        return None
    figure = say_spend(summary.spend, formats)
    if len(summary.spend) > 1 or summary.visits < _FEWEST_AVERAGED:
        return Figure("lifetime", figure, _("lifetime"))
    money = summary.spend[0].money
    average = formats.money(money.minor // summary.visits, money.currency, cents=False)
    return Figure("lifetime", figure, _("lifetime, {money} a visit").format(money=average))


def _rhythm(client: ClientDetails, formats: Formats) -> Figure | None:
    summary = client.summary
    if summary.last_visit is None:
        return None
    last = formats.day(summary.last_visit)
    if summary.rhythm_days is None or client.has_died:
        return Figure("rhythm", say_visits(summary.visits), _("last {day}").format(day=last))
    caption = _("rhythm, {day}").format(day=last)
    return Figure("rhythm", formats.span(summary.rhythm_days), caption)


def _sent(client: ClientDetails, formats: Formats) -> Figure | None:
    count = len(client.sent)
    if not count:
        return None
    caption = ngettext("through {count} they sent", "through {count} they sent", count)
    brought = f"+ {say_spend(client.sent_spend, formats)}"
    return Figure("sent", brought, caption.format(count=count))
