"""What a shop has chosen, declared once: every setting with what holds until it is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from crm.money import MoneyFormat

DayOrder = Literal["dmy", "mdy", "ymd"]
Theme = Literal["system", "light", "dark"]

DAY_ORDERS: Final[tuple[DayOrder, ...]] = ("dmy", "mdy", "ymd")
THEMES: Final[tuple[Theme, ...]] = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class ShopSettings:
    """The choices of a shop; an empty ``name`` is a shop that has not begun.

    ``word_one`` and ``word_many`` are empty where the program's own "client" is meant, so that it
    follows the language. ``region`` is the country of phone numbers without one (ISO 3166).
    """

    name: str = ""
    word_one: str = ""
    word_many: str = ""
    currency: str = "USD"
    decimal_mark: str = "."
    group_mark: str = ","
    symbol_first: bool = True
    symbol_space: bool = False
    day_order: DayOrder = "dmy"
    region: str = ""
    staff: tuple[str, ...] = ()
    current_staff: str = ""
    theme: Theme = "system"
    is_demo: bool = False

    @property
    def has_begun(self) -> bool:
        """Whether somebody said what the shop is called."""
        return bool(self.name)

    @property
    def money_format(self) -> MoneyFormat:
        """How money is written here."""
        return MoneyFormat(
            self.decimal_mark, self.group_mark, self.symbol_first, self.symbol_space, self.currency
        )

    @property
    def day_first(self) -> bool:
        """Whether 3/4 is the third of April."""
        return self.day_order != "mdy"


@dataclass(frozen=True, slots=True)
class ShopDraft:
    """What a new shop is asked on its first day; how money and days are written follows from it."""

    name: str
    currency: str
    word_one: str = ""
    word_many: str = ""
    region: str = ""
    staff: tuple[str, ...] = ()
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class Convention:
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
