"""Files are seen before anything is saved, corrected on the spot, and refused in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QListView, QMenu, QTableView, QWidget
from pytestqt.qtbot import QtBot

from crm.clients.drafts import ClientDraft
from crm.clients.same.in_store import answered_pairs
from crm.clients.services import add_client
from crm.dates import PartialDate
from crm.exchange.everything.writing import take_everything_out
from crm.workspace import Workspace
from ui.pages.bring_in.page import BringInPage
from ui.pages.bring_in.reading_line import ReadingLine

SALES = (
    "Customer,Phone,Date,Item,Amount\n"
    "Ada Byron,020 7946 0001,2026-03-01,Bell,12.50\n"
    "Ada Byron,020 7946 0001,2026-03-01,Lamp,30.00\n"
    "Max Weber,020 7946 0002,2026-03-02,Pump,8.00\n"
    "Tim Tom,020 7946 0003,2026-13-45,Pump,8.00\n"
)
PEOPLE = "Name,Birthday,Email\nShiobhan Brennan,1968-11-24,s@example.org\nAda Kern,1970-01-02,\n"


@pytest.fixture
def till(tmp_path: Path) -> Path:
    """A till's export with one row that cannot be read."""
    path = tmp_path / "till.csv"
    path.write_text(SALES)
    return path


