"""How much is found and how much of it is right, in lists whose doubles are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.doubles import KnownList, quality, read_febrl, read_splink
from benchmarks.same import PRECISION, RECALL, demo_with_errors, found_in
from crm.clients.same.blocking import KeyCounts, keys_of
from crm.clients.same.records import make_record


@pytest.fixture(scope="module")
def febrl(shared_data: Path) -> KnownList:
    return read_febrl(shared_data / "duplicates" / "febrl1.csv")


@pytest.fixture(scope="module")
def splink(shared_data: Path) -> KnownList:
    return read_splink(shared_data / "duplicates" / "splink_fake_1000.csv")


def test_febrl_has_five_hundred_doubles(febrl: KnownList) -> None:
    assert (len(febrl.people), len(febrl.doubles)) == (1_000, 500)


def test_splink_has_its_pairs(splink: KnownList) -> None:
    assert (len(splink.people), len(splink.doubles)) == (1_000, 2_975)


def test_febrl_reaches_its_aim(febrl: KnownList) -> None:
    found = found_in(febrl)
    assert found.precision >= PRECISION
    assert found.recall >= RECALL[febrl.name]


def test_splink_reaches_its_aim(splink: KnownList) -> None:
    found = found_in(splink)
    assert found.precision >= PRECISION
    assert found.recall >= RECALL[splink.name]


@pytest.mark.parametrize("name", ["febrl", "splink"])
def test_hardly_a_double_is_lost_before_it_is_looked_at(
    name: str, request: pytest.FixtureRequest
) -> None:
    known: KnownList = request.getfixturevalue(name)
    records = [make_record(person) for person in known.people]
    counts = KeyCounts(len(records))
    for record in records:
        counts.add(keys_of(record))
    useful = {record.id: set(counts.useful(keys_of(record))) for record in records}
    met = [pair for pair in known.doubles if useful[pair[0]] & useful[pair[1]]]
    assert len(met) >= 0.96 * len(known.doubles)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [101, 202, 303])
def test_a_shop_with_errors_of_our_own_is_found_out(seed: int, tmp_path: Path) -> None:
    known = demo_with_errors(tmp_path, 1_000, seed)
    found = found_in(known)
    assert found.precision >= 0.95
    assert found.recall >= 0.8


def test_quality_counts_what_is_right() -> None:
    found = quality([(1, 2), (3, 4)], {(1, 2), (5, 6), (7, 8), (9, 10)})
    assert (found.recall, found.precision) == (0.25, 0.5)
