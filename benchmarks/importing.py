"""How fast files come in, beside reading them with ``csv`` and writing the same rows by hand.

Both are processor time of this process: what else the machine does would be half of the figure.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from time import process_time
from typing import Any, Final

from crm.clock import SystemClock
from crm.exchange.importing import import_file
from crm.exchange.mapping import Mapping, load_mapping
from crm.store.connection import DataFileDatabase, connect
from crm.store.migrating import create_file
from crm.workspace import Workspace

ROOT: Final = Path(__file__).resolve().parents[1]
CDNOW: Final = ROOT.parent / "shared" / "data" / "purchases" / "CDNOW_master.txt"

_SEED: Final = 20261121
_ROWS_A_CLIENT: Final = 20
_AT_ONCE: Final = 50_000
_TABLES: Final = (
    "client", "client_key", "item", "visit", "purchase", "client_summary", "client_spend",
    "search_entry", "search_near",
)  # fmt: skip
_FTS: Final = "INSERT INTO search_word (rowid, name, alias, other, code, part) VALUES (?,?,?,?,?,?)"


@dataclass(frozen=True, slots=True)
class Measured:
    """Rows of the file a second of processor time, and the same of the floor.

    ``ratio`` is to be 0.5 or more.
    """

    name: str
    figure: float
    floor: float

    @property
    def ratio(self) -> float:
        return self.figure / self.floor


def run(folder: Path, rows: int = 1_000_000) -> list[Measured]:
    """Import CDNOW (where it lies beside the project) and ``rows`` generated rows."""
    measured = []
    if CDNOW.exists():
        mapping = load_mapping(ROOT / "docs" / "examples" / "cdnow-master.json")
        measured += _measure(folder, "import CDNOW", CDNOW, mapping, " ")
    generated = folder / "generated.csv"
    generate(generated, rows)
    return measured + _measure(folder, f"import {rows:,} rows", generated, None, ",")


def generate(path: Path, rows: int, *, seed: int = _SEED) -> None:
    """A till's export in the order of time, as tills write them, the same for every run."""
    chance = random.Random(seed)
    clients = max(1, rows // _ROWS_A_CLIENT)
    first = date(2006, 1, 1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("Client", "Date", "Item", "Quantity", "Amount"))
        for row in range(rows):
            day = first + timedelta(days=row * 7_000 // rows)
            item = f"Item {int(chance.paretovariate(0.6)) % 400}"
            cents = chance.randrange(80, 20_000)
            writer.writerow(
                (
                    f"C{chance.randrange(clients):06}",
                    day.isoformat(),
                    item,
                    1 + chance.randrange(10) // 8,
                    f"{cents // 100}.{cents % 100:02}",
                )
            )


def _measure(
    folder: Path, name: str, path: Path, mapping: Mapping | None, delimiter: str
) -> list[Measured]:
    imported = folder / "imported.db"
    _remove(imported)
    workspace = Workspace.open(imported)
    started = process_time()
    import_file(workspace.store, path, mapping, today=SystemClock().today())
    seconds = process_time() - started
    workspace.close()
    read, count = _read(path, delimiter)
    plain = read + _write(imported, folder / "floor.db")
    return [Measured(name, count / seconds, count / plain)]


def _read(path: Path, delimiter: str) -> tuple[float, int]:
    """Seconds that ``csv`` takes for the file, and how many rows it has."""
    started = process_time()
    with path.open(encoding="utf-8", newline="") as file:
        count = sum(1 for _row in csv.reader(file, delimiter=delimiter, skipinitialspace=True))
    return process_time() - started, count


def _write(source: Path, target: Path) -> float:
    """Seconds to write every row of ``source`` into the same tables and indexes of ``target``."""
    _remove(target)
    create_file(target)
    reader, writer = connect(source), connect(target)
    seconds = 0.0
    writer.execute_sql("BEGIN IMMEDIATE")
    for table in _TABLES:
        seconds += _copy(reader, writer, f'SELECT * FROM "{table}"', table)
    words = "SELECT place, name, alias, other, code, part FROM search_entry ORDER BY place"
    seconds += _put(writer, _FTS, reader.execute_sql(words))
    started = process_time()
    writer.execute_sql("COMMIT")
    seconds += process_time() - started
    reader.close()
    writer.close()
    return seconds


def _copy(reader: DataFileDatabase, writer: DataFileDatabase, sql: str, table: str) -> float:
    cursor = reader.execute_sql(sql)
    marks = ", ".join("?" * len(cursor.description))
    return _put(writer, f'INSERT INTO "{table}" VALUES ({marks})', cursor)


def _put(writer: DataFileDatabase, sql: str, rows: Iterator[Any]) -> float:
    """Seconds in ``executemany`` alone; fetching what it is given is not counted."""
    seconds = 0.0
    while batch := list(islice(rows, _AT_ONCE)):
        started = process_time()
        writer.connection().executemany(sql, batch)
        seconds += process_time() - started
    return seconds


def _remove(path: Path) -> None:
    for each in path.parent.glob(path.name + "*"):
        each.unlink()
