"""Bringing everything back: the zip of one shop into another that is still empty."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from crm.errors import (
    CancelledError,
    ConflictError,
    CrmError,
    ImportRejected,
    StorageCause,
    StorageError,
)
from crm.exchange.everything.archive import ArchiveReader
from crm.exchange.everything.form import (
    FORMAT,
    MANIFEST,
    VERSION,
    damaged,
    data_part,
    decode_row,
)
from crm.i18n import _
from crm.progress import NoProgress, Progress
from crm.store.store import Store
from crm.store.whole import WholeTable, Write, fill_file, list_tables, schema_number

_ZIP: Final = b"PK\x03\x04"
_TOLD_EVERY: Final = 2_000


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """What came in."""

    file_name: str
    rows: int
    clients: int


def is_everything(path: Path) -> bool:
    """Whether ``path`` is a zip that everything was taken out into; never raises."""
    try:
        with path.open("rb") as file:
            if file.read(len(_ZIP)) != _ZIP:
                return False
        with ArchiveReader(path) as archive:
            return MANIFEST in archive.names()
    except (OSError, CrmError):
        return False


@dataclass(frozen=True, slots=True)
class EverythingInside:
    """What is in such a zip: how many of each."""

    file_name: str
    clients: int
    visits: int
    purchases: int
    rows: int


def look_into_everything(path: Path, progress: Progress | None = None) -> EverythingInside:
    """What a zip holds that everything was taken out into; raises ImportRejected."""
    del progress  # a moment's work, which runs beside the window all the same
    with ArchiveReader(path) as archive:
        told = _manifest(archive)
    rows = {each["name"]: int(each["rows"]) for each in told["tables"]}
    return EverythingInside(
        path.name,
        clients=rows.get("client", 0),
        visits=rows.get("visit", 0),
        purchases=rows.get("purchase", 0),
        rows=sum(rows.values()),
    )


def bring_everything_in(store: Store, path: Path, progress: Progress | None = None) -> BroughtBack:
    """Put the shop in ``path`` in the place of this one, which holds nobody yet.

    All of it or nothing. Raises ImportRejected for a zip that is damaged, newer than this program
    or no shop; ConflictError where there are people here already; CancelledError; StorageError.
    """
    progress = progress or NoProgress()
    with ArchiveReader(path) as archive:
        told = _manifest(archive)
        tables = _tables(store, told)
        counter = _Counter(sum(each["rows"] for each in told["tables"]), progress)

        def fill(write: Write) -> None:
            for table in tables:
                write(table, counter.counted(table, _rows(archive, table)))

        try:
            fill_file(store, "import.everything", path.name, fill)
        except ConflictError as error:
            raise _explained(error) from error
        except StorageError as error:
            if error.cause is StorageCause.DAMAGED:  # of what came in: nothing was here before
                raise damaged(MANIFEST) from error
            raise
    return BroughtBack(path.name, counter.done, counter.clients)


class _Counter:
    """Counts the rows as they are written, and holds each table to the number that was told."""

    def __init__(self, total: int, progress: Progress) -> None:
        self.done = 0
        self.clients = 0
        self._total = total
        self._progress = progress

    def counted(self, table: WholeTable, rows: Iterator[Sequence[Any]]) -> Iterator[Sequence[Any]]:
        for row in rows:
            self.done += 1
            self.clients += table.name == "client"
            if not self.done % _TOLD_EVERY:
                self._tell()
            yield row
        self._tell()

    def _tell(self) -> None:
        if self._progress.stopped():
            raise CancelledError(_("Stopped. Nothing was brought in."))
        self._progress.step(self.done, self._total, _("Bringing everything in"))


def _rows(archive: ArchiveReader, table: WholeTable) -> Iterator[Sequence[Any]]:
    for line in archive.lines(data_part(table.name)):
        yield decode_row(table, line, archive.read)


def _manifest(archive: ArchiveReader) -> dict[str, Any]:
    try:
        told = json.loads(archive.manifest())
        is_ours = told["format"] == FORMAT
        version, schema = int(told["version"]), int(told["schema"])
        for table in told["tables"]:
            int(table["rows"])
            [str(column["name"]) for column in table["columns"]]
        for part, facts in told["parts"].items():
            archive.expect(str(part), int(facts["bytes"]), str(facts["sha256"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise damaged(MANIFEST) from error
    if not is_ours:
        raise damaged(MANIFEST)
    if version > VERSION or schema > schema_number():
        sentence = _("This archive was made by a newer version. Install that first.")
        raise ImportRejected(sentence, code="everything.newer")
    found: dict[str, Any] = told
    return found


def _tables(store: Store, told: dict[str, Any]) -> list[WholeTable]:
    """The tables of the zip with their columns, all of which this file must have."""
    here = {table.name: table for table in list_tables(store)}
    tables = []
    for each in told["tables"]:
        name, columns = each["name"], tuple(column["name"] for column in each["columns"])
        table = here.get(name)
        if table is None or not set(columns) <= set(table.columns) or "id" not in columns:
            raise damaged(MANIFEST)
        types = dict(zip(table.columns, table.types, strict=True))
        tables.append(WholeTable(name, columns, tuple(types[each] for each in columns)))
    return tables


def _explained(error: ConflictError) -> CrmError:
    if error.code == "whole.people":
        sentence = _(
            "There are people in this shop already, and everything can only come into an empty "
            "one. To add these people, unpack the archive and bring in its clients.csv and "
            "purchases.csv."
        )
        return ConflictError(sentence, code=error.code)
    return damaged(MANIFEST)
