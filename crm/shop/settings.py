"""What a shop has chosen, declared once: every setting with what holds until it is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

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


class ShopDraft(NamedTuple):
    """What a new shop is asked on its first day; how money and days are written follows from it."""

    name: str
    currency: str
    word_one: str = ""
    word_many: str = ""
    region: str = ""
    staff: tuple[str, ...] = ()
    is_demo: bool = False
