"""Whether somebody stays away longer than is their way."""

from __future__ import annotations

from typing import Final

_TOO_FEW_DAYS: Final = 7  # nobody is missed within a week


def stays_away(days: int, rhythm_days: int) -> bool:
    """Whether ``days`` since the last visit are worth a word.

    They are from half as long again as the rhythm on; before that somebody is only due.
    """
    return days > _TOO_FEW_DAYS and 2 * days > 3 * rhythm_days
