"""Files and pictures kept with a client, one visit of theirs, or one thing they bought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from crm.clients.checks import Checks
from crm.clients.photos import LARGEST_SMALL, is_picture
from crm.clients.queries import get_name
from crm.errors import NotFoundError, StorageCause, ValidationError
from crm.i18n import _
from crm.store.failures import file_explained, storage_error
from crm.store.new_file import new_file
from crm.store.step import Step
from crm.store.store import Store
from crm.store.stored import find_day, read_moment, read_text
from crm.story.models import Attachment
from crm.text import clean

LARGEST_FILE: Final = 20 * 1024 * 1024  # bytes

_LONGEST_NAME: Final = 120
_LONGEST_SUFFIX: Final = 12
_FORBIDDEN: Final = frozenset('<>:"/\\|?*')
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
# What is opened by the system when somebody presses it; anything else is only saved as a copy,
# because a program that a client sent must not start at a click.
_MEDIA_TYPES: Final = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp",
    ".gif": "image/gif", ".bmp": "image/bmp", ".tif": "image/tiff", ".tiff": "image/tiff",
    ".heic": "image/heic", ".pdf": "application/pdf", ".txt": "text/plain", ".csv": "text/csv",
    ".md": "text/markdown", ".rtf": "application/rtf", ".odt": "application/odt",
    ".ods": "application/ods", ".docx": "application/docx", ".xlsx": "application/xlsx",
    ".pptx": "application/pptx", ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".wav": "audio/wav",
    ".mp4": "video/mp4", ".mov": "video/quicktime", ".eml": "message/rfc822",
}  # fmt: skip
_ROWS: Final = """
    SELECT a.id, a.rev, a.client_id, v.id, a.purchase_id, v.day, COALESCE(i.name, ''), a.name,
        a.media_type, a.size, a.at, a.note, a.small
    FROM attachment a
    LEFT JOIN purchase p ON p.id = a.purchase_id
    LEFT JOIN item i ON i.id = p.item_id
    LEFT JOIN visit v ON v.id = COALESCE(a.visit_id, p.visit_id)
    WHERE a.client_id = ? ORDER BY a.at DESC, a.id DESC
