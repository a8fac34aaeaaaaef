"""Chips flow into rows, fields stand in two columns, and all of it is drawn without a warning."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import Mode, Theme
from ui.widgets.avatar import LARGE, Avatar
from ui.widgets.buttons import PlainButton, PrimaryButton, SmallButton
from ui.widgets.chip import Chip
from ui.widgets.editable_text import EditableText
from ui.widgets.empty_state import EmptyState
from ui.widgets.field_list import FieldList
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.key_hint import KeyHint
from ui.widgets.link_label import LinkLabel
from ui.widgets.nav_bar import NavBar, NavEntry
from ui.widgets.search_field import SearchField
from ui.widgets.stat_figure import StatFigure
from ui.widgets.surfaces import Card, Divider, Panel
from ui.widgets.text import Heading, PlainLabel


def test_chips_wrap_where_the_row_is_full(theme: Theme, qtbot: QtBot) -> None:
    holder = QWidget()
    flow = FlowLayout(holder)
    for number in range(6):
        flow.addWidget(Chip(theme, f"a tag called {number}"))
    qtbot.addWidget(holder)
    assert flow.heightForWidth(2000) == 22
    assert flow.heightForWidth(130) == 6 * 22 + 5 * 8


def test_a_hidden_chip_leaves_no_gap(theme: Theme, qtbot: QtBot) -> None:
    holder = QWidget()
    flow = FlowLayout(holder)
    first, second = Chip(theme, "one"), Chip(theme, "two")
    flow.addWidget(first)
    flow.addWidget(second)
    qtbot.addWidget(holder)
    first.hide()
    flow.setGeometry(QRect(0, 0, 400, 40))
    assert second.x() == 0


def test_a_chip_wider_than_the_row_is_cut_to_it(theme: Theme, qtbot: QtBot) -> None:
    holder = QWidget()
    flow = FlowLayout(holder)
    chip = Chip(theme, "a very long tag " * 20)
    flow.addWidget(chip)
    qtbot.addWidget(holder)
    holder.resize(200, 40)
    holder.show()
    assert chip.width() == 200
    assert chip.toolTip() == chip.text()


def test_all_values_begin_at_the_same_place(theme: Theme, qtbot: QtBot) -> None:
    fields = FieldList(theme)
    with fields.anew():
        values = [
            fields.add_text("From", "Galway"),
            fields.add_value("Work", "work", lambda: EditableText(theme, "Teaches", name="Work")),
        ]
    qtbot.addWidget(fields)
    fields.resize(300, 80)
    fields.show()
    QApplication.processEvents()
    assert {value.x() for value in values} == {82}


def test_rows_stay_close_beside_a_chip_and_after_editing(theme: Theme, qtbot: QtBot) -> None:
    page = Card()
    fields = FieldList(theme)
    with fields.anew():
        fields.add_text("From", "Galway")
        fields.add_value("Birthday", "chip", lambda: Chip(theme, "Tue", "amber", small=True))
        editable = fields.add_value(
            "Note", "note", lambda: EditableText(theme, "one\ntwo", name="Note")
        )
    page.body.addWidget(fields)
    page.body.addStretch(1)
    qtbot.addWidget(page)
    page.resize(360, 500)
    page.show()
    editable.begin_edit()
    editable.cancel()
    qtbot.waitUntil(lambda: fields.height() == 18 + 5 + 18 + 5 + 36)


def test_fields_filled_anew_keep_their_widgets(theme: Theme, qtbot: QtBot) -> None:
    fields = FieldList(theme)
    qtbot.addWidget(fields)
    fields.show()
    with fields.anew():
        before = fields.add_text("From", "Galway")
        fields.add_text("Lives", "Otley")
    with fields.anew():
        after = fields.add_text("Lives", "Ilkley")
    assert after is before
    assert fields.row_count() == 1
    seen = [label.text() for label in fields.findChildren(PlainLabel) if label.isVisible()]
    assert sorted(seen) == ["Ilkley", "Lives"]


def test_an_empty_place_offers_the_first_step(theme: Theme, qtbot: QtBot) -> None:
    empty = EmptyState(theme, "users", "Nobody yet", "Bring them in.", action="Bring in")
    qtbot.addWidget(empty)
    empty.show()
    button = empty.findChild(PlainButton)
    assert button is not None
    with qtbot.waitSignal(empty.action_triggered):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def everything(theme: Theme) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    photo = QPixmap(90, 60)
    photo.fill(theme.color("plum"))
    card, panel = Card(), Panel("Ask about", tone="amber")
    panel.body.addWidget(PlainLabel("Knee surgery in the spring " * 9, wrap=True))
    card.body.addWidget(panel)
    card.body.addWidget(Divider())
    bar = NavBar(theme, "Regulars", "Maple Street")
    bar.add_entry(NavEntry("today", "Today", "calendar")).set_badge(7)
    widgets: list[QWidget] = [
        Avatar(theme, "SB", "accent", size=LARGE),
        Avatar(theme, "SB", photo=photo),
        PrimaryButton(theme, "Log a visit", keys="Ctrl+Return", icon="plus"),
        PlainButton(theme, "Print", icon="printer"),
        SmallButton(theme, "Add"),
        Chip(theme, "cyclist", "plum", removable=True),
        EmptyState(theme, "heart", "Nobody yet", "Bring them in.", action="Bring in"),
        LinkLabel(theme, "Dara Quinn and 2 more"),
        SearchField(theme, "Find anyone"),
        StatFigure(theme, "16 years", "with us"),
        KeyHint("Ctrl K"),
        Heading("Remember"),
        card,
        bar,
    ]
    for widget in widgets:
        widget.setEnabled(not isinstance(widget, SmallButton))
        column.addWidget(widget)
    return page


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_all_widgets_draw_themselves_without_a_warning(
    theme: Theme, qtbot: QtBot, mode: Mode, scale: float
) -> None:
    page = everything(theme)
    qtbot.addWidget(page)
    page.show()
    theme.set_mode(mode)
    theme.set_text_scale(scale)
    QApplication.processEvents()
    assert not page.grab().isNull()
