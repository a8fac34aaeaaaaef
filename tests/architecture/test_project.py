"""The project's files agree with each other and with the machine they describe."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from sqlcipher3 import dbapi2

import crm
import dev
from tests.architecture.sources import ROOT, imports_in, list_text_files, modules_of

# Made so that this file does not find itself.
MACHINE_PATH = re.compile(r"(?<![\w.~])/(?:home|Users|root|work|opt|var/tmp)/[\w.]|[A-Z]:\\Users\\")
PLACES_OF_PACKAGES = re.compile(r"https?:|file:/|index-url|find-links|trusted-host")

WAL_RESET_FIX = (3, 51, 3)


@pytest.fixture(scope="module")
def project() -> dict[str, object]:
    """The table [project] of pyproject.toml."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    table: dict[str, object] = settings["project"]
    return table


def read_lock(name: str) -> dict[str, Version]:
    """The pinned version of each package in a lock file."""
    text = (ROOT / name).read_text("utf-8")
    pins = re.findall(r"^([\w.-]+)==([\w.!+]+)", text, flags=re.MULTILINE)
    return {canonicalize_name(package): Version(pinned) for package, pinned in pins}


def unmet(requirements: object, lock: dict[str, Version]) -> list[str]:
    """The requirements that a lock does not fulfil."""
    assert isinstance(requirements, list)
    wanted = [Requirement(each) for each in requirements]
    return [
        str(each)
        for each in wanted
        if (pinned := lock.get(canonicalize_name(each.name))) is None
        or pinned not in each.specifier
    ]


def test_the_lock_holds_what_the_program_needs(project: dict[str, object]) -> None:
    assert not unmet(project["dependencies"], read_lock("requirements.lock"))


def test_the_lock_for_development_holds_what_development_needs(
    project: dict[str, object],
) -> None:
    extras = project["optional-dependencies"]
    assert isinstance(extras, dict)

    assert not unmet(extras["dev"], read_lock("requirements-dev.lock"))


def test_developers_run_the_versions_that_users_get() -> None:
    assert read_lock("requirements.lock").items() <= read_lock("requirements-dev.lock").items()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_its_hashes(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    entries = re.split(r"\n(?=\w)", text)

    assert len(entries) >= len(read_lock(name)) > 0
    assert all("--hash=sha256:" in each for each in entries if "==" in each)


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_says_what_and_leaves_open_from_where(name: str) -> None:
    assert not PLACES_OF_PACKAGES.search((ROOT / name).read_text("utf-8"))


def test_this_run_stands_on_the_locked_versions() -> None:
    lock = read_lock("requirements.lock")

    assert {name: Version(version(name)) for name in lock} == lock


def test_the_sqlite_inside_has_no_wal_reset_bug() -> None:
    assert dbapi2.sqlite_version_info >= WAL_RESET_FIX


def test_the_sqlite_inside_can_search_text() -> None:
    connection = dbapi2.connect(":memory:")
    options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    connection.close()

    assert "ENABLE_FTS5" in options


def test_the_version_is_said_once(project: dict[str, object]) -> None:
    assert project["dynamic"] == ["version"]
    assert Version(crm.__version__) > Version("0")


def test_the_oldest_python_is_the_same_everywhere(project: dict[str, object]) -> None:
    assert project["requires-python"] == ">=" + ".".join(map(str, dev.OLDEST_PYTHON))


def test_no_text_names_a_place_on_somebodys_machine() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{number} {line.strip()[:80]}"
        for file in list_text_files()
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        if MACHINE_PATH.search(line) and file != Path(__file__)
    ]

    assert not found


def test_the_entry_point_needs_nothing_but_python() -> None:
    (module,) = modules_of("dev.py")
    imported = {name.split(".")[0] for _, name in imports_in(module)}

    assert imported <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", ".ci/run"])
def test_the_commands_in_the_documents_exist(name: str) -> None:
    told = set(re.findall(r"python3 dev\.py (\w+)", (ROOT / name).read_text("utf-8")))

    assert told
    assert told <= set(dev.COMMANDS)


def test_every_link_in_the_documents_leads_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = [
        (page, link)
        for page in pages
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    ]

    assert not [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()]
