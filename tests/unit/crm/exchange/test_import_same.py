"""Who of the files is whom: found, asked, decided and obeyed."""

from __future__ import annotations

from pathlib import Path

from crm.clients.drafts import ClientDraft
from crm.clients.same.in_store import answered_pairs
from crm.clients.same.people import Person
from crm.clients.services import add_client
from crm.dates import PartialDate
from crm.exchange.import_same import SameInFiles, find_same_in_files
from crm.exchange.importing import FileToImport, import_files
from crm.exchange.same_plan import FilePair, FilePerson, make_plan
from crm.progress import NoProgress
from crm.store.store import Store
from tests.unit.crm.exchange.bringing import column

_CARDS = """Name,Born,Email,Phone
Siobhan Brennan,1968-11-24,siobhan@example.org,
Shiobhan Brennan,1968-11-24,,07700 900417
Ada Kern,1971-02-03,,
"""


def _write(store: Store, text: str, name: str = "people.csv") -> tuple[FileToImport, ...]:
    path = store.path.with_name(name)
    path.write_text(text)
    return (FileToImport(path),)


def _find(store: Store, files: tuple[FileToImport, ...]) -> SameInFiles:
    return find_same_in_files(store, files, store.clock.today(), NoProgress())


def _pair(person: int, other: int, score: float, *, client: bool = False) -> FilePair:
    place = FilePerson("a.csv", person)
    return FilePair(
        place,
        other if client else FilePerson("a.csv", other),
        Person(-person, "this"),
        Person(other if client else -other, "that"),
        score,
    )


def test_two_rows_of_one_person_become_one_client_when_somebody_says_so(store: Store) -> None:
    files = _write(store, _CARDS)
    (pair,) = _find(store, files).pairs
    assert pair.person.row == 3
    assert pair.other == FilePerson(str(files[0].path), 2)
    assert pair.reasons
    today = store.clock.today()
    report = import_files(store, files, today=today, plan=make_plan([(pair, True)]))
    assert report.clients_new == 2
    assert column(store, "SELECT COUNT(*) FROM contact_point WHERE client_id = 1") == [2]


def test_without_an_answer_two_stay_two_and_nothing_is_remembered(store: Store) -> None:
    files = _write(store, _CARDS)
    (pair,) = _find(store, files).pairs
    plan = make_plan([(pair, None)])
    assert import_files(store, files, today=store.clock.today(), plan=plan).clients_new == 3
    assert answered_pairs(store, "same") == set()


def test_not_the_same_is_remembered_for_good(store: Store) -> None:
    files = _write(store, _CARDS)
    (pair,) = _find(store, files).pairs
    plan = make_plan([(pair, False)])
    import_files(store, files, today=store.clock.today(), plan=plan)
    assert answered_pairs(store, "same") == {(1, 2)}


def test_somebody_of_a_file_becomes_a_client_who_is_here(store: Store) -> None:
    mine = add_client(
        store,
        ClientDraft(name="Siobhan Brennan", born=PartialDate(1968, 11, 24)),
    )
    files = _write(store, "Name,Born,Email\nShiobhan Brennan,1968-11-24,s@example.org\n")
    (pair,) = _find(store, files).pairs
    assert pair.other == mine
    assert pair.that.name == "Siobhan Brennan"
    plan = make_plan([(pair, True)])
    report = import_files(store, files, today=store.clock.today(), plan=plan)
    assert (report.clients_new, report.clients_matched) == (0, 1)
    assert column(store, "SELECT name FROM client") == ["Siobhan Brennan"]
    assert column(store, "SELECT value FROM contact_point") == ["s@example.org"]


def test_visits_of_the_same_person_go_to_the_one_client(store: Store) -> None:
    mine = add_client(store, ClientDraft(name="Siobhan Brennan", born=PartialDate(1968, 11, 24)))
    text = (
        "Number,Name,Born,Date,Item,Amount\n"
        "17,Shiobhan Brennan,1968-11-24,2026-03-01,Soap,4.00\n"
        "17,Shiobhan Brennan,1968-11-24,2026-03-08,Soap,4.00\n"
    )
    files = _write(store, text)
    (pair,) = _find(store, files).pairs
    plan = make_plan([(pair, True)])
    import_files(store, files, today=store.clock.today(), plan=plan)
    assert column(store, "SELECT DISTINCT client_id FROM visit") == [mine]
    assert column(store, "SELECT COUNT(*) FROM visit") == [2]


def test_looking_for_the_same_people_writes_nothing(store: Store) -> None:
    add_client(store, ClientDraft(name="Siobhan Brennan"))
    before = store.path.read_bytes()
    _find(store, _write(store, _CARDS))
    assert store.path.read_bytes() == before


def test_people_of_two_files_can_be_one(store: Store) -> None:
    first = _write(store, "Name,Born,Email\nSiobhan Brennan,1968-11-24,s@example.org\n", "a.csv")
    second = _write(store, "Born,Phone,Name\n1968-11-24,07700 900417,Shiobhan Brennan\n", "b.csv")
    files = (*first, *second)
    (pair,) = _find(store, files).pairs
    assert Path(pair.person.file).name == "b.csv"
    plan = make_plan([(pair, True)])
    report = import_files(store, files, today=store.clock.today(), plan=plan)
    assert (report.clients_new, report.clients_matched) == (1, 0)


def test_a_group_of_three_becomes_its_first() -> None:
    plan = make_plan([(_pair(9, 5, 0.99), True), (_pair(5, 2, 0.98), True)])
    assert plan.clients == {}
    assert {each.row: first.row for each, first in plan.others.items()} == {9: 2, 5: 2}


def test_a_group_that_knows_a_client_becomes_that_client() -> None:
    plan = make_plan([(_pair(9, 5, 0.99), True), (_pair(5, 41, 0.95, client=True), True)])
    assert {each.row: client for each, client in plan.clients.items()} == {9: 41, 5: 41}
    assert plan.others == {}


def test_of_two_clients_the_likelier_one_counts() -> None:
    pairs = [(_pair(5, 41, 0.95, client=True), True), (_pair(5, 42, 0.97, client=True), True)]
    assert set(make_plan(pairs).clients.values()) == {42}


def test_two_clients_are_never_joined_by_a_file() -> None:
    pairs = [
        (_pair(5, 41, 0.99, client=True), True),
        (_pair(9, 42, 0.98, client=True), True),
        (_pair(9, 5, 0.97), True),
    ]
    plan = make_plan(pairs)
    assert {each.row: client for each, client in plan.clients.items()} == {5: 41, 9: 42}