def click(page: BringInPage, name: str) -> None:
    buttons = page.findChildren(QAbstractButton, f"bring_in.{name}")
    button = next(each for each in buttons if each.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def text_of(page: BringInPage, name: str) -> str:
    labels = page.findChildren(QLabel, f"bring_in.{name}")
    return next(label.text() for label in labels if label.isVisible())


def is_shown(page: BringInPage, name: str) -> bool:
    found = [each for each in page.findChildren(QWidget, f"bring_in.{name}") if each.isVisible()]
    return bool(found)


def texts_in(page: BringInPage, name: str) -> list[str]:
    card = page.findChild(QWidget, f"bring_in.{name}")
    assert card is not None
    return [label.text() for label in card.findChildren(QLabel)]


def count(workspace: Workspace, table: str) -> int:
    found: int = workspace.store.scalar(f"SELECT COUNT(*) FROM {table}")
    return found


def table_of(page: BringInPage) -> QTableView:
    table = page.findChild(QTableView, "bring_in.rows_table")
    assert table is not None
    return table


def choose_field(page: BringInPage, position: int, *words: str) -> None:
    """Choose in the menu of a column, group by group."""
    button = page.findChild(QAbstractButton, f"bring_in.column_{position}")
    assert button is not None
    menu = QMenu()
    fill: Callable[[QMenu], None] = button._fill  # type: ignore[attr-defined]
    fill(menu)
    choose_in(menu, *words)


def choose_in(menu: QMenu, *words: str) -> None:
    *groups, wanted = words
    for group in groups:
        found = next(each for each in menu.actions() if each.text() == group).menu()
        assert isinstance(found, QMenu)
        menu = found
    next(each for each in menu.actions() if each.text() == wanted).trigger()


def test_a_file_is_shown_with_its_columns_and_figures_before_anything_is_saved(
    page: BringInPage, workspace: Workspace, till: Path
) -> None:
    page.take([till])
    assert text_of(page, "summary").startswith("4 rows: 2 people, 2 visits. All of them are new.")
    assert "£50.50" in text_of(page, "summary")
    assert texts_in(page, "columns")[4:6] == ["Customer", "Ada Byron"]
    assert is_shown(page, "need_a_look")
    assert count(workspace, "client") == 0


def test_it_is_brought_in_by_the_last_step_and_one_undo_takes_it_back(
    page: BringInPage, workspace: Workspace, till: Path
) -> None:
    page.take([till])
    click(page, "next")
    assert count(workspace, "client") == 0
    click(page, "next")
    assert count(workspace, "client") == 2
    click(page, "undo")
    assert count(workspace, "client") == 0
    assert text_of(page, "problem") == "All of it was taken back."


def test_a_column_that_is_meant_otherwise_changes_the_figures_at_once(
    page: BringInPage, workspace: Workspace, till: Path
) -> None:
    page.take([till])
    choose_field(page, 4, "Leave out")
    choose_field(page, 2, "Own field", "text")
    click(page, "next")
    click(page, "next")
    assert count(workspace, "contact_point") == 0
    assert count(workspace, "custom_value") == 2
    assert workspace.store.scalar("SELECT name FROM custom_field") == "Phone"


def test_what_was_said_of_columns_holds_for_the_next_file_of_that_shape(
    page: BringInPage, till: Path, tmp_path: Path
) -> None:
    page.take([till])
    choose_field(page, 2, "Own field", "text")
    click(page, "next")
    click(page, "next")
    more = tmp_path / "more.csv"
    more.write_text("Customer,Phone,Date,Item,Amount\nBo Lind,7,2026-04-01,Bell,12.50\n")
    page.take([more])
    button = page.findChild(QAbstractButton, "bring_in.column_2")
    assert button is not None
    assert button.text().startswith("Own field")
    assert text_of(page, "facts").endswith("columns as you said last time")


def test_a_row_is_put_right_where_it_stands(
    page: BringInPage, workspace: Workspace, till: Path, qtbot: QtBot
) -> None:
    page.take([till])
    click(page, "show_rows")
    table = table_of(page)
    model = table.model()
    assert model.index(0, 0).data() == "5"
    assert table.currentIndex().data() == "2026-13-45"
    model.setData(table.currentIndex(), "2026-03-05", Qt.ItemDataRole.EditRole)
    qtbot.waitUntil(lambda: model.index(0, 1).data() == "right now")
    assert text_of(page, "summary").startswith("4 rows: 3 people, 3 visits.")
    click(page, "next")
    click(page, "next")
    assert count(workspace, "visit") == 3
    assert till.read_text() == SALES


def test_a_row_is_left_out_with_one_key_and_comes_back_with_it(
    page: BringInPage, till: Path, qtbot: QtBot
) -> None:
    page.take([till])
    click(page, "show_rows")
    table = table_of(page)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert table.model().index(0, 1).data() == "left out"
    qtbot.waitUntil(lambda: not is_shown(page, "need_a_look"))
    QTest.keyClick(table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: is_shown(page, "need_a_look"))
    assert table.model().index(0, 1).data() != "left out"


def test_a_file_is_read_anew_with_another_delimiter(page: BringInPage, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name;Email\nKern, Ada;a@b.example\nLind, Bo;b@b.example\n")
    page.take([path])
    before = texts_in(page, "columns")
    line = page.findChild(ReadingLine, "bring_in.reading")
    assert line is not None
    part, _menu = next(each for each in line._menus if each[0][0] == "delimiter")
    menu = QMenu()
    line._fill(part, menu)
    choose_in(menu, "commas")
    assert texts_in(page, "columns") != before
    menu = QMenu()
    line._fill(part, menu)
    choose_in(menu, "semicolons")
    assert texts_in(page, "columns")[:6] == before[:6]


def test_several_files_and_a_folder_are_one_import(
    page: BringInPage, workspace: Workspace, till: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "cards"
    folder.mkdir()
    for name in ("Zoe Young", "Kim Ray"):
        card = f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEND:VCARD\n"
        (folder / f"{name}.vcf").write_text(card)
    page.take([till, folder])
    assert is_shown(page, "files")
    assert text_of(page, "summary").startswith("4 rows, 2 address books: 4 people, 2 visits.")
    click(page, "next")
    click(page, "next")
    assert count(workspace, "client") == 4
    assert count(workspace, "import") == 1


def test_files_that_are_dropped_later_come_to_the_first_ones(
    page: BringInPage, till: Path, tmp_path: Path
) -> None:
    more = tmp_path / "people.csv"
    more.write_text(PEOPLE)
    page.take([till])
    choose_field(page, 2, "Leave out")
    page.take([more])
    assert text_of(page, "facts") == "till.csv and 1 more"
    button = page.findChild(QAbstractButton, "bring_in.column_2")
    assert button is not None
    assert button.text().startswith("Leave out")


def test_somebody_who_is_here_already_is_asked_about_and_joined(
    page: BringInPage, workspace: Workspace, tmp_path: Path
) -> None:
    mine = add_client(
        workspace.store, ClientDraft(name="Siobhan Brennan", born=PartialDate(1968, 11, 24))
    )
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE)
    page.take([path])
    click(page, "next")
    pairs = page.findChild(QListView, "bring_in.pairs")
    assert pairs is not None
    QTest.keyClick(pairs, Qt.Key.Key_S)
    click(page, "next")
    assert count(workspace, "client") == 2
    assert workspace.store.rows("SELECT client_id, value FROM contact_point") == [
        (mine, "s@example.org")
    ]


def test_not_the_same_is_remembered(
    page: BringInPage, workspace: Workspace, tmp_path: Path
) -> None:
    add_client(workspace.store, ClientDraft(name="Siobhan Brennan", born=PartialDate(1968, 11, 24)))
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE)
    page.take([path])
    click(page, "next")
    click(page, "same_no")
    click(page, "next")
    assert count(workspace, "client") == 3
    assert len(answered_pairs(workspace.store, "same")) == 1


def test_answers_are_kept_while_one_goes_back_and_forth(
    page: BringInPage, workspace: Workspace, tmp_path: Path
) -> None:
    add_client(workspace.store, ClientDraft(name="Siobhan Brennan", born=PartialDate(1968, 11, 24)))
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE)
    page.take([path])
    click(page, "next")
    click(page, "same_no")
    click(page, "back")
    click(page, "next")
    assert "0 are taken for the same" in text_of(page, "same_summary")
    pairs = page.findChild(QListView, "bring_in.pairs")
    assert pairs is not None
    first: QModelIndex = pairs.model().index(0, 0)
    assert first.data(Qt.ItemDataRole.AccessibleTextRole).split(", ")[1] == "not the same"


