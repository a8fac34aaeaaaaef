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

    The likeliest first. Takes about a minute of one core and 4 KB a person for 100,000 of them.
    Raises CancelledError when stopped.
    """
    told = progress or NoProgress()
    search = Search(least)
    for person in _counted(people, None, told, _("Reading clients")):
        search.add(person)
    return sorted_pairs(search.pairs(told))


class Search:
    """One pass over records: first all are added, then the pairs come out."""

    def __init__(self, least: float = LIKELY) -> None:
        self._least = least
        self._records: list[Record] = []
        self.frequencies = Frequencies()

    def add(self, person: Person) -> None:
        """Take a person in."""
        record = make_record(person)
        self.frequencies.add(record)
        self._records.append(record)

    def pairs(self, progress: Progress) -> Iterator[Pair]:
        """Each likely pair once, in the order in which the later of the two was added."""
        counts = KeyCounts(len(self._records))
        total = 2 * len(self._records)
        for record in _counted(self._records, total, progress, _("Comparing clients")):
            counts.add(keys_of(record))
        blocks: dict[int, list[int]] = {}
        half = len(self._records)
        rest = _counted(self._records, total, progress, _("Comparing clients"), first=half)
        for place, record in enumerate(rest):
            yield from self._with_earlier(place, counts.useful(keys_of(record)), blocks)

    def _with_earlier(
        self, place: int, keys: list[int], blocks: dict[int, list[int]]
    ) -> Iterator[Pair]:
        """The likely pairs of a record with those before it that share a key with it."""
        record = self._records[place]
        met: set[int] = set()
        for key in keys:
            block = blocks.setdefault(key, [])
            met.update(block)
            block.append(place)
        for earlier in sorted(met):
            other = self._records[earlier]
            if score(see(other, record, self.frequencies), self.frequencies) >= self._least:
                yield judge(other, record, self.frequencies)


def sorted_pairs(pairs: Iterable[Pair]) -> list[Pair]:
    """The likeliest first; those equally likely by their ids."""
    return sorted(pairs, key=lambda pair: (-pair.score, pair.first, pair.second))


def _counted(
    items: Iterable[T], total: int | None, progress: Progress, text: str, first: int = 0
) -> Iterator[T]:
    """The items, telling how far they are and ending with CancelledError when that is wished."""
    for done, item in enumerate(items, first):
        if done % _TELL_EVERY == 0:
            progress.step(done, total, text)
            if progress.stopped():
                raise CancelledError(_("Stopped; nothing was changed."))
        yield item
