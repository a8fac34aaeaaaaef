"""What stands in the columns of a table, counted over all of its rows in one pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from typing import Final

from crm.exchange.records import LONGEST_NOTE
from crm.exchange.value_kinds import Facts, facts_of

MOST_DISTINCT: Final = 60
"""Different values of one column that are told apart; of more it is only known that they are."""

_SAMPLES: Final = 5
_REMEMBERED: Final = 100_000
_LONGEST_KEPT: Final = 400


@dataclass(slots=True)
class ColumnStatistics:
    """What stands in one column.

    ``rows`` is how many there are, ``filled`` how many have a value; ``samples`` are the first
    different values. ``distinct`` counts values while there are at most ``MOST_DISTINCT``, and
    is empty beyond. ``signs`` counts what stands beside numbers, ``spans`` are the first and the
    last day in each order they can be read in.
    """

    rows: int = 0
    filled: int = 0
    samples: list[str] = field(default_factory=list)
    distinct: Counter[str] = field(default_factory=Counter)
    signs: Counter[str] = field(default_factory=Counter)
    spans: dict[str, tuple[date, date]] = field(default_factory=dict)
    longest: int = 0
    _kinds: Counter[int] = field(default_factory=Counter)
    _is_diverse: bool = False

    def count(self, kinds: int) -> int:
        """How many values could be one of ``kinds``."""
        return sum(times for each, times in self._kinds.items() if each & kinds)

    def count_both(self, some: int, others: int) -> int:
        """How many values could be one of ``some`` and one of ``others`` as well."""
        return sum(times for each, times in self._kinds.items() if each & some and each & others)

    def share(self, kinds: int) -> float:
        """The part of the values that could be one of ``kinds``, 0 where there is no value."""
        return self.count(kinds) / self.filled if self.filled else 0.0

    @property
    def is_diverse(self) -> bool:
        """Whether it holds more different values than are told apart."""
        return self._is_diverse

    @property
    def constant(self) -> str:
        """The value that every row has, empty where they differ or there are too few to tell."""
        if self.rows < 3 or self.filled < self.rows or len(self.distinct) != 1:
            return ""
        return next(iter(self.distinct))

    def take(self, value: str, times: int, facts: Facts) -> None:
        """Count a value that is not empty."""
        self.filled += times
        self.longest = max(self.longest, len(value))
        self._kinds[facts.kinds] += times
        if facts.sign:
            self.signs[facts.sign] += times
        for order, day in facts.days:
            first, last = self.spans.get(order, (day, day))
            self.spans[order] = (min(first, day), max(last, day))
        if len(self.samples) < _SAMPLES and value[:_LONGEST_KEPT] not in self.samples:
            self.samples.append(value[:_LONGEST_KEPT])
        if not self._is_diverse:
            self.distinct[value[:_LONGEST_KEPT]] += times
            if len(self.distinct) > MOST_DISTINCT:
                self._is_diverse = True
                self.distinct.clear()


class TableStatistics:
    """The statistics of every column of a table; its memory is that of some thousand rows.

    ``is_whole`` tells whether all rows were counted or only the first.
    """

    def __init__(self, width: int, *, is_whole: bool = False) -> None:
        self.columns = [ColumnStatistics() for _place in range(width)]
        self.is_whole = is_whole
        self.rows = 0
        self._facts: dict[str, Facts] = {}

    def column(self, position: int) -> ColumnStatistics:
        """The statistics of a column, counted from 1; empty ones where the table is narrower."""
        place = position - 1
        return self.columns[place] if 0 <= place < len(self.columns) else ColumnStatistics()

    def take(self, rows: Sequence[Sequence[str]]) -> None:
        """Count some rows, however wide they are."""
        self.rows += len(rows)
        for place, values in enumerate(zip_longest(*rows, fillvalue="")):
            if place == len(self.columns):
                self.columns.append(ColumnStatistics(rows=self.rows - len(rows)))
            self._take_column(self.columns[place], values)
        for column in self.columns:
            column.rows = self.rows

    def take_cell(self, position: int, value: str) -> ColumnStatistics:
        """Count one more value of a single column."""
        column = self.column(position)
        stripped = value.strip()
        if stripped:
            column.take(stripped, 1, self._facts_of(stripped[:LONGEST_NOTE]))
        return column

    def _take_column(self, column: ColumnStatistics, values: Sequence[str]) -> None:
        for value, times in Counter(values).items():
            stripped = value.strip()
            if stripped:
                column.take(stripped, times, self._facts_of(stripped[:LONGEST_NOTE]))

    def _facts_of(self, value: str) -> Facts:
        facts = self._facts.get(value)
        if facts is None:
            if len(self._facts) >= _REMEMBERED:
                self._facts.clear()
            facts = self._facts[value] = facts_of(value)
        return facts
