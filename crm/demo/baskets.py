"""What people leave the demo shop with: ready-made visits to draw from, priced by their year."""

from __future__ import annotations

from random import Random
from typing import Final, NamedTuple

from crm.demo.goods import TASTES, Good, goods_on, price_of
from crm.demo.phrases import NOTES_OF_CALLS, NOTES_OF_CHATS, NOTES_OF_VISITS
from crm.story.drafts import Channel

POOL: Final = 256  # one random byte draws one of them
CURRENCY: Final = "GBP"
OLDEST: Final = 22  # years of prices

_LINES: Final = (1, 1, 1, 1, 1, 2, 2, 2, 3, 4)
_CHEAP: Final = 1500  # pence up to which people take more than one
_ONE: Final = 1000  # thousandths


class Line(NamedTuple):
    """A purchase as its table keeps it, but for the visit."""

    position: int
    item_id: int
    quantity: int
    amount: int


class Basket(NamedTuple):
    """A visit as its table keeps it, but for whose it is and when."""

    channel: Channel
    note: str
    currency: str
    total: int
    lines: tuple[Line, ...]


class Baskets:
    """Pools of baskets, made when first asked for.

    Each pool depends only on the seed, the taste and the year, never on what was asked before.
    """

    def __init__(self, seed: int, item_ids: dict[str, int]) -> None:
        self._seed = seed
        self._item_ids = item_ids
        self._pools: dict[str, list[list[Basket]]] = {}

    def of(self, taste: str) -> list[list[Basket]]:
        """For each of the years 0 (now) to ``OLDEST`` ago, ``POOL`` baskets of one taste."""
        if taste not in self._pools:
            self._pools[taste] = [self._pool(taste, years) for years in range(OLDEST + 1)]
        return self._pools[taste]

    def item_id(self, name: str) -> int:
        """The row of something sold."""
        return self._item_ids[name]

    def sale(self, *sold: tuple[str, int, int], note: str = "") -> Basket:
        """A visit told line by line: what, how many of it, pence for the line."""
        lines = tuple(
            Line(position, self.item_id(what), count * _ONE, amount)
            for position, (what, count, amount) in enumerate(sold)
        )
        total = sum(line.amount for line in lines)
        return Basket("visit", note, CURRENCY if lines else "", total, lines)

    def _pool(self, taste: str, years_ago: int) -> list[Basket]:
        rng = Random(f"{self._seed} {taste} {years_ago}")
        return [self._basket(rng, taste, years_ago) for _ in range(POOL)]

    def _basket(self, rng: Random, taste: str, years_ago: int) -> Basket:
        fate = rng.randrange(100)
        if fate < 7 and taste != "coffee":
            return Basket("visit", rng.choice(NOTES_OF_CHATS), "", 0, ())
        if fate < 10 and taste != "coffee":
            return Basket("call", rng.choice(NOTES_OF_CALLS), "", 0, ())
        lines = self._lines(rng, taste, years_ago)
        if fate == 10:
            position, item_id, quantity, amount = lines[0]
            lines = (Line(position, item_id, quantity, -amount),)
        channel: Channel = "order" if 11 <= fate < 14 else "mail" if fate == 14 else "visit"
        note = rng.choice(NOTES_OF_VISITS) if rng.randrange(12) == 0 else ""
        return Basket(channel, note, CURRENCY, sum(line.amount for line in lines), lines)

    def _lines(self, rng: Random, taste: str, years_ago: int) -> tuple[Line, ...]:
        shelves = TASTES[taste]
        count = rng.choice(_LINES)
        chosen = rng.choices(list(shelves), list(shelves.values()), k=count)
        goods = dict.fromkeys(_pick(rng, category) for category in chosen)
        if taste not in ("coffee", "presents") and rng.randrange(150) == 0:
            goods[rng.choice(goods_on("Bikes"))] = None
        return tuple(
            self._line(rng, position, good, years_ago) for position, good in enumerate(goods)
        )

    def _line(self, rng: Random, position: int, good: Good, years_ago: int) -> Line:
        many = good.price < _CHEAP and good.category != "Workshop" and rng.randrange(4) == 0
        quantity = 2 if many else 1
        amount = quantity * price_of(good, years_ago)
        return Line(position, self._item_ids[good.name], quantity * _ONE, amount)


def _pick(rng: Random, category: str) -> Good:
    """A thing on a shelf, the dear ones less often than the cheap ones."""
    shelf = goods_on(category)
    one, other = rng.choice(shelf), rng.choice(shelf)
    return min(one, other, key=lambda good: good.price)
