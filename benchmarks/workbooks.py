"""How fast a workbook becomes records, beside calamine reading it and throwing it away."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from time import process_time
from typing import Final

from benchmarks.figures import Figure, at_most_times
from crm.clock import SystemClock
from crm.exchange.reading import read_records

_SEED: Final = 20261121
_TIMES: Final = 3
_HEADER: Final = (
    "Customer ID", "First name", "Last name", "Email", "Phone", "Street", "Postcode", "Town",
    "Birthday", "Notes",
)  # fmt: skip


def measure(folder: Path, rows: int) -> list[Figure]:
    """The seconds of processor time for ``rows`` clients with ten columns, the best of three."""
    path = folder / f"clients-{rows}.xlsx"
    if not path.exists():
        generate(path, rows)
    floors, figures = [], []
    for _time in range(_TIMES):
        floors.append(_throw_away(path))
        figures.append(_read(path))
    aim = at_most_times(3.0)
    return [Figure("xlsx", f"{rows:,} rows to records", None, min(figures), min(floors), "s", aim)]


def generate(path: Path, rows: int, *, seed: int = _SEED) -> None:
    """A list of clients as a spreadsheet keeps it, the same for every run."""
    import xlsxwriter

    chance = random.Random(seed)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Clients")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, _HEADER)
        for row in range(1, rows + 1):
            family = f"Berg {chance.randrange(5_000)}"
            cells = (
                row, f"Anna {chance.randrange(900)}", family, f"client{row}@shop.test",
                f"07700 {chance.randrange(10**6):06}", f"{family} Street {chance.randrange(200)}",
                f"{chance.randrange(10_000, 99_999)}", f"Town {chance.randrange(400)}",
            )  # fmt: skip
            sheet.write_row(row, 0, cells)
            born = date(1940, 1, 1) + timedelta(days=chance.randrange(25_000))
            sheet.write_datetime(row, len(cells), born, day)
            sheet.write(row, len(cells) + 1, "likes tea" if row % 7 == 0 else "")


def _throw_away(path: Path) -> float:
    from python_calamine import CalamineWorkbook

    started = process_time()
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    for _row in sheet.to_python():
        pass
    return process_time() - started


def _read(path: Path) -> float:
    today = SystemClock().today()
    started = process_time()
    for _record in read_records(path, None, today):
        pass
    return process_time() - started
