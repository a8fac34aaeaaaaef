"""Where they come from, live and work, and every way to reach them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolTip, QWidget

from crm.clients.contacts import make_primary, move_out, remove_contact
from crm.clients.drafts import ContactKind
from crm.clients.rows import ContactRow
from crm.i18n import _
from crm.text import capital
from ui.context import Context
from ui.formats import Formats
from ui.pages.profile.choices import row_choices
from ui.pages.profile.lines import Row
from ui.pages.profile.reading import Profile
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Section, field_name
from ui.widgets.editable_text import INSET, EditableText
from ui.widgets.field_list import FieldList
from ui.widgets.menu import Choice


@dataclass(frozen=True, slots=True)
class Places:
    """The fields that are edited where they stand, by key, and the addresses."""

    values: tuple[tuple[str, str], ...]
    addresses: tuple[ContactRow, ...]

    @classmethod
    def of(cls, profile: Profile) -> Places:
        """The places of a profile."""
        client = profile.client
        values = (
            ("from_place", client.from_place), ("lives", client.lives), ("work", client.work),
        )  # fmt: skip
        return cls(values, tuple(each for each in client.contacts if each.kind == "address"))


class PlacesSection(Section[Places]):
    """Where they are from, live and work; one without a value is there only while wanted."""

    def __init__(self, context: Context, requests: Requests, name: str, heading: str) -> None:
        super().__init__(context, requests, name, heading)
        self._labels = {"from_place": _("From"), "lives": _("Lives"), "work": _("Work")}
        self._fields = self._content(FieldList(self._theme))

    def fill(self, data: Places) -> bool:
        """The fields with their values, then the addresses."""
        with self._fields.anew():
            for key, value in data.values:
                if value or key == self._wanted:
                    self._add_value(key, value)
            for address in data.addresses:
                _add_contact(self._fields, address, self._context, self._requests)
        return self._fields.row_count() > 0

    def _add_value(self, key: str, value: str) -> None:
        label = self._labels[key]
        editable = self._fields.add_value(
            label, key, lambda: self._editable(key, lambda: EditableText(self._theme, name=label))
        )
        editable.setObjectName(field_name(key))
        editable.set_text(value)


class MetSection(Section[str]):
    """How it all began; without a word on it there only while wanted."""

    def __init__(self, context: Context, requests: Requests, name: str, heading: str) -> None:
        super().__init__(context, requests, name, heading)
        self._fields = self._content(FieldList(self._theme))

    def fill(self, data: str) -> bool:
        """The one field."""
        with self._fields.anew():
            if data or self._wanted:
                editable = self._fields.add_value(_("How we met"), "how_met", self._make)
                editable.setObjectName(field_name("how_met"))
                editable.set_text(data)
        return self._fields.row_count() > 0

    def _make(self) -> EditableText:
        name = _("How we met")
        return self._editable("how_met", lambda: EditableText(self._theme, name=name))


class ContactSection(Section[tuple[ContactRow, ...]]):
    """Phones, e-mail addresses and links; pressed to copy, changed from the menu."""

    def __init__(self, context: Context, requests: Requests, name: str, heading: str) -> None:
        super().__init__(context, requests, name, heading)
        self._fields = self._content(FieldList(self._theme))

    def fill(self, data: tuple[ContactRow, ...]) -> bool:
        """The ways to reach them, those in use first."""
        with self._fields.anew():
            for contact in data:
                _add_contact(self._fields, contact, self._context, self._requests)
        return bool(data)


def reached_by(profile: Profile) -> tuple[ContactRow, ...]:
    """Every way to reach a client but the addresses, which stand with the places."""
    return tuple(each for each in profile.client.contacts if each.kind != "address")


def _add_contact(
    fields: FieldList, contact: ContactRow, context: Context, requests: Requests
) -> None:
    """One way to reach them; what is past is pale."""
    label, value = say_label(contact), say_contact(contact, context.formats)
    said = value
    if contact.shared_by is not None:
        said = _("{value} ({household})").format(value=value, household=contact.shared_by.name)
    row = fields.add_value(label, "row", lambda: Row(context.theme, gap=0, inset=INSET))
    with row.anew():
        link = row.add_link()
        link.show_link(
            said,
            f"profile.contact.{contact.id}",
            lambda: copy_text(link, value),
            token="ink3" if contact.is_past else "ink",
            spoken=f"{label}: {said}",
            choices=lambda: contact_choices(link, contact, context.formats, requests),
        )


def contact_choices(
    link: QWidget, contact: ContactRow, formats: Formats, requests: Requests
) -> list[Choice]:
    """What can be done with a way to reach them."""
    copy = Choice(_("Copy"), lambda: copy_text(link, say_contact(contact, formats)))
    edit, remove = row_choices(requests, "contact", contact.id, remove_contact)
    choices = [copy, edit]
    if contact.shared_by is not None:
        return choices
    if contact.is_past or not contact.is_primary:
        first = partial(requests.write, make_primary, contact.id)
        choices.append(Choice(_("Use this first"), first))
    if not contact.is_past:
        past = partial(requests.write, move_out, contact.id)
        choices.append(Choice(_("No longer in use"), past))
    return [*choices, remove]


def say_contact(contact: ContactRow, formats: Formats) -> str:
    """A number as the shop dials it, an address in its lines, the rest as typed."""
    if contact.kind == "phone":
        return formats.phone(contact.value, contact.normal or None)
    return contact.value


def copy_text(link: QWidget, text: str) -> None:
    """Put ``text`` on the clipboard and say so beside it."""
    QGuiApplication.clipboard().setText(text)
    QToolTip.showText(link.mapToGlobal(QPoint(0, link.height())), _("Copied"), link)


def say_label(contact: ContactRow) -> str:
    """What a way to reach them is called, and whether it is past."""
    label = capital(contact.label) if contact.label else _kind_names()[contact.kind]
    return _("{label}, past").format(label=label) if contact.is_past else label


def _kind_names() -> dict[ContactKind, str]:
    return {
        "phone": _("Phone"), "email": _("E-mail"), "address": _("Address"), "link": _("Link"),
    }  # fmt: skip
