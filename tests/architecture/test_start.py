"""What the program loads before somebody can be seen in its window, and no more."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client
from crm.shop.services import begin_shop
from crm.shop.settings import ShopDraft
from crm.workspace import Workspace
from tests.architecture.sources import ROOT

PROBE = ROOT / "benchmarks" / "probes" / "counter.py"
PROJECT = ("crm", "ui", "resources")

# Each of these costs a start more than it is worth there, or has no business in it.
HEAVY = (
    "phonenumbers",
    "rapidfuzz",
    "python_calamine",
    "xlsxwriter",
    "hypothesis",
    "logging.handlers",
    "peewee",
    "playhouse",
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
    "PySide6.QtTest",
    "crm.cli",
    "crm.demo",
    "crm.exchange",
    "crm.store.migrating",
    "crm.store.rows",
    "crm.store.step",
    "crm.store.undo",
    "crm.clients.find",
    "crm.clients.search_index",
    "crm.clients.queries",
    "crm.clients.services",
    "crm.lifetime.summary",
    "crm.story",
    "ui.tour",
    "ui.dialogs.palette",
    "ui.dialogs.keys",
    "ui.dialogs.problem",
    "ui.pages.bring_in",
    "ui.pages.profile",
    "ui.pages.settings",
    "ui.pages.welcome",
    "ui.sheets",
)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The modules of a program that has just painted the first row of its Counter."""
    path = tmp_path_factory.mktemp("start") / "shop.db"
    _make_shop(path)
    script = (
        f"import runpy, sys; sys.argv = ['counter', {str(path)!r}]; "
        f"runpy.run_path({str(PROBE)!r}); print('\\n'.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return frozenset(done.stdout.splitlines())


def _make_shop(path: Path) -> None:
    workspace = Workspace.open(path)
    begin_shop(workspace.store, ShopDraft("Maple Street Bicycles", "GBP"))
    add_client(workspace.store, ClientDraft("Siobhan Kelly"))
    workspace.close()


def test_a_start_shows_the_counter(loaded: frozenset[str]) -> None:
    assert {"ui.app", "ui.pages.counter.page", "crm.clients.hits"} <= loaded


@pytest.mark.parametrize("name", HEAVY)
def test_a_start_waits_for_nothing_it_does_not_show(name: str, loaded: frozenset[str]) -> None:
    below = f"{name}."

    assert not sorted(each for each in loaded if each == name or each.startswith(below))


@pytest.mark.parametrize("name", [each for each in HEAVY if each.split(".")[0] in PROJECT])
def test_what_a_start_must_not_load_exists(name: str) -> None:
    """A part that was renamed would be watched in vain."""
    place = ROOT.joinpath(*name.split("."))

    assert place.is_dir() or place.with_suffix(".py").is_file()
