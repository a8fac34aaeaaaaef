"""The list of clients: what it shows, and what it does with those selected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from crm.clients.contacts import add_contact
from crm.clients.custom_fields import CustomFieldDraft, add_custom_field, list_custom_values
from crm.clients.drafts import ContactDraft
from crm.clients.filters import ClientFilter, Condition
from crm.clients.queries import get_client
from crm.clients.services import star_client
from crm.clients.smart_lists import SmartListDraft, add_smart_list
from crm.clients.tags import tag_client
from crm.progress import NoProgress
from crm.store.store import Store
from tests.unit.ui.pages.clients.conftest import NAMES, shown
from ui.context import Context
from ui.pages.clients.client_table import ClientTable
from ui.pages.clients.condition_sheet import ConditionSheet
from ui.pages.clients.list_printing import PrintedList, write_list_pdf
from ui.pages.clients.page import ClientsPage
from ui.widgets.table_header import TableHeader


def table(page: ClientsPage) -> ClientTable:
    found = page.findChild(ClientTable, "clients.table")
    assert found is not None
    return found


def names(page: ClientsPage) -> list[str]:
    model = table(page).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def titles(page: ClientsPage) -> list[str]:
    header, model = table(page).horizontalHeader(), table(page).model()
    sections = [header.logicalIndex(each) for each in range(header.count())]
    return [model.headerData(each, Qt.Orientation.Horizontal) for each in sections]


def count(page: ClientsPage) -> str:
    label = page.findChild(QLabel, "clients.count")
    assert label is not None
    return label.text()


def press(page: ClientsPage, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for each in modifiers:
        held |= each
    QTest.keyClick(table(page), key, held)


def button(page: ClientsPage, name: str) -> QWidget:
    found = page.findChild(QWidget, name)
    assert found is not None
    return found


def test_everybody_is_there_in_the_shops_own_word(page: ClientsPage) -> None:
    assert names(page) == list(NAMES)
    assert count(page) == "4 patients"
    assert not button(page, "clients.many").isVisible()


def test_space_shift_and_select_all_select(page: ClientsPage) -> None:
    press(page, Qt.Key.Key_Space)
    assert count(page) == "4 patients"
    press(page, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert count(page) == "4 patients, 2 selected"
    press(page, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert count(page) == "4 patients, 4 selected"
    assert button(page, "clients.many").isVisible()


def test_what_nobody_does_is_not_offered(page: ClientsPage) -> None:
    table(page).selectAll()
    assert not button(page, "clients.many.export").isVisible()
    page.export_asked.connect(lambda _ids: None)
    table(page).clearSelection()
    table(page).selectAll()
    assert button(page, "clients.many.export").isVisible()


def test_two_can_be_merged_where_somebody_does_that(page: ClientsPage, four: list[int]) -> None:
    asked: list[list[int]] = []
    page.merge_asked.connect(asked.append)
    table(page).selectAll()
    assert not button(page, "clients.many.merge").isVisible()
    table(page).clearSelection()
    press(page, Qt.Key.Key_Home)
    press(page, Qt.Key.Key_Space)
    press(page, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    button(page, "clients.many.merge").click()  # type: ignore[attr-defined]
    assert [list(each) for each in asked] == [four[:2]]


def test_those_selected_stay_so_when_others_come_and_go(
    page: ClientsPage, store: Store, four: list[int]
) -> None:
    page.show_filter(ClientFilter((Condition("starred", "no"),)))
    table(page).go_to(four[2])
    star_client(store, four[0], starred=True)
    QApplication.processEvents()
    assert names(page) == list(NAMES[1:])
    assert page.selected_clients() == [four[2]]
    assert page.current_client() == four[2]


def test_a_title_sorts_and_turns_round(page: ClientsPage, store: Store, four: list[int]) -> None:
    tag_client(store, four[1], "zebra")
    QApplication.processEvents()
    table(page).sort_asked.emit("name")
    assert names(page) == list(reversed(NAMES))
    table(page).sort_asked.emit("tags")
    assert names(page)[0] == "Bo Dee"


def test_columns_are_chosen_moved_and_kept(
    page: ClientsPage, context: Context, qtbot: QtBot
) -> None:
    page._on_columns_asked(("name", "email", "town"))
    assert titles(page) == ["Name", "E-mail", "Town"]
    header = table(page).horizontalHeader()
    header.moveSection(2, 1)
    header.resizeSection(0, 301)
    qtbot.wait_until(lambda: page._shown == ("name", "town", "email"))
    again = shown(context, qtbot)
    assert titles(again) == ["Name", "Town", "E-mail"]
    assert table(again).widths()["name"] == 301


def test_the_order_is_kept_for_each_list(
    page: ClientsPage, context: Context, qtbot: QtBot, store: Store
) -> None:
    table(page).sort_asked.emit("name")
    page.show_list("new")
    assert names(page) == list(NAMES)
    page.show_list("everybody")
    assert names(page) == list(reversed(NAMES))
    assert names(shown(context, qtbot)) == list(reversed(NAMES))


def test_text_looks_within_the_list(page: ClientsPage, store: Store, four: list[int]) -> None:
    add_contact(store, four[3], ContactDraft("phone", "01632 960001"))
    QApplication.processEvents()
    QTest.keyClicks(table(page), "9")
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "60001")
    page._list_anew()
    assert names(page) == ["Dara Quinn"]


def test_an_empty_list_says_what_fills_it(page: ClientsPage) -> None:
    page.show_list("trash")
    said = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert "The trash is empty" in said
    page.show_filter(ClientFilter((Condition("starred", "yes"),)))
    said = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert "Nobody fits this list now" in said


def test_a_shop_without_anybody_offers_the_first_step(context: Context, qtbot: QtBot) -> None:
    page = shown(context, qtbot)
    said = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert "Your patients will stand here" in said


CONDITIONS = [
    Condition("last_visit", "over_days", 60),
    Condition("last_visit", "on", "2026-11-02"),
    Condition("birthday", "in_month", 2),
    Condition("birthday", "between", ("12-20", "01-05")),
    Condition("brought", "at_least", (10_000, "GBP")),
    Condition("standing", "is_not", "supplier"),
    Condition("consent_sms", "is", "not_asked"),
    Condition("tag", "has", "regular"),
    Condition("visits", "at_least", 5),
    Condition("sent_by", "is", 1),
    Condition("starred", "yes"),
    Condition("note", "contains", "knee"),
]


@pytest.mark.parametrize("asked", CONDITIONS, ids=lambda each: f"{each.field} {each.operator}")
def test_a_condition_is_shown_in_its_sheet_as_it_stands(
    page: ClientsPage, context: Context, asked: Condition
) -> None:
    made: list[Condition] = []
    sheet = ConditionSheet(context, page, page._fields[asked.field], asked)
    sheet.condition_made.connect(made.append)
    sheet.answered.emit()
    assert made == [asked]


def test_what_cannot_be_read_is_said_in_the_sheet(page: ClientsPage, context: Context) -> None:
    sheet = ConditionSheet(context, page, page._fields["visits"])
    sheet.answered.emit()
    problem = sheet.findChild(QLabel, "clients.condition.problem")
    assert problem is not None
    assert problem.text() == "Type what to compare with."
    sheet.close_sheet()


def chosen(menu: QMenu, *texts: str) -> Any:
    """The action that is reached by these words."""
    for text in texts[:-1]:
        inside = next(each.menu() for each in menu.actions() if each.text() == text)
        assert isinstance(inside, QMenu)
        menu = inside
    return next(each for each in menu.actions() if each.text() == texts[-1])


def test_standing_consent_and_own_fields_are_set_for_those_selected(
    page: ClientsPage, store: Store, four: list[int]
) -> None:
    field = add_custom_field(store, CustomFieldDraft("Newsletter", "yes_no"))
    QApplication.processEvents()
    for texts in (("Standing", "Supplier"), ("Newsletter", "yes"), ("Agreed to texts", "Agreed")):
        table(page).selectAll()
        page.do_to_selected("set")
        menu = page.findChildren(QMenu, "clients.set")[-1]
        chosen(menu, *texts).trigger()
        menu.close()
        QApplication.processEvents()
    assert get_client(store, four[3]).standing == "supplier"
    assert [each.value for each in list_custom_values(store, four[0])] == ["yes"]
    assert store.scalar("SELECT COUNT(*) FROM consent WHERE given") == 4
    assert field


def test_a_list_is_printed_as_it_is_shown(
    page: ClientsPage, context: Context, four: list[int], tmp_path: Path
) -> None:
    columns = tuple(page._columns[each] for each in ("name", "town", "last_visit"))
    printed = PrintedList("Everybody", "", columns, four * 60)
    path = tmp_path / "list.pdf"
    write_list_pdf(context, printed, path, NoProgress())
    data = path.read_bytes()
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") >= 4


def test_a_list_kept_in_the_shop_comes_with_its_columns(
    page: ClientsPage, store: Store, four: list[int]
) -> None:
    starred = ClientFilter((Condition("starred", "yes"),))
    star_client(store, four[1], starred=True)
    list_id = add_smart_list(store, SmartListDraft("Stars", starred, ("name", "email"), "-name"))
    QApplication.processEvents()
    page.show_list(f"list:{list_id}")
    assert names(page) == ["Bo Dee"]
    assert titles(page) == ["Name", "E-mail"]
    assert not button(page, "clients.filter.save").isVisible()
    page.show_filter(ClientFilter())
    assert button(page, "clients.filter.save").isVisible()
    button(page, "clients.filter.save").click()  # type: ignore[attr-defined]
    QApplication.processEvents()
    assert not button(page, "clients.filter.save").isVisible()
    assert len(names(page)) == 4


def test_the_header_paints_titles_and_the_arrow(page: ClientsPage) -> None:
    header = table(page).horizontalHeader()
    assert isinstance(header, TableHeader)
    picture = header.grab().toImage()
    shades = {picture.pixelColor(x, picture.height() // 2).name() for x in range(0, 400)}
    assert len(shades) > 2


def test_nothing_of_anybody_is_kept_beside_the_file(page: ClientsPage) -> None:
    table(page).sort_asked.emit("name")
    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "regulars", "lists")
    settings.sync()
    text = (
        Path(settings.fileName()).read_text("utf-8") if Path(settings.fileName()).exists() else ""
    )
    assert not [name for name in NAMES if name.split()[0] in text]
