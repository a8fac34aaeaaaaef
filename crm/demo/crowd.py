"""The people between those told one by one and those made by the thousand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import Final, NamedTuple, TypeVar

from crm.clients.names import NameParts, join_name
from crm.dates import PartialDate
from crm.demo import phrases
from crm.demo.naming import Naming
from crm.demo.own_fields import drawn_consents, drawn_values
from crm.demo.people import (
    Agreed,
    Days,
    Liked,
    Marked,
    Person,
    Plan,
    Promised,
    Reach,
    Said,
    Tie,
    Wished,
)
from crm.demo.places import Places
from crm.story.drafts import CLOSED_WISHES, MOMENT_LABEL, WishState

T = TypeVar("T")

_STAFF: Final = ("Jo", "Jo", "Marek", "Priya")
_TWENTY_YEARS: Final = 7300
_WISH_STATES: Final[tuple[WishState, ...]] = (
    "open", "open", "open", "waiting", "here", "fulfilled", "dropped",
)  # fmt: skip


class Habit(NamedTuple):
    """How a kind of client comes: of a hundred, with which gap, for what, wearing which tag."""

    share: int
    gap: int
    taste: str
    tag: str = ""
    december: bool = False
    longest: int = _TWENTY_YEARS  # days since their first visit


HABITS: Final = (
    Habit(3, 7, "commuter", "commuter", longest=3000),
    Habit(7, 14, "commuter", "bike to work"),
    Habit(18, 35, "commuter", "commuter"),
    Habit(7, 35, "family", "school run"),
    Habit(8, 45, "racer", "racing"),
    Habit(14, 91, "tourer", "touring"),
    Habit(12, 182, "family", "weekend"),
    Habit(12, 365, "service"),
    Habit(9, 365, "presents", december=True),
    Habit(10, 40, "commuter", longest=150),
)


class Crowd:
    """Draws whole families, each with a past of its own."""

    def __init__(self, rng: Random, days: Days, naming: Naming, places: Places) -> None:
        self._rng = rng
        self._days = days
        self._naming = naming
        self._places = places
        self._senders: list[str] = []
        self._count = 0
        self._notes = _deck(rng, phrases.NOTES)
        self._asks = _deck(rng, phrases.ASK_ABOUT)
        self._children = _deck(rng, phrases.CHILDREN)

    def draw(self, count: int) -> list[Person]:
        """So many people."""
        people: list[Person] = []
        while len(people) < count:
            people += self._household() if self._chance(16) else [self._person(self._naming.draw())]
        return people[:count]

    def _chance(self, percent: int) -> bool:
        return self._rng.randrange(100) < percent

    def _household(self) -> list[Person]:
        """Two to four people under one roof, and often the roof itself."""
        first = self._naming.draw()
        couple = [self._person(first), self._person(self._naming.draw_relative(first.family))]
        others = self._rng.randrange(3)
        young = [self._person(self._naming.draw_relative(first.family)) for _ in range(others)]
        keys = [each.reference for each in young]
        ties = tuple(Tie("child", key) for key in keys)
        couple[0] = replace(couple[0], ties=(Tie("spouse", couple[1].reference), *ties))
        couple[1] = replace(couple[1], ties=(*couple[1].ties, *ties))
        people = [replace(each, places=()) for each in couple + young]
        roof = Person(
            f"The {first.family} household",
            key=f"household {self._count}",
            kind="household",
            reached=(Reach("phone", self._places.phone(), "home"),),
            places=(self._places.address(),),
            members=tuple((each.reference, "") for each in people),
        )
        return [*people, roof]

    def _person(self, parts: NameParts) -> Person:
        rng = self._rng
        habit = rng.choices(HABITS, [each.share for each in HABITS])[0]
        plan = self._plan(habit)
        self._count += 1
        tags = dict.fromkeys(
            [habit.tag, *(rng.sample(phrases.TAGS, 1) if self._chance(25) else [])]
        )
        person = Person(
            join_name(parts),
            key=f"crowd {self._count}",
            parts=parts,
            called=phrases.SAY_CALLED.get(parts.given, "") if self._chance(70) else "",
            pronunciation=phrases.SAID.get(parts.given, ""),
            work=self._maybe(50, phrases.WORK),
            from_place=self._maybe(35, phrases.FROM),
            how_met=self._maybe(40, phrases.HOW_MET),
            born=self._born() if self._chance(60) else None,
            starred=self._chance(4),
            sent_by=rng.choice(self._senders) if self._senders and self._chance(14) else "",
            tags=tuple(filter(None, tags)),
            reached=self._reached(parts),
            places=(self._places.address(),) if self._chance(75) else (),
            own=tuple(drawn_values(self._count, tags, self._days.today)),
            agreed=self._agreed(plan),
            plan=plan,
        )
        self._senders.append(person.reference)
        return self._remembered(self._gone(person), plan)

    def _agreed(self, plan: Plan) -> tuple[Agreed, ...]:
        asked = drawn_consents(self._count, "")
        return tuple(
            Agreed(channel, given, plan.since, source) for channel, given, _day, source in asked
        )

    def _plan(self, habit: Habit) -> Plan:
        """When they first came, and whether they still do."""
        rng = self._rng
        since = rng.randint(habit.gap + 8, max(habit.longest, habit.gap + 60))
        last = rng.randint(1, habit.gap)
        if self._chance(22) and since > 4 * habit.gap:
            last = rng.randint(2 * habit.gap, since - habit.gap)
        return Plan(max(since, last), last, habit.gap, habit.taste, habit.december)

    def _gone(self, person: Person) -> Person:
        """A few have gone: put away, moved, or died."""
        plan = person.plan
        if plan is None or plan.last < 2 * plan.gap or plan.last < 200:
            return person
        fate = self._rng.randrange(100)
        if fate < 12:
            return replace(person, archived=plan.last - 60)
        if fate < 26:
            return replace(person, standing="past")
        if fate < 30:
            died = self._days.ago(plan.last - 40)
            return replace(person, has_died=True, died=PartialDate(died.year, died.month, None))
        return person

    def _reached(self, parts: NameParts) -> tuple[Reach, ...]:
        reached = []
        if self._chance(88):
            reached.append(Reach("phone", self._places.phone(), "mobile"))
        if self._chance(12):
            reached.append(Reach("phone", self._places.phone(), "work"))
        if self._chance(60):
            reached.append(Reach("email", self._places.mail(parts.given, parts.family)))
        return tuple(reached)

    def _born(self) -> PartialDate:
        """Mostly the whole day, sometimes only what was said in passing."""
        rng = self._rng
        age, ahead, form = rng.randint(18, 86), rng.randrange(365), rng.randrange(20)
        whole = self._days.born(age + 1, ahead)
        if form < 13:
            return whole
        if form < 16:
            return PartialDate(None, whole.month, whole.day)
        if form < 18:
            return PartialDate(whole.year, whole.month, None)
        return PartialDate(whole.year, None, None, about=form == 19)

    def _remembered(self, person: Person, plan: Plan) -> Person:
        """What was said, promised and wished for between the first and the last visit."""
        ties = list(person.ties)
        if self._chance(9):
            ties.append(Tie(*self._rng.choice(phrases.PETS)))
        if self._chance(14):
            ties += [self._child() for _ in range(self._rng.randint(1, 3))]
        former = self._naming.draw().family if self._chance(3) else ""
        return replace(
            person,
            ties=tuple(ties),
            former_names=(f"{person.name.split()[0]} {former}",) if former else (),
            notes=self._said(plan),
            likes=self._liked(),
            promises=self._promised(plan),
            wishes=self._wished(plan),
            occasions=self._marked(),
        )

    def _child(self) -> Tie:
        born = self._days.born(self._rng.randint(2, 15), self._rng.randrange(360))
        return Tie("child", self._children(), "", born)

    def _said(self, plan: Plan) -> tuple[Said, ...]:
        notes = []
        if self._chance(40):
            notes.append(Said(self._notes(), self._when(plan), self._who()))
        if self._chance(15):
            notes.append(Said(self._notes(), self._when(plan), self._who()))
        if self._chance(20):
            asked = plan.last if self._chance(25) else None
            notes.append(
                Said(self._asks(), self._when(plan), self._who(), ask=asked is None, asked=asked)
            )
        if self._chance(7):
            text = self._rng.choice(phrases.PINNED)
            notes.append(Said(text, self._when(plan), self._who(), pinned=True))
        if self._chance(3):
            text = self._rng.choice(phrases.ALERTS)
            notes.append(Said(text, self._when(plan), self._who(), alert=True))
        if self._chance(14):
            text = self._rng.choice(phrases.MOMENTS)
            notes.append(Said(text, self._when(plan), label=MOMENT_LABEL))
        return tuple(notes)

    def _liked(self) -> tuple[Liked, ...]:
        count = self._rng.choice((0, 0, 0, 1, 1, 2, 3))
        drawn = self._rng.sample(phrases.LIKES, count)
        unlike = {(kind, category): text for kind, category, text in drawn}
        return tuple(Liked(text, category, kind) for (kind, category), text in unlike.items())

    def _promised(self, plan: Plan) -> tuple[Promised, ...]:
        promises = []
        for _ in range(self._rng.choice((0, 0, 1, 1, 3))):
            ago = max(self._when(plan), 12)
            late = self._chance(4)
            what, kept = self._rng.choice(phrases.PROMISES), ago - (9 if late else 4)
            promises.append(Promised(what, ago, ago - 6, self._who(), kept))
        if plan.last < 60 and self._chance(4):
            due = self._rng.choice((-6, -3, -2, -1, 0, 2, None))
            what = self._rng.choice(phrases.PROMISES)
            promises.append(Promised(what, plan.last + 2, due, self._who()))
        return tuple(promises)

    def _wished(self, plan: Plan) -> tuple[Wished, ...]:
        if not self._chance(18):
            return ()
        what, when, budget = self._rng.choice(phrases.WISHES)
        ago = self._when(plan)
        state = self._rng.choice(_WISH_STATES)
        closed = max(ago - 30, 1) if state in CLOSED_WISHES else None
        return (Wished(what, max(ago, 1), when, budget, state, closed),)

    def _marked(self) -> tuple[Marked, ...]:
        if not self._chance(6):
            return ()
        years = self._rng.randint(2, 40) if self._chance(60) else None
        on = self._days.yearly(self._rng.randrange(365), years=years)
        return (Marked(self._rng.choice(phrases.OCCASIONS), on),)

    def _when(self, plan: Plan) -> int:
        return self._rng.randint(plan.last, max(plan.since, plan.last))

    def _who(self) -> str:
        return self._rng.choice(_STAFF)

    def _maybe(self, percent: int, texts: Sequence[str]) -> str:
        return self._rng.choice(texts) if self._chance(percent) else ""


def _deck(rng: Random, cards: Sequence[T]) -> Callable[[], T]:
    """Draws every card once before any comes again."""
    left: list[T] = []

    def draw() -> T:
        if not left:
            left.extend(rng.sample(cards, len(cards)))
        return left.pop()

    return draw
