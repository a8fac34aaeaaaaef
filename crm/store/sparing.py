"""What of an older step has to stay: what was changed since, and what something newer stands on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from crm.store.batches import in_batches
from crm.store.links import Link, list_links
from crm.store.rows import from_json
from crm.store.step import Step

_TABLES: Final = (
    "CREATE TEMP TABLE spared (place INTEGER PRIMARY KEY, target TEXT, id INTEGER, ours INTEGER, "
    "along INTEGER DEFAULT 0, UNIQUE (target, id))",
    "CREATE TEMP TABLE reason (target TEXT, id INTEGER, source TEXT, newest INTEGER, "
    "count INTEGER, columns TEXT)",
    "CREATE INDEX temp.reason_of ON reason (target, id)",
    "CREATE TEMP TABLE pointed (source TEXT, id INTEGER, name TEXT, value INTEGER, "
    "PRIMARY KEY (source, id, name, value)) WITHOUT ROWID",
)
_RUNS: Final = (
    "SELECT target, first_id, last_id FROM undo_row WHERE step_id = ? AND operation = 'insert' "
    "ORDER BY target, first_id"
)
_UPDATES: Final = (
    "SELECT target, first_id, after FROM undo_row WHERE step_id = ? AND operation = 'update'"
)
_SINCE: Final = (
    "SELECT r.target, r.operation, r.first_id, r.last_id, r.before FROM undo_row r "
    "CROSS JOIN undo_step s ON s.id = r.step_id WHERE r.step_id > ? AND s.undone IS NULL "
    "ORDER BY r.id"
)
_REASONS: Final = (
    "SELECT s.id, r.source, r.newest, r.count, r.columns FROM temp.spared s "
    "LEFT JOIN temp.reason r ON r.target = s.target AND r.id = s.id "
    "WHERE s.target = ? AND s.ours ORDER BY s.id, r.source"
)
# A condition: the step of the number {step} stands, and it is the one that wrote this row. A row
# that came from another file names a step of that file's log.
WRITTEN_BY: Final = (
    "EXISTS (SELECT 1 FROM undo_row w CROSS JOIN undo_step u ON u.id = w.step_id "
    "WHERE w.step_id = {step} AND w.target = '{table}' AND w.operation = 'insert' "
    "AND {row} BETWEEN w.first_id AND w.last_id AND u.undone IS NULL)"
)
_LOOKED_AT_ONCE: Final = 500

Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sparing:
    """What stays beside what was changed since, by the names of tables.

    Rows of ``kept`` tables stay. Each pair of ``whole`` is a table and what its rows belong to:
    they stay where all of that stays they belong to. Rows of ``loose`` tables never hold anything
    back, they go with it. A change of ``unnoticed`` columns alone is none.
    """

    kept: frozenset[str] = frozenset()
    whole: tuple[tuple[str, str], ...] = ()
    loose: frozenset[str] = frozenset()
    unnoticed: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row stays: ``columns`` of itself were changed, or ``count`` rows of ``table``, the
    newest of them ``newest_id``, stand on it that are newer or stay themselves."""

    table: str
    newest_id: int
    count: int
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SparedRow:
    """A row of the step that stays; without reasons it stays with what it belongs to."""

    id: int
    reasons: tuple[Reason, ...]


@dataclass(slots=True)
class _Since:
    """What happened to one row after the step."""

    before: dict[str, Any] = field(default_factory=dict)  # of each column changed, at first
    uuid: bytes | None = None  # of the row that was removed under this number
    came_again: bool = False


