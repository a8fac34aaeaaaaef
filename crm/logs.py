"""A log that says where something went wrong, and never holds a name, a number or a note."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from enum import Enum
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import TextIO

from crm import APP_ID
from crm.errors import CrmError, StorageError
from crm.paths import private_folder

LOG_NAME = f"{APP_ID}.log"
FILES = 5
BYTES_PER_FILE = 1_000_000

_MAX_CHAIN = 10


def start_logging(folder: Path, level: int = logging.INFO) -> Callable[[], None]:
    """Log into ``folder`` from now on, at most 5 files of 1 MB; the returned function ends that.

    Where the folder cannot be written to, nothing is logged and the program goes on.
    """
    handler = _file_handler(folder)
    handler.setFormatter(PrivateFormatter())
    root = logging.getLogger()
    level_before = root.level
    root.setLevel(level)
    root.addHandler(handler)

    def stop() -> None:
        root.removeHandler(handler)
        root.setLevel(level_before)
        handler.close()

    return stop


def describe_failure(error: BaseException) -> str:
    """What kinds of errors led here and where each was raised, the last one first.

    Holds types, error codes and code positions only: no message, no value, no path, so that it
    can be logged and sent to somebody.
    """
    return "\n".join(line for each in _chain(error) for line in _describe(each))


class PrivateFormatter(logging.Formatter):
    """Writes the sentence of the code, with numbers filled in; anything else becomes its type."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = f"{moment} {record.levelname} {record.name}: {_message(record)}"
        error = record.exc_info[1] if record.exc_info else None
        return line if error is None else f"{line}\n{describe_failure(error)}"


class _RotatingFile(logging.FileHandler):
    """A log that begins a new file when one is full and keeps the last few.

    ``logging.handlers`` has such a one too, but brings sockets and queues to every start.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, encoding="utf-8")
        self._path = path

    def emit(self, record: logging.LogRecord) -> None:
        stream = self.stream
        if stream is not None and not self._has_room(stream, record):
            self.stream = None  # opened by what is written next
            stream.close()
            try:
                self._put_aside()
            except OSError:
                self.handleError(record)
        super().emit(record)

    def _has_room(self, stream: TextIO, record: logging.LogRecord) -> bool:
        wanted = len(f"{self.format(record)}{self.terminator}".encode("utf-8", "replace"))
        filled = stream.tell()
        return filled == 0 or filled + wanted <= BYTES_PER_FILE

    def _put_aside(self) -> None:
        older = (self._path.with_name(f"{LOG_NAME}.{number}") for number in range(1, FILES))
        for newer, target in reversed(list(pairwise((self._path, *older)))):
            if newer.exists():
                newer.replace(target)


def _file_handler(folder: Path) -> logging.Handler:
    try:
        return _RotatingFile(private_folder(folder) / LOG_NAME)
    except (OSError, StorageError):
        return logging.NullHandler()


def _message(record: logging.LogRecord) -> str:
    """The template is the program's own text; only what is put into it can be personal."""
    if not isinstance(record.msg, str):
        return str(_harmless(record.msg))
    if not record.args:
        return record.msg
    try:
        return record.msg % _shown_arguments(record.args)
    except (TypeError, ValueError, KeyError):
        return record.msg


def _shown_arguments(
    args: tuple[object, ...] | Mapping[str, object],
) -> tuple[object, ...] | dict[str, object]:
    if isinstance(args, tuple):
        return tuple(_harmless(each) for each in args)
    return {key: _harmless(each) for key, each in args.items()}


def _harmless(value: object) -> object:
    """A number as it is, for %d and %f; of anything else only what kind of thing it is."""
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if value is None or isinstance(value, bool | int | float):
        return value
    return f"<{type(value).__name__}>"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, then what it came from, as Python itself would print it."""
    seen: set[int] = set()
    waiting = [error]
    while waiting and len(seen) < _MAX_CHAIN:
        current = waiting.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        if isinstance(current, BaseExceptionGroup):
            waiting.extend(current.exceptions)
        origin = current.__cause__
        if origin is None and not current.__suppress_context__:
            origin = current.__context__
        if origin is not None:
            waiting.append(origin)


def _describe(error: BaseException) -> list[str]:
    return [_kind(error), *(f"  {position}" for position in _positions(error))]


def _kind(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    if isinstance(error, CrmError):
        return f"{name} {error.code}"
    if isinstance(error, OSError) and error.errno is not None:
        return f"{name} errno {error.errno}"
    return name


def _positions(error: BaseException) -> Iterator[str]:
    trace = error.__traceback__
    while trace is not None:
        yield _position(trace.tb_frame, trace.tb_lineno)
        trace = trace.tb_next


def _position(frame: FrameType, line: int) -> str:
    # The module rather than the file: a path can hold the name of whoever is logged in.
    return f"{frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_qualname}"
