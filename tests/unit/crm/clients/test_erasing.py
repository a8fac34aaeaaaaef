"""Clients who are erased are gone from every table, from the undo log and from the bytes."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Final

import pytest

from crm.clients.cards import add_card
from crm.clients.consent import set_consent
from crm.clients.custom_fields import CustomFieldDraft, add_custom_field, set_custom_value
from crm.clients.drafts import ClientDraft, ContactDraft, RelationDraft
from crm.clients.erasing import days_left, empty_trash, preview_erasure, purge_old
from crm.clients.filters import TRASH_DAYS
from crm.clients.find import find_clients
from crm.clients.households import create_household
from crm.clients.merging.queries import list_merges
from crm.clients.merging.rows import MergeDraft
from crm.clients.merging.services import answer_pair, merge_clients
from crm.clients.merging.splitting import split_merge
from crm.clients.photos import set_photo
from crm.clients.queries import get_client, list_relations
from crm.clients.relations import add_relation, add_relation_type, list_relation_types
from crm.clients.services import add_client, change_client, set_sent_by
from crm.clients.trash import remove_clients, restore_clients
from crm.clock import FixedClock
from crm.dates import PartialDate
from crm.errors import CancelledError, ConflictError, NotFoundError
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
from crm.story.remember import add_note, add_occasion, change_note, remove_note
from crm.story.services import log_visit, remove_visit

NEEDLE: Final = "zebraneedle"
PICTURE: Final = b"\xff\xd8\xff" + NEEDLE.encode() * 40


def raw(store: Store) -> int:
    """How often the needle stands in the bytes of the file and of what lies beside it."""
    files = store.path.parent.glob(store.path.name + "*")
    return sum(each.read_bytes().lower().count(NEEDLE.encode()) for each in files)


def holders(store: Store) -> set[str]:
    """The tables in which any column holds the needle."""
    tables = [row[0] for row in store.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    found = set()
    for table in tables:
        columns = [row[1] for row in store.rows(f'PRAGMA table_info("{table}")')]
        texts = " || ' ' || ".join(f"COALESCE(CAST(\"{each}\" AS TEXT), '')" for each in columns)
        if store.scalar(f'SELECT 1 FROM "{table}" WHERE {texts} LIKE ?', [f"%{NEEDLE}%"]):
            found.add(table)
    return found


def write_everything(store: Store) -> int:
    """A client of whom the needle stands wherever something can be written."""
    sender = add_client(store, ClientDraft("Sender Person"))
    client_id = add_client(
        store,
        ClientDraft(
            f"Ada {NEEDLE}", called=f"{NEEDLE}chen", pronunciation=NEEDLE, from_place=NEEDLE,
            lives=NEEDLE, work=NEEDLE, how_met=NEEDLE, born=PartialDate(1968, 11, 24),
            sent_by_id=sender, former_names=(f"Old {NEEDLE}",), tags=("club",),
            contacts=(
                ContactDraft("email", f"{NEEDLE}@example.org"),
                ContactDraft("address", f"1 {NEEDLE} Road\nBristol"),
            ),
        ),
    )  # fmt: skip
    note_id = add_note(store, NoteDraft(client_id, f"said {NEEDLE} once"))
    change_note(store, note_id, None, NoteDraft(client_id, f"said {NEEDLE} twice"))
    remove_note(store, note_id)
    add_note(store, NoteDraft(client_id, f"{NEEDLE} again", author=NEEDLE, is_alert=True))
    lines = (LineDraft("tea", 1000, 320),)
    also = (
        PromiseDraft(client_id, f"call {NEEDLE}"),
        WishDraft(client_id, f"a red {NEEDLE}"),
        PreferenceDraft(client_id, NEEDLE, "allergy"),
    )
    kept = log_visit(store, VisitDraft(client_id, lines, NEEDLE, also=also))
    remove_visit(store, log_visit(store, VisitDraft(client_id, lines, f"not {NEEDLE}")))
    add_occasion(store, OccasionDraft(client_id, f"{NEEDLE} day", PartialDate(2001, 6, 1)))
    set_photo(store, client_id, PICTURE, PICTURE)
    add_attachment(store, AttachmentDraft(client_id, f"{NEEDLE}.jpg", PICTURE, visit_id=kept))
    add_card(store, client_id, f"{NEEDLE}7")
    field_id = add_custom_field(store, CustomFieldDraft("Frame", "text"))
    set_custom_value(store, client_id, field_id, NEEDLE)
    set_consent(store, client_id, "email", given=True, on_day=date(2026, 10, 1), source=NEEDLE)
    change_client(store, client_id, None, {"called": f"{NEEDLE}lein"})
    return client_id


def erase(store: Store, *client_ids: int) -> int:
    remove_clients(store, client_ids)
    return empty_trash(store, client_ids)


def count(store: Store, table: str) -> int:
    return int(store.scalar(f"SELECT COUNT(*) FROM {table}"))


def test_nothing_is_left_of_a_client_in_any_table_or_byte(store: Store) -> None:
    client_id = write_everything(store)
    assert len(holders(store)) > 12
    assert raw(store) > 0

    assert erase(store, client_id) == 1

    assert holders(store) == set()
    assert raw(store) == 0
    assert find_clients(store, NEEDLE).hits == ()
    with pytest.raises(NotFoundError):
        get_client(store, client_id)
    assert [row[0] for row in store.rows("SELECT name FROM client")] == ["Sender Person"]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_no_byte_is_left_between_the_rows_of_others(store: Store, seed: int) -> None:
    """SQLite leaves copies where it moves rows; only a file with many others shows that."""
    chance = random.Random(seed)
    gone = []
    for number in range(120):
        goes = chance.random() < 0.3
        word = NEEDLE if goes else "lovelace"
        client_id = add_client(store, ClientDraft(f"Ada {word}{number}", called=f"{word}x"))
        note = NoteDraft(client_id, f"said {word} " + "lorem " * chance.randint(0, 400))
        note_id = add_note(store, note)
        add_note(store, NoteDraft(client_id, f"again {word} " + "lorem " * chance.randint(0, 40)))
        if chance.random() < 0.5:
            remove_note(store, note_id)
        if chance.random() < 0.5:
            change_client(store, client_id, None, {"name": f"Bo {word}{number}b"})
        gone += [client_id] if goes else []
    erase(store, *gone)
    assert raw(store) == 0
    assert count(store, "client") == 120 - len(gone)
    assert find_clients(store, "lovelace").total > 0


def test_only_those_in_the_trash_are_erased(store: Store) -> None:
    ada, ben = add_client(store, ClientDraft("Ada")), add_client(store, ClientDraft("Ben"))
    remove_clients(store, [ada])
    assert empty_trash(store, [ada, ben]) == 1
    assert empty_trash(store) == 0
    assert get_client(store, ben).name == "Ben"


def test_what_would_go_is_said_before(store: Store) -> None:
    remove_clients(store, [write_everything(store)])
    preview = preview_erasure(store)
    assert preview.clients == 1
    assert preview.names == (f"Ada {NEEDLE}",)
    assert preview.counts == (
        "1 visit", "1 purchase", "1 note", "1 promise", "1 wish", "1 special day", "1 file",
        "1 photo",
    )  # fmt: skip


def test_the_ties_of_others_become_names(store: Store) -> None:
    finn, mum, aunt = (
        add_client(store, ClientDraft(each)) for each in ("Finn Hale", "Mary Hale", "Una Hale")
    )
    add_relation_type(store, "godmother", "godchild")
    add_relation(store, RelationDraft(finn, "mother", mum, note="collects him"))
    add_relation(store, RelationDraft(mum, "godmother", aunt))

    erase(store, mum)

    (tie,) = list_relations(store, finn)
    assert (tie.word, tie.name, tie.other_id) == ("mother", "Mary Hale", None)
    (tie,) = list_relations(store, aunt)
    assert (tie.word, tie.name, tie.other_id) == ("godchild", "Mary Hale", None)
    assert {each.name for each in list_relation_types(store)} >= {"godmother", "godchild"}


def test_who_was_sent_by_somebody_erased_stays_and_nobody_sent_them(store: Store) -> None:
    ada, ben, cat = (add_client(store, ClientDraft(each)) for each in ("Ada", "Ben", "Cat"))
    set_sent_by(store, ben, None, ada)
    set_sent_by(store, ben, None, cat)
    set_sent_by(store, ben, None, ada)
    erase(store, ada)
    assert get_client(store, ben).sent_by is None


def test_a_household_loses_who_lived_there_and_people_lose_the_household(store: Store) -> None:
    ada, ben = add_client(store, ClientDraft("Ada")), add_client(store, ClientDraft("Ben"))
    house = create_household(store, "Hale", [ada, ben])
    erase(store, ada)
    assert [each.name for each in get_client(store, house).members] == ["Ben"]
    erase(store, house)
    assert get_client(store, ben).households == ()


def test_whoever_became_one_with_them_goes_too(store: Store) -> None:
    twin = write_everything(store)
    ada = add_client(store, ClientDraft("Ada Byron"))
    merge_clients(store, MergeDraft(ada, twin))
    erase(store, ada)
    assert holders(store) == set()
    assert raw(store) == 0


def test_whoever_was_parted_from_them_stays_and_forgets(store: Store) -> None:
    twin = write_everything(store)
    ada = add_client(store, ClientDraft("Ada Byron"))
    add_note(store, NoteDraft(ada, "likes poems"))
    merge_id = merge_clients(store, MergeDraft(ada, twin))
    split_merge(store, merge_id)
    erase(store, twin)
    assert holders(store) == set()
    assert get_client(store, ada).name == "Ada Byron"
    assert list_merges(store, ada) == ()
    assert count(store, "note") == 1


def test_a_merge_of_others_can_still_be_split(store: Store) -> None:
    gone, ada, twin = (
        add_client(store, ClientDraft(each)) for each in ("Gone", "Ada", "Ada Byron")
    )
    set_sent_by(store, twin, None, gone)
    add_relation(store, RelationDraft(twin, "friend", gone))
    merge_id = merge_clients(store, MergeDraft(ada, twin))
    erase(store, gone)
    split_merge(store, merge_id)
    assert get_client(store, twin).name == "Ada Byron"
    assert get_client(store, ada).name == "Ada"


def test_an_answer_about_them_is_forgotten(store: Store) -> None:
    ada, twin = add_client(store, ClientDraft("Ada")), add_client(store, ClientDraft("Ada B"))
    answer_pair(store, "same", ada, twin)
    erase(store, ada)
    assert count(store, "pair_answer") == 0


def test_what_was_written_before_and_after_is_undone_as_ever(store: Store) -> None:
    ada, ben = add_client(store, ClientDraft("Ada")), add_client(store, ClientDraft("Ben"))
    add_note(store, NoteDraft(ben, "early"))
    note_id = add_note(store, NoteDraft(ada, "hers"))
    remove_note(store, note_id)
    add_note(store, NoteDraft(ben, "late"))
    store.undo()
    store.redo()
    erase(store, ada)
    assert store.undo().action == "note.add"
    assert store.undo().action == "note.add"
    assert count(store, "note") == 0
    assert store.undo().action == "client.add"
    assert count(store, "client") == 0


def test_a_step_that_lost_something_says_why_it_cannot_be_undone(store: Store) -> None:
    ada, ben = add_client(store, ClientDraft("Ada")), add_client(store, ClientDraft("Ben"))
    remove_clients(store, [ada, ben])
    restore_clients(store, [ada, ben])
    erase(store, ada)
    with pytest.raises(ConflictError, match="erased for good"):
        store.undo()
    assert get_client(store, ben).name == "Ben"


def test_a_step_that_was_taken_back_is_forgotten_with_its_words(store: Store) -> None:
    ada = add_client(store, ClientDraft("Ada"))
    remove_clients(store, [ada])
    store.undo()
    add_note(store, NoteDraft(ada, NEEDLE))
    store.undo()
    store.rows("UPDATE client SET removed_at = '2026-11-01T00:00:00Z', archived_at = removed_at")
    store.rebuild()
    empty_trash(store)
    assert raw(store) == 0
    with pytest.raises(ConflictError, match="nothing to do again"):
        store.redo()


def test_no_new_step_bears_the_number_of_one_that_lost_everything(store: Store) -> None:
    ada = add_client(store, ClientDraft("Ada"))
    remove_clients(store, [ada])
    last = store.scalar("SELECT MAX(id) FROM undo_step")
    empty_trash(store)
    add_client(store, ClientDraft("Ben"))
    assert store.scalar("SELECT MAX(id) FROM undo_step") > last


def test_those_in_the_trash_for_thirty_days_are_erased_by_themselves(
    store: Store, clock: FixedClock
) -> None:
    ada, ben = add_client(store, ClientDraft("Ada")), add_client(store, ClientDraft("Ben"))
    remove_clients(store, [ada])
    removed_at = get_client(store, ada).removed_at
    assert removed_at is not None
    assert days_left(removed_at, clock.now()) == TRASH_DAYS
    clock.moment += timedelta(days=TRASH_DAYS - 1)
    remove_clients(store, [ben])
    assert days_left(removed_at, clock.now()) == 1
    assert purge_old(store) == 0
    clock.moment += timedelta(days=1)
    assert purge_old(store) == 1
    assert count(store, "client") == 1


def test_nobody_is_erased_before_somebody_could_have_looked(
    store: Store, clock: FixedClock
) -> None:
    remove_clients(store, [add_client(store, ClientDraft("Ada"))])
    clock.moment += timedelta(days=400)
    assert purge_old(store) == 0
    add_client(store, ClientDraft("Ben"))
    assert purge_old(store) == 1


def test_erasing_can_be_stopped_before_it_begins(store: Store) -> None:
    class Stopped:
        def step(self, done: int, total: int | None, text: str = "") -> None:
            """Nobody looks."""

        def stopped(self) -> bool:
            return True

    remove_clients(store, [add_client(store, ClientDraft("Ada"))])
    with pytest.raises(CancelledError):
        empty_trash(store, None, Stopped())
    assert count(store, "client") == 1
