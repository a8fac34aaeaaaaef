#!/usr/bin/env python3
"""The one entry point for working on Regulars; needs Python 3.11 and nothing else."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
SUFFIX = ".exe" if os.name == "nt" else ""
LOCK = ROOT / "requirements-dev.lock"
STAMP = VENV / "set-up-for"
PICTURES = ROOT / "tour"
OLDEST_PYTHON = (3, 11)

# What Qt opens at start, as Debian names it: always, and only for a window under X.
OFFSCREEN_LIBRARIES = (
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libglib2.0-0",
    "libfontconfig1",
    "libdbus-1-3",
)
WINDOW_LIBRARIES = (
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxkbcommon-x11-0",
)


def setup(args: Sequence[str]) -> int:
    """make .venv with the locked packages and the program, .venv/bin/regulars"""
    refuse_arguments("setup", args)
    ensure_set_up()
    say(f"ready: {program('regulars').relative_to(ROOT)}")
    return 0


def run(args: Sequence[str]) -> int:
    """start the program with the arguments given; without a screen, draw its pictures"""
    ensure_set_up()
    if has_screen() or set(args) - {"--demo"}:
        return call(program("regulars"), *args, folder=Path.cwd())
    say("there is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set)")
    return draw_tour(PICTURES)


def test(args: Sequence[str]) -> int:
    """run all tests, or --fast ones, or what the arguments for pytest say"""
    ensure_set_up()
    if args and "--fast" not in args:  # a look at a few tests wants no workers in between
        return call(program("python"), "-m", "pytest", *args)
    chosen = [arg for arg in args if arg != "--fast"]
    if "--fast" in args:
        chosen = ["-m", "not slow and not flow", "--hypothesis-profile", "fast", *chosen]
    return call(program("python"), "-m", "pytest", *in_parallel(), *chosen)


def check(args: Sequence[str]) -> int:
    """look at style, format, types and borders; fail when any of them does"""
    refuse_arguments("check", args)
    ensure_set_up()
    results = {
        "ruff check": call(program("ruff"), "check", "."),
        "ruff format": call(program("ruff"), "format", "--check", "."),
        "mypy": call(program("mypy")),
        "lint-imports": call(program("lint-imports"), "--no-logo"),
    }
    for name, code in results.items():
        say(f"{name:<12} {'failed' if code else 'ok'}")
    return int(any(results.values()))


def bench(args: Sequence[str]) -> int:
    """measure, each figure beside its floor; arguments go to the benchmarks"""
    ensure_set_up()
    return call(program("python"), "-m", "benchmarks", *args)


def tour(args: Sequence[str]) -> int:
    """draw every screen as a picture into a folder (default: tour)"""
    if len(args) > 1:
        raise SystemExit("dev.py: tour takes one folder.")
    ensure_set_up()
    return draw_tour(Path(args[0]).resolve() if args else PICTURES)


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    command.__name__: command for command in (setup, run, test, check, bench, tour)
}


def main(argv: Sequence[str]) -> int:
    """Run the command named first with the rest as its arguments; returns its exit status."""
    if sys.version_info < OLDEST_PYTHON:
        raise SystemExit(f"dev.py: needs Python {'.'.join(map(str, OLDEST_PYTHON))} or newer.")
    if not argv or argv[0] in ("-h", "--help", "help"):
        print(usage())
        return 0 if argv else 2
    if argv[0] not in COMMANDS:
        raise SystemExit(f"dev.py: there is no command {argv[0]!r}.\n\n{usage()}")
    return COMMANDS[argv[0]](argv[1:])


def usage() -> str:
    """One line for each command."""
    lines = [f"  {name:<7}{command.__doc__}" for name, command in COMMANDS.items()]
    return "\n".join(["usage: python3 dev.py COMMAND [ARGUMENT ...]", "", *lines])


def refuse_arguments(command: str, args: Sequence[str]) -> None:
    """Stop with a sentence rather than ignore what somebody meant."""
    if args:
        raise SystemExit(f"dev.py: {command} takes no arguments.")


# Setting up


def ensure_set_up() -> None:
    """Make the environment as the lock says; a fraction of a second when it already is."""
    install_system_packages()
    wanted = fingerprint()
    if STAMP.is_file() and STAMP.read_text("utf-8") == wanted:
        return
    STAMP.unlink(missing_ok=True)
    make_environment()
    say("installing the locked packages")
    pip_install("--require-hashes", "--requirement", str(LOCK))
    pip_install("--no-build-isolation", "--no-deps", "--editable", str(ROOT))
    STAMP.write_text(wanted, "utf-8")


def fingerprint() -> str:
    """Changes with everything an installed environment depends on."""
    parts = (LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), os.fsencode(ROOT))
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def make_environment() -> None:
    """Create .venv, unless one that still starts is there."""
    python = program("python")
    if python.exists() and call(python, "-c", "import pip", quiet=True) == 0:
        return
    say("making .venv")
    if call(Path(sys.executable), "-m", "venv", "--clear", str(VENV)):
        raise SystemExit("dev.py: the environment in .venv could not be made; see above.")


def pip_install(*args: str) -> None:
    """Install with the environment's own pip, which follows the machine's pip settings."""
    options = ("--quiet", "--disable-pip-version-check", "--no-input")
    if call(program("python"), "-m", "pip", "install", *options, *args):
        raise SystemExit("dev.py: packages could not be installed; pip says why above.")


def install_system_packages() -> None:
    """Bring what Debian does not have by itself; stop with the command where we may not."""
    missing = missing_system_packages()
    if not missing:
        return
    command = f"apt-get install {' '.join(missing)}"
    if os.geteuid() != 0:
        raise SystemExit(f"dev.py: this machine lacks some packages; run: sudo {command}")
    say(command)
    for step in (["update"], ["install", "-y", "--no-install-recommends", *missing]):
        apt_get(step, otherwise=f"dev.py: that did not work; see above, then run: {command}")


def missing_system_packages() -> list[str]:
    """Debian packages that are wanted and not installed; empty on other systems."""
    if shutil.which("dpkg-query") is None or shutil.which("apt-get") is None:
        return []
    wanted = [*OFFSCREEN_LIBRARIES, *(WINDOW_LIBRARIES if has_screen() else ())]
    installed = installed_system_packages(wanted)
    # Newer Debians added t64 to the names of libraries rebuilt for 64-bit time.
    missing = [name for name in wanted if not installed & {name, f"{name}t64"}]
    if importlib.util.find_spec("ensurepip") is None and not VENV.exists():
        missing.append("python3-venv")
    return missing


def installed_system_packages(names: Sequence[str]) -> set[str]:
    """Which of the packages, or their t64 forms, are installed."""
    query = ["dpkg-query", "--show", "--showformat=${db:Status-Status} ${Package}\\n"]
    both = [*names, *(f"{name}t64" for name in names)]
    answer = subprocess.run([*query, *both], capture_output=True, text=True, check=False)
    lines = (line.split() for line in answer.stdout.splitlines())
    return {line[1] for line in lines if line[0] == "installed"}


def apt_get(args: Sequence[str], *, otherwise: str) -> None:
    """Run apt-get without questions; its pages of output are shown only when it fails."""
    answer = subprocess.run(
        ["apt-get", "-q", *args],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if answer.returncode:
        sys.stderr.buffer.write(answer.stdout)
        raise SystemExit(otherwise)


# Running


def draw_tour(folder: Path) -> int:
    """Let the program draw its own pictures, and say where they are."""
    code = call(program("regulars"), "tour", str(folder))
    if code == 0:
        say(f"the pictures are in {folder}")
    return code


def in_parallel() -> list[str]:
    """Options that spread the tests over this machine's processors."""
    return ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "worksteal"]


def has_screen() -> bool:
    """Whether a window can be opened here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def program(name: str) -> Path:
    """A program of the environment."""
    return BIN / f"{name}{SUFFIX}"


def call(command: Path, *args: str, folder: Path = ROOT, quiet: bool = False) -> int:
    """Run a program in the project's folder or another; returns its exit status."""
    output = subprocess.DEVNULL if quiet else None
    try:
        done = subprocess.run(
            [command, *args], cwd=folder, stdout=output, stderr=output, check=False
        )
    except OSError as error:
        raise SystemExit(f"dev.py: {command} does not start: {error.strerror}.") from None
    return done.returncode


def say(text: str) -> None:
    """Tell the person at the terminal what happens, before it happens."""
    print(f"dev.py: {text}", flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
