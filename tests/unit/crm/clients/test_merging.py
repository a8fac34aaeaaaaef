"""Two clients who are one become one, with nothing lost, and can be parted again as they were."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.clients.consent import list_consents, set_consent
from crm.clients.contacts import add_contact, change_contact, remove_contact
from crm.clients.custom_fields import CustomFieldDraft, add_custom_field, set_custom_value
from crm.clients.drafts import ClientDraft, ContactDraft, RelationDraft
from crm.clients.households import add_to_household, create_household
from crm.clients.merging.preview import preview_merge, propose_kept
from crm.clients.merging.queries import list_merges
from crm.clients.merging.rows import FieldPair, MergeDraft, Side
from crm.clients.merging.services import answer_pair, merge_clients
from crm.clients.merging.splitting import preview_split, split_merge
from crm.clients.models import Merge
from crm.clients.photos import set_photo
from crm.clients.queries import get_client
from crm.clients.relations import add_relation
from crm.clients.services import (
    add_client,
    add_former_name,
    archive_client,
    change_client,
    mark_died,
    set_sent_by,
    star_client,
)
from crm.clients.tags import tag_client
from crm.clock import FixedClock
from crm.dates import PartialDate
from crm.errors import ConflictError, CrmError, NotFoundError, ValidationError
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
from crm.story.models import Attachment
from crm.story.remember import (
    add_note,
    add_occasion,
    add_preference,
    add_promise,
    add_wish,
)
from crm.story.services import log_visit, remove_visit
from crm.workspace import derived_rows
from tests.undoing import dump, undoable

PNG = b"\x89PNG\r\n\x1a\n"
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def person(store: Store, name: str, *contacts: ContactDraft, **more: Any) -> int:
    return add_client(store, ClientDraft(name, contacts=contacts, **more))


def phone(value: str, label: str = "") -> ContactDraft:
    return ContactDraft("phone", value, label=label)


def merge(store: Store, kept: int, gone: int, **choices: Side) -> int:
    return merge_clients(store, MergeDraft(kept, gone, choices))


def fields(store: Store, kept: int, gone: int) -> dict[str, FieldPair]:
    return {pair.name: pair for pair in preview_merge(store, kept, gone).fields}


def without_merges(tables: dict[str, Any]) -> dict[str, Any]:
    return {name: rows for name, rows in tables.items() if name != "merge"}


def ids_of(store: Store, table: str, client_id: int) -> list[int]:
    sql = f"SELECT id FROM {table} WHERE client_id = ? ORDER BY id"
    return [row[0] for row in store.rows(sql, [client_id])]


def fill(store: Store, client_id: int, word: str) -> None:
    """Give a client one of everything."""
    log_visit(store, VisitDraft(client_id, note=word, lines=(LineDraft(word, amount=500),)))
    add_note(store, NoteDraft(client_id, text=word))
    add_promise(store, PromiseDraft(client_id, what=word))
    add_wish(store, WishDraft(client_id, what=word))
    add_preference(store, PreferenceDraft(client_id, text=word))
    add_occasion(store, OccasionDraft(client_id, what=word, on=PartialDate(None, 5, 3)))
    add_contact(store, client_id, phone(f"0171 55501{len(word):02}"))
    add_former_name(store, client_id, f"{word} formerly")
    tag_client(store, client_id, word)
    add_relation(store, RelationDraft(client_id, word="friend", other_name=f"{word}'s friend"))
    set_consent(store, client_id, "email", True, date(2026, 1, len(word)))
    set_photo(store, client_id, PNG + word.encode(), PNG)
    with store.write("attachment.add") as step:
        visit_id = ids_of(store, "visit", client_id)[0]
        values = {"name": word, "size": 1, "at": store.clock.now(), "content": b"x"}
        step.insert(Attachment, client_id=client_id, visit_id=visit_id, **values)


def test_everything_of_both_is_one_clients_then(store: Store) -> None:
    ada, double = person(store, "Ada Byron"), person(store, "A Byron")
    fill(store, ada, "bell")
    fill(store, double, "lamps")

    undoable(store, lambda: merge(store, ada, double))

    for table in ("visit", "note", "promise", "wish", "preference", "occasion", "attachment"):
        assert len(ids_of(store, table, ada)) == 2, table
    details = get_client(store, ada)
    assert {each.name for each in details.former_names} == {
        "bell formerly", "lamps formerly", "A Byron",
    }  # fmt: skip
    assert [tag.name for tag in details.tags] == ["bell", "lamps"]
    assert [each.is_primary for each in details.contacts] == [True, False]
    assert details.summary.visits == 2
    with pytest.raises(NotFoundError):
        get_client(store, double)


def test_merged_and_parted_with_nothing_between_all_is_as_it_was(store: Store) -> None:
    ada, double = person(store, "Ada Byron"), person(store, "A Byron")
    fill(store, ada, "bell")
    fill(store, double, "lamps")
    before = dump(store)
    merge_id = merge(store, ada, double, name="gone", photo="gone")

    outcome = undoable(store, lambda: split_merge(store, merge_id))

    assert without_merges(dump(store)) == without_merges(before)
    assert (outcome.kept_id, outcome.gone_id, outcome.spared) == (ada, double, ())


def test_ctrl_z_after_a_merge_brings_back_every_row(store: Store) -> None:
    ada, double = person(store, "Ada Byron"), person(store, "A Byron")
    fill(store, double, "lamps")
    before = dump(store)
    merge(store, ada, double)
    store.undo()
    assert dump(store) == before


def test_the_same_number_is_one_number_then(store: Store) -> None:
    ada = person(store, "Ada Byron", phone("0171 555 0100"))
    double = person(store, "A Byron", phone("+44 171 5550100", "mobile"), phone("0171 5550199"))
    with store.write("settings.save") as step:
        step.touch(ada)
    merge(store, ada, double)
    numbers = [(each.value, each.is_primary) for each in get_client(store, ada).contacts]
    assert len([value for value, _first in numbers if value.endswith("199")]) == 1
    assert sum(first for _value, first in numbers) == 1


def test_the_other_name_is_still_found(store: Store) -> None:
    ada, double = person(store, "Ada Byron"), person(store, "Augusta King", called="Gussie")
    merge(store, ada, double)
    names = {each.name for each in get_client(store, ada).former_names}
    assert names == {"Augusta King"}
    assert get_client(store, ada).called == "Gussie"


def test_what_only_one_knows_is_proposed_and_a_fuller_name_is(store: Store) -> None:
    ada = person(store, "A Byron", born=PartialDate(1815, None, None))
    double = person(store, "Ada Byron", born=PartialDate(1815, 12, 10), work="Mathematician")
    pairs = fields(store, ada, double)
    assert (pairs["name"].proposed, pairs["name"].why) == ("gone", "says more")
    assert (pairs["born"].proposed, pairs["born"].why) == ("gone", "says more")
    assert (pairs["work"].proposed, pairs["work"].why) == ("gone", "the only one known")
    assert not pairs["born"].is_grave

    merge(store, ada, double)

    details = get_client(store, ada)
    assert (details.name, details.work, details.given) == ("Ada Byron", "Mathematician", "Ada")
    assert details.born == PartialDate(1815, 12, 10)
    assert [each.name for each in details.former_names] == ["A Byron"]


def test_each_field_can_be_chosen(store: Store) -> None:
    ada = person(store, "Ada Byron", work="Countess", from_place="London")
    double = person(store, "Ada King", work="Mathematician", from_place="Ockham")
    merge(store, ada, double, name="gone", work="gone")
    details = get_client(store, ada)
    assert (details.name, details.work, details.from_place) == (
        "Ada King", "Mathematician", "London",
    )  # fmt: skip


def test_a_choice_of_nothing_is_refused(store: Store) -> None:
    ada, double = person(store, "Ada Byron"), person(store, "Ada King")
    with pytest.raises(ValidationError, match="nothing to choose"):
        merge(store, ada, double, shoe_size="gone")


def test_a_no_counts_and_of_two_alike_the_later(store: Store) -> None:
    ada, double = person(store, "Ada Byron"), person(store, "Ada King")
    set_consent(store, ada, "email", True, date(2026, 5, 1))
    set_consent(store, double, "email", False, date(2020, 1, 1))
    set_consent(store, ada, "post", True, date(2020, 1, 1))
    set_consent(store, double, "post", True, date(2026, 1, 1), "form")
    merge(store, ada, double)
    told = {row.channel: row for row in list_consents(store, ada)}
    assert told["email"].given is False
    assert (told["post"].on_day, told["post"].source) == (date(2026, 1, 1), "form")


def test_one_dead_and_one_alive_is_said(store: Store) -> None:
    ada, double = person(store, "Ada Byron"), person(store, "Ada King")
    mark_died(store, double, None, PartialDate(1852, 11, 27))
    preview = preview_merge(store, ada, double)
    assert preview.warnings == (
        "Ada King has died, Ada Byron has not. Are they really one person?",
    )
    assert {pair.name for pair in preview.fields if pair.is_grave} == {"died"}


def test_a_person_and_a_household_cannot_be_one(store: Store) -> None:
    ada = person(store, "Ada Byron")
    house = create_household(store, "Byron", [ada])
    with pytest.raises(ValidationError, match="is a person and Byron is a household"):
        merge(store, ada, house)
    with pytest.raises(ValidationError, match="one and the same"):
        merge(store, ada, ada)


def test_nobody_is_tied_to_themselves_and_no_tie_stands_twice(store: Store) -> None:
    ada, double, eva = (person(store, name) for name in ("Ada Byron", "Ada King", "Eva Dee"))
    add_relation(store, RelationDraft(ada, word="friend", other_id=eva))
    add_relation(store, RelationDraft(double, word="friend", other_id=eva, note="from school"))
    add_relation(store, RelationDraft(ada, word="sister", other_id=double))
    add_relation(store, RelationDraft(eva, word="neighbour", other_id=double))
    undoable(store, lambda: merge(store, ada, double))
    ties = [(each.word, each.name, each.note) for each in get_client(store, ada).relations]
    assert ties == [("friend", "Eva Dee", "from school"), ("neighbour", "Eva Dee", "")]


def test_nobody_was_sent_by_themselves(store: Store) -> None:
    ada, double, eva = (person(store, name) for name in ("Ada Byron", "Ada King", "Eva Dee"))
    set_sent_by(store, eva, None, double)
    set_sent_by(store, ada, None, eva)
    undoable(store, lambda: merge(store, ada, double))
    assert get_client(store, ada).sent_by is None
    assert [each.name for each in get_client(store, ada).sent] == ["Eva Dee"]


def test_a_household_has_each_of_its_people_once(store: Store) -> None:
    ada, double = person(store, "Ada Byron"), person(store, "Ada King")
    house = create_household(store, "Byron", [ada])
    add_to_household(store, house, double, "the eldest")
    undoable(store, lambda: merge(store, ada, double))
    (home,) = get_client(store, ada).households
    assert [(each.name, each.role) for each in home.members] == [("Ada Byron", "the eldest")]


def test_two_households_become_one(store: Store) -> None:
    ada, eva = person(store, "Ada Byron"), person(store, "Eva Dee")
    first, second = (
        create_household(store, "One", [ada]),
        create_household(store, "Two", [ada, eva]),
    )
    undoable(store, lambda: merge(store, first, second))
    assert {each.name for each in get_client(store, first).members} == {"Ada Byron", "Eva Dee"}


def test_own_fields_are_chosen_one_by_one(store: Store) -> None:
    ada, double = person(store, "Ada Byron"), person(store, "Ada King")
    size, frame = (add_custom_field(store, CustomFieldDraft(name)) for name in ("Size", "Frame"))
    set_custom_value(store, ada, size, "39")
    set_custom_value(store, double, size, "40")
    set_custom_value(store, double, frame, "54 cm")
    merge_clients(store, MergeDraft(ada, double, {f"custom.{size}": "gone"}))
    values = store.rows("SELECT field_id, value FROM custom_value WHERE client_id = ?", [ada])
    assert sorted(values) == [(size, "40"), (frame, "54 cm")]


def test_what_was_changed_since_the_preview_is_not_merged(store: Store) -> None:
    ada, double = person(store, "Ada Byron"), person(store, "Ada King")
    preview = preview_merge(store, ada, double)
    star_client(store, double, starred=True)
    draft = MergeDraft(ada, double, {}, preview.kept_rev, preview.gone_rev)
    with pytest.raises(ConflictError, match="changed in the meantime"):
        merge_clients(store, draft)


def test_who_was_here_more_often_is_proposed_to_stay(store: Store) -> None:
    ada, double = person(store, "Ada Byron"), person(store, "Ada King")
    log_visit(store, VisitDraft(double, note="here"))
    assert propose_kept(store, ada, double) == double
    archive_client(store, double)
    assert propose_kept(store, ada, double) == ada


def test_what_came_after_the_merge_stays_or_goes_as_it_is_said(store: Store) -> None:
    ada, double = person(store, "Ada Byron"), person(store, "Ada King")
    fill(store, double, "lamps")
    merge_id = merge(store, ada, double)
    mine = log_visit(store, VisitDraft(ada, lines=(LineDraft("Bell", amount=500),)))
    its = log_visit(store, VisitDraft(ada, lines=(LineDraft("Tube", amount=900),)))
    note = add_note(store, NoteDraft(ada, text="Asked about Tubes"))
    later = preview_split(store, merge_id).later
    assert [(row.table, row.id, row.text) for row in later] == [
        ("visit", mine, "Bell"), ("visit", its, "Tube"), ("note", note, "Asked about Tubes"),
    ]  # fmt: skip

    undoable(store, lambda: split_merge(store, merge_id, [("visit", its), ("note", note)]))

    assert ids_of(store, "visit", ada) == [mine]
    assert its in ids_of(store, "visit", double)
    assert note in ids_of(store, "note", double)
    assert get_client(store, double).summary.visits == 2
    assert store.scalar("SELECT total FROM client_spend WHERE client_id = ?", [ada]) == 500


def test_a_move_of_what_is_older_is_refused(store: Store) -> None:
    ada, double = person(store, "Ada Byron"), person(store, "Ada King")
    older = log_visit(store, VisitDraft(ada, note="before"))
    merge_id = merge(store, ada, double)
    with pytest.raises(ValidationError, match="not written after"):
        split_merge(store, merge_id, [("visit", older)])


def test_what_was_changed_since_stays_and_is_said(store: Store) -> None:
    ada = person(store, "A Byron", work="Countess")
    double = person(store, "Ada Byron", phone("0171 5550199"), born=PartialDate(1815, 12, 10))
    merge_id = merge(store, ada, double)
    change_client(store, ada, None, {"name": "Ada Lovelace"})
    (number,) = get_client(store, ada).contacts
    change_contact(store, number.id, None, phone("0171 5550177"))

    outcome = split_merge(store, merge_id)

    assert outcome.spared == ("Name of Ada Lovelace was changed since and stays.",)
    assert get_client(store, ada).name == "Ada Lovelace"
    assert get_client(store, ada).born is None
    assert [each.value for each in get_client(store, double).contacts] == ["0171 5550177"]


def test_what_was_removed_since_stays_removed(store: Store) -> None:
    ada, double = person(store, "Ada Byron"), person(store, "Ada King", phone("0171 5550199"))
    visit_id = log_visit(store, VisitDraft(double, note="here"))
    merge_id = merge(store, ada, double)
    remove_visit(store, visit_id)
    remove_contact(store, get_client(store, ada).contacts[0].id)
    split_merge(store, merge_id)
    assert get_client(store, double).contacts == ()
    assert get_client(store, double).summary.visits == 0


def test_merges_are_listed_until_they_are_parted(store: Store) -> None:
    ada, double = person(store, "Ada Byron"), person(store, "Ada King")
    merge_id = merge(store, ada, double)
    (row,) = list_merges(store, ada)
    assert (row.id, row.gone_name, row.can_be_split) == (merge_id, "Ada King", True)
    split_merge(store, merge_id, not_the_same=True)
    assert list_merges(store, ada) == ()
    assert store.rows("SELECT question, first_id, second_id FROM pair_answer") == [
        ("same", ada, double)
    ]
    with pytest.raises(ConflictError, match="parted again already"):
        split_merge(store, merge_id)


def test_two_who_came_one_after_the_other_go_in_any_order(store: Store) -> None:
    ada, one, two = (person(store, name) for name in ("Ada Byron", "Ada King", "Ada Lovelace"))
    fill(store, one, "bell")
    with store.together("client.change"):
        log_visit(store, VisitDraft(two, note="two"))
        add_note(store, NoteDraft(two, text="two"))
    before = dump(store)
    first, second = merge(store, ada, one), merge(store, ada, two)

    split_merge(store, first)
    split_merge(store, second)

    assert without_merges(dump(store)) == without_merges(before)


def test_a_chain_goes_back_in_turn_and_says_so(store: Store) -> None:
    ada, one, two = (person(store, name) for name in ("Ada Byron", "Ada King", "Ada Lovelace"))
    for client_id, word in ((ada, "a"), (one, "bb"), (two, "ccc")):
        fill(store, client_id, word)
    before = dump(store)
    first = merge(store, ada, one)
    second = merge(store, two, ada)
    joined_after = r"Ada Byron was joined to Ada Lovelace after that.*first"
    with pytest.raises(ConflictError, match=joined_after):
        split_merge(store, first)
    assert [row.id for row in list_merges(store, two)] == [second, first]
    split_merge(store, second)
    split_merge(store, first)
    assert without_merges(dump(store)) == without_merges(before)


def test_an_answer_is_remembered_whichever_way_round_and_can_be_undone(store: Store) -> None:
    ada, eva = person(store, "Ada Byron"), person(store, "Eva Dee")
    undoable(store, lambda: answer_pair(store, "same", eva, ada))
    answer_pair(store, "same", ada, eva)
    answer_pair(store, "family", ada, eva)
    assert store.scalar("SELECT COUNT(*) FROM pair_answer") == 2
    with pytest.raises(ValidationError):
        answer_pair(store, "same", ada, ada)


def test_what_was_answered_of_one_is_answered_of_both(store: Store) -> None:
    ada, double, eva = (person(store, name) for name in ("Ada Byron", "Ada King", "Eva Dee"))
    answer_pair(store, "same", double, eva)
    answer_pair(store, "family", ada, double)
    undoable(store, lambda: merge(store, ada, double))
    assert store.rows("SELECT question, first_id, second_id FROM pair_answer") == [
        ("same", ada, eva)
    ]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("merge", "merge", "split", "split", "visit", "note", "call", "undo", "tag",
                         "phone", "tie", "sent", "drop")),
        st.integers(0, 50), st.integers(0, 50),
    ),
    max_size=14,
)  # fmt: skip


@pytest.mark.slow
@given(seed=st.integers(0, 2**32), steps=STEPS)
def test_nothing_is_lost_and_nothing_doubled_whatever_is_merged_and_parted(
    seed: int,
    steps: list[tuple[str, int, int]],
    empty_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Every row of the story is there once; who is parted again has what they had."""
    path = Path(shutil.copy(empty_file, tmp_path_factory.mktemp("merge")))
    store = Store.open(path, FixedClock(NOON), derived_rows())
    _make_shop(store, Random(seed))
    owners = _owners(store)
    before = dump(store)
    for verb, one, other in steps:
        try:
            _take_turn(store, verb, one, other)
        except CrmError:
            continue
        assert store.check() == []
    only_merging = all(verb in {"merge", "split"} for verb, _one, _other in steps)
    _part_all(store)
    assert store.check() == []
    _check_primaries(store)
    if only_merging:
        assert without_merges(dump(store)) == without_merges(before)
    elif not {"undo", "drop"} & {verb for verb, _one, _other in steps}:
        assert _owners(store).items() >= owners.items()
    store.close()


