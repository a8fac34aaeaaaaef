"""Short ways to bring a text in and to see what became of it."""

from __future__ import annotations

from typing import Any

from crm.exchange.import_report import ImportReport
from crm.exchange.importing import import_file
from crm.exchange.mapping import Mapping, mapping_from_json
from crm.progress import Progress
from crm.store.store import Store


def bring(
    store: Store,
    text: str | bytes,
    *,
    name: str = "till.csv",
    mapping: Mapping | str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Write ``text`` beside the shop and bring it in."""
    path = store.path.with_name(name)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    told = mapping_from_json(mapping) if isinstance(mapping, str) else mapping
    today = store.clock.today()
    return import_file(store, path, told, today=today, dry_run=dry_run, progress=progress)


def column(store: Store, sql: str, *values: Any) -> list[Any]:
    """The first column of a statement."""
    return [row[0] for row in store.rows(sql, values)]


def card(*lines: str) -> str:
    """One vCard."""
    return "\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""))


class StopAfter:
    """Progress that says stop from the given step on."""

    def __init__(self, steps: int) -> None:
        self._left = steps
        self.texts: list[str] = []

    def step(self, done: int, total: int | None, text: str = "") -> None:
        assert total is None or done <= total
        self._left -= 1
        self.texts.append(text)

    def stopped(self) -> bool:
        return self._left <= 0


class StopAtText:
    """Progress that says stop once it is told ``text``."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.is_stopped = False

    def step(self, done: int, total: int | None, text: str = "") -> None:
        self.is_stopped = self.is_stopped or text == self._text

    def stopped(self) -> bool:
        return self.is_stopped
