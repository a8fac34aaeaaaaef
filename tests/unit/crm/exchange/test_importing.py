"""A file comes in whole or not at all, once, as one step, and matches only who is surely known."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random
from uuid import RFC_4122, UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.clients.drafts import ClientDraft, ContactDraft
from crm.clients.queries import get_client
from crm.clients.services import add_client
from crm.clock import FixedClock
from crm.errors import CancelledError, CrmError, ImportRejected
from crm.exchange.importing import import_file
from crm.exchange.mapping import load_mapping
from crm.exchange.reading import read_records
from crm.exchange.records import ClientRecord
from crm.store.store import Store
from crm.story.drafts import VisitDraft
from crm.story.lines import LineDraft
from crm.story.services import change_visit, log_visit
from crm.text import clean, clean_block
from crm.workspace import derived_rows
from tests.undoing import dump, undoable
from tests.unit.crm.exchange.bringing import StopAfter, StopAtText, bring, card, column

EXAMPLES = Path(__file__).resolve().parents[4] / "docs" / "examples"
HEADER = "Customer ID,Customer,Email,Date,Item,Quantity,Amount,Currency\n"
ADA = "7,Ada Byron,ada@example.com"


def sales(*rows: str) -> str:
    return HEADER + "\n".join(rows) + "\n"


def visits(store: Store) -> list[tuple[object, ...]]:
    return store.rows(
        "SELECT c.name, v.day, v.currency, v.total, COUNT(p.id) FROM visit v "
        "JOIN client c ON c.id = v.client_id LEFT JOIN purchase p ON p.visit_id = v.id "
        "GROUP BY v.id ORDER BY c.name, v.day, v.currency, v.total"
    )


@pytest.mark.slow
def test_all_real_purchases_come_in_exactly_and_only_once(store: Store, shared_data: Path) -> None:
    path = shared_data / "purchases" / "CDNOW_master.txt"
    mapping = load_mapping(EXAMPLES / "cdnow-master.json")
    today = store.clock.today()

    report = undoable(store, lambda: import_file(store, path, mapping, today=today))
    again = import_file(store, path, mapping, today=today)

    assert (report.clients_new, report.purchases, report.totals, report.rows_rejected) == (
        23_570, 69_659, {"USD": 250_031_563}, 0,
    )  # fmt: skip
    assert store.scalar("SELECT COUNT(*) FROM purchase WHERE amount = 0") == 80
    assert store.scalar("SELECT SUM(total) FROM client_spend") == 250_031_563
    assert again.already_known
    assert again.import_id == report.import_id
    assert store.scalar("SELECT COUNT(*) FROM visit") == report.visits


def test_rows_of_a_client_on_one_day_are_one_visit_wherever_they_stand(store: Store) -> None:
    rows = (
        f"{ADA},2026-03-01,Bell,1,12.50,GBP",
        "8,Max Weber,max@example.com,2026-03-01,Pump,1,8.00,GBP",
        f"{ADA},2026-03-02,Lamp,1,30.00,GBP",
        f"{ADA},2026-03-01,Tube,2,9.00,GBP",
    )

    report = undoable(store, lambda: bring(store, sales(*rows)))

    assert (report.clients_new, report.visits, report.purchases) == (2, 3, 4)
    assert visits(store) == [
        ("Ada Byron", "2026-03-01", "GBP", 2150, 2),
        ("Ada Byron", "2026-03-02", "GBP", 3000, 1),
        ("Max Weber", "2026-03-01", "GBP", 800, 1),
    ]
    assert column(store, "SELECT quantity FROM purchase ORDER BY id") == [1000, 2000, 1000, 1000]


def test_two_currencies_on_one_day_are_two_visits(store: Store) -> None:
    report = bring(
        store, sales(f"{ADA},2026-03-01,Bell,1,12.50,GBP", f"{ADA},2026-03-01,Bell,1,1500,JPY")
    )

    assert report.totals == {"GBP": 1250, "JPY": 1500}
    assert visits(store) == [
        ("Ada Byron", "2026-03-01", "GBP", 1250, 1),
        ("Ada Byron", "2026-03-01", "JPY", 1500, 1),
    ]


def test_a_visit_key_tells_two_visits_of_one_day_apart(store: Store) -> None:
    mapping = (
        '{"columns": [{"header": "Who", "as": "client.key"}, {"header": "Bon", "as": "visit.key"},'
        '{"header": "Day", "as": "visit.day"}, {"header": "Sum", "as": "purchase.amount"}],'
        '"constants": {"purchase.what": "Sale"}}'
    )
    text = "Who,Bon,Day,Sum\n1,a,2026-03-01,5\n1,b,2026-03-01,6\n1,a,2026-03-01,7\n"

    report = bring(store, text, mapping=mapping)

    assert (report.visits, report.purchases) == (2, 3)
    assert column(store, "SELECT total FROM visit ORDER BY total") == [600, 1200]
    assert column(store, "SELECT name FROM client") == ["Client 1"]


def test_an_overlapping_file_adds_only_what_is_new(store: Store) -> None:
    march = (f"{ADA},2026-03-01,Bell,1,12.50,GBP", f"{ADA},2026-03-02,Lamp,1,30.00,GBP")
    bring(store, sales(*march))
    later = (*march, f"{ADA},2026-03-02,Lamp,1,30.00,GBP", f"{ADA},2026-04-01,Tube,1,4.00,GBP")

    report = undoable(store, lambda: bring(store, sales(*later), name="april.csv"))

    assert (report.clients_new, report.clients_matched) == (0, 1)
    assert (report.visits, report.purchases, report.totals) == (1, 2, {"GBP": 3400})
    assert visits(store) == [
        ("Ada Byron", "2026-03-01", "GBP", 1250, 1),
        ("Ada Byron", "2026-03-02", "GBP", 6000, 2),
        ("Ada Byron", "2026-04-01", "GBP", 400, 1),
    ]
    sold = dict(store.rows("SELECT name, times_sold FROM item"))
    assert sold == {"Bell": 1, "Lamp": 2, "Tube": 1}


def test_a_visit_changed_by_hand_is_left_alone(store: Store) -> None:
    row = f"{ADA},2026-03-01,Bell,1,12.50,GBP"
    bring(store, sales(row))
    visit_id, client_id = store.rows("SELECT id, client_id FROM visit")[0]
    changed = VisitDraft(client_id, (LineDraft("Horn", 1000, 1500),), currency="GBP")
    change_visit(store, visit_id, None, changed)

    report = bring(store, sales(row, f"{ADA},2026-03-05,Bell,1,1.00,GBP"), name="april.csv")

    assert (report.visits, report.purchases) == (1, 1)
    assert visits(store)[0] == ("Ada Byron", "2026-03-01", "GBP", 1500, 1)


def test_the_file_can_come_again_after_it_was_taken_back(store: Store) -> None:
    text = sales(f"{ADA},2026-03-01,Bell,1,12.50,GBP")
    first = bring(store, text)
    assert first.step_id is not None
    store.undo(first.step_id)

    again = bring(store, text)

    assert not again.already_known
    assert again.clients_new == 1


def test_what_is_sold_remembers_its_latest_price(store: Store) -> None:
    client_id = add_client(store, ClientDraft("Max Weber"))
    line = LineDraft("bell", 1000, 900)
    log_visit(store, VisitDraft(client_id, (line,), day=store.clock.today(), currency="GBP"))

    bring(store, sales(f"{ADA},2026-03-01,Bell,1,12.50,GBP", f"{ADA},2026-03-02,Lamp,2,9.00,GBP",
                       f"{ADA},2026-03-03,Lamp,1,-4.50,GBP"))  # fmt: skip

    assert store.rows("SELECT name, last_price, last_sold, times_sold FROM item ORDER BY name") == [
        ("Lamp", 450, "2026-03-02", 1),
        ("bell", 900, "2026-11-21", 2),
    ]


def test_somebody_with_the_same_mail_and_name_is_found_again(store: Store) -> None:
    contact = ContactDraft("email", "Ada@Example.com")
    ada = add_client(store, ClientDraft("Ada Byron", contacts=(contact,)))

    report = bring(store, sales(f"{ADA},2026-03-01,Bell,1,12.50,GBP"))

    assert (report.clients_new, report.clients_matched) == (0, 1)
    assert column(store, "SELECT client_id FROM visit") == [ada]
    assert store.scalar("SELECT COUNT(*) FROM contact_point") == 1


def test_a_number_shared_by_a_family_does_not_make_one_client_of_two(store: Store) -> None:
    contact = ContactDraft("email", "family@example.com")
    add_client(store, ClientDraft("Ada Byron", contacts=(contact,)))

    report = bring(store, card("FN:Max Byron", "EMAIL:family@example.com"), name="people.vcf")

    assert (report.clients_new, report.clients_matched) == (1, 0)


def test_what_the_shop_knows_stands_and_what_is_new_is_added(store: Store) -> None:
    draft = ClientDraft(
        "Ada Byron", called="Addie", contacts=(ContactDraft("email", "ada@example.com"),)
    )
    ada = add_client(store, draft)
    told = card(
        "FN:Ada Byron", "NICKNAME:Lady", "EMAIL:ada@example.com", "TEL:020 7946 0001",
        "BDAY:1815-12-10", "NOTE:Likes numbers", "CATEGORIES:VIP",
    )  # fmt: skip

    report = undoable(store, lambda: bring(store, told, name="people.vcf"))

    client = get_client(store, ada)
    assert report.clients_matched == 1
    assert client.called == "Addie"
    assert client.born is not None
    assert client.born.text == "1815-12-10"
    assert [contact.value for contact in client.contacts] == ["ada@example.com", "020 7946 0001"]
    assert [tag.name for tag in client.tags] == ["VIP"]
    notes = column(store, "SELECT text FROM note ORDER BY id")
    assert notes == ["Likes numbers", "Other details from people.vcf:\nNickname: Lady"]


def test_an_address_book_that_grew_adds_only_those_who_are_new(store: Store) -> None:
    book = card("FN:Ada Byron", "NOTE:a") + card("FN:Tom Hart", "TEL:020 7946 0002")
    bring(store, book, name="people.vcf")

    report = bring(store, book + card("FN:Ada Byron"), name="people-new.vcf")

    assert (report.clients_new, report.clients_matched) == (1, 2)
    assert store.scalar("SELECT COUNT(*) FROM note") == 1


def test_everything_a_card_holds_is_kept(store: Store) -> None:
    text = card(
        "UID:1", "N:Byron;Ada;Augusta;Lady;", "FN:Lady Ada Byron", "ORG:Analytical Engines",
        "TITLE:Programmer", "ANNIVERSARY:1835-07-08", "X-SPOUSE:William King", "GENDER:F",
        "ADR;TYPE=home:;;12 St James's Square;London;;SW1Y;UK", "X-LOYALTY:gold",
    )  # fmt: skip

    bring(store, text, name="people.vcf")

    client = get_client(store, 1)
    assert (client.title, client.given, client.middle, client.family) == (
        "Lady", "Ada", "Augusta", "Byron",
    )  # fmt: skip
    assert client.work == "Programmer"
    assert [(tie.word, tie.name) for tie in client.relations] == [
        ("spouse", "William King"), ("works at", "Analytical Engines"),
    ]  # fmt: skip
    assert client.contacts[0].town == "London"
    assert store.rows('SELECT what, "on" FROM occasion') == [("anniversary", "1835-07-08")]
    assert "gold" in column(store, "SELECT text FROM note")[0]


def test_cards_that_name_each_other_are_tied_once(store: Store) -> None:
    text = (
        card("UID:a", "FN:Ada Byron", "RELATED;TYPE=spouse:urn:uuid:b")
        + card("UID:b", "FN:William King", "RELATED;TYPE=spouse:urn:uuid:a")
        + card("UID:c", "FN:The Kings", "KIND:group", "MEMBER:urn:uuid:a", "MEMBER:urn:uuid:z")
    )

    report = bring(store, text, name="people.vcf")

    assert store.rows("SELECT client_id, other_id FROM relation") == [(1, 2)]
    assert store.rows("SELECT household_id, client_id FROM household_member") == [(3, 1)]
    assert [line.row for line in report.remarks] == [13]


def test_rows_that_cannot_be_read_are_told_and_the_others_come_in(store: Store) -> None:
    rows = (
        f"{ADA},2026-03-01,Bell,1,12.50,GBP",
        f"{ADA},2026-13-01,Bell,1,12.50,GBP",
        f"{ADA},2026-03-02,Bell,1,a lot,GBP",
        f"{ADA},2031-01-01,Bell,1,1.00,GBP",
        ",,,2026-03-02,Bell,1,1.00,GBP",
    )

    report = bring(store, sales(*rows))

    assert (report.purchases, report.rows_rejected) == (1, 4)
    assert [line.row for line in report.rejected] == [3, 4, 5, 6]
    assert report.rejected[2].why == "This day has not come yet."
    assert report.rejected[3].why == "This row names nobody."


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty", b""),
        ("blank", b" \n\n"),
        ("nul", b"\0" * 100),
        ("picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 50),
        ("words", b"just a few words\nand some more\n"),
        ("header", b"Name,Email\n"),
        ("nobody", b"Customer ID,Date,Amount\n,2026-01-01,5\n"),
        ("no_amounts", b"Customer ID,Date,Amount\n1,2026-01-01,abc\n"),
        ("half_card", b"BEGIN:VCARD\nVERSION:3.0\n"),
    ],
)
def test_a_file_that_holds_nothing_is_refused_and_changes_nothing(
    store: Store, name: str, content: bytes
) -> None:
    add_client(store, ClientDraft("Max Weber"))
    before = dump(store)

    with pytest.raises(ImportRejected) as refused:
        bring(store, content, name=name)

    assert str(refused.value).endswith((".", "!"))
    assert dump(store) == before


def test_a_file_that_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(ImportRejected, match="cannot be read"):
        import_file(store, store.path.with_name("gone.csv"), today=store.clock.today())


@pytest.mark.parametrize("steps", [1, 2, 3, 4])
def test_an_import_that_is_stopped_leaves_nothing(store: Store, steps: int) -> None:
    add_client(store, ClientDraft("Max Weber"))
    before = dump(store)
    rows = (f"{n},Person {n},,2026-03-01,Bell,1,1.00,GBP" for n in range(2_500))

    with pytest.raises(CancelledError):
        bring(store, sales(*rows), progress=StopAfter(steps + 1))

    assert dump(store) == before


def test_an_import_is_stopped_also_while_everybody_is_made_findable(store: Store) -> None:
    add_client(store, ClientDraft("Max Weber"))
    before = dump(store)
    rows = (f"{n},Person {n},,2026-03-01,Bell,1,1.00,GBP" for n in range(2_500))
    progress = StopAtText("Making everybody findable")

    with pytest.raises(CancelledError, match="Nothing of the file"):
        bring(store, sales(*rows), progress=progress)

    assert progress.is_stopped
    assert dump(store) == before
    assert store.check() == []
    assert bring(store, sales(f"{ADA},2026-03-01,Bell,1,1.00,GBP"), name="b.csv").visits == 1


def test_a_trial_run_that_is_stopped_leaves_no_trace(store: Store) -> None:
    before = dump(store)
    rows = (f"{n % 50},Person {n % 50},,2026-03-{n % 28 + 1:02},Bell,1,1.00,GBP" for n in range(9))

    with pytest.raises(CancelledError):
        bring(store, sales(*rows), progress=StopAfter(1), dry_run=True)

    assert dump(store) == before


def test_times_and_notes_of_the_rows_of_a_visit_come_together(store: Store) -> None:
    mapping = (
        '{"columns": [{"header": "Who", "as": "client.key"}, {"header": "Day", "as": "visit.day"},'
        '{"header": "At", "as": "visit.time"}, {"header": "Said", "as": "visit.note"},'
        '{"header": "What", "as": "purchase.what"}, {"header": "Sum", "as": "purchase.amount"}]}'
    )
    rows = (
        "1,2026-03-02,,in a hurry,Bell,5.00", "1,2026-03-01,09:30,first,Bell,1.00",
        "1,2026-03-02,10:15,in a hurry,Pump,2.00", "1,2026-03-02,11:00,came back,Tube,-3.00",
    )  # fmt: skip

    bring(store, "Who,Day,At,Said,What,Sum\n" + "\n".join(rows) + "\n", mapping=mapping)

    assert store.rows("SELECT day, substr(at, 12, 5), note, total FROM visit ORDER BY day") == [
        ("2026-03-01", "09:30", "first", 100),
        ("2026-03-02", "10:15", "in a hurry\n\ncame back", 400),
    ]
    lines = "SELECT position, amount FROM purchase ORDER BY visit_id, position"
    assert sorted(store.rows(lines)) == [(0, 100), (0, 500), (1, 200), (2, -300)]
    assert store.rows("SELECT name, times_sold, last_price, last_sold FROM item ORDER BY name") == [
        ("Bell", 2, 500, "2026-03-02"), ("Pump", 1, 200, "2026-03-02"), ("Tube", 0, None, None),
    ]  # fmt: skip


def test_every_row_that_came_in_has_a_random_name_of_its_own(store: Store) -> None:
    bring(store, sales(*(f"{ADA},2026-03-{n + 1:02},Bell,1,1.00,GBP" for n in range(20))))

    names = [UUID(bytes=each) for each in column(store, "SELECT uuid FROM visit")]
    names += [UUID(bytes=each) for each in column(store, "SELECT uuid FROM purchase")]
    assert len(set(names)) == 40
    assert {(name.version, name.variant) for name in names} == {(4, RFC_4122)}


def test_a_dry_run_tells_the_same_and_writes_nothing(store: Store) -> None:
    text = sales(f"{ADA},2026-03-01,Bell,1,12.50,GBP", f"{ADA},2026-03-02,Lamp,1,x,GBP")
    before = dump(store)

    trial = bring(store, text, dry_run=True)

    assert dump(store) == before
    report = bring(store, text)
    for name in ("clients_new", "visits", "purchases", "totals", "rejected"):
        assert getattr(trial, name) == getattr(report, name)


def test_a_shop_with_clients_is_copied_before_a_file_comes_in(store: Store) -> None:
    add_client(store, ClientDraft("Max Weber"))

    bring(store, card("FN:Ada Byron"), name="people.vcf")

    copies = list(store.path.with_name("shop-backups").iterdir())
    assert len(copies) == 1
    copy = Store.open(copies[0], store.clock, derived_rows(), create=False)
    assert column(copy, "SELECT name FROM client") == ["Max Weber"]
    copy.close()


def test_hostile_values_are_kept_as_text(store: Store) -> None:
    long = "x" * 1_000_000
    text = (
        "Name,Email,Notes\n"
        '"<img src=""file:///etc/passwd"">",a@example.com,=1+1\n'
        "Robert'); DROP TABLE client;--,b@example.com,\u202egnp\n"
        f"{long},c@example.com,\n"
        "Nul\0Byte,d@example.com,\n"
    )

    report = bring(store, text, name="people.csv")

    names = column(store, "SELECT name FROM client ORDER BY id")
    assert names[:2] == ['<img src="file:///etc/passwd">', "Robert'); DROP TABLE client;--"]
    assert names[-1] == "NulByte"
    assert report.clients_new + report.rows_rejected >= 4
    assert max(map(len, names)) <= 1_000


@pytest.mark.slow
def test_every_real_card_comes_in_with_all_it_holds(
    tmp_path: Path, clock: FixedClock, shared_data: Path
) -> None:
    files = sorted((shared_data / "vcards").rglob("*.vcf"))
    assert len(files) > 50
    for number, path in enumerate(files):
        store = Store.open(tmp_path / f"{number}.db", clock, derived_rows())
        records = [
            record
            for record in read_records(path, None, clock.today())
            if isinstance(record, ClientRecord)
        ]
        if records:
            report = import_file(store, path, today=clock.today())
            assert report.clients_new, path.name
        for record in records:
            assert_is_kept(store, record)
        assert store.check() == [], path.name
        store.close()


def assert_is_kept(store: Store, record: ClientRecord) -> None:
    """Everything of ``record`` stands somewhere, as it was written but for its blanks."""
    notes = "\n".join(column(store, "SELECT text FROM note"))
    names = column(store, "SELECT name FROM client")
    assert clean(record.display_name) in names or clean(record.display_name) in notes
    values = {" ".join(each.split()) for each in column(store, "SELECT value FROM contact_point")}
    for contact in record.contacts:
        assert clean(contact.value) in values
    if record.born is not None:
        assert record.born.text in [*column(store, "SELECT born FROM client"), *notes.split()]
    if record.photo is not None:
        assert record.photo in map(bytes, column(store, "SELECT image FROM photo"))
    for note in record.notes:
        assert clean_block(note) in notes
    for _name, value in record.extra:
        assert clean_block(value) in notes


@pytest.mark.slow
def test_more_rows_than_are_sorted_in_memory_become_the_same_visits(store: Store) -> None:
    chance = Random(7)
    lines = [
        (chance.randrange(900), f"2024-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
         chance.randrange(10_000))
        for _row in range(110_000)
    ]  # fmt: skip
    text = "Customer ID,Date,Item,Amount\n" + "".join(
        f"{who},{day},Bell,{cents // 100}.{cents % 100:02}\n" for who, day, cents in lines
    )

    report = bring(store, text)

    totals: Counter[tuple[str, str]] = Counter()
    for who, day, cents in lines:
        totals[f"Client {who}", day] += cents
    found = {(name, day): total for name, day, _currency, total, _lines in visits(store)}
    assert found == dict(totals)
    assert (report.visits, report.purchases) == (len(totals), len(lines))


@pytest.mark.slow
def test_every_real_table_comes_in_once(
    tmp_path: Path, clock: FixedClock, shared_data: Path
) -> None:
    for number, path in enumerate(sorted((shared_data / "csv_exports").rglob("*.csv"))):
        store = Store.open(tmp_path / f"{number}.db", clock, derived_rows())
        if path.parent.name == "header-only":
            with pytest.raises(ImportRejected, match="nobody"):
                import_file(store, path, today=clock.today())
        else:
            assert import_file(store, path, today=clock.today()).clients_new, path.name
            assert import_file(store, path, today=clock.today()).already_known, path.name
        assert store.check() == [], path.name
        store.close()


@given(content=st.binary(max_size=400))
def test_no_bytes_leave_anything_half_written(store: Store, content: bytes) -> None:
    before = dump(store)
    try:
        bring(store, b"Name,Email\n" + content, name="any.csv")
    except CrmError:
        assert dump(store) == before
    else:
        store.undo()
        assert dump(store) == before
    assert store.check() == []
