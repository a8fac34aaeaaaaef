"""Work on a data file that says what is saved to the record of the disk, and may end at any call.

Run as ``python jobs.py JOB FILE``.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client
from crm.clock import SystemClock
from crm.exchange.importing import import_file
from crm.story.drafts import NoteDraft, VisitDraft
from crm.story.lines import LineDraft
from crm.story.services import log_visit
from crm.workspace import Workspace

VISITS = 60


def say(text: str) -> None:
    ctypes.CDLL(None).disk_mark(text.encode())


def log_one(workspace: Workspace, client_id: int, number: int) -> int:
    """A visit of two purchases with a note beside it, and the words they are found by."""
    note = NoteDraft(client_id, f"said {number}")
    lines = (LineDraft("latte", 1000, 320), LineDraft(f"cake {number % 7}", 1000, 410))
    draft = VisitDraft(client_id, lines, note="again", currency="GBP", also=(note,))
    return log_visit(workspace.store, draft)


def log_visits(path: Path, *, synchronous: str = "full") -> None:
    workspace = Workspace.open(path)
    workspace.store.rows(f"PRAGMA synchronous = {synchronous}")
    workspace.store.rows("PRAGMA wal_autocheckpoint = 100")  # so that cuts meet many of them
    client_id = add_client(workspace.store, ClientDraft(name="Ada Lovelace"))
    for number in range(VISITS):
        say(f"visit {log_one(workspace, client_id, number)}")
    workspace.close()


def log_carelessly(path: Path) -> None:
    """The control: what the settings of the connection are there to prevent."""
    log_visits(path, synchronous="off")


def undo_visits(path: Path) -> None:
    workspace = Workspace.open(path)
    client_id = add_client(workspace.store, ClientDraft(name="Ada Lovelace"))
    for number in range(VISITS // 3):
        log_one(workspace, client_id, number)
        workspace.undo()
        say(f"undone {number}")
    workspace.close()


def create(path: Path) -> None:
    workspace = Workspace.open(path)
    say("made")
    workspace.close()
    say("closed")


def migrate(path: Path) -> None:
    workspace = Workspace.open(path)
    say("migrated")
    workspace.close()


def keep_copies(path: Path) -> None:
    workspace = Workspace.open(path)
    client_id = add_client(workspace.store, ClientDraft(name="Ada Lovelace"))
    for number in range(4):
        log_one(workspace, client_id, number)
        workspace.store.snapshot(path.with_name("copy.db"))
        say(f"copied {number + 1}")
    workspace.close()


def bring_in(path: Path) -> None:
    workspace = Workspace.open(path)
    add_client(workspace.store, ClientDraft(name="Ada Lovelace"))
    say("ready")
    source = path.parent.parent / "people.csv"
    import_file(workspace.store, source, today=SystemClock().today())
    say("imported")
    workspace.close()


JOBS = {
    each.__name__: each
    for each in (
        log_visits, log_carelessly, undo_visits, create, migrate, keep_copies, bring_in,
    )
}  # fmt: skip


if __name__ == "__main__":
    os.umask(0o077)
    JOBS[sys.argv[1]](Path(sys.argv[2]))
