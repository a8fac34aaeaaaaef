"""A small real shop, and the list of its clients in a real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm.clients.drafts import ClientDraft
from crm.clients.relations import add_builtin_relation_types
from crm.clients.services import add_client
from crm.clock import FixedClock
from crm.shop.queries import get_settings
from crm.shop.services import begin_shop
from crm.shop.settings import ShopDraft
from crm.shop.words import words_of
from crm.store.store import Store
from crm.workspace import Workspace
from tests.doubles import InlineTasks
from ui.action_list import ACTIONS
from ui.actions import Actions
from ui.changes import Changes, Refresher
from ui.context import Context
from ui.errors import ErrorPresenter
from ui.formats import Formats
from ui.pages.clients.page import ClientsPage
from ui.theme import Theme

NAMES = ("Anna Brennan", "Bo Dee", "Cy Fox", "Dara Quinn")


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme, worn by the application for the time of the test."""
    palette, font, sheet = QPalette(qapp.palette()), qapp.font(), qapp.styleSheet()
    theme = Theme("light")
    theme.apply(qapp)
    yield theme
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.fixture
def workspace(shop_file: Path, clock: FixedClock) -> Iterator[Workspace]:
    """A shop of patients, paid in pounds."""
    workspace = Workspace.open(shop_file, clock)
    draft = ShopDraft("Mill Practice", "GBP", "patient", "patients", region="GB", staff=("Jo",))
    begin_shop(workspace.store, draft, (add_builtin_relation_types,))
    yield workspace
    assert workspace.store.check() == []
    workspace.close()


@pytest.fixture
def store(workspace: Workspace) -> Store:
    return workspace.store


@pytest.fixture
def four(store: Store) -> list[int]:
    """Four people."""
    return [add_client(store, ClientDraft(name)) for name in NAMES]


@pytest.fixture
def context(workspace: Workspace, theme: Theme, qtbot: QtBot) -> Iterator[Context]:
    """What the page is handed; tasks are done where they are asked for."""
    window = QWidget()
    qtbot.addWidget(window)
    settings = get_settings(workspace.store)
    words = words_of(settings)
    changes = Changes(workspace.changes)
    yield Context(
        workspace=workspace,
        tasks=InlineTasks(),
        changes=changes,
        refresher=Refresher(changes),
        actions=Actions(window, ACTIONS, words, theme.icon),
        theme=theme,
        errors=ErrorPresenter(theme, window),
        settings=settings,
        words=words,
        formats=Formats.of(settings, workspace.clock),
    )
    changes.close()


@pytest.fixture
def page(context: Context, qtbot: QtBot, four: list[int]) -> ClientsPage:
    """The page in a window of its own."""
    return shown(context, qtbot)


def shown(context: Context, qtbot: QtBot) -> ClientsPage:
    """A new page in a window of its own, as large as drawn."""
    page = ClientsPage(context)
    qtbot.addWidget(page)
    page.resize(1084, 800)
    page.show()
    page.activateWindow()
    page.setFocus()
    return page
