"""What a person is told when something went wrong."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """What a dialog says of it; ``unfolded`` shows the details from the start."""

    title: str
    sentence: str
    details: str = ""
    unfolded: bool = False
