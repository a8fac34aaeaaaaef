"""How the axis names its days in the conventions of a locale."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QLocale

from ui.widgets.ribbon_scale import AxisWords, Unit


def axis_words(locale: QLocale, width: Callable[[str], float]) -> AxisWords:
    """The words of ``locale``: "14 Jul" or "Jul 14", its short months, its first day of the week.

    A January on an axis of months is its year; ``width`` gives a text's width in logical pixels.
    """
    months = [
        locale.standaloneMonthName(month, QLocale.FormatType.ShortFormat).rstrip(".")
        for month in range(1, 13)
    ]
    pattern = locale.dateFormat(QLocale.FormatType.ShortFormat)
    day_first = pattern.find("d") < pattern.find("M")

    def of_day(day: date) -> str:
        month = months[day.month - 1]
        return f"{day.day} {month}" if day_first else f"{month} {day.day}"

    def tick(day: date, unit: Unit) -> str:
        if unit in (Unit.DAY, Unit.WEEK):
            return of_day(day)
        if unit is Unit.YEAR or day.month == 1:
            return str(day.year)
        return months[day.month - 1]

    def first(day: date, unit: Unit) -> str:
        if unit in (Unit.DAY, Unit.WEEK):
            return of_day(day)
        return f"{months[day.month - 1]} {day.year}"

    return AxisWords(first, tick, width, locale.firstDayOfWeek().value - 1)
