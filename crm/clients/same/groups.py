"""Things joined two by two into groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from crm.clients.same.pairs import Pair


class Groups:
    """Disjoint groups of ids (union by halving paths, Tarjan & van Leeuwen 1984)."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def join(self, one: int, other: int) -> None:
        """Let two ids be in one group from now on; one id with itself is a group of its own."""
        above, below = self._top(one), self._top(other)
        self._above[max(above, below)] = min(above, below)

    def lists(self) -> list[list[int]]:
        """The groups, each sorted, in the order of their smallest ids."""
        members: dict[int, list[int]] = defaultdict(list)
        for each in sorted(self._above):
            members[self._top(each)].append(each)
        return list(members.values())

    def _top(self, each: int) -> int:
        above = self._above
        above.setdefault(each, each)
        while above[each] != each:
            above[each] = each = above[above[each]]
        return each


def group_pairs(pairs: Iterable[Pair]) -> list[list[int]]:
    """The ids of pairs as groups: who is the same as somebody is in one group with them.

    A group may hold two who are no pair themselves: what the others know of them joins them.
    """
    groups = Groups()
    for pair in pairs:
        groups.join(pair.first, pair.second)
    return groups.lists()
