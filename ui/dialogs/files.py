"""Asking for a file: one that is there, or where a new one goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crm.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

Chosen = Callable[[Path], object]
_FORBIDDEN = '<>:"/\\|?*'
_LONGEST_NAME = 120


class FileDialogs:
    """The system's dialogs for files; each opens in the folder that the last one was left in.

    Nothing waits for an answer: ``chosen`` is called with it, or never.
    """

    def __init__(self, say: Callable[[str], object] | None = None) -> None:
        self._say = say
        self._folder = ""

    def ask_to_open(
        self,
        parent: QWidget,
        title: str,
        kinds: Sequence[str],
        chosen: Callable[[list[Path]], object],
        *,
        several: bool = False,
    ) -> None:
        """Let a person choose a file that is there, or several; ``kinds`` as Qt's name filters."""
        dialog = self._dialog(parent, title)
        mode = dialog.FileMode
        dialog.setFileMode(mode.ExistingFiles if several else mode.ExistingFile)
        dialog.setNameFilters(list(kinds))
        dialog.filesSelected.connect(lambda names: chosen(self._kept(names)))
        dialog.open()

    def ask_for_folder(self, parent: QWidget, title: str, chosen: Chosen) -> None:
        """Let a person choose a folder that is there."""
        dialog = self._dialog(parent, title)
        dialog.setFileMode(dialog.FileMode.Directory)
        dialog.setOption(dialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: chosen(self._kept([name])[0]))
        dialog.open()

    def ask_to_save(
        self, parent: QWidget, title: str, proposed: str, kind: str, chosen: Chosen
    ) -> None:
        """Let a person say where a new file goes; ``proposed`` is its name, with its suffix."""
        dialog = self._dialog(parent, title)
        name = file_name(proposed)
        dialog.setAcceptMode(dialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(kind)
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda name: chosen(self._kept([name])[0]))
        dialog.open()

    def tell_saved(self, path: Path) -> None:
        """Say that a file was written, once it was."""
        if self._say is not None:
            self._say(_("Saved as {name}.").format(name=path.name))

    def tell_printed(self) -> None:
        """Say that a printer got everything."""
        if self._say is not None:
            self._say(_("Sent to the printer."))

    def _dialog(self, parent: QWidget, title: str) -> QFileDialog:
        from PySide6.QtWidgets import QFileDialog  # costs a start, and none asks for a file

        dialog = QFileDialog(parent, title, self._folder or _documents())
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _kept(self, names: Sequence[str]) -> list[Path]:
        paths = [Path(name) for name in names]
        self._folder = str(paths[0].parent)
        return paths


def file_name(proposed: str) -> str:
    """``proposed`` without what no system takes in a file's name, its suffix kept.

    >>> file_name("Brennan / O'Shea?.pdf")
    "Brennan O'Shea.pdf"
    """
    stem, dot, suffix = proposed.rpartition(".")
    stem, suffix = (stem, dot + suffix) if dot else (proposed, "")
    kept = "".join(" " if each in _FORBIDDEN or not each.isprintable() else each for each in stem)
    stem = " ".join(kept.split())[:_LONGEST_NAME].strip(". ")
    return (stem or _("file")) + suffix


def _documents() -> str:
    from PySide6.QtCore import QStandardPaths

    place = QStandardPaths.StandardLocation
    folder = QStandardPaths.writableLocation(place.DocumentsLocation)
    # A folder that is not there would stand in the dialog as the name of a file.
    return folder if Path(folder).is_dir() else QStandardPaths.writableLocation(place.HomeLocation)
