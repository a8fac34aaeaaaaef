"""Writing how a client is reached; of each kind exactly one way in use is the primary one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from crm.clients.checks import Checks
from crm.clients.drafts import ADDRESS_PARTS, CONTACT_KINDS, ContactDraft
from crm.clients.models import ContactPoint
from crm.clients.phones import normal_phone
from crm.clients.queries import get_name
from crm.errors import NotFoundError
from crm.i18n import _
from crm.shop.queries import get_settings
from crm.store.step import Step
from crm.store.store import Store
from crm.text import clean, fold

_MAIL: Final = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+")


def add_contact(store: Store, client_id: int, draft: ContactDraft) -> int:
    """Write down a way to reach a client; returns its id. Raises ValidationError."""
    values = _checked(store, draft)
    with store.write("contact.add", about=get_name(store, client_id)) as step:
        contact_id = step.insert(ContactPoint, client_id=client_id, **values)
        settle_contacts(
            store, step, client_id, draft.kind, contact_id if draft.is_primary else None
        )
        _retell(store, step, client_id)
    return contact_id


def change_contact(store: Store, contact_id: int, rev: int | None, draft: ContactDraft) -> None:
    """Write a way to reach a client anew; raises ValidationError, NotFoundError, ConflictError.

    A household's address changes for everybody in it, because they all read it there.
    """
    values = _checked(store, draft)
    client_id, kind = _owner(store, contact_id)
    with store.write("contact.change", about=get_name(store, client_id)) as step:
        step.update(ContactPoint, contact_id, rev=rev, **values)
        if not step.is_empty:
            for each in {kind, draft.kind}:
                wanted = contact_id if draft.is_primary and each == draft.kind else None
                settle_contacts(store, step, client_id, each, wanted)
            _retell(store, step, client_id)


def remove_contact(store: Store, contact_id: int) -> None:
    """Forget a way to reach a client; the next of its kind becomes the primary one."""
    client_id, kind = _owner(store, contact_id)
    with store.write("contact.remove", about=get_name(store, client_id)) as step:
        step.delete(ContactPoint, contact_id)
        settle_contacts(store, step, client_id, kind)
        _retell(store, step, client_id)


def make_primary(store: Store, contact_id: int) -> None:
    """Use this one first among those of its kind; one that was past is in use again."""
    client_id, kind = _owner(store, contact_id)
    with store.write("contact.make_primary", about=get_name(store, client_id)) as step:
        step.update(ContactPoint, contact_id, is_past=False)
        settle_contacts(store, step, client_id, kind, contact_id)
        _retell(store, step, client_id)


def move_out(store: Store, contact_id: int) -> None:
    """Keep an address they left, or a number they gave up, as past: still found, never used."""
    client_id, kind = _owner(store, contact_id)
    with store.write("contact.move_out", about=get_name(store, client_id)) as step:
        step.update(ContactPoint, contact_id, is_past=True, is_primary=False)
        settle_contacts(store, step, client_id, kind)
        _retell(store, step, client_id)


def checked_contact(checks: Checks, draft: ContactDraft, region: str) -> dict[str, Any]:
    """The columns of a draft, cleaned and normalised; ``region`` is the shop's country."""
    checks.one_of("kind", draft.kind, CONTACT_KINDS)
    values: dict[str, Any] = {
        "kind": draft.kind,
        "label": checks.line("label", draft.label),
        "is_primary": draft.is_primary and not draft.is_past,
        "is_past": draft.is_past,
        **{part: checks.line(part, getattr(draft, part)) for part in ADDRESS_PARTS},
    }
    if draft.kind == "address":
        typed = checks.block("value", draft.value)
        values["value"] = typed or "\n".join(filter(None, (values[part] for part in ADDRESS_PARTS)))
        if not values["value"]:
            checks.refuse("value", _("An address needs at least one line."))
    else:
        values["value"] = checks.line("value", draft.value, needed=_needed(draft.kind))
    values["normal"] = _normal(checks, draft.kind, values["value"], region)
    return values


def write_contacts(step: Step, client_id: int, contacts: Sequence[dict[str, Any]]) -> None:
    """Insert the checked contact points of a new client, one primary of each kind."""
    primaries: dict[str, int] = {}
    for place, values in enumerate(contacts):
        if not values["is_past"] and (values["is_primary"] or values["kind"] not in primaries):
            primaries[values["kind"]] = place
    for place, values in enumerate(contacts):
        is_primary = primaries.get(values["kind"]) == place
        step.insert(ContactPoint, client_id=client_id, **{**values, "is_primary": is_primary})


def settle_contacts(
    store: Store, step: Step, client_id: int, kind: str, wanted: int | None = None
) -> None:
    """Leave exactly one primary among those in use: the one wanted, else the one there was."""
    rows = store.rows(
        "SELECT id, is_primary, is_past FROM contact_point WHERE client_id = ? AND kind = ? "
        "ORDER BY is_past, is_primary DESC, id",
        [client_id, kind],
    )
    in_use = [row_id for row_id, _primary, is_past in rows if not is_past]
    chosen = wanted if wanted in in_use else next(iter(in_use), None)
    for row_id, is_primary, _past in rows:
        if bool(is_primary) != (row_id == chosen):
            step.update(ContactPoint, row_id, is_primary=row_id == chosen)


def _checked(store: Store, draft: ContactDraft) -> dict[str, Any]:
    checks = Checks()
    values = checked_contact(checks, draft, get_settings(store).region)
    checks.done()
    return values


def _needed(kind: str) -> str:
    sentences = {
        "phone": _("A phone number is needed."),
        "email": _("An e-mail address is needed."),
    }
    return sentences.get(kind, _("A link is needed."))


def _normal(checks: Checks, kind: str, value: str, region: str) -> str:
    if kind == "phone" and value:
        if not any(map(str.isdecimal, value)):
            checks.refuse("value", _("A phone number needs digits."))
        return normal_phone(value, region) or ""
    if kind == "email" and value:
        if not _MAIL.fullmatch(value):
            sentence = _("“{text}” is not an e-mail address.")
            checks.refuse("value", sentence.format(text=clean(value[:60])))
        return fold(value)
    return ""


def _owner(store: Store, contact_id: int) -> tuple[int, str]:
    rows = store.rows("SELECT client_id, kind FROM contact_point WHERE id = ?", [contact_id])
    if not rows:
        raise NotFoundError(_("This is not there any more. Somebody may have removed it."))
    return rows[0][0], rows[0][1]


def _retell(store: Store, step: Step, client_id: int) -> None:
    """The client is found by it, and so is everybody in the household it belongs to."""
    sql = "SELECT client_id FROM household_member WHERE household_id = ?"
    step.retell(client_id, *(row[0] for row in store.rows(sql, [client_id])))
