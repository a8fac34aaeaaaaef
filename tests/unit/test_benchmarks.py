"""The benchmarks run through, and say what they found; how fast it was is not asserted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from benchmarks.__main__ import Amounts, report, run
from benchmarks.figures import (
    Aim,
    Figure,
    at_least_times,
    at_most_above,
    at_most_times,
    growth,
    table,
    within,
)
from benchmarks.shops import VISITS_OF_THE_KEENEST, keenest_client, shop_of
from crm.workspace import Workspace

FEW = Amounts(
    starts=1, fragments=20, profiles=3, places=3, visits=3, rows=200, sheet_rows=50, typed=3
)
SMALL = 80
NAMES = {"start", "keystroke", "typo", "profile", "profile.2000", "log", "memory"} | {
    "same.scan", "same.one", "same.found", "list.sort", "list.filter", "list.rows", "list.scroll",
    "keystroke.1080", "keystroke.1400",
}  # fmt: skip


def figure(value: float, floor: float = 10.0, *, name: str = "x", clients: int = 10) -> Figure:
    return Figure(name, "something", clients, value, floor, "ms", at_most_times(2))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("benchmarks")


@pytest.mark.slow
def test_every_figure_stands_beside_its_floor(qtbot: QtBot, folder: Path) -> None:
    figures = run([SMALL], folder, amounts=FEW)

    assert {each.name for each in figures} == NAMES | {"import", "xlsx"}
    assert all(each.figure > 0 and each.floor > 0 for each in figures)
    said = json.loads(json.dumps(report(figures)))
    assert [each["what"] for each in said["figures"]] == [each.what for each in figures]
    assert all(isinstance(each["met"], bool) == bool(each["aim"]) for each in said["figures"])
    assert {each["name"] for each in said["figures"] if not each["aim"]} <= {"same.found"}
    assert said["machine"]["cores"]


@pytest.mark.slow
def test_one_measure_can_be_asked_for_alone(folder: Path) -> None:
    assert [each.name for each in run([SMALL], folder, only="log", amounts=FEW)] == ["log"]


@pytest.mark.slow
def test_a_kept_shop_is_used_again(folder: Path) -> None:
    path = shop_of(folder, SMALL)
    before = path.stat().st_mtime_ns

    assert shop_of(folder, SMALL) == path
    assert path.stat().st_mtime_ns == before


@pytest.mark.slow
def test_one_client_of_a_shop_has_two_thousand_visits(folder: Path) -> None:
    workspace = Workspace.open(shop_of(folder, SMALL))
    sql = "SELECT visits FROM client_summary WHERE client_id = ?"
    visits = workspace.store.scalar(sql, [keenest_client(workspace.store)])
    assert workspace.store.check() == []
    workspace.close()

    assert visits == VISITS_OF_THE_KEENEST


@pytest.mark.parametrize(
    ("aim", "met", "missed"),
    [
        (at_most_times(2), 20.0, 20.1),
        (at_least_times(0.5), 5.0, 4.9),
        (within(16, "ms"), 16.0, 16.1),
        (at_most_above(120, "MB"), 130.0, 130.1),
    ],
)
def test_an_aim_is_met_up_to_its_border(aim: Aim, met: float, missed: float) -> None:
    assert aim.holds(met, 10.0)
    assert not aim.holds(missed, 10.0)


def test_growth_compares_the_largest_shop_with_the_smallest() -> None:
    figures = [figure(value, clients=size) for size, value in ((10, 3.0), (100, 5.0), (1_000, 9.0))]

    (grown,) = growth(figures, 2)

    assert (grown.clients, grown.figure, grown.floor, grown.is_met) == (1_000, 9.0, 3.0, False)


def test_one_size_has_no_growth() -> None:
    assert growth([figure(3.0)], 2) == []


def test_the_table_is_aligned_and_says_what_was_missed() -> None:
    lines = table([figure(15.0), figure(1_234.5, clients=100_000)]).splitlines()

    assert lines[0].split() == ["what", "clients", "figure", "floor", "ratio", "aim", "met", "more"]
    assert " ".join(lines[2].split()) == "something 10 15.0 ms 10.0 ms 1.50 at most 2 x yes"
    assert lines[3].split()[-1] == "NO"
    assert lines[2].index("at most") == lines[3].index("at most")
