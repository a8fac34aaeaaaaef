"""A list of clients as one file that others can open: a table, a workbook, an address book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, Literal

from crm.errors import ValidationError
from crm.exchange.taking_out.cards import CardVersion, write_cards
from crm.exchange.taking_out.cells import TableToWrite
from crm.exchange.taking_out.delimited import csv_blocks
from crm.exchange.taking_out.people import read_people
from crm.exchange.taking_out.shown_table import shown_table
from crm.exchange.taking_out.whole_table import whole_table
from crm.exchange.taking_out.workbook import write_workbook
from crm.i18n import _, ngettext
from crm.progress import NoProgress, Progress
from crm.store.new_file import new_file
from crm.store.store import Store

ListFormat = Literal["csv", "xlsx", "vcard3", "vcard4"]

LIST_FORMATS: Final[tuple[ListFormat, ...]] = ("csv", "xlsx", "vcard3", "vcard4")
SUFFIXES: Final[dict[ListFormat, str]] = {
    "csv": ".csv", "xlsx": ".xlsx", "vcard3": ".vcf", "vcard4": ".vcf",
}  # fmt: skip
_BY_SUFFIX: Final[dict[str, ListFormat]] = {".csv": "csv", ".xlsx": "xlsx", ".vcf": "vcard3"}
_VERSIONS: Final[dict[ListFormat, CardVersion]] = {"vcard3": "3.0", "vcard4": "4.0"}


@dataclass(frozen=True, slots=True)
class ListToTakeOut:
    """Whom to take out, and how; ``columns`` are keys of :mod:`crm.clients.columns`.

    Without columns a table holds everything that is known of each. An address book always does.
    """

    ids: Sequence[int]
    format: ListFormat
    columns: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class TakenList:
    """What stands in the file now.

    ``continued`` counts the texts that were too long for a cell of a workbook and go on in its
    second sheet.
    """

    file_name: str
    clients: int
    continued: int = 0

    def sentence(self) -> str:
        """What is to be said beside that the file was saved; empty where nothing is."""
        if not self.continued:
            return ""
        text = ngettext(
            "One text is longer than a cell can be; it goes on in the sheet “Continued”.",
            "{count} texts are longer than a cell can be; they go on in the sheet “Continued”.",
            self.continued,
        )
        return text.format(count=f"{self.continued:,}")


def take_list_out(
    store: Store, path: Path, wanted: ListToTakeOut, progress: Progress | None = None
) -> TakenList:
    """Write a list to ``path``, whose name appears once all of it is on the disk.

    All rows are those of one moment. Raises CancelledError where ``progress`` was stopped,
    ValidationError where nobody is in the list or it is too large for a workbook, NotFoundError
    where a column is gone, StorageError; nothing is left behind then.
    """
    progress = progress or NoProgress()
    if not wanted.ids:
        raise ValidationError({"ids": _("There is nobody in this list.")}, code="taking_out.empty")
    if wanted.format not in LIST_FORMATS:
        raise ValidationError({"format": _("There is no such format.")}, code="taking_out.format")
    with store.steady(), new_file(path) as part:
        continued = _write(store, part, wanted, progress)
    return TakenList(path.name, len(wanted.ids), continued)


def format_of(path: Path) -> ListFormat | None:
    """The format that the name of a file says, None where it says none.

    An address book is one of version 3.0, which every program reads.
    """
    return _BY_SUFFIX.get(path.suffix.lower())


def _write(store: Store, part: Path, wanted: ListToTakeOut, progress: Progress) -> int:
    text = _("Taking people out")
    if wanted.format == "xlsx":
        return write_workbook(part, _table(store, wanted, progress, text))
    if wanted.format == "csv":
        blocks = csv_blocks(_table(store, wanted, progress, text))
    else:
        people = read_people(store, wanted.ids, progress, text, with_photos=True)
        blocks = write_cards(people, _VERSIONS[wanted.format], wanted.ids)
    with part.open("wb") as file:
        for block in blocks:
            file.write(block)
    return 0


def _table(store: Store, wanted: ListToTakeOut, progress: Progress, text: str) -> TableToWrite:
    make = partial(shown_table, keys=wanted.columns) if wanted.columns else whole_table
    return make(store, wanted.ids, progress=progress, text=text, title=wanted.title)
