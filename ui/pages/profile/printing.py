"""Prints the card of a client, or saves it as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QWidget

from crm.clients.queries import get_name
from crm.errors import StorageError
from crm.i18n import _
from crm.story.queries import list_visits
from ui.context import Context
from ui.pages.profile.card_document import build_card
from ui.pages.profile.reading import read_profile
from ui.paper import ask_for_printer, page_layout, write_pdf
from ui.theme.tokens import FONT_FAMILY

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_VISITS: Final = 8
_MARGIN_MM: Final = 18.0
_RESOLUTION: Final = 300
_POINTS_AN_INCH: Final = 72


def write_card_pdf(context: Context, client_id: int, path: Path) -> None:
    """Write the card of a client to ``path``; raises NotFoundError, StorageError."""

    def paint(writer: QPdfWriter) -> None:
        writer.setTitle(_("Client card"))
        writer.setPageLayout(_layout(context))
        _card(context, client_id, writer.pageLayout()).print_(writer)

    write_pdf(path, _RESOLUTION, paint)


def print_profile(context: Context, client_id: int, parent: QWidget) -> None:
    """Ask for a printer, or for a file where there is none, and print the card."""
    if not ask_for_printer(parent, _layout(context), lambda to: _print(context, client_id, to)):
        save_card(context, client_id, parent)


def save_card(context: Context, client_id: int, parent: QWidget) -> None:
    """Ask for a file and save the card there as a PDF."""
    context.files.ask_to_save(
        parent,
        _("Save the card"),
        f"{get_name(context.workspace.store, client_id)}.pdf",
        _("PDF (*.pdf)"),
        lambda path: _save(context, client_id, path),
    )


def _save(context: Context, client_id: int, path: Path) -> None:
    try:
        write_card_pdf(context, client_id, path)
    except StorageError as error:
        context.errors.present(error)
    else:
        context.files.tell_saved(path)


def _print(context: Context, client_id: int, printer: QPrinter) -> None:
    _card(context, client_id, printer.pageLayout()).print_(printer)
    context.files.tell_printed()


def _card(context: Context, client_id: int, layout: QPageLayout) -> QTextDocument:
    visits = list_visits(context.workspace.store, client_id, limit=_VISITS)
    profile = read_profile(context.workspace, client_id)
    # A document is laid out as on the screen, and scaled to the paper when it is printed.
    pixels = QGuiApplication.primaryScreen().logicalDotsPerInch() / _POINTS_AN_INCH
    room = QSizeF(layout.paintRectPoints().size()) * pixels
    return build_card(profile, visits, context.formats, FONT_FAMILY, room)


def _layout(context: Context) -> QPageLayout:
    return page_layout(context.settings.region, _MARGIN_MM)
