"""Rows that were left out, as a file that is put right and brought in again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crm.errors import RejectedLine
from crm.exchange.preview import save_rejected
from crm.i18n import _
from ui.context import Context


def ask_to_save_rows(
    context: Context,
    parent: QWidget,
    proposed: str,
    lines: Sequence[RejectedLine],
    header: Sequence[str],
) -> None:
    """Ask where the rows go and write them there, with the file's own ``header``."""

    def write(path: Path) -> None:
        context.tasks.read(
            save_rejected, path, lines, header,
            done=lambda _nothing: context.files.tell_saved(path),
        )  # fmt: skip

    title, kind = _("Save the rows that were left out"), _("Tables") + " (*.csv)"
    context.files.ask_to_save(parent, title, proposed, kind, write)
