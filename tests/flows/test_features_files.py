"""Files and photos hang on a client, on a visit and on what was bought."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client
from crm.story.attachments import get_attachment_content, list_attachments
from crm.story.drafts import VisitDraft
from crm.story.lines import LineDraft
from crm.story.services import log_visit
from tests.flows.conftest import Start
from tests.flows.driver import Driver
from ui.delegates.ledger_list import LedgerList

pytestmark = pytest.mark.flow

PDF = b"%PDF-1.7 a warranty"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A picture and a document that somebody has."""
    folder = tmp_path / "given"
    folder.mkdir()
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    picture.fill(QColor("seagreen"))
    picture.save(str(folder / "bike.png"))
    (folder / "warranty.pdf").write_bytes(PDF)
    return folder


def kept(run: Driver, client_id: int) -> dict[str, str]:
    """Each file by name, with what it hangs on."""
    rows = list_attachments(run.workspace.store, client_id)
    return {row.name: row.what or ("visit" if row.visit_id else "client") for row in rows}


def choose_files(run: Driver, *paths: Path) -> None:
    """Choose files in the dialog of the system."""
    dialog = run.app.window.findChildren(QFileDialog)[-1]
    dialog.filesSelected.emit([str(path) for path in paths])
    dialog.done(0)
    run.settle()


def drop(run: Driver, *paths: Path) -> None:
    """Drag files onto the profile and let go."""
    page = run.see(QWidget, "page.profile")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place = QPoint(200, 200)
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton)
    entered = QDragEnterEvent(place, *how, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(page, QDropEvent(place, *how, Qt.KeyboardModifier.NoModifier))
    run.settle()


def choose_in_story(run: Driver, key: tuple[str, int], text: str) -> None:
    """Open the menu of an entry of the story and choose ``text``."""
    rows = run.see(LedgerList, "profile.story.list")
    assert rows.show_row(key)
    rows.menu_requested.emit(key, rows.mapToGlobal(QPoint(20, 20)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for _step in menu.actions():
        QTest.keyClick(menu, Qt.Key.Key_Down)
        if menu.activeAction().text() == text:
            break
    assert menu.activeAction().text() == text, [each.text() for each in menu.actions()]
    QTest.keyClick(menu, Qt.Key.Key_Return)
    run.settle()


def test_files_and_photos_hang_on_client_visit_and_purchase(start: Start, folder: Path) -> None:
    run = start()
    store = run.workspace.store
    ann = add_client(store, ClientDraft("Ann Lee"))
    lines = (LineDraft("Brake pads", 2000, 2100),)
    visit = log_visit(store, VisitDraft(ann, lines, currency="GBP"))
    run.open("ann lee")
    drop(run, folder / "bike.png", folder / "warranty.pdf")
    assert kept(run, ann) == {"bike.png": "client", "warranty.pdf": "client"}
    run.press("Ctrl+Z")
    run.wait_for(lambda: not kept(run, ann))
    run.press("Alt+D")
    choose_files(run, folder / "bike.png")
    choose_in_story(run, ("visit", visit), "Add a file to Brake pads…")
    choose_files(run, folder / "warranty.pdf")
    run = start()
    assert kept(run, ann) == {"bike.png": "client", "warranty.pdf": "Brake pads"}
    run.open("ann lee")
    told = run.texts("profile.files")
    assert "bike.png" in told
    assert "Brake pads, 21 Nov · 1 KB" in told
    assert any("1 file" in row for row in run.spoken_rows("profile.story.list"))
    run.choose_from_menu("profile.file.1", "Change…")
    run.fill(note="in May")
    run.save()
    assert "in May" in run.texts("profile.files")
    run.choose_from_menu("profile.file.2", "Save a copy…")
    target = folder / "copy.pdf"
    dialog = run.app.window.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(target))
    dialog.done(0)
    run.settle()
    assert target.read_bytes() == PDF
    run.choose_from_menu("profile.file.2", "Remove")
    assert kept(run, ann) == {"bike.png": "client"}
    run.press("Ctrl+Z")
    run.wait_for(lambda: len(kept(run, ann)) == 2)
    assert get_attachment_content(run.workspace.store, 2) == PDF


def test_what_is_too_large_is_said_and_not_kept(start: Start, folder: Path) -> None:
    run = start()
    ann = add_client(run.workspace.store, ClientDraft("Ann Lee"))
    with (folder / "film.mov").open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    run.open("ann lee")
    drop(run, folder / "warranty.pdf", folder / "film.mov")
    assert run.toasts()[-1] == "“film.mov” is too large: at most 20 MB can be kept."
    assert kept(run, ann) == {}
