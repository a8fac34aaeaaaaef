"""A small shop with something in every table, for tests that ruin it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from crm.clients.cards import add_card
from crm.clients.consent import set_consent
from crm.clients.contacts import add_contact
from crm.clients.custom_fields import CustomFieldDraft, add_custom_field, set_custom_value
from crm.clients.custom_values import FIELD_TYPES
from crm.clients.drafts import ClientDraft, ContactDraft, RelationDraft
from crm.clients.filters import ClientFilter, Condition
from crm.clients.households import create_household
from crm.clients.merging.rows import MergeDraft
from crm.clients.merging.services import answer_pair, merge_clients
from crm.clients.photos import set_photo
from crm.clients.queries import list_clients
from crm.clients.relations import add_builtin_relation_types, add_relation
from crm.clients.services import add_client, set_sent_by
from crm.clients.smart_lists import SmartListDraft, add_smart_list
from crm.clients.trash import remove_clients
from crm.clock import FixedClock
from crm.dates import PartialDate
from crm.exchange.importing import import_file
from crm.exchange.mapping import Column
from crm.exchange.preview import examine_file
from crm.letters.letters import LetterDraft, add_letter, keep_own_sheet
from crm.letters.sheets import LabelSheet
from crm.progress import NoProgress
from crm.shop.sections import arrange_sections
from crm.shop.services import begin_shop
from crm.shop.settings import ShopDraft
from crm.store.store import Store
from crm.story.attachments import AttachmentDraft, add_attachment
from crm.story.drafts import (
    NoteDraft,
    OccasionDraft,
    PreferenceDraft,
    PromiseDraft,
    VisitDraft,
    WishDraft,
)
from crm.story.lines import LineDraft
from crm.story.remember import add_note, add_occasion
from crm.story.services import log_visit
from crm.workspace import Workspace

PEOPLE = 12
MOMENT = datetime(2026, 11, 21, 11, 52, tzinfo=UTC)
TILL = """\
Customer ID,Name,Phone,Date,Item,Quantity,Price
C-7,Grace Hopper,0151 234 5677,2026-11-02,tyre,2,14.50
C-8,Gracie Hopper,0151 234 5678,2026-11-05,lamp,1,22.90
C-9,Gail Hopper,0151 234 5679,2026-11-06,bell,1,8.00
"""
PICTURE = b"\xff\xd8\xff" + bytes(range(256)) * 20


def make_shop(folder: Path, people: int = PEOPLE) -> bytes:
    """The bytes of a data file with the shop, without a page that is not used.

    Clients 1 to ``people`` are written by hand; others were brought in, merged or are a household.
    """
    workspace = Workspace.open(folder / "first.db", FixedClock(MOMENT))
    _fill(workspace.store, people)
    _bring_in(workspace.store, folder)
    _keep_for_later(workspace.store)
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


def _bring_in(store: Store, folder: Path) -> None:
    """An import, with a column somebody had to name, and two of it made one."""
    path = folder / "till.csv"
    path.write_text(TILL, "utf-8")
    mapping = examine_file(store, path, MOMENT.date(), NoProgress()).preview.mapping
    own = replace(mapping, columns=tuple(map(_told, mapping.columns)))
    import_file(store, path, own, today=MOMENT.date())
    one, other, third = (row.id for row in list_clients(store) if "Hopper" in row.name)
    answer_pair(store, "same", one, third)
    merge_clients(store, MergeDraft(one, other))
    add_card(store, one, "4006381333931")


def _told(column: Column) -> Column:
    return replace(column, label="work") if column.field == "client.phone" else column


def _keep_for_later(store: Store) -> None:
    """Lists, letters and sheets of the shop's own, and somebody in the trash."""
    spent = ClientFilter((Condition("tag", "has", "club"), Condition("visits", "at_least", 1)))
    draft = SmartListDraft("Club", spent, ("name", "last_visit"), "-last_visit")
    add_smart_list(store, draft)
    add_letter(store, LetterDraft("Thanks", "{greeting},\nthank you.\n{shop}"))
    sheet = LabelSheet("ours", "A4", 2, 4, 99.1, 67.7, 4.6, 13.0, 101.6, 67.7)
    keep_own_sheet(store, sheet)
    remove_clients(store, [add_client(store, ClientDraft("Nobody Now"))])
