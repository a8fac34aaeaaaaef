"""A till that logs visits as fast as it can and says so after each commit; made to be killed."""

from __future__ import annotations

import sys
from pathlib import Path

from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client
from crm.story.drafts import NoteDraft, VisitDraft
from crm.story.lines import LineDraft
from crm.story.services import log_visit
from crm.workspace import Workspace


def main() -> None:
    workspace = Workspace.open(Path(sys.argv[1]))
    store = workspace.store
    client_id = add_client(store, ClientDraft(name="Ada Lovelace"))
    say(f"client {client_id}")
    for number in range(100_000):
        note = NoteDraft(client_id, f"said {number}")
        lines = (LineDraft("latte", 1000, 320), LineDraft(f"cake {number % 7}", 1000, 410))
        draft = VisitDraft(client_id, lines, note="again", currency="GBP", also=(note,))
        say(f"visit {log_visit(store, draft)}")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
