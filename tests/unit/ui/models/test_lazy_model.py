"""Rows that are read when they are looked at."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from ui.models import KEY_ROLE, ROW_ROLE, Align, Column, LazyModel

COLUMNS: tuple[Column[str], ...] = (
    Column("Name", str.upper, exact=lambda row: f"all of {row}"),
    Column("Length", lambda row: str(len(row)), Align.END),
)


class Shelf:
    """Gives rows by id and remembers what was asked for."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.gone: set[int] = set()

    def fetch(self, ids: Sequence[int]) -> dict[int, str]:
        self.asked.append(list(ids))
        return {each: f"row {each}" for each in ids if each not in self.gone}


def model(shelf: Shelf, ids: Sequence[int]) -> LazyModel[str]:
    found = LazyModel[str](shelf.fetch)
    found.set_columns(COLUMNS)
    found.set_ids(array("q", ids))
    return found


def test_only_the_rows_looked_at_are_read_and_once(qapp: QApplication) -> None:
    shelf = Shelf()
    lazy = model(shelf, range(100_000))
    assert lazy.rowCount() == 100_000
    assert shelf.asked == []
    assert lazy.index(70_000, 0).data() == "ROW 70000"
    assert lazy.index(70_001, 1).data() == "9"
    assert len(shelf.asked) == 1
    assert len(shelf.asked[0]) < 200


def test_an_index_gives_row_id_and_what_the_column_says(qapp: QApplication) -> None:
    lazy = model(Shelf(), [7, 8])
    index = lazy.index(1, 0)
    assert index.data(ROW_ROLE) == "row 8"
    assert index.data(KEY_ROLE) == 8
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "all of row 8"


def test_a_row_that_is_gone_is_empty(qapp: QApplication) -> None:
    shelf = Shelf()
    shelf.gone.add(8)
    lazy = model(shelf, [7, 8])
    assert lazy.index(1, 0).data() is None
    assert lazy.row(1) is None
    assert lazy.row(5) is None


def test_memory_holds_a_few_screens_only(qapp: QApplication) -> None:
    shelf = Shelf()
    lazy = model(shelf, range(100_000))
    for place in range(0, 100_000, 500):
        lazy.row(place)
    lazy.row(99_500)
    assert len(shelf.asked) == 200
    lazy.row(0)
    assert len(shelf.asked) == 201


def test_rows_are_read_again_after_a_change(qapp: QApplication) -> None:
    shelf = Shelf()
    lazy = model(shelf, [1, 2])
    lazy.row(0)
    spy = QSignalSpy(lazy.dataChanged)
    lazy.forget_rows()
    lazy.row(0)
    assert spy.count() == 1
    assert shelf.asked == [[1, 2], [1, 2]]


def test_everybody_has_a_place(qapp: QApplication) -> None:
    lazy = model(Shelf(), [5, 3, 9])
    assert [lazy.place_of(each) for each in (5, 3, 9, 4)] == [0, 1, 2, None]
    lazy.set_ids(array("q", [9]))
    assert [lazy.place_of(each) for each in (5, 9)] == [None, 0]


def test_titles_stand_over_the_columns(qapp: QApplication) -> None:
    across = Qt.Orientation.Horizontal
    lazy = model(Shelf(), [1])
    assert [lazy.headerData(each, across) for each in (0, 1, 2)] == ["Name", "Length", None]
