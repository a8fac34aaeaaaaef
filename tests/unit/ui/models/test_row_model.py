"""One model for every list: whole rows out, and one's place kept when rows change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.models import KEY_ROLE, ROW_ROLE, Align, Column, RowModel


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str
    visits: int = 0


COLUMNS: tuple[Column[Person], ...] = (
    Column("Name", lambda row: row.name, spoken=lambda row: f"{row.name}, {row.visits} visits"),
    Column(
        "Visits",
        lambda row: str(row.visits),
        Align.END,
        exact=lambda row: f"{row.visits} <visits>",
    ),
)


def _model(*ids: int) -> RowModel[Person]:
    model = RowModel(COLUMNS, lambda row: row.id)
    model.set_rows(_people(ids))
    return model


def _people(ids: tuple[int, ...] | list[int]) -> list[Person]:
    return [Person(id, f"Person {id}") for id in ids]


class Signals:
    """Which signals a model sent, in order."""

    def __init__(self, model: RowModel[Person]) -> None:
        self.sent: list[tuple[str, int, int]] = []
        model.rowsInserted.connect(lambda _, first, last: self._note("in", first, last))
        model.rowsRemoved.connect(lambda _, first, last: self._note("out", first, last))
        model.layoutChanged.connect(lambda *_: self._note("order", 0, 0))
        model.dataChanged.connect(lambda a, b, *_: self._note("data", a.row(), b.row()))
        model.modelReset.connect(lambda: self._note("reset", 0, 0))

    def _note(self, what: str, first: int, last: int) -> None:
        self.sent.append((what, first, last))


def test_the_model_keeps_qt_s_rules(qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(_model(1, 2, 3))  # type: ignore[no-untyped-call]  # pytest-qt has no types here


def test_any_index_gives_its_whole_row(qtbot: QtBot) -> None:
    model = _model(7, 8)
    index = model.index(1, 1)
    assert index.data(ROW_ROLE) == Person(8, "Person 8")
    assert index.data(KEY_ROLE) == 8
    assert model.row(index) == Person(8, "Person 8")
    assert model.row(QModelIndex()) is None


def test_columns_say_what_is_shown_told_and_read_aloud(qtbot: QtBot) -> None:
    model = _model(7)
    name, visits = model.index(0, 0), model.index(0, 1)
    assert name.data() == "Person 7"
    assert name.data(Qt.ItemDataRole.ToolTipRole) is None
    assert name.data(Qt.ItemDataRole.AccessibleTextRole) == "Person 7, 0 visits"
    assert visits.data(Qt.ItemDataRole.AccessibleTextRole) is None
    assert visits.data(Qt.ItemDataRole.TextAlignmentRole) == Align.END.value
    assert visits.data(Qt.ItemDataRole.ToolTipRole) == "<span>0 &lt;visits></span>"
    titles = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(3)]
    assert titles == ["Name", "Visits", None]


@pytest.mark.parametrize(
    ("before", "after", "sent"),
    [
        ((), (1, 2), [("in", 0, 1)]),
        ((1, 2), (), [("out", 0, 1)]),
        ((1, 2, 3), (1, 2, 3), []),
        ((1, 2, 3), (1, 9, 2, 3), [("in", 1, 1)]),
        ((1, 2, 3, 4), (1, 4), [("out", 1, 2)]),
        ((1, 2, 3), (3, 1, 2), [("order", 0, 0)]),
        ((1, 2), (8, 9), [("out", 0, 1), ("in", 0, 1)]),
        (
            (1, 2, 3, 4),
            (9, 3, 8, 2),
            [("order", 0, 0), ("out", 2, 3), ("in", 2, 3), ("order", 0, 0)],
        ),
    ],
)
def test_views_hear_only_what_is_different(
    qtbot: QtBot,
    before: tuple[int, ...],
    after: tuple[int, ...],
    sent: list[tuple[str, int, int]],
) -> None:
    model = _model(*before)
    signals = Signals(model)
    model.set_rows(_people(after))
    assert signals.sent == sent
    assert [row.id for row in model.rows] == list(after)


def test_a_row_that_reads_differently_is_told_where_it_stands(qtbot: QtBot) -> None:
    model = _model(1, 2, 3, 4, 5)
    signals = Signals(model)
    rows = [replace(row, visits=1) if row.id in (2, 3, 5) else row for row in model.rows]
    model.set_rows(rows)
    assert signals.sent == [("data", 1, 2), ("data", 4, 4)]


@given(
    before=st.lists(st.integers(0, 30), unique=True),
    after=st.lists(st.integers(0, 30), unique=True),
)
def test_every_place_stays_with_its_row(qapp: object, before: list[int], after: list[int]) -> None:
    model = _model(*before)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    places = {id: QPersistentModelIndex(model.index_of(id)) for id in before}
    model.set_rows(_people(after))
    assert [row.id for row in model.rows] == after
    for id, place in places.items():
        assert place.isValid() == (id in after)
        if place.isValid():
            assert place.data(KEY_ROLE) == id
    assert all(model.index_of(id).data(KEY_ROLE) == id for id in after)
    del tester


def test_the_selection_stays_with_its_row(qtbot: QtBot) -> None:
    model = _model(1, 2, 3)
    selection = QItemSelectionModel(model)
    selection.setCurrentIndex(model.index_of(2), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    model.set_rows(_people([9, 3, 8, 2, 1]))
    assert selection.currentIndex().data(KEY_ROLE) == 2
    assert [index.data(KEY_ROLE) for index in selection.selectedIndexes()] == [2]


def test_two_rows_with_one_key_are_refused_and_change_nothing(qtbot: QtBot) -> None:
    model = _model(1, 2)
    with pytest.raises(ValueError, match="share a key"):
        model.set_rows(_people([3, 3]))
    assert [row.id for row in model.rows] == [1, 2]


def test_a_row_not_in_the_list_has_no_place(qtbot: QtBot) -> None:
    assert not _model(1, 2).index_of(3).isValid()


def test_a_hundred_thousand_rows_are_renewed_with_four_signals(qtbot: QtBot) -> None:
    model = _model(*range(100_000))
    signals = Signals(model)
    turned = [id for id in range(100_000, -1, -1) if id % 3]
    begun = perf_counter()
    model.set_rows(_people(turned))
    assert perf_counter() - begun < 5
    assert [what for what, _, _ in signals.sent] == ["order", "out", "in", "order"]


def test_many_scattered_changes_are_told_at_once(qtbot: QtBot) -> None:
    model = _model(*range(1000))
    signals = Signals(model)
    model.set_rows([replace(row, visits=1) if row.id % 2 else row for row in model.rows])
    assert signals.sent == [("data", 1, 999)]
