"""Logs and bug reports tell where something went wrong, and nobody's name, number or note."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from crm.clients.contacts import add_contact
from crm.clients.drafts import ClientDraft, ContactDraft
from crm.clients.find import find_clients
from crm.clients.queries import get_client
from crm.clients.services import add_client, change_client
from crm.clock import FixedClock
from crm.errors import CrmError
from crm.exchange.importing import import_file
from crm.logs import describe_failure, start_logging
from crm.store.store import Store
from crm.story.drafts import NoteDraft, VisitDraft
from crm.story.lines import LineDraft
from crm.story.remember import add_note
from crm.story.services import log_visit
from crm.workspace import Workspace

MARKS = ("Zebraname", "0151777888", "zebra@mark.example", "zebranote", "zebracake", "zebrafile")


@pytest.fixture
def logs(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "logs"
    stop = start_logging(folder, logging.DEBUG)
    yield folder
    stop()


def live(store: Store, folder: Path) -> None:
    """A day with marked words in every place that takes words."""
    contacts = (ContactDraft("phone", "0151 777888"), ContactDraft("email", "zebra@mark.example"))
    client_id = add_client(store, ClientDraft("Ann Zebraname", contacts=contacts))
    add_note(store, NoteDraft(client_id, "a zebranote", is_alert=True))
    lines = (LineDraft("zebracake", 1000, 320),)
    log_visit(store, VisitDraft(client_id, lines, note="zebranote", currency="GBP"))
    find_clients(store, "zebraname 777888")
    get_client(store, client_id)
    source = folder / "zebrafile.csv"
    source.write_text("Name,Phone\nBo Zebraname,0151777888\n")
    import_file(store, source, today=date(2026, 11, 21))
    store.undo()


def failures(store: Store) -> list[Callable[[], object]]:
    """What goes wrong with marked words in hand: refusals, conflicts and bugs."""
    wrong: object = b"zebranote"
    return [
        lambda: add_client(store, ClientDraft("Zebraname " * 100)),
        lambda: change_client(store, 1, 99, {"name": "Zebraname"}),
        lambda: add_contact(store, 999, ContactDraft("email", "zebra@mark.example")),
        lambda: add_note(store, NoteDraft(1, wrong)),  # type: ignore[arg-type]
        lambda: change_client(store, 1, None, {"zebranote": "Zebraname"}),  # type: ignore[typeddict-unknown-key]
        lambda: store.rows("SELECT * FROM client WHERE name = 'Zebraname' AND zebranote = 1"),
        lambda: store.rows("SELECT zebracake('Zebraname')"),
        lambda: {"Zebraname": 1}["zebranote"],
        lambda: int("0151777888 Zebraname"),
        lambda: Path("/zebrafile").read_text(),
    ]


def test_a_day_with_errors_leaves_no_word_in_the_log(
    tmp_path: Path, logs: Path, clock: FixedClock
) -> None:
    log = logging.getLogger("crm.test")
    workspace = Workspace.open(tmp_path / "shop.db", clock)
    live(workspace.store, tmp_path)
    reports = []
    for fail in failures(workspace.store):
        try:
            fail()
        except Exception as error:
            log.exception("It failed: %s", error)  # noqa: TRY401 - what a careless line would do
            reports.append(describe_failure(error))
    workspace.close()
    assert len(reports) == len(failures(workspace.store))
    written = "".join(each.read_text() for each in logs.iterdir())
    assert written.count("It failed") == len(reports)
    found = [mark for mark in MARKS if mark.lower() in (written + "".join(reports)).lower()]
    assert not found, written


def test_a_file_that_breaks_while_open_leaves_no_word_in_the_log(
    tmp_path: Path, logs: Path, clock: FixedClock
) -> None:
    path = tmp_path / "zebrafile.db"
    workspace = Workspace.open(path, clock)
    live(workspace.store, tmp_path)
    workspace.close()
    data = bytearray(path.read_bytes())
    data[8192:] = b"Zebraname" * ((len(data) - 8192) // 9)
    path.write_bytes(data)
    with suppress(CrmError):
        workspace = Workspace.open(path, clock)
        workspace.store.check()
    workspace.close()
    logging.getLogger("crm.test").warning("over")
    written = "".join(each.read_text() for each in logs.iterdir())
    assert "over" in written
    assert not [mark for mark in MARKS if mark.lower() in written.lower()], written
