"""What can go wrong and be said in one sentence: the only errors a user ever reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class CrmError(Exception):
    """An expected failure: ``str(error)`` is a sentence for the user.

    ``code`` names the sentence, so that it can be translated and tested without its wording.
    """

    def __init__(self, sentence: str, *, code: str) -> None:
        super().__init__(sentence)
        self.code = code


class ValidationError(CrmError):
    """What was entered cannot be kept; ``fields`` says which field and why."""

    def __init__(self, fields: Mapping[str, str], *, code: str = "validation") -> None:
        super().__init__(" ".join(fields.values()), code=code)
        self.fields = dict(fields)


class NotFoundError(CrmError):
    """The thing asked for is not in the file (any more)."""

    def __init__(self, sentence: str, *, code: str = "not_found") -> None:
        super().__init__(sentence, code=code)


class ConflictError(CrmError):
    """Something newer stands where this wanted to write; nothing was written."""

    def __init__(self, sentence: str, *, code: str = "conflict") -> None:
        super().__init__(sentence, code=code)


class CancelledError(CrmError):
    """The user stopped long work; nothing of it was kept."""

    def __init__(self, sentence: str, *, code: str = "cancelled") -> None:
        super().__init__(sentence, code=code)


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """One row or card of a file that could not be read, and why.

    ``row`` counts from 1 as the user sees the file, the header line included. ``column`` is the
    header, position or property that is to blame, empty where the whole row is; ``cells`` are
    those of a row of a table as they stand in the file, so that they can be mended. ``file`` is
    the name of the file, empty where there is only one.
    """

    row: int
    why: str
    column: str = ""
    cells: tuple[str, ...] = ()
    file: str = ""


class ImportRejected(CrmError):  # noqa: N818 - named for what happened to the file
    """A file cannot be brought in; ``lines`` holds the rows that say why."""

    def __init__(
        self, sentence: str, lines: Sequence[RejectedLine] = (), *, code: str = "import_rejected"
    ) -> None:
        super().__init__(sentence, code=code)
        self.lines = tuple(lines)


class StorageCause(StrEnum):
    """Why the data file cannot be read or written."""

    DISK_FULL = "disk_full"
    READ_ONLY = "read_only"
    LOCKED = "locked"
    DAMAGED = "damaged"
    NOT_OURS = "not_ours"
    EMPTY = "empty"
    NEWER = "newer"
    MOVED = "moved"
    MISSING = "missing"
    IN_USE = "in_use"
    IO = "io"


class StorageError(CrmError):
    """The data file or its disk is in the way; the sentence says what to do."""

    def __init__(self, cause: StorageCause, sentence: str) -> None:
        super().__init__(sentence, code=f"storage.{cause.value}")
        self.cause = cause
