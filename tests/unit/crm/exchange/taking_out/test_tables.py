"""Tables that were taken out hold what is known, and our own reader reads all of it again."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.clients.columns import list_columns
from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client
from crm.errors import CancelledError, NotFoundError, StorageError, ValidationError
from crm.exchange.importing import import_file
from crm.exchange.reading import propose_mapping, read_records
from crm.exchange.records import ClientRecord, Problem
from crm.exchange.table_clients import clean_cell
from crm.exchange.tables import open_text
from crm.exchange.taking_out.cells import Heading, TableToWrite
from crm.exchange.taking_out.delimited import csv_blocks
from crm.exchange.taking_out.lists import (
    LIST_FORMATS,
    SUFFIXES,
    ListToTakeOut,
    format_of,
    take_list_out,
)
from crm.exchange.taking_out.people import list_everybody, read_people
from crm.exchange.taking_out.readable import readable_parts
from crm.exchange.taking_out.workbook import LONGEST_CELL, write_workbook
from crm.exchange.workbook import open_workbook
from crm.progress import NoProgress
from crm.store.store import Store
from crm.story.drafts import NoteDraft
from crm.story.remember import add_note
from crm.text import clean_block

Open = Callable[[str], Store]


class Stopped(NoProgress):
    def stopped(self) -> bool:
        return True


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


def ann_of(path: Path) -> dict[str, str]:
    header, *rows = rows_of(path)
    assert len(set(header)) == len(header)
    told = [dict(zip(header, row, strict=True)) for row in rows]
    return next(each for each in told if "O'Neil" in each["Name"])


def taken_out(store: Store, path: Path, *columns: str) -> Path:
    format = format_of(path)
    assert format is not None
    take_list_out(store, path, ListToTakeOut(list_everybody(store), format, columns))
    return path


def test_a_table_holds_all_that_is_known(full: Store, tmp_path: Path) -> None:
    ann = ann_of(taken_out(full, tmp_path / "all.csv"))
    expected = {
        "First name": "Ann-Marie",
        "Last name": "O'Neil; Lee",
        "Nickname": "Annie, the fast",
        "Former name 2": "Ann, the first",
        "Birthday": "~1968-11",
        "Phone 2 - Value": "'+44 20 7946 0018",
        "Phone 2 - Label": "work mobile",
        "Address 1 - City": "Otley",
        "Address 2 - Street": "Somewhere\nbehind the mill",
        "Who sent them": "Ben Lee",
        "Loyalty card": "4006381333931 ::: =CARD,1",
        "Household": "The Lees",
        "Relation 2 - Value": "Rex",
        "Event 2 - Value": "'--07-26",
        "Wheel; size": "28, or\nso",
        "Gears": "-12.5",
        "Serviced": "2026-03-04",
        "Email consent": "yes",
        "Post consent": "no",
        "Visits": "2",
        "Brought so far (GBP)": "-8.66",
        "Starred": "yes",
    }
    assert {name: ann[name] for name in expected} == expected
    assert "and a \\ backslash" in ann["Notes"]
    assert "Nuts; all" in ann["Likes and dislikes"]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_our_own_reader_knows_again_what_was_taken_out(
    full: Store, tmp_path: Path, suffix: str
) -> None:
    path = taken_out(full, tmp_path / f"all.{suffix}")
    read = list(read_records(path, None, full.clock.today()))
    # They follow from visits, and come with those.
    left_out = "These columns were left out: First visit, Last visit, Visits."
    assert [each.why for each in read if isinstance(each, Problem)] == [left_out]
    found = {each.display_name: each for each in read if isinstance(each, ClientRecord)}
    people = read_people(full, list_everybody(full), NoProgress(), "")
    assert found.keys() == {person.facts.name for person in people}
    ann = next(each for name, each in found.items() if "O'Neil" in name)
    assert (ann.given, ann.family, ann.title) == ("Ann-Marie", "O'Neil; Lee", "Dr")
    assert ("phone", "+44 20 7946 0018", "work mobile") in {each[:3] for each in ann.contacts}
    assert ann.born is not None
    assert ann.born.text == "~1968-11"
    assert {each.when.text for each in ann.dates} == {"2001-06-07", "--07-26", "1999"}
    assert {each.channel: each.given for each in ann.consents} == {"email": True, "post": False}
    assert ann.cards == ("4006381333931", "=CARD,1")
    own = {each.name: each.value for each in ann.fields}
    assert own["Wheel; size"] == "28, or\nso"
    assert own["Gears"] == "-12.5"
    assert found["The Lees"].kind == "household"


def test_people_and_visits_of_the_zip_find_each_other(
    full: Store, open_shop: Open, tmp_path: Path
) -> None:
    again = open_shop("again")
    for name in ("clients.csv", "purchases.csv"):
        path = tmp_path / name
        path.write_bytes(b"".join(readable_parts()[name](full, NoProgress())))
        report = import_file(again, path, today=again.clock.today())
        assert report.rejected == ()
    assert report.clients_new == 0
    assert (report.visits, report.purchases, report.totals) == (2, 2, {"GBP": -866})
    sql = "SELECT day, channel, note, total FROM visit ORDER BY day"
    assert again.rows(sql) == full.rows(sql)


def test_every_column_of_a_list_can_be_taken_out(full: Store, tmp_path: Path) -> None:
    keys = tuple(list_columns(full))
    header, *rows = rows_of(taken_out(full, tmp_path / "shown.csv", *keys))
    assert len(rows) == len(list_everybody(full))
    told = [dict(zip(header, row, strict=True)) for row in rows]
    ann = next(each for each in told if "O'Neil" in each["Name"])
    assert ann["Phone"] == "020 7946 0018 x12"
    assert ann["So far (GBP)"] == "-8.66"
    assert ann["Last visit"] == full.clock.today().isoformat()
    assert taken_out(full, tmp_path / "shown.xlsx", *keys).stat().st_size


def test_days_and_numbers_of_a_workbook_are_days_and_numbers(full: Store, tmp_path: Path) -> None:
    from python_calamine import CalamineWorkbook

    path = taken_out(full, tmp_path / "shown.xlsx", "name", "last_visit", "visits", "brought")
    with CalamineWorkbook.from_path(str(path)) as book:
        header, *rows = book.get_sheet_by_index(0).to_python()
        assert header == ["Name", "Last visit", "Visits", "So far (GBP)"]
    ann = next(row for row in rows if "O'Neil" in str(row[0]))
    assert ann[1:] == [full.clock.today(), 2.0, -8.66]
    with zipfile.ZipFile(path) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b'state="frozen"' in sheet


def test_a_text_that_is_too_long_for_a_cell_goes_on_and_that_is_said(
    open_shop: Open, tmp_path: Path
) -> None:
    store = open_shop("long")
    ann = add_client(store, ClientDraft("Ann Lee"))
    texts = [f"{mark} wheel " * 1_500 for mark in "🚲abcd"]
    for text in texts:
        add_note(store, NoteDraft(ann, text))
    path = tmp_path / "long.xlsx"
    taken = take_list_out(store, path, ListToTakeOut([ann], "xlsx"))
    assert taken.continued == 1
    assert "Continued" in taken.sentence()
    with open_workbook(path) as book:
        first, second = book.list_sheets()
        cells = [cell for _row, cells in book.read_rows(first) for cell in cells]
        pieces = [cells[3] for _row, cells in book.read_rows(second)][1:]
    assert max(len(cell.encode("utf-16-le")) // 2 for cell in cells) <= LONGEST_CELL
    assert all(text.strip() in "".join(pieces) for text in texts)


def test_a_row_with_more_lines_than_readers_take_keeps_its_words(
    open_shop: Open, tmp_path: Path
) -> None:
    store = open_shop("lines")
    ann = add_client(store, ClientDraft("Ann Lee"))
    words = [f"line {number}" for number in range(400)]
    add_note(store, NoteDraft(ann, "\n".join(words)))
    path = tmp_path / "lines.csv"
    take_list_out(store, path, ListToTakeOut([ann], "csv"))
    read = read_records(path, None, store.clock.today())
    (record,) = (each for each in read if isinstance(each, ClientRecord))
    assert all(word in record.notes[0] for word in words)


@pytest.mark.parametrize("format", LIST_FORMATS)
def test_stopped_it_leaves_nothing_behind_and_an_older_file_as_it_was(
    full: Store, tmp_path: Path, format: str
) -> None:
    chosen = next(each for each in LIST_FORMATS if each == format)
    path = tmp_path / f"out{SUFFIXES[chosen]}"
    path.write_bytes(b"older")
    wanted = ListToTakeOut(list_everybody(full), chosen)
    with pytest.raises(CancelledError):
        take_list_out(full, path, wanted, Stopped())
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == b"older"


def test_what_cannot_be_is_said(full: Store, tmp_path: Path) -> None:
    ids = list_everybody(full)
    with pytest.raises(ValidationError, match="nobody"):
        take_list_out(full, tmp_path / "a.csv", ListToTakeOut([], "csv"))
    with pytest.raises(NotFoundError):
        take_list_out(full, tmp_path / "a.csv", ListToTakeOut(ids, "csv", ("gone",)))
    for format in LIST_FORMATS:
        with pytest.raises(StorageError):
            take_list_out(full, tmp_path / "no" / "a", ListToTakeOut(ids, format))
    assert list(tmp_path.iterdir()) == []


texts = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="=+-@'\"\t,;\n\r 09azé🚲שλ\u200f\\", max_size=40),
).map(clean_block)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(texts, min_size=3, max_size=3), min_size=1, max_size=5))
def test_any_text_comes_back_from_a_table_as_it_was(cells: list[list[str]]) -> None:
    table = TableToWrite((Heading("Name"), Heading("Notes"), Heading("X")), cells)
    rows = list(csv.reader(b"".join(csv_blocks(table)).decode("utf-8-sig").splitlines(True)))
    # An apostrophe after a backslash is how other programs write one.
    plain = [[cell.strip().replace("\\'", "'") for cell in row] for row in cells]
    assert [[clean_cell(cell).strip() for cell in row] for row in rows[1:]] == plain


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            texts,
            st.one_of(st.none(), st.integers(-(2**53), 2**53), st.decimals(
                -(10**9), 10**9, allow_nan=False, allow_infinity=False, places=2)),
            st.one_of(st.none(), st.dates()),
        ),
        min_size=1,
        max_size=5,
    )
)  # fmt: skip
def test_any_cell_comes_back_from_a_workbook_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
    cells: list[tuple[str, int | Decimal | None, date | None]],
) -> None:
    path = tmp_path_factory.mktemp("book") / "a.xlsx"
    rows = [("row", *row) for row in cells]
    names = (Heading("Kind"), Heading("Name"), Heading("N", "number"), Heading("Day", "day"))
    assert write_workbook(path, TableToWrite(names, rows, "A list")) == 0
    with open_workbook(path) as book:
        found = [texts for _row, texts in book.read_rows(book.list_sheets()[0])][1:]
    for (text, number, day), (_kind, *read) in zip(cells, found, strict=True):
        filled = [*read, "", "", ""][:3]
        assert clean_cell(filled[0]).strip() == text.strip().replace("\\'", "'")
        assert (Decimal(filled[1]) if filled[1] else None) == number
        assert filled[2] == (day.isoformat() if day else "")


def test_the_file_says_by_itself_what_it_is(full: Store, tmp_path: Path) -> None:
    path = taken_out(full, tmp_path / "all.csv")
    with open_text(path, None) as opened:
        assert opened.table.encoding.startswith("utf-8")
        assert opened.table.text.delimiter == ","
    fields = {column.field for column in propose_mapping(path).columns}
    assert {"client.key", "client.name", "client.phone", "client.born", "client.tag"} <= fields
