"""Labels show what was written, never what it could mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.widgets.spans import Setting, Span, elide, lay_out, natural_width
from ui.widgets.text import ElidedLabel, PlainLabel, plain_tooltip

TRAP = '<img src="//evil/x.png"> & <b>Bob</b>'


def test_a_label_never_takes_text_for_markup(theme: Theme, qtbot: QtBot) -> None:
    label = PlainLabel(TRAP)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == TRAP


@pytest.mark.parametrize("text", [TRAP, "&lt;b&gt;", "Tom & <i>Jerry"])
def test_a_tooltip_shows_markup_as_it_was_written(text: str) -> None:
    from PySide6.QtGui import QTextDocumentFragment

    assert QTextDocumentFragment.fromHtml(plain_tooltip(text)).toPlainText() == text


def test_a_tooltip_of_harmless_text_is_that_text() -> None:
    assert plain_tooltip("Siobhan Brennan") == "Siobhan Brennan"


def test_lines_keep_the_height_of_the_type_scale(theme: Theme, qtbot: QtBot) -> None:
    label = PlainLabel("one\ntwo\nthree", wrap=True)
    qtbot.addWidget(label)
    assert label.sizeHint().height() == 3 * 18
    assert label.heightForWidth(500) == 3 * 18


def test_wrapped_text_grows_downwards_when_narrow(theme: Theme, qtbot: QtBot) -> None:
    label = PlainLabel("Knee surgery in the spring, cycling again since June", wrap=True)
    qtbot.addWidget(label)
    assert label.heightForWidth(120) > label.heightForWidth(600)


def test_a_long_word_is_broken_rather_than_cut(theme: Theme, qtbot: QtBot) -> None:
    label = PlainLabel("w" * 200, wrap=True)
    qtbot.addWidget(label)
    assert label.heightForWidth(100) > 5 * 18


def test_spans_are_read_as_one_text(theme: Theme, qtbot: QtBot) -> None:
    label = PlainLabel(theme=theme)
    qtbot.addWidget(label)
    label.set_spans([Span("called "), Span("Shiv", bold=True, token="ink")])
    assert label.text() == "called Shiv"


def test_a_cut_label_tells_the_whole_on_hover(theme: Theme, qtbot: QtBot) -> None:
    label = ElidedLabel("Client for 16 years, last here 9 days ago")
    qtbot.addWidget(label)
    label.resize(80, 18)
    label.show()
    assert label.is_cut()
    assert label.toolTip() == "Client for 16 years, last here 9 days ago"
    label.resize(600, 18)
    QApplication.processEvents()
    assert not label.is_cut()
    assert label.toolTip() == ""


def test_a_label_answers_a_new_text_size(theme: Theme, qtbot: QtBot) -> None:
    label = PlainLabel("Siobhan")
    qtbot.addWidget(label)
    label.show()
    before = label.sizeHint()
    theme.set_text_scale(1.5)
    after = label.sizeHint()
    assert after.height() == theme.line_height("body") > before.height()
    assert after.width() > before.width()


def test_tabular_digits_have_one_width(theme: Theme, qtbot: QtBot) -> None:
    ones, eights = PlainLabel("1111", tabular=True), PlainLabel("8888", tabular=True)
    qtbot.addWidget(ones)
    qtbot.addWidget(eights)
    assert ones.sizeHint() == eights.sizeHint()


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4), st.integers(0, 300))
def test_an_elided_line_is_never_wider_than_its_room(
    qapp: QApplication, texts: list[str], room: int
) -> None:
    setting = Setting(QFont(), 18)
    spans = elide([Span(text) for text in texts], setting, room)
    width = natural_width(lay_out(spans, setting))
    least = natural_width(lay_out([Span("\u2026")], setting))
    assert width <= max(room, least) + 1
