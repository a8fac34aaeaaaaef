"""Files of older schemas, as the programs of their time wrote them."""

from __future__ import annotations

import re
from pathlib import Path

from crm.store.connection import connect

_FOLDER = Path(__file__).parent
_NAME = re.compile(r"schema_(\d+)")


def list_older() -> dict[int, Path]:
    """The stored dump of each schema that has one, by its number."""
    names = {path: _NAME.fullmatch(path.stem) for path in _FOLDER.glob("*.sql")}
    return {int(name[1]): path for path, name in names.items() if name}


def write_older(path: Path, number: int) -> None:
    """Write the data file that schema ``number`` has a dump of."""
    database = connect(path)
    try:
        database.connection().executescript(list_older()[number].read_text("utf-8"))
        database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        database.close()
