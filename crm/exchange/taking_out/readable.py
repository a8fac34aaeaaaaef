"""The parts for people and other programs in the zip that everything is taken out into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from crm.exchange.everything.writing import Readable
from crm.exchange.taking_out.cards import write_cards
from crm.exchange.taking_out.delimited import csv_blocks
from crm.exchange.taking_out.people import list_everybody, read_people
from crm.exchange.taking_out.visits_table import visits_table
from crm.exchange.taking_out.whole_table import whole_table
from crm.i18n import _
from crm.progress import Progress
from crm.store.store import Store


def readable_parts() -> Mapping[str, Readable]:
    """What to hand to :func:`crm.exchange.everything.writing.take_everything_out`."""
    return _PARTS


def _clients(store: Store, progress: Progress) -> Iterator[bytes]:
    return csv_blocks(whole_table(store, list_everybody(store), progress, _("Writing the table")))


def _purchases(store: Store, progress: Progress) -> Iterator[bytes]:
    return csv_blocks(visits_table(store, progress, _("Writing the visits")))


def _cards(store: Store, progress: Progress) -> Iterator[bytes]:
    ids = list_everybody(store)
    text = _("Writing the address book")
    people = read_people(store, ids, progress, text, with_photos=True)
    return write_cards(people, "3.0", ids)


_PARTS: Final[Mapping[str, Readable]] = {
    "clients.csv": _clients,
    "purchases.csv": _purchases,
    "clients.vcf": _cards,
}
