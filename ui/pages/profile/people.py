"""Who belongs to them: relations by their word, the household, whom they sent, who sent them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from crm.clients.relation_words import group_relations
from crm.clients.relations import remove_relation
from crm.clients.rows import HouseholdRow, MemberRow, NamedClient, RelationRow
from crm.i18n import _, ngettext
from crm.lifetime.brought import BroughtRow
from crm.text import capital
from ui.context import Context
from ui.pages.profile.choices import row_choices
from ui.pages.profile.figures import say_spend
from ui.pages.profile.reading import Profile
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Section
from ui.widgets.field_list import FieldList
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.link_label import LinkLabel
from ui.widgets.menu import offer_menu
from ui.widgets.text import set_tooltip

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

    def __init__(self, context: Context, requests: Requests) -> None:
        super().__init__(context, requests, "people", _("People"))

    def fill(self, data: People) -> QWidget | None:
        """Relations first, then the household, then who brought whom."""
        fields = self._fields()
        for word, rows in group_relations(data.relations):
            links = [self._relation(row, data.family) for row in rows]
            fields.add_widget(capital(word), _in_a_row(links))
        self._add_households(fields, data)
        self._add_members(fields, data)
        self._add_referrals(fields, data)
        return fields if fields.row_count() else None

    def _relation(self, row: RelationRow, family: str) -> LinkLabel:
        """Leads to the client it names; somebody known by name only can be changed."""
        text = self._say_relation(row, _within_family(row.name, family))
        if row.other_id is None:
            link = self._link(text, "relation", row.id, token="ink")
            link.clicked.connect(lambda: self._requests.edit_requested.emit("relation", row.id))
        else:
            link = self._client_link(text, row.other_id)
        link.setAccessibleName(self._say_relation(row, row.name))
        set_tooltip(link, row.name if row.name not in text else "")
        offer_menu(link, lambda: row_choices(self._requests, "relation", row.id, remove_relation))
        return link

    def _say_relation(self, row: RelationRow, name: str) -> str:
        parts = [name]
        age = row.born.age_on(self._formats.clock.today()) if row.born else None
        if row.has_died:
            parts.append(_("has died"))
        elif age is not None and row.born is not None:
            parts[0] = f"{name} {'~' if row.born.about else ''}{age}"
        return ", ".join([*parts, row.note] if row.note else parts)

    def _add_households(self, fields: FieldList, data: People) -> None:
        """Each household, with those in it who were not named above already."""
        said = {data.client_id, *(row.other_id for row in data.relations)}
        for household in data.households:
            links = [self._client_link(household.name, household.id)]
            links += [
                self._client_link(_say_member(member), member.client_id)
                for member in household.members
                if member.client_id not in said
            ]
            fields.add_widget(_("Household"), _in_a_row(links))

    def _add_members(self, fields: FieldList, data: People) -> None:
        if not data.members:
            return
        links = [self._client_link(_say_member(each), each.client_id) for each in data.members]
        fields.add_widget(_("Members"), _in_a_row(links))
        spend = [money for each in data.brought for money in each.spend]
        if spend:
            fields.add_text(_("Together"), say_spend(spend, self._formats, cents=True))

    def _add_referrals(self, fields: FieldList, data: People) -> None:
        if data.sent:
            links = [self._client_link(data.sent[0].name, data.sent[0].id)]
            if more := len(data.sent) - 1:
                text = ngettext("and {count} more", "and {count} more", more).format(count=more)
                link = self._link(text, "sent", 0)
                link.clicked.connect(lambda: self._requests.figure_requested.emit("sent"))
                links.append(link)
            fields.add_widget(_("Sent us"), _in_a_row(links, comma=False))
        if data.sent_by is not None:
            link = self._client_link(data.sent_by.name, data.sent_by.id)
            fields.add_widget(_("Sent by"), _in_a_row([link]))

    def _client_link(self, text: str, client_id: int) -> LinkLabel:
        link = self._link(text, "client", client_id)
        link.clicked.connect(lambda: self._requests.client_opened.emit(client_id))
        return link

    def _link(self, text: str, kind: str, row_id: int, token: str = "accent") -> LinkLabel:
        link = LinkLabel(self._theme, text, token=token)
        link.setObjectName(f"profile.{kind}.{row_id}")
        return link


def _within_family(name: str, family: str) -> str:
    """``name`` without the family name they share, which need not be said among themselves."""
    return (name.removesuffix(f" {family}") if family else "") or name


def _say_member(member: MemberRow) -> str:
    if not member.role:
        return member.name
    return _("{name} ({role})").format(name=member.name, role=member.role)


def _in_a_row(links: Sequence[LinkLabel], *, comma: bool = True) -> QWidget:
    """Side by side with commas, in as many lines as it takes."""
    holder = QWidget()
    row = FlowLayout(holder, gap=_BETWEEN_NAMES)
    for number, link in enumerate(links):
        if comma and number < len(links) - 1:
            link.setText(f"{link.text()},")
        row.addWidget(link)
    return holder
