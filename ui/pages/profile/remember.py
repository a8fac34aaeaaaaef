"""The first column: what to remember of them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QWidget

from crm.clients.rows import ClientDetails, FormerNameRow, TagRow
from crm.clients.services import remove_former_name
from crm.clients.tags import untag_client
from crm.i18n import _
from crm.story.remember import remove_note
from crm.story.rows import NoteRow
from ui.context import Context
from ui.pages.profile.adding import Addable, AddLinks
from ui.pages.profile.choices import row_choices
from ui.pages.profile.dates import Dates, DatesSection
from ui.pages.profile.people import People, PeopleSection
from ui.pages.profile.places import ContactSection, FieldsSection, Places
from ui.pages.profile.reading import Profile
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Section
from ui.widgets.chip import Chip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.link_label import LinkLabel
from ui.widgets.menu import offer_menu
from ui.widgets.scroll_card import ScrollCard
from ui.widgets.surfaces import Panel

_PINNED_PADDING: Final = QMargins(10, 8, 10, 8)
_PLACES: Final = ("from_place", "lives", "work")


class RememberCard(ScrollCard):
    """Who belongs to them, where they are at home, their days, and what must not be forgotten."""

    def __init__(self, context: Context, requests: Requests) -> None:
        super().__init__(_("Remember"))
        self.setObjectName("profile.remember")
        self._context = context
        self._people = PeopleSection(context, requests)
        self._places = FieldsSection(
            context, requests, "places", _("Where"),
            {"from_place": _("From"), "lives": _("Lives"), "work": _("Work")},
        )  # fmt: skip
        self._dates = DatesSection(context, requests)
        self._pinned = PinnedSection(context, requests)
        self._contact = ContactSection(context, requests)
        self._names = FormerNamesSection(context, requests)
        self._tags = TagsSection(context, requests)
        self._how = FieldsSection(
            context, requests, "met", _("How we met"), {"how_met": _("How we met")}
        )
        self._add = AddLinks(context, requests, "remember")
        self._sections = (
            self._pinned, self._people, self._dates, self._places, self._contact, self._tags,
            self._names, self._how,
        )  # fmt: skip
        for part in (*self._sections, self._add):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def show_first(self, profile: Profile) -> None:
        """Show what stands at the top, which is what can be seen at once."""
        self._pinned.set_data(profile.card.pinned)
        self._people.set_data(People.of(profile))
        self._dates.set_data(Dates.of(profile, self._context.formats.clock.today()))

    def show_rest(self, profile: Profile) -> None:
        """Show what stands further down."""
        client = profile.client
        addresses = tuple(each for each in client.contacts if each.kind == "address")
        reached = tuple(each for each in client.contacts if each.kind != "address")
        values = (
            ("from_place", client.from_place),
            ("lives", client.lives),
            ("work", client.work),
        )
        self._places.set_data(Places(values, addresses))
        self._contact.set_data(reached)
        self._tags.set_data((client.id, client.tags))
        self._names.set_data(client.former_names)
        self._how.set_data(Places((("how_met", client.how_met),)))
        nothing = all(each.isHidden() for each in self._sections)
        self._add.set_data(_addable(client, nothing=nothing))

    def clear_rest(self) -> None:
        """Let nothing of somebody else stand further down."""
        for part in (self._places, self._contact, self._tags, self._names, self._how, self._add):
            part.clear()

    def edit_field(self, key: str, typed: str | None = None) -> None:
        """Open the editor of a field of this column, with what was typed."""
        if key in _PLACES:
            self._places.edit_field(key, typed)
        elif key == "how_met":
            self._how.edit_field(key, typed)
        else:
            self._dates.edit_field(key, typed)


class PinnedSection(Section[tuple[NoteRow, ...]]):
    """Pinned notes, on the ground that says: read this."""

    def __init__(self, context: Context, requests: Requests) -> None:
        super().__init__(context, requests, "pinned", _("Pinned"))

    def fill(self, data: tuple[NoteRow, ...]) -> QWidget | None:
        """One panel with every note; pressed to change it."""
        if not data:
            return None
        panel = Panel(tone="amber", padding=_PINNED_PADDING)
        for note in data:
            panel.body.addWidget(self._link(note))
        return panel

    def _link(self, note: NoteRow) -> LinkLabel:
        link = LinkLabel(self._theme, note.text, token="ink")
        link.setObjectName(f"profile.note.{note.id}")
        link.clicked.connect(lambda: self._requests.edit_requested.emit("note", note.id))
        offer_menu(link, lambda: row_choices(self._requests, "note", note.id, remove_note))
        return link


class FormerNamesSection(Section[tuple[FormerNameRow, ...]]):
    """The names they had before."""

    def __init__(self, context: Context, requests: Requests) -> None:
        super().__init__(context, requests, "former_names", _("Former names"))

    def fill(self, data: tuple[FormerNameRow, ...]) -> QWidget | None:
        """A chip a name, which can be taken away."""
        if not data:
            return None
        holder = QWidget()
        row = FlowLayout(holder, gap=6)
        for name in data:
            chip = Chip(self._theme, name.name, removable=True)
            chip.setObjectName(f"profile.former_name.{name.id}")
            chip.removed.connect(
                lambda each=name: self._requests.write(remove_former_name, each.id)
            )
            row.addWidget(chip)
        return holder


class TagsSection(Section[tuple[int, tuple[TagRow, ...]]]):
    """The tags a client wears."""

    def __init__(self, context: Context, requests: Requests) -> None:
        super().__init__(context, requests, "tags", _("Tags"))

    def fill(self, data: tuple[int, tuple[TagRow, ...]]) -> QWidget | None:
        """A chip a tag, which can be taken off."""
        client_id, tags = data
        if not tags:
            return None
        holder = QWidget()
        row = FlowLayout(holder, gap=6)
        for tag in tags:
            chip = Chip(self._theme, tag.name, "blue", removable=True)
            chip.setObjectName(f"profile.tag.{tag.id}")
            chip.removed.connect(
                lambda each=tag: self._requests.write(untag_client, client_id, each.id)
            )
            row.addWidget(chip)
        return holder


def _addable(client: ClientDetails, *, nothing: bool) -> Addable:
    """What can be added: forms by their kind, and the fields that stand nowhere yet."""
    fields = (
        ("from_place", _("From"), client.from_place),
        ("lives", _("Lives"), client.lives),
        ("work", _("Work"), client.work),
        ("born", _("Birthday"), client.born),
        ("how_met", _("How we met"), client.how_met),
    )
    forms = (
        ("form:relation", _("Relation")),
        ("form:household", _("Household")),
        ("form:contact", _("Contact")),
        ("form:occasion", _("Date")),
        ("form:note", _("Note")),
        ("form:tag", _("Tag")),
    )
    empty = tuple((f"field:{key}", text) for key, text, value in fields if not value)
    hint = _("Family, the dog, where they are from: what makes the next greeting a warm one.")
    return Addable((*forms, *empty), hint if nothing else "")
