"""A small shop with something in every table, for tests that ruin it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from crm.clients.consent import list_consents, set_consent
from crm.clients.contacts import add_contact
from crm.clients.custom_fields import (
    CustomFieldDraft,
    add_custom_field,
    list_custom_fields,
    list_custom_values,
    set_custom_value,
)
from crm.clients.custom_values import FIELD_TYPES, ValueStyle, format_value, read_value
from crm.clients.drafts import ClientDraft, ContactDraft, RelationDraft
from crm.clients.find import find_clients
from crm.clients.hits import list_lately, list_small_photos
from crm.clients.households import create_household
from crm.clients.likely import list_likely_same
from crm.clients.photos import set_photo
from crm.clients.queries import (
    find_neighbours,
    get_client,
    get_photo,
    list_clients,
    list_tags,
)
from crm.clients.relations import add_builtin_relation_types, add_relation, list_relation_types
from crm.clients.services import add_client, set_sent_by
from crm.clock import FixedClock
from crm.dates import PartialDate
from crm.shop.queries import get_settings
from crm.shop.sections import arrange_sections, get_arrangement
from crm.shop.services import begin_shop
from crm.shop.settings import ShopDraft
from crm.store.store import Store
from crm.story.attachments import (
    AttachmentDraft,
    add_attachment,
    get_attachment_content,
    list_attachments,
)
from crm.story.drafts import (
    NoteDraft,
    OccasionDraft,
    PreferenceDraft,
    PromiseDraft,
    VisitDraft,
    WishDraft,
)
from crm.story.goods import complete_items, list_items_bought, list_usual
from crm.story.lines import LineDraft
from crm.story.queries import get_card, list_notes, list_promises, list_visits
from crm.story.remember import add_note, add_occasion
from crm.story.services import log_visit
from crm.story.timeline import list_moments, list_ribbon, list_story, list_year
from crm.workspace import Workspace

PEOPLE = 12
MOMENT = datetime(2026, 11, 21, 11, 52, tzinfo=UTC)
PICTURE = b"\xff\xd8\xff" + bytes(range(256)) * 20


def make_shop(folder: Path, people: int = PEOPLE) -> bytes:
    """The bytes of a data file with the shop, without a page that is not used."""
    workspace = Workspace.open(folder / "first.db", FixedClock(MOMENT))
    _fill(workspace.store, people)
    workspace.store.snapshot(folder / "shop.db")
    workspace.close()
    Workspace.open(folder / "shop.db", FixedClock(MOMENT)).close()  # as a program leaves it
    return (folder / "shop.db").read_bytes()


def _fill(store: Store, people: int) -> None:
    begin_shop(store, ShopDraft("Shop", "GBP", region="GB"), (add_builtin_relation_types,))
    for number in range(1, people + 1):
        _write_person(store, number)
    create_household(store, "Lovelace", [1, 2])
    add_relation(store, RelationDraft(1, "husband", 2))
    add_relation(
        store, RelationDraft(1, "dog", other_name="Rex", born=PartialDate(2019, None, None))
    )
    set_sent_by(store, 3, None, 1)
    set_photo(store, 1, PICTURE, PICTURE[:500])
    _fill_own_fields(store)
    arrange_sections(store, "person", ["dates", "people"], ["tags"])
    add_attachment(store, AttachmentDraft(1, "bike.png", PICTURE, small=PICTURE[:500]))


def _fill_own_fields(store: Store) -> None:
    values = {"text": "WSBC-6021", "number": "71.5", "day": "24 Nov 2026", "yes_no": "yes"}
    for type in FIELD_TYPES:
        field = CustomFieldDraft(f"A {type}", type, ("Small", "Large"))
        field_id = add_custom_field(store, field)
        set_custom_value(store, 1, field_id, values.get(type, "small"))
    set_consent(store, 1, "email", given=True, on_day=date(2026, 10, 1), source="a form")


def _write_person(store: Store, number: int) -> None:
    client_id = add_client(
        store,
        ClientDraft(
            f"Ada Lovelace {number}", born=PartialDate(1968, 11, 24), work="engines",
            tags=("club", f"t{number % 3}"), former_names=("Ada Byron",),
        ),
    )  # fmt: skip
    add_contact(store, client_id, ContactDraft("phone", f"0151 234 56{number:02}"))
    for day in range(1, 8):
        lines = (LineDraft("latte", 1000, 320), LineDraft(f"cake {day}", 2000, 410))
        also = (
            PromiseDraft(client_id, "call back", due=date(2026, 12, 1)),
            WishDraft(client_id, "a red one", budget=20_000, currency="GBP"),
            PreferenceDraft(client_id, "nuts", "allergy"),
        )
        draft = VisitDraft(
            client_id, lines, "again", day=date(2026, 10, day), also=also if day == 1 else ()
        )
        log_visit(store, draft)
    add_note(store, NoteDraft(client_id, "said that Finn is ill", ask_next=True))
    add_occasion(store, OccasionDraft(client_id, "opened", PartialDate(2001, 6, 1)))


def read_everything(store: Store) -> None:
    """Every read a screen makes, for every client there is."""
    get_settings(store)
    list_tags(store)
    list_relation_types(store)
    list_custom_fields(store)
    get_arrangement(store, "person")
    list_lately(store)
    for text in ("ada", "adx lovelace", "234", "finn ill", "rex", "engines"):
        find_clients(store, text)
    complete_items(store, "ca")
    list_likely_same(store, "Ada Lovelace 1")
    for client in list_clients(store):
        _read_client(store, client.id)


def _read_own_fields(store: Store, client_id: int) -> None:
    style = ValueStyle.of(get_settings(store), store.clock.today())
    for row in list_custom_values(store, client_id):
        if row.value:
            format_value(row.value, row.type, style)
            read_value(row.value, row.type)


def _read_client(store: Store, client_id: int) -> None:
    get_client(store, client_id)
    get_photo(store, client_id)
    _read_own_fields(store, client_id)
    list_consents(store, client_id)
    for row in list_attachments(store, client_id):
        get_attachment_content(store, row.id)
    list_small_photos(store, [client_id])
    find_neighbours(store, client_id)
    get_card(store, client_id)
    list_visits(store, client_id)
    list_notes(store, client_id)
    list_promises(store, client_id)
    list_usual(store, client_id)
    list_items_bought(store, client_id)
    list_ribbon(store, client_id)
    list_moments(store, client_id)
    for year in list_story(store, client_id):
        list_year(store, client_id, year.year)
