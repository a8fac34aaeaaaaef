"""An import goes back days later, but for what people did with it since; and it says what stays."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.clients.contacts import add_contact
from crm.clients.drafts import ClientDraft, ContactDraft
from crm.clients.queries import get_client
from crm.clients.services import add_client, archive_client, change_client
from crm.clients.tags import tag_client
from crm.clock import FixedClock
from crm.errors import CancelledError, ConflictError, NotFoundError
from crm.exchange.queries import list_imports
from crm.exchange.taking_back import TakenBack, take_import_back
from crm.store.store import Store
from crm.story.drafts import NoteDraft, VisitDraft
from crm.story.lines import LineDraft
from crm.story.remember import add_note
from crm.story.services import change_visit, log_visit, remove_visit
from crm.workspace import derived_rows
from tests.undoing import dump, undoable
from tests.unit.crm.exchange.bringing import StopAfter, bring, card, column

_NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HEADER = "Customer ID,Customer,Email,Date,Item,Quantity,Amount,Currency\n"
ADA = "7,Ada Byron,ada@example.com"
MAX = "8,Max Weber,max@example.com"
SALES = HEADER + "\n".join(
    (
        f"{ADA},2026-03-01,Bell,1,12.50,GBP",
        f"{ADA},2026-03-02,Lamp,1,30.00,GBP",
        f"{MAX},2026-03-01,Bell,2,26.00,GBP",
    )
)


def client(store: Store, name: str) -> int:
    found: int = store.scalar("SELECT id FROM client WHERE name = ?", [name])
    return found


def names(store: Store) -> list[str]:
    return column(store, "SELECT name FROM client ORDER BY id")


def visit_of(store: Store, name: str) -> int:
    found: int = store.scalar(
        "SELECT MIN(id) FROM visit WHERE client_id = ?", [client(store, name)]
    )
    return found


def spared(taken: TakenBack) -> list[tuple[str, str]]:
    return [(each.name, each.why) for each in taken.spared]


def counted(store: Store) -> list[tuple[object, ...]]:
    return store.rows(
        "SELECT name, times_sold, last_price, last_currency, last_sold FROM item ORDER BY name"
    )


def test_an_import_nobody_worked_with_goes_whole(store: Store) -> None:
    before = dump(store)
    report = bring(store, SALES)

    taken = undoable(store, lambda: take_import_back(store, report.import_id))

    after = dump(store)
    assert {table: rows for table, rows in after.items() if table != "import"} == {
        table: rows for table, rows in before.items() if table != "import"
    }
    assert (taken.clients, taken.visits, taken.purchases) == (2, 3, 3)
    assert taken.spared == ()
    assert taken.sentence() == "2 clients, 3 visits, 3 purchases of till.csv are gone."


def test_the_same_file_can_be_brought_in_again(store: Store) -> None:
    report = bring(store, SALES)
    take_import_back(store, report.import_id)

    again = bring(store, SALES)

    assert not again.already_known
    assert names(store) == ["Ada Byron", "Max Weber"]
    told = [(row.can_be_taken_back, row.taken_back_at is None) for row in list_imports(store)]
    assert told == [(True, True), (False, False)]


def test_who_was_here_since_stays_without_the_visits_of_the_file(store: Store) -> None:
    report = bring(store, SALES)
    ada = client(store, "Ada Byron")
    log_visit(store, VisitDraft(ada, lines=(LineDraft("Bell", amount=1400),)))

    taken = undoable(store, lambda: take_import_back(store, report.import_id))

    assert names(store) == ["Ada Byron"]
    assert [each.value for each in get_client(store, ada).contacts] == ["ada@example.com"]
    assert column(store, "SELECT key FROM client_key") == ["7"]
    assert column(store, "SELECT day FROM visit") == ["2026-11-21"]
    assert counted(store) == [("Bell", 1, 1400, "USD", "2026-11-21")]
    assert spared(taken) == [("Ada Byron", "visit on 21 Nov 2026")]


def test_a_note_holds_its_client_and_a_tag_and_a_new_number_do(store: Store) -> None:
    report = bring(store, SALES)
    add_note(store, NoteDraft(client(store, "Ada Byron"), text="Likes the red one"))
    tag_client(store, client(store, "Max Weber"), "VIP")
    add_contact(store, client(store, "Max Weber"), ContactDraft("phone", "0171 5550123"))

    taken = take_import_back(store, report.import_id)

    assert spared(taken) == [("Ada Byron", "note"), ("Max Weber", "tag, way to reach them")]
    assert store.scalar("SELECT COUNT(*) FROM visit") == 0


def test_a_changed_name_stays_and_one_changed_back_does_not(store: Store) -> None:
    report = bring(store, SALES)
    for name in ("Ada King", "Ada Byron", "Ada Lovelace"):
        change_client(store, client(store, names(store)[0]), None, {"name": name})
    for name in ("Maximilian Weber", "Max Weber"):
        change_client(store, report_of(store), None, {"name": name})

    taken = take_import_back(store, report.import_id)

    assert spared(taken) == [("Ada Lovelace", "name changed")]


def report_of(store: Store) -> int:
    found: int = store.scalar("SELECT MAX(id) FROM client")
    return found


def test_a_changed_visit_stays_with_its_purchases_and_its_client(store: Store) -> None:
    report = bring(store, SALES)
    ada = client(store, "Ada Byron")
    draft = VisitDraft(ada, note="Paid in cash", lines=(LineDraft("Bell", amount=1250),))
    change_visit(store, visit_of(store, "Ada Byron"), None, draft)

    taken = undoable(store, lambda: take_import_back(store, report.import_id))

    assert column(store, "SELECT note FROM visit") == ["Paid in cash"]
    assert store.scalar("SELECT COUNT(*) FROM purchase") == 1
    assert counted(store) == [("Bell", 1, 1250, "GBP", "2026-03-01")]
    assert spared(taken) == [("Ada Byron", "visit on 1 Mar 2026")]


def test_an_older_client_gets_back_what_the_file_filled_in(store: Store) -> None:
    ada = add_client(
        store, ClientDraft("Ada Byron", contacts=(ContactDraft("email", "ada@example.com"),))
    )
    before = dump(store)
    report = bring(
        store,
        card("FN:Ada Byron", "N:Byron;Ada;;;", "EMAIL:ada@example.com", "BDAY:1968-11-24",
             "TEL:+44 20 7946 0018", "TITLE:Baker"),
        name="phone.vcf",
    )  # fmt: skip
    assert get_client(store, ada).born is not None

    taken = undoable(store, lambda: take_import_back(store, report.import_id))

    assert dump(store)["client"] == before["client"]
    assert dump(store)["contact_point"] == before["contact_point"]
    assert (taken.clients, taken.spared) == (0, ())


def test_a_field_the_file_filled_in_and_somebody_mended_stays(store: Store) -> None:
    ada = add_client(
        store, ClientDraft("Ada Byron", contacts=(ContactDraft("email", "ada@example.com"),))
    )
    vcard = card("FN:Ada Byron", "EMAIL:ada@example.com", "NICKNAME:Addie", "BDAY:1968-11-24")
    report = bring(store, vcard, name="phone.vcf")
    change_client(store, ada, None, {"called": "Countess"})

    taken = take_import_back(store, report.import_id)

    details = get_client(store, ada)
    assert (details.called, details.born) == ("Countess", None)
    assert spared(taken) == [("Ada Byron", "what they are called changed")]


def test_lines_that_came_later_leave_the_older_visit_with_its_own_total(store: Store) -> None:
    bring(store, SALES)
    later = SALES + f"\n{ADA},2026-03-01,Tube,1,4.50,GBP"
    report = bring(store, later, name="till-later.csv")
    assert store.scalar("SELECT MAX(total) FROM visit WHERE day = '2026-03-01'") == 2600
    totals = column(store, "SELECT total FROM visit ORDER BY id")

    undoable(store, lambda: take_import_back(store, report.import_id))

    assert column(store, "SELECT total FROM visit ORDER BY id") != totals
    wrong = store.rows(
        "SELECT 1 FROM visit v WHERE total <> "
        "(SELECT COALESCE(SUM(amount), 0) FROM purchase WHERE visit_id = v.id)"
    )
    assert wrong == []


def test_what_was_sold_before_and_after_keeps_its_own_price_and_count(store: Store) -> None:
    eva = add_client(store, ClientDraft("Eva Old"))
    log_visit(store, VisitDraft(eva, lines=(LineDraft("Lamp", amount=2500),)))
    before = counted(store)
    report = bring(store, SALES)
    removed = log_visit(store, VisitDraft(eva, lines=(LineDraft("Lamp", amount=9900),)))
    remove_visit(store, removed)

    take_import_back(store, report.import_id)

    assert counted(store) == before


def test_a_client_who_was_put_away_stays(store: Store) -> None:
    report = bring(store, SALES)
    archive_client(store, client(store, "Max Weber"))

    taken = take_import_back(store, report.import_id)

    assert spared(taken) == [("Max Weber", "put away")]


def test_numbers_of_what_went_are_not_given_away(store: Store) -> None:
    report = bring(store, SALES)
    last = store.scalar("SELECT MAX(id) FROM client")
    take_import_back(store, report.import_id)

    assert add_client(store, ClientDraft("Eva New")) == last + 1
    store.undo()
    store.undo()
    assert names(store) == ["Ada Byron", "Max Weber"]


def test_taking_back_can_be_stopped_and_then_nothing_changed(store: Store) -> None:
    report = bring(store, SALES)
    before = dump(store)

    with pytest.raises(CancelledError, match="as it was"):
        take_import_back(store, report.import_id, StopAfter(3))

    assert dump(store) == before


def test_what_was_taken_back_or_undone_is_not_taken_back_again(store: Store) -> None:
    report = bring(store, SALES)
    take_import_back(store, report.import_id)
    with pytest.raises(ConflictError, match="taken back already"):
        take_import_back(store, report.import_id)
    store.undo()
    store.undo()
    with pytest.raises(NotFoundError):
        take_import_back(store, report.import_id)


def test_an_import_can_be_undone_like_anything_else(store: Store) -> None:
    before = dump(store)
    undoable(store, lambda: bring(store, SALES))
    store.undo()
    assert dump(store) == before


def test_an_undone_import_comes_again_after_its_tables_grew(store: Store) -> None:
    bring(store, SALES)
    after = store.rows("SELECT id, uuid, name FROM client")
    store.undo()
    store.rows("ALTER TABLE client ADD COLUMN shoe_size TEXT DEFAULT 'unknown'")

    store.redo()

    assert store.rows("SELECT id, uuid, name FROM client") == after
    assert column(store, "SELECT shoe_size FROM client") == ["unknown", "unknown"]


TURNS = st.lists(
    st.tuples(
        st.sampled_from(("visit", "note", "tag", "rename", "mend", "drop", "call", "again")),
        st.integers(0, 3),
    ),
    max_size=10,
)


@pytest.mark.slow
@given(turns=TURNS)
def test_whatever_people_did_since_is_all_still_there(
    turns: list[tuple[str, int]], empty_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Everything later steps wrote still reads the same, counts are right, and undo is exact."""
    path = shutil.copy(empty_file, tmp_path_factory.mktemp("back"))
    store = Store.open(Path(path), FixedClock(_NOON), derived_rows())
    eva = add_client(store, ClientDraft("Eva Old"))
    log_visit(store, VisitDraft(eva, lines=(LineDraft("Lamp", amount=2500),)))
    report = bring(store, SALES + "\n9,Zoe Dee,zoe@example.com,2026-04-01,Lamp,1,28.00,GBP")
    for verb, who in turns:
        _take_turn(store, verb, who)
    written = _written_since(store, report.step_id or 0)
    undoable(store, lambda: take_import_back(store, report.import_id))
    assert _written_since(store, report.step_id or 0) >= written
    assert store.check() == []
    _check_counts(store)
    store.close()


