"""The program: a command for the terminal, or the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from crm.errors import CrmError
from crm.logs import start_logging
from crm.paths import Paths, private_umask
from ui.start import get_ready

_TOUR = "tour"


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``regulars``; Qt is imported only where something is shown."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    private_umask()
    stop_logging = start_logging(Paths().log_dir())
    try:
        return _start(arguments)
    finally:
        stop_logging()


def _start(arguments: list[str]) -> int:
    # Imports stand where they are needed: a command must not wait for Qt, nor the window for
    # the readers of files.
    window = _window_wanted(arguments)
    if window is not None:
        return _show_window(window)
    if len(arguments) == 2 and arguments[0] == _TOUR:
        return _draw_tour(Path(arguments[1]))
    from crm.cli import main as run_command

    return run_command(arguments)


def _show_window(window: _Window) -> int:
    get_ready()
    from ui.app import run

    return run(Paths(window.data), demo=window.demo)


def _draw_tour(folder: Path) -> int:
    from crm.cli.output import Outcome, print_outcome, say_error
    from ui.tour import make_tour

    try:
        pictures = make_tour(folder)
    except CrmError as error:
        return say_error(str(error))
    print_outcome(Outcome(None, tuple(map(str, pictures))), as_json=False)
    return 0


@dataclass(frozen=True, slots=True)
class _Window:
    """What the window is to show: a data file of one's own choice, or the demo shop."""

    data: Path | None = None
    demo: bool = False


def _window_wanted(arguments: Sequence[str]) -> _Window | None:
    """The window the arguments ask for, None where they ask for anything else."""
    window = _Window()
    words = iter(arguments)
    for word in words:
        name, _equals, value = word.partition("=")
        if word == "--demo":
            window = replace(window, demo=True)
        elif name == "--data" and (value := value or next(words, "")):
            window = replace(window, data=Path(value))
        else:
            return None
    return window


if __name__ == "__main__":
    sys.exit(main())
