"""A small real shop in a real window, without threads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm.clients.drafts import ClientDraft
from crm.clients.relations import add_builtin_relation_types
from crm.clients.services import add_client
from crm.clock import FixedClock
from crm.shop.queries import get_settings
from crm.shop.services import begin_shop, save_settings
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
    """A shop on Maple Street, paid in pounds, with Jo at the till."""
    workspace = Workspace.open(shop_file, clock)
    draft = ShopDraft("Maple Street Bicycles", "GBP", staff=("Jo", "Ann"))
    begin_shop(workspace.store, draft, (add_builtin_relation_types,))
    yield workspace
    assert workspace.store.check() == []
    workspace.close()


@pytest.fixture
def store(workspace: Workspace) -> Store:
    return workspace.store


@pytest.fixture
def shiv(store: Store) -> int:
    """Siobhan Brennan, called Shiv."""
    return add_client(store, ClientDraft(name="Siobhan Brennan", called="Shiv"))


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    window.resize(1280, 800)
    page = QWidget()
    page.setObjectName("page")
    QVBoxLayout(page).addWidget(QLineEdit())
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(page)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    yield window
    window.hide()


@pytest.fixture
def page(window: QWidget) -> QWidget:
    """What sheets are laid over."""
    page = window.findChild(QWidget, "page")
    assert page is not None
    return page


@pytest.fixture
def context(theme: Theme, workspace: Workspace, window: QWidget) -> Iterator[Context]:
    """The shop as its screens see it; what is written is written at once."""
    yield from _contexts(theme, workspace, window)


@pytest.fixture
def euro_context(theme: Theme, workspace: Workspace, window: QWidget) -> Iterator[Context]:
    """The same where money is euros with a comma."""
    settings = replace(
        get_settings(workspace.store), currency="EUR", decimal_mark=",", group_mark="."
    )
    save_settings(workspace.store, settings)
    yield from _contexts(theme, workspace, window)


def _contexts(theme: Theme, workspace: Workspace, window: QWidget) -> Iterator[Context]:
    settings = get_settings(workspace.store)
    words = words_of(settings)
    changes = Changes(workspace.changes)
    said: list[str] = []
    errors = ErrorPresenter(theme)
    errors.show_in(window, said.append)
    yield Context(
        workspace=workspace,
        tasks=InlineTasks(),
        changes=changes,
        refresher=Refresher(changes),
        actions=Actions(window, ACTIONS, words, theme.icon),
        theme=theme,
        errors=errors,
        settings=settings,
        words=words,
        formats=Formats.of(settings, workspace.clock),
    )
    changes.close()
    assert said == []