def _take_turn(store: Store, verb: str, who: int) -> None:
    people = column(store, "SELECT id FROM client ORDER BY id")
    person = people[who % len(people)]
    visits = column(store, "SELECT id FROM visit WHERE client_id = ? ORDER BY id", person)
    match verb:
        case "visit":
            log_visit(store, VisitDraft(person, lines=(LineDraft("Bell", amount=1000 + who),)))
        case "call":
            log_visit(store, VisitDraft(person, channel="call", note="Rang"))
        case "note":
            add_note(store, NoteDraft(person, text=f"Note {who}"))
        case "tag":
            tag_client(store, person, f"tag {who}")
        case "rename":
            change_client(store, person, None, {"called": f"Name {who}"})
        case "mend" if visits:
            lines = (LineDraft("Lamp", amount=5000 + who), LineDraft("Tube", amount=100))
            change_visit(store, visits[0], None, VisitDraft(person, lines=lines))
        case "drop" if visits:
            remove_visit(store, visits[-1])
        case "again":
            bring(store, SALES + f"\n{ADA},2026-05-0{who + 1},Tube,1,4.50,GBP", name=f"{who}.csv")


def _written_since(store: Store, step_id: int) -> set[tuple[str, int]]:
    """Rows that steps after the import added and that stand, by table and number."""
    rows = store.rows(
        "SELECT r.target, r.first_id, r.last_id FROM undo_row r JOIN undo_step s "
        "ON s.id = r.step_id WHERE r.step_id > ? AND s.undone IS NULL "
        "AND r.operation = 'insert'",
        [step_id],
    )
    return {
        (table, row_id)
        for table, first, last in rows
        for row_id in column(
            store, f'SELECT id FROM "{table}" WHERE id BETWEEN ? AND ?', first, last
        )
    }


def _check_counts(store: Store) -> None:
    for item_id, times in store.rows("SELECT id, times_sold FROM item"):
        sold = "SELECT COUNT(*) FROM purchase WHERE item_id = ? AND amount >= 0"
        assert times == store.scalar(sold, [item_id])
    wrong = store.rows(
        "SELECT id FROM visit v WHERE total <> "
        "(SELECT COALESCE(SUM(amount), 0) FROM purchase WHERE visit_id = v.id)"
    )
    assert wrong == []
