"""Every visit with what was bought, a row for each purchase."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from crm.clock import Clock
from crm.errors import CancelledError
from crm.exchange.headers import OWN_ID
from crm.exchange.taking_out.cells import (
    Cell,
    Heading,
    TableToWrite,
    day_cell,
    money_cell,
    quantity_cell,
)
from crm.i18n import _
from crm.progress import Progress
from crm.store.store import Store
from crm.store.stored import find_moment

_TOLD_EVERY: Final = 2_000
_SOLD: Final = """
    SELECT lower(hex(c.uuid)), c.name, lower(hex(v.uuid)), v.day, COALESCE(v.at, ''), v.channel,
        v.staff, i.name, p.quantity, p.amount, v.currency, i.category, v.note
    FROM visit v CROSS JOIN client c ON c.id = v.client_id
    LEFT JOIN purchase p ON p.visit_id = v.id LEFT JOIN item i ON i.id = p.item_id
    WHERE c.removed_at IS NULL ORDER BY v.id, p.position, p.id
"""
_HEADINGS: Final = (
    Heading(OWN_ID, width=34),
    Heading("Name", width=24),
    Heading("Receipt number", width=34),
    Heading("Date", "day", 12),
    Heading("Time", width=10),
    Heading("Channel", width=10),
    Heading("Staff"),
    Heading("Item", width=30),
    Heading("Quantity", "number", 10),
    Heading("Amount", "number", 12, 2),
    Heading("Currency", width=10),
    Heading("Category"),
    Heading("Visit note", width=40),
)


def visits_table(store: Store, progress: Progress, text: str) -> TableToWrite:
    """All visits of everybody who is not in the trash; times are those of the shop's clock.

    The note of a visit stands at its first purchase. Raises CancelledError, while its rows are
    read, where ``progress`` was stopped.
    """
    return TableToWrite(_HEADINGS, _rows(store, progress, text))


def _rows(store: Store, progress: Progress, text: str) -> Iterator[list[Cell]]:
    total = store.scalar("SELECT COUNT(*) FROM purchase")
    last = ""
    for count, row in enumerate(store.scan(_SOLD)):
        if not count % _TOLD_EVERY:
            if progress.stopped():
                raise CancelledError(_("Stopped. Nothing was taken out."))
            progress.step(min(count, total), total, text)
        yield _cells(store.clock, row, is_first=row[2] != last)
        last = row[2]


def _cells(clock: Clock, row: tuple[Any, ...], *, is_first: bool) -> list[Cell]:
    *who, day, at, channel, staff, what, quantity, amount, currency, category, note = row
    bought: list[Cell] = [None, 0, 0]  # they came in and bought nothing
    if what is not None:
        bought = [what, quantity_cell(quantity), money_cell(amount, currency)]
    return [
        *who, day_cell(day), _time(clock, at), channel, staff, *bought, currency, category,
        note if is_first else "",
    ]  # fmt: skip


def _time(clock: Clock, at: str) -> str:
    moment = find_moment(at)
    return "" if moment is None else clock.to_local(moment).isoformat()[11:19]
