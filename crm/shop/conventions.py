"""How countries write money and days, for a shop that has just said where it is."""

from __future__ import annotations

from typing import Final, NamedTuple

from crm.money import MoneyFormat
from crm.shop.settings import DayOrder


class Convention(NamedTuple):
    """How a country writes money and days."""

    money: MoneyFormat
    day_order: DayOrder


_POINT: Final = MoneyFormat()
_SWISS: Final = MoneyFormat(".", "’", symbol_first=True, symbol_space=True)
_COMMA_FIRST: Final = MoneyFormat(",", ".", symbol_first=True, symbol_space=True)
_COMMA_AFTER: Final = MoneyFormat(",", ".", symbol_first=False, symbol_space=True)
_COMMA_SPACED: Final = MoneyFormat(",", "\u202f", symbol_first=False, symbol_space=True)

_MONEY_OF: Final[tuple[tuple[MoneyFormat, str], ...]] = (
    (_SWISS, "CH LI"),
    (_COMMA_FIRST, "AR AT BR CL CO ID NL PY UY"),
    (_COMMA_AFTER, "AL BA BG DE DK ES GR HR IS IT ME MK PT RO RS SI TR VN"),
    (_COMMA_SPACED, "BE BY CZ EE FI FR HU LT LU LV NO PL RU SE SK UA"),
)
_DAYS_OF: Final[tuple[tuple[DayOrder, str], ...]] = (
    ("ymd", "CN HU IR JP KR LT MN SE TW ZA"),
    ("mdy", "FM PH PW US"),
)
_HOMES: Final = {
    "AUD": "AU", "BRL": "BR", "CAD": "CA", "CHF": "CH", "CNY": "CN", "CZK": "CZ", "DKK": "DK",
    "GBP": "GB", "HUF": "HU", "IDR": "ID", "INR": "IN", "ISK": "IS", "JPY": "JP", "KRW": "KR",
    "MXN": "MX", "NOK": "NO", "NZD": "NZ", "PLN": "PL", "RON": "RO", "SEK": "SE", "TRY": "TR",
    "TWD": "TW", "UAH": "UA", "USD": "US", "VND": "VN", "ZAR": "ZA",
}  # fmt: skip


def home_region(currency: str) -> str:
    """The country that a currency alone tells, empty for shared ones."""
    return _HOMES.get(currency, "")


def convention_of(region: str) -> Convention:
    """How money and days are written in a country (ISO 3166)."""
    money = next((style for style, regions in _MONEY_OF if region in regions.split()), _POINT)
    for order, regions in _DAYS_OF:
        if region in regions.split():
            return Convention(money, order)
    return Convention(money, "dmy")
