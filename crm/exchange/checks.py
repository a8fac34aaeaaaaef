"""One sentence about a column that lets a person see at a glance whether it was understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from crm.exchange.detect import date_order, decimal_mark
from crm.exchange.fields import MONEY
from crm.exchange.mapping import Column, Mapping
from crm.exchange.shapes import FAMILY_FIRST, WITHDRAWN
from crm.exchange.statistics import ColumnStatistics
from crm.exchange.value_kinds import Kind
from crm.i18n import _, ngettext
from crm.text import elide

_DAYS: Final = Kind.DAY_FIRST | Kind.MONTH_FIRST | Kind.YEAR_FIRST | Kind.NAMED_DAY
_ORDER_KINDS: Final = {
    "dmy": Kind.DAY_FIRST | Kind.YEAR_FIRST | Kind.NAMED_DAY,
    "mdy": Kind.MONTH_FIRST | Kind.YEAR_FIRST | Kind.NAMED_DAY,
    "ymd": Kind.YEAR_FIRST | Kind.NAMED_DAY,
}
_LONGEST: Final = 24


@dataclass(frozen=True, slots=True)
class Check:
    """What is said of a column, and whether nobody needs to look at it."""

    sentence: str = ""
    is_fine: bool = True


def check_column(column: Column, name: str, told: ColumnStatistics, mapping: Mapping) -> Check:
    """The check of a column that is called ``name`` and read as ``column`` says."""
    if not told.filled:
        return Check(_("always empty"))
    wanted = dict(mapping.only).get(name)
    if wanted:
        listed = ", ".join(f"“{elide(value, _LONGEST)}”" for value in wanted)
        return Check(_("only rows with {values}").format(values=listed))
    if any(each.label_from == name for each in mapping.columns if name):
        return Check(_("says what the column beside it is"))
    checker = _CHECKERS.get(column.field)
    if checker is None and column.field in MONEY:
        checker = _check_money
    if checker is None and column.field.startswith("consent."):
        checker = _check_consent
    return checker(column, told, mapping) if checker else Check()


def _check_name(column: Column, told: ColumnStatistics, mapping: Mapping) -> Check:
    if column.label == FAMILY_FIRST:
        return Check(_("“Last, First” recognised"))
    if told.count(Kind.NUMBER) * 2 > told.filled:
        return Check(_("these are numbers"), is_fine=False)
    return Check()


def _check_phone(column: Column, told: ColumnStatistics, mapping: Mapping) -> Check:
    return _look_right(told.count(Kind.PHONE), told.filled)


def _check_email(column: Column, told: ColumnStatistics, mapping: Mapping) -> Check:
    return _look_right(told.count(Kind.EMAIL), told.filled)


def _check_day(column: Column, told: ColumnStatistics, mapping: Mapping) -> Check:
    order = column.date_format or mapping.date_format
    if "%" in order:
        return Check(_("as {format}").format(format=order))
    right = told.count(_ORDER_KINDS.get(order, _DAYS))
    if column.field != "visit.day":
        right += told.count(Kind.PART_OF_DAY)
    is_open = not date_order(told) and told.count(Kind.DAY_FIRST) > 0
    parts = [_order_words(order, told, is_open=is_open), _span(order, told)]
    if right < told.filled:
        parts.append(_right_of(right, told.filled))
    said = ", ".join(part for part in parts if part)
    return Check(said, is_fine=not is_open and right >= told.filled)


def _order_words(order: str, told: ColumnStatistics, *, is_open: bool) -> str:
    if not told.count(Kind.DAY_FIRST | Kind.MONTH_FIRST):
        return ""
    said = _("month first") if order == "mdy" else _("day first")
    return _("{order}, though it could be the other way").format(order=said) if is_open else said


def _span(order: str, told: ColumnStatistics) -> str:
    spans = [span for each, span in told.spans.items() if each in {order, "ymd"} or not order]
    if not spans:
        return ""
    first, last = min(span[0] for span in spans).year, max(span[1] for span in spans).year
    return str(first) if first == last else _("{first} to {last}").format(first=first, last=last)


def _check_money(column: Column, told: ColumnStatistics, mapping: Mapping) -> Check:
    mark = column.decimal_mark or mapping.decimal_mark
    parts = []
    if told.count(Kind.COMMA | Kind.POINT):
        parts.append(_("comma decimals") if mark == "," else _("point decimals"))
    parts += [sign for sign, _times in told.signs.most_common(3)]
    if not told.signs and mapping.currency:
        parts.append(mapping.currency)
    negative = told.count(Kind.NEGATIVE)
    if negative:
        text = ngettext("{count} below zero", "{count} below zero", negative)
        parts.append(text.format(count=f"{negative:,}"))
    right = told.count(Kind.NUMBER)
    if right < told.filled:
        parts.append(_right_of(right, told.filled))
    proven = decimal_mark(told)
    is_fine = right >= told.filled and len(told.signs) < 2 and proven in {"", mark}
    return Check(", ".join(parts), is_fine=is_fine)


def _check_quantity(column: Column, told: ColumnStatistics, mapping: Mapping) -> Check:
    return _look_right(told.count(Kind.NUMBER), told.filled, quiet=True)


def _check_time(column: Column, told: ColumnStatistics, mapping: Mapping) -> Check:
    return _look_right(told.count(Kind.CLOCK | _DAYS), told.filled, quiet=True)


def _check_consent(column: Column, told: ColumnStatistics, mapping: Mapping) -> Check:
    yes, no = told.count(Kind.YES | _DAYS), told.count(Kind.NO)
    if column.label == WITHDRAWN:
        yes, no = no, yes
    other = told.filled - yes - no
    text = _("{yes} yes, {no} no").format(yes=f"{yes:,}", no=f"{no:,}")
    if other:
        unread = ngettext("{count} says neither", "{count} say neither", other)
        text = f"{text}, {unread.format(count=f'{other:,}')}"
    return Check(text, is_fine=not other)


def _check_key(column: Column, told: ColumnStatistics, mapping: Mapping) -> Check:
    if told.constant:
        return Check(_always(told.constant), is_fine=False)
    return Check()


def _check_extra(column: Column, told: ColumnStatistics, mapping: Mapping) -> Check:
    words = {
        "number": _("a field of your own: numbers"),
        "day": _("a field of your own: days"),
        "yes_no": _("a field of your own: yes or no"),
        "choice": _("a field of your own: {count} to choose from"),
    }
    text = words.get(column.type) or _("a field of your own: text")
    return Check(text.format(count=len(told.distinct)))


def _check_ignored(column: Column, told: ColumnStatistics, mapping: Mapping) -> Check:
    if told.constant:
        return Check(_always(told.constant))
    text = ngettext("{count} value left out", "{count} values left out", told.filled)
    return Check(text.format(count=f"{told.filled:,}"))


def _always(value: str) -> str:
    return _("always {value}").format(value=elide(" ".join(value.split()), _LONGEST))


def _look_right(right: int, of: int, *, quiet: bool = False) -> Check:
    if right >= of:
        if quiet:
            return Check()
        text = ngettext("{count} looks right", "all {count} look right", of)
        return Check(text.format(count=f"{of:,}"))
    return Check(_right_of(right, of), is_fine=right * 20 >= of * 19)


def _right_of(right: int, of: int) -> str:
    return _("{right} of {all} look right").format(right=f"{right:,}", all=f"{of:,}")


_Checker = Callable[[Column, ColumnStatistics, Mapping], Check]

_CHECKERS: Final[dict[str, _Checker]] = {
    "client.name": _check_name,
    "client.given": _check_name,
    "client.family": _check_name,
    "client.phone": _check_phone,
    "client.email": _check_email,
    "client.born": _check_day,
    "client.date": _check_day,
    "visit.day": _check_day,
    "visit.time": _check_time,
    "purchase.quantity": _check_quantity,
    "client.key": _check_key,
    "visit.key": _check_key,
    "extra": _check_extra,
    "ignore": _check_ignored,
}
