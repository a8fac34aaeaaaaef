"""Disks as a power cut may leave them, built from the record that ``disk.c`` wrote.

What was synced is there. Of what was not: nothing, everything, what was written first, or any
blocks of 512 bytes or 4 KiB. Names (made, renamed, removed) appear in their order. They are on the
disk once their folder was synced or, on a disk that keeps a journal as ext4, NTFS and APFS do, once
anything was; without one a synced file may have lost its name.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_HEAD: Final = struct.Struct("=ciqI")
_LEFT_OUT: Final = ("-shm", ".lock")  # made anew by whoever opens the file


@dataclass(frozen=True, slots=True)
class Record:
    """One call: its kind (see ``disk.c``), the handle, the place in the file, what was given."""

    kind: str
    handle: int
    offset: int
    data: bytes

    @property
    def names(self) -> tuple[str, str]:
        one, other = self.data.decode().split("\0")
        return one, other


@dataclass(frozen=True, slots=True)
class _Change:
    file: int
    offset: int
    data: bytes | None  # None cuts the file to ``offset``


@dataclass(slots=True)
class _Names:
    """Which name leads to which file."""

    files: dict[str, int] = field(default_factory=dict)

    def change(self, kind: str, one: str, other: str, file: int) -> None:
        if kind == "O":
            self.files[one] = file
        elif kind == "R":
            self.files[other] = self.files.pop(one)
        else:
            self.files.pop(one, None)


def read_record(path: Path) -> list[Record]:
    """Everything that was done, in order."""
    data = path.read_bytes()
    found, at = [], 0
    while at < len(data):
        kind, handle, offset, length = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        found.append(Record(kind.decode(), handle, offset, data[at : at + length]))
        at += length
    return found


@dataclass(frozen=True, slots=True)
class Cut:
    """A power cut: after how many calls, what had been said by then, and what is on the disk."""

    at: int
    said: tuple[str, ...]
    files: dict[str, bytes]
    how: str

    def write(self, folder: Path) -> None:
        """Lay the files out, by their names below the folder they were recorded in."""
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


class Surface:
    """What is on the disk for sure, and what is only on its way there."""

    def __init__(self, root: Path, before: dict[str, bytes]) -> None:
        self._root = str(root) + "/"
        self._names = _Names({name: number for number, name in enumerate(before)})
        self._synced_names = _Names(dict(self._names.files))
        self._contents = {number: bytearray(data) for number, data in enumerate(before.values())}
        self._changes: list[_Change] = []
        self._name_changes: list[tuple[str, str, str, int]] = []
        self._handles: dict[int, int | None] = {}  # None is a folder

    def cuts(
        self, records: Sequence[Record], count: int, chance: random.Random, *, journal: bool
    ) -> Iterator[Cut]:
        """``count`` power cuts at moments chosen by ``chance``, in the order of time."""
        moments = sorted(chance.choices(range(len(records) + 1), k=count))
        said: list[str] = []
        for number in range(len(records) + 1):
            while moments and moments[0] == number:
                moments.pop(0)
                yield self._cut(number, said, chance, "a journal" if journal else "no journal")
            if number < len(records):
                record = records[number]
                if record.kind == "M":
                    said.append(record.data.decode())
                else:
                    self._apply(record, journal)

    def _apply(self, record: Record, journal: bool) -> None:
        kind = record.kind
        if kind == "D":
            self._handles[record.handle] = None
        elif kind in "ORU":
            self._apply_name(record)
        elif kind == "C":
            self._handles.pop(record.handle, None)
        elif kind == "S":
            self._sync(self._handles[record.handle], journal)
        else:
            file = self._handles[record.handle]
            assert file is not None
            data = record.data if kind == "W" else None
            self._changes.append(_Change(file, record.offset, data))

    def _apply_name(self, record: Record) -> None:
        one, other = (name.removeprefix(self._root) for name in record.names)
        if record.kind == "O" and one in self._names.files:
            self._handles[record.handle] = self._names.files[one]
            return
        file = len(self._contents)
        if record.kind == "O":
            self._contents[file] = bytearray()
            self._handles[record.handle] = file
        change = (record.kind, one, other, file)
        self._names.change(*change)
        self._name_changes.append(change)

    def _sync(self, file: int | None, journal: bool) -> None:
        if file is None or journal:
            for change in self._name_changes:
                self._synced_names.change(*change)
            self._name_changes.clear()
        if file is not None:
            for each in self._changes:
                if each.file == file:
                    _write(self._contents[file], each)
            self._changes = [each for each in self._changes if each.file != file]

    def _cut(self, at: int, said: list[str], chance: random.Random, journal: str) -> Cut:
        names = _Names(dict(self._synced_names.files))
        kept = chance.randint(0, len(self._name_changes))
        for change in self._name_changes[:kept]:
            names.change(*change)
        how, changes = _survivors(self._changes, chance)
        contents = dict(self._contents)
        for each in changes:
            if contents[each.file] is self._contents[each.file]:
                contents[each.file] = bytearray(self._contents[each.file])
            _write(contents[each.file], each)
        files = {
            name: bytes(contents[file])
            for name, file in names.files.items()
            if not name.endswith(_LEFT_OUT)
        }
        return Cut(at, tuple(said), files, f"{how}, {journal}")


def _survivors(changes: list[_Change], chance: random.Random) -> tuple[str, list[_Change]]:
    how = chance.choice(("none", "all", "first", "blocks", "blocks"))
    if how == "none":
        return how, []
    if how == "all":
        return how, changes
    if how == "first":
        return how, changes[: chance.randint(0, len(changes))]
    block, share = chance.choice((512, 4096)), chance.random()
    blocks = [part for each in changes for part in _blocks(each, block)]
    return f"blocks of {block}", [part for part in blocks if chance.random() < share]


def _blocks(change: _Change, size: int) -> Iterator[_Change]:
    """A write in the pieces that reach the disk whole or not at all."""
    if change.data is None:
        yield change
        return
    start = 0
    while start < len(change.data):
        end = start + size - (change.offset + start) % size
        yield _Change(change.file, change.offset + start, change.data[start:end])
        start = end


def _write(content: bytearray, change: _Change) -> None:
    if change.data is None:
        del content[change.offset :]
        content.extend(bytes(change.offset - len(content)))
        return
    content.extend(bytes(max(0, change.offset - len(content))))
    content[change.offset : change.offset + len(change.data)] = change.data
