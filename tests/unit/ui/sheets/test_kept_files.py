"""Files are taken in with a small picture, opened only where that is safe, and given out whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from crm.errors import CrmError
from crm.story.attachments import AttachmentRow, list_attachments
from ui.context import Context
from ui.sheets.kept_files import KeptFiles


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A picture, a document and a program."""
    folder = tmp_path / "given"
    folder.mkdir()
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    picture.fill(QColor("seagreen"))
    picture.save(str(folder / "bike.png"))
    (folder / "warranty.pdf").write_bytes(b"%PDF-1.7")
    (folder / "setup.exe").write_bytes(b"MZ")
    return folder


@pytest.fixture
def opened() -> list[Path]:
    return []


@pytest.fixture
def files(context: Context, opened: list[Path]) -> KeptFiles:
    def open_it(path: Path) -> bool:
        opened.append(path)
        return True

    return KeptFiles(context, opener=open_it)


def rows(context: Context, client_id: int) -> dict[str, AttachmentRow]:
    found = list_attachments(context.workspace.store, client_id)
    return {row.name: row for row in found}


def test_several_files_are_one_step_and_pictures_are_seen_small(
    context: Context, files: KeptFiles, folder: Path, shiv: int
) -> None:
    files.add(sorted(folder.iterdir()), shiv)
    kept = rows(context, shiv)
    assert sorted(kept) == ["bike.png", "setup.exe", "warranty.pdf"]
    small = kept["bike.png"].small
    assert small is not None
    assert QImage.fromData(small).width() == 144
    assert kept["warranty.pdf"].small is None
    context.workspace.store.undo()
    assert rows(context, shiv) == {}


def test_of_several_files_all_are_kept_or_none(
    context: Context, files: KeptFiles, folder: Path, shiv: int, monkeypatch: Any
) -> None:
    told: list[CrmError] = []
    monkeypatch.setattr(context.errors, "present", told.append)
    files.add([folder / "warranty.pdf", folder / "gone.pdf"], shiv)
    assert [str(error) for error in told] == ["“gone.pdf” is not a file."]
    assert rows(context, shiv) == {}


def test_a_document_is_opened_as_a_copy_and_a_program_never(
    context: Context,
    files: KeptFiles,
    folder: Path,
    shiv: int,
    opened: list[Path],
    monkeypatch: Any,
) -> None:
    told: list[CrmError] = []
    monkeypatch.setattr(context.errors, "present", told.append)
    files.add(sorted(folder.iterdir()), shiv)
    kept = rows(context, shiv)
    files.open_copy(kept["warranty.pdf"])
    assert [path.name for path in opened] == ["warranty.pdf"]
    assert opened[0].read_bytes() == b"%PDF-1.7"
    assert folder not in opened[0].parents
    files.open_copy(kept["setup.exe"])
    assert len(opened) == 1
    assert "Save a copy of it instead" in str(told[0])


def test_a_copy_is_saved_where_a_person_says(
    context: Context, files: KeptFiles, folder: Path, shiv: int, page: QWidget, tmp_path: Path
) -> None:
    files.add([folder / "warranty.pdf"], shiv)
    files.ask_to_save(page, rows(context, shiv)["warranty.pdf"])
    dialog = page.findChildren(QFileDialog)[-1]
    target = tmp_path / "copy.pdf"
    dialog.fileSelected.emit(str(target))
    dialog.close()
    assert target.read_bytes() == b"%PDF-1.7"
