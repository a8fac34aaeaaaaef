"""One program at a time on a data file, by a lock that the system releases after a crash."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import FileIO
from pathlib import Path


class InstanceLock:
    """The right to be the one program that writes a data file.

    The lock stands on ``<data file>.lock``, never on the data file itself: closing any handle of
    a locked file drops the locks SQLite holds on it.
    """

    def __init__(self, data_file: Path) -> None:
        self._path = data_file.with_name(data_file.name + ".lock")
        self._file: FileIO | None = None

    def acquire(self) -> bool:
        """Take the lock; False where another program (or this one) has it already.

        Raises OSError where the folder cannot be written to.
        """
        file = self._path.open("ab+", buffering=0)
        if not _lock(file):
            file.close()
            return False
        with suppress(OSError):  # on a full disk; who has the lock is only for people to read
            file.truncate(0)
            file.write(f"{os.getpid()}\n".encode())
        self._file = file
        return True

    def release(self) -> None:
        """Give the lock back; safe to call twice."""
        if self._file is not None:
            self._file.close()
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: FileIO) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: FileIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
