"""Money, days, times and phone numbers as this shop writes them, and exactly for the tooltip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from crm.clients.phones import say_phone
from crm.clock import Clock
from crm.dates import PartialDate, say_day, say_partial, say_span, say_together, short_day
from crm.i18n import _
from crm.money import Money, MoneyFormat, format_money, format_quantity
from crm.shop.settings import DayOrder, ShopSettings

_NUMERIC_DAYS: dict[DayOrder, str] = {
    "dmy": "{day:02}/{month:02}/{year:04}",
    "mdy": "{month:02}/{day:02}/{year:04}",
    "ymd": "{year:04}-{month:02}-{day:02}",
}


@dataclass(frozen=True, slots=True)
class Formats:
    """How one shop writes things; made anew when its settings change.

    Days are said as seen from ``clock.today()``, asked each time, so that a window left open over
    midnight says "yesterday" in the morning.
    """

    clock: Clock
    money_format: MoneyFormat
    currency: str
    day_order: DayOrder
    region: str

    @classmethod
    def of(cls, settings: ShopSettings, clock: Clock) -> Formats:
        """The formats of a shop with these settings."""
        return cls(
            clock, settings.money_format, settings.currency, settings.day_order, settings.region
        )

    def money(self, minor: int, currency: str = "", *, cents: bool | None = None) -> str:
        """An amount in minor units, in the shop's currency unless told; £86.00.

        ``cents=False`` rounds to whole units, for figures that only give an idea.
        """
        return format_money(Money(minor, currency or self.currency), self.money_format, cents=cents)

    def totals(self, totals: Mapping[str, int], *, cents: bool | None = None) -> str:
        """Amounts by currency, never added up over a border: £86.00 + €12.00, the shop's first.

        Nothing at all is zero in the shop's currency.
        """
        order = sorted(totals, key=lambda currency: (currency != self.currency, currency))
        amounts = [self.money(totals[each], each, cents=cents) for each in order]
        return " + ".join(amounts) or self.money(0, cents=cents)

    def quantity(self, thousandths: int) -> str:
        """A quantity as short as it can be said: 2, 0.5."""
        return format_quantity(thousandths, self.money_format)

    def day(self, day: date) -> str:
        """As people say it: yesterday, 9 days ago, in March."""
        return say_day(day, self.clock.today())

    def short_day(self, day: date) -> str:
        """12 Nov, with the year where it is not this one."""
        return short_day(day, self.clock.today())

    def exact_day(self, day: date) -> str:
        """Tuesday, 24 Nov 2026: for tooltips and screen readers."""
        names = _weekdays()
        said = say_partial(PartialDate.from_date(day))
        return _("{weekday}, {date}").format(weekday=names[day.weekday()], date=said)

    def numeric_day(self, day: date) -> str:
        """24/11/2026 in the order of the shop: for fields a day is typed into."""
        pattern = _NUMERIC_DAYS[self.day_order]
        return pattern.format(day=day.day, month=day.month, year=day.year)

    def partial(self, value: PartialDate) -> str:
        """A day with parts unknown: 24 Nov, Nov 1968, about 1968."""
        return say_partial(value)

    def exact_partial(self, value: PartialDate) -> str:
        """All that is known of it, with the weekday where it is a whole day."""
        whole = value.as_date()
        return say_partial(value) if whole is None or value.about else self.exact_day(whole)

    def span(self, days: int) -> str:
        """A length of time: 5 weeks, 16 years."""
        return say_span(days)

    def together(self, first: date) -> str:
        """How long since that day: 16 years 4 months."""
        return say_together(first, self.clock.today())

    def time(self, moment: datetime) -> str:
        """The time on the shop's wall clock: 11:52."""
        return f"{self.clock.to_local(moment):%H:%M}"

    def moment(self, moment: datetime) -> str:
        """Day and time as people say them: today, 11:52."""
        day = self.day(self.clock.to_local(moment).date())
        return _("{day}, {time}").format(day=day, time=self.time(moment))

    def exact_moment(self, moment: datetime) -> str:
        """Tuesday, 24 Nov 2026, 11:52."""
        day = self.exact_day(self.clock.to_local(moment).date())
        return _("{day}, {time}").format(day=day, time=self.time(moment))

    def phone(self, text: str, normal: str | None) -> str:
        """A phone number as the shop dials it; as it was typed where it is no known number."""
        return say_phone(text, normal, self.region)


def _weekdays() -> tuple[str, ...]:
    working = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"))
    return (*working, _("Saturday"), _("Sunday"))
