"""What the ribbon shows of a client, and what it answers when one points at it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import Final

from crm.i18n import _
from crm.shop.words import Words
from crm.story.rows import MomentKind, MomentRow, RibbonDay
from ui.formats import Formats
from ui.pages.profile.figures import expected_day, say_expected, say_visits
from ui.pages.profile.reading import Profile
from ui.widgets.ribbon_data import RibbonData, RibbonGroup, RibbonMark, RibbonMoment, Tone

_TONES: Final[dict[MomentKind, Tone]] = {
    "met": "accent",
    "first_visit": "accent",
    "sent": "blue",
    "occasion": "plum",
    "note": "plum",
    "pinned": "amber",
}
_WEIGHTS: Final[dict[MomentKind, int]] = {
    "met": 5, "first_visit": 5, "note": 4, "sent": 3, "occasion": 2, "pinned": 1,
}  # fmt: skip


def ribbon_of(profile: Profile, formats: Formats, words: Words) -> RibbonData:
    """The whole relationship; bars are as high as what was paid in the currency paid most."""
    client = profile.client
    today = formats.clock.today()
    begun = profile.since or formats.clock.to_local(client.created_at).date()
    currency = leading_currency(profile, formats)
    empty = words.fill(_("Every visit of this {client} will stand here, from the first one on."))
    return RibbonData(
        start=min(begun, today),
        today=today,
        expected=expected_day(client),
        expected_text=say_expected(client, formats),
        marks=_marks(profile.ribbon, currency),
        moments=tuple(map(_moment, profile.moments)),
        empty_text=empty,
    )


def leading_currency(profile: Profile, formats: Formats) -> str:
    """The shop's currency where the client ever paid in it, else the one they paid in most."""
    spend = [each.money.currency for each in profile.client.summary.spend]
    if not spend or formats.currency in spend:
        return formats.currency
    return spend[0]


def describe_days(days: Sequence[RibbonDay], group: RibbonGroup, formats: Formats) -> str:
    """How often and how much within the days of a bar, each currency by itself."""
    start = bisect_left(days, group.first, key=attrgetter("day"))
    end = bisect_right(days, group.last, key=attrgetter("day"))
    visits = say_visits(sum(each.visits for each in days[start:end]))
    totals: dict[str, int] = {}
    for each in days[start:end]:
        if each.currency:
            totals[each.currency] = totals.get(each.currency, 0) + each.total
    if group.amount is None or not totals:
        return visits
    return _("{visits}, {money}").format(visits=visits, money=formats.totals(totals))


def _marks(days: Sequence[RibbonDay], currency: str) -> tuple[RibbonMark, ...]:
    """One mark a day; a day paid in another currency only is there, but low."""
    marks: list[RibbonMark] = []
    before = None
    for day, total, unit, visits in days:  # in order, so that what is of one day stands together
        height = total if unit == currency else 0
        if day == before:
            same = marks.pop()
            height, visits = same.height + height, same.times + visits
        marks.append(RibbonMark(day, height, visits))
        before = day
    return tuple(marks)


def _moment(moment: MomentRow) -> RibbonMoment:
    return RibbonMoment(
        moment.day, moment.text, _TONES[moment.kind], moment.key, _WEIGHTS[moment.kind]
    )
