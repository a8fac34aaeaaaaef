"""``python -m benchmarks``: every figure beside its floor in the same run, as a table and JSON."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.figures import Figure, at_least_times, growth, table

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt
# A machine without letters for some script says so each time; that is not what is measured.
os.environ.setdefault("QT_LOGGING_RULES", "qt.text.font.db=false")

_SIZES: Final = (1_000, 10_000, 100_000)
_GROWING: Final = ("keystroke", "typo", "profile", "log")
_MOST_GROWTH: Final = 2.0


@dataclass(frozen=True, slots=True)
class Amounts:
    """How often each thing is done, and how many rows are imported."""

    starts: int = 15
    fragments: int = 1_000
    profiles: int = 200
    places: int = 100
    visits: int = 200
    rows: int = 1_000_000
    sheet_rows: int = 100_000
    typed: int = 200


def run(
    sizes: Sequence[int], folder: Path, *, only: str = "", amounts: Amounts | None = None
) -> list[Figure]:
    """Measure shops of these numbers of clients, which are made in ``folder`` or found there.

    ``only`` is one of ``start``, ``window``, ``log``, ``memory``, ``same``, ``clients`` and
    ``import`` or ``xlsx``, empty for all.
    """
    amounts = amounts or Amounts()
    figures = [
        figure for clients in sizes for figure in _measure_shop(clients, folder, only, amounts)
    ]
    if only in ("", "same"):
        figures += _measure_lists(folder)
    if only in ("", "import"):
        figures += _measure_import(folder, amounts)
    if only in ("", "xlsx"):
        figures += _measure_workbook(folder, amounts)
    growing = [each for each in figures if each.name in _GROWING]
    return figures + growth(growing, _MOST_GROWTH)


def report(figures: Sequence[Figure]) -> dict[str, Any]:
    """The figures with what they were measured on, as JSON values."""
    return {"machine": machine(), "figures": [each.to_json() for each in figures]}


def machine() -> dict[str, Any]:
    """What the figures were measured on; only their ratios mean much elsewhere."""
    from PySide6.QtCore import qVersion
    from sqlcipher3 import dbapi2

    return {
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "qt": qVersion(),
        "sqlite": dbapi2.sqlite_version,
    }


def _measure_shop(clients: int, folder: Path, only: str, amounts: Amounts) -> list[Figure]:
    from benchmarks.shops import shop_of

    if only in ("import", "xlsx"):
        return []
    _say(f"a shop of {clients:,} clients")
    path = shop_of(folder, clients)
    found: list[Figure] = []
    for name, measure in _MEASURES.items():
        if only in ("", name):
            _say(f"{name}, {clients:,} clients")
            found += measure(path, folder, clients, amounts)
    return found


def _start(path: Path, folder: Path, clients: int, amounts: Amounts) -> list[Figure]:
    from benchmarks import starts

    return starts.measure(path, folder, clients, amounts.starts)


def _window(path: Path, folder: Path, clients: int, amounts: Amounts) -> list[Figure]:
    from benchmarks import keystrokes, profiles
    from benchmarks.desk import Desk

    with Desk(path) as desk:
        return [
            *keystrokes.measure(desk, clients, amounts.fragments),
            *profiles.measure(desk, clients, amounts.profiles),
            *keystrokes.measure_large(desk, clients, max(2, amounts.fragments // 5)),
        ]


def _log(path: Path, folder: Path, clients: int, amounts: Amounts) -> list[Figure]:
    from benchmarks import visits

    return visits.measure(path, folder, clients, amounts.visits)


def _memory(path: Path, folder: Path, clients: int, amounts: Amounts) -> list[Figure]:
    from benchmarks import starts

    return starts.measure_memory(path, folder, clients)


def _clients(path: Path, folder: Path, clients: int, amounts: Amounts) -> list[Figure]:
    from benchmarks import lists
    from benchmarks.desk import Desk

    with Desk(path) as desk:
        return lists.measure(desk, clients, amounts.places)


def _same(path: Path, folder: Path, clients: int, amounts: Amounts) -> list[Figure]:
    from benchmarks import same

    return same.measure(path, clients, amounts.typed)


_MEASURES: Final[dict[str, Callable[[Path, Path, int, Amounts], list[Figure]]]] = {
    "start": _start,
    "window": _window,
    "log": _log,
    "memory": _memory,
    "same": _same,
    "clients": _clients,
}


def _measure_lists(folder: Path) -> list[Figure]:
    from benchmarks import same

    _say("lists with known doubles")
    return same.measure_lists(folder)


def _measure_import(folder: Path, amounts: Amounts) -> list[Figure]:
    from benchmarks import importing

    _say("import")
    return [
        Figure("import", each.name, None, each.figure, each.floor, "rows/s", at_least_times(0.5))
        for each in importing.run(folder, amounts.rows)
    ]


def _measure_workbook(folder: Path, amounts: Amounts) -> list[Figure]:
    from benchmarks import workbooks

    _say("xlsx")
    return workbooks.measure(folder, amounts.sheet_rows)


def _say(text: str) -> None:
    print(f"benchmarks: {text}", file=sys.stderr, flush=True)


def main(argv: Sequence[str] | None = None) -> int:
    """Run what the arguments ask for; 1 where an aim was missed at the largest size."""
    arguments = _parser().parse_args(argv)
    sizes = sorted({int(size) for size in arguments.clients.split(",")})
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        figures = run(sizes, folder, only=arguments.only)
    print(table(figures))
    if arguments.json:
        text = json.dumps(report(figures), ensure_ascii=False, indent=2)
        arguments.json.write_text(text + "\n", "utf-8")
    return int(any(each.is_met is False and each.clients in (None, sizes[-1]) for each in figures))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--clients", default=",".join(map(str, _SIZES)), help="sizes of shops")
    parser.add_argument("--only", default="", choices=["", *_MEASURES, "import", "xlsx"])
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the shops there")
    return parser


if __name__ == "__main__":
    sys.exit(main())
