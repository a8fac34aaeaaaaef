"""Which people of files are one with whom: what a person decided, and an import obeys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from crm.clients.same.people import Person


class FilePerson(NamedTuple):
    """Somebody by where they stand first: the path of a file, and the row there."""

    file: str
    row: int


@dataclass(frozen=True, slots=True)
class FilePair:
    """Somebody of the files who may be a client, or somebody else of the files.

    ``other`` is the id of the client or the other one of the files, who stands before. What is
    known of both are ``this`` and ``that``. ``score`` is the probability (0 to 1), ``reasons``
    speak for it and ``against`` against it, the weightiest first.
    """

    person: FilePerson
    other: FilePerson | int
    this: Person
    that: Person
    score: float
    reasons: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether it may be taken for true until somebody says otherwise."""
        return self.score >= SURE


SURE = 0.99


@dataclass(frozen=True, slots=True)
class SamePlan:
    """People who are clients already, people who are others of the files, and pairs apart.

    ``others`` names for each the one who stands first. ``apart`` are pairs of which somebody said
    that they are not one; that is remembered.
    """

    clients: Mapping[FilePerson, int] = field(default_factory=dict)
    others: Mapping[FilePerson, FilePerson] = field(default_factory=dict)
    apart: tuple[tuple[FilePerson, FilePerson | int], ...] = ()


def make_plan(answers: Iterable[tuple[FilePair, bool | None]]) -> SamePlan:
    """The plan of pairs, each with whether it is one person; None where nobody said.

    A group of the same people can hold one client only: of two who do not fit together the
    likelier pair counts, for two clients are made one elsewhere.
    """
    asked = list(answers)
    groups = _Groups()
    for pair, same in sorted(asked, key=lambda each: -each[0].score):
        if same:
            groups.join(pair)
    apart = tuple((pair.person, pair.other) for pair, same in asked if same is False)
    return SamePlan(*groups.told(), apart)


class _Groups:
    """People joined two by two; of each group the first, and the client it is, if any."""

    def __init__(self) -> None:
        self._members: dict[FilePerson, list[FilePerson]] = {}
        self._first: dict[FilePerson, FilePerson] = {}
        self._order: dict[FilePerson, int] = {}
        self._client: dict[FilePerson, int] = {}

    def join(self, pair: FilePair) -> None:
        first = self._top(pair.person, pair.this)
        if isinstance(pair.other, int):
            self._client.setdefault(first, pair.other)
            return
        second = self._top(pair.other, pair.that)
        clients = {self._client[each] for each in (first, second) if each in self._client}
        if first == second or len(clients) > 1:
            return
        members = self._members.pop(first) + self._members.pop(second)
        top = min(members, key=self._order.__getitem__)
        self._members[top] = members
        for member in members:
            self._first[member] = top
            self._client.pop(member, None)
        for client_id in clients:
            self._client[top] = client_id

    def told(self) -> tuple[dict[FilePerson, int], dict[FilePerson, FilePerson]]:
        clients = {
            member: self._client[first]
            for member, first in self._first.items()
            if first in self._client
        }
        others = {
            member: first
            for member, first in self._first.items()
            if first not in self._client and member != first
        }
        return clients, others

    def _top(self, person: FilePerson, known: Person) -> FilePerson:
        if person not in self._first:
            self._first[person] = person
            self._members[person] = [person]
            self._order[person] = -known.id
        return self._first[person]
