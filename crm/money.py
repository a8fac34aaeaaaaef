"""Money as integer minor units of a currency, and the numbers people type for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from crm.errors import ValidationError
from crm.i18n import _
from crm.text import fold

_ISO_4217: Final = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP
    BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB
    EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD
    JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP
    MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR
    RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND
    TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XCD XCG XOF
    XPF YER ZAR ZMW ZWG
"""
_CODES: Final = frozenset(_ISO_4217.split())
_WITHOUT_DECIMALS: Final = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_WITH_THREE: Final = "BHD IQD JOD KWD LYD OMR TND"
_EXPONENTS: Final = {
    **dict.fromkeys(_WITHOUT_DECIMALS.split(), 0),
    **dict.fromkeys(_WITH_THREE.split(), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}
# The first is shown abroad, where it must tell the dollars apart; the last is the one at home.
_SYMBOLS: Final[dict[str, tuple[str, ...]]] = {
    "AUD": ("A$", "AU$", "$"), "BDT": ("৳",), "BRL": ("R$",), "CAD": ("CA$", "C$", "$"),
    "CHF": ("CHF", "SFr.", "Fr."), "CNY": ("CN¥", "元", "¥"), "CRC": ("₡",), "CZK": ("Kč",),
    "DKK": ("DKK", "kr.", "kr"), "EUR": ("€",), "GBP": ("£",), "GEL": ("₾",), "GHS": ("GH₵", "₵"),
    "HKD": ("HK$", "$"), "HUF": ("Ft",), "IDR": ("Rp",), "ILS": ("₪",), "INR": ("₹",),
    "ISK": ("ISK", "kr."), "JPY": ("円", "¥"), "KHR": ("៛",), "KRW": ("₩",), "KZT": ("₸",),
    "LAK": ("₭",), "MNT": ("₮",), "MXN": ("MX$", "$"), "MYR": ("RM",), "NGN": ("₦",),
    "NOK": ("NOK", "kr"), "NZD": ("NZ$", "$"), "PEN": ("S/",), "PHP": ("₱",), "PLN": ("zł",),
    "PYG": ("₲",), "RON": ("lei",), "RUB": ("₽",), "SEK": ("SEK", "kr"), "SGD": ("S$", "$"),
    "THB": ("฿",), "TRY": ("₺",), "TWD": ("NT$", "$"), "UAH": ("₴",), "USD": ("US$", "$"),
    "VND": ("₫",), "XAF": ("FCFA",), "XOF": ("F CFA",), "ZAR": ("ZAR", "R"),
}  # fmt: skip

_LARGEST: Final = 2**53
_LONGEST: Final = 64
_MARKS: Final = ".,' "
_MINUS_SIGNS: Final = str.maketrans("\u2212\u2010\u2011\u2012\u2013\u2014", "------")
_ARABIC_MARKS: Final = str.maketrans("\u066b\u066c\u02d9\u00b7", ".,'.")
_PLAIN_AMOUNT: Final = re.compile(r"(-?)([0-9]{1,9})(?:\.([0-9]{2}))?")
_ROUND_SUM: Final = re.compile(r"(?<=\d)[.,]-{1,2}$")
_GROUPED: Final = re.compile(r"\d{1,3}(?P<mark>[.,' ])\d{2,3}(?:(?P=mark)\d{2,3})*(?<=\d{3})")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the smallest unit of its currency (``Money(1250, "EUR")`` is 12.50 €)."""

    minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class MoneyFormat:
    """How a shop writes money; ``home`` is the currency whose symbol needs no country."""

    decimal_mark: str = "."
    group_mark: str = ","
    symbol_first: bool = True
    symbol_space: bool = False
    home: str = ""


_PLAIN: Final = MoneyFormat()


def is_currency(code: str) -> bool:
    """Whether ``code`` is a currency of ISO 4217, in capitals."""
    return code in _CODES


def list_currencies() -> tuple[str, ...]:
    """Every currency code of ISO 4217 that people pay with, in alphabetical order."""
    return tuple(sorted(_CODES))


def exponent(currency: str) -> int:
    """How many decimals the currency has: 2 unless ISO 4217 says otherwise."""
    return _EXPONENTS.get(currency, 2)


def currency_symbol(currency: str, *, home: str = "") -> str:
    """The sign of ``currency``, or its code where it has none.

    A sign that several countries share is written plain (``$``) only for ``home``, the shop's own
    currency, and for the dollar and the yen themselves.
    """
    symbols = _SYMBOLS.get(currency, (currency,))
    plain = currency == home or currency in ("USD", "JPY")
    return symbols[-1] if plain else symbols[0]


def currency_signs(currency: str) -> tuple[str, ...]:
    """Everything people write beside an amount of ``currency``, the longest first."""
    signs = {currency, *_SYMBOLS.get(currency, ())} - {""}
    return tuple(sorted(signs, key=lambda sign: (-len(sign), sign)))


def parse_minor(text: str, currency: str, *, decimal_mark: str | None = None) -> int:
    """The amount typed, in minor units of ``currency``; negative for ``-5``, ``5-`` and ``(5)``.

    With ``decimal_mark`` (``.`` or ``,``) every other mark must group digits properly. Without it
    the mark is guessed: the last of two kinds; a lone one before three digits groups them, unless
    the currency itself has three decimals. Raises ValidationError (field ``amount``) for
    everything else: words, another currency's sign, decimals the currency does not have.
    """
    places = exponent(currency)
    simple = _PLAIN_AMOUNT.fullmatch(text) if places == 2 and decimal_mark != "," else None
    if simple:
        sign, whole, cents = simple.groups()
        minor = int(whole) * 100 + int(cents or 0)
        return -minor if sign else minor
    try:
        negative, number = _unsigned(text, currency)
        minor = _scaled(number, places, decimal_mark)
    except _NumberError as error:
        raise _bad_amount(text, currency, error) from None
    return -minor if negative else minor


def format_money(money: Money, style: MoneyFormat = _PLAIN, *, cents: bool | None = None) -> str:
    """``money`` as the shop writes it, the minus sign before everything else.

    ``cents=False`` rounds half to even and shows no decimals; otherwise all the currency has.
    """
    places = exponent(money.currency)
    whole, rest = divmod(abs(money.minor), 10**places)
    if cents is False:
        whole += 2 * rest + whole % 2 > 10**places
        places = rest = 0
    number = f"{whole:,}".replace(",", style.group_mark)
    if places:
        number += f"{style.decimal_mark}{rest:0{places}}"
    negative = money.minor < 0 and bool(whole or rest)
    return ("\u2212" if negative else "") + _with_symbol(number, money.currency, style)


def format_quantity(thousandths: int, style: MoneyFormat = _PLAIN) -> str:
    """A quantity kept in thousandths, as short as it can be said: 2000 is ``2``, 500 ``0.5``."""
    whole, rest = divmod(abs(thousandths), 1000)
    decimals = f"{rest:03}".rstrip("0")
    sign = "\u2212" if thousandths < 0 else ""
    return f"{sign}{whole}{style.decimal_mark if decimals else ''}{decimals}"


def parse_quantity(text: str, *, decimal_mark: str | None = None) -> int:
    """The quantity typed, in thousandths; a lone mark is the decimal one.

    Raises ValidationError (field ``quantity``).
    """
    try:
        negative, number = _unsigned(text, "")
        thousandths = _scaled(number, 3, decimal_mark)
    except _NumberError:
        sentence = _("“{text}” is not a quantity.").format(text=_shown(text))
        raise ValidationError({"quantity": sentence}, code="quantity.unreadable") from None
    return -thousandths if negative else thousandths


class _NumberError(ValueError):
    """Why a text is not an amount, as the last part of an error code."""


def _bad_amount(text: str, currency: str, reason: _NumberError) -> ValidationError:
    sentences = {
        "unreadable": _("“{text}” is not an amount of money."),
        "too_large": _("“{text}” is more money than can be kept."),
        "decimals": _("“{text}” has more decimals than {currency} has."),
    }
    code = str(reason)
    sentence = sentences[code].format(text=_shown(text), currency=currency)
    return ValidationError({"amount": sentence}, code=f"amount.{code}")


def _shown(text: str) -> str:
    line = " ".join(text[:200].split())
    return line if len(line) <= 40 else line[:39] + "…"


def _with_symbol(number: str, currency: str, style: MoneyFormat) -> str:
    symbol = currency_symbol(currency, home=style.home)
    touching = symbol[-1] if style.symbol_first else symbol[0]
    space = "\u00a0" if style.symbol_space or touching.isalpha() or touching == "." else ""
    return f"{symbol}{space}{number}" if style.symbol_first else f"{number}{space}{symbol}"


def _unsigned(text: str, currency: str) -> tuple[bool, str]:
    """Whether it is negative, and the bare number; signs may stand on either side, once."""
    raised = any(mark.isdigit() and not mark.isdecimal() for mark in text[:_LONGEST])
    if len(text) > _LONGEST or "\0" in text or raised:
        raise _NumberError("unreadable")
    number = fold(text.translate(_ARABIC_MARKS).translate(_MINUS_SIGNS))
    negative = number.startswith("(") and number.endswith(")")
    if negative:
        number = number[1:-1].strip()
    number = _ROUND_SUM.sub("", _without_currency(number, currency))
    bare = number.strip("+-")
    if len(number) - len(bare) > (0 if negative else 1):
        raise _NumberError("unreadable")
    negative = negative or "-" in (number[:1], number[-1:])
    return negative, _without_currency(bare.strip(), currency)


def _without_currency(number: str, currency: str) -> str:
    for sign in map(fold, currency_signs(currency)):
        if number.startswith(sign):
            return number.removeprefix(sign).strip()
        if number.endswith(sign):
            return number.removesuffix(sign).strip()
    return number


def _scaled(number: str, places: int, decimal_mark: str | None) -> int:
    """The number times ten to the ``places``, exactly."""
    whole, decimals = _split_decimals(number, places, decimal_mark)
    if not (whole or decimals) or not f"{whole}0{decimals}".isdecimal():
        raise _NumberError("unreadable")
    kept, lost = decimals[:places].ljust(places, "0"), decimals[places:]
    if lost.strip("0"):
        raise _NumberError("decimals")
    value = int(f"{whole}{kept}" or "0")
    if value > _LARGEST:
        raise _NumberError("too_large")
    return value


def _split_decimals(number: str, places: int, decimal_mark: str | None) -> tuple[str, str]:
    """The digits before and after the decimal mark, grouping checked and removed."""
    mark = _guess_mark(number, places) if decimal_mark is None else decimal_mark
    whole, found, decimals = number.rpartition(mark) if mark else (number, "", "")
    if not found:
        whole, decimals = number, ""
    if any(group in whole for group in _MARKS):
        grouped = _GROUPED.fullmatch(whole)
        if not grouped or grouped["mark"] == mark:
            raise _NumberError("unreadable")
        whole = whole.replace(grouped["mark"], "")
    return whole, decimals


def _guess_mark(number: str, places: int) -> str:
    """The decimal mark of ``number``, empty where there is none."""
    last = max(number.rfind("."), number.rfind(","))
    if last < 0:
        return ""
    mark, before, after = number[last], number[:last], number[last + 1 :]
    if any(other in before for other in _MARKS if other != mark):
        return mark
    if mark in before:
        return ""
    groups = len(after) == 3 > places and 1 <= len(before) <= 3 and before != "0"
    return "" if groups else mark
