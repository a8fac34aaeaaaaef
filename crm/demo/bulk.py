"""Clients by the hundred thousand: drawn, not told, and written as they are drawn."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import astuple
from datetime import date
from random import Random
from typing import Any, Final

from peewee import Model

from crm.clients.models import (
    Client,
    ClientTag,
    Consent,
    ContactPoint,
    CustomValue,
    Relation,
)
from crm.clients.names import NameParts, join_name, sort_key
from crm.demo import phrases
from crm.demo.baskets import CURRENCY, Baskets
from crm.demo.crowd import HABITS, Habit
from crm.demo.naming import Naming
from crm.demo.own_fields import FIELD_IDS, drawn_consents, drawn_values
from crm.demo.people import Days, Place
from crm.demo.places import Places, normal_of
from crm.demo.tables import CLOSING, COLUMNS, OPENING, STAFF, TIMES
from crm.errors import CancelledError
from crm.i18n import _
from crm.progress import Progress
from crm.store.step import Step
from crm.story.models import Note, Preference, Promise, Purchase, Visit, Wish
from crm.text import fold

_FLUSH: Final = 20_000  # visits, or what a tenth of them in clients may hold, kept in memory
_LATEST: Final = 1  # days ago; nobody was here yet today
_MOST_JITTER: Final = 60  # days
_DAYS_A_YEAR: Final = 365
_OLDEST_DAY: Final = 7_400  # days ago, jitter included
_FINE: Final = 8  # bits behind the point of a gap in days
_STAFF_OF: Final = tuple(STAFF[(each * 5) % 3] for each in range(256))
_TIME_OF: Final = tuple(TIMES[each * len(TIMES) // 256] for each in range(256))
_TIES: Final = ("spouse", "sibling", "child", "parent")


class Bulk:
    """Draws clients and their visits, ``Random`` bytes at a time, and writes them in portions."""

    def __init__(
        self,
        rng: Random,
        days: Days,
        places: Places,
        baskets: Baskets,
        ids: tuple[dict[str, int], dict[str, int]],
    ) -> None:
        """``ids`` are those of the tags by name and of the kinds of tie by word."""
        self._rng = rng
        self._today = days.today
        self._naming = Naming(rng)
        self._places = places
        self._baskets = baskets
        self._tag_ids, self._type_ids = ids
        self._iso = [days.ago(ago).isoformat() for ago in range(_OLDEST_DAY)]
        self._jitters: dict[int, list[int]] = {}
        self._christmas = _since_christmas(days.today)
        self._rows: dict[type[Model], list[tuple[Any, ...]]] = {model: [] for model in COLUMNS}
        self._neighbour: tuple[int, str, Place] = (0, "", places.address())

    def write(
        self, step: Step, first: tuple[int, int], clients: int, visits: int | None, told: Progress
    ) -> None:
        """Write ``clients`` with ``visits`` in all, or with as many as come naturally.

        ``first`` are the numbers the next client and the next visit will have. Raises
        CancelledError when stopped.
        """
        client_id, visit_id = first
        habits = self._draw_habits(clients)
        for (habit, since, last), count in zip(habits, _shares(habits, visits), strict=True):
            self._add_client(client_id, habit, since, last)
            visit_id = self._add_visits(client_id, visit_id, habit, since, last, count)
            client_id += 1
            if len(self._rows[Visit]) >= _FLUSH or len(self._rows[Client]) >= _FLUSH // 10:
                self._flush(step)
                _tell(told, client_id - 1, first[0] - 1 + clients)
        self._flush(step)
        _tell(told, client_id - 1, client_id - 1)

    def _flush(self, step: Step) -> None:
        for model, columns in COLUMNS.items():
            step.insert_rows(model, columns, self._rows[model])
            self._rows[model].clear()

    def _draw_habits(self, clients: int) -> _Habits:
        rng = self._rng
        drawn = rng.choices(range(len(HABITS)), [each.share for each in HABITS], k=clients)
        habits = _Habits()
        for place in drawn:
            habit = HABITS[place]
            since = rng.randint(habit.gap, max(habit.longest, habit.gap + 60))
            away = rng.randrange(4) == 0 and since > 4 * habit.gap
            last = rng.randint(2 * habit.gap, since) if away else rng.randint(1, habit.gap)
            habits.append(place, max(since, last), last)
        return habits

    # Who they are

    def _add_client(self, client_id: int, habit: Habit, since: int, last: int) -> None:
        rng = self._rng
        chance = rng.randrange(1000)
        before, family, place = self._neighbour
        with_neighbour = chance < 220 and before > 0
        parts = self._naming.draw_relative(family) if with_neighbour else self._naming.draw()
        place = place if with_neighbour else self._places.address()
        self._rows[Client].append(self._client(client_id, parts, since, last))
        self._add_contacts(client_id, parts, place)
        if with_neighbour:
            type_id = self._type_ids[rng.choice(_TIES)]
            self._rows[Relation].append((before, type_id, client_id, "", "", ""))
        tag = habit.tag if chance % 3 == 0 else ""
        if tag:
            self._rows[ClientTag].append((client_id, self._tag_ids[tag]))
        self._add_own(client_id, tag, since)
        if chance % 4 == 0:
            self._add_memory(client_id, chance // 4, last)
        self._neighbour = (client_id, parts.family, place)

    def _client(self, client_id: int, parts: NameParts, since: int, last: int) -> tuple[Any, ...]:
        rng = self._rng
        chance = rng.randrange(1000)
        standing = "past" if last > 1500 and chance < 400 else "client"
        archived = self._moment(last // 2) if last > 2500 and chance > 900 else None
        born = f"{rng.randrange(1938, 2008)}-{1 + chance % 12:02}-{1 + chance % 28:02}"
        sender = rng.randrange(1, client_id) if chance % 16 == 0 else None
        return (
            *("person", standing, join_name(parts), *astuple(parts), sort_key(parts)),
            *(phrases.SAY_CALLED.get(parts.given, "") if chance < 300 else "",),
            *(phrases.SAID.get(parts.given, ""), born if chance < 550 else "", "", 0),
            *(rng.choice(phrases.FROM) if chance % 5 == 0 else "", ""),
            *(rng.choice(phrases.WORK) if chance % 3 == 0 else "",),
            *(rng.choice(phrases.HOW_MET) if chance % 7 == 0 else "", "", sender),
            *(chance % 50 == 0, self._iso[since] + TIMES[OPENING]),
            *(self._iso[max(last, _LATEST)] + TIMES[CLOSING], archived),
        )

    def _add_contacts(self, client_id: int, parts: NameParts, place: Place) -> None:
        chance = self._rng.randrange(100)
        rows = self._rows[ContactPoint]
        if chance < 92:
            phone = self._places.phone()
            normal = normal_of(phone)
            rows.append((client_id, "phone", "mobile", phone, normal, "", "", "", 1, 0))
        if chance % 5 < 3:
            mail = self._places.mail(parts.given, parts.family)
            rows.append((client_id, "email", "", mail, fold(mail), "", "", "", 1, 0))
        if chance % 10 < 8:
            lines = (place.street, place.postcode, place.town)
            rows.append((client_id, "address", "", "\n".join(lines), "", *lines, 1, 0))

    def _add_own(self, client_id: int, tag: str, since: int) -> None:
        for name, value in drawn_values(client_id, (tag,), self._today):
            self._rows[CustomValue].append((client_id, FIELD_IDS[name], value))
        for said in drawn_consents(client_id, self._iso[since]):
            self._rows[Consent].append((client_id, *said))

    def _add_memory(self, client_id: int, chance: int, last: int) -> None:
        """One thing to remember: a note, a like, a wish or a promise."""
        rng = self._rng
        day = self._iso[max(last, _LATEST)]
        kind = chance % 8
        if kind < 4:
            texts = phrases.ASK_ABOUT if kind == 0 else phrases.NOTES
            marks = (0, int(chance % 100 == 1), int(kind == 0))
            said = (self._moment(last), _STAFF_OF[chance], "", rng.choice(texts))
            self._rows[Note].append((client_id, *said, *marks, None))
        elif kind < 6:
            like, category, text = rng.choice(phrases.LIKES)
            self._rows[Preference].append((client_id, like, category, text))
        elif kind == 6:
            what, when, budget = rng.choice(phrases.WISHES)
            currency = "" if budget is None else CURRENCY
            wish = (client_id, what, when, None, budget, currency, "open", day, None)
            self._rows[Wish].append(wish)
        else:
            kept = (day, day, "kept", day)
            what = rng.choice(phrases.PROMISES)
            self._rows[Promise].append((client_id, what, _STAFF_OF[chance], *kept))

    def _moment(self, ago: int) -> str:
        return self._iso[max(ago, _LATEST)] + self._rng.choice(TIMES)

    # What they bought

    def _add_visits(
        self, client_id: int, visit_id: int, habit: Habit, since: int, last: int, count: int
    ) -> int:
        """Add ``count`` visits, the oldest first; returns the number of the next one.

        This runs for every one of millions: all it needs is at hand, and chance comes in bytes.
        """
        pools, iso = self._baskets.of(habit.taste), self._iso
        visits, purchases = self._rows[Visit], self._rows[Purchase]
        drawn, moments = self._rng.randbytes(count), self._rng.randbytes(count)
        for ago, drawn_basket, drawn_moment in zip(
            self._days_ago(habit, since, last, count), drawn, moments, strict=True
        ):
            day = iso[ago]
            channel, note, currency, total, lines = pools[ago // _DAYS_A_YEAR][drawn_basket]
            at, staff = day + _TIME_OF[drawn_moment], _STAFF_OF[drawn_moment]
            visits.append((client_id, day, at, channel, staff, note, currency, total))
            for line in lines:
                purchases.append((visit_id, *line))
            visit_id += 1
        return visit_id

    def _days_ago(self, habit: Habit, since: int, last: int, count: int) -> list[int]:
        drawn = self._rng.randbytes(count)
        if habit.december:
            years = max(1, since // _DAYS_A_YEAR)
            jitter = self._jitter(10)
            found = [
                self._christmas + _DAYS_A_YEAR * (place % years) + jitter[byte]
                for place, byte in enumerate(drawn)
            ]
        else:
            gap = (since - last << _FINE) // max(1, count - 1)
            jitter = self._jitter(min((gap >> _FINE) // 3, _MOST_JITTER))
            found = [
                last + (place * gap >> _FINE) + jitter[byte] for place, byte in enumerate(drawn)
            ]
        return sorted((ago if ago > _LATEST else _LATEST for ago in found), reverse=True)

    def _jitter(self, spread: int) -> list[int]:
        """For each byte, a number of days from ``-spread`` to ``spread``."""
        if spread not in self._jitters:
            self._jitters[spread] = [byte * (2 * spread + 1) // 256 - spread for byte in range(256)]
        return self._jitters[spread]


class _Habits:
    """Habit, first and last day ago of many clients, a few bytes each."""

    def __init__(self) -> None:
        self._places = array("B")
        self._since = array("H")
        self._last = array("H")

    def append(self, place: int, since: int, last: int) -> None:
        self._places.append(place)
        self._since.append(since)
        self._last.append(last)

    def __iter__(self) -> Iterator[tuple[Habit, int, int]]:
        habits = (HABITS[place] for place in self._places)
        return zip(habits, self._since, self._last, strict=True)


def _tell(told: Progress, done: int, total: int) -> None:
    told.step(done, total, _("Making clients"))
    if told.stopped():
        raise CancelledError(_("Stopped; nothing was kept."))


def _shares(habits: _Habits, visits: int | None) -> Iterator[int]:
    """How many visits each has: what comes naturally, stretched so that all have ``visits``."""
    natural = sum(_natural(*each) for each in habits)
    wanted = natural if visits is None else visits
    carried = 0
    for each in habits:
        carried += _natural(*each) * wanted
        share, carried = divmod(carried, natural)
        yield share


def _natural(habit: Habit, since: int, last: int) -> int:
    return 1 + (since if habit.december else since - last) // habit.gap


def _since_christmas(today: date) -> int:
    """Days since the middle of the last December."""
    middle = date(today.year, 12, 13)
    return (today - (middle if middle < today else middle.replace(year=today.year - 1))).days
