"""What a command says: one JSON document, or lines for people; progress only to a terminal."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from time import perf_counter
from typing import Any, Final, TextIO

from crm.dates import PartialDate
from crm.money import Money
from crm.text import clean_block

_SAID_EVERY_SECONDS: Final = 0.2
_CLEAR: Final = "\r\x1b[K"
_FAILED: Final = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command found: ``data`` for programs, ``lines`` for people.

    ``problem`` is the sentence for stderr where what was found is bad.
    """

    data: Any
    lines: tuple[str, ...]
    problem: str = ""


def print_outcome(outcome: Outcome, *, as_json: bool) -> None:
    """Print one of the two forms; text of the shop cannot steer the terminal."""
    if as_json:
        text = json.dumps(plain(outcome.data), ensure_ascii=False, indent=2)
    else:
        text = "\n".join(clean_block(line, limit=4 * len(line) + 1) for line in outcome.lines)
    _write(sys.stdout, text)


def say_error(sentence: str) -> int:
    """One line on stderr; returns the exit code for it."""
    _write(sys.stderr, " ".join(clean_block(sentence, limit=4 * len(sentence) + 1).split()))
    return _FAILED


def plain(value: Any) -> Any:
    """``value`` as JSON has it: days as YYYY-MM-DD, moments in UTC, pictures as their size."""
    if is_dataclass(value) and not isinstance(value, type | PartialDate | Money):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    match value:
        case PartialDate():
            return value.text
        case Money():
            return {"minor": value.minor, "currency": value.currency}
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case bytes():
            return {"bytes": len(value)}
        case dict():
            return {str(name): plain(each) for name, each in value.items()}
        case list() | tuple():
            return [plain(each) for each in value]
    return value


def _write(stream: TextIO, text: str) -> None:
    """Write a line; a terminal that cannot show a letter shows its number instead."""
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
    stream.flush()


class ConsoleProgress:
    """Tells how far it is on one line of a terminal, and nothing where there is none."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream if stream.isatty() else None
        self._said_at = float("-inf")
        self._has_said = False

    def __enter__(self) -> ConsoleProgress:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._stream is not None and self._has_said:
            self._stream.write(_CLEAR)
            self._stream.flush()

    def step(self, done: int, total: int | None, text: str = "") -> None:
        if self._stream is None or perf_counter() - self._said_at < _SAID_EVERY_SECONDS:
            return
        self._said_at = perf_counter()
        self._has_said = True
        count = f"{done:,} / {total:,}" if total else f"{done:,}" if done else ""
        self._stream.write(f"{_CLEAR}{text} {count}".rstrip())
        self._stream.flush()

    def stopped(self) -> bool:
        return False
