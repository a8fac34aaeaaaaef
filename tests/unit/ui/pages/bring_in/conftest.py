"""A real shop, and the page that files are brought into it through."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm.clients.relations import add_builtin_relation_types
from crm.clock import FixedClock
from crm.shop.queries import get_settings
from crm.shop.services import begin_shop
from crm.shop.settings import ShopDraft
from crm.shop.words import words_of
from crm.workspace import Workspace
from tests.doubles import InlineTasks
from ui.action_list import ACTIONS
from ui.actions import Actions
from ui.changes import Changes, Refresher
from ui.context import Context
from ui.errors import ErrorPresenter
from ui.formats import Formats
from ui.pages.bring_in.page import BringInPage
from ui.theme import Theme


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
    workspace = Workspace.open(shop_file, clock)
    draft = ShopDraft("Maple Street Bicycles", "GBP", region="GB")
    begin_shop(workspace.store, draft, (add_builtin_relation_types,))
    yield workspace
    assert workspace.store.check() == []
    workspace.close()


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, workspace: Workspace) -> Iterator[BringInPage]:
    """The page in a window; work is done where it is asked for."""
    settings = get_settings(workspace.store)
    words = words_of(settings)
    window = QWidget()
    qtbot.addWidget(window)
    changes = Changes(workspace.changes, window)
    context = Context(
        workspace=workspace,
        tasks=InlineTasks(),
        changes=changes,
        refresher=Refresher(changes, window),
        actions=Actions(window, ACTIONS, words, theme.icon),
        theme=theme,
        errors=ErrorPresenter(theme, window),
        settings=settings,
        words=words,
        formats=Formats.of(settings, workspace.clock),
    )
    page = BringInPage(context)
    qtbot.addWidget(page)
    page.resize(1084, 800)
    page.show()
    yield page
    changes.close()
