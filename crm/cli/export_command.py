"""``export``: take everything out, or a list as a table, a workbook or an address book."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final, Literal, get_args

from crm.cli.output import Outcome
from crm.clients.listing import Sort, list_client_ids
from crm.clients.smart_lists import BUILT_IN, SmartListRow, list_smart_lists
from crm.errors import NotFoundError, ValidationError
from crm.exchange.everything.writing import take_everything_out
from crm.exchange.taking_out.lists import ListFormat, ListToTakeOut, format_of, take_list_out
from crm.exchange.taking_out.people import list_everybody
from crm.exchange.taking_out.readable import readable_parts
from crm.i18n import _
from crm.shop.queries import get_settings
from crm.shop.words import Words, words_of
from crm.store.store import Store
from crm.text import fold
from crm.workspace import Workspace

Everything = Literal["everything"]

EVERYTHING: Final[Everything] = "everything"
FORMATS: Final = (*get_args(ListFormat), EVERYTHING)
_ZIP: Final = ".zip"


def take_out(workspace: Workspace, arguments: argparse.Namespace) -> Outcome:
    """Write everything, or those of a list, to a file that others can read."""
    path = arguments.file.expanduser().absolute()
    format: ListFormat | Everything = arguments.format or _format_of(path)
    words = words_of(get_settings(workspace.store))
    if format == EVERYTHING:
        if arguments.list:
            sentence = _("A list is taken out as csv, xlsx, vcard3 or vcard4, not as everything.")
            raise ValidationError({"list": sentence}, code="export.list")
        return _take_everything(workspace, path, arguments)
    wanted = _wanted(workspace.store, format, arguments.list, words)
    taken = take_list_out(workspace.store, path, wanted, arguments.progress)
    line = _("{count} {clients} are in {file}.").format(
        count=f"{taken.clients:,}", clients=words.of(taken.clients), file=path
    )
    more = taken.sentence()
    return Outcome(taken, (line, more) if more else (line,))


def _take_everything(workspace: Workspace, path: Path, arguments: argparse.Namespace) -> Outcome:
    progress = arguments.progress
    taken = take_everything_out(workspace.store, path, readable_parts(), progress)
    line = _("Everything, {rows} rows of {tables} tables, is in {file}.").format(
        rows=f"{taken.rows:,}", tables=taken.tables, file=path
    )
    return Outcome(taken, (line,))


def _format_of(path: Path) -> ListFormat | Everything:
    """What the name of the file says; raises ValidationError where it says nothing."""
    if path.suffix.lower() == _ZIP:
        return EVERYTHING
    found = format_of(path)
    if found is None:
        sentence = _(
            "What {name} is to be cannot be told by its name. End it in .csv, .xlsx, .vcf or "
            ".zip, or say --format."
        )
        raise ValidationError({"format": sentence.format(name=path.name)}, code="export.format")
    return found


def _wanted(store: Store, format: ListFormat, name: str, words: Words) -> ListToTakeOut:
    if not name:
        return ListToTakeOut(list_everybody(store), format)
    row = _named(store, name, words)
    ids = list_client_ids(store, row.filter, Sort.from_text(row.sort or "name"))
    return ListToTakeOut(ids, format, row.columns, name)


def _named(store: Store, name: str, words: Words) -> SmartListRow:
    """The list of this name, of those the shop keeps or those every shop has.

    Raises NotFoundError where there is none, ValidationError where it cannot be filled any more.
    """
    kept = list_smart_lists(store)
    wanted = fold(name)
    for row in (*kept, *BUILT_IN):
        said = row.name if row.id is not None else words.fill(_(row.name))
        if wanted in (fold(said), fold(row.key)):
            if row.problem:
                raise ValidationError({"list": row.problem}, code="export.list")
            return row
    listed = ", ".join(
        words.fill(_(row.name)) if row.id is None else row.name for row in (*kept, *BUILT_IN)
    )
    sentence = _("There is no list “{name}”. There are: {lists}.")
    raise NotFoundError(sentence.format(name=name, lists=listed))
