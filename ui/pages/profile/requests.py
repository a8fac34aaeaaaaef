"""What the parts of the profile ask for; the page answers or passes it on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from crm.errors import CrmError
from ui.context import Context
from ui.sheets.kept_files import KeptFiles


class Requests(QObject):
    """One for a page; its parts need not know the page, nor it each of their signals.

    ``files`` does what is asked for with the files of a client.

    Signals:
        client_opened: another client is wanted, by id.
        form_requested: something is to be added, by the kind of its form.
        edit_requested: a row is to be changed, by the kind of its form and its id.
        field_committed: a field was edited where it stands: its key and what was typed.
        field_requested: a field that has no value yet is to be edited, by its key.
        figure_requested: what a figure was counted from is wanted, by its key.
        refused: something could not be written, and what is shown has to say so.
    """

    client_opened = Signal(int)
    form_requested = Signal(str)
    edit_requested = Signal(str, int)
    field_committed = Signal(str, str)
    field_requested = Signal(str)
    figure_requested = Signal(str)
    refused = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.files = KeptFiles(context, self)

    def write(self, service: Callable[..., Any], *args: Any, **options: Any) -> None:
        """Let ``service`` write beside the window; what it says afterwards is a Change."""
        write = partial(service, self._context.workspace.store, *args, **options)
        self._context.tasks.write(write, failed=self._on_write_failed)

    def _on_write_failed(self, error: CrmError) -> None:
        self._context.errors.present(error)
        self.refused.emit()