"""


@dataclass(frozen=True, slots=True)
class FileContent:
    """A file as it was read: its name without a folder, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class AttachmentDraft:
    """A file to keep with a client; ``visit_id`` or ``purchase_id`` says with what of theirs.

    ``small`` is how a picture is shown small: PNG, JPEG or WebP of at most 64 KB.
    """

    client_id: int
    name: str
    content: bytes
    visit_id: int | None = None
    purchase_id: int | None = None
    note: str = ""
    small: bytes | None = None


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file that is kept, without what is in it; ``size`` in bytes.

    ``visit_id`` and ``day`` are those of the visit it hangs on, also by something bought then,
    which is ``what``. ``media_type`` is empty for what is only saved as a copy, never opened.
    """

    id: int
    rev: int
    client_id: int
    visit_id: int | None
    purchase_id: int | None
    day: date | None
    what: str
    name: str
    media_type: str
    size: int
    at: datetime
    note: str
    small: bytes | None


# Reading


def list_attachments(store: Store, client_id: int) -> tuple[AttachmentRow, ...]:
    """Every file that hangs on a client or on something of theirs, the latest first."""
    return tuple(_row(*row) for row in store.rows(_ROWS, [client_id]))


def get_attachment_content(store: Store, attachment_id: int) -> bytes:
    """What is in a file that is kept; raises NotFoundError."""
    content = store.scalar("SELECT content FROM attachment WHERE id = ?", [attachment_id])
    if content is None:
        raise NotFoundError(_("This file is not there any more."))
    return _read_bytes(content)


def read_file(path: Path) -> FileContent:
    """What is in the file at ``path``.

    Raises ValidationError where it is no file or too large, StorageError where it cannot be read.
    """
    with file_explained(path):
        if not path.is_file():
            raise _refused(_("“{name}” is not a file.").format(name=safe_name(path.name)))
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise _refused(_say_too_large(safe_name(path.name)))
    return FileContent(path.name, content)


def save_copy(store: Store, attachment_id: int, path: Path) -> None:
    """Write a file that is kept to ``path``, all of it or nothing; raises StorageError."""
    content = get_attachment_content(store, attachment_id)
    with new_file(path) as part:
        part.write_bytes(content)


def safe_name(name: str) -> str:
    """``name`` as any system takes it: no folder, no device, nothing unseen, its suffix kept."""
    base = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(" " if each in _FORBIDDEN or not each.isprintable() else each for each in base)
    kept = " ".join(clean(kept[:1000]).split()).strip(". ")
    stem, dot, suffix = kept.rpartition(".")
    if not dot or not stem or len(suffix) > _LONGEST_SUFFIX:
        stem, dot, suffix = kept, "", ""
    stem = stem[: _LONGEST_NAME - len(suffix) - 1].rstrip(". ")
    if not stem or stem.partition(".")[0].casefold() in _DEVICES:
        stem = f"{_('file')} {stem}".rstrip()
    return f"{stem}{dot}{suffix}"


# Writing


def add_attachment(store: Store, draft: AttachmentDraft) -> int:
    """Keep a file with a client; returns its id. Raises ValidationError, NotFoundError."""
    checks = Checks()
    note = checks.line("note", draft.note)
    name = safe_name(draft.name)
    _check_content(checks, name, draft)
    checks.done()
    _check_place(store, draft)
    with store.write("attachment.add", about=get_name(store, draft.client_id)) as step:
        attachment_id = step.insert(
            Attachment,
            client_id=draft.client_id,
            visit_id=draft.visit_id,
            purchase_id=draft.purchase_id,
            name=name,
            media_type=_MEDIA_TYPES.get(Path(name).suffix.lower(), ""),
            size=len(draft.content),
            at=store.clock.now(),
            note=note,
            small=draft.small,
            content=draft.content,
        )
        step.touch(draft.client_id)
    return attachment_id


def change_attachment(
    store: Store, attachment_id: int, rev: int | None, name: str, note: str
) -> None:
    """Call a file something else, or say what it is; it keeps its suffix.

    Raises ValidationError, NotFoundError, ConflictError.
    """
    client_id, before = _standing(store, attachment_id)
    checks = Checks()
    typed = checks.line("name", name, needed=_("A file needs a name."))
    note = checks.line("note", note)
    checks.done()
    suffix = Path(before).suffix
    kept = safe_name(typed if typed.endswith(suffix) else f"{typed}{suffix}")
    with store.write("attachment.change", about=get_name(store, client_id)) as step:
        step.update(Attachment, attachment_id, rev=rev, name=kept, note=note)
        step.touch(client_id)


def remove_attachment(store: Store, attachment_id: int) -> None:
    """Let a file go; it comes back when that is undone. Raises NotFoundError."""
    client_id, _name = _standing(store, attachment_id)
    with store.write("attachment.remove", about=get_name(store, client_id)) as step:
        step.delete(Attachment, attachment_id)
        step.touch(client_id)


def move_to_visit(store: Store, step: Step, visit_id: int) -> None:
    """Let the files of what was bought hang on the visit itself: its lines are written anew."""
    sql = (
        "SELECT a.id FROM purchase p CROSS JOIN attachment a ON a.purchase_id = p.id "
        "WHERE p.visit_id = ? ORDER BY a.id"
    )
    for (attachment_id,) in store.rows(sql, [visit_id]):
        step.update(Attachment, attachment_id, purchase_id=None, visit_id=visit_id)


def move_to_client(store: Store, step: Step, visit_id: int) -> None:
    """Let the files of a visit hang on the client alone: the visit goes, they do not."""
    sql = "SELECT id FROM attachment WHERE visit_id = ? ORDER BY id"
    for (attachment_id,) in store.rows(sql, [visit_id]):
        step.update(Attachment, attachment_id, visit_id=None)


def _standing(store: Store, attachment_id: int) -> tuple[int, str]:
    rows = store.rows("SELECT client_id, name FROM attachment WHERE id = ?", [attachment_id])
    if not rows:
        raise NotFoundError(_("This file is not there any more."))
    return rows[0][0], read_text(rows[0][1])


def _check_content(checks: Checks, name: str, draft: AttachmentDraft) -> None:
    if not draft.content:
        checks.refuse("file", _("“{name}” is empty.").format(name=name))
    if len(draft.content) > LARGEST_FILE:
        checks.refuse("file", _say_too_large(name))
    small = draft.small
    if small is not None and not (is_picture(small) and len(small) <= LARGEST_SMALL):
        checks.refuse("small", _("This is not a small picture in PNG, JPEG or WebP form."))


def _check_place(store: Store, draft: AttachmentDraft) -> None:
    """A file hangs on something of the same client, and on one thing only."""
    if draft.visit_id is not None and draft.purchase_id is not None:
        raise _refused(_("A file belongs to a visit or to a purchase, not to both."))
    owner = "SELECT client_id FROM visit WHERE id = ?"
    place = draft.visit_id
    if draft.purchase_id is not None:
        owner = (
            "SELECT client_id FROM visit WHERE id = (SELECT visit_id FROM purchase WHERE id = ?)"
        )
        place = draft.purchase_id
    if place is not None and store.scalar(owner, [place]) != draft.client_id:
        raise NotFoundError(_("This visit is not there any more."))


def _say_too_large(name: str) -> str:
    sentence = _("“{name}” is too large: at most {size} MB can be kept.")
    return sentence.format(name=name, size=LARGEST_FILE // (1024 * 1024))


def _refused(sentence: str) -> ValidationError:
    return ValidationError({"file": sentence}, code="attachment.refused")


def _read_bytes(stored: object) -> bytes:
    if not isinstance(stored, bytes):
        raise storage_error(StorageCause.DAMAGED)
    return stored


def _row(*row: Any) -> AttachmentRow:
    *places, day, what, name, media_type, size, at, note, small = row
    texts = map(read_text, (what, name, media_type))
    picture = None if small is None else _read_bytes(small)
    moment, said = read_moment(at), read_text(note)
    return AttachmentRow(*(*places, find_day(day), *texts, size, moment, said, picture))
