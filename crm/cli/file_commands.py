"""``demo``, ``check``, ``undo``, ``redo`` and ``backup``: work on the whole file."""

from __future__ import annotations

import argparse
from typing import Any

from crm.changes import Change
from crm.cli.output import Outcome
from crm.i18n import _, ngettext
from crm.workspace import Workspace


def make_demo_file(workspace: Workspace, arguments: argparse.Namespace) -> Outcome:
    """Fill a new data file with a believable shop."""
    from crm.demo import make_demo  # its words and goods would cost every other command

    wanted: dict[str, Any] = {
        name: value
        for name in ("clients", "visits", "seed")
        if (value := getattr(arguments, name)) is not None
    }
    counts = make_demo(workspace.store, **wanted, progress=arguments.progress)
    line = _("{clients} clients and {visits} visits are in {file}.").format(
        clients=f"{counts.clients:,}", visits=f"{counts.visits:,}", file=workspace.path
    )
    return Outcome(counts, (line,))


def check(workspace: Workspace, arguments: argparse.Namespace) -> Outcome:
    """Whether the file, its index and its summaries are whole."""
    del arguments
    problems = workspace.store.check()
    data = {"ok": not problems, "problems": problems}
    if not problems:
        return Outcome(data, (_("Everything is as it should be."),))
    sentence = ngettext(
        "The data file has {count} problem.", "The data file has {count} problems.", len(problems)
    )
    return Outcome(data, tuple(problems), sentence.format(count=len(problems)))


def undo(workspace: Workspace, arguments: argparse.Namespace) -> Outcome:
    """Take the latest step back."""
    del arguments
    return _changed(workspace.undo(), _("Undone: {action} {about}"))


def redo(workspace: Workspace, arguments: argparse.Namespace) -> Outcome:
    """Do the step again that was undone last."""
    del arguments
    return _changed(workspace.redo(), _("Done again: {action} {about}"))


def make_backup(workspace: Workspace, arguments: argparse.Namespace) -> Outcome:
    """Write a checked copy of the data file."""
    target = workspace.store.snapshot(arguments.target.expanduser().absolute())
    line = _("A checked copy is in {file}.").format(file=target)
    return Outcome({"file": str(target)}, (line,))


def _changed(change: Change, sentence: str) -> Outcome:
    data = {"step_id": change.step_id, "action": change.action, "about": change.about}
    return Outcome(data, (sentence.format(action=change.action, about=change.about).rstrip(),))
