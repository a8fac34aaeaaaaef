"""Pages to a file or to a printer, beside the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QIODevice, QMarginsF, QSaveFile, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from crm.errors import CancelledError, StorageCause, StorageError
from crm.i18n import _
from crm.progress import Progress
from ui.pages.letters.paper import Paper
from ui.pages.letters.typesetting import UNITS_AN_INCH

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_NO_MARGINS: Final = QMarginsF(0, 0, 0, 0)


def page_layout(paper: Paper) -> QPageLayout:
    """A page of the paper's size without margins: labels go to the edge."""
    size, portrait = paper.size_mm, QPageLayout.Orientation.Portrait
    landscape = size.width() > size.height()
    if landscape:
        size = QSizeF(size.height(), size.width())
    page = QPageSize(
        size, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyOrientationMatch
    )
    turned = QPageLayout.Orientation.Landscape if landscape else portrait
    return QPageLayout(page, turned, _NO_MARGINS, QPageLayout.Unit.Millimeter)


def write_pdf(paper: Paper, path: Path, progress: Progress) -> Path:
    """Write the pages to ``path``, which appears only when all of them are there.

    Raises CancelledError where ``progress`` was stopped, StorageError.
    """
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise _not_saved(path)
    try:
        writer = QPdfWriter(file)
        writer.setTitle(path.stem)
        writer.setResolution(UNITS_AN_INCH)
        writer.setPageLayout(page_layout(paper))
        _paint_all(paper, writer, 1.0, progress)
    except BaseException:
        file.cancelWriting()
        raise
    finally:
        is_written = file.commit()  # false as well where the disk was full on the way
    if not is_written:
        raise _not_saved(path)
    return path


def print_paper(paper: Paper, printer: QPrinter, progress: Progress) -> None:
    """Send the pages to ``printer``.

    Raises CancelledError where ``progress`` was stopped, StorageError where it takes nothing.
    """
    printer.setPageLayout(page_layout(paper))
    printer.setFullPage(True)
    _paint_all(paper, printer, printer.resolution() / UNITS_AN_INCH, progress)


def _not_saved(path: Path) -> StorageError:
    sentence = _("{name} could not be saved. Choose another folder.").format(name=path.name)
    return StorageError(StorageCause.READ_ONLY, sentence)


def _paint_all(paper: Paper, device: QPagedPaintDevice, scale: float, progress: Progress) -> None:
    painter = QPainter()
    if not painter.begin(device):
        sentence = _("The printer takes nothing now. See whether it is on, and try again.")
        raise StorageError(StorageCause.IO, sentence)
    try:
        count = paper.count()
        for number in range(count):
            if progress.stopped():
                raise CancelledError(_("Stopped. Nothing was printed."))
            if number:
                device.newPage()
            painter.save()
            painter.scale(scale, scale)
            paper.paint(painter, number)
            painter.restore()
            progress.step(number + 1, count, _("Pages"))
    finally:
        painter.end()
