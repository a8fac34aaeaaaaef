"""Days and moments come back as they were kept, or the file is said to be damaged."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.dates import PartialDate
from crm.errors import StorageCause, StorageError
from crm.store.fields import DayField, MomentField, PartialDateField, read_day

Kind = type[DayField] | type[MomentField] | type[PartialDateField]

KINDS: tuple[Kind, ...] = (DayField, MomentField, PartialDateField)


def kept(field: Kind, value: Any) -> Any:
    return field().python_value(field().db_value(value))


@given(st.dates(), st.datetimes(timezones=st.just(UTC)))
def test_what_is_kept_comes_back(day: date, moment: datetime) -> None:
    assert kept(DayField, day) == day
    assert kept(MomentField, moment) == moment.replace(microsecond=0)
    assert kept(PartialDateField, PartialDate.from_date(day)) == PartialDate.from_date(day)


@pytest.mark.parametrize("field", KINDS)
def test_nothing_comes_back_as_nothing(field: Kind) -> None:
    assert kept(field, None) is None


@pytest.mark.parametrize("field", KINDS)
@pytest.mark.parametrize("stored", ["202~-10-07", "2026-02-30", "x", 7, b"2026-10-07"])
def test_a_damaged_value_is_said_to_be_one(field: Kind, stored: object) -> None:
    with pytest.raises(StorageError) as caught:
        field().python_value(stored)
    assert caught.value.cause is StorageCause.DAMAGED


def test_a_day_read_alone_is_looked_at_as_closely() -> None:
    assert read_day("2026-10-07") == date(2026, 10, 7)
    with pytest.raises(StorageError):
        read_day("")
