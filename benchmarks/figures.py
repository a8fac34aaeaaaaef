"""A measured figure beside its floor and its aim, and all of them as a table and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final

_HEADINGS: Final = ("what", "clients", "figure", "floor", "ratio", "aim", "met", "more")


@dataclass(frozen=True, slots=True)
class Aim:
    """What a figure is to be beside its floor, said in words and as a rule."""

    text: str
    holds: Callable[[float, float], bool]


def at_most_times(times: float) -> Aim:
    """At most so many times the floor."""
    return Aim(f"at most {times:g} x", lambda figure, floor: figure <= times * floor)


def at_least_times(times: float) -> Aim:
    """At least so many times the floor, for what is better when it is more."""
    return Aim(f"at least {times:g} x", lambda figure, floor: figure >= times * floor)


def within(most: float, unit: str) -> Aim:
    """At most so much, whatever the floor."""
    return Aim(f"within {most:g} {unit}", lambda figure, _floor: figure <= most)


def at_most_above(more: float, unit: str) -> Aim:
    """At most so much above the floor."""
    return Aim(f"at most +{more:g} {unit}", lambda figure, floor: figure - floor <= more)


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table; ``figure`` and ``floor`` in ``unit``, ``more`` says how it spreads.

    ``clients`` is the size of the shop, None where there is none.
    """

    name: str
    what: str
    clients: int | None
    figure: float
    floor: float
    unit: str
    aim: Aim | None = None
    more: dict[str, float] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        """How many times the floor the figure is."""
        return self.figure / self.floor

    @property
    def is_met(self) -> bool | None:
        """Whether the aim is reached; None without one."""
        return None if self.aim is None else self.aim.holds(self.figure, self.floor)

    def to_json(self) -> dict[str, Any]:
        """All of it as JSON values."""
        values = {key: value for key, value in asdict(self).items() if key != "aim"}
        return values | {
            "ratio": self.ratio,
            "aim": None if self.aim is None else self.aim.text,
            "met": self.is_met,
        }


def growth(figures: Sequence[Figure], most: float) -> list[Figure]:
    """For each name measured in shops of several sizes, the largest beside the smallest."""
    grown = []
    for name in dict.fromkeys(each.name for each in figures):
        sizes = [each for each in figures if each.name == name and each.clients is not None]
        if len(sizes) < 2:
            continue
        least = min(sizes, key=lambda each: each.clients or 0)
        largest = max(sizes, key=lambda each: each.clients or 0)
        what = f"growth of: {largest.what} (from {least.clients:,} clients)"
        grown.append(
            Figure(
                f"growth.{name}", what, largest.clients, largest.figure, least.figure,
                largest.unit, at_most_times(most),
            )
        )  # fmt: skip
    return grown


def table(figures: Iterable[Figure]) -> str:
    """The figures as aligned text, one a line, below a line of headings."""
    rows = [_HEADINGS, *(_row(each) for each in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    lines = [_line(row, widths) for row in rows]
    return "\n".join([lines[0], "-" * len(lines[0].rstrip()), *lines[1:]])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        text.rjust(width) if 1 <= column <= 4 else text.ljust(width)
        for column, (text, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()


def _row(figure: Figure) -> tuple[str, ...]:
    met = {True: "yes", False: "NO", None: ""}[figure.is_met]
    more = ", ".join(f"{name} {_number(value)}" for name, value in figure.more.items())
    return (
        figure.what,
        "" if figure.clients is None else f"{figure.clients:,}",
        f"{_number(figure.figure)} {figure.unit}",
        f"{_number(figure.floor)} {figure.unit}",
        f"{figure.ratio:.2f}",
        "" if figure.aim is None else figure.aim.text,
        met,
        more,
    )


def _number(value: float) -> str:
    if value >= 1_000:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
