"""Where they come from, live and work, and every way to reach them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QToolTip, QWidget

from crm.clients.contacts import make_primary, move_out, remove_contact
from crm.clients.drafts import ContactKind
from crm.clients.rows import ContactRow
from crm.i18n import _
from crm.text import capital
from ui.context import Context
from ui.formats import Formats
from ui.pages.profile.choices import row_choices
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Section
from ui.widgets.field_list import FieldList
from ui.widgets.link_label import LinkLabel
from ui.widgets.menu import Choice, offer_menu

FieldValues = tuple[tuple[str, str], ...]  # key and value, in the order they are shown


@dataclass(frozen=True, slots=True)
class Places:
    """The fields that are edited where they stand, and the addresses."""

    values: FieldValues
    addresses: tuple[ContactRow, ...] = ()


class FieldsSection(Section[Places]):
    """Fields by key; one without a value is there only while it is wanted.

    ``labels`` says what each is called.
    """

    def __init__(
        self, context: Context, requests: Requests, name: str, title: str, labels: dict[str, str]
    ) -> None:
        super().__init__(context, requests, name, title)
        self._labels = labels

    def fill(self, data: Places) -> QWidget | None:
        """The fields with their values, then the addresses."""
        fields = self._fields()
        for key, value in data.values:
            if value or key == self._wanted:
                self._editable(fields, key, self._labels[key], value)
        for address in data.addresses:
            add_contact_field(fields, address, self._context, self._requests)
        return fields if fields.row_count() else None


class ContactSection(Section[tuple[ContactRow, ...]]):
    """Phones, e-mail addresses and links; pressed to copy, changed from the menu."""

    def __init__(self, context: Context, requests: Requests) -> None:
        super().__init__(context, requests, "contact", _("Contact"))

    def fill(self, data: tuple[ContactRow, ...]) -> QWidget | None:
        """The ways to reach them, those in use first."""
        fields = self._fields()
        for contact in data:
            add_contact_field(fields, contact, self._context, self._requests)
        return fields if fields.row_count() else None


def add_contact_field(
    fields: FieldList, contact: ContactRow, context: Context, requests: Requests
) -> None:
    """One way to reach them; what is past is pale."""
    value = say_contact(contact, context.formats)
    if contact.shared_by is not None:
        value = _("{value} ({household})").format(value=value, household=contact.shared_by.name)
    link = LinkLabel(context.theme, value, token="ink3" if contact.is_past else "ink")
    link.setObjectName(f"profile.contact.{contact.id}")
    link.setAccessibleName(f"{say_label(contact)}: {value}")
    link.clicked.connect(lambda: copy_text(link, say_contact(contact, context.formats)))
    offer_menu(link, lambda: contact_choices(link, contact, context.formats, requests))
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(link)
    row.addStretch(1)
    fields.add_widget(say_label(contact), holder)


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
