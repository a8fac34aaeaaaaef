"""Siobhan Brennan and her household: the one client whose whole story is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, cycle, islice
from random import Random
from typing import Final

from crm.dates import PartialDate
from crm.demo.baskets import POOL, Basket, Baskets
from crm.demo.people import (
    Agreed,
    Days,
    Filed,
    Liked,
    Person,
    Place,
    Plan,
    Promised,
    Reach,
    Said,
    Tie,
    Wished,
)
from crm.demo.plans import Told, settled
from crm.story.drafts import MOMENT_LABEL

HERO: Final = "Siobhan Brennan"

# Her story was written down on this day; all of it moves along with the day it is read on.
_TOLD_ON: Final = date(2026, 11, 21)
_FIRST: Final = date(2010, 7, 14)
# The year it was -> how often she came and what she brought, in pence.
_YEARS: Final = {
    2010: (5, 31000), 2011: (9, 39800), 2012: (10, 45500), 2013: (10, 81200), 2014: (9, 46700),
    2015: (10, 51900), 2016: (10, 58800), 2017: (9, 47100), 2018: (6, 40200), 2019: (9, 43600),
    2020: (9, 50200), 2021: (10, 57400), 2022: (10, 68900), 2023: (10, 60600), 2024: (10, 73100),
    2025: (11, 84000), 2026: (6, 50700),
}  # fmt: skip
_FIRST_DAYS: Final = {2025: 5, 2026: 30}  # of the year; else about the middle of January
_GAPS: Final = (35, 34, 35, 36, 35, 33, 35, 37, 35)  # five weeks, as life allows
_FINNS_BIKE: Final = date(2013, 5, 18)
_SWAPPED: Final = date(2018, 1, 25)
_WARRANTY: Final = """Frame DWS5417730, steel, 54 cm.

The maker stands for the frame and its welds as long as its first owner rides it.
Head tube renewed after a creak; the old frame went back to the maker.
"""
_MOVED: Final = date(2009, 9, 1)
_TASTE: Final = "tourer"
_CHEMISTRY: Final = "Teaches chemistry"
_HOME: Final = Place("14 Wharfe View", "LS29 8KV", "Ilkley")


def hero_visits(baskets: Baskets) -> list[Told]:
    """Every visit of hers; together they come to £9,412."""
    rng = Random(HERO)
    told: list[Told] = []
    for year, (count, total) in _YEARS.items():
        told += _year(rng, baskets, list(_days_of(year, count)), total)
    pads, tubes = ("Brake pads", 2, 2100), ("Inner tube", 2, 1200)
    chat = baskets.sale(note="came in for a chat; Finn’s bike sold on")
    glass = "ran over glass again, checked the tyres"
    return [
        *told,
        Told(85, baskets.sale(tubes, ("Chain oil", 1, 700)), "Marek"),
        Told(49, chat, "Jo"),
        Told(9, baskets.sale(("Winter service", 1, 6500), pads, note=glass), "Jo"),
    ]


def _year(rng: Random, baskets: Baskets, days: list[date], total: int) -> list[Told]:
    fixed: list[Told] = []
    if days[0] == _FIRST:
        puncture = baskets.sale(
            ("Puncture repair", 1, 900), note="a puncture, on the way to school"
        )
        fixed = [Told(_ago(days.pop(0)), puncture, "Jo")]
    if days[0].year == _FINNS_BIKE.year:
        bike = ("Children's bike 16 inch", 1, 20900)
        fixed = [Told(_ago(_FINNS_BIKE), baskets.sale(bike, note="Finn chose the red one"), "Jo")]
        days.remove(min(days, key=lambda day: abs(day - _FINNS_BIKE)))
    rest = total - sum(each.basket.total for each in fixed)
    pools = baskets.of(_TASTE)
    drawn = [Told(_ago(day), _untold(pools[_ago(day) // 365][rng.randrange(POOL)])) for day in days]
    return sorted(fixed + settled(drawn, rest, _TASTE, baskets), key=lambda each: -each.ago)


def _untold(basket: Basket) -> Basket:
    """What was bought, without a word that could be anybody's."""
    return basket._replace(note="") if basket.lines else basket


def _days_of(year: int, count: int) -> Iterator[date]:
    first = date(year, 1, 1) + timedelta(days=_FIRST_DAYS.get(year, 14 + year % 7) - 1)
    gaps = islice(cycle(_GAPS), year % 3, year % 3 + count - 1)
    steps = accumulate(gaps, initial=0)
    return (
        max(first, _FIRST if year == _FIRST.year else first) + timedelta(step) for step in steps
    )


def _ago(day: date) -> int:
    return (_TOLD_ON - day).days


def hero_household(days: Days) -> tuple[Person, ...]:
    """Siobhan, her family, and the household they are."""
    since = days.ago(_ago(_MOVED)).year
    return (_siobhan(days, since), *_family(days), _household(since))


