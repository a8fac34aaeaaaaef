"""The lines of the head: what to watch out for, how the name is said, where to reach them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QSizePolicy

from crm.clients.rows import ClientDetails, ContactRow
from crm.i18n import _
from crm.story.rows import AlertRow
from ui.context import Context
from ui.pages.profile.lines import Mark, Row
from ui.pages.profile.places import contact_choices, copy_text, say_contact
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Section, field_name
from ui.widgets.editable_text import INSET, EditableText

NAME_GAP = 6


class ChipsRow(Section[tuple[ClientDetails, tuple[AlertRow, ...]]]):
    """Alerts, and what else one must know before speaking: has died, no client yet."""

    below = 0

    def __init__(self, context: Context, requests: Requests) -> None:
        super().__init__(context, requests, "chips")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._row = self._content(Row(self._theme, gap=NAME_GAP))

    def fill(self, data: tuple[ClientDetails, tuple[AlertRow, ...]]) -> bool:
        """A chip each; an alert can be pressed to change it."""
        client, alerts = data
        with self._row.anew():
            for alert in alerts:
                self._add_alert(alert)
            for text in _states(client, self._context):
                self._row.add("state", lambda: Mark(self._theme)).show_mark(text, "neutral")
        return self._row.count() > 0

    def _add_alert(self, alert: AlertRow) -> None:
        kind = "preference" if alert.kind == "allergy" else "note"
        changes = partial(self._requests.edit_requested.emit, kind, alert.id)
        chip = self._row.add("alert", lambda: Mark(self._theme, clickable=True))
        chip.show_mark(alert.said, "rose", f"profile.alert.{alert.id}", changes)


class SpokenLine(Section[tuple[str, str]]):
    """How the name is said, and what they like to be called."""

    below = 0

    def __init__(self, context: Context, requests: Requests) -> None:
        super().__init__(context, requests, "spoken")
        self._row = self._content(Row(self._theme, gap=0))

    def fill(self, data: tuple[str, str]) -> bool:
        """``say shi-VAWN · called Shiv``; what is not known is offered quietly."""
        pronunciation, called = data
        with self._row.anew():
            if pronunciation or self._wanted == "pronunciation":
                self._row.add_words(_("say"), INSET)
                self._show("pronunciation", pronunciation, self._make_pronunciation)
            if called or self._wanted == "called":
                first = not self._row.count()
                said = _("called") if first else f"· {_('called')}"
                self._row.add_words(said, INSET if first else 0)
                self._show("called", called, self._make_called)
            if not pronunciation and self._wanted != "pronunciation":
                self._offer("pronunciation", _("+ how to say it"))
            if not called and self._wanted != "called":
                self._offer("called", _("+ what to call them"))
        return True

    def _show(self, key: str, text: str, make: Callable[[], EditableText]) -> None:
        editable = self._row.add(key, lambda: self._editable(key, make))
        editable.setObjectName(field_name(key))
        editable.set_text(text)

    def _make_pronunciation(self) -> EditableText:
        return EditableText(self._theme, name=_("Pronunciation"), tone="ink2", italic=True)

    def _make_called(self) -> EditableText:
        return EditableText(self._theme, name=_("Called"), role="strong")

    def _offer(self, key: str, text: str) -> None:
        asks = partial(self._requests.field_requested.emit, key)
        self._row.add_link(INSET).show_link(text, f"profile.add.{key}", asks, token="ink3")


class ContactLine(Section[tuple[tuple[ContactRow, ...], str]]):
    """The phone and e-mail to use first, and the town; pressed to copy."""

    below = 0

    def __init__(self, context: Context, requests: Requests) -> None:
        super().__init__(context, requests, "contact_line")
        self._row = self._content(Row(self._theme, gap=0))

    def fill(self, data: tuple[tuple[ContactRow, ...], str]) -> bool:
        """What there is of the three; without any the offer to add one."""
        contacts, lives = data
        shown = [each for kind in ("phone", "email") if (each := _first(contacts, kind))]
        address = _first(contacts, "address")
        with self._row.anew():
            if not shown:
                self._offer()
            for contact in shown:
                self._add(contact, say_contact(contact, self._formats))
            if address is not None and address.town:
                self._add(address, address.town)
            elif lives:
                self._add_dot()
                self._row.add_words(lives, INSET)
        return True

    def _add(self, contact: ContactRow, said: str) -> None:
        self._add_dot()
        link, whole = self._row.add_link(INSET), say_contact(contact, self._formats)
        link.show_link(
            said,
            f"profile.primary.{contact.kind}",
            lambda: copy_text(link, whole),
            token="ink2",
            choices=lambda: contact_choices(link, contact, self._formats, self._requests),
        )

    def _add_dot(self) -> None:
        if self._row.count():
            self._row.add_words("·")

    def _offer(self) -> None:
        asks = partial(self._requests.form_requested.emit, "contact")
        said = _("+ phone or e-mail")
        self._row.add_link(INSET).show_link(said, "profile.add.primary", asks, token="ink3")


def _states(client: ClientDetails, context: Context) -> list[str]:
    found = []
    if client.has_died:
        died = context.formats.partial(client.died) if client.died else ""
        found.append(_("died {day}").format(day=died) if died else _("has died"))
    standing = {
        "prospect": _("not yet a {client}"),
        "past": _("no longer a {client}"),
        "colleague": _("colleague"),
        "supplier": _("supplier"),
    }.get(client.standing)
    if standing:
        found.append(context.words.fill(standing))
    if client.kind != "person":
        found.append(_("household") if client.kind == "household" else _("organisation"))
    return found


def _first(contacts: tuple[ContactRow, ...], kind: str) -> ContactRow | None:
    current = [each for each in contacts if each.kind == kind and not each.is_past]
    return min(
        current, key=lambda each: (each.shared_by is not None, not each.is_primary), default=None
    )
