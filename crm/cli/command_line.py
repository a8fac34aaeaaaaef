"""From arguments to an exit code: 0, or 2 with one sentence on stderr."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

from crm import APP_ID, __version__
from crm.cli.export_command import FORMATS, take_out
from crm.cli.file_commands import check, make_backup, make_demo_file, redo, undo
from crm.cli.import_command import bring_in, list_all, take_back
from crm.cli.output import ConsoleProgress, Outcome, print_outcome, say_error
from crm.cli.reading_commands import find, show, summarize
from crm.errors import CrmError
from crm.i18n import _
from crm.paths import Paths
from crm.workspace import Workspace

Job = Callable[[Workspace, argparse.Namespace], Outcome]


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what it does, and whether it only reads.

    A reading command works beside a running window. ``creates`` lets it begin a new data file,
    ``own_file`` says that its first argument is the data file.
    """

    name: str
    help: str
    job: Job
    reads: bool = False
    creates: bool = False
    own_file: bool = False


def _commands() -> tuple[Command, ...]:
    return (
        Command("import", _("bring a spreadsheet or an address book in"), bring_in, creates=True),
        Command("imports", _("list what was brought in"), list_all, reads=True),
        Command("take-back", _("take what was brought in out again"), take_back),
        Command("export", _("take everything out, or a list"), take_out, reads=True),
        Command("find", _("find clients by anything known of them"), find, reads=True),
        Command("show", _("tell everything about a client"), show, reads=True),
        Command("summary", _("count what is in the shop"), summarize, reads=True),
        Command("demo", _("make a believable shop"), make_demo_file, creates=True, own_file=True),
        Command("check", _("check the data file"), check, reads=True),
        Command("undo", _("take the latest step back"), undo),
        Command("redo", _("do the step again that was undone"), redo),
        Command("backup", _("write a checked copy of the data file"), make_backup, reads=True),
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; ``argv`` is without the program's name."""
    try:
        arguments = _parser().parse_args(argv)
        return _run(arguments)
    except (CrmError, _BadArguments) as error:
        return say_error(str(error))
    except BrokenPipeError:
        # Whoever read our output has seen enough; what is still buffered must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return say_error(_("Stopped; nothing was changed."))


class _BadArguments(Exception):  # noqa: N818 - what the user typed, not what the program did
    """Arguments that mean nothing, in one sentence."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        text = message[:1].upper() + message[1:]
        hint = _("See {program} --help.").format(program=self.prog)
        raise _BadArguments(f"{text.rstrip('.')}. {hint}")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog=APP_ID,
        description=_("A CRM that treats people as clients for life."),
        epilog=_(
            "Without a command the window opens, with --demo on the demo shop."
            " “tour DIR” draws every screen into a folder."
        ),
    )
    parser.add_argument("--version", action="version", version=f"{APP_ID} {__version__}")
    parser.add_argument("--data", type=Path, metavar="FILE", help=_("the data file"))
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in _commands():
        each = commands.add_parser(command.name, help=command.help)
        each.set_defaults(does=command)
        _ARGUMENTS[command.name](each)
    return parser


def _run(arguments: argparse.Namespace) -> int:
    command: Command = arguments.does
    named = arguments.file if command.own_file else arguments.data
    path = Paths(named).data_file()
    is_trial = getattr(arguments, "dry_run", False)
    with ConsoleProgress(sys.stderr) as progress, _nothing_left_of(path, is_trial):
        arguments.progress = progress
        alone = not (command.reads or is_trial)
        workspace = Workspace.open(path, create=command.creates, alone=alone)
        try:
            outcome = command.job(workspace, arguments)
        finally:
            workspace.close()
    print_outcome(outcome, as_json=arguments.json)
    return say_error(outcome.problem) if outcome.problem else 0


@contextmanager
def _nothing_left_of(path: Path, is_trial: bool) -> Iterator[None]:
    """Take a data file away again that was begun for something that came to nothing."""
    is_new = not path.exists()
    is_wanted = False
    try:
        yield
        is_wanted = not is_trial
    finally:
        if is_new and not is_wanted:
            for suffix in ("", "-wal", "-shm", ".lock"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)


def _with_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    columns = _("what the columns are; found out where it is left out")
    parser.add_argument("--mapping", type=Path, metavar="MAP.json", help=columns)
    parser.add_argument("--dry-run", action="store_true", help=_("only tell what would be"))
    _with_json(parser)


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    formats = _("what to write; told by the name of the file where it is left out")
    parser.add_argument("--format", choices=FORMATS, help=formats)
    parser.add_argument("--list", default="", metavar="NAME", help=_("only those of this list"))
    _with_json(parser)


def _find_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT")
    parser.add_argument("--limit", type=_positive, default=20, metavar="N")
    _with_json(parser)


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", type=_positive, metavar="ID")
    _with_json(parser)


def _demo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--clients", type=_positive, metavar="N")
    parser.add_argument("--visits", type=_positive, metavar="N")
    parser.add_argument("--seed", type=int, metavar="N")
    _with_json(parser)


def _backup_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", type=Path, metavar="DEST")
    _with_json(parser)


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:20]) <= 2**53):
        raise argparse.ArgumentTypeError(_("“{text}” is not a number from 1.").format(text=text))
    return int(text)


_ARGUMENTS: Final[dict[str, Callable[[argparse.ArgumentParser], None]]] = {
    "import": _import_arguments,
    "imports": _with_json,
    "export": _export_arguments,
    "take-back": _show_arguments,
    "find": _find_arguments,
    "show": _show_arguments,
    "summary": _with_json,
    "demo": _demo_arguments,
    "check": _with_json,
    "undo": _with_json,
    "redo": _with_json,
    "backup": _backup_arguments,
}
