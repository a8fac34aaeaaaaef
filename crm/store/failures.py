"""The database's own complaints, turned into sentences that say what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage
from typing import Any, Final

from sqlcipher3 import dbapi2 as driver

from crm.errors import StorageCause, StorageError
from crm.i18n import _

# Primary result codes of SQLite (sqlite.org/rescode.html), the low byte of extended ones.
_CAUSES = {
    5: StorageCause.LOCKED,
    6: StorageCause.LOCKED,
    8: StorageCause.READ_ONLY,
    10: StorageCause.IO,
    11: StorageCause.DAMAGED,
    13: StorageCause.DISK_FULL,
    14: StorageCause.MISSING,
    23: StorageCause.READ_ONLY,
    26: StorageCause.NOT_OURS,
}
# What has no code of its own: text that is none, and a search index that does not know itself.
_OF_DAMAGE = (
    "decode to UTF-8",
    "invalid fts5 file format",
    "unrecognized option",
    'parse error in "',
)
_CAUSES_OF_SYSTEM = {
    errno.ENOSPC: StorageCause.DISK_FULL,
    errno.EDQUOT: StorageCause.DISK_FULL,
    errno.EACCES: StorageCause.READ_ONLY,
    errno.EPERM: StorageCause.READ_ONLY,
    errno.EROFS: StorageCause.READ_ONLY,
    errno.ENOENT: StorageCause.MISSING,
    errno.ENOTDIR: StorageCause.MISSING,
}

_LOG_INDEX: Final = 32_768  # bytes of the smallest -shm file


def storage_error(cause: StorageCause, path: object = "") -> StorageError:
    """The error for ``cause`` with its sentence; ``path`` names the file where that helps."""
    return StorageError(cause, _sentences()[cause].format(path=path))


def _sentences() -> dict[StorageCause, str]:
    return {
        StorageCause.DISK_FULL: _(
            "The disk is full, so this was not saved. Free some space and save again."
        ),
        StorageCause.READ_ONLY: _(
            "The data file may only be read, so this was not saved. "
            "Allow writing to its folder, or open a copy."
        ),
        StorageCause.LOCKED: _(
            "Another program is using the data file. Close it, then try again; nothing was saved."
        ),
        StorageCause.DAMAGED: _(
            "The data file is damaged: {path}. Nothing was changed. Restore the newest backup."
        ),
        StorageCause.NOT_OURS: _("This is not a Regulars data file: {path}. It was not touched."),
        StorageCause.EMPTY: _(
            "The data file is empty: {path}. It was not touched. Restore a backup, "
            "or remove it to begin anew."
        ),
        StorageCause.NEWER: _(
            "This data file was written by a newer Regulars: {path}. It was not touched. "
            "Install the newer version to open it."
        ),
        StorageCause.MOVED: _(
            "The data file was moved or replaced while it was open, so this was not saved. "
            "Put it back, or start Regulars again."
        ),
        StorageCause.MISSING: _(
            "The data file cannot be opened: {path}. Check that its folder exists."
        ),
        StorageCause.IN_USE: _("Regulars is already open on this data file."),
        StorageCause.IO: _(
            "The disk reported an error, so this was not saved. Check the disk and try again."
        ),
    }


@contextmanager
def explained(path: object, *wrappers: type[Exception]) -> Iterator[None]:
    """Turn what SQLite reports inside the block into a StorageError about ``path``.

    ``wrappers`` are errors that others put around those of the driver.

    A failing rollback hides the true reason (a full disk shows as "no transaction is active"), so
    the whole chain of exceptions is searched for it. Broken constraints are bugs or conflicts of
    the caller and pass through.
    """
    try:
        yield
    except UnicodeDecodeError as error:  # the driver quotes a damaged name in its complaint
        raise storage_error(StorageCause.DAMAGED, path) from error
    except (driver.Error, *wrappers) as error:
        cause = _cause_of(error)
        if cause is None:
            raise
        if cause is StorageCause.IO and _has_no_room(path):
            cause = StorageCause.DISK_FULL
        raise storage_error(cause, path) from error


@contextmanager
def file_explained(path: object) -> Iterator[None]:
    """Turn what the system reports about files inside the block into a StorageError."""
    try:
        yield
    except OSError as error:
        cause = _CAUSES_OF_SYSTEM.get(error.errno or 0, StorageCause.IO)
        raise storage_error(cause, path) from error


def _has_no_room(path: object) -> bool:
    """Whether there is not even space for the index of the log, which SQLite calls an I/O error."""
    try:
        return disk_usage(Path(str(path)).parent).free < _LOG_INDEX
    except OSError:
        return False


def _cause_of(error: BaseException) -> StorageCause | None:
    for link in _chain(error):
        code: Any = getattr(link, "sqlite_errorcode", None)
        if isinstance(code, int) and (code & 0xFF) in _CAUSES:
            return _CAUSES[code & 0xFF]
        if isinstance(link, driver.Error) and any(each in str(link) for each in _OF_DAMAGE):
            return StorageCause.DAMAGED
    return None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        link = waiting.pop()
        if link is None or id(link) in seen:
            continue
        seen.add(id(link))
        yield link
        waiting += [link.__context__, link.__cause__]
