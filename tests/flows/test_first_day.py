"""The first day: a name for the shop, then the first client, all by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit

from crm.clients.queries import count_clients
from crm.shop.queries import get_settings
from tests.flows.conftest import Start

pytestmark = pytest.mark.flow


def test_a_new_shop_is_asked_its_name_and_begins(start_new: Start) -> None:
    run = start_new()
    run.see(QLineEdit, "shop.name").setFocus()
    run.write("Blackbird Bakery")
    run.see(QLineEdit, "shop.name")
    run.see_button("welcome.begin").click()
    run.settle()
    assert run.sees("counter.search")
    assert get_settings(run.workspace.store).name == "Blackbird Bakery"
    run = start_new()
    assert run.sees("counter.search")
    assert "Blackbird Bakery" in run.app.window.windowTitle()


def test_enter_after_the_name_begins(start_new: Start) -> None:
    run = start_new()
    run.see(QLineEdit, "shop.name").setFocus()
    run.write("Blackbird Bakery")
    run.press("Return")
    run.wait_for(lambda: run.sees("counter.search"))
    assert get_settings(run.workspace.store).name == "Blackbird Bakery"


def test_a_shop_without_a_name_is_told_so_and_keeps_what_was_typed(start_new: Start) -> None:
    run = start_new()
    run.see_button("welcome.begin").click()
    run.settle()
    assert run.sees("shop.name")
    assert "needs a name" in run.see(QLineEdit, "shop.name").accessibleDescription()


def test_the_demo_shop_leaves_the_own_one_untouched(start_new: Start) -> None:
    run = start_new()
    run.see_button("welcome.demo").click()
    run.wait_for(lambda: run.sees("counter.search"))
    assert count_clients(run.workspace.store) > 300
    assert run.workspace.path.name != "shop.db"
    run.go_to("settings")
    run.see_button("settings.own_shop").click()
    run.wait_for(lambda: run.sees("shop.name"))
    assert run.workspace.path.name == "shop.db"
