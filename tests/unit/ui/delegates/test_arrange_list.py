"""A list is put in order by dragging, by its arrows and by keys, and tells it once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.delegates.arrange import ArrangeDelegate, ArrangeRow
from ui.delegates.arrange_list import ArrangeList
from ui.theme import Theme

NAMES = ("pinned", "people", "dates", "places")


@pytest.fixture
def rows(qapp: QApplication, qtbot: QtBot) -> Iterator[ArrangeList]:
    palette, font, sheet = QPalette(qapp.palette()), qapp.font(), qapp.styleSheet()
    theme = Theme("light")
    theme.apply(qapp)
    rows = ArrangeList(theme, "Sections")
    rows.set_rows([ArrangeRow(name, name.title(), shown=name != "dates") for name in NAMES])
    qtbot.addWidget(rows)
    rows.resize(400, rows.sizeHint().height())
    rows.show()
    yield rows
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(font)


def order(rows: ArrangeList) -> list[object]:
    return [row.key for row in rows.rows()]


def middle(rows: ArrangeList, number: int) -> QPoint:
    return rows.visualRect(rows.model().index(number, 0)).center()


def arrow(rows: ArrangeList, number: int, way: str) -> QPoint:
    delegate = rows.itemDelegate()
    assert isinstance(delegate, ArrangeDelegate)
    area = rows.visualRect(rows.model().index(number, 0))
    places = (QPoint(left, area.center().y()) for left in range(area.left(), area.right()))
    return next(each for each in places if delegate.part_at(area, rows.rows()[number], each) == way)


def told(rows: ArrangeList) -> list[tuple[object, ...]]:
    heard: list[tuple[object, ...]] = []
    rows.arranged.connect(heard.append)
    return heard


def test_every_row_is_seen_at_once(rows: ArrangeList) -> None:
    assert not rows.verticalScrollBar().isVisible()
    assert rows.visualRect(rows.model().index(3, 0)).bottom() <= rows.viewport().height()


def test_alt_and_an_arrow_move_the_row_one_is_at(rows: ArrangeList) -> None:
    heard = told(rows)
    rows.go_to("people")
    QTest.keyClick(rows, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert order(rows) == ["pinned", "dates", "people", "places"]
    assert rows.current_key() == "people"
    QTest.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert order(rows) == list(NAMES)
    assert heard == [("pinned", "dates", "people", "places"), NAMES]


def test_the_ends_hold(rows: ArrangeList) -> None:
    heard = told(rows)
    rows.go_to("pinned")
    QTest.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    rows.go_to("places")
    QTest.keyClick(rows, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert (order(rows), heard) == (list(NAMES), [])


def test_an_arrow_that_is_pressed_moves_its_row(rows: ArrangeList) -> None:
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=arrow(rows, 2, "up"))
    assert order(rows) == ["pinned", "dates", "people", "places"]
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=arrow(rows, 0, "down"))
    assert order(rows) == ["dates", "pinned", "people", "places"]


def test_a_row_is_dragged_to_its_place_and_told_once(rows: ArrangeList) -> None:
    heard = told(rows)
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(rows.viewport(), left, pos=middle(rows, 0))
    for place in (middle(rows, 1), middle(rows, 2), middle(rows, 3), QPoint(200, 900)):
        QTest.mouseMove(rows.viewport(), place)
    QTest.mouseRelease(rows.viewport(), left, pos=middle(rows, 3))
    assert order(rows) == ["people", "dates", "places", "pinned"]
    assert heard == [("people", "dates", "places", "pinned")]
    assert rows.current_key() == "pinned"


def test_a_box_shows_and_hides_and_the_text_is_pressed(rows: ArrangeList) -> None:
    toggled: list[object] = []
    pressed: list[object] = []
    rows.toggled.connect(toggled.append)
    rows.row_activated.connect(pressed.append)
    box = arrow(rows, 2, "box") + QPoint(8, 0)
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=box)
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=middle(rows, 1))
    rows.go_to("places")
    QTest.keyClick(rows, Qt.Key.Key_Space)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert (toggled, pressed) == (["dates", "places"], ["people", "places"])


def test_delete_asks_for_the_row_to_go(rows: ArrangeList) -> None:
    asked: list[object] = []
    rows.remove_requested.connect(asked.append)
    rows.go_to("dates")
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert asked == ["dates"]


def test_a_screen_reader_hears_whether_a_row_is_shown(rows: ArrangeList) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    assert rows.model().index(0, 0).data(role) == "Pinned, shown"
    assert rows.model().index(2, 0).data(role) == "Dates, hidden"