def _make_shop(store: Store, random: Random) -> None:
    people = [person(store, name) for name in ("Ada Byron", "Ada King", "A Byron", "Eva Dee")]
    house = create_household(store, "Byron", people[:2])
    for client_id in people:
        fill(store, client_id, "x" * random.randint(1, 3))
        if random.random() < 0.5:
            other = random.choice(people)
            if other != client_id:
                tie = RelationDraft(client_id, word="friend", other_id=other)
                _quietly(partial(add_relation, store, tie))
        if random.random() < 0.5:
            _quietly(partial(set_sent_by, store, client_id, None, random.choice(people)))
        if random.random() < 0.5:
            add_to_household(store, house, client_id, random.choice(("", "the eldest")))
        if random.random() < 0.3:
            change_client(store, client_id, None, {"work": random.choice(("Baker", "Smith"))})


def _quietly(act: Callable[[], object]) -> None:
    with suppress(CrmError):
        act()


def _take_turn(store: Store, verb: str, one: int, other: int) -> None:
    people = [row[0] for row in store.rows("SELECT id FROM client ORDER BY id")]
    first, second = people[one % len(people)], people[other % len(people)]
    match verb:
        case "merge":
            choices: dict[str, Side] = {"name": "gone"} if one % 2 else {}
            merge_clients(store, MergeDraft(first, second, choices))
        case "split":
            merges = [row[0] for row in store.rows("SELECT id FROM merge ORDER BY id")]
            if merges:
                merge_id = merges[one % len(merges)]
                later = preview_split(store, merge_id).later
                moves = [(row.table, row.id) for row in later][: other % 3]
                split_merge(store, merge_id, moves)
        case "visit":
            log_visit(store, VisitDraft(first, lines=(LineDraft("Bell", amount=100 + other),)))
        case "call":
            log_visit(store, VisitDraft(first, channel="call", note="rang"))
        case "note":
            add_note(store, NoteDraft(first, text=f"note {other}"))
        case "undo":
            store.undo()
        case "tag":
            tag_client(store, first, f"tag {other % 3}")
        case "phone":
            add_contact(store, first, phone(f"0171 55501{other % 3:02}"))
        case "tie":
            add_relation(store, RelationDraft(first, word="friend", other_id=second))
        case "sent":
            set_sent_by(store, first, None, second)
        case "drop":
            held = {row[0] for row in store.rows("SELECT visit_id FROM attachment")}
            visits = [each for each in ids_of(store, "visit", first) if each not in held]
            if visits:
                remove_visit(store, visits[other % len(visits)])


