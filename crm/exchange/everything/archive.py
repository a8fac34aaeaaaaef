"""A zip being written part by part, and one being read without trusting it."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Final

from crm.errors import ImportRejected
from crm.exchange.everything.form import MANIFEST, damaged
from crm.i18n import _
from crm.store.new_file import new_file

_BLOCK: Final = 1 << 20
_LARGEST_MANIFEST: Final = 4 << 20
_LONGEST_LINE: Final = 256 << 20  # a file kept with a client, in base64
_MOST_PACKED: Final = 1_500
"""How many times smaller than its content a part may be; deflate ends at 1,032 (RFC 1951)."""

_OF_DAMAGE: Final = (
    KeyError, OSError, EOFError, RuntimeError, NotImplementedError, ValueError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip


class ArchiveWriter:
    """Writes the parts of a zip; ``digests`` holds the SHA-256 of each, by its name."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self.digests: dict[str, str] = {}
        self.sizes: dict[str, int] = {}

    def write(self, part: str, blocks: Iterable[bytes]) -> None:
        """Write one part, block by block."""
        digest, size = hashlib.sha256(), 0
        with self._file.open(part, "w", force_zip64=True) as target:
            for block in blocks:
                digest.update(block)
                size += len(block)
                target.write(block)
        self.digests[part] = digest.hexdigest()
        self.sizes[part] = size


@contextmanager
def writing(path: Path) -> Iterator[ArchiveWriter]:
    """A new zip at ``path``, whose name appears once all of it is on the disk.

    Raises StorageError where it cannot be written; then, and on any other exception, nothing is
    left behind and an older file of that name is untouched.
    """
    with (
        new_file(path) as part,
        zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file,
    ):
        yield ArchiveWriter(file)


class ArchiveReader:
    """Reads the parts of a zip by name; nothing of it is ever written to the disk.

    Every part is held to the size and the SHA-256 that ``expect`` was told of it.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._file = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
            raise _unreadable(path) from error
        self._expected: dict[str, tuple[int, str]] = {}

    def __enter__(self) -> ArchiveReader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._file.close()

    def names(self) -> frozenset[str]:
        """The names of the parts it says it has."""
        return frozenset(self._file.namelist())

    def expect(self, part: str, size: int, sha256: str) -> None:
        """Hold ``part`` to this size in bytes and this SHA-256."""
        self._expected[part] = (size, sha256)

    def manifest(self) -> bytes:
        """The part that says what the others are."""
        return b"".join(self._blocks(MANIFEST, _LARGEST_MANIFEST))

    def read(self, part: str) -> bytes:
        """The whole of a part; raises ImportRejected where it is not what was expected."""
        return b"".join(self._checked(part))

    def lines(self, part: str) -> Iterator[bytes]:
        """A part line by line, in bounded memory; what was expected is checked at its end."""
        rest = b""
        for block in self._checked(part):
            *lines, rest = (rest + block).split(b"\n")
            if len(rest) > _LONGEST_LINE:
                raise damaged(part)
            yield from lines
        if rest:
            raise damaged(part)  # a line that was cut off

    def _checked(self, part: str) -> Iterator[bytes]:
        if part not in self._expected:
            raise damaged(part)
        size, sha256 = self._expected[part]
        digest, read = hashlib.sha256(), 0
        for block in self._blocks(part, size):
            digest.update(block)
            read += len(block)
            yield block
        if read != size or digest.hexdigest() != sha256:
            raise damaged(part)

    def _blocks(self, part: str, most: int) -> Iterator[bytes]:
        try:
            info = self._file.getinfo(part)
            if info.file_size > most or info.file_size > _MOST_PACKED * (info.compress_size + 64):
                raise damaged(part)
            with self._file.open(info) as source:
                yield from _bounded(source, most, part)
        except _OF_DAMAGE as error:
            raise damaged(part) from error


def _bounded(source: IO[bytes], most: int, part: str) -> Iterator[bytes]:
    read = 0
    while block := source.read(_BLOCK):
        read += len(block)
        if read > most:
            raise damaged(part)
        yield block


def _unreadable(path: Path) -> ImportRejected:
    sentence = _("{name} is no archive that can be read.").format(name=path.name)
    return ImportRejected(sentence, code="everything.unreadable")
