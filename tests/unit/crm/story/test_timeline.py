"""A relationship reads as a story, whatever its length, in few statements."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client
from crm.clock import FixedClock
from crm.dates import PartialDate
from crm.errors import NotFoundError
from crm.money import Money
from crm.store.store import Store
from crm.story.drafts import (
    MOMENT_LABEL,
    NoteDraft,
    OccasionDraft,
    PromiseDraft,
    VisitDraft,
    WishDraft,
)
from crm.story.lines import LineDraft
from crm.story.queries import list_visits
from crm.story.remember import (
    add_note,
    add_occasion,
    add_promise,
    add_wish,
    keep_promise,
    set_wish_state,
)
from crm.story.rows import RibbonDay, StoryYear
from crm.story.services import log_visit
from crm.story.timeline import list_moments, list_ribbon, list_story, list_year
from tests.undoing import statements


@pytest.fixture
def shiv(store: Store) -> int:
    return add_client(
        store,
        ClientDraft("Siobhan Brennan", met_on=PartialDate(2010, 7, 1), how_met="at the fair"),
    )


def visit(
    store: Store,
    client_id: int,
    day: date,
    *items: tuple[str, int],
    note: str = "",
    in_: str = "GBP",
) -> int:
    lines = tuple(LineDraft(what, 1000, amount) for what, amount in items)
    return log_visit(store, VisitDraft(client_id, lines, note, currency=in_, day=day))


def test_the_ribbon_has_every_day_once_for_each_currency(store: Store, shiv: int) -> None:
    visit(store, shiv, date(2020, 5, 1), ("tea", 300))
    visit(store, shiv, date(2020, 5, 1), ("tea", 300))
    visit(store, shiv, date(2020, 5, 1), ("tea", 500), in_="EUR")
    visit(store, shiv, date(2019, 5, 1))
    assert list_ribbon(store, shiv) == (
        RibbonDay(date(2019, 5, 1), 0, "", 1),
        RibbonDay(date(2020, 5, 1), 500, "EUR", 1),
        RibbonDay(date(2020, 5, 1), 600, "GBP", 2),
    )
    assert list_ribbon(store, shiv + 1) == ()


def test_the_ribbon_reads_the_index_alone(store: Store, shiv: int) -> None:
    with statements(store) as seen:
        list_ribbon(store, shiv)
    (sql,) = seen
    plan = " ".join(row[3] for row in store.rows(f"EXPLAIN QUERY PLAN {sql}"))
    assert "USING COVERING INDEX" in plan


def test_the_days_that_are_remembered_by_name(store: Store, shiv: int, clock: FixedClock) -> None:
    first = visit(store, shiv, date(2010, 7, 14), ("Puncture", 900), ("Chain oil", 500))
    dara = add_client(
        store, ClientDraft("Dara Quinn", sent_by_id=shiv, met_on=PartialDate(2021, 11, 2))
    )
    later = add_client(store, ClientDraft("Bo Lee", called="Bobo", sent_by_id=shiv))
    visit(store, later, date(2022, 1, 5))
    ride = add_occasion(store, OccasionDraft(shiv, "Camino ride", PartialDate(2024, 6, 1)))
    add_occasion(store, OccasionDraft(shiv, "Wedding day", PartialDate(1994, 6, 1)))
    add_occasion(store, OccasionDraft(shiv, "Retires", PartialDate(2030, 6, 1)))
    add_occasion(store, OccasionDraft(shiv, "Name day", PartialDate(None, 6, 24)))
    said = datetime(2013, 4, 2, 9, 0, tzinfo=UTC)
    bike = add_note(store, NoteDraft(shiv, "Finn’s first bike\nred", label=MOMENT_LABEL, at=said))
    pinned = add_note(store, NoteDraft(shiv, "Ring before 9", is_pinned=True))
    add_note(store, NoteDraft(shiv, "just a note"))
    assert [(each.kind, each.day, each.text, each.key) for each in list_moments(store, shiv)] == [
        ("met", date(2010, 7, 1), "Met", "met"),
        ("first_visit", date(2010, 7, 14), "First visit", f"visit:{first}"),
        ("note", date(2013, 4, 2), "Finn’s first bike", f"note:{bike}"),
        ("sent", date(2021, 11, 2), "Sent us Dara", f"client:{dara}"),
        ("sent", date(2022, 1, 5), "Sent us Bobo", f"client:{later}"),
        ("occasion", date(2024, 6, 1), "Camino ride", f"occasion:{ride}"),
        ("pinned", clock.today(), "Ring before 9", f"note:{pinned}"),
    ]
    assert [each.detail for each in list_moments(store, shiv)][:3] == [
        "at the fair", "Puncture, Chain oil", "Finn’s first bike\nred",
    ]  # fmt: skip


def test_a_stranger_has_no_moments_and_no_story(store: Store) -> None:
    client_id = add_client(store, ClientDraft("Ann"))
    assert (list_moments(store, client_id), list_story(store, client_id)) == ((), ())
    with pytest.raises(NotFoundError):
        list_moments(store, client_id + 1)


def long_story(store: Store, client_id: int) -> None:
    for number in range(6):
        visit(store, client_id, date(2026, 1, 5) + timedelta(days=30 * number), ("tea", 300))
    visit(store, client_id, date(2026, 8, 28), ("Two tubes", 1900))
    add_note(store, NoteDraft(client_id, "Finn off", at=datetime(2026, 10, 3, 9, 0, tzinfo=UTC)))
    visit(store, client_id, date(2026, 11, 12), ("Winter service", 8600), note="ran over glass")
    visit(store, client_id, date(2024, 3, 1), ("tea", 300))
    visit(store, client_id, date(2024, 3, 2), ("tea", 400), in_="EUR")


def shown(years: tuple[StoryYear, ...]) -> list[tuple[int, int, int, int, list[str]]]:
    return [
        (each.year, each.visits, each.more_visits, each.more_entries,
         [entry.kind for entry in each.entries])
        for each in years
    ]  # fmt: skip


def test_the_story_folds_all_but_the_latest(store: Store, shiv: int) -> None:
    long_story(store, shiv)
    years = list_story(store, shiv)
    assert shown(years) == [
        (2026, 8, 6, 6, ["visit", "note", "visit"]),
        (2024, 2, 2, 2, []),
        (2010, 0, 0, 0, []),
    ]
    assert [year.spend for year in years] == [
        (Money(12_300, "GBP"),), (Money(400, "EUR"), Money(300, "GBP")), (),
    ]  # fmt: skip
    assert [[moment.kind for moment in year.moments] for year in years] == [
        [], ["first_visit"], ["met"],
    ]  # fmt: skip


def test_the_story_can_be_of_visits_or_of_words_alone(store: Store, shiv: int) -> None:
    long_story(store, shiv)
    assert shown(list_story(store, shiv, "visits")) == [
        (2026, 8, 5, 5, ["visit"] * 3),
        (2024, 2, 2, 2, []),
    ]
    assert shown(list_story(store, shiv, "notes")) == [(2026, 1, 0, 0, ["visit", "note"])]


def test_a_year_opened_holds_everything_of_it(store: Store, shiv: int) -> None:
    long_story(store, shiv)
    kept = add_promise(store, PromiseDraft(shiv, "Ring", made_on=date(2024, 1, 1)))
    keep_promise(store, kept, date(2024, 3, 1))
    wish = add_wish(store, WishDraft(shiv, "Saddle", asked_on=date(2025, 1, 1)))
    set_wish_state(store, wish, "fulfilled")
    entries = list_year(store, shiv, 2024)
    assert [(entry.kind, entry.day) for entry in entries] == [
        ("visit", date(2024, 3, 2)), ("promise", date(2024, 3, 1)), ("visit", date(2024, 3, 1)),
    ]  # fmt: skip
    assert [entry.kind for entry in list_year(store, shiv, 2024, "visits")] == ["visit"] * 2
    assert list_year(store, shiv, 2024, "notes") == ()
    newest = list_year(store, shiv, 2026)
    assert len(newest) == 10
    assert newest[0].wish is not None


def test_the_years_add_up_to_the_visits_behind_them(store: Store, shiv: int) -> None:
    long_story(store, shiv)
    for year in list_story(store, shiv):
        behind = list_visits(store, shiv, year=year.year)
        assert len(behind) == year.visits
        assert sum(each.money.minor for each in behind if each.money) == sum(
            money.minor for money in year.spend
        )
    euros = list_visits(store, shiv, currency="EUR")
    assert [each.money for each in euros] == [Money(400, "EUR")]
    item_id = euros[0].lines[0].item_id
    assert len(list_visits(store, shiv, item_id=item_id)) == 8
    assert len(list_visits(store, shiv, limit=4)) == 4


def test_visits_are_one_statement_and_the_story_a_dozen_at_most(store: Store, shiv: int) -> None:
    long_story(store, shiv)
    with statements(store) as seen:
        list_visits(store, shiv)
    assert len(seen) == 1
    with statements(store) as seen:
        list_story(store, shiv)
    assert len(seen) <= 12
