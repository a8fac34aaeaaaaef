"""``import``: bring a file in."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Final

from crm.cli.output import Outcome
from crm.exchange.import_report import ImportReport
from crm.exchange.importing import import_file
from crm.exchange.mapping import load_mapping
from crm.i18n import _
from crm.money import Money, MoneyFormat, format_money
from crm.shop.queries import get_settings
from crm.shop.words import Words, words_of
from crm.workspace import Workspace

_SHOWN: Final = 20


def bring_in(workspace: Workspace, arguments: argparse.Namespace) -> Outcome:
    """Import a file, or tell what importing it would do."""
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
