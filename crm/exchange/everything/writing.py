"""Taking everything out: one zip that people, other programs and this one can read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from crm import APP_NAME, __version__
from crm.errors import CancelledError
from crm.exchange.everything.archive import ArchiveWriter, writing
from crm.exchange.everything.descriptions import describe_column, describe_table
from crm.exchange.everything.form import (
    FORMAT,
    MANIFEST,
    README,
    VERSION,
    data_part,
    encode_row,
)
from crm.i18n import _
from crm.progress import NoProgress, Progress
from crm.shop.queries import get_settings
from crm.store.fields import MomentField
from crm.store.store import Store
from crm.store.whole import (
    WholeTable,
    count_table,
    list_tables,
    read_cell,
    scan_table,
    schema_number,
)

_LINES_A_BLOCK: Final = 1_000
_BYTES_A_BLOCK: Final = 1 << 20  # a line of the undo log may hold a whole file

Readable = Callable[[Store, Progress], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What stands in the zip now."""

    file_name: str
    tables: int
    rows: int
    clients: int
    files: int


def take_everything_out(
    store: Store,
    path: Path,
    readable: Mapping[str, Readable],
    progress: Progress | None = None,
) -> TakenOut:
    """Write the whole shop to ``path``; ``readable`` are the parts for people, by their name.

    All rows are those of one moment, whoever writes meanwhile. Raises CancelledError
    where ``progress`` was stopped, StorageError; nothing is left behind then.
    """
    progress = progress or NoProgress()
    with store.steady():
        return _take_out(store, path, readable, progress)


def _take_out(
    store: Store, path: Path, readable: Mapping[str, Readable], progress: Progress
) -> TakenOut:
    tables = list_tables(store)
    counts = {table.name: count_table(store, table) for table in tables}
    counter = _Counter(sum(counts.values()), progress)
    with writing(path) as archive:
        archive.write(README, [_readme(store).encode()])
        for name, make in readable.items():
            archive.write(name, make(store, progress))
        files_before = len(archive.digests)
        for table in tables:
            _write_table(store, archive, table, counter)
        files = len(archive.digests) - files_before - len(tables)
        manifest = _manifest(store, tables, counts, archive)
        text = json.dumps(manifest, indent=1, ensure_ascii=False)
        archive.write(MANIFEST, [text.encode()])
    return TakenOut(path.name, len(tables), counter.done, counts.get("client", 0), files)


class _Counter:
    """Counts the rows of all tables together."""

    def __init__(self, total: int, progress: Progress) -> None:
        self.done = 0
        self._total = total
        self._progress = progress

    def add(self, rows: int) -> None:
        self.done += rows
        if self._progress.stopped():
            raise CancelledError(_("Stopped. Nothing was taken out."))
        self._progress.step(self.done, self._total, _("Taking everything out"))


def _write_table(
    store: Store, archive: ArchiveWriter, table: WholeTable, counter: _Counter
) -> None:
    files: list[tuple[str, int, str]] = []  # named, not held: all of them may not fit into memory

    def blocks() -> Iterator[bytes]:
        lines: list[bytes] = []
        size = 0
        for row in scan_table(store, table):
            lines.append(encode_row(table, row, lambda *file: files.append(file)))
            size += len(lines[-1])
            if len(lines) >= _LINES_A_BLOCK or size >= _BYTES_A_BLOCK:
                counter.add(len(lines))
                yield b"".join(lines)
                lines.clear()
                size = 0
        counter.add(len(lines))
        yield b"".join(lines)

    archive.write(data_part(table.name), blocks())
    for part, row_id, column in files:
        counter.add(0)
        archive.write(part, [read_cell(store, table, row_id, column)])


def _manifest(
    store: Store,
    tables: tuple[WholeTable, ...],
    counts: dict[str, int],
    archive: ArchiveWriter,
) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "program": f"{APP_NAME} {__version__}",
        "schema": schema_number(),
        "made_at": MomentField().db_value(store.clock.now()),
        "what": "Every table of the shop. Each row is a JSON object on a line of its own.",
        "tables": [_told(table, counts[table.name]) for table in tables],
        "parts": {
            part: {"bytes": archive.sizes[part], "sha256": digest}
            for part, digest in archive.digests.items()
        },
    }


def _told(table: WholeTable, rows: int) -> dict[str, Any]:
    return {
        "name": table.name,
        "what": describe_table(table.name),
        "part": data_part(table.name),
        "rows": rows,
        "columns": [
            {"name": name, "type": type, "what": describe_column(table.name, name)}
            for name, type in zip(table.columns, table.types, strict=True)
        ],
    }


def _readme(store: Store) -> str:
    text = _(
        "Everything of {shop}, taken out of {program} on {day}.\n\n"
        "clients.csv    everybody, a row each; opens in any spreadsheet\n"
        "purchases.csv  every visit with what was bought, a row a purchase\n"
        "clients.vcf    everybody as an address book\n"
        "photos, files  the pictures of clients, and the files kept with them\n"
        "data           every table exactly as it is, one JSON object a line\n"
        "regulars.json  what each of these tables and columns holds\n\n"
        "To have all of it in {program} again, bring this zip into an empty shop.\n"
    )
    return text.format(
        shop=get_settings(store).name, program=APP_NAME, day=store.clock.today().isoformat()
    )
