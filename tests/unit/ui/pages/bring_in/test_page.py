"""A file is seen before it is saved, brought in by one button, and refused in a sentence."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from crm.workspace import Workspace
from ui.pages.bring_in.page import BringInPage

SALES = (
    "Customer,Phone,Date,Item,Amount\n"
    "Ada Byron,020 7946 0001,2026-03-01,Bell,12.50\n"
    "Ada Byron,020 7946 0001,2026-03-01,Lamp,30.00\n"
    "Max Weber,020 7946 0002,2026-03-02,Pump,8.00\n"
    "Tim Tom,020 7946 0003,2026-13-45,Pump,8.00\n"
)


def click(page: BringInPage, name: str) -> None:
    button = page.findChild(QAbstractButton, f"bring_in.{name}")
    assert button is not None
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


def test_a_file_is_shown_with_its_columns_and_figures_before_anything_is_saved(
    page: BringInPage, workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "till.csv"
    path.write_text(SALES)

    page.examine(path)

    assert text_of(page, "summary").startswith("2 new clients, 0 already known, 2 visits, 3 purch")
    assert "£50.50" in text_of(page, "summary")
    columns = texts_in(page, "columns")
    assert columns[3:6] == ["Customer", "Name", "Ada Byron  ·  Max Weber  ·  Tim Tom"]
    assert any(text.startswith("Row 5: ") for text in texts_in(page, "lines"))
    assert count(workspace, "client") == 0


def test_one_button_brings_it_in_and_one_undo_takes_it_back(
    page: BringInPage, workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "till.csv"
    path.write_text(SALES)
    page.examine(path)

    click(page, "bring_in")

    assert count(workspace, "client") == 2
    assert not is_shown(page, "bring_in")
    assert is_shown(page, "finish")
    workspace.undo()
    assert count(workspace, "client") == 0


def test_a_file_that_came_before_offers_nothing_to_bring_in(
    page: BringInPage, tmp_path: Path
) -> None:
    path = tmp_path / "till.csv"
    path.write_text(SALES)
    page.examine(path)
    click(page, "bring_in")

    page.examine(path)

    assert text_of(page, "summary") == "till.csv was brought in before, so nothing was added."
    assert not is_shown(page, "bring_in")


def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    page: BringInPage, tmp_path: Path
) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(b"")

    page.examine(path)

    assert text_of(page, "problem") == "This file is empty."
    assert is_shown(page, "choose_file")


def test_a_dropped_file_is_read(page: BringInPage, tmp_path: Path) -> None:
    path = tmp_path / "people.vcf"
    path.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ada Byron\nEND:VCARD\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    target = page.findChild(QWidget, "bring_in.choose")
    assert target is not None
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction

    target.dropEvent(QDropEvent(QPointF(5, 5), action, data, buttons, keys))

    assert text_of(page, "summary").startswith("1 new client,")
    assert text_of(page, "facts") == "people.vcf · address book (vCard)"


def test_names_that_look_like_markup_are_shown_as_they_are(
    page: BringInPage, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_text('Name,Email\n<img src="/etc/passwd">,a@b.example\n')

    page.examine(path)

    assert '<img src="/etc/passwd">' in texts_in(page, "columns")


def test_the_page_is_left_by_its_last_button(
    page: BringInPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "till.csv"
    path.write_text(SALES)
    page.examine(path)
    click(page, "bring_in")

    with qtbot.waitSignal(page.finished):
        click(page, "finish")

    assert is_shown(page, "choose_file")
