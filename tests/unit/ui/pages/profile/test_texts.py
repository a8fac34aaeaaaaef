"""What the profile says, without any widget."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client
from crm.clock import FixedClock
from crm.shop.queries import get_settings
from crm.shop.words import Words
from crm.store.store import Store
from crm.story.drafts import VisitDraft
from crm.story.lines import LineDraft
from crm.story.services import log_visit
from crm.story.timeline import list_story
from crm.workspace import Workspace
from ui.formats import Formats
from ui.pages.profile.figures import list_figures, say_expected
from ui.pages.profile.reading import read_profile, read_whole_story
from ui.pages.profile.story_rows import found_rows, story_rows
from ui.pages.profile.timeline import ribbon_of


@pytest.fixture
def formats(workspace: Workspace) -> Formats:
    return Formats.of(get_settings(workspace.store), workspace.clock)


def _every(store: Store, days: int, last: date, times: int = 6) -> int:
    """Somebody who came ``times`` times, each ``days`` after the one before."""
    client_id = add_client(store, ClientDraft(name="Ann Abel"))
    for number in range(times):
        day = last - timedelta(days=days * number)
        log_visit(store, VisitDraft(client_id, (LineDraft("Tea", 1000, 300),), day=day))
    return client_id


@pytest.mark.parametrize(
    ("last", "sentence"),
    [
        (date(2026, 11, 12), "next around 10 Dec"),
        (date(2026, 10, 24), "next around 21 Nov"),
        (date(2026, 10, 20), "was due around 17 Nov"),
        (date(2026, 9, 1), "11 weeks away, usually every 4 weeks"),
    ],
)
def test_what_comes_next_is_said_by_their_own_rhythm(
    workspace: Workspace, store: Store, formats: Formats, last: date, sentence: str
) -> None:
    profile = read_profile(workspace, _every(store, 28, last))
    assert say_expected(profile.client, formats) == sentence


def test_nobody_is_expected_before_the_third_visit_day(
    workspace: Workspace, store: Store, formats: Formats
) -> None:
    profile = read_profile(workspace, _every(store, 28, date(2026, 11, 1), times=2))
    assert say_expected(profile.client, formats) == ""
    rhythm = next(each for each in list_figures(profile, formats) if each.key == "rhythm")
    assert (rhythm.figure, rhythm.caption) == ("2 visits", "last 2 weeks ago")


def test_a_new_client_has_no_figures_and_an_inviting_ribbon(
    workspace: Workspace, store: Store, formats: Formats
) -> None:
    profile = read_profile(workspace, add_client(store, ClientDraft(name="Ann")))
    assert list_figures(profile, formats) == ()
    ribbon = ribbon_of(profile, formats, Words("guest", "guests"))
    assert ribbon.marks == ()
    assert "this guest" in ribbon.empty_text


def test_bars_are_as_high_as_the_shops_own_currency(
    workspace: Workspace, store: Store, formats: Formats
) -> None:
    client_id = _every(store, 28, date(2026, 11, 1), times=3)
    euros = VisitDraft(
        client_id, (LineDraft("Bell", 1000, 9900),), currency="EUR", day=date(2026, 11, 1)
    )
    log_visit(store, euros)
    ribbon = ribbon_of(read_profile(workspace, client_id), formats, Words("client", "clients"))
    assert [(mark.height, mark.times) for mark in ribbon.marks] == [(300, 1), (300, 1), (300, 2)]


def test_one_who_only_pays_in_euros_has_bars_in_euros(
    workspace: Workspace, store: Store, formats: Formats
) -> None:
    client_id = add_client(store, ClientDraft(name="Ann"))
    lines = (LineDraft("Bell", 1000, 9900),)
    log_visit(store, VisitDraft(client_id, lines, currency="EUR", day=date(2026, 11, 1)))
    ribbon = ribbon_of(read_profile(workspace, client_id), formats, Words("client", "clients"))
    assert [mark.height for mark in ribbon.marks] == [9900]


def test_quantities_and_refunds_are_told(
    workspace: Workspace, store: Store, formats: Formats
) -> None:
    client_id = add_client(store, ClientDraft(name="Ann"))
    lines = (LineDraft("Tube", 2000, 1200), LineDraft("Helmet", 1000, -4000))
    log_visit(store, VisitDraft(client_id, lines, note="too small", staff="Jo"))
    row = story_rows(list_story(store, client_id), {}, formats)[1]
    assert row.text == "2 × Tube, Helmet given back"
    assert row.note == "Jo: “too small”"
    assert row.amount == "−£28.00"
    assert row.exact == "Saturday, 21 Nov 2026, 11:52 · Jo"


def test_a_call_is_told_by_its_chip(workspace: Workspace, store: Store, formats: Formats) -> None:
    client_id = add_client(store, ClientDraft(name="Ann"))
    log_visit(store, VisitDraft(client_id, channel="call", note="asked for a price"))
    log_visit(store, VisitDraft(client_id, day=date(2026, 11, 1)))
    rows = story_rows(list_story(store, client_id), {}, formats)
    assert [(row.chip, row.text) for row in rows[1:]] == [
        ("call", "asked for a price"),
        ("", "Came in"),
    ]


def test_found_entries_hold_every_word_typed_in_any_case(
    workspace: Workspace, store: Store, formats: Formats, clock: FixedClock
) -> None:
    client_id = _every(store, 28, clock.today())
    log_visit(store, VisitDraft(client_id, note="Café crème", day=date(2025, 3, 3)))
    entries = read_whole_story(workspace, client_id, "all")
    rows = found_rows(entries, "CREME cafe", formats)
    assert [row.text for row in rows] == ["", "Café crème"]
    assert found_rows(entries, "nothing like it", formats) == ()
