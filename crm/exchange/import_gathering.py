"""Rows of purchases gathered into visits beside the shop's tables, whatever their order was.

All of it is done by the database, so that no row passes through Python a second time and memory
does not grow with the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple

from crm.store.scratch import Scratch
from crm.text import clean_block

# ``place`` is what rows are sorted by first, in one number: the client, then the day.
_DAY_BITS: Final = 22
_DAY: Final = (1 << _DAY_BITS) - 1
_NUMBER_BITS: Final = 40
_MARK: Final = "\x1f"  # stands before what :func:`said_of` puts before a note
_NUMBER: Final = (1 << _NUMBER_BITS) - 1

_LINE: Final = (
    "place INTEGER, currency TEXT, receipt TEXT, token TEXT, day TEXT, at TEXT, "
    "item_id INTEGER, quantity INTEGER, amount INTEGER, note TEXT"
)
GATHERING_TABLES: Final = (
    f"CREATE TABLE scratch.line ({_LINE})",
    f"CREATE TABLE scratch.sorted (number INTEGER PRIMARY KEY, {_LINE})",
    # A visit and the numbers of its first and last line.
    "CREATE TABLE scratch.gathered (visit INTEGER PRIMARY KEY, first INTEGER, last INTEGER, "
    "client_id INTEGER, day TEXT, currency TEXT, total INTEGER, key TEXT)",
    "CREATE TABLE scratch.said (visit INTEGER PRIMARY KEY, note TEXT, channel TEXT, staff TEXT)",
    "CREATE TABLE scratch.standing (visit INTEGER PRIMARY KEY, visit_id INTEGER)",
)
_STAGE: Final = "INSERT INTO scratch.line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_COLUMNS: Final = "place, currency, receipt, token, day, at, item_id, quantity, amount, note"
_SORT: Final = (
    f"INSERT INTO scratch.sorted ({_COLUMNS}) SELECT {_COLUMNS} FROM scratch.line "
    "ORDER BY place, currency, receipt, rowid"
)
_GATHER: Final = f"""
    INSERT INTO scratch.gathered (first, last, client_id, day, currency, total, key)
    SELECT MIN(number), MAX(number), place >> {_DAY_BITS}, MIN(day), currency, SUM(amount),
        ? || ':' || MIN(token) || ':' || MIN(day) || ':' || currency || ':' || receipt
    FROM scratch.sorted GROUP BY place, currency, receipt ORDER BY place, currency, receipt
"""
_NOTES: Final = (
    "SELECT g.visit, s.note FROM scratch.gathered g "
    "CROSS JOIN scratch.sorted s ON s.number BETWEEN g.first AND g.last "
    "WHERE s.note <> '' ORDER BY g.visit, s.number"
)
_FIND_STANDING: Final = (
    "INSERT INTO scratch.standing SELECT g.visit, v.id "
    "FROM scratch.gathered g CROSS JOIN visit v ON v.key = g.key"
)
_STANDING: Final = """
    SELECT t.visit, v.id, g.client_id, g.day, g.currency, v.total,
        (SELECT COALESCE(MAX(position), -1) + 1 FROM purchase WHERE visit_id = v.id)
    FROM scratch.standing t CROSS JOIN scratch.gathered g ON g.visit = t.visit
    CROSS JOIN visit v ON v.id = t.visit_id
    WHERE t.visit > ? ORDER BY t.visit LIMIT ?
"""
_LINES: Final = (
    "SELECT s.item_id, s.quantity, s.amount FROM scratch.gathered g "
    "CROSS JOIN scratch.sorted s ON s.number BETWEEN g.first AND g.last "
    "WHERE g.visit = ? AND s.item_id > 0 ORDER BY s.number"
)
_LEAVE_OUT: Final = (
    "DELETE FROM scratch.sorted WHERE number IN (SELECT s.number FROM scratch.standing t "
    "CROSS JOIN scratch.gathered g ON g.visit = t.visit "
    "CROSS JOIN scratch.sorted s ON s.number BETWEEN g.first AND g.last)",
    "DELETE FROM scratch.gathered WHERE visit IN (SELECT visit FROM scratch.standing)",
)
_SALES: Final = f"""
    SELECT item_id, currency, COUNT(*), SUM(amount), SUM(amount >= 0),
        MAX(CASE WHEN amount > 0 AND quantity > 0
            THEN ((place & {_DAY}) << {_NUMBER_BITS}) | number END) AS last
    FROM scratch.sorted WHERE item_id > 0 GROUP BY item_id, currency ORDER BY item_id, last
