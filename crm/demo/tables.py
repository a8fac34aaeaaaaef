"""The columns in which the demo shop is written, and moments as their tables keep them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from peewee import Model

from crm.clients.models import (
    Client,
    ClientTag,
    Consent,
    ContactPoint,
    CustomField,
    CustomValue,
    FormerName,
    HouseholdMember,
    Relation,
    Tag,
)
from crm.story.models import Attachment, Note, Occasion, Preference, Promise, Purchase, Visit, Wish

# In the order in which they are written: what is referred to comes first.
COLUMNS: Final[Mapping[type[Model], tuple[str, ...]]] = {
    Tag: ("name", "folded"),
    CustomField: ("name", "folded", "type", "choices", "tag_id", "position"),
    Client: (
        "kind", "standing", "name", "title", "given", "middle", "family", "suffix", "sort_name",
        "called", "pronunciation", "born", "died", "has_died", "from_place", "lives", "work",
        "how_met", "met_on", "sent_by_id", "starred", "created_at", "changed_at", "archived_at",
    ),
    FormerName: ("client_id", "name"),
    ContactPoint: (
        "client_id", "kind", "label", "value", "normal", "street", "postcode", "town",
        "is_primary", "is_past",
    ),
    Relation: ("client_id", "type_id", "other_id", "other_name", "note", "born"),
    HouseholdMember: ("household_id", "client_id", "role"),
    ClientTag: ("client_id", "tag_id"),
    CustomValue: ("client_id", "field_id", "value"),
    Consent: ("client_id", "channel", "given", "on_day", "source"),
    Visit: ("client_id", "day", "at", "channel", "staff", "note", "currency", "total"),
    Purchase: ("visit_id", "position", "item_id", "quantity", "amount"),
    Note: (
        "client_id", "at", "author", "label", "text", "is_pinned", "is_alert", "ask_next",
        "asked_at",
    ),
    Promise: ("client_id", "what", "who", "made_on", "due", "state", "kept_on"),
    Wish: (
        "client_id", "what", "when", "remind_on", "budget", "currency", "state", "asked_on",
        "closed_on",
    ),
    Preference: ("client_id", "kind", "category", "text"),
    Occasion: ("client_id", "what", "on"),
    Attachment: ("client_id", "name", "media_type", "size", "at", "note", "content"),
}  # fmt: skip

STAFF: Final = ("Jo", "Marek", "Priya")

# Half past nine to a quarter past four: the same day in Britain all year round, and in Europe.
TIMES: Final = tuple(
    f"T{minutes // 60:02}:{minutes % 60:02}:00Z" for minutes in range(9 * 60 + 30, 16 * 60 + 15, 5)
)
OPENING: Final = 0  # the first of them, and the last
CLOSING: Final = -1


def moment(day: date, drawn: int) -> str:
    """A moment of opening time on a day, chosen by any number."""
    return day.isoformat() + TIMES[drawn % len(TIMES)]
