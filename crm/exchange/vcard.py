"""Address books (vCard 2.1, 3.0, 4.0) to client records: one bad card never costs another."""

from __future__ import annotations

import binascii
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import BinaryIO

from crm.exchange.records import ClientRecord, Problem
from crm.exchange.vcard_card import Card
from crm.exchange.vcard_lines import Line, read_lines
from crm.exchange.vcard_properties import Property, parse_property, unescape
from crm.i18n import _

LONGEST_CARD = 5_000_000
"""Bytes a card may have beside its first photo; what comes after them is left out."""

MOST_ENTRIES = 2_000
"""Properties a card may have; no person has as many numbers, a damaged file may."""

_DEEPEST = 16
_DEEPEST_AGENT = 3
_STARTS_A_CARD = frozenset({"VERSION", "FN", "N", "TEL", "EMAIL", "ORG"})
_CODED = "X-FCENCODED-"
_CODED_KINDS = {"RelatedNames": "X-ABRELATEDNAMES", "OtherDates": "X-ABDATE"}


def read_vcards(source: BinaryIO, today: date | None = None) -> Iterator[ClientRecord | Problem]:
    """The clients of an address book, one at a time, and what of it could not be read.

    Cards inside cards become clients of their own. A card that is never closed is kept, with a
    problem that says so. ``today`` lets birthdays in words be read ("about 58").
    """
    yield from _Reader(today, depth=0).read(source)


class _Reader:
    """Keeps the cards that are open, the outermost first."""

    def __init__(self, today: date | None, depth: int) -> None:
        self._today = today
        self._depth = depth
        self._open: list[Card] = []

    def read(self, source: BinaryIO) -> Iterator[ClientRecord | Problem]:
        for line in read_lines(source):
            if isinstance(line, Problem):
                yield line
                continue
            prop = parse_property(line)
            if prop is not None:
                yield from self._take(prop, line)
        while self._open:
            yield from self._unclosed(self._open.pop(0))

    def _take(self, prop: Property, line: Line) -> Iterator[ClientRecord | Problem]:
        if _is_card(prop, "BEGIN"):
            yield from self._begin(prop.row)
        elif _is_card(prop, "END"):
            if self._open:
                yield from _finished(self._open.pop())
        elif prop.name == "AGENT":
            yield from self._take_agent(prop)
        elif self._open or prop.name in _STARTS_A_CARD:
            if not self._open:
                yield from self._begin(prop.row)
            self._add(prop, line)

    def _begin(self, row: int) -> Iterator[ClientRecord | Problem]:
        if len(self._open) >= _DEEPEST:
            yield from self._unclosed(self._open.pop(0))
        self._open.append(Card(row, self._today))

    def _add(self, prop: Property, line: Line) -> None:
        card = self._open[-1]
        if not prop.packed:
            card.size += len(line.raw)
        card.entries += 1
        if card.size > LONGEST_CARD or card.entries > MOST_ENTRIES:
            why = _("This card is larger than {limit} MB or {most} lines; its rest was left out.")
            why = why.format(limit=LONGEST_CARD // 1_000_000, most=MOST_ENTRIES)
            if not card.problems or card.problems[-1].why != why:
                card.problems.append(Problem(prop.row, "", why, rejected=False))
            return
        card.add(_decoded(prop))

    def _take_agent(self, prop: Property) -> Iterator[ClientRecord | Problem]:
        """An agent is a card of its own: after the property, inside its text, or only named."""
        text = unescape(prop.text)
        if not text or text.upper() == "BEGIN:VCARD":
            if text:
                yield from self._begin(prop.row)
            return
        if not text.upper().startswith("BEGIN:VCARD"):
            if self._open:
                self._open[-1].add(prop)
            return
        if self._depth >= _DEEPEST_AGENT:
            why = _("Cards inside cards go too deep here.")
            yield Problem(prop.row, "AGENT", why, rejected=False)
            return
        inner = _Reader(self._today, self._depth + 1)
        for found in inner.read(BytesIO(text.encode("utf-8", "replace"))):
            yield _moved(found, prop.row)
            if isinstance(found, ClientRecord) and self._open:
                self._open[-1].relate("agent", found.display_name)

    def _unclosed(self, card: Card) -> Iterator[ClientRecord | Problem]:
        why = _("This card is not closed; what it holds was kept.")
        card.problems.append(Problem(card.row, "END", why, rejected=False))
        yield from _finished(card)


def _is_card(prop: Property, name: str) -> bool:
    return prop.name == name and prop.text.strip().upper() == "VCARD"


def _finished(card: Card) -> Iterator[ClientRecord | Problem]:
    record = card.finish()
    yield from card.problems
    yield record


def _moved(found: ClientRecord | Problem, row: int) -> ClientRecord | Problem:
    """``found`` of a card inside a text, as standing where that text stands."""
    return replace(found, row=row) if isinstance(found, Problem) else found._replace(row=row)


def _decoded(prop: Property) -> Property:
    """FullContact packs relations and dates with own labels into the name of a property."""
    if not prop.name.startswith(_CODED):
        return prop
    try:
        name = binascii.unhexlify(prop.name.removeprefix(_CODED)).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return prop
    kind, _colon, label = name.removeprefix("X-FC-").partition(":")
    meant = _CODED_KINDS.get(kind)
    if meant is None:
        return replace(prop, name=name)
    return replace(prop, name=meant, types=(label.lower(),))
