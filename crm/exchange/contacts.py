"""Contacts put together the same way from every format."""

from __future__ import annotations

from collections.abc import Sequence

from crm.clients.drafts import ContactKind
from crm.exchange.records import ContactRecord


def address(
    street: str,
    postcode: str,
    town: str,
    region: str,
    country: str,
    *,
    label: str = "",
    primary: bool = False,
) -> ContactRecord:
    """An address from its parts; its ``value`` has one line for each, none for an empty one."""
    place = f"{postcode} {town}" if postcode and town else postcode or town
    value = "\n".join(filter(None, (street, place, region, country)))
    return ContactRecord("address", value, label, street, postcode, town, region, country, primary)


def chosen_primary(contacts: Sequence[tuple[ContactRecord, int]]) -> tuple[ContactRecord, ...]:
    """The contacts, the most preferred (lowest number) of each kind primary, or else the first."""
    best: dict[ContactKind, int] = {}
    for place, (contact, preference) in enumerate(contacts):
        leader = best.setdefault(contact.kind, place)
        if preference < contacts[leader][1]:
            best[contact.kind] = place
    leaders = set(best.values())
    return tuple(
        contact._replace(primary=True) if place in leaders else contact
        for place, (contact, _preference) in enumerate(contacts)
    )
