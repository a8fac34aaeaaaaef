"""The summary of a client kept with each write equals the one counted from nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.clients.models import Client
from crm.clock import FixedClock
from crm.lifetime.rhythm import expected_next, rhythm_days
from crm.lifetime.summary import ClientSummaries, standing_rank
from crm.store.store import Store
from crm.story.models import Visit


@pytest.fixture
def store(shop_file: Path, clock: FixedClock) -> Iterator[Store]:
    store = Store.open(shop_file, clock, [ClientSummaries()])
    yield store
    store.close()


def add_client(store: Store) -> int:
    now = store.clock.now()
    with store.write("client.add") as step:
        client_id = step.insert(Client, name="Ada", created_at=now, changed_at=now)
        step.retell(client_id)
    return client_id


def log(store: Store, client_id: int, day: str, total: int = 0, currency: str = "") -> None:
    with store.write("visit.log") as step:
        step.insert(Visit, client_id=client_id, day=day, total=total, currency=currency)
        step.touch(client_id)


def summaries(store: Store) -> tuple[list[Any], list[Any]]:
    return (
        store.rows("SELECT * FROM client_summary ORDER BY client_id"),
        store.rows(
            "SELECT client_id, currency, total, visits FROM client_spend "
            "ORDER BY client_id, currency"
        ),
    )


def test_a_client_without_visits_has_an_empty_summary(store: Store) -> None:
    client_id = add_client(store)
    assert summaries(store) == ([(client_id, None, None, 0, 0, None, 0)], [])


def test_money_is_summed_by_currency_with_refunds_deducted(store: Store) -> None:
    client_id = add_client(store)
    log(store, client_id, "2026-01-01", 1000, "GBP")
    log(store, client_id, "2026-01-02", -400, "GBP")
    log(store, client_id, "2026-01-02", 700, "EUR")
    assert summaries(store)[1] == [(client_id, "EUR", 700, 1), (client_id, "GBP", 600, 2)]


def test_a_visit_undone_is_a_visit_not_counted(store: Store) -> None:
    client_id = add_client(store)
    log(store, client_id, "2026-01-01", 1000, "GBP")
    before = summaries(store)
    log(store, client_id, "2026-02-01", 500, "GBP")
    store.undo()
    assert summaries(store) == before
    store.undo()
    store.undo()
    assert summaries(store) == ([], [])


DAYS = st.dates(date(1986, 1, 1), date(2026, 11, 21))
TOTALS = st.integers(-10_000, 10_000)
VISITS = st.lists(st.tuples(DAYS, TOTALS, st.sampled_from(["", "GBP", "JPY"])))


@given(visits=VISITS)
def test_kept_and_rebuilt_summaries_agree(
    visits: list[tuple[date, int, str]],
    empty_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    clock = FixedClock(datetime(2026, 11, 21, tzinfo=UTC))
    path = shutil.copy(empty_file, tmp_path_factory.mktemp("s"))
    store = Store.open(Path(path), clock, [ClientSummaries()])
    client_id = add_client(store)
    add_client(store)
    for day, total, currency in visits[:12]:
        log(store, client_id, day.isoformat(), total, currency)
    kept = summaries(store)
    assert store.check() == []
    store.rebuild()
    assert summaries(store) == kept
    store.close()


def test_check_notices_a_wrong_summary(store: Store) -> None:
    client_id = add_client(store)
    log(store, client_id, "2026-01-01", 1000, "GBP")
    store.rows("UPDATE client_summary SET visits = 5")
    store.rows("UPDATE client_spend SET total = 5")
    assert store.check() != []


def test_rhythm_is_the_clients_own_median_gap() -> None:
    days = [date(2026, 1, 1) + timedelta(days=each) for each in (0, 30, 65, 95)]
    assert rhythm_days(days) == 30
    assert expected_next(days[-1], 30) == date(2026, 5, 6)


def test_two_visits_are_no_rhythm_yet() -> None:
    assert rhythm_days([date(2026, 1, 1), date(2026, 2, 1)]) is None
    assert expected_next(date(2026, 2, 1), None) is None


def test_regulars_stand_before_strangers_and_the_present_before_the_past() -> None:
    assert standing_rank(50, "2026-11-01") > standing_rank(1, "2026-11-20")
    assert standing_rank(20, "2026-11-01") > standing_rank(200, "2015-01-01")
    assert standing_rank(1, "1990-01-01") > standing_rank(0, None) == 0
