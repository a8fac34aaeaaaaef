"""A small real shop with one client known for years, and the profile in a real window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm.clients.drafts import ClientDraft, ContactDraft, RelationDraft
from crm.clients.relations import add_builtin_relation_types, add_relation
from crm.clients.services import add_client
from crm.clock import FixedClock
from crm.dates import PartialDate
from crm.shop.queries import get_settings
from crm.shop.services import begin_shop
from crm.shop.settings import ShopDraft
from crm.shop.words import words_of
from crm.store.store import Store
from crm.story.drafts import NoteDraft, PreferenceDraft, PromiseDraft, VisitDraft, WishDraft
from crm.story.lines import LineDraft
from crm.story.remember import add_note, add_preference, add_promise, add_wish
from crm.story.services import log_visit
from crm.workspace import Workspace
from tests.doubles import InlineTasks
from ui.action_list import ACTIONS
from ui.actions import Actions
from ui.changes import Changes, Refresher
from ui.context import Context
from ui.errors import ErrorPresenter
from ui.formats import Formats
from ui.pages.profile.page import ProfilePage
from ui.theme import Theme

FIRST_VISIT = date(2020, 1, 6)
GAP = timedelta(days=35)


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
    draft = ShopDraft("Maple Street Bicycles", "GBP", region="GB", staff=("Jo",))
    begin_shop(workspace.store, draft, (add_builtin_relation_types,))
    yield workspace
    assert workspace.store.check() == []
    workspace.close()


@pytest.fixture
def store(workspace: Workspace) -> Store:
    return workspace.store


@pytest.fixture
def dara(store: Store, shiv: int) -> int:
    """Dara Quinn, whom Shiv sent."""
    dara = add_client(store, ClientDraft(name="Dara Quinn", sent_by_id=shiv))
    log_visit(store, VisitDraft(dara, (LineDraft("Bike", 1000, 60_000),), day=date(2021, 5, 3)))
    return dara


@pytest.fixture
def shiv(store: Store) -> int:
    """Siobhan Brennan: every five weeks since 2020, with all that is remembered of her."""
    shiv = add_client(
        store,
        ClientDraft(
            name="Siobhan Brennan",
            called="Shiv",
            pronunciation="shi-VAWN",
            born=PartialDate(1968, 11, 24),
            from_place="Galway",
            contacts=(
                ContactDraft("phone", "07700 900417", label="mobile"),
                ContactDraft("email", "shiv@brennan.example"),
            ),
        ),
    )
    add_relation(store, RelationDraft(shiv, "husband", other_name="Declan"))
    add_preference(store, PreferenceDraft(shiv, "latex", "allergy"))
    add_wish(store, WishDraft(shiv, "Touring bike", "spring", budget=180_000, currency="GBP"))
    add_promise(store, PromiseDraft(shiv, "Ring about the saddle", "Jo", date(2026, 11, 27)))
    spring = datetime(2022, 4, 2, 10, 0, tzinfo=UTC)
    add_note(store, NoteDraft(shiv, "Finn off to Leeds", author="Jo", at=spring))
    add_note(store, NoteDraft(shiv, "Ring before nine", is_pinned=True, at=spring))
    add_note(store, NoteDraft(shiv, "How is Finn?", ask_next=True, at=spring))
    log_years(store, shiv, FIRST_VISIT, date(2026, 11, 12))
    return shiv


def log_years(store: Store, client_id: int, first: date, last: date) -> None:
    """A visit every five weeks."""
    day = first
    while day <= last:
        lines = (LineDraft("Chain oil", 1000, 700),)
        log_visit(store, VisitDraft(client_id, lines, day=day, staff="Jo"))
        day += GAP


@pytest.fixture
def said() -> list[str]:
    """The sentences that went to the user."""
    return []


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    window.resize(1084, 800)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    yield window
    window.hide()


@pytest.fixture
def context(
    theme: Theme, workspace: Workspace, window: QWidget, said: list[str]
) -> Iterator[Context]:
    """The shop as its screens see it; what is written is written at once."""
    settings = get_settings(workspace.store)
    words = words_of(settings)
    changes = Changes(workspace.changes)
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


@pytest.fixture
def page(context: Context, window: QWidget) -> ProfilePage:
    """The page, with nobody on it yet."""
    page = ProfilePage(context)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(page)
    page.show()
    return page
