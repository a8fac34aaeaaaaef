"""From how somebody comes to the visits that makes: their days, their baskets, their sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import cycle
from random import Random
from typing import Final, NamedTuple

from crm.demo.baskets import CURRENCY, OLDEST, POOL, Basket, Baskets, Line
from crm.demo.goods import TASTES, Good, goods_on, price_of
from crm.demo.people import Days, Person, Plan

_DAYS_A_YEAR: Final = 365
_LABOUR: Final = "Workshop labour"
_LEAST: Final = 1_800  # pence a thing costs to be worth adding
_BIKES_FROM: Final = 300_000
_APART: Final = 3  # visits, so that not all of it is bought at once
_ONE: Final = 1000  # thousandths


class Told(NamedTuple):
    """A visit so many days ago; without ``staff`` it does not matter who served."""

    ago: int
    basket: Basket
    staff: str = ""


def visit_days(plan: Plan, days: Days, rng: Random) -> list[int]:
    """The days ago of every visit, the longest ago first; the ends of the plan are among them."""
    if plan.december:
        return _decembers(plan, days, rng)
    found = [plan.last]
    while found[-1] < plan.since:
        found.append(found[-1] + _gap(plan.gap, rng))
    found[-1] = plan.since
    return found[::-1]


def _gap(gap: int, rng: Random) -> int:
    """Half the time as ever, else a little early or late: the middle one of many is ``gap``."""
    spread = 0 if rng.randrange(2) else max(gap // 4, 1)
    return max(1, gap + rng.randint(-spread, spread))


def paced(people: Sequence[Person], visits: int) -> list[Person]:
    """The same people, coming less often where together they came more than ``visits`` times."""
    natural = sum(map(_expected, people))
    if natural <= visits:
        return list(people)
    return [_slower(each, natural, max(visits, 1)) for each in people]


def _expected(person: Person) -> int:
    plan = person.plan
    return 0 if plan is None else 1 + (plan.since - plan.last) // plan.gap


def _slower(person: Person, natural: int, visits: int) -> Person:
    plan = person.plan
    if plan is None:
        return person
    return replace(person, plan=replace(plan, gap=-(-plan.gap * natural // visits)))


def planned_visits(plan: Plan, days: Days, baskets: Baskets, rng: Random) -> list[Told]:
    """The visits of a plan, brought to its total where it has one; the first has purchases."""
    pools = baskets.of(plan.taste)
    told = [
        Told(ago, pools[min(ago // _DAYS_A_YEAR, len(pools) - 1)][rng.randrange(POOL)])
        for ago in visit_days(plan, days, rng)
    ]
    if told and told[0].basket.total <= 0:
        bought = next(each for each in pools[-1] if each.total > 0)
        told[0] = told[0]._replace(basket=bought)
    return told if plan.total is None else settled(told, plan.total, plan.taste, baskets)


def settled(told: list[Told], total: int, taste: str, baskets: Baskets) -> list[Told]:
    """The same visits with purchases left out or added until they come to ``total`` pence."""
    told = list(told)
    over = sum(each.basket.total for each in told) - total
    for place in sorted(range(len(told)), key=lambda each: -told[each].basket.total):
        if over <= 0:
            break
        basket = told[place].basket
        over -= basket.total
        told[place] = told[place]._replace(basket=Basket(basket.channel, basket.note, "", 0, ()))
    return _filled(told, -over, taste, baskets)


def _filled(told: list[Told], missing: int, taste: str, baskets: Baskets) -> list[Told]:
    """The visits with things worth the missing pence; what is too little for one is labour."""
    goods = _worth_adding(taste, missing)
    for number, good in enumerate(cycle(goods)):
        place = -(_APART * number) % len(told)
        price = price_of(good, min(told[place].ago // _DAYS_A_YEAR, OLDEST))
        if missing < goods[-1].price:
            break
        if price <= missing:
            told[place] = _with_line(told[place], baskets.item_id(good.name), price)
            missing -= price
    if missing:
        told[-1] = _with_line(told[-1], baskets.item_id(_LABOUR), missing)
    return told


def _worth_adding(taste: str, missing: int) -> list[Good]:
    """The dearer things of a taste, the dearest first; bikes only where much is missing."""
    bikes = [good for good in goods_on("Bikes") if missing > _BIKES_FROM]
    others = [good for shelf in TASTES[taste] for good in goods_on(shelf) if good.price >= _LEAST]
    return sorted([*bikes, *others], key=lambda good: (-good.price, good.name))


def _with_line(told: Told, item_id: int, amount: int) -> Told:
    basket = told.basket
    line = Line(len(basket.lines), item_id, _ONE, amount)
    bought = Basket("visit", basket.note, CURRENCY, basket.total + amount, (*basket.lines, line))
    return told._replace(basket=bought)


def _decembers(plan: Plan, days: Days, rng: Random) -> list[int]:
    """One day before each Christmas that lies between the ends of the plan."""
    today = days.today
    found = []
    for year in range(today.year - plan.since // _DAYS_A_YEAR, today.year + 1):
        ago = (today - date(year, 12, rng.randint(2, 23))).days
        if plan.last <= ago:
            found.append(ago)
    return found
