"""The paper a shop prints on, and the ways there: a printer, or a file where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QIODevice, QMarginsF, QSaveFile
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QDialog, QWidget

from crm.errors import StorageCause, StorageError
from crm.i18n import _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_LETTER_REGIONS: Final = frozenset({"US", "CA", "MX", "PH", "CL", "CO"})


def prints_on_letter(region: str) -> bool:
    """Whether letter is what a printer holds in this country (ISO 3166), and not A4."""
    return region in _LETTER_REGIONS


def page_layout(region: str, margin_mm: float, *, lying: bool = False) -> QPageLayout:
    """A4, or letter where that is what a printer holds; ``region`` is the shop's country."""
    letter = prints_on_letter(region)
    size = QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4
    way = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    margins = QMarginsF(margin_mm, margin_mm, margin_mm, margin_mm)
    return QPageLayout(QPageSize(size), way, margins, QPageLayout.Unit.Millimeter)


def write_pdf(path: Path, resolution: int, paint: Callable[[QPdfWriter], object]) -> None:
    """Let ``paint`` fill a PDF of so many dots an inch, at ``path`` only once it is whole.

    Raises StorageError where it cannot be written, also where the disk was full on the way; then,
    and on whatever ``paint`` raises, an older file of that name is untouched.
    """
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise _not_saved(path)
    try:
        writer = QPdfWriter(file)
        writer.setTitle(path.stem)
        writer.setResolution(resolution)
        paint(writer)
    except BaseException:
        file.cancelWriting()
        raise
    finally:
        is_written = file.commit()
    if not is_written:
        raise _not_saved(path)


@contextmanager
def painting_on(device: QPagedPaintDevice) -> Iterator[QPainter]:
    """A painter on a file or a printer; raises StorageError where that takes nothing."""
    painter = QPainter()
    if not painter.begin(device):
        sentence = _("The printer takes nothing now. See whether it is on, and try again.")
        raise StorageError(StorageCause.IO, sentence)
    try:
        yield painter
    finally:
        painter.end()


def ask_for_printer(
    parent: QWidget, layout: QPageLayout | None, chosen: Callable[[QPrinter], object]
) -> bool:
    """Let a person choose a printer, which begins with ``layout``; whether there is any."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    if not QPrinterInfo.availablePrinterNames():
        return False
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if layout is not None:
        printer.setPageLayout(layout)
    dialog = QPrintDialog(printer, parent)
    dialog.accepted.connect(lambda: chosen(printer))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)
    return True


def _not_saved(path: Path) -> StorageError:
    sentence = _("{name} could not be saved. Choose another folder.").format(name=path.name)
    return StorageError(StorageCause.READ_ONLY, sentence)