class Spared:
    """Looks for what has to stay of a step, inside the write that takes the rest back.

    Nothing that grows with the step is kept in memory; only what was changed since is.
    """

    def __init__(self, step: Step, older_id: int, sparing: Sparing) -> None:
        self._step = step
        self._older_id = older_id
        self._sparing = sparing
        self.links = list_links(step.database)
        self.runs: dict[str, list[Run]] = {}

    def __enter__(self) -> Spared:
        for statement in _TABLES:
            self._run(statement)
        self._find_runs()
        self._find_pointed()
        self._find_changed()
        self._find_newer()
        self._spread()
        return self

    def __exit__(self, *error: object) -> None:
        if error[0] is None:  # else the transaction takes them away
            self._run("DROP TABLE temp.spared")
            self._run("DROP TABLE temp.reason")
            self._run("DROP TABLE temp.pointed")

    def rows(self, table: str) -> Iterator[SparedRow]:
        """The rows of a table that stay, by their ids."""
        for row_id, group in groupby(self._run(_REASONS, table), key=itemgetter(0)):
            told = (row[1:] for row in group if row[1] is not None)
            reasons = (
                Reason(source, newest, count, _columns(columns))
                for source, newest, count, columns in told
            )
            yield SparedRow(row_id, tuple(reasons))

    def is_own(self, table: str, row_id: int) -> bool:
        """Whether the step wrote a row of this number."""
        return any(first <= row_id <= last for first, last in self.runs.get(table, ()))

    def own_sql(self, table: str, row: str) -> str:
        """A condition: the step wrote the row of the number ``row``."""
        runs = (f"{row} BETWEEN {first} AND {last}" for first, last in self.runs.get(table, ()))
        return f"({' OR '.join(runs) or 'FALSE'})"

    def stays_sql(self, table: str, row: str) -> str:
        """A condition: the row of the number ``row`` was written by another step, or is spared."""
        return f"(NOT {self.own_sql(table, row)} OR {_spared_sql(table, row)})"

    def goes_sql(self, table: str, row: str) -> str:
        """A condition: the row of the number ``row`` is taken back."""
        return f"({self.own_sql(table, row)} AND NOT {_spared_sql(table, row)})"

    def _find_runs(self) -> None:
        for table, first, last in self._run(_RUNS, self._older_id):
            if table in self._sparing.kept:
                continue
            runs = self.runs.setdefault(table, [])
            if runs and runs[-1][1] + 1 >= first:
                runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
            else:
                runs.append((first, last))

    def _find_pointed(self) -> None:
        """Where the step itself let older rows point at its own: that will be taken back too."""
        linking = {(link.table, link.column) for link in self._holding()}
        tables = {table for table, _column in linking}
        for table, row_id, after in self._run(_UPDATES, self._older_id):
            if table in tables:
                for name, value in from_json(after).items():
                    if (table, name) in linking and value is not None:
                        self._run(
                            "INSERT OR IGNORE INTO temp.pointed VALUES (?, ?, ?, ?)",
                            table, row_id, name, value,
                        )  # fmt: skip

    def _find_changed(self) -> None:
        for table, rows in self._since().items():
            for ids in in_batches(sorted(rows), _LOOKED_AT_ONCE):
                self._look_at(table, {row_id: rows[row_id] for row_id in ids})

    def _since(self) -> dict[str, dict[int, _Since]]:
        found: dict[str, dict[int, _Since]] = {}
        for table, operation, first, last, before in self._run(_SINCE, self._older_id):
            for row_id in self._own_ids(table, first, last):
                since = found.setdefault(table, {}).setdefault(row_id, _Since())
                if operation == "insert":
                    since.came_again = True
                elif operation in ("update", "delete") and before:
                    _remember(since, operation, from_json(before))
        return found

    def _own_ids(self, table: str, first: int, last: int) -> Iterator[int]:
        for start, end in self.runs.get(table, ()):
            yield from range(max(start, first), min(end, last) + 1)

    def _look_at(self, table: str, rows: Mapping[int, _Since]) -> None:
        sql = f'SELECT * FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))'
        cursor = self._run(sql, json.dumps(list(rows)))
        names: list[str] = [each[0] for each in cursor.description]
        for values in cursor.fetchall():
            current = dict(zip(names, values, strict=True))
            since = rows[current["id"]]
            if since.came_again and since.uuid != current["uuid"]:
                self._spare(table, current["id"], ours=False)
                continue
            hidden = self._sparing.unnoticed.get(table, frozenset()) | {"rev"}
            changed = [
                name
                for name, value in since.before.items()
                if name not in hidden and current.get(name) != value
            ]
            if changed:
                self._spare(table, current["id"], changed)

    def _spare(
        self, table: str, row_id: int, columns: Iterable[str] = (), ours: bool = True
    ) -> None:
        self._run(
            "INSERT OR IGNORE INTO temp.spared (target, id, ours) VALUES (?, ?, ?)",
            table, row_id, ours,
        )  # fmt: skip
        if ours:
            told = json.dumps(list(columns))
            self._run(
                "INSERT INTO temp.reason VALUES (?, ?, ?, ?, 1, ?)",
                table, row_id, table, row_id, told,
            )  # fmt: skip

    def _find_newer(self) -> None:
        for link in self._holding():
            column = f'c."{link.column}"'
            for first, last in self.runs[link.target]:
                self._run(
                    f"INSERT INTO temp.reason SELECT '{link.target}', {column}, '{link.table}', "
                    f'MAX(c.id), COUNT(*), NULL FROM "{link.table}" c '
                    f"WHERE {column} BETWEEN {first} AND {last} "
                    f"AND NOT {self.own_sql(link.table, 'c.id')} "
                    "AND NOT EXISTS (SELECT 1 FROM temp.pointed p WHERE p.id = c.id "
                    f"AND p.source = '{link.table}' AND p.name = '{link.column}' "
                    f"AND p.value = {column}) GROUP BY {column}"
                )
        self._run(
            "INSERT OR IGNORE INTO temp.spared (target, id, ours) "
            "SELECT DISTINCT target, id, 1 FROM temp.reason"
        )

    def _holding(self) -> list[Link]:
        """The links by which a row holds back what it stands on."""
        return [
            link
            for link in self.links
            if link.target in self.runs and link.table not in self._sparing.loose
        ]

    def _spread(self) -> None:
        """Spare what spared rows stand on and what belongs to them, until nothing is new."""
        seen = 0
        while (top := self._top()) > seen:
            for link in self._holding():
                if link.table in self.runs:
                    self._spare_below(link, seen, top)
            for table, target in self._sparing.whole:
                ends = [each for each in self.links if (each.table, each.target) == (table, target)]
                if table in self.runs:
                    for link in ends:
                        self._spare_above(link, ends, seen, top)
            seen = top

    def _top(self) -> int:
        return int(self._run("SELECT COALESCE(MAX(place), 0) FROM temp.spared").fetchone()[0])

    def _spare_below(self, link: Link, seen: int, top: int) -> None:
        """What the rows of ``link.table`` that were spared last stand on."""
        found = (
            f'FROM temp.spared s CROSS JOIN "{link.table}" c ON c.id = s.id '
            f"WHERE s.target = '{link.table}' AND s.place > {seen} AND s.place <= {top} "
            f"AND {self.own_sql(link.target, f'c.{link.column}')}"
        )
        self._run(
            f"INSERT INTO temp.reason SELECT '{link.target}', c.\"{link.column}\", "
            f"'{link.table}', MAX(c.id), COUNT(*), NULL {found} AND NOT s.along "
            f'GROUP BY c."{link.column}"'
        )
        self._run(
            "INSERT OR IGNORE INTO temp.spared (target, id, ours) "
            f"SELECT DISTINCT '{link.target}', c.\"{link.column}\", 1 {found}"
        )

    def _spare_above(self, link: Link, ends: list[Link], seen: int, top: int) -> None:
        """What belongs to the rows that were spared last, where its other ends stay too."""
        all_stay = " AND ".join(
            f'(c."{each.column}" IS NULL OR {self.stays_sql(each.target, f"c.{each.column}")})'
            for each in ends
        )
        self._run(
            "INSERT OR IGNORE INTO temp.spared (target, id, ours, along) "
            f"SELECT '{link.table}', c.id, 1, 1 FROM temp.spared s "
            f'CROSS JOIN "{link.table}" c ON c."{link.column}" = s.id '
            f"WHERE s.target = '{link.target}' AND s.place > {seen} AND s.place <= {top} "
            f"AND {self.own_sql(link.table, 'c.id')} AND {all_stay}"
        )

    def _run(self, sql: str, *values: Any) -> Any:
        return self._step.execute(sql, values)


def _spared_sql(table: str, row: str) -> str:
    return f"EXISTS (SELECT 1 FROM temp.spared g WHERE g.target = '{table}' AND g.id = {row})"


def _remember(since: _Since, operation: str, before: Mapping[str, Any]) -> None:
    if operation == "delete" and since.uuid is None:
        since.uuid = before["uuid"]
    for name, value in before.items():
        since.before.setdefault(name, value)


def _columns(text: str | None) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text else ()
