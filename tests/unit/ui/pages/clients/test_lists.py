"""The lists beside the table: counted, renamed, moved and forgotten by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView

from crm.clients.filters import ClientFilter, Condition
from crm.clients.services import archive_client
from crm.clients.smart_lists import SmartListDraft, add_smart_list, list_smart_lists
from crm.clients.tags import tag_client
from crm.store.store import Store
from ui.models import ROW_ROLE
from ui.pages.clients.page import ClientsPage

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def kept(store: Store, page: ClientsPage) -> list[int]:
    """Two lists of the shop's own, the first one in front."""
    wanted = ClientFilter((Condition("tag", "filled"),))
    ids = [add_smart_list(store, SmartListDraft(name, wanted)) for name in ("Tagged", "Others")]
    QApplication.processEvents()
    page.show_list(f"list:{ids[0]}")
    return ids


def rows(page: ClientsPage) -> QListView:
    found = page.findChild(QListView, "clients.lists.rows")
    assert found is not None
    return found


def press(page: ClientsPage, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(rows(page), key, held or Qt.KeyboardModifier.NoModifier)
    QApplication.processEvents()


def said(page: ClientsPage) -> dict[str, str]:
    model = rows(page).model()
    entries = [model.index(each, 0).data(ROW_ROLE) for each in range(model.rowCount())]
    return {each.name: each.said_count for each in entries}


def names(store: Store) -> list[str]:
    return [each.name for each in list_smart_lists(store)]


def test_counts_follow_every_change(
    page: ClientsPage, store: Store, four: list[int], kept: list[int]
) -> None:
    assert said(page)["Tagged"] == "0 · 0 %"
    tag_client(store, four[0], "Regular")
    archive_client(store, four[3])
    QApplication.processEvents()
    assert said(page)["Tagged"] == "1 · 33 %"
    assert said(page)["Everybody"] == "3"
    assert said(page)["Archived"] == "1"


def test_the_arrows_go_from_list_to_list_over_headings(page: ClientsPage, kept: list[int]) -> None:
    press(page, Qt.Key.Key_Down)
    assert rows(page).currentIndex().data() == "Others"
    press(page, Qt.Key.Key_Down)
    assert rows(page).currentIndex().data() == "Archived"
    press(page, Qt.Key.Key_Up)
    press(page, Qt.Key.Key_Up)
    press(page, Qt.Key.Key_Up)
    assert rows(page).currentIndex().data() == "No phone or e-mail"


def test_a_list_is_renamed_by_key_and_a_taken_name_is_refused(
    page: ClientsPage, store: Store, kept: list[int]
) -> None:
    press(page, Qt.Key.Key_F2)
    line = page.findChild(QLineEdit, "clients.list.name")
    assert line is not None
    line.setText("Others")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert names(store) == ["Tagged", "Others"]
    line.setText("With a tag")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert names(store) == ["With a tag", "Others"]


def test_a_list_is_moved_and_removed_by_key(
    page: ClientsPage, store: Store, kept: list[int]
) -> None:
    press(page, Qt.Key.Key_Down, ALT)
    assert names(store) == ["Others", "Tagged"]
    press(page, Qt.Key.Key_Delete)
    assert names(store) == ["Others"]
    assert rows(page).currentIndex().data() == "Everybody"


def test_the_lists_every_shop_has_stay(page: ClientsPage, store: Store) -> None:
    before = said(page).keys()
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_F2):
        press(page, key)
    assert said(page).keys() == before
    assert page.findChild(QLineEdit, "clients.list.name") is None


def test_a_heading_is_pressed_in_vain(page: ClientsPage, kept: list[int]) -> None:
    lists = rows(page)
    before = lists.currentIndex().row()
    headings = [
        lists.model().index(each, 0)
        for each in range(lists.model().rowCount())
        if lists.model().index(each, 0).data(ROW_ROLE).row is None
    ]
    assert headings
    for heading in headings:
        place = lists.visualRect(heading).center()
        QTest.mouseClick(
            lists.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
        )
        assert lists.currentIndex().row() == before
