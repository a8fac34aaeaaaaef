"""The theme dresses the whole application and tells when it changed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.theme.tokens import DARK, LIGHT, TYPE_SCALE


@pytest.fixture
def theme(undressed: QApplication) -> Theme:
    theme = Theme("light")
    theme.apply(undressed)
    return theme


def test_native_widgets_follow_the_theme(theme: Theme) -> None:
    assert QApplication.palette().color(QPalette.ColorRole.Window).name() == LIGHT.canvas.lower()
    theme.set_mode("dark")
    assert QApplication.palette().color(QPalette.ColorRole.Window).name() == DARK.canvas.lower()
    assert QApplication.palette().color(QPalette.ColorRole.Text).name() == DARK.ink.lower()


def test_a_switch_is_told_once_and_only_when_something_changes(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.set_mode("dark")
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_mode("dark")
    assert theme.color("ink").name() == DARK.ink.lower()


def test_system_is_light_where_the_system_does_not_say(undressed: QApplication) -> None:
    if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark:
        pytest.skip("this system says dark")
    assert Theme("system").tokens is LIGHT


def test_styled_labels_change_colour_with_the_theme(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("Ilkley")
    label.setProperty("tone", "ink3")
    qtbot.addWidget(label)
    label.ensurePolished()
    assert label.palette().color(label.foregroundRole()).name() == LIGHT.ink3.lower()
    theme.set_mode("dark")
    assert label.palette().color(label.foregroundRole()).name() == DARK.ink3.lower()


def test_the_bundled_font_is_the_one_that_is_drawn(theme: Theme) -> None:
    assert QFontInfo(theme.font("body")).family().startswith("Inter")


def test_heavier_letters_are_really_heavier(theme: Theme) -> None:
    light = QFontMetricsF(theme.font("body")).horizontalAdvance("Siobhan Brennan")
    heavy = QFontMetricsF(theme.font("strong")).horizontalAdvance("Siobhan Brennan")
    assert heavy > light


def test_figures_all_have_the_same_width(theme: Theme) -> None:
    metrics = QFontMetricsF(theme.font("figure"))
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")
    metrics = QFontMetricsF(theme.font("body", tabular=True))
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")


@pytest.mark.parametrize("role", TYPE_SCALE)
def test_a_font_has_the_size_and_weight_of_its_role(theme: Theme, role: str) -> None:
    style = TYPE_SCALE[role]  # type: ignore[index]
    font = theme.font(role)  # type: ignore[arg-type]
    assert (font.pixelSize(), font.weight()) == (style.size, style.weight)


def test_letters_grow_by_half_everywhere(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("Siobhan")
    label.setProperty("role", "title")
    qtbot.addWidget(label)
    theme.set_text_scale(1.5)
    label.ensurePolished()
    assert label.font().pixelSize() == 36
    assert theme.font("title").pixelSize() == 36
    assert theme.line_height("title") == 45


def test_an_unknown_token_is_an_error(theme: Theme) -> None:
    with pytest.raises(AttributeError):
        theme.color("pink")
