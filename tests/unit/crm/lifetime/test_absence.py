"""Somebody stays away when measured by their own rhythm."""

from __future__ import annotations

import pytest

from crm.lifetime.absence import stays_away


@pytest.mark.parametrize(
    ("days", "rhythm", "is_missed"),
    [(45, 30, False), (46, 30, True), (30, 21, False), (32, 21, True)],
)
def test_one_is_missed_from_half_as_long_again_as_the_rhythm(
    days: int, rhythm: int, is_missed: bool
) -> None:
    assert stays_away(days, rhythm) is is_missed


def test_nobody_is_missed_within_a_week() -> None:
    assert not stays_away(7, 1)
    assert stays_away(8, 1)
