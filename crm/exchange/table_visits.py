"""What the rows of a table say of whole visits beside what was bought."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from crm.exchange.records import PurchaseRecord
from crm.exchange.table_clients import clean_cell
from crm.exchange.table_plan import TablePlan
from crm.i18n import _
from crm.text import words

_CHANNELS: Final = (
    (
        "call",
        frozenset({"phone", "telephone", "call", "telefon", "telefono", "telefone", "telefoon"}),
    ),
    ("mail", frozenset({"mail", "email", "letter", "post", "brief", "carta", "lettre"})),
    ("order", frozenset({"web", "online", "order", "internet", "website", "ecommerce", "app"})),
    ("visit", frozenset({"pos", "store", "visit", "till", "counter", "laden", "magasin"})),
)


class Totals:
    """Makes up for what the lines of a visit leave of its total: postage, tax, a discount.

    ``said`` is the total in the row that was read last, None where it had none.
    """

    def __init__(self) -> None:
        self.said: int | None = None
        self._total: int | None = None
        self._sum = 0
        self._last: PurchaseRecord | None = None

    def before(self, record: PurchaseRecord) -> Iterator[PurchaseRecord]:
        """The line that ends the visit before ``record``, where that begins another."""
        last = self._last
        if last is None or not record.visit_key or record.visit_key != last.visit_key:
            yield from self.rest()
            self._total, self._sum = self.said, 0
        self._last = record
        self._sum += record.amount

    def rest(self) -> Iterator[PurchaseRecord]:
        """The line for the difference between a total and the lines, where there is one."""
        if self._last is None or self._total is None or self._total == self._sum:
            return
        rest = self._total - self._sum
        what = _("Postage and tax") if rest > 0 else _("Discount")
        yield self._last._replace(
            what=what, quantity=1000, amount=rest, category="", visit_note="", refund=False
        )


class VisitNotes:
    """What a row says of its visit beside the sale: who served, how they came, and the rest."""

    def __init__(self, plan: TablePlan) -> None:
        self._noted = plan.noted
        self._staff_at = plan.place("visit.staff")
        self._channel_at = plan.place("visit.channel")
        self.are_wanted = bool(plan.noted) or self._staff_at >= 0 or self._channel_at >= 0

    def added_to(self, record: PurchaseRecord, cells: Sequence[str]) -> PurchaseRecord:
        """``record`` with all of it; a word nobody knows for how they came is noted."""
        lines = [record.visit_note] if record.visit_note else []
        channel = ""
        if self._channel_at >= 0 and (text := clean_cell(cells[self._channel_at])):
            channel = _channel_of(text)
            if not channel:
                lines.append(text)
        for cell in self._noted:
            text = cells[cell.place]
            if text and (text := clean_cell(text)):
                lines.append(f"{cell.name}: {text}")
        staff = clean_cell(cells[self._staff_at]) if self._staff_at >= 0 else ""
        return record._replace(channel=channel, staff=staff, visit_note="\n".join(lines))


@lru_cache(maxsize=256)
def _channel_of(text: str) -> str:
    """How somebody came, in the words of a visit; empty for a word nobody knows."""
    found = set(words(text))
    return next((channel for channel, said in _CHANNELS if found & said), "")
