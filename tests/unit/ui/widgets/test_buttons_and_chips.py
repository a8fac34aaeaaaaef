"""Buttons and chips are hit by mouse and key, and their words are never cut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.widgets.buttons import Button, PlainButton, PrimaryButton, SmallButton
from ui.widgets.chip import Chip
from ui.widgets.key_hint import key_text
from ui.widgets.painting import tone_for
from ui.widgets.stat_figure import StatFigure


@pytest.mark.parametrize(
    ("kind", "height"), [(PlainButton, 36), (PrimaryButton, 36), (SmallButton, 28)]
)
def test_buttons_have_the_height_as_drawn(
    theme: Theme, qtbot: QtBot, kind: type[Button], height: int
) -> None:
    button = kind(theme, "Log a visit", keys="Ctrl+Return", icon="plus")
    qtbot.addWidget(button)
    assert button.sizeHint().height() == height


def test_a_button_grows_with_its_letters(theme: Theme, qtbot: QtBot) -> None:
    button = PlainButton(theme, "Appointment")
    qtbot.addWidget(button)
    before = button.sizeHint()
    theme.set_text_scale(1.5)
    assert button.sizeHint().width() > before.width()
    assert button.sizeHint().height() >= before.height() + 9


def test_a_button_is_pressed_by_mouse_and_by_space(theme: Theme, qtbot: QtBot) -> None:
    button = PrimaryButton(theme, "Save")
    qtbot.addWidget(button)
    button.show()
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert len(pressed) == 2


def test_a_button_is_heard_without_its_mnemonic(theme: Theme, qtbot: QtBot) -> None:
    button = PlainButton(theme, "&Print", keys="Ctrl+P")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Print"
    assert button.accessibleDescription() == "Ctrl P"


def test_the_ring_shows_when_the_keyboard_came_by_key(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    button = PlainButton(theme, "Open")
    column.addWidget(QLineEdit())
    column.addWidget(button)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not button.shows_ring()
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.shows_ring()


def test_keys_are_written_as_people_say_them() -> None:
    assert key_text("Ctrl+Return") == "Ctrl Enter"
    assert key_text("F9") == "F9"


def test_a_chip_that_only_tells_takes_no_focus_and_no_click(theme: Theme, qtbot: QtBot) -> None:
    chip = Chip(theme, "Allergic to latex", "rose")
    qtbot.addWidget(chip)
    chip.show()
    with qtbot.assertNotEmitted(chip.clicked):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_choice_is_switched_by_a_click(theme: Theme, qtbot: QtBot) -> None:
    chip = Chip(theme, "Visits", choice=True)
    qtbot.addWidget(chip)
    chip.show()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.isChecked()


def test_a_tag_goes_by_its_cross_and_by_delete(theme: Theme, qtbot: QtBot) -> None:
    chip = Chip(theme, "cyclist", removable=True)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    chip.show()
    with qtbot.waitSignal(chip.removed):
        cross = QPoint(chip.width() - 14, chip.height() // 2)
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=cross)
    with qtbot.assertNotEmitted(chip.removed):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(4, 8))
    with qtbot.waitSignal(chip.removed):
        QTest.keyClick(chip, Qt.Key.Key_Delete)


def test_chips_are_22_pixels_high_or_18_when_small(theme: Theme, qtbot: QtBot) -> None:
    chip, small = Chip(theme, "due Fri", "amber"), Chip(theme, "Tue", "amber", small=True)
    qtbot.addWidget(chip)
    qtbot.addWidget(small)
    assert (chip.sizeHint().height(), small.sizeHint().height()) == (22, 18)


def test_a_figure_is_heard_with_its_caption_and_opens(theme: Theme, qtbot: QtBot) -> None:
    figure = StatFigure(theme, "16 years", "with us")
    qtbot.addWidget(figure)
    figure.show()
    assert figure.accessibleName() == "16 years with us"
    with qtbot.waitSignal(figure.clicked):
        QTest.mouseClick(figure, Qt.MouseButton.LeftButton)


def test_the_tone_of_somebody_is_the_same_every_day() -> None:
    assert [tone_for(seed) for seed in range(8)] == [tone_for(seed) for seed in range(8)]
    assert len({tone_for(seed) for seed in range(8)}) > 2