def _owners(store: Store) -> dict[tuple[str, int], int]:
    return {
        (table, row_id): client_id
        for table in ("visit", "note", "promise", "wish", "attachment", "preference", "occasion")
        for row_id, client_id in store.rows(f"SELECT id, client_id FROM {table}")
    }


def _part_all(store: Store) -> None:
    sql = "SELECT id FROM merge WHERE split_at IS NULL ORDER BY step_id DESC"
    for (merge_id,) in store.rows(sql):
        split_merge(store, merge_id)


def _check_primaries(store: Store) -> None:
    wrong = store.rows(
        "SELECT client_id, kind FROM contact_point WHERE NOT is_past "
        "GROUP BY client_id, kind HAVING SUM(is_primary) <> 1"
    )
    assert wrong == []


def test_a_merge_that_came_from_another_file_is_not_split_by_a_step_of_this_one(
    store: Store,
) -> None:
    ada, eva = person(store, "Ada Byron"), person(store, "Eva Dee")
    with store.write("import.everything") as step:
        values = {"kept_id": ada, "gone_id": 99, "gone_name": "Ada King", "step_id": 2}
        merge_id = step.insert(Merge, **values, at=store.clock.now())
    assert [row.why_not for row in list_merges(store, ada)] == ["This can no longer be undone."]
    with pytest.raises(ConflictError, match="no longer"):
        split_merge(store, merge_id)
    assert get_client(store, eva).name == "Eva Dee"