def _siobhan(days: Days, since: int) -> Person:
    return Person(
        HERO,
        called="Shiv",
        pronunciation="shi-VAWN",
        born=days.born(58, 3),
        from_place="Galway",
        lives=f"Ilkley, since {since}",
        work=_CHEMISTRY,
        sent_by="Petra Sioli",
        starred=True,
        tags=("touring", "commuter"),
        reached=(
            Reach("phone", "+44 7700 900 417", "mobile"),
            Reach("email", "shiv@brennan.example"),
        ),
        ties=(
            Tie("husband", "Declan Brennan", "rides a Brompton"),
            Tie("child", "Finn Brennan"),
            Tie("child", "Aoife Brennan"),
        ),
        likes=(
            Liked("Latex", "", "allergy"),
            Liked("54 cm", "Frame", "size"),
            Liked("Shimano, never SRAM", "Parts"),
            Liked("Greys and dark green", "Colour"),
            Liked("A call, mornings", "Contact"),
        ),
        wishes=(
            Wished("Touring bike for the Camino", 118, f"spring {days.next_spring()}", 180000),
            Wished("Grey Brooks saddle", 49, state="waiting"),
            Wished("Dynamo hub", 700, state="fulfilled", closed=510),
        ),
        own=(
            ("Frame number", "DWS5417730"),
            ("Saddle height", "71.5"),
            ("Insured until", days.ago(-130).isoformat()),
        ),
        agreed=(
            Agreed("email", given=True, ago=_ago(_FIRST), source="on the service form"),
            Agreed("phone", given=True, ago=49, source="at the counter"),
            Agreed("sms", given=False, ago=49, source="at the counter"),
        ),
        files=(Filed("Frame warranty.txt", _WARRANTY, _ago(_SWAPPED), "of the new frame"),),
        promises=(*_kept_promises(), _saddle(days)),
        notes=_notes(),
    )


def _saddle(days: Days) -> Promised:
    """Due on the coming Friday."""
    until_friday = (4 - days.today.weekday()) % 7 or 7
    return Promised("Ring when the grey Brooks saddle is back", 49, due=-until_friday, who="Jo")


def _kept_promises() -> Iterator[Promised]:
    """Thirty-eight in all the years; one was late."""
    kept = (
        "Ring when the service is done", "Order the winter tyres", "Keep a calendar back",
        "Ring when the chain is in", "Look at Finn’s brakes before Monday", "Lend the roof rack",
        "Find a bell like the old one", "Quote for a wheel build", "Save the dark green bar tape",
    )  # fmt: skip
    for number, what in zip(range(38), cycle(kept), strict=False):
        ago = 150 + number * 148
        late = number == 21
        yield Promised(what, ago, due=ago - 10, who="Jo", kept=ago - (13 if late else 8))


def _notes() -> tuple[Said, ...]:
    def ago(year: int, month: int, day: int) -> int:
        return _ago(date(year, month, day))

    return (
        Said(
            "Ring before 9, she teaches all day. Never mention the 2018 frame.", 1020, pinned=True
        ),
        Said("Son Finn starting university in Leeds", 49, ask=True),
        Said("Knee surgery in the spring, cycling again since June", 155, ask=True),
        Said("Finn off to Leeds, proud and a bit sad", 49),
        Said("The Camino in three weeks, not one flat tyre", 620, asked=560),
        Said("Finn’s first bike", _ago(_FINNS_BIKE), label=MOMENT_LABEL),
        Said("Complaint put right", _ago(_SWAPPED), label=MOMENT_LABEL),
        Said(
            "The frame we sold creaked at the head tube. Marek swapped it for a new one within two "
            "days and lent her the shop bike.",
            _ago(_SWAPPED),
            author="Marek",
        ),
        Said("Camino ride", ago(2024, 3, 9), label=MOMENT_LABEL),
    )


def _family(days: Days) -> tuple[Person, ...]:
    return (
        Person(
            "Declan Brennan",
            born=days.born(60, 141),
            from_place="Sligo",
            work="Surveyor",
            tags=("commuter",),
            reached=(Reach("phone", "+44 7700 900 418", "mobile"),),
            ties=(Tie("child", "Finn Brennan"), Tie("child", "Aoife Brennan")),
            likes=(Liked("Folding, 16 inch wheels", "Bike"), Liked("Flat white", "Coffee")),
            plan=Plan(2900, 64, 190),
        ),
        Person(
            "Finn Brennan",
            born=days.born(19, 205),
            standing="past",
            work="Student in Leeds",
            ties=(Tie("sister", "Aoife Brennan"),),
            notes=(Said("Sold the bike on before moving to Leeds.", 49),),
            plan=Plan(4930, 320, 420, "family"),
        ),
        Person(
            "Aoife Brennan",
            pronunciation="EE-fa",
            born=days.born(15, 96),
            notes=(Said("Wants to learn to build a wheel.", 85, author="Marek", ask=True),),
            plan=Plan(3300, 85, 400, "family"),
        ),
    )


def _household(since: int) -> Person:
    return Person(
        "The Brennan household",
        kind="household",
        reached=(Reach("phone", "01632 960417", "home"),),
        places=(_HOME,),
        members=(
            (HERO, ""),
            ("Declan Brennan", ""),
            ("Finn Brennan", "the eldest"),
            ("Aoife Brennan", ""),
        ),
        met_on=PartialDate(since, None, None),
        notes=(Said("Four bikes and a Brompton; the side gate is never locked.", 1500),),
    )
