"""Places are filled again with the widgets that stand there already."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.filling import Filling


def test_widgets_stay_and_what_is_not_filled_is_hidden(qtbot: QtBot) -> None:
    holder, filling = _filled(qtbot)
    with filling.anew():
        first, second = (filling.take("text", QLabel) for _each in range(2))
        second.setObjectName("second")
    with filling.anew():
        assert filling.take("text", QLabel) is first
    assert filling.count() == 1
    assert first.isVisible()
    assert not second.isVisible()
    assert holder.findChild(QWidget, "second") is None


def test_a_place_keeps_a_widget_of_each_kind_and_shows_one(qtbot: QtBot) -> None:
    _holder, filling = _filled(qtbot)
    with filling.anew():
        text = filling.take("text", QLabel)
    with filling.anew():
        other = filling.take("other", QLabel)
    assert (text.isVisible(), other.isVisible()) == (False, True)
    with filling.anew():
        assert filling.take("text", QLabel) is text
    assert (text.isVisible(), other.isVisible()) == (True, False)


def test_a_kind_that_comes_late_stands_where_its_place_is(qtbot: QtBot) -> None:
    holder, filling = _filled(qtbot)
    with filling.anew():
        for text in ("a", "b"):
            filling.take("text", QLabel).setText(text)
    with filling.anew():
        filling.take("other", QLabel).setText("first")
        filling.take("text", QLabel).setText("last")
    layout = holder.layout()
    assert layout is not None
    widgets = [item.widget() for n in range(layout.count()) if (item := layout.itemAt(n))]
    seen = [each.text() for each in widgets if isinstance(each, QLabel) and each.isVisible()]
    assert seen == ["first", "last"]


def _filled(qtbot: QtBot) -> tuple[QWidget, Filling]:
    holder = QWidget()
    column = QVBoxLayout(holder)
    qtbot.addWidget(holder)
    holder.show()
    return holder, Filling(lambda _place, before, new: column.insertWidget(before, new))
