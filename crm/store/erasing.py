"""Erasing rows for good: out of their tables, and out of what the undo log remembers of them.

Everything that belongs to an erased row goes with it, in whatever table it stands, and whatever
belonged to it at any time: a note that was removed a year ago still stands in the undo log. What
only mentions an erased row loses that mention. A step of the log that lost anything can no longer
be undone as a whole; what is left of it still serves to take an import back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from crm.store.connection import DataFileDatabase
from crm.store.links import Link, list_links
from crm.store.rows import Pack, packed, unpack
from crm.store.runs import columns_of
from crm.store.undo import ERASED

_TABLES: Final = (
    "CREATE TEMP TABLE erased (target TEXT, id INTEGER, PRIMARY KEY (target, id)) WITHOUT ROWID",
    "CREATE TEMP TABLE torn (step_id INTEGER PRIMARY KEY)",
    "CREATE TEMP TABLE named (target TEXT, id INTEGER, PRIMARY KEY (target, id)) WITHOUT ROWID",
)
_IN: Final = "(SELECT id FROM temp.erased WHERE target = '{target}')"
_PACKS: Final = "SELECT id FROM undo_row WHERE target = ? AND operation = 'remove' ORDER BY id"
_PACK: Final = "SELECT step_id, after FROM undo_row WHERE id = ?"


class Erasure:
    """Rows on their way out of the file, inside the transaction of :meth:`Store.erasing`.

    First it is told which rows go (:meth:`add`) and what else is to be forgotten; then
    :meth:`carry_out` finds what belongs to them and erases all of it.
    """

    def __init__(self, database: DataFileDatabase) -> None:
        self.retold: set[int] = set()
        self._database = database
        self._links = list_links(database)

    def __enter__(self) -> Erasure:
        for statement in _TABLES:
            self.run(statement)
        return self

    def __exit__(self, *error: object) -> None:
        if error[0] is None:  # else the transaction takes them away
            for table in ("erased", "torn", "named"):
                self.run(f"DROP TABLE temp.{table}")

    def run(self, sql: str, *values: Any) -> Any:
        """The cursor of a statement, which may read ``temp.erased`` (target, id).

        What it writes is not kept for undo.
        """
        return self._database.execute_sql(sql, values)

    def add(self, table: str, ids: Iterable[int]) -> None:
        """Let these rows go, and with them all that belongs to them."""
        sql = "INSERT OR IGNORE INTO temp.erased SELECT ?, value FROM json_each(?)"
        self.run(sql, table, json.dumps(list(ids)))

    def forget_steps(self, step_ids: Iterable[int]) -> None:
        """Let whole steps out of the undo log; what they wrote stays."""
        for step_id in step_ids:
            self._tear_step(step_id)
            self.run("DELETE FROM undo_row WHERE step_id = ?", step_id)

    def forget_changes(self, table: str, ids: Iterable[int]) -> None:
        """Let rows stay that spoke of an erased one, but not what the log knows of them."""
        sql = "INSERT OR IGNORE INTO temp.named SELECT ?, value FROM json_each(?)"
        self.run(sql, table, json.dumps(list(ids)))

    def retell(self, *client_ids: int) -> None:
        """Say whose words follow from what goes."""
        self.retold.update(client_ids)

    def carry_out(self) -> None:
        """Erase everything that was added, with all that belongs or belonged to it."""
        undone = self.run("SELECT id FROM undo_step WHERE undone IS NOT NULL").fetchall()
        self.forget_steps(row[0] for row in undone)
        self._spread()
        self._loosen()
        self._delete()
        for table in self._logged():
            self._forget_rows(table)
            self._forget_mentions(table)
            self._shorten_runs(table)
            self._sift_packs(table)
        self._settle_steps()

    # What belongs to what

    def _spread(self) -> None:
        fresh = self._erased_tables()
        while fresh:
            grown = set()
            for link in self._links:
                if link.target in fresh and not link.is_loose:
                    before = self._count(link.table)
                    self._spread_over(link)
                    if self._count(link.table) > before:
                        grown.add(link.table)
            fresh = grown

    def _spread_over(self, link: Link) -> None:
        """Add what belongs to erased rows, and what did before it was removed."""
        self.run(
            f"INSERT OR IGNORE INTO temp.erased SELECT '{link.table}', c.id FROM temp.erased e "
            f'CROSS JOIN "{link.table}" c ON c."{link.column}" = e.id '
            f"WHERE e.target = '{link.target}'"
        )
        self.run(
            f"INSERT OR IGNORE INTO temp.erased SELECT r.target, r.first_id FROM undo_row r "
            f"WHERE r.target = '{link.table}' AND r.operation = 'delete' "
            f"AND json_extract(r.before, '$.{link.column}') IN {_in(link.target)} "
            f'AND NOT EXISTS (SELECT 1 FROM "{link.table}" c WHERE c.id = r.first_id)'
        )
        erased = self._ids(link.target)
        for _log_id, _step_id, pack in self._packs(link.table):
            found = [row["id"] for row in _rows(pack) if row.get(link.column) in erased]
            self.add(link.table, set(found) - self._standing(link.table, found))

    def _standing(self, table: str, ids: Sequence[int]) -> set[int]:
        sql = f'SELECT id FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))'
        return {row[0] for row in self.run(sql, json.dumps(ids))} if ids else set()

    # The tables

    def _loosen(self) -> None:
        """Rows that stay point at nothing where they pointed at what goes."""
        for link in self._links:
            if link.is_loose and self._count(link.target):
                own = f"AND id NOT IN {_in(link.table)}" if link.table != link.target else ""
                self.run(
                    f'UPDATE "{link.table}" SET "{link.column}" = NULL, rev = rev + 1 '
                    f'WHERE "{link.column}" IN {_in(link.target)} {own}'
                )

    def _delete(self) -> None:
        for table in _in_order(self._erased_tables(), self._links):
            self.run(f'DELETE FROM "{table}" WHERE id IN {_in(table)}')

    # The undo log

    def _logged(self) -> list[str]:
        """The tables of which the log may remember something that goes."""
        erased = self._erased_tables()
        named = {row[0] for row in self.run("SELECT DISTINCT target FROM temp.named")}
        pointing = {link.table for link in self._links if link.target in erased}
        return sorted(erased | named | pointing)

    def _forget_rows(self, table: str) -> None:
        """What was changed of rows that go, or removed of them; also of those only named now."""
        gone = f"r.first_id IN {_in(table)}"
        named = f"r.first_id IN (SELECT id FROM temp.named WHERE target = '{table}')"
        belonged = "".join(
            f" OR json_extract(r.before, '$.{link.column}') IN {_in(link.target)}"
            for link in self._links_of(table)
            if not link.is_loose
        )
        self._drop(table, f"r.operation IN ('update', 'delete') AND ({gone} OR {named})")
        self._drop(table, f"CASE r.operation WHEN 'delete' THEN FALSE{belonged} END")
        self._tear(table, f"r.operation = 'insert' AND {_overlaps('named', table)}")

    def _forget_mentions(self, table: str) -> None:
        """Where rows that stay pointed at what goes, the log no longer knows that they did."""
        for link in self._links_of(table):
            path = f"'$.{link.column}'"
            mentions = (
                "CASE WHEN r.operation IN ('update', 'delete') "
                f"THEN json_extract(r.before, {path}) IN {_in(link.target)} "
                f"OR json_extract(r.after, {path}) IN {_in(link.target)} END"
            )
            self._tear(table, mentions)
            self.run(
                f"UPDATE undo_row AS r SET before = json_remove(before, {path}), "
                f"after = json_remove(after, {path}) "
                f"WHERE r.target = '{table}' AND r.operation = 'update' AND {mentions}"
            )
            self.run(
                f"UPDATE undo_row AS r SET before = json_set(before, {path}, NULL) "
                f"WHERE r.target = '{table}' AND r.operation = 'delete' AND {mentions}"
            )
        self._drop(table, "r.operation = 'update' AND r.before = '{}'")

    def _shorten_runs(self, table: str) -> None:
        """Let no run of added rows begin or end with one that goes, so that its number is free."""
        sql = (
            "SELECT r.id, r.step_id, r.first_id, r.last_id FROM undo_row r "
            f"WHERE r.target = '{table}' AND r.operation = 'insert' "
            f"AND {_overlaps('erased', table)}"
        )
        gone = self._ids(table)
        for log_id, step_id, first, last in self.run(sql).fetchall():
            self._tear_step(step_id)
            while first <= last and first in gone:
                first += 1
            while last > first and last in gone:
                last -= 1
            if first > last:
                self.run("DELETE FROM undo_row WHERE id = ?", log_id)
            else:
                sql = "UPDATE undo_row SET first_id = ?, last_id = ? WHERE id = ?"
                self.run(sql, first, last, log_id)

    def _sift_packs(self, table: str) -> None:
        """Take what goes out of the rows that were removed many at once."""
        named = self.run("SELECT id FROM temp.named WHERE target = ?", table)
        gone = {"id": self._ids(table) | {row[0] for row in named}}
        for link in self._links_of(table):
            gone[link.column] = self._ids(link.target)
        for log_id, step_id, pack in self._packs(table):
            goes = [any(row.get(name) in gone[name] for name in gone) for row in _rows(pack)]
            if any(goes):
                self._tear_step(step_id)
                rows = [row for row, is_gone in zip(pack.rows, goes, strict=True) if not is_gone]
                self._pack_again(log_id, Pack(pack.columns, rows))

    def _pack_again(self, log_id: int, pack: Pack) -> None:
        if not pack.rows:
            self.run("DELETE FROM undo_row WHERE id = ?", log_id)
            return
        place = pack.columns.index("id")
        self.run(
            "UPDATE undo_row SET first_id = ?, last_id = ?, after = ? WHERE id = ?",
            pack.rows[0][place], pack.rows[-1][place], packed(pack), log_id,
        )  # fmt: skip

    def _settle_steps(self) -> None:
        """Steps of which nothing is left go; others are known to lack something."""
        torn = "id IN (SELECT step_id FROM temp.torn)"
        sql = f"UPDATE undo_step SET action = ?, about = '', undone = NULL WHERE {torn}"
        self.run(sql, ERASED)
        # The last one stays, so that its number is not that of a new one.
        self.run(
            f"DELETE FROM undo_step WHERE {torn} AND id < (SELECT MAX(id) FROM undo_step) "
            "AND NOT EXISTS (SELECT 1 FROM undo_row r WHERE r.step_id = undo_step.id)"
        )

    def _drop(self, table: str, where: str) -> None:
        self._tear(table, where)
        self.run(
            "DELETE FROM undo_row WHERE id IN "
            f"(SELECT r.id FROM undo_row r WHERE r.target = '{table}' AND {where})"
        )

    def _tear(self, table: str, where: str) -> None:
        self.run(
            "INSERT OR IGNORE INTO temp.torn SELECT r.step_id FROM undo_row r "
            f"WHERE r.target = '{table}' AND {where}"
        )

    def _tear_step(self, step_id: int) -> None:
        self.run("INSERT OR IGNORE INTO temp.torn VALUES (?)", step_id)

    # Reading

    def _packs(self, table: str) -> Iterator[tuple[int, int, Pack]]:
        """The number, the step and the rows of each pack, one at a time in memory."""
        for (log_id,) in self.run(_PACKS, table).fetchall():
            step_id, after = self.run(_PACK, log_id).fetchone()
            pack = unpack(bytes(after))
            columns = pack.columns or columns_of(self._database, table)[: len(pack.rows[0])]
            yield log_id, step_id, Pack(columns, pack.rows)

    def _links_of(self, table: str) -> list[Link]:
        return [link for link in self._links if link.table == table]

    def _erased_tables(self) -> set[str]:
        return {row[0] for row in self.run("SELECT DISTINCT target FROM temp.erased")}

    def _count(self, table: str) -> int:
        sql = "SELECT COUNT(*) FROM temp.erased WHERE target = ?"
        return int(self.run(sql, table).fetchone()[0])

    def _ids(self, table: str) -> set[int]:
        return {row[0] for row in self.run("SELECT id FROM temp.erased WHERE target = ?", table)}


def _in(target: str) -> str:
    return _IN.format(target=target)


def _overlaps(among: str, table: str) -> str:
    """A condition: a run of added rows holds one of those noted."""
    return (
        f"EXISTS (SELECT 1 FROM temp.{among} e WHERE e.target = '{table}' "
        "AND e.id BETWEEN r.first_id AND r.last_id)"
    )


def _rows(pack: Pack) -> Iterator[dict[str, Any]]:
    return (dict(zip(pack.columns, row, strict=True)) for row in pack.rows)


def _in_order(tables: Iterable[str], links: Sequence[Link]) -> Iterator[str]:
    """The tables in an order in which none is pointed at by one further on."""
    waiting = sorted(tables)
    while waiting:
        held = {
            link.target for link in links if link.table in waiting and link.table != link.target
        }
        free = [table for table in waiting if table not in held] or waiting
        yield from free
        waiting = [table for table in waiting if table not in free]
