"""How a field can be asked, kind by kind: the words, what they compare with, and the SQL."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal

from crm.clients.filter_values import FilterValue, Takes
from crm.i18n import mark
from crm.text import fold

Kind = Literal[
    "text", "tag", "choice", "own_choice", "flag", "presence", "count", "number", "money", "day",
    "own_day", "birthday", "client", "import", "bought",
]  # fmt: skip
Values = Callable[[Any, date], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Operator:
    """One way to ask a field.

    ``text`` is said with ``{value}`` in place of what it compares with. ``sql`` holds for ``{x}``,
    what stands in the field, and the ``values`` of its marks; with ``negated`` where none of what
    stands there does.
    """

    name: str
    text: str
    takes: Takes = "nothing"
    sql: str = "{x}"
    values: Values = lambda value, _today: (value,)
    negated: bool = False

    def marks(self, value: FilterValue, today: date) -> Sequence[Any]:
        """What the question marks of ``sql`` stand for."""
        return () if "?" not in self.sql else self.values(value, today)


def _folded(value: Any, _today: date) -> Sequence[Any]:
    return (fold(str(value)),)


def _days_back(value: Any, today: date) -> Sequence[Any]:
    return (_shifted(today, -value).isoformat(),)


def _last_days(value: Any, today: date) -> Sequence[Any]:
    return (_shifted(today, -value).isoformat(), today.isoformat())


def _next_days(value: Any, today: date) -> Sequence[Any]:
    return (today.isoformat(), _shifted(today, value).isoformat())


def _this_year(_value: Any, today: date) -> Sequence[Any]:
    return (f"{today.year:04}",)


def _this_month(_value: Any, today: date) -> Sequence[Any]:
    return (f"{today.month:02}",)


def _month(value: Any, _today: date) -> Sequence[Any]:
    return (f"{value:02}",)


def _coming(value: Any, today: date) -> Sequence[Any]:
    """Today and the day that ends a stretch of days, as MM-DD; a year or more is all of it."""
    last = _shifted(today, min(value, 365))
    if value >= 365:
        return ("01-01", "12-31") * 2
    return (today.isoformat()[5:], last.isoformat()[5:]) * 2


def _season(value: Any, _today: date) -> Sequence[Any]:
    return tuple(value) * 2


def _money(value: Any, _today: date) -> Sequence[Any]:
    minor, currency = value
    return (currency, minor)


def _shifted(today: date, days: int) -> date:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return date.min if days < 0 else date.max


# From a first to a last day of the year (both twice); where that runs over New Year, one will do.
_IN_SEASON: Final = "{x} <> '' AND ({x} >= ?) + ({x} <= ?) + (? > ?) >= 2"
_FILLED: Final = "{x} <> ''"

_TEXT: Final = (
    Operator("contains", mark("contains {value}"), "text", "instr(folded({x}), ?) > 0", _folded),
    Operator("is", mark("is {value}"), "text", "folded({x}) = ?", _folded),
    Operator("is_not", mark("is not {value}"), "text", "folded({x}) = ?", _folded, negated=True),
    Operator("begins", mark("begins with {value}"), "text", "instr(folded({x}), ?) = 1", _folded),
    Operator("filled", mark("is known"), sql=_FILLED),
    Operator("empty", mark("is not known"), sql=_FILLED, negated=True),
)
_TAG: Final = (
    Operator("has", mark("{value}"), "text", "{x} = ?", _folded),
    Operator("has_not", mark("not {value}"), "text", "{x} = ?", _folded, negated=True),
    Operator("filled", mark("any"), sql=_FILLED),
    Operator("empty", mark("none"), sql=_FILLED, negated=True),
)
_CHOICE: Final = (
    Operator("is", mark("{value}"), "choice", "{x} = ?"),
    Operator("is_not", mark("not {value}"), "choice", "{x} = ?", negated=True),
)
_OWN_CHOICE: Final = (
    *_CHOICE,
    Operator("filled", mark("is known"), sql=_FILLED),
    Operator("empty", mark("is not known"), sql=_FILLED, negated=True),
)
_FLAG: Final = (
    Operator("yes", mark("yes")),
    Operator("no", mark("no"), negated=True),
)
_PRESENCE: Final = (
    Operator("filled", mark("there is one"), sql=_FILLED),
    Operator("empty", mark("there is none"), sql=_FILLED, negated=True),
)
_COUNT: Final = (
    Operator("at_least", mark("at least {value}"), "count", "{x} >= ?"),
    Operator("at_most", mark("at most {value}"), "count", "{x} <= ?"),
    Operator("exactly", mark("exactly {value}"), "count", "{x} = ?"),
)
_NUMBER: Final = (
    Operator("at_least", mark("at least {value}"), "number", "{x} >= CAST(? AS NUMERIC)"),
    Operator("at_most", mark("at most {value}"), "number", "{x} <= CAST(? AS NUMERIC)"),
    Operator("exactly", mark("exactly {value}"), "number", "{x} = CAST(? AS NUMERIC)"),
    Operator("filled", mark("is known"), sql="{x} IS NOT NULL"),
    Operator("empty", mark("is not known"), sql="{x} IS NOT NULL", negated=True),
)
_MONEY: Final = (
    Operator("at_least", mark("at least {value}"), "money", "{x} >= ?", _money),
    Operator("at_most", mark("at most {value}"), "money", "{x} <= ?", _money),
)
_BETWEEN: Final = "{x} BETWEEN ? AND ?"
_DAY_ASKED: Final = (
    Operator("over_days", mark("over {value} ago"), "days", "{x} < ?", _days_back),
    Operator("within_days", mark("in the last {value}"), "days", _BETWEEN, _last_days),
    Operator("this_year", mark("this year"), sql="substr({x}, 1, 4) = ?", values=_this_year),
    Operator("before", mark("before {value}"), "day", "{x} < ?"),
    Operator("after", mark("after {value}"), "day", "{x} > ?"),
    Operator("on", mark("on {value}"), "day", "{x} = ?"),
    Operator("filled", mark("is known"), sql=_FILLED),
)
_DAY: Final = (*_DAY_ASKED, Operator("empty", mark("never"), sql=_FILLED, negated=True))
# A day of the shop's own may lie ahead: insured until, warranty ends.
_OWN_DAY: Final = (
    Operator("next_days", mark("in the next {value}"), "days", _BETWEEN, _next_days),
    *_DAY_ASKED,
    Operator("empty", mark("is not known"), sql=_FILLED, negated=True),
)
_BIRTHDAY: Final = (
    Operator("this_month", mark("this month"), sql="substr({x}, 1, 2) = ?", values=_this_month),
    Operator("in_month", mark("in {value}"), "month", "substr({x}, 1, 2) = ?", _month),
    Operator("coming_days", mark("in the next {value}"), "days", _IN_SEASON, _coming),
    Operator("between", mark("between {value}"), "season", _IN_SEASON, _season),
    Operator("filled", mark("is known"), sql=_FILLED),
    Operator("empty", mark("is not known"), sql=_FILLED, negated=True),
)
_CLIENT: Final = (
    Operator("is", mark("{value}"), "client", "{x} = ?"),
    Operator("filled", mark("somebody"), sql="{x} IS NOT NULL"),
    Operator("empty", mark("nobody"), sql="{x} IS NOT NULL", negated=True),
)
_IMPORT: Final = (Operator("is", mark("{value}"), "import", "{x} = ?"),)
_BOUGHT: Final = (
    Operator("contains", mark("{value}"), "text", "instr({x}, ?) > 0", _folded),
    Operator("never", mark("never {value}"), "text", "instr({x}, ?) > 0", _folded, negated=True),
)

OPERATORS: Final[dict[Kind, tuple[Operator, ...]]] = {
    "text": _TEXT,
    "tag": _TAG,
    "choice": _CHOICE,
    "own_choice": _OWN_CHOICE,
    "flag": _FLAG,
    "presence": _PRESENCE,
    "count": _COUNT,
    "number": _NUMBER,
    "money": _MONEY,
    "day": _DAY,
    "own_day": _OWN_DAY,
    "birthday": _BIRTHDAY,
    "client": _CLIENT,
    "import": _IMPORT,
    "bought": _BOUGHT,
}