"""
_SALE: Final = "SELECT day, quantity, amount FROM scratch.sorted WHERE number = ?"
_VISITED: Final = (
    "SELECT DISTINCT client_id FROM scratch.gathered WHERE client_id < ? ORDER BY client_id"
)
_SAID: Final = (
    "SELECT DISTINCT client_id FROM scratch.said d CROSS JOIN scratch.gathered g "
    "ON g.visit = d.visit WHERE d.note <> '' AND client_id < ? ORDER BY client_id"
)


class StandingVisit(NamedTuple):
    """A visit of the file that the shop has; ``total`` and ``position`` are what it has there."""

    visit: int
    id: int
    client_id: int
    day: str
    currency: str
    total: int
    position: int


class ItemSales(NamedTuple):
    """The lines of one item in one currency; ``last`` is the latest day, quantity and amount."""

    item_id: int
    currency: str
    lines: int
    total: int
    sales: int
    last: tuple[str, int, int] | None


class Gathering:
    """The lines of a file in scratch tables, first as they come, then as visits."""

    def __init__(self, scratch: Scratch) -> None:
        self._scratch = scratch
        self._has_notes = False

    def stage(self, lines: Sequence[tuple[Any, ...]], *, with_notes: bool) -> None:
        """Take lines as :func:`place_of` and the columns of ``scratch.line`` say."""
        self._scratch.put(_STAGE, lines)
        self._has_notes = self._has_notes or with_notes

    def gather(self, source: str) -> None:
        """Make visits of the lines; ``source`` begins their keys."""
        self._scratch.run(_SORT)
        self._scratch.run("DELETE FROM scratch.line")
        self._scratch.run(_GATHER, [source])
        if self._has_notes:
            self._scratch.put("INSERT INTO scratch.said VALUES (?, ?, ?, ?)", self._notes())

    def find_standing(self) -> None:
        """Look up which of the visits the shop has."""
        self._scratch.run(_FIND_STANDING)

    def list_standing(self, after: int, limit: int) -> list[StandingVisit]:
        """The next visits that the shop has."""
        return [StandingVisit(*row) for row in self._scratch.scan(_STANDING, [after, limit])]

    def lines_of(self, visit: int) -> list[tuple[int, int, int]]:
        """Item, thousandths and minor units of each purchase."""
        return [(row[0], row[1], row[2]) for row in self._scratch.scan(_LINES, [visit])]

    def leave_standing_out(self) -> None:
        """Keep only the visits that the shop does not have."""
        for statement in _LEAVE_OUT:
            self._scratch.run(statement)

    def count(self) -> int:
        """How many visits there are."""
        return int(self._found("SELECT COUNT(*) FROM scratch.gathered"))

    def last_visit(self) -> int:
        """The greatest number of a visit; below it some may be missing."""
        return int(self._found("SELECT COALESCE(MAX(visit), 0) FROM scratch.gathered"))

    def span(self, first: int, last: int) -> tuple[int, int] | None:
        """The first and the last line of these visits, None where there is none of them."""
        sql = "SELECT MIN(first), MAX(last) FROM scratch.gathered WHERE visit BETWEEN ? AND ?"
        row = self._scratch.find(sql, [first, last])
        return None if row is None or row[0] is None else (row[0], row[1])

    def list_sales(self) -> Iterator[ItemSales]:
        """What was sold, item by item, what was sold last after what was sold before."""
        for item_id, currency, lines, total, sales, last in list(self._scratch.scan(_SALES)):
            found = None if last is None else self._scratch.find(_SALE, [last & _NUMBER])
            sale = found and (found[0], found[1], found[2])
            yield ItemSales(item_id, currency, lines, total, sales, sale)

    def list_visited(self, before: int) -> set[int]:
        """The clients with ids below ``before`` who have a visit."""
        return {row[0] for row in self._scratch.scan(_VISITED, [before])}

    def list_told(self, before: int) -> set[int]:
        """Those of them of whose visits something is said."""
        return {row[0] for row in self._scratch.scan(_SAID, [before])}

    def _notes(self) -> Iterator[tuple[int, str, str, str]]:
        for visit, rows in groupby(self._scratch.scan(_NOTES), key=itemgetter(0)):
            note = channel = staff = ""
            for _visit, said in rows:
                if said.startswith(_MARK):
                    _empty, came, served, said = said.split(_MARK, 3)
                    channel, staff = channel or came, staff or served
                if said:
                    note = _joined(note, said)
            yield visit, note, channel, staff

    def _found(self, sql: str) -> Any:
        row = self._scratch.find(sql)
        assert row is not None
        return row[0]


def place_of(client_id: int, day: int) -> int:
    """What the rows of one client on one day (its ordinal) have in common, and no others."""
    return client_id << _DAY_BITS | day


def said_of(note: str, channel: str, staff: str) -> str:
    """What a row says of its visit, with how they came and who served them before it.

    Most files tell neither, so that columns of their own would only make every line longer.
    """
    note = note.replace(_MARK, " ")
    if not (channel or staff):
        return note
    return _MARK.join(("", channel, staff.replace(_MARK, " "), note))


def _joined(note: str, said: str) -> str:
    """``note`` with what another row of the visit says, once."""
    text = clean_block(said, limit=4 * len(said))
    known = note.split("\n\n") if note else []
    return note if text in known else "\n\n".join([*known, text])
