"""How long something takes, in milliseconds, and where most of many times lie."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from statistics import median, quantiles
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")


def time_each(work: Callable[[T], object], items: Iterable[T]) -> list[float]:
    """Milliseconds of ``work`` for each of ``items``."""
    times = []
    for item in items:
        started = perf_counter()
        work(item)
        times.append((perf_counter() - started) * 1_000)
    return times


def time_in_turn(*works: Callable[[], object], rounds: int) -> tuple[list[float], ...]:
    """Milliseconds of several pieces of work done in turn, so that a busy moment meets them all."""
    times: tuple[list[float], ...] = tuple([] for _work in works)
    for _round in range(rounds):
        for work, own in zip(works, times, strict=True):
            started = perf_counter()
            work()
            own.append((perf_counter() - started) * 1_000)
    return times


def at(percent: int, times: Sequence[float]) -> float:
    """The time below which ``percent`` of ``times`` lie."""
    if len(times) < 2:
        return times[0]
    return quantiles(times, n=100, method="inclusive")[percent - 1]


def spread(times: Sequence[float]) -> dict[str, float]:
    """Median, 95 of 100 and the longest."""
    return {"p50": median(times), "p95": at(95, times), "max": max(times)}
