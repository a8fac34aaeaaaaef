"""Going through a list of people for those who are one person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

from crm.clients.same.blocking import KeyCounts, keys_of
from crm.clients.same.frequencies import Frequencies
from crm.clients.same.pairs import LIKELY, Pair, judge, score
from crm.clients.same.people import Person
from crm.clients.same.records import Record, make_record
from crm.clients.same.seeing import see
from crm.errors import CancelledError
from crm.i18n import _
from crm.progress import NoProgress, Progress

T = TypeVar("T")

_TELL_EVERY: Final = 256


def find_same(
    people: Iterable[Person], progress: Progress | None = None, *, least: float = LIKELY
) -> list[Pair]:
    """The pairs of ``people`` that are one person with a probability of at least ``least``.

    The likeliest first. 100,000 people take about a minute of one core and 250 MB.
    Raises CancelledError when stopped.
    """
    told = progress or NoProgress()
    search = Search(least)
    for person in counted(people, None, told, _("Reading clients")):
        search.add(make_record(person))
    return sorted_pairs(search.pairs(told))


class Search:
    """Records taken in one by one, and the pairs among them."""

    def __init__(self, least: float = LIKELY) -> None:
        self._least = least
        self._records: list[Record] = []
        self._frequencies = Frequencies()

    def __len__(self) -> int:
        return len(self._records)

    def add(self, record: Record) -> None:
        """Take a record in, to be compared with the others."""
        self.count(record)
        self._records.append(record)

    def count(self, record: Record) -> None:
        """Let a record count for how common its values are, without comparing it."""
        self._frequencies.add(record)

    def keep(self, record: Record) -> None:
        """Take in a record that was counted before."""
        self._records.append(record)

    def pairs(self, progress: Progress, since: int = 0) -> Iterator[Pair]:
        """Each likely pair once, of which at least one was taken in as number ``since`` or later.

        In the order in which the later of the two was taken in. Of the progress a third is taken
        to be behind: that of reading the records.
        """
        size, text = len(self), _("Comparing clients")
        counts = KeyCounts(size)
        for record in counted(self._records, 3 * size, progress, text, first=size):
            counts.add(keys_of(record))
        blocks: dict[int, list[int]] = {}
        rest = counted(self._records, 3 * size, progress, text, first=2 * size)
        for place, record in enumerate(rest):
            met = _meet(place, counts.useful(keys_of(record)), blocks)
            if place >= since:
                yield from self._likely(record, sorted(met))

    def _likely(self, record: Record, met: Iterable[int]) -> Iterator[Pair]:
        for earlier in met:
            other = self._records[earlier]
            if score(see(other, record, self._frequencies), self._frequencies) >= self._least:
                yield judge(other, record, self._frequencies)


def sorted_pairs(pairs: Iterable[Pair]) -> list[Pair]:
    """The likeliest first; those equally likely by their ids."""
    return sorted(pairs, key=lambda pair: (-pair.score, pair.first, pair.second))


def counted(
    items: Iterable[T], total: int | None, progress: Progress, text: str, first: int = 0
) -> Iterator[T]:
    """The items, telling how far they are and ending with CancelledError when that is wished."""
    for done, item in enumerate(items, first):
        if done % _TELL_EVERY == 0:
            progress.step(done, total, text)
            if progress.stopped():
                raise CancelledError(_("Stopped; nothing was changed."))
        yield item


def _meet(place: int, keys: Iterable[int], blocks: dict[int, list[int]]) -> set[int]:
    """Those with one of ``keys`` who were here before, among whom ``place`` is from now on."""
    met: set[int] = set()
    for key in keys:
        block = blocks.setdefault(key, [])
        met.update(block)
        block.append(place)
    return met
