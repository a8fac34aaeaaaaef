"""Several files and folders at once: what is read, in which order, and that it is one step."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm.errors import ImportRejected
from crm.exchange.importing import FileToImport, import_files
from crm.exchange.sources import list_sources
from crm.store.store import Store
from tests.unit.crm.exchange.bringing import card, column

TILL = "Name,E-mail,Date,Item,Amount\nAnna Berg,anna@berg.test,2026-11-02,Tea,3.50\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What somebody drops on the window."""
    folder = tmp_path / "from the phones"
    (folder / "jo").mkdir(parents=True)
    (folder / "b.vcf").write_text(card("FN:Ben Berg", "TEL:07700 900002"))
    (folder / "a.vcf").write_text(card("FN:Anna Berg", "EMAIL:anna@berg.test"))
    (folder / "jo" / "c.vcf").write_text(card("FN:Cy Day", "TEL:07700 900003"))
    (folder / "till.csv").write_text(TILL)
    (folder / "notes.txt").write_text("once upon a time there was a shop\n")
    (folder / "empty.vcf").write_bytes(b"")
    (folder / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    return folder


def test_a_folder_gives_its_address_books_first_and_leaves_out_what_is_none(folder: Path) -> None:
    sources = list_sources([folder])
    assert [source.name for source in sources] == ["a.vcf", "b.vcf", "c.vcf", "till.csv"]
    assert [source.kind for source in sources] == ["vcard", "vcard", "vcard", "table"]
    assert sources[0].size == (folder / "a.vcf").stat().st_size


def test_a_file_chosen_twice_is_read_once(folder: Path) -> None:
    assert len(list_sources([folder / "a.vcf", folder, folder / "a.vcf"])) == 4


def test_a_file_somebody_names_must_be_readable(folder: Path) -> None:
    with pytest.raises(ImportRejected, match="empty"):
        list_sources([folder / "empty.vcf"])


def test_a_folder_without_anybody_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ImportRejected, match="no table"):
        list_sources([tmp_path / "empty"])


def test_several_files_are_one_step_that_can_be_undone(store: Store, folder: Path) -> None:
    files = [FileToImport(source.path) for source in list_sources([folder])]
    report = import_files(store, files, today=store.clock.today())
    assert (report.clients_new, report.clients_matched, report.visits) == (3, 0, 1)
    assert report.file_name == "a.vcf and 3 more"
    assert column(store, "SELECT count(*) FROM import") == [1]
    assert column(store, "SELECT name FROM client ORDER BY id") == [
        "Anna Berg", "Ben Berg", "Cy Day",
    ]  # fmt: skip
    store.undo()
    assert column(store, "SELECT count(*) FROM client") == [0]


def test_a_trial_of_several_files_writes_nothing(store: Store, folder: Path) -> None:
    files = [FileToImport(source.path) for source in list_sources([folder])]
    report = import_files(store, files, today=store.clock.today(), dry_run=True)
    assert report.dry_run
    assert report.visits == 1
    assert column(store, "SELECT count(*) FROM client") == [0]


def test_files_that_came_before_are_left_out(store: Store, folder: Path) -> None:
    today = store.clock.today()
    import_files(store, [FileToImport(folder / "a.vcf")], today=today)
    both = [FileToImport(folder / "a.vcf"), FileToImport(folder / "b.vcf")]
    report = import_files(store, both, today=today)
    assert (report.file_name, report.clients_new) == ("b.vcf", 1)
    assert import_files(store, both[1:], today=today).already_known


def test_rows_left_out_name_their_file(store: Store, folder: Path) -> None:
    (folder / "other.csv").write_text("Name,Date,Amount\nBen,2026-11-02,4\nBen,soon,5\n")
    files = [FileToImport(folder / "till.csv"), FileToImport(folder / "other.csv")]
    report = import_files(store, files, today=store.clock.today())
    (line,) = report.rejected
    assert (line.file, line.row, line.cells) == ("other.csv", 3, ("Ben", "soon", "5"))


def test_numbers_of_clients_mean_nothing_in_the_file_of_another_program(
    store: Store, tmp_path: Path
) -> None:
    first, second = tmp_path / "one.csv", tmp_path / "two.csv"
    first.write_text("Customer ID,Name\n1,Anna Berg\n")
    second.write_text("Client No,Name,Town\n1,Ben Day,Ulm\n")
    files = [FileToImport(first), FileToImport(second)]
    report = import_files(store, files, today=store.clock.today())
    assert report.clients_new == 2


def test_a_mended_row_stands_in_place_of_the_files(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "till.csv"
    path.write_text("Name,Date,Amount\nAnna,2026-11-01,4\nBen,soon,5\nCy,?,6\n")
    today = store.clock.today()
    trial = import_files(store, [FileToImport(path)], today=today, dry_run=True)
    assert [line.row for line in trial.rejected] == [3, 4]
    mended = {3: ("Ben", "2026-11-02", "5"), 4: None}
    report = import_files(store, [FileToImport(path, mended=mended)], today=today)
    assert (report.rows_rejected, report.visits) == (0, 2)
    assert column(store, "SELECT total FROM visit ORDER BY day") == [400, 500]
