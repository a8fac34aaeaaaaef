"""Collecting garbage takes nothing that is on the screen."""

from __future__ import annotations

import gc

import pytest

from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client
from tests.flows.conftest import Start

pytestmark = pytest.mark.flow


def test_going_through_a_sheet_with_tab_leaves_the_page_below_it_alive(start: Start) -> None:
    run = start()
    add_client(run.workspace.store, ClientDraft("Ann Lee"))
    run.open("ann lee")
    run.press("Alt+L")
    for keys in ("Tab", "Shift+Tab"):
        for _step in range(9):
            run.press(keys)
    run.press("Esc")
    for _turn in range(3):
        gc.collect()
    assert run.sees("profile.head")
    assert run.sees("profile.ribbon")
