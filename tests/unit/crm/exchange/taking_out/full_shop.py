"""A shop in which every field of clients of every kind is filled, and what is told of each."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from crm.clients.cards import add_card
from crm.clients.consent import set_consent
from crm.clients.contacts import add_contact
from crm.clients.custom_fields import CustomFieldDraft, add_custom_field, set_custom_value
from crm.clients.drafts import ClientDraft, ContactDraft, RelationDraft
from crm.clients.households import add_to_household, create_household
from crm.clients.names import NameParts
from crm.clients.photos import set_photo
from crm.clients.relations import add_builtin_relation_types, add_relation
from crm.clients.services import add_client, archive_client, mark_died
from crm.dates import PartialDate
from crm.exchange.taking_out.people import Person, list_everybody, read_people
from crm.progress import NoProgress
from crm.shop.services import begin_shop
from crm.shop.settings import ShopDraft
from crm.store.store import Store
from crm.story.drafts import (
    NoteDraft,
    OccasionDraft,
    PreferenceDraft,
    PromiseDraft,
    VisitDraft,
    WishDraft,
)
from crm.story.lines import LineDraft
from crm.story.remember import (
    add_note,
    add_occasion,
    add_preference,
    add_promise,
    add_wish,
    keep_promise,
    set_wish_state,
    tick_ask_next,
)
from crm.story.services import log_visit

PICTURE = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4
SEVERAL = "First line; with a semicolon, a comma\nand a \\ backslash\n\n=1+1"


def fill_shop(store: Store) -> None:
    """Everything a client can have, and neighbours of every kind."""
    begin_shop(
        store, ShopDraft("Maple Street Bicycles", "GBP", region="GB"), (add_builtin_relation_types,)
    )
    ben = add_client(store, ClientDraft("Ben Lee", tags=("racing", "a, b")))
    ann = add_client(store, _ann(ben))
    store.rows("SELECT 1")
    _reach(store, ann)
    _remember(store, ann)
    _own(store, ann)
    firm = add_client(store, ClientDraft("Quay & Sons, Ltd.", kind="organisation"))
    home = create_household(store, "The Lees", [ann])
    add_to_household(store, home, ben, "the eldest")
    for draft in (
        RelationDraft(ann, "husband", ben, note="since; school"),
        RelationDraft(ann, "dog", other_name="Rex", note="bites", born=PartialDate(2019, 5, None)),
        RelationDraft(ann, "works at", other_name="The Mill"),
        RelationDraft(ann, "godmother", other_name="Zoë 🚲"),
        RelationDraft(ben, "works at", firm),
        RelationDraft(ben, "friend", other_name="=cmd()"),
    ):
        add_relation(store, draft)
    gone = add_client(store, ClientDraft("Old Tom", standing="past"))
    mark_died(store, gone, None, PartialDate(2020, 2, 3))
    mark_died(store, add_client(store, ClientDraft("Old Tim")), None, None)
    archive_client(store, add_client(store, ClientDraft("Put Away", starred=True)))
    lines = (LineDraft("Brake pads", 2500, -2100), LineDraft("@sum", 1000, 1234))
    log_visit(store, VisitDraft(ann, lines, note="rain", channel="order", currency="GBP"))
    log_visit(store, VisitDraft(ann, day=date(2026, 1, 2), note="a chat", currency="GBP"))


def told_of_everybody(store: Store) -> dict[str, Person]:
    """Each client by name, with all that is told but what another shop numbers otherwise."""
    people = read_people(store, list_everybody(store), NoProgress(), "", with_photos=True)
    return {person.facts.name: _comparable(person) for person in people}


def _ann(sender: int) -> ClientDraft:
    return ClientDraft(
        parts=NameParts("Dr", "Ann-Marie", "van", "O'Neil; Lee", "MBE, PhD"),
        standing="prospect",
        called="Annie, the fast",
        pronunciation="AN-ee",
        born=PartialDate(1968, 11, None, about=True),
        from_place="Łódź, by the canal",
        lives="with two dogs",
        work="Welder; artist",
        how_met="At the fair\\market",
        met_on=PartialDate(2019, 4, None),
        sent_by_id=sender,
        former_names=("Ann Kowalska", "Ann, the first"),
        tags=("racing", "VIP", "שלום"),
        starred=True,
    )


def _reach(store: Store, ann: int) -> None:
    for draft in (
        ContactDraft("phone", "+44 20 7946 0018", "work mobile"),
        ContactDraft("phone", "020 7946 0018 x12", "home fax", is_primary=True),
        ContactDraft("phone", "01632 960 000", "at the sea; summers", is_past=True),
        ContactDraft("phone", "01632 960 001"),
        ContactDraft("email", "ann@lee.example", "HOME_OFFICE"),
        ContactDraft("link", "https://ann.example/?a=1,2;b", "skype"),
        ContactDraft("address", street="3 Quay", postcode="LS21 1AA", town="Otley", label="home"),
        ContactDraft("address", "Somewhere\nbehind the mill", label="office"),
        ContactDraft("address", street="9 Old Rd", country="Ireland", is_past=True),
    ):
        add_contact(store, ann, draft)


def _remember(store: Store, ann: int) -> None:
    moment = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    add_note(store, NoteDraft(ann, SEVERAL, "Jo, owner", "moment", is_pinned=True, at=moment))
    add_note(store, NoteDraft(ann, "Nuts!", is_alert=True, at=moment))
    tick_ask_next(store, add_note(store, NoteDraft(ann, "Ask of the race", ask_next=True)))
    add_note(store, NoteDraft(ann, "Ask of the dog", ask_next=True))
    add_preference(store, PreferenceDraft(ann, "Nuts; all", "allergy", "Food, drink"))
    add_preference(store, PreferenceDraft(ann, "Red"))
    wish = WishDraft(ann, "A saddle", "in spring", date(2027, 3, 1), 12345, "GBP")
    add_wish(store, wish)
    set_wish_state(store, add_wish(store, WishDraft(ann, "A bell")), "fulfilled")
    add_promise(store, PromiseDraft(ann, "Call her", "Jo", date(2026, 12, 1)))
    keep_promise(store, add_promise(store, PromiseDraft(ann, "Find the key")))
    for what, on in (
        ("anniversary", PartialDate(2001, 6, 7)),
        ("name day", PartialDate(None, 7, 26)),
        ("First Race", PartialDate(1999, None, None)),
    ):
        add_occasion(store, OccasionDraft(ann, what, on))


def _own(store: Store, ann: int) -> None:
    values: tuple[tuple[CustomFieldDraft, str], ...] = (
        (CustomFieldDraft("Wheel; size"), "28, or\nso"),
        (CustomFieldDraft("Gears", "number"), "-12.5"),
        (CustomFieldDraft("Serviced", "day"), "2026-03-04"),
        (CustomFieldDraft("Club", "yes_no"), "no"),
        (CustomFieldDraft("Frame", "choice", ("Steel", "Carbon; light")), "Carbon; light"),
    )
    for draft, text in values:
        set_custom_value(store, ann, add_custom_field(store, draft), text)
    set_consent(store, ann, "email", True, date(2025, 1, 2), "signed form; desk")
    set_consent(store, ann, "post", False, None, "at the counter")
    add_card(store, ann, "4006381333931")
    add_card(store, ann, "=CARD,1")
    set_photo(store, ann, PICTURE, PICTURE)


def _comparable(person: Person) -> Person:
    facts = person.facts._replace(
        id=0, key="", sent_by_id=None, sent_by_key="", changed_at="", visits=0, first_visit="",
        last_visit="",
    )  # fmt: skip
    nobody: dict[str, Any] = {"id": 0, "key": ""}
    return Person(
        facts=facts,
        contacts=person.contacts,
        former_names=person.former_names,
        tags=person.tags,
        ties=tuple(sorted(each._replace(other_id=None, key="") for each in person.ties)),
        households=tuple(each._replace(**nobody) for each in person.households),
        members=tuple(sorted(each._replace(**nobody) for each in person.members)),
        own_values=tuple(each._replace(field_id=0) for each in person.own_values),
        consents=person.consents,
        cards=person.cards,
        notes=person.notes,
        occasions=person.occasions,
        preferences=person.preferences,
        wishes=person.wishes,
        promises=person.promises,
        brought=(),
        photo=person.photo,
    )
