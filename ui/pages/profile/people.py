"""Who belongs to them: relations by their word, the household, whom they sent, who sent them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from crm.clients.relation_words import group_relations
from crm.clients.relations import remove_relation
from crm.clients.rows import HouseholdRow, MemberRow, NamedClient, RelationRow
from crm.i18n import _, ngettext
from crm.lifetime.brought import BroughtRow
from crm.text import capital
from ui.context import Context
from ui.pages.profile.choices import row_choices
from ui.pages.profile.figures import say_spend
from ui.pages.profile.lines import Link, Row
from ui.pages.profile.reading import Profile
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Section
from ui.widgets.editable_text import INSET
from ui.widgets.field_list import FieldList

Thing = TypeVar("Thing")

_BETWEEN_NAMES = 4


@dataclass(frozen=True, slots=True)
class People:
    """Everybody a client is tied to."""

    relations: tuple[RelationRow, ...]
    households: tuple[HouseholdRow, ...]
    members: tuple[MemberRow, ...]
    brought: tuple[BroughtRow, ...]
    sent: tuple[NamedClient, ...]
    sent_by: NamedClient | None
    client_id: int
    family: str

    @classmethod
    def of(cls, profile: Profile) -> People:
        """The people of a profile."""
        client = profile.client
        return cls(
            client.relations,
            client.households,
            client.members,
            profile.members,
            client.sent,
            client.sent_by,
            client.id,
            client.family,
        )


class PeopleSection(Section[People]):
    """Everybody by name; each that is a client too can be gone to."""

    def __init__(self, context: Context, requests: Requests, name: str, heading: str) -> None:
        super().__init__(context, requests, name, heading)
        self._fields = self._content(FieldList(self._theme))

    def fill(self, data: People) -> bool:
        """Relations first, then the household, then who brought whom."""
        with self._fields.anew():
            for word, rows in group_relations(data.relations):
                with self._row(capital(word)) as row:
                    for relation, comma in _with_commas(rows):
                        self._add_relation(row.add_link(), relation, data.family, comma)
            self._add_households(data)
            self._add_members(data)
            self._add_referrals(data)
        return self._fields.row_count() > 0

    @contextmanager
    def _row(self, label: str) -> Iterator[Row]:
        row = self._fields.add_value(
            label, "row", lambda: Row(self._theme, gap=_BETWEEN_NAMES, inset=INSET)
        )
        with row.anew():
            yield row

    def _add_relation(self, link: Link, row: RelationRow, family: str, comma: str) -> None:
        """Leads to the client it names; somebody known by name only can be changed."""
        text = self._say_relation(row, _within_family(row.name, family))
        known = row.other_id is not None
        asked = self._requests
        opens = partial(asked.client_opened.emit, row.other_id)
        changes = partial(asked.edit_requested.emit, "relation", row.id)
        link.show_link(
            f"{text}{comma}",
            f"profile.client.{row.other_id}" if known else f"profile.relation.{row.id}",
            opens if known else changes,
            token="accent" if known else "ink",
            spoken=self._say_relation(row, row.name),
            told=row.name if row.name not in text else "",
            choices=lambda: row_choices(asked, "relation", row.id, remove_relation),
        )

    def _say_relation(self, row: RelationRow, name: str) -> str:
        parts = [name]
        age = row.born.age_on(self._formats.clock.today()) if row.born else None
        if row.has_died:
            parts.append(_("has died"))
        elif age is not None and row.born is not None:
            parts[0] = f"{name} {'~' if row.born.about else ''}{age}"
        return ", ".join([*parts, row.note] if row.note else parts)

    def _add_households(self, data: People) -> None:
        """Each household, with those in it who were not named above already."""
        said = {data.client_id, *(row.other_id for row in data.relations)}
        for household in data.households:
            named = [(household.id, household.name)]
            named += [
                (member.client_id, _say_member(member))
                for member in household.members
                if member.client_id not in said
            ]
            self._add_clients(_("Household"), named)

    def _add_members(self, data: People) -> None:
        if not data.members:
            return
        named = [(each.client_id, _say_member(each)) for each in data.members]
        self._add_clients(_("Members"), named)
        spend = [money for each in data.brought for money in each.spend]
        if spend:
            self._fields.add_text(_("Together"), say_spend(spend, self._formats, cents=True))

    def _add_referrals(self, data: People) -> None:
        if data.sent:
            with self._row(_("Sent us")) as row:
                self._add_client(row, data.sent[0].id, data.sent[0].name)
                if more := len(data.sent) - 1:
                    text = ngettext("and {count} more", "and {count} more", more)
                    asks = partial(self._requests.figure_requested.emit, "sent")
                    row.add_link().show_link(text.format(count=more), "profile.sent.0", asks)
        if data.sent_by is not None:
            self._add_clients(_("Sent by"), [(data.sent_by.id, data.sent_by.name)])

    def _add_clients(self, label: str, named: Sequence[tuple[int, str]]) -> None:
        with self._row(label) as row:
            for (client_id, text), comma in _with_commas(named):
                self._add_client(row, client_id, text, comma)

    def _add_client(self, row: Row, client_id: int, text: str, comma: str = "") -> None:
        opens = partial(self._requests.client_opened.emit, client_id)
        row.add_link().show_link(
            f"{text}{comma}", f"profile.client.{client_id}", opens, spoken=text
        )


def _within_family(name: str, family: str) -> str:
    """``name`` without the family name they share, which need not be said among themselves."""
    return (name.removesuffix(f" {family}") if family else "") or name


def _say_member(member: MemberRow) -> str:
    if not member.role:
        return member.name
    return _("{name} ({role})").format(name=member.name, role=member.role)


def _with_commas(things: Sequence[Thing]) -> Iterator[tuple[Thing, str]]:
    """Each with the comma that follows it, which the last has not."""
    for number, thing in enumerate(things, start=1):
        yield thing, "," if number < len(things) else ""