def test_a_file_that_came_before_offers_nothing_to_bring_in(page: BringInPage, till: Path) -> None:
    page.take([till])
    click(page, "next")
    click(page, "next")
    click(page, "more")
    page.take([till])
    assert text_of(page, "summary") == "till.csv was brought in before, so nothing was added."
    following = page.findChild(QAbstractButton, "bring_in.next")
    assert following is not None
    assert not following.isEnabled()


def test_what_was_brought_in_is_taken_back_from_the_first_step(
    page: BringInPage, workspace: Workspace, till: Path
) -> None:
    page.take([till])
    click(page, "next")
    click(page, "next")
    click(page, "more")
    click(page, "take_back_1")
    assert count(workspace, "client") == 0
    assert text_of(page, "taken_back").startswith("2 clients, 2 visits, 3 purchases of till.csv")
    assert not is_shown(page, "take_back_1")


def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    page: BringInPage, tmp_path: Path
) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(b"")
    page.take([path])
    assert text_of(page, "problem") == "This file is empty."
    assert is_shown(page, "choose_file")


def test_a_table_that_tells_nobody_waits_for_a_person(page: BringInPage, tmp_path: Path) -> None:
    path = tmp_path / "numbers.csv"
    path.write_text("17;4\n18;5\n19;6\n")
    page.take([path])
    following = page.findChild(QAbstractButton, "bring_in.next")
    assert following is not None
    assert not following.isEnabled()
    choose_field(page, 1, "Name", "Name")
    assert following.isEnabled()


def test_a_whole_shop_comes_in_by_the_short_way(
    page: BringInPage, workspace: Workspace, till: Path, tmp_path: Path
) -> None:
    page.take([till])
    click(page, "next")
    click(page, "next")
    archive = tmp_path / "everything.zip"
    take_everything_out(workspace.store, archive, {})
    click(page, "more")
    page.take([archive])
    assert "2 clients, 2 visits, 3 purchases" in text_of(page, "inside")
    click(page, "next")
    assert "There are people in this shop already" in text_of(page, "problem")


def test_any_other_zip_is_refused(page: BringInPage, tmp_path: Path) -> None:
    path = tmp_path / "other.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    page.take([path])
    assert is_shown(page, "problem")


def test_an_address_book_has_no_columns(page: BringInPage, tmp_path: Path) -> None:
    path = tmp_path / "people.vcf"
    path.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ada Byron\nEND:VCARD\n")
    page.take([path])
    assert not is_shown(page, "columns")
    assert text_of(page, "summary").startswith("1 address book: 1 person.")
    assert text_of(page, "facts").startswith("people.vcf · address book (vCard)")


def test_names_that_look_like_markup_are_shown_as_they_are(
    page: BringInPage, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_text('Name,Email\n<img src="/etc/passwd">,a@b.example\n')
    page.take([path])
    assert '<img src="/etc/passwd">' in texts_in(page, "columns")


def test_the_page_is_left_by_its_last_button(page: BringInPage, till: Path, qtbot: QtBot) -> None:
    page.take([till])
    click(page, "next")
    click(page, "next")
    with qtbot.waitSignal(page.finished):
        click(page, "next")
    assert is_shown(page, "choose_file")
