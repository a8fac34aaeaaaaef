"""A shop can leave at any time: everything at once, or a list, for others and for itself."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QTableView

from crm.clients.drafts import ClientDraft, ContactDraft
from crm.clients.services import add_client
from crm.clock import FixedClock
from crm.exchange.everything.reading import bring_everything_in
from crm.exchange.everything.writing import take_everything_out
from crm.exchange.importing import import_file
from crm.exchange.taking_out.readable import readable_parts
from crm.store.whole import list_tables, scan_table
from crm.story.drafts import NoteDraft, VisitDraft
from crm.story.lines import LineDraft
from crm.story.remember import add_note
from crm.story.services import log_visit
from crm.workspace import Workspace
from tests.flows.conftest import Start
from tests.flows.driver import Driver, begin
from tests.unit.crm.exchange.taking_out.full_shop import told_of_everybody

pytestmark = pytest.mark.flow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where what is taken out goes."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def people(run: Driver) -> int:
    """A client with much to tell, whose name begins like a formula, and another."""
    store = run.workspace.store
    phone = ContactDraft("phone", "+44 20 7946 0018", "mobile")
    ann = add_client(
        store,
        ClientDraft("=Ann Lee", called="Annie", tags=("racing",), contacts=(phone,), starred=True),
    )
    add_note(store, NoteDraft(ann, "Loves the sea\n+ the hills", "Jo", is_pinned=True))
    log_visit(store, VisitDraft(ann, (LineDraft("Brake pads", 2000, 2100),), currency="GBP"))
    add_client(store, ClientDraft("Ben Okri"))
    return ann


def say_where(run: Driver, path: Path) -> None:
    """Choose a place in the dialog of the system, and wait until the file is there."""
    dialog = run.app.window.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(path))
    dialog.done(0)
    run.settle()
    run.wait_for(lambda: f"Saved as {path.name}." in run.toasts())
    run.wait_for(lambda: not run.sees("take_out"))


def test_everything_leaves_from_the_settings_and_makes_the_same_shop_elsewhere(
    start: Start, folder: Path, clock: FixedClock
) -> None:
    run = start()
    people(run)
    run.press("Ctrl+9")
    run.press_button("settings.entry.file")
    run.press_button("settings.take_out")
    assert "every visit, every note, photo and file" in run.texts("take_out")
    run.press("Ctrl+Return")
    path = folder / "all.zip"
    say_where(run, path)
    with zipfile.ZipFile(path) as packed:
        names = packed.namelist()
        table = packed.read("clients.csv").decode("utf-8-sig")
    assert {"clients.csv", "purchases.csv", "clients.vcf", "regulars.json"} <= set(names)
    assert "'=Ann Lee" in table  # no spreadsheet runs it
    store = run.workspace.store
    before = {table.name: list(scan_table(store, table)) for table in list_tables(store)}
    other = Workspace.open(folder / "other.db", clock)
    bring_everything_in(other.store, path)
    after = {table.name: list(scan_table(other.store, table)) for table in list_tables(other.store)}
    other.close()
    assert after == before


def test_a_new_computer_begins_with_everything_of_the_old_one(
    start_new: Start, tmp_path: Path, folder: Path, clock: FixedClock
) -> None:
    old = tmp_path / "old.db"
    begin(old, clock)
    workspace = Workspace.open(old, clock)
    add_client(workspace.store, ClientDraft("Ann Lee"))
    take_everything_out(workspace.store, folder / "all.zip", readable_parts())
    workspace.close()
    (folder / "other.zip").write_bytes(b"no archive")
    run = start_new()
    for name in ("other.zip", "all.zip"):
        run.press_button("welcome.archive")
        dialog = run.app.window.findChildren(QFileDialog)[-1]
        dialog.filesSelected.emit([str(folder / name)])
        dialog.done(0)
        run.settle()
        if name == "other.zip":
            run.wait_for(lambda: run.app.errors.dialog is not None)
            problem = run.app.errors.dialog
            assert problem is not None
            assert "no archive" in problem.problem.sentence
            problem.accept()
            run.settle()
    run.wait_for(lambda: run.sees("counter.search"))
    assert "Maple Street Bicycles" in run.app.window.windowTitle()
    run = start_new()
    run.open("ann lee")


def test_an_address_book_gives_everything_back(
    start: Start, folder: Path, clock: FixedClock
) -> None:
    run = start()
    people(run)
    for name, format in (("old.vcf", "Address book"), ("new.vcf", "Address book, vCard 4")):
        run.press("Ctrl+Shift+I")
        run.choose("take_out.what", "2 clients")
        run.choose("take_out.format", format)
        run.press("Ctrl+Return")
        say_where(run, folder / name)
        other = Workspace.open(folder / f"{name}.db", clock)
        import_file(other.store, folder / name, today=clock.today())
        assert told_of_everybody(other.store) == told_of_everybody(run.workspace.store)
        other.close()


def test_a_list_leaves_as_it_is_shown_or_with_all_that_is_known(start: Start, folder: Path) -> None:
    run = start()
    people(run)
    run.press("Ctrl+3")
    run.wait_for(lambda: run.sees("clients.table"))
    run.press("Ctrl+Shift+I")
    run.press("Ctrl+Return")
    say_where(run, folder / "shown.csv")
    rows = rows_of(folder / "shown.csv")
    assert rows[0][:3] == ["Name", "Town", "Phone"]
    assert [row[0] for row in rows[1:]] == ["'=Ann Lee", "Ben Okri"]
    run.see(QTableView, "clients.table").selectRow(0)
    run.press_button("clients.many.export")
    assert "1 client" in run.texts("take_out")
    run.choose("take_out.columns", "All that is known")
    run.press("Ctrl+Return")
    say_where(run, folder / "known.csv")
    header, *rest = rows_of(folder / "known.csv")
    assert len(rest) == 1
    told = dict(zip(header, rest[0], strict=True))
    assert told["Phone 1 - Value"] == "'+44 20 7946 0018"
    assert "Loves the sea" in told["Notes"]


def test_escape_leaves_and_nothing_is_written(start: Start, folder: Path) -> None:
    run = start()
    people(run)
    run.press("Ctrl+Shift+I")
    assert run.sees("take_out")
    run.press("Escape")
    assert not run.sees("take_out")
    assert list(folder.iterdir()) == []


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))
