"""The entry point on machines that are not ready yet."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import dev

ROOT = Path(dev.__file__).parent

needs_posix = pytest.mark.skipif(os.name != "posix", reason="stands in for programs of Debian")


def call_dev(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "dev.py", *args], capture_output=True, text=True, check=False
    )


def put_program(folder: Path, name: str, script: str) -> None:
    """A program of this name that does what a shell script says."""
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


@pytest.fixture
def debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of programs of a Debian without a screen on which nothing is installed."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    put_program(tmp_path, "dpkg-query", "exit 1")
    put_program(tmp_path, "apt-get", "exit 1")
    return tmp_path


def test_without_a_command_it_lists_them() -> None:
    answer = call_dev()

    assert answer.returncode == 2
    assert all(f"\n  {command} " in answer.stdout for command in dev.COMMANDS)


def test_help_is_no_failure() -> None:
    assert call_dev("--help").returncode == 0


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["fly"], "there is no command 'fly'"),
        (["setup", "now"], "setup takes no arguments"),
        (["check", "crm"], "check takes no arguments"),
        (["tour", "one", "two"], "tour takes one folder"),
    ],
)
def test_what_it_cannot_do_is_a_sentence(args: list[str], sentence: str) -> None:
    answer = call_dev(*args)

    assert answer.returncode == 1
    assert sentence in answer.stderr
    assert "Traceback" not in answer.stderr


@needs_posix
def test_a_bare_debian_lacks_the_libraries_of_qt(debian: Path) -> None:
    assert set(dev.OFFSCREEN_LIBRARIES) <= set(dev.missing_system_packages())


@needs_posix
@pytest.mark.usefixtures("debian")
def test_libraries_for_windows_are_asked_for_where_there_is_a_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not set(dev.WINDOW_LIBRARIES) & set(dev.missing_system_packages())

    monkeypatch.setenv("DISPLAY", ":0")

    assert set(dev.WINDOW_LIBRARIES) <= set(dev.missing_system_packages())


@needs_posix
def test_a_library_counts_under_its_newer_name(debian: Path) -> None:
    put_program(debian, "dpkg-query", "echo installed libglib2.0-0t64; exit 1")

    missing = dev.missing_system_packages()

    assert "libglib2.0-0" not in missing
    assert "libgl1" in missing


@needs_posix
def test_a_library_that_was_removed_is_missing(debian: Path) -> None:
    put_program(debian, "dpkg-query", "echo config-files libgl1; echo installed libegl1")

    missing = dev.missing_system_packages()

    assert "libgl1" in missing
    assert "libegl1" not in missing


@needs_posix
def test_other_systems_bring_their_own_libraries(debian: Path) -> None:
    (debian / "dpkg-query").unlink()

    assert dev.missing_system_packages() == []


@needs_posix
@pytest.mark.usefixtures("debian")
def test_who_may_not_install_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(SystemExit, match=r"run: sudo apt-get install libgl1 libegl1 "):
        dev.install_system_packages()


@needs_posix
def test_a_failed_installation_shows_why(
    debian: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    put_program(debian, "apt-get", "echo no such mirror; exit 100")

    with pytest.raises(SystemExit, match="apt-get install libgl1"):
        dev.install_system_packages()

    assert b"no such mirror" in capfdbinary.readouterr().err


@needs_posix
def test_root_installs_what_is_missing(debian: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    put_program(debian, "apt-get", f'echo "$@" >> "{debian}/asked"')

    dev.install_system_packages()

    update, install = (debian / "asked").read_text().splitlines()
    assert update == "-q update"
    assert install.startswith("-q install -y --no-install-recommends libgl1 ")


def test_a_changed_lock_asks_for_a_new_set_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dev.fingerprint()
    assert dev.fingerprint() == before

    (tmp_path / "other.lock").write_bytes(dev.LOCK.read_bytes() + b"\n")
    monkeypatch.setattr(dev, "LOCK", tmp_path / "other.lock")

    assert dev.fingerprint() != before


def test_a_program_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="does not start"):
        dev.call(tmp_path / "nothing")
