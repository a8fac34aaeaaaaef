"""Who of the files is who: what was decided about them before, and who they turned out to be."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from crm.exchange.import_rows import ClientTold
from crm.exchange.same_plan import FilePerson, SamePlan

Met = Callable[[FilePerson, ClientTold], None]


class Arrivals:
    """The people of all files of one import; ``met`` hears of everybody who would be new.

    ``is_idle`` where nothing was decided and nobody listens, so that nobody has to be asked for.
    """

    def __init__(self, plan: SamePlan, met: Met | None = None) -> None:
        self.is_idle = met is None and not (plan.clients or plan.others or plan.apart)
        self._plan = plan
        self._met = met
        self._ids: dict[FilePerson, int] = {}
        answered = {each for pair in plan.apart for each in pair if not isinstance(each, int)}
        self._asked = answered.union(plan.others, plan.others.values())

    def find(self, person: FilePerson) -> int | None:
        """The client ``person`` is by what was decided; None where they are nobody's equal."""
        client_id = self._plan.clients.get(person)
        if client_id is None:
            first = self._plan.others.get(person)
            client_id = None if first is None else self._ids.get(first)
        return client_id

    def settle(self, person: FilePerson, client_id: int) -> None:
        """``person`` is this client now."""
        if person in self._asked:
            self._ids.setdefault(person, client_id)

    def tell_new(self, person: FilePerson, told: ClientTold) -> None:
        """Somebody is about to be made."""
        if self._met is not None and person.row:
            self._met(person, told)

    def list_apart(self) -> Iterator[tuple[int, int]]:
        """The clients of whom somebody said that they are not one."""
        for person, other in self._plan.apart:
            first = self._plan.clients.get(person) or self._ids.get(person)
            second = other if isinstance(other, int) else self._plan.clients.get(other)
            if second is None and not isinstance(other, int):
                second = self._ids.get(other)
            if first is not None and second is not None and first != second:
                yield first, second
