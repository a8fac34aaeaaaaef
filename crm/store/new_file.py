"""A file that appears under its name only once all of it is on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from crm.store.backup import flush_to_disk
from crm.store.failures import file_explained


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Where to write what is to be at ``path``; it goes there once it is whole.

    Raises StorageError where it cannot be written; then, and on any other exception, nothing is
    left behind and an older file of that name is untouched.
    """
    part = path.with_name(path.name + ".part")
    with file_explained(path):
        try:
            yield part
            flush_to_disk(part)
            part.replace(path)
            flush_to_disk(path.parent)
        except BaseException:
            with suppress(OSError):  # why it failed is what has to be said
                part.unlink(missing_ok=True)
            raise
