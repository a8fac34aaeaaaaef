"""Sheets of labels as their makers publish them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.errors import ValidationError
from crm.letters.sheets import ENVELOPES, PAGES, SHEETS, LabelSheet, checked_sheet

SHEET = SHEETS[0]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_label_lies_on_its_page(sheet: LabelSheet) -> None:
    wide, high = PAGES[sheet.page]
    for index in range(sheet.count):
        box = sheet.place(index)
        assert box.left >= 0
        assert box.top >= 0
        assert box.left + box.width <= wide + 0.5
        assert box.top + box.height <= high + 0.5


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_published_sheet_passes_its_own_check(sheet: LabelSheet) -> None:
    assert checked_sheet(sheet) == sheet


@pytest.mark.parametrize("envelope", ENVELOPES, ids=lambda envelope: envelope.name)
def test_an_address_lies_on_its_envelope(envelope: object) -> None:
    for box in (envelope.address, envelope.sender):  # type: ignore[attr-defined]
        assert box.left + box.width < envelope.width  # type: ignore[attr-defined]
        assert box.top + box.height < envelope.height  # type: ignore[attr-defined]
        assert box.height >= 10


@given(count=st.integers(0, 200), start=st.integers(0, 20))
def test_labels_go_on_from_the_first_free_one(count: int, start: int) -> None:
    places = list(SHEET.places(count, start))
    assert len(places) == count
    assert len(set(places)) == count
    if places:
        assert places[0] == (0, SHEET.place(start))
        assert places[-1][0] == (start + count - 1) // SHEET.count


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"columns": 0}, "columns"),
        ({"rows": 999}, "rows"),
        ({"width": 0.0}, "width"),
        ({"height": float("nan")}, "height"),
        ({"left": -1.0}, "left"),
        ({"step_x": 20.0}, "step_x"),
        ({"step_y": float("nan")}, "step_y"),
        ({"width": 70.0, "step_x": 80.0}, "width"),
        ({"rows": 9}, "height"),
    ],
)
def test_what_cannot_be_printed_is_said_at_its_field(changes: dict[str, float], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        checked_sheet(replace(SHEET, **changes))  # type: ignore[arg-type]
    assert field in refused.value.fields
