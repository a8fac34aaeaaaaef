"""Files come in by the wizard: seen first, put right, compared with who is here, and undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QTableView

from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client
from crm.dates import PartialDate
from crm.story.drafts import NoteDraft
from crm.story.remember import add_note
from tests.flows.conftest import Start
from tests.flows.driver import Driver

pytestmark = pytest.mark.flow

TILL = (
    "Kunde;Geb.;Tel;Umsatz;Datum;Bemerkung;Filiale\n"
    "Brennan, Siobhan;24.11.1968;07700 900417;1.204,50;12.11.2025;mag keine E-Mails;1\n"
    "Kern, Ada;02.03.1971;07700 900418;65,00;13.11.2025;;1\n"
    "Lind, Bo;17.04.1980;07700 900419;12,00;31.02.2025;;1\n"
)


@pytest.fixture
def till(tmp_path: Path) -> Path:
    """What a till abroad wrote, with one day that no calendar has."""
    path = tmp_path / "till-export-2026.csv"
    path.write_text(TILL, encoding="cp1252")
    return path


def names(run: Driver) -> list[str]:
    return [row[0] for row in run.workspace.store.rows("SELECT name FROM client ORDER BY name")]


def count(run: Driver, table: str) -> int:
    found: int = run.workspace.store.scalar(f"SELECT COUNT(*) FROM {table}")
    return found


def choose_file(run: Driver, *paths: Path) -> None:
    """Ask for files by key and choose them in the dialog of the system."""
    run.press("Ctrl+I")
    run.press("Return")
    dialog = run.app.window.findChildren(QFileDialog)[-1]
    dialog.filesSelected.emit([str(path) for path in paths])
    dialog.done(0)
    run.settle()
    run.app.window.activateWindow()


def drop(run: Driver, *paths: Path) -> None:
    """Drag files onto the window, wherever one is, and let go."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton)
    window, place = run.app.window, QPoint(600, 400)
    entered = QDragEnterEvent(place, *how, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(window, QDropEvent(place, *how, Qt.KeyboardModifier.NoModifier))
    run.settle()


def choose_field(run: Driver, position: int, letters: str) -> None:
    """Open the menu of a column by key and choose by the keys given."""
    run.see_button(f"bring_in.column_{position}").setFocus()
    run.press("Down")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for action in menu.actions():
        QTest.keyClick(menu, Qt.Key.Key_Down)
        if menu.activeAction().text() == letters:
            break
        del action
    assert menu.activeAction().text() == letters
    QTest.keyClick(menu, Qt.Key.Key_Return)
    run.settle()


def test_a_file_is_understood_shown_and_brought_in_by_keyboard_alone(
    start: Start, till: Path
) -> None:
    run = start()
    choose_file(run, till)
    shown = run.texts("bring_in.columns").splitlines()
    for words in ("Name ▾", "Birthday ▾", "Phone ▾", "Amount of a visit ▾", "Day of a visit ▾"):
        assert words in shown
    assert "“Last, First” recognised" in shown
    assert "3 rows: 2 people, 2 visits." in run.texts("bring_in.findings")
    assert "1 row needs a look" in run.texts("bring_in.findings")
    assert names(run) == []
    run.press("Return")
    run.press("Tab")
    run.tab_to("bring_in.next")
    run.press("Return")
    assert names(run) == ["Ada Kern", "Siobhan Brennan"]
    run.press("Return")
    assert run.sees("page.counter")
    run = start()
    assert names(run) == ["Ada Kern", "Siobhan Brennan"]
    assert count(run, "visit") == 2


def test_what_a_column_is_can_be_changed_by_keyboard(start: Start, till: Path) -> None:
    run = start()
    choose_file(run, till)
    choose_field(run, 6, "Leave out")
    run.tab_to("bring_in.next")
    run.press("Return")
    run.tab_to("bring_in.next")
    run.press("Return")
    assert count(run, "note") == 0
    assert count(run, "client") == 2


def test_a_bad_row_is_named_with_its_reason_and_put_right_on_the_spot(
    start: Start, till: Path
) -> None:
    run = start()
    choose_file(run, till)
    run.tab_to("bring_in.show_rows")
    run.press("Return")
    table = run.see(QTableView, "bring_in.rows_table")
    model = table.model()
    assert model.index(0, 0).data() == "4"
    assert "no day 31" in model.index(0, 1).data()
    assert table.currentIndex().data() == "31.02.2025"
    run.press("Return")
    run.press("Ctrl+A")
    run.write("28.02.2025")
    run.press("Return")
    run.wait_for(lambda: model.index(0, 1).data() == "right now")
    run.wait_for(lambda: "3 rows: 3 people, 3 visits." in run.texts("bring_in.findings"))
    run.tab_to("bring_in.next")
    run.press("Return")
    run.tab_to("bring_in.next")
    run.press("Return")
    assert names(run) == ["Ada Kern", "Bo Lind", "Siobhan Brennan"]


def test_rows_left_out_are_saved_as_a_file_that_comes_in_again(
    start: Start, till: Path, tmp_path: Path
) -> None:
    run = start()
    choose_file(run, till)
    run.press("Return")
    run.tab_to("bring_in.next")
    run.press("Return")
    run.tab_to("bring_in.save_rejected")
    run.press("Return")
    dialog = run.app.window.findChildren(QFileDialog)[-1]
    saved = tmp_path / "to fix.csv"
    dialog.fileSelected.emit(str(saved))
    dialog.done(0)
    run.settle()
    text = saved.read_text(encoding="utf-8-sig")
    assert "31.02.2025" in text
    saved.write_text(text.replace("31.02.2025", "28.02.2025"), encoding="utf-8-sig")
    run.app.window.activateWindow()
    run.press_button("bring_in.more")
    choose_file(run, saved)
    run.press("Return")
    run.tab_to("bring_in.next")
    run.press("Return")
    assert "Bo Lind" in names(run)


def test_somebody_in_the_file_who_is_here_already_is_shown_side_by_side(
    start: Start, till: Path
) -> None:
    run = start()
    add_client(
        run.workspace.store, ClientDraft(name="Shiobhan Brennan", born=PartialDate(1968, 11, 24))
    )
    choose_file(run, till)
    run.press("Return")
    shown = run.texts("bring_in.same")
    assert "Here already" in shown
    assert "same birthday" in shown
    run.press("S")
    run.tab_to("bring_in.next")
    run.press("Return")
    assert names(run) == ["Ada Kern", "Shiobhan Brennan"]
    assert count(run, "visit") == 2


def test_a_drop_anywhere_on_the_window_is_enough(start: Start, till: Path, tmp_path: Path) -> None:
    run = start()
    cards = tmp_path / "cards"
    cards.mkdir()
    for name in ("Zoe Young", "Kim Ray"):
        card = f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nTEL:07700 900420\nEND:VCARD\n"
        (cards / f"{name}.vcf").write_text(card)
    drop(run, till, cards)
    assert run.sees("page.bring_in")
    assert "3 rows, 2 address books: 4 people, 2 visits." in run.texts("bring_in.findings")
    run.press("Return")
    run.tab_to("bring_in.next")
    run.press("Return")
    assert names(run) == ["Ada Kern", "Kim Ray", "Siobhan Brennan", "Zoe Young"]


def test_a_whole_import_is_undone_at_once_by_one_key(start: Start, till: Path) -> None:
    run = start()
    choose_file(run, till)
    run.press("Return")
    run.tab_to("bring_in.next")
    run.press("Return")
    assert count(run, "client") == 2
    run.press("Ctrl+Z")
    assert count(run, "client") == 0
    run = start()
    assert count(run, "client") == 0


def test_a_whole_import_is_taken_back_days_later_from_where_it_came_in(
    start: Start, till: Path
) -> None:
    run = start()
    choose_file(run, till)
    run.press("Return")
    run.tab_to("bring_in.next")
    run.press("Return")
    store = run.workspace.store
    siobhan = store.scalar("SELECT id FROM client WHERE given = 'Siobhan'")
    add_note(store, NoteDraft(siobhan, "likes the window seat"))
    run = start()
    run.press("Ctrl+I")
    run.tab_to("bring_in.take_back_1")
    run.press("Return")
    assert names(run) == ["Siobhan Brennan"]
    assert "Siobhan Brennan stays" in run.texts("page.bring_in")
    assert count(run, "visit") == 0


def many_sales(tmp_path: Path) -> Path:
    path = tmp_path / "sales.csv"
    rows = (
        f"Client {number % 900},2025-{number % 12 + 1:02}-{number % 28 + 1:02},Soap,4.00"
        for number in range(20_000)
    )
    path.write_text("\n".join(("Customer,Date,Item,Amount", *rows)))
    return path


def test_what_is_stopped_leaves_nothing_and_can_be_begun_again(
    start: Start, tmp_path: Path
) -> None:
    run = start()
    choose_file(run, many_sales(tmp_path))
    run.press_button("bring_in.next")
    run.see_button("bring_in.next").click()
    run.see_button("bring_in.stop").click()
    run.settle()
    assert count(run, "client") == 0
    assert "Stopped. Nothing was saved." in run.texts("page.bring_in")
    run.press_button("bring_in.next")
    assert count(run, "client") == 900


def test_closing_the_window_while_it_runs_loses_nothing(start: Start, tmp_path: Path) -> None:
    run = start()
    choose_file(run, many_sales(tmp_path))
    run.press_button("bring_in.next")
    run.see_button("bring_in.next").click()
    run = start()
    assert count(run, "client") == 900
    run.press("Ctrl+Z")
    assert count(run, "client") == 0
