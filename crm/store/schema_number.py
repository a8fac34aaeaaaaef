"""Which schema this program writes, told without loading what would bring a file to it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

MIGRATIONS: Final = Path(__file__).with_name("migrations")

_NAME: Final = re.compile(r"(\d+)_\w+")


def newest_schema(folder: Path = MIGRATIONS) -> int:
    """The number of the last migration; raises RuntimeError where the program has none."""
    names = [_NAME.fullmatch(each.stem) for each in folder.glob("*.py")]
    numbers = [int(name[1]) for name in names if name]
    if not numbers:
        raise RuntimeError(f"The program is incomplete: no migrations in {folder}.")
    return max(numbers)
