"""``import``, ``imports`` and ``take-back``: bring a file in, and take it out again."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Final

from crm.cli.output import Outcome
from crm.dates import PartialDate, say_partial
from crm.exchange.everything.reading import (
    bring_everything_in,
    is_everything,
    look_into_everything,
)
from crm.exchange.import_report import ImportReport
from crm.exchange.importing import import_file
from crm.exchange.mapping import load_mapping
from crm.exchange.queries import ImportRow, list_imports
from crm.exchange.taking_back import TakenBack, take_import_back
from crm.i18n import _
from crm.money import Money, MoneyFormat, format_money
from crm.shop.queries import get_settings
from crm.shop.words import Words, words_of
from crm.workspace import Workspace

_SHOWN: Final = 20


def bring_in(workspace: Workspace, arguments: argparse.Namespace) -> Outcome:
    """Import a file, or tell what importing it would do."""
    if is_everything(arguments.file):
        return _bring_everything(workspace, arguments)
    mapping = load_mapping(arguments.mapping) if arguments.mapping else None
    report = import_file(
        workspace.store,
        arguments.file,
        mapping,
        today=workspace.clock.today(),
        progress=arguments.progress,
        dry_run=arguments.dry_run,
    )
    settings = get_settings(workspace.store)
    lines = tuple(_lines(report, words_of(settings), settings.money_format))
    return Outcome(report.to_json(), lines)


def _bring_everything(workspace: Workspace, arguments: argparse.Namespace) -> Outcome:
    """Put a whole shop that was taken out into one that is still empty."""
    inside = look_into_everything(arguments.file)
    if arguments.dry_run:
        line = _("{file} holds everything of a shop: {clients} clients, {rows} rows.")
        said = line.format(
            file=inside.file_name, clients=f"{inside.clients:,}", rows=f"{inside.rows:,}"
        )
        return Outcome(inside, (said, _("This was a dry run: nothing was written.")))
    brought = bring_everything_in(workspace.store, arguments.file, arguments.progress)
    line = _("Everything in {file} is here: {clients} clients, {rows} rows.")
    said = line.format(
        file=brought.file_name, clients=f"{brought.clients:,}", rows=f"{brought.rows:,}"
    )
    return Outcome(brought, (said,))


def list_all(workspace: Workspace, arguments: argparse.Namespace) -> Outcome:
    """What was brought in, the latest first."""
    del arguments
    rows = list_imports(workspace.store)
    lines = tuple(_import_line(row, workspace) for row in rows)
    return Outcome(rows, lines or (_("Nothing was brought in yet."),))


def take_back(workspace: Workspace, arguments: argparse.Namespace) -> Outcome:
    """Take an import back, sparing what people changed since."""
    taken = take_import_back(workspace.store, arguments.id, arguments.progress)
    return Outcome(taken, tuple(_taken_lines(taken)))


def _import_line(row: ImportRow, workspace: Workspace) -> str:
    day = workspace.clock.to_local(row.at).date() if row.at else None
    told = _("{id}: {file}, {day}: {new} new, {matched} known, {visits} visits").format(
        id=row.id,
        file=row.file_name,
        day=say_partial(PartialDate.from_date(day)) if day else "?",
        new=f"{row.clients_new:,}",
        matched=f"{row.clients_matched:,}",
        visits=f"{row.visits:,}",
    )
    if row.taken_back_at:
        return _("{told} (taken back)").format(told=told)
    return told


def _taken_lines(taken: TakenBack) -> Iterator[str]:
    yield taken.sentence()
    for each in taken.spared[:_SHOWN]:
        yield _("{name} ({id}) stays: {why}").format(
            name=each.name, id=each.client_id, why=each.why
        )
    if taken.spared_count > _SHOWN:
        yield _("… and more; --json lists them.")


def _lines(report: ImportReport, words: Words, style: MoneyFormat) -> Iterator[str]:
    yield report.sentence(words)
    for currency, minor in sorted(report.totals.items()):
        yield format_money(Money(minor, currency), style)
    if report.rows_rejected:
        yield report.rejected_sentence()
        for each in report.rejected[:_SHOWN]:
            yield _("Row {row}: {why}").format(row=each.row, why=each.why)
        if report.rows_rejected > _SHOWN:
            yield _("… and more; --json lists them.")
    if report.dry_run:
        yield _("This was a dry run: nothing was written.")
