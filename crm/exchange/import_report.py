"""What an import did, or would do: figures, and every row that was left out with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from crm.errors import RejectedLine
from crm.exchange.fields import FIELDS
from crm.exchange.records import Problem
from crm.i18n import _, ngettext
from crm.shop.words import Words

MOST_LINES: Final = 10_000
"""Rejected rows, and remarks, that are told one by one; the others are only counted."""

MOST_CHARACTERS: Final = 20_000_000
"""Characters of rejected rows that are kept so that they can be mended."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome of one file.

    ``import_id`` is 0 after a dry run; of a file that came before (``already_known``) it is that
    of the first time, and the figures are 0. ``clients_matched`` are those who were in the shop
    before. ``rejected`` are the rows left out, ``remarks`` rows of which only a part could not be
    read; each list ends at ``MOST_LINES``. ``totals`` are minor units by currency.
    ``step_id`` is what Undo takes back, ``new_fields`` are the shop's own that were made.
    """

    file_name: str
    import_id: int = 0
    step_id: int | None = None
    clients_new: int = 0
    clients_matched: int = 0
    visits: int = 0
    purchases: int = 0
    rows_rejected: int = 0
    rejected: tuple[RejectedLine, ...] = ()
    remarks: tuple[RejectedLine, ...] = ()
    totals: Mapping[str, int] = field(default_factory=dict)
    already_known: bool = False
    dry_run: bool = False
    new_fields: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The report as the command line prints it."""
        return {
            "import_id": self.import_id or None,
            "clients_new": self.clients_new,
            "clients_matched": self.clients_matched,
            "visits": self.visits,
            "purchases": self.purchases,
            "rows_rejected": self.rows_rejected,
            "rejected": [{"row": line.row, "why": line.why} for line in self.rejected],
            "remarks": [{"row": line.row, "why": line.why} for line in self.remarks],
            "totals": dict(sorted(self.totals.items())),
            "already_known": self.already_known,
            "dry_run": self.dry_run,
        }

    def sentence(self, words: Words) -> str:
        """What happened, in the shop's words; amounts are left to whoever formats them."""
        if self.already_known:
            text = _("{file} was brought in before, so nothing was added.")
            return text.format(file=self.file_name)
        new = _("{count} new {noun}").format(
            count=f"{self.clients_new:,}", noun=words.of(self.clients_new)
        )
        matched = _("{count} already known").format(count=f"{self.clients_matched:,}")
        visits = ngettext("{count} visit", "{count} visits", self.visits)
        purchases = ngettext("{count} purchase", "{count} purchases", self.purchases)
        return _("{new}, {matched}, {visits}, {purchases}.").format(
            new=new,
            matched=matched,
            visits=visits.format(count=f"{self.visits:,}"),
            purchases=purchases.format(count=f"{self.purchases:,}"),
        )

    def rejected_sentence(self) -> str:
        """How many rows were left out; empty where none was."""
        if not self.rows_rejected:
            return ""
        text = ngettext(
            "{count} row could not be read.", "{count} rows could not be read.", self.rows_rejected
        )
        return text.format(count=f"{self.rows_rejected:,}")


class Rejections:
    """Gathers what could not be read; however much that is, memory stays bounded.

    ``file`` is the name of the one that is read, empty where there is only one.
    """

    def __init__(self) -> None:
        self.count = 0
        self._kept = 0
        self.file = ""
        self.rejected: list[RejectedLine] = []
        self.remarks: list[RejectedLine] = []

    def take(self, problem: Problem) -> None:
        """Keep what the reader said."""
        named = problem.column and problem.column not in FIELDS  # a field's name is our own
        why = f"{problem.column}: {problem.why}" if named else problem.why
        if problem.rejected:
            self.reject(problem.row, why, problem.column, problem.cells)
        else:
            self.remark(problem.row, why)

    def reject(self, row: int, why: str, column: str = "", cells: tuple[str, ...] = ()) -> None:
        """A row was left out; its ``cells`` are kept as long as they are few enough."""
        self.count += 1
        if len(self.rejected) < MOST_LINES:
            self._kept += sum(map(len, cells))
            kept = cells if self._kept <= MOST_CHARACTERS else ()
            self.rejected.append(RejectedLine(row, why, column, kept, self.file))

    def remark(self, row: int, why: str) -> None:
        """A part of a row was left out or is not where one looks for it."""
        if len(self.remarks) < MOST_LINES:
            self.remarks.append(RejectedLine(row, why, file=self.file))
