"""Files that are kept with clients: taken in, opened as a copy, and given out again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from crm.clients.queries import get_name
from crm.errors import CrmError, ValidationError
from crm.i18n import _
from crm.story.attachments import (
    AttachmentDraft,
    AttachmentRow,
    add_attachment,
    read_file,
    safe_name,
    save_copy,
)
from ui.context import Context
from ui.sheets.pictures import read_picture

Opener = Callable[[Path], bool]


class KeptFiles(QObject):
    """What the screens do with files; ``opener`` hands one to the program it belongs to.

    What was opened is a copy in a folder of its own, which goes when the program ends.
    """

    def __init__(
        self, context: Context, parent: QObject | None = None, opener: Opener | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._open = opener or _open_by_system
        self._folder: QTemporaryDir | None = None

    def ask_to_add(
        self,
        parent: QWidget,
        client_id: int,
        visit_id: int | None = None,
        purchase_id: int | None = None,
    ) -> None:
        """Let a person choose files, and keep them with a client, a visit or a purchase."""
        self._context.files.ask_to_open(
            parent,
            _("Files to keep"),
            [_("All files (*)")],
            lambda paths: self.add(paths, client_id, visit_id, purchase_id),
            several=True,
        )

    def add(
        self,
        paths: Sequence[Path],
        client_id: int,
        visit_id: int | None = None,
        purchase_id: int | None = None,
    ) -> None:
        """Keep files as one step, beside the window; what cannot be kept is said."""
        self._write(_keep, tuple(paths), client_id, visit_id, purchase_id)

    def open_copy(self, row: AttachmentRow) -> None:
        """Open a copy of what is only looked at; anything else is saved where a person says."""
        if not row.media_type:
            sentence = _("{name} may do something when it is opened. Save a copy of it instead.")
            self._context.errors.present(
                CrmError(sentence.format(name=row.name), code="attachment.unopened")
            )
            return
        if self._folder is None:
            self._folder = QTemporaryDir()
        folder = Path(self._folder.path()) / str(row.id)
        folder.mkdir(exist_ok=True)
        path = folder / safe_name(row.name)
        self._write(save_copy, row.id, path, done=lambda _none: self._hand_over(path))

    def ask_to_save(self, parent: QWidget, row: AttachmentRow) -> None:
        """Let a person say where a copy goes, and write it there."""
        files = self._context.files
        files.ask_to_save(
            parent,
            _("Save a copy"),
            row.name,
            _("All files (*)"),
            lambda path: self._write(
                save_copy, row.id, path, done=lambda _none: files.tell_saved(path)
            ),
        )

    def _hand_over(self, path: Path) -> None:
        if not self._open(path):
            sentence = _("No program here opens {name}. Save a copy of it instead.")
            self._context.errors.present(
                CrmError(sentence.format(name=path.name), code="attachment.unopened")
            )

    def _write(
        self,
        service: Callable[..., Any],
        *args: object,
        done: Callable[[object], None] | None = None,
    ) -> None:
        self._context.tasks.write(
            service,
            self._context.workspace.store,
            *args,
            done=done,
            failed=self._context.errors.present,
        )


def _keep(
    store: Any,
    paths: Sequence[Path],
    client_id: int,
    visit_id: int | None,
    purchase_id: int | None,
) -> None:
    """On the writer: every file with its small picture, all of them or none."""
    drafts = [_draft(path, client_id, visit_id, purchase_id) for path in paths]
    one_step = store.together("attachment.add", get_name(store, client_id))
    with one_step if len(drafts) > 1 else nullcontext():
        for draft in drafts:
            add_attachment(store, draft)


def _draft(
    path: Path, client_id: int, visit_id: int | None, purchase_id: int | None
) -> AttachmentDraft:
    read = read_file(path)
    return AttachmentDraft(
        client_id,
        read.name,
        read.content,
        visit_id=visit_id,
        purchase_id=purchase_id,
        small=_small(read.content),
    )


def _small(content: bytes) -> bytes | None:
    """How a picture is shown small; None for what is none."""
    try:
        return read_picture(content).small
    except ValidationError:
        return None


def _open_by_system(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
