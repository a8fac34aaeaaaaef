"""What the demo shop sells, what it costs today and what it cost years ago."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

# Category -> name and price in pence, as they are today.
_SHELVES: Final[Mapping[str, tuple[tuple[str, int], ...]]] = {
    "Workshop": (
        ("Winter service", 6500), ("Bronze service", 4500), ("Gold service", 14500),
        ("Safety check", 2000), ("Wheel true", 1800), ("Puncture repair", 1400),
        ("Gear adjustment", 1600), ("Brake bleed", 3200), ("Headset service", 3400),
        ("Bottom bracket fitted", 3600), ("Wheel build", 6000), ("Frame clean and wax", 2500),
        ("Bike fit", 9500), ("E-bike software update", 3000), ("Box a bike for flying", 4000),
        ("Workshop labour", 2400),
    ),
    "Brakes": (
        ("Brake pads", 1050), ("Disc brake pads", 1600), ("Disc rotor", 2400),
        ("Brake cable", 450), ("Brake levers", 3200), ("Brake blocks", 800),
    ),
    "Drivetrain": (
        ("Chain", 2600), ("Cassette", 3800), ("Chainring", 3400), ("Rear derailleur", 5200),
        ("Gear cable", 450), ("Bottom bracket", 2900), ("Pedals", 3500), ("Clipless pedals", 7500),
        ("Chain oil", 700), ("Degreaser", 900),
    ),
    "Tyres and tubes": (
        ("Inner tube", 600), ("Tubeless valve", 650), ("Sealant", 1200), ("Touring tyre", 3600),
        ("Road tyre", 4200), ("Winter tyre", 3900), ("Children's tyre", 1400),
        ("Puncture kit", 450), ("Rim tape", 500), ("Tyre levers", 400), ("Track pump", 3500),
        ("Mini pump", 2200),
    ),
    "Lights": (
        ("Front light", 2800), ("Rear light", 2200), ("Light set", 4500), ("Dynamo light", 6900),
        ("Reflective band", 400), ("Reflective vest", 1200),
    ),
    "Locks": (
        ("D-lock", 4800), ("Folding lock", 7200), ("Chain lock", 5900), ("Cable lock", 1600),
        ("Spare key", 900),
    ),
    "Saddles and bars": (
        ("Leather saddle", 11500), ("Gel saddle", 3400), ("Saddle cover", 1200),
        ("Seat post", 2900), ("Bar tape", 1900), ("Grips", 1600), ("Handlebar", 3800),
        ("Bell", 900), ("Mirror", 1500),
    ),
    "Bags and racks": (
        ("Pannier pair", 9800), ("Handlebar bag", 5400), ("Saddle bag", 1900), ("Basket", 2600),
        ("Rear rack", 3900), ("Child seat", 9900), ("Trailer hire, a day", 2500),
        ("Mudguards", 3400), ("Bottle cage", 900), ("Bottle", 800), ("Kick stand", 1900),
    ),
    "Clothing": (
        ("Helmet", 5500), ("Rain jacket", 8900), ("Gloves", 2400), ("Winter gloves", 3600),
        ("Overshoes", 2900), ("Cap", 1400), ("Merino socks", 1400), ("Bib shorts", 7500),
        ("Jersey", 5500), ("Leg warmers", 2800), ("Rain cape", 4900),
    ),
    "Children": (
        ("Balance bike", 11900), ("Children's bike 16 inch", 28900),
        ("Children's bike 20 inch", 34900), ("Children's helmet", 2800), ("Stabilisers", 1800),
        ("Training handle", 1500), ("Streamers", 500), ("Children's bell", 700),
    ),
    "Bikes": (
        ("City bike", 54900), ("Touring bike", 149900), ("Road bike", 129900),
        ("Gravel bike", 165900), ("Folding bike", 119900), ("E-bike", 229900),
        ("Cargo bike", 389900), ("Second-hand bike", 18500), ("Frame", 62000),
        ("Tandem", 219900),
    ),
    "Presents": (
        ("Gift voucher", 2500), ("Bicycle calendar", 1200), ("Enamel mug", 900),
        ("Tool roll", 3400), ("Multi-tool", 2600), ("Cycling map", 950), ("Repair class", 3500),
    ),
    "Coffee": (
        ("Coffee", 280), ("Flat white", 320), ("Tea", 220), ("Hot chocolate", 310),
        ("Flapjack", 240), ("Toasted teacake", 290), ("Energy bar", 190),
    ),
}  # fmt: skip

TASTES: Final[Mapping[str, Mapping[str, int]]] = {
    "commuter": {
        "Workshop": 26, "Brakes": 12, "Drivetrain": 14, "Tyres and tubes": 24, "Lights": 8,
        "Locks": 3, "Bags and racks": 6, "Clothing": 8, "Coffee": 8, "Saddles and bars": 4,
    },
    "racer": {
        "Workshop": 22, "Drivetrain": 22, "Tyres and tubes": 22, "Brakes": 8, "Clothing": 14,
        "Saddles and bars": 8, "Coffee": 8, "Bags and racks": 4,
    },
    "tourer": {
        "Workshop": 22, "Drivetrain": 16, "Tyres and tubes": 20, "Bags and racks": 14,
        "Clothing": 8, "Saddles and bars": 8, "Presents": 4, "Lights": 5, "Brakes": 8,
    },
    "family": {
        "Workshop": 20, "Children": 20, "Tyres and tubes": 20, "Clothing": 10, "Lights": 6,
        "Bags and racks": 8, "Coffee": 8, "Locks": 3, "Presents": 4,
    },
    "service": {"Workshop": 70, "Brakes": 12, "Drivetrain": 12, "Tyres and tubes": 14},
    "presents": {
        "Presents": 46, "Clothing": 14, "Lights": 12, "Children": 8, "Bags and racks": 8,
    },
    "coffee": {"Coffee": 94, "Tyres and tubes": 4, "Drivetrain": 2},
    "fleet": {"Workshop": 60, "Brakes": 18, "Tyres and tubes": 24, "Drivetrain": 18, "Locks": 4},
}  # fmt: skip

_YEARLY_RISE: Final = 26  # thousandths; about what bicycle parts have risen by


@dataclass(frozen=True, slots=True)
class Good:
    """One thing sold; ``price`` in pence today."""

    name: str
    category: str
    price: int


@cache
def list_goods() -> tuple[Good, ...]:
    """Everything sold, in the order of the shelves."""
    return tuple(Good(*each, price) for each, price in _labelled())


@cache
def goods_on(category: str) -> tuple[Good, ...]:
    """What stands on one shelf."""
    return tuple(good for good in list_goods() if good.category == category)


@cache
def price_of(good: Good, years_ago: int) -> int:
    """Pence for one, so many years ago: to 5 pence below ten pounds, to 50 above."""
    price = good.price
    for _year in range(years_ago):
        price = price * 1000 // (1000 + _YEARLY_RISE)
    step = 5 if good.price < 1000 else 50
    return good.price if not years_ago else max(step, price // step * step)


def _labelled() -> tuple[tuple[tuple[str, str], int], ...]:
    return tuple(
        ((name, category), price) for category, shelf in _SHELVES.items() for name, price in shelf
    )
