"""Pages to a file or to a printer, beside the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter

from crm.errors import CancelledError
from crm.i18n import _
from crm.progress import Progress
from ui.pages.letters.paper import Paper
from ui.pages.letters.typesetting import UNITS_AN_INCH
from ui.paper import painting_on, write_pdf

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


def save_paper(paper: Paper, path: Path, progress: Progress) -> Path:
    """Write the pages to ``path``, which appears only when all of them are there.

    Raises CancelledError where ``progress`` was stopped, StorageError.
    """

    def paint(writer: QPdfWriter) -> None:
        writer.setPageLayout(page_layout(paper))
        _paint_all(paper, writer, 1.0, progress)

    write_pdf(path, UNITS_AN_INCH, paint)
    return path


def print_paper(paper: Paper, printer: QPrinter, progress: Progress) -> None:
    """Send the pages to ``printer``.

    Raises CancelledError where ``progress`` was stopped, StorageError where it takes nothing.
    """
    printer.setPageLayout(page_layout(paper))
    printer.setFullPage(True)
    _paint_all(paper, printer, printer.resolution() / UNITS_AN_INCH, progress)


def _paint_all(paper: Paper, device: QPagedPaintDevice, scale: float, progress: Progress) -> None:
    with painting_on(device) as painter:
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
