"""Prints a list as it is shown: its columns and its order, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPagedPaintDevice,
    QPageLayout,
    QPainter,
    QPdfWriter,
)
from PySide6.QtWidgets import QWidget

from crm.clients.columns import ClientColumn
from crm.clients.listing import ClientListRow, list_client_rows
from crm.errors import CancelledError
from crm.i18n import _
from crm.progress import Progress
from ui.context import Context
from ui.models import Column
from ui.pages.clients.cells import cell_column
from ui.paper import ask_for_printer, page_layout, painting_on, write_pdf
from ui.theme.tokens import FONT_FAMILY

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

# Runs a long function beside the window, and calls back once it is through.
Run = Callable[[Callable[[Progress], None], Callable[[], None]], None]

_MARGIN_MM: Final = 14.0
_RESOLUTION: Final = 300
_MOST_UPRIGHT: Final = 5  # columns; more lie on their side
_AT_ONCE: Final = 200
_TITLE_POINTS: Final = 14
_TEXT_POINTS: Final = 8
_LINE: Final = 1.7  # heights of letters from one row to the next
_CELL: Final = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


@dataclass(frozen=True, slots=True)
class PrintedList:
    """What is printed: its name, what it is filtered by, its columns, and everybody in it."""

    title: str
    subtitle: str
    columns: tuple[ClientColumn, ...]
    ids: Sequence[int]


def print_list(context: Context, printed: PrintedList, parent: QWidget, run: Run) -> None:
    """Ask for a printer, or for a file where there is none, and print the list.

    ``run`` paints it beside the window.
    """
    layout = _layout(context, printed)
    if not ask_for_printer(parent, layout, lambda to: _print(context, printed, to, run)):
        _ask_to_save(context, printed, parent, run)


def write_list_pdf(context: Context, printed: PrintedList, path: Path, progress: Progress) -> None:
    """Write the list to ``path``; raises StorageError, CancelledError."""

    def paint(writer: QPdfWriter) -> None:
        writer.setTitle(printed.title)
        writer.setPageLayout(_layout(context, printed))
        _Pages(context, printed, writer).paint(progress)

    write_pdf(path, _RESOLUTION, paint)


def _ask_to_save(context: Context, printed: PrintedList, parent: QWidget, run: Run) -> None:
    def save(path: Path) -> None:
        run(partial(write_list_pdf, context, printed, path), lambda: context.files.tell_saved(path))

    name = f"{printed.title}.pdf"
    context.files.ask_to_save(parent, _("Save the list"), name, _("PDF (*.pdf)"), save)


def _print(context: Context, printed: PrintedList, printer: QPrinter, run: Run) -> None:
    run(_Pages(context, printed, printer).paint, context.files.tell_printed)


def _layout(context: Context, printed: PrintedList) -> QPageLayout:
    lying = len(printed.columns) > _MOST_UPRIGHT
    return page_layout(context.settings.region, _MARGIN_MM, lying=lying)


class _Pages:
    """Paints a list onto paper; rows are read as they are painted."""

    def __init__(self, context: Context, printed: PrintedList, device: QPagedPaintDevice) -> None:
        self._context = context
        self._printed = printed
        self._device = device
        self._columns: list[Column[ClientListRow]] = [
            cell_column(context, each, place, on_paper=True)
            for place, each in enumerate(printed.columns)
        ]
        self._page = 1
        self._top = 0

    def paint(self, progress: Progress) -> None:
        """Paint every page, on whatever thread; raises CancelledError, StorageError."""
        with painting_on(self._device) as painter:
            self._paint_all(painter, progress)

    def _paint_all(self, painter: QPainter, progress: Progress) -> None:
        self._painter = painter
        self._area = self._painter.viewport()
        self._text = self._font(_TEXT_POINTS)
        self._strong = self._font(_TEXT_POINTS, bold=True)
        self._line = round(QFontMetrics(self._text, self._device).height() * _LINE)
        self._widths = self._shares()
        self._begin_page()
        for row in self._rows(progress):
            if self._top + 2 * self._line > self._area.height():
                self._device.newPage()
                self._page += 1
                self._begin_page()
            self._paint_row([each.text(row) for each in self._columns], self._text)

    def _rows(self, progress: Progress) -> Iterator[ClientListRow]:
        store = self._context.workspace.store
        keys = [each.key for each in self._printed.columns]
        for start in range(0, len(self._printed.ids), _AT_ONCE):
            if progress.stopped():
                raise CancelledError(_("Stopped; nothing was printed."))
            progress.step(start, len(self._printed.ids))
            yield from list_client_rows(store, self._printed.ids[start : start + _AT_ONCE], keys)

    def _shares(self) -> list[int]:
        wanted = [each.width for each in self._printed.columns]
        return [each * self._area.width() // sum(wanted) for each in wanted]

    def _begin_page(self) -> None:
        self._top = 0
        if self._page == 1:
            self._paint_line(self._printed.title, self._font(_TITLE_POINTS, bold=True))
            if self._printed.subtitle:
                self._paint_line(self._printed.subtitle, self._text)
            self._top += self._line // 2
        self._paint_row([each.title for each in self._columns], self._strong)
        foot = QRect(0, self._area.height() - self._line, self._area.width(), self._line)
        count = f"{len(self._printed.ids):,} {self._context.words.of(len(self._printed.ids))}"
        said = _("{count}, {day}, page {page}").format(
            count=count,
            day=self._context.formats.exact_day(self._context.workspace.clock.today()),
            page=self._page,
        )
        self._painter.setFont(self._text)
        self._painter.drawText(foot, _CELL | Qt.AlignmentFlag.AlignTrailing, said)

    def _paint_line(self, text: str, font: QFont) -> None:
        height = round(QFontMetrics(font, self._device).height() * _LINE)
        area = QRect(0, self._top, self._area.width(), height)
        self._draw(area, text, font, Qt.AlignmentFlag.AlignLeading)
        self._top += height

    def _paint_row(self, texts: Sequence[str], font: QFont) -> None:
        left, gap = 0, self._line // 3
        for column, text, width in zip(self._columns, texts, self._widths, strict=True):
            area = QRect(left, self._top, width - gap, self._line)
            self._draw(area, text, font, column.align.value)
            left += width
        self._top += self._line
        self._painter.drawLine(0, self._top, self._area.width(), self._top)

    def _draw(self, area: QRect, text: str, font: QFont, align: Qt.AlignmentFlag) -> None:
        metrics = QFontMetrics(font, self._device)
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        self._painter.setFont(font)
        self._painter.drawText(area, _CELL | align, cut)

    def _font(self, points: int, *, bold: bool = False) -> QFont:
        font = QFont(FONT_FAMILY, points)
        font.setBold(bold)
        return font
